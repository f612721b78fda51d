"""The warning of a run that stands still for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from taktwin.api.plant import Run


def warn_of_standstill(run: Run) -> None:
    """Print one warning where a part of the plant stands for good: the first of the first such replication."""
    found = run.standstills
    if not found:
        return
    number, standing = next(iter(found.items()))
    which = f"replication {number} ({len(found)} of {len(run.results)} stand): " if len(run.results) > 1 else ""
    more = f" ({len(standing) - 1} more in manifest.json)" if len(standing) > 1 else ""
    typer.echo(f"warning: {which}{standing[0]}{more}", err=True)
