"""The warning of a run in which something grows without end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import ENGLISH, spoken, text
from taktwin.cli.tables.names import words

if TYPE_CHECKING:
    from taktwin.analysis.overtime.growth import Growth
    from taktwin.api.plant import Run

MOST = 3


def warn_of_growth(run: Run) -> None:
    """Print one warning for each of the places that grow fastest, and what that means for the figures."""
    from taktwin.analysis.overtime.growth import backlog_grows, wip_grows

    for one in run.growth[:MOST]:
        _warn(_sentence(one))
    if len(run.growth) > MOST:
        _warn(text("{n} more grow, see manifest.json", n=len(run.growth) - MOST))
    if backlog_grows(run.growth):
        _warn(text("so the backlog and the time from order to line off have no mean"))
    if wip_grows(run.growth):
        _warn(text("so lead time and jobs in the plant have no mean; they rise with the days measured"))


def _sentence(one: Growth) -> str:
    if spoken() == ENGLISH:
        return str(one)
    from taktwin.report.sections.growth import sentence

    return sentence(one, words())


def _warn(what: str) -> None:
    typer.echo(text("warning: {what}", what=what), err=True)
