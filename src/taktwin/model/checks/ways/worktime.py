"""How much of all time a resource can work: its shifts, less what failures and planned maintenance take of them."""

from __future__ import annotations

import math
from collections.abc import Iterable

from taktwin.model.checks.ways.ways import Ways
from taktwin.model.nouns.calendar import WEEK_S
from taktwin.model.nouns.failure import FailureMode
from taktwin.model.nouns.plant import PlantModel

Failures = Iterable[str | FailureMode]

#: So many dates of a plan are looked at where they do not come back to the same times of the week before.
_MOST_DATES = 1_000


def modes_of(model: PlantModel, failures: Failures) -> list[FailureMode]:
    """The failure modes that a resource names or spells out."""
    return [model.failures[entry] if isinstance(entry, str) else entry for entry in failures]


def work_time(ways: Ways, shop: str | None, calendar: str | None, continuous: bool, failures: Failures) -> float:
    """Share of all time in which a resource is on shift and able to work.

    Failures on the wall clock and planned work that drifts take their share of the shifts; planned work by the calendar
    what of it falls into them.
    """
    model = ways.model
    own = model.shops[shop].calendar if shop is not None else None
    name = None if continuous else calendar if calendar is not None else own
    windows = ways.windows[name] if name is not None else [(0.0, float(WEEK_S))]
    found = shift = shift_share(ways, shop, calendar, continuous)
    for mode in modes_of(model, failures):
        if mode.every is not None and shift > 0:
            found *= max(0.0, 1.0 - _planned(mode, windows, model.week_offset) / shift)
        elif mode.up is not None and mode.clock == "time":
            found *= mode.up.mean / (mode.up.mean + mode.repair.mean)
    return found


def _planned(mode: FailureMode, windows: list[tuple[float, float]], week_offset: float) -> float:
    """Share of all time that is on shift and taken by work planned by the calendar."""
    assert mode.every is not None
    every, first = mode.every.value, (mode.offset or mode.every).value + week_offset
    dates = [first % WEEK_S]
    while len(dates) < _MOST_DATES and (first + len(dates) * every) % WEEK_S != dates[0]:
        dates.append((first + len(dates) * every) % WEEK_S)
    time = mode.repair.mean
    weeks = [week * WEEK_S for week in range(math.ceil(time / WEEK_S) + 1)]
    lost = math.fsum(
        max(0.0, min(date + time, end + week) - max(date, begin + week))
        for date in dates
        for week in weeks
        for begin, end in windows
    )
    return lost / len(dates) / every


def lengthened(model: PlantModel, failures: Failures, work: float) -> float:
    """Time of one work with the repairs that fall into it or come after so many works, s."""
    each, share = 0.0, 1.0
    for mode in modes_of(model, failures):
        if mode.up is None:
            each += mode.repair.mean / mode.jobs.value if mode.jobs is not None else 0.0
        elif mode.clock == "operation":
            share += mode.repair.mean / mode.up.mean
    return work * share + each


def shift_share(ways: Ways, shop: str | None, calendar: str | None, continuous: bool) -> float:
    """Share of the week that a resource is on shift."""
    own = ways.model.shops[shop].calendar if shop is not None else None
    name = calendar if calendar is not None else own
    return 1.0 if continuous or name is None else ways.shifts[name]
