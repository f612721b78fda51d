"""The warning of a run in which something grows without end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from taktwin.api.plant import Run

MOST = 3


def warn_of_growth(run: Run) -> None:
    """Print one warning for each of the places that grow fastest, and what that means for the figures."""
    from taktwin.analysis.overtime.growth import backlog_grows, wip_grows

    for one in run.growth[:MOST]:
        typer.echo(f"warning: {one}", err=True)
    if len(run.growth) > MOST:
        typer.echo(f"warning: {len(run.growth) - MOST} more grow, see manifest.json", err=True)
    if backlog_grows(run.growth):
        typer.echo("warning: so the backlog and the time from order to line off have no mean", err=True)
    if wip_grows(run.growth):
        typer.echo(
            "warning: so lead time and jobs in the plant have no mean; they rise with the days measured", err=True
        )
