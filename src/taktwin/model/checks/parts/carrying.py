"""Lanes and docks that cannot carry what is drawn, in the mean of the mix and of all hours, before anything is run.

Trucks that carry parts in sequence, and those who make them, have a load as all stations have (`checks.ways.loads`). A
lane has as many trucks as are ordered, so it falls short by its orders alone:

- a fixed `quantity` every so often brings too little in an hour;
- a level is too low: between one order and the arrival of the next no more can be drawn than stands, and is on the way,
  behind the first. A supplier who is closed meanwhile makes that longer.

The doors of a dock need the time to unload for each truck. Of trucks the fewest are counted that can bring it all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.parts.supply import loads_of
from taktwin.model.checks.ways.partflow import part_flow
from taktwin.model.checks.ways.shiftwindows import Windows, left_at, shifts_of, worked
from taktwin.model.nouns.batches.delivery import Delivery
from taktwin.model.nouns.calendar import WEEK_S
from taktwin.model.nouns.supply.lane import Lane, LaneLoad
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_
from taktwin.model.text.zones import works_of

#: Loads up to this are rounding of times and shares.
SURE = 1.005
#: Orders of a lane that are looked at, over a week; and the time between two where it orders as parts are drawn, s.
ORDERS, STEP = 2016, 300.0

#: Shifts, drive and loading of each supplier at which trucks call, s.
Stops = tuple[tuple[Windows, float, float], ...]


def check_carrying(found: Findings) -> None:
    """Warn of each lane and dock whose load is above 1; of none where the flow does not follow from the model alone."""
    drawn: dict[str, float] = {}
    alone: set[str] = set(found.model.stocks)
    for period in found.traffic:
        parts = part_flow(period)
        alone &= parts.alone
        for stock, rate in parts.drawn.items():
            drawn[stock] = max(drawn.get(stock, 0.0), rate)
    for name, lane in found.model.lanes.items():
        for path, load in loads_of(("lanes", name), lane):
            rate = drawn.get(load.to, 0.0)
            endless = load.to not in found.model.stocks or math.isinf(found.model.stocks[load.to].initial.value)
            if rate > 0.0 and load.to in alone and not endless:
                _load(found, path, lane, load, rate)
    _docks(found, drawn)


def _load(found: Findings, path: Path_, lane: Lane, load: LaneLoad, rate: float) -> None:
    if load.quantity is not None and load.reorder is None and load.call is None and lane.every is not None:
        share = rate * lane.every.value / load.quantity.value
        if share > SURE:
            message = Phrase(
                "{drawn:.4g} an hour are drawn from {stock}, but {brought:.4g} are brought (load {share:.0%})",
                drawn=3600.0 * rate,
                stock=load.to,
                brought=3600.0 * load.quantity.value / lane.every.value,
                share=share,
            )
            least = Phrase("order at least {least:g} each time, or more often", least=_up(rate * lane.every.value))
            found.warn((*path, "quantity"), message, least)
    elif load.up_to is not None and load.call is None:
        line, share_on = _line(found, load.to)
        window = longest_between(found, lane, line)
        needed, top = rate / share_on * window, load.up_to.value + load.container.value
        if needed / top > SURE:
            message = Phrase(
                "{needed:.4g} are drawn from {stock} in the {minutes:.4g} min of work from an order until what is "
                "ordered next is in, but no more than {top:g} are there or to come (load {share:.0%})",
                needed=needed,
                stock=load.to,
                minutes=window / 60.0,
                top=top,
                share=needed / top,
            )
            remedy = Phrase(
                "raise `up_to` to {least:g} at least, order more often, or shorten the way", least=_up(needed)
            )
            found.warn((*path, "up_to"), message, remedy)


def _up(units: float) -> float:
    return float(math.ceil(units - 1e-9))


def longest_between(found: Findings, lane: Lane, line: Windows) -> float:
    """Longest working time of those who draw from one order of a lane to the arrival of the next, by mean times, s."""
    model = found.model

    def shifts(supplier: str | None) -> Windows:
        return shifts_of(model, model.suppliers[supplier].calendar) if supplier in model.suppliers else ()

    stops: Stops = ((shifts(lane.supplier), 0.0, 0.0),)
    if lane.milk_run is not None:
        stops = tuple((shifts(stop.supplier), stop.drive.mean, stop.load.mean) for stop in lane.milk_run)
    behind = lane.lead.mean + (lane.unload.mean if lane.dock is not None else 0.0)
    every = lane.every.value if lane.every is not None else 0.0
    if not line and not any(shifts for shifts, _, _ in stops):
        return every + left_at(stops, 0.0) + behind
    step = every or STEP
    first = model.week_offset + lane.offset.value
    orders = (first + step * at for at in range(min(ORDERS, math.ceil(WEEK_S / step))))
    return max(worked(line, at - every, left_at(stops, at) + behind) for at in orders)


def _line(found: Findings, stock: str) -> tuple[Windows, float]:
    """The shifts of all who draw from a stock point, and their share of the week; all hours where they differ."""
    model, seen = found.model, set[Windows]()
    for shop, _, _, element in model.all_elements():
        uses = (use for work in works_of(element) for use in work.uses)
        if any(found.names.stock(use.part, use.from_) == stock for use in uses):
            own = getattr(element, "calendar", None) or model.shops[shop].calendar
            seen.add(() if getattr(element, "continuous", False) else shifts_of(model, own))
    if any(feed.from_ == stock for feed in model.feeds.values()) or len(seen) != 1:
        return (), 1.0
    (line,) = seen
    return line, sum(end - begin for begin, end in line) / WEEK_S if line else 1.0


def _docks(found: Findings, drawn: dict[str, float]) -> None:
    for name, dock in found.model.docks.items():
        trucks, seconds = 0.0, 0.0
        for rate, unload in _trucks_at(found, name, drawn):
            trucks, seconds = trucks + rate, seconds + rate * unload
        share = seconds / dock.doors.value
        if share > SURE:
            message = Phrase(
                "this dock is loaded to {share:.0%}: at least {trucks:.4g} trucks an hour, "
                "{each:.4g} min at a door each",
                share=share,
                trucks=3600.0 * trucks,
                each=seconds / trucks / 60.0,
            )
            remedy = Phrase("add doors ({least:g} at least), or shorten the unloading", least=_up(seconds))
            found.warn(("docks", name, "doors"), message, remedy)


def _trucks_at(found: Findings, dock: str, drawn: dict[str, float]) -> Iterator[tuple[float, float]]:
    """Trucks a second that come to a dock, and seconds at a door of each, by lane and delivery."""
    for lane in found.model.lanes.values():
        if lane.dock == dock:
            loads = [(load, drawn.get(load.to, 0.0)) for load in lane.all_loads]
            containers = sum(rate / load.container.value for load, rate in loads)
            orders = max((_orders(lane, load, rate) for load, rate in loads), default=0.0)
            trucks = max(orders, containers / lane.capacity.value)
            if trucks > 0.0:
                yield trucks, lane.unload.mean + lane.unload_container.value * containers / trucks
    for shop, line, place, element in found.model.all_elements():
        if isinstance(element, Delivery) and element.dock == dock and element.unload is not None:
            rate = max((period.flow((shop, line, place)) for period in found.traffic), default=0.0)
            if rate > 0.0:
                yield rate / element.most.value, element.unload.mean


def _orders(lane: Lane, load: LaneLoad, rate: float) -> float:
    """Fewest orders a second of one load with something in it."""
    if load.quantity is not None:
        size = load.quantity.value
        return 1.0 / lane.every.value if lane.every is not None and load.reorder is None else rate / size
    assert load.up_to is not None
    size = load.container.value
    if load.reorder is not None:
        size += max(0.0, load.up_to.value - load.reorder.value)
    if lane.every is not None:
        size = max(size, rate * lane.every.value)
    return rate / size
