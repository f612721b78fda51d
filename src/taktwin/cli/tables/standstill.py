"""The warning of a run that stands still for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import ENGLISH, spoken, text
from taktwin.cli.tables.names import words

if TYPE_CHECKING:
    from taktwin.api.plant import Run
    from taktwin.runs.standstill import Standstill


def warn_of_standstill(run: Run) -> None:
    """Print one warning where a part of the plant stands for good: the first of the first such replication."""
    found = run.standstills
    if not found:
        return
    number, standing = next(iter(found.items()))
    what = _sentence(standing[0])
    if len(run.results) > 1:
        which = text("replication {number} ({n} of {all} stand)", number=number, n=len(found), all=len(run.results))
        what = text("{what}: {that}", what=which, that=what)
    if len(standing) > 1:
        what = text("{what} ({n} more in manifest.json)", what=what, n=len(standing) - 1)
    typer.echo(text("warning: {what}", what=what), err=True)


def _sentence(one: Standstill) -> str:
    if spoken() == ENGLISH:
        return str(one)
    from taktwin.report.sections.standstill import sentence

    return sentence(one, words()) + words()(f"stand_{one.why}")
