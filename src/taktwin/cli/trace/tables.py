"""The way of an order and of its parts as tables."""

from __future__ import annotations

import datetime as dt

import typer

from taktwin.analysis.trace.steps import JobTrace, Way
from taktwin.cli.language.say import said, text
from taktwin.cli.tables.plain import plain_table, print_table
from taktwin.model.phrase import Phrase

#: The states of a stay, see `taktwin.analysis.trace.words`.
STATES = {
    "called": Phrase("called"),
    "waiting": Phrase("waiting"),
    "made": Phrase("made"),
    "made again": Phrase("made again"),
    "rack slot": Phrase("rack slot"),
    "despatched": Phrase("despatched"),
    "line-side": Phrase("line-side"),
    "moved": Phrase("moved"),
    "worked on": Phrase("worked on"),
}
_COLUMNS = (Phrase("place"), Phrase("state"), Phrase("came"), Phrase("min"), Phrase("worked on"), Phrase("waited"))


def print_trace(found: JobTrace, start: dt.datetime) -> None:
    """Print a table for the job of the order, then one for each part; ``start`` is the begin of the run."""
    typer.echo(text("job {n} of {stream}", n=found.job, stream=found.stream))
    for way in (found.main, *found.parts):
        _print_way(way, start)
    for one in found.untold:
        typer.echo(text("{line}: {n} jobs for this order are not told apart", line=one.line, n=one.jobs))


def _print_way(way: Way, start: dt.datetime) -> None:
    table = plain_table(_title(way), [said(column) for column in _COLUMNS], texts=(0, 1, 2))
    for step in way.steps:
        state = said(STATES[step.state])
        if step.rejected:
            state = text("{state}, rejected", state=state)
        cells = [_minutes(seconds) for seconds in (step.stay_s, step.worked_s, step.waited_s)]
        table.add_row(step.place, state, _clock(start, step.enter_s), *cells)
    if way.end_s is not None:
        table.add_row(text("all"), _outcome(way), _clock(start, way.end_s), _minutes(way.lead_time_s), "", "")
    print_table(table, width=100)


def _title(way: Way) -> str:
    name = way.line if way.several == 1 else f"{way.line} {way.number}/{way.several}"
    return name if way.called_by is None else text("{line}, called at {place}", line=name, place=way.called_by)


def _outcome(way: Way) -> str:
    if way.fitted_at is not None:
        return text("fitted at {place}", place=way.fitted_at)
    return text("finished") if way.outcome == "finished" else text("scrapped")


def _minutes(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds / 60:.2f}"


def _clock(start: dt.datetime, seconds: float) -> str:
    return (start + dt.timedelta(seconds=round(seconds))).strftime("%m-%d %H:%M:%S")
