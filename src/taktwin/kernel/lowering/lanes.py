"""Lowering of lanes and of the docks at which their trucks are unloaded."""

from __future__ import annotations

import math

from taktwin.kernel.common.supply.trucks import BEFORE_AMOUNTS
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.model.checks.size import most_on_the_way, trucks_of_an_order
from taktwin.model.nouns.batches.delivery import Delivery
from taktwin.model.nouns.calendar import WEEK_S
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.supply.lane import Lane, Stop
from taktwin.model.values.spelt import qualified

#: Trucks for which there is room beyond what can be on the way: those of a start state may bring less than an order.
_SPARE = 64
#: The same where demand that waits for parts has been ordered already, so that more can be on the way.
_CALLED = 4096


def room_for_trucks(lane: Lane, waits: float = 0.0) -> int:
    """Trucks that can be on the way at once, where they wait for shifts of suppliers up to ``waits`` s.

    Where a lane orders at fixed times 40 times the mean number of orders and some, each with all its trucks.
    """
    if lane.every is None:
        called = any(load.call is not None for load in lane.all_loads)
        return int(most_on_the_way(lane)) + (_CALLED if called else _SPARE)
    orders = 64 if lane.dock is None else 256  # some may queue in the yard
    orders += 40 * math.ceil(lane.way_mean / lane.every.value) + 2 * math.ceil(waits / lane.every.value)
    return int(trucks_of_an_order(lane)) * orders


def stops_of(model: PlantModel, name: str) -> list[tuple[Stop | None, str | None]]:
    """The stops of a lane, each with the calendar of its supplier: those of a milk run, or its supplier with shifts.

    Calendars are those of the plant of the lane.
    """
    lane, owner = model.lanes[name], model._spelt.owner.get(("lanes", name))
    found: list[tuple[Stop | None, str | None]] = []
    for stop, supplier in [(stop, stop.supplier) for stop in lane.milk_run or ()] or [(None, lane.supplier)]:
        own = model.suppliers[supplier].calendar if supplier is not None else None
        calendar = qualified(owner, own) if own is not None and owner is not None else own
        if stop is not None or calendar is not None:
            found.append((stop, calendar))
    return found


def _longest_wait(model: PlantModel, calendar: str | None) -> float:
    """Longest time off shift, s."""
    windows = model.calendars[calendar].windows() if calendar is not None else []
    ends = [windows[-1][1] - WEEK_S, *(end for _, end in windows[:-1])] if windows else []
    return max((begin - end for (begin, _), end in zip(windows, ends, strict=True)), default=0.0)


def _lower_stops(low: FlowLowering, stops: list[tuple[Stop | None, str | None]]) -> dict[str, int]:
    """The fields of a lane of its stops."""
    numbers: list[int] = []
    for stop, calendar in stops:
        times = [stop.drive, stop.load] if stop is not None else [None, None]
        numbers += [low.b.distribution(time) if time is None or time.mean > 0.0 else -1 for time in times]
        windows = low.model.calendars[calendar].windows() if calendar is not None else []
        shifts = [low.model.week_offset, *(time for window in windows for time in window)]
        numbers += [low.b.numbers(shifts) if windows else 0, len(windows)]
    return {"stop0": low.b.ints(numbers), "stops": len(stops)}


def lower_lanes(low: FlowLowering) -> None:
    """A resource for each lane, with its loads and room for its trucks; then the docks, with room for all of theirs."""
    docks = {name: at for at, name in enumerate(low.model.docks)}
    in_yard = [0] * len(docks)
    for row, (name, lane) in enumerate(low.model.lanes.items()):
        stops, loads = stops_of(low.model, name), lane.all_loads
        trucks = room_for_trucks(lane, sum(_longest_wait(low.model, calendar) for _, calendar in stops))
        dock = docks[lane.dock] if lane.dock is not None else -1
        if dock >= 0:
            in_yard[dock] += trucks
        low.b.lanes.append(
            {
                "load0": len(low.b.lane_loads),
                "loads": len(loads),
                "room": lane.capacity.value,
                "dock": dock,
                "unload": low.b.distribution(lane.unload),
                "each": lane.unload_container.value,
                **_lower_stops(low, stops),
            }
        )
        low.b.lane_loads += [
            {
                "stock": low.stocks[load.to],
                "amount": load.quantity.value if load.quantity is not None else 0.0,
                "up_to": load.up_to.value if load.up_to is not None else -1.0,
                "container": load.container.value,
                "reorder": load.reorder.value if load.reorder is not None else math.inf,
                "called": int(load.call is not None),
            }
            for load in loads
        ]
        low.b.resource(
            "lane",
            name,
            row=row,
            source=low.stocks[lane.from_] if lane.from_ is not None else -1,
            dist=low.b.distribution(lane.lead),
            period=lane.every.value if lane.every is not None else math.inf,
            base=lane.offset.value,
            work_end=lane.offset.value if lane.every is not None else math.inf,
            list0=low.b.numbers([0.0] * ((BEFORE_AMOUNTS + len(loads)) * trucks)),
            capacity=trucks,
        )
    for _, _, _, element in low.model.all_elements():
        if isinstance(element, Delivery) and element.dock is not None:
            in_yard[docks[element.dock]] += element.server_count
    for dock, room in zip(low.model.docks.values(), in_yard, strict=True):
        doors = int(dock.doors.value)
        low.b.docks.append(
            {
                "door0": low.b.numbers([0.0] * doors),
                "doors": doors,
                "room0": low.b.numbers([0.0] * max(1, room)),
                "capacity": max(1, room),
            }
        )


def lower_reviews(low: FlowLowering) -> None:
    """A place, behind those of all shops and the feeds, for each lane that orders as soon as parts are drawn.

    It is looked at when less is there or to come at one of its stock points, and when something comes to the one that
    sends.
    """
    lanes = [i for i, row in enumerate(low.b.resources) if row["kind"] == "lane"]
    for i, (name, lane) in zip(lanes, low.model.lanes.items(), strict=True):
        if lane.every is not None:
            continue
        node = low.node("review", name, None, None, row=i)
        for load in lane.all_loads:
            low.b.refills(low.stocks[load.to], node)
        if lane.from_ is not None:
            low.b.draws(low.stocks[lane.from_], node)
