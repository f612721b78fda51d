"""Suppliers that are closed at times: how long a stock must last, and how long nothing is made for a sequence.

A truck that is ordered, or sets out on a milk run, at time s waits for the shifts of each supplier at which it calls
and comes at a(s), by the mean of all times. What is ordered R earlier has to last until then: the working time of the
line in (s - R, a(s)). The longest of all s is the time for which stocks are laid out; each `STEP` of the week is an s.
"""

from __future__ import annotations

from functools import lru_cache

from taktwin.model.checks.ways.shiftwindows import Windows, left_at, shifts_of, worked
from taktwin.model.nouns.calendar import WEEK_S
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.supply.family import Family
from taktwin.model.nouns.supply.park import Park
from taktwin.model.text.names import Names

#: Times of the week that are looked at, s apart.
STEP = 300.0


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
