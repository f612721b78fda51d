"""Changes of a run at one instant: trucks come later, despatch stands, ways take longer, more is at hand.

They are made between two instants, in the arrays of one simulation; the plant of the program stays as it is. Nothing
that is changed here becomes due sooner, so that no event is missed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.base.record import aligned
from taktwin.kernel.lowering.program import Program
from taktwin.kernel.lowering.times import kernel_parameters, rows_of, scaled_rows
from taktwin.model.values.distribution import Distribution
from taktwin.runs.simulation import Simulation
from taktwin.runs.trucks import places_of

_NEVER = 10**12
#: A drive that is cut to nothing takes this share of its time: no distribution has a factor of 0.
_AT_ONCE = 1e-6


def _own(simulation: Simulation, name: str) -> np.ndarray:
    """An array that the program gives, as a copy of this simulation alone."""
    simulation.arrays[name] = aligned(simulation.arrays[name])
    return simulation.arrays[name]


# --- trucks of lanes


def delay_truck(simulation: Simulation, lane: int, seconds: float) -> bool:
    """The next truck of a lane that is on its way comes so many seconds later; False where none is.

    Trucks of a lane do not overtake: those behind it come no sooner than it.
    """
    return _delay(simulation, lane, seconds, whole=False)


def delay_trucks(simulation: Simulation, lane: int, seconds: float) -> bool:
    """All trucks of a lane that are on their way come so many seconds later; False where there are none."""
    return _delay(simulation, lane, seconds, whole=True)


def _delay(simulation: Simulation, lane: int, seconds: float, whole: bool) -> bool:
    records, floats = simulation.arrays["resource_states"], simulation.arrays["floats"]
    places = places_of(simulation.arrays, lane)[int(records["yard"][lane]) :, 0]
    if not places.size:
        return False
    late = floats[places[0]] + seconds
    floats[places] = floats[places] + seconds if whole else np.maximum(floats[places], late)
    records["last_arrival"][lane] = max(float(records["last_arrival"][lane]), float(floats[places[-1]]))
    return True


def next_order(simulation: Simulation, lane: int) -> float:
    """When a lane with a timetable orders next (s); infinite for one that orders when parts are drawn."""
    arrays = simulation.arrays
    periodic = math.isfinite(float(arrays["resources"]["period"][lane]))
    return float(arrays["resource_states"]["work_end"][lane]) if periodic else math.inf


def hold_lane(simulation: Simulation, lane: int, until: float) -> Callable[[Simulation], None] | None:
    """Nothing of a lane sets out before ``until`` (s). What is to be called right behind that; None if nothing is held.

    What is held back sets out at ``until``: fixed quantities as often as they are due, what fills up to a level by what
    lacks then. The timetable stays. A lane without one orders again when it is called.
    """
    arrays = simulation.arrays
    record, period = arrays["resource_states"], float(arrays["resources"]["period"][lane])
    reviewed = math.isinf(period)
    if not reviewed and float(record["work_end"][lane]) > until:
        return None
    loads = _loads(_own(simulation, "lane_loads"), arrays, lane)
    before = loads.copy()
    if reviewed:
        loads["reorder"] = -math.inf
    elif math.isinf(until):
        record["work_end"][lane] = math.inf
    else:
        base, first = float(record["base"][lane]), int(record["at"][lane])
        after = math.floor((until - base) / period + 1e-9) + 1
        record["at"][lane], record["work_end"][lane] = after - 1, until
        fixed = np.isinf(loads["reorder"])  # others order what lacks anyhow
        loads["amount"][fixed] *= max(1, after - first)

    def release(run: Simulation) -> None:
        _loads(_own(run, "lane_loads"), run.arrays, lane)[:] = before
        if reviewed:
            nodes = run.arrays["nodes"]
            (node,) = (node for node in run.program.nodes_of("review").values() if nodes["row"][node] == lane)
            _look_at(run, node)

    return release


def _loads(lane_loads: np.ndarray, arrays: Mapping[str, np.ndarray], lane: int) -> np.ndarray:
    given = arrays["lanes"][arrays["resources"]["row"][lane]]
    return lane_loads[given["load0"] : given["load0"] + given["loads"]]


# --- trucks that carry racks


def delay_delivery(simulation: Simulation, node: int, seconds: float, whole: bool = False) -> bool:
    """A truck of a delivery that is on its way to the plant arrives so many seconds later; with ``whole`` all of them.

    False where none is.
    """
    found = False
    for i in _servers(simulation, node):
        record = simulation.arrays["resource_states"][i]
        if record["phase"] == k.IN_WORK and record["running"] == 1:
            record["work_end"] += seconds
            _refresh(simulation, i)
            found = True
            if not whole:
                break
    return found


def hold_delivery(simulation: Simulation, node: int) -> None:
    """No truck of a delivery takes racks any more; those on their way arrive and come back."""
    given = _own(simulation, "nodes")
    given["enough"][node], given["wait"][node] = _NEVER, math.inf


def release_delivery(simulation: Simulation, node: int) -> None:
    """Trucks of a delivery set out again, as the model says."""
    given, said = _own(simulation, "nodes"), simulation.program.arrays["nodes"]
    for field in ("enough", "wait"):
        given[field][node] = said[field][node]
    _look_at(simulation, node)


def _servers(simulation: Simulation, node: int) -> Iterable[int]:
    given = simulation.arrays["nodes"][node]
    return range(int(given["res0"]), int(given["res0"] + given["res"]))


def _look_at(simulation: Simulation, node: int) -> None:
    """Have a place looked at before the clock moves on (as `mark` of the kernel does)."""
    world, words, word, bit = simulation.world, simulation.arrays["marks"], node >> 6, np.uint64(1 << (node & 63))
    world["marked"] += int(not words[word] & bit)
    words[word] |= bit
    world["hint"] = min(int(world["hint"][0]), word)


def _refresh(simulation: Simulation, i: int) -> None:
    """Put the earliest due time of a machine into the calendar (as `refresh` of the kernel does)."""
    record, due = simulation.arrays["resource_states"][i], simulation.arrays["due"]
    own = record["fail_at"] if record["up"] == 1 else record["repair_end"]
    work = record["work_end"] if record["running"] == 1 else math.inf
    at = i + due.size // 2
    due[at] = min(float(record["entry_at"]), float(work), float(own))
    while at > 1:  # the minima above it, of four each
        first = at & ~3
        at >>= 2
        due[at] = due[first : first + 4].min()


# --- ways, stocks


def lengthen_ways(
    simulation: Simulation, lanes: Iterable[int], deliveries: Iterable[int], factor: float, sooner: float = 0.0
) -> None:
    """Leads of lanes and drives of deliveries are ``factor`` times as long from now on.

    What deliveries bring is there ``sooner`` s before that, at most at once, and the way back is so much longer: their
    trucks are away as long as they would be, and carry no more than they could.
    """
    resources, nodes = _own(simulation, "resources"), _own(simulation, "nodes")
    rows: list[tuple[Any, str, int, float]] = [(resources, "dist", lane, 0.0) for lane in lanes]
    for node in deliveries:
        by = min(sooner, factor * drive_mean(simulation.arrays, node))
        rows += [(nodes, "dist", node, -by), (nodes, "back", node, by)]
    for records, field, at, plus in rows:
        old = simulation.arrays["dists"]
        dist = int(records[field][at])
        mean = float(old["mean"][dist]) if dist >= 0 else 0.0
        if mean > 0.0:
            longer = scaled_rows(old, dist, max(_AT_ONCE, factor + plus / mean))
        elif plus > 0.0:
            longer = rows_of((*kernel_parameters(Distribution("constant", (plus,))), plus), ())
        else:
            continue
        records[field][at] = old.size
        simulation.arrays["dists"] = aligned(np.concatenate([old, longer]))


def drive_mean(arrays: Mapping[str, np.ndarray], node: int) -> float:
    """Mean time of the drive of a delivery to the plant, s."""
    dist = int(arrays["nodes"]["dist"][node])
    return float(arrays["dists"]["mean"][dist]) if dist >= 0 else 0.0


def add_cover(simulation: Simulation, more: Mapping[int, float]) -> None:
    """So much more is at hand at stock points (row -> units), with room for it.

    The levels to which lanes fill them up are raised by as much, and those at which feeds and make cells refill them.
    For the start of a run, before anything has moved.
    """
    given, loads, states = _own(simulation, "stocks"), _own(simulation, "lane_loads"), simulation.arrays["stock_states"]
    entries, refills = simulation.arrays["entries"], refilled_by(simulation.program)
    for stock, units in more.items():
        entries["reorder"][refills[entries["target"][refills] == stock]] += units
        given["cap"][stock] += units
        for field in ("level", "least", "most"):
            states[field][stock] += units
        filled = (loads["stock"] == stock) & (loads["up_to"] >= 0.0)
        loads["up_to"][filled] += units
        loads["reorder"][loads["stock"] == stock] += units


def refilled_by(program: Program) -> np.ndarray:
    """Entries of feeds and of recipes of make cells, each with the stock point that it refills as `target`."""
    nodes = program.arrays["nodes"]
    feeds = nodes["row"][list(program.nodes_of("feed").values())].tolist()
    cells = nodes[nodes["rows"] > 0]
    recipes = [row for cell in cells for row in range(int(cell["row"]), int(cell["row"] + cell["rows"]))]
    return np.array([*feeds, *recipes], np.int64)
