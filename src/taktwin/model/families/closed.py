"""Suppliers that are closed at times: how long a stock must last, and how long nothing is made for a sequence.

A truck that is ordered, or sets out on a milk run, at time s waits for the shifts of each supplier at which it calls
and comes at a(s), by the mean of all times. What is ordered R earlier has to last until then: the working time of the
line in (s - R, a(s)). The longest of all s is the time for which stocks are laid out; each `STEP` of the week is an s.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from functools import lru_cache

from taktwin.model.nouns.calendar import WEEK_S
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.supply.family import Family
from taktwin.model.nouns.supply.park import Park
from taktwin.model.text.names import Names

#: Times of the week that are looked at, s apart.
STEP = 300.0

Windows = tuple[tuple[float, float], ...]
"""On-shift intervals of a week, s from Monday 00:00; empty: day and night."""


def shifts_of(model: PlantModel, calendar: str | None) -> Windows:
    """The shifts of a calendar of a plant; empty for none, or one that is not there."""
    return tuple(model.calendars[calendar].windows()) if calendar in model.calendars else ()


def line_shifts(model: PlantModel, names: Names, family: Family) -> Windows:
    """The shifts of the first place at which a family is fitted."""
    at = names.zones.get(family.at[0], family.at[0])
    if at not in names.elements:
        return ()
    shop, line, place = names.elements[at]
    own = getattr(model.shops[shop].lines[line].flow[place], "calendar", None)
    return shifts_of(model, own or model.shops[shop].calendar)


def way_of(model: PlantModel, park: Park, family: Family) -> tuple[tuple[tuple[Windows, float, float], ...], float]:
    """The stops of the trucks of a family out of stock, each with shifts, drive, loading; and the lead behind (s)."""
    run, given = park.run_of(family), family.stocked
    assert given is not None
    if run is None:
        supplier = model.suppliers[family.supplier]
        return ((shifts_of(model, supplier.calendar), 0.0, 0.0),), (given.lead or supplier.drive).mean
    stops = tuple(
        (shifts_of(model, model.suppliers[stop.supplier].calendar), stop.drive.mean, stop.load.mean)
        for stop in run.stops
        if stop.supplier in model.suppliers
    )
    last = model.suppliers.get(run.stops[-1].supplier)
    lead = run.lead or (last.drive if last is not None else None)
    return stops, lead.mean if lead is not None else 0.0


@lru_cache(maxsize=1024)
def longest_window(stops: tuple[tuple[Windows, float, float], ...], lead: float, every: float, line: Windows) -> float:
    """Longest time from an order to the arrival of the next, ``every`` s later, in working time of the line (s).

    Never less than both would take if nobody were closed.
    """
    plain = every + sum(drive + load for _, drive, load in stops) + lead
    if not any(shifts for shifts, _, _ in stops):
        return plain
    begins = [STEP * at for at in range(round(WEEK_S / STEP))]
    return max(plain, *(worked(line, begin - every, left_at(stops, begin) + lead) for begin in begins))


def longest_closed(supplier: Windows, line: Windows) -> float:
    """Longest working time of the line in which a supplier is closed without a break (s)."""
    ends = [end for _, end in supplier]
    begins = [begin for begin, _ in supplier[1:]] + [supplier[0][0] + WEEK_S] if supplier else []
    return max((worked(line, end, begin) for end, begin in zip(ends, begins, strict=True)), default=0.0)


def worked(shifts: Windows, begin: float, end: float) -> float:
    """Time on shift between two times, s; the week goes on for ever, before 0 as well."""
    if not shifts:
        return end - begin
    return _upto(shifts, end) - _upto(shifts, begin)


def _upto(shifts: Windows, time: float) -> float:
    weeks, rest = divmod(time, WEEK_S)
    week = sum(end - begin for begin, end in shifts)
    return weeks * week + sum(min(end, rest) - begin for begin, end in shifts if begin < rest)


def left_at(stops: Sequence[tuple[Windows, float, float]], time: float) -> float:
    """When a truck that sets out at ``time`` leaves its last stop; it is loaded, and leaves, in shifts alone."""
    for shifts, drive, load in stops:
        time = _loaded(shifts, time + drive, load)
    return time


def _loaded(shifts: Windows, time: float, load: float) -> float:
    """When a loading that can begin at ``time`` has taken ``load`` s of these shifts."""
    if not shifts:
        return time + load
    week = sum(end - begin for begin, end in shifts)
    whole, load = divmod(load, week)
    time += whole * WEEK_S
    weeks, rest = divmod(time, WEEK_S)
    at = bisect.bisect_right([begin for begin, _ in shifts], rest) - 1
    if at < 0 or rest >= shifts[at][1]:  # closed: the next shift
        at += 1
        if at == len(shifts):
            at, weeks = 0, weeks + 1
        rest = shifts[at][0]
    while load > shifts[at][1] - rest:
        load -= shifts[at][1] - rest
        at += 1
        if at == len(shifts):
            at, weeks = 0, weeks + 1
        rest = shifts[at][0]
    return weeks * WEEK_S + rest + load
