"""Who waited for which part in a run: the worst, in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import text

if TYPE_CHECKING:
    from taktwin.api.run import Run

_MOST = 3  # lines of the worst
_LEAST_S = 60.0  # seconds a day below which nothing is said


def tell_shortages(run: Run, plant: str | None = None) -> None:
    """Print for which parts places waited longest, each with the minutes a day of all its servers."""
    from taktwin.analysis.supply.stops import part_stops

    found = [row for row in part_stops(run.results).iter_rows(named=True) if row["seconds_per_day"] >= _LEAST_S]
    what = text("waits for parts") if plant is None else text("waits for parts of {plant}", plant=plant)
    for row in found[:_MOST]:
        values = {"place": row["resource"], "part": row["cause"], "minutes": row["seconds_per_day"] / 60.0}
        if row["kind"] == "matched":
            line = text("{place} for {part}, in sequence: {minutes:,.1f} min a day", **values)
        else:
            line = text("{place} for {part}: {minutes:,.1f} min a day", **values)
        typer.echo(text("{what}: {that}", what=what, that=line))
    if len(found) > _MOST:
        line = text("{n} more in the report", n=len(found) - _MOST)
        typer.echo(text("{what}: {that}", what=what, that=line))
