"""The warning of a run at whose end nothing has left the plant for long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from taktwin.api.plant import Run


def warn_of_quiet(run: Run, plant: str | None) -> None:
    """Print the warning of the first replication that has gone quiet, and in how many it is so."""
    if not run.quiet:
        return
    whose = f"{plant}: " if plant is not None else ""
    several = f" (in {len(run.quiet)} of {len(run.results)} replications)" if len(run.results) > 1 else ""
    typer.echo(f"warning: {whose}{run.quiet[0]}{several}", err=True)
