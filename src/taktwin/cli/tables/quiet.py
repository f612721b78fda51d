"""The warning of a run at whose end nothing has left the plant for long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import said, text

if TYPE_CHECKING:
    from taktwin.api.plant import Run


def warn_of_quiet(run: Run, plant: str | None) -> None:
    """Print the warning of the first replication that has gone quiet, and in how many it is so."""
    if not run.quiet:
        return
    what = said(run.quiet[0].sentence)
    if plant is not None:
        what = text("{what}: {that}", what=plant, that=what)
    if len(run.results) > 1:
        what = text("{what} (in {n} of {all} replications)", what=what, n=len(run.quiet), all=len(run.results))
    typer.echo(text("warning: {what}", what=what), err=True)
