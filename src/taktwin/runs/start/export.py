"""The state of a running simulation, in plant words: a run can start from it, in this plant or in a changed one.

It holds what stands where and every clock. It does not hold statistics, nor how many random numbers each resource has
drawn: a run from the state draws new ones. A snapshot keeps both.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.stocks import ENDLESS_STOCK
from taktwin.model.start.state import LaneState, OrdersState, PlaceState, StartState, StockState, seconds
from taktwin.model.values.quantity import Quantity
from taktwin.runs.simulation import Simulation
from taktwin.runs.start.carriers import carriers_of
from taktwin.runs.start.export_machines import export_cells, export_fleets, export_machines
from taktwin.runs.start.index import Index
from taktwin.runs.start.jobwords import JobWords, amount
from taktwin.runs.start.trucks import trucks_in_words
from taktwin.runs.start.turns import turn_of


def state_of(simulation: Simulation, index: Index | None = None) -> StartState:
    """The state of a simulation at its present time; it must have been advanced to one."""
    index = index or Index(simulation.program)
    words = JobWords(simulation, index)
    return StartState(
        plant=simulation.program.model.name,
        at=_instant(simulation),
        places=_places(simulation, index, words),
        machines=export_machines(simulation, index),
        cells=export_cells(simulation, index),
        fleets=export_fleets(simulation, index, words),
        stocks=_stocks(simulation),
        lanes=_lanes(simulation, index),
        carriers=carriers_of(simulation, index),
        orders=_orders(simulation, index),
    )


def _instant(simulation: Simulation) -> dt.datetime | Quantity:
    """A date and time where that is exact, else the time since the start of the plant."""
    now = simulation.now
    if now == int(now):
        return simulation.program.model.start + dt.timedelta(seconds=now)
    return seconds(now)


def _places(simulation: Simulation, index: Index, words: JobWords) -> dict[str, PlaceState]:
    found: dict[str, PlaceState] = {}
    for name, node in index.places.items():
        kind = index.node_kinds[node]
        given = simulation.arrays["nodes"][node]
        last_value = int(simulation.arrays["node_states"]["last_value"][node])
        fields: dict[str, Any] = {}
        if kind.tell_jobs is not None:
            fields = kind.tell_jobs(words, node)
        elif kind.holds == "servers":
            fields["jobs"] = words.at_station(node)
        elif kind.holds == "belt":
            fields = words.on_belt(node)
        else:
            held = words.at_station(index.cranes[node]) if node in index.cranes else []
            fields["jobs"] = [*held, *words.in_queue(node)]
        if kind.holds == "queue" and given["rule"] == k.SAME and last_value >= 0:
            options = index.options(node)
            fields["last_taken"] = options.values[int(given["rule_option"])][last_value]
        fields |= turn_of(simulation, node)
        if any(fields.values()):
            found[name] = PlaceState(**fields)
    return found


def _stocks(simulation: Simulation) -> dict[str, StockState]:
    found: dict[str, StockState] = {}
    for name, i in simulation.program.stocks.items():
        record = simulation.arrays["stock_states"][i]
        if record["level"] > ENDLESS_STOCK / 2:
            continue
        dock = amount(record["dock"]) if record["dock"] > 0.0 else None
        called = amount(record["owed"]) if record["owed"] > 0.0 else None
        found[name] = StockState(level=amount(record["level"]), dock=dock, called=called)
    return found


def _lanes(simulation: Simulation, index: Index) -> dict[str, LaneState]:
    found: dict[str, LaneState] = {}
    stocks = list(simulation.program.stocks)
    for name, i in index.lanes.items():
        record = simulation.arrays["resource_states"][i]
        trucks = trucks_in_words(simulation.arrays, i, stocks, simulation.now)
        # a lane keeps its timetable, so its next order follows from the time of the state
        at_times = math.isfinite(record["work_end"])
        following = seconds(record["work_end"] - simulation.now) if at_times else None
        found[name] = LaneState(trucks=trucks, next_order=following)
    return found


def _orders(simulation: Simulation, index: Index) -> dict[str, OrdersState]:
    found: dict[str, OrdersState] = {}
    due = simulation.arrays["due"]
    for name, i in index.orders.items():
        given = simulation.arrays["resources"][i]
        fields: dict[str, Any] = {"released": amount(simulation.arrays["resource_states"]["jobs"][i])}
        timed = float(due[due.size // 2 + i])
        if given["dist"] >= 0 and given["releases0"] < 0 and math.isfinite(timed):
            fields["next_in"] = seconds(max(0.0, timed - simulation.now))
        found[name] = OrdersState(**fields)
    return found
