"""Machines, make cells and fleets of a running simulation in the words of a start state."""

from __future__ import annotations

import math
from typing import Any

from taktwin.kernel.base import state as k
from taktwin.model.start.state import CellState, Down, FleetState, MachineState, VehicleState, seconds
from taktwin.model.values.quantity import Quantity
from taktwin.runs.simulation import Simulation
from taktwin.runs.start.index import Index
from taktwin.runs.start.jobwords import JobWords, amount, clock_of
from taktwin.runs.start.pausing import pause_of


def export_machines(simulation: Simulation, index: Index) -> dict[str, MachineState]:
    """Failures and setups; machines that wait for a crew come last, in the order in which it serves them."""
    found: dict[str, MachineState] = {}
    waiting = _waiting_for_crews(simulation, index)
    names = sorted(index.machines, key=lambda name: waiting.get(index.machines[name], -1))
    for name in names:
        i = index.machines[name]
        fields = {**_failures(simulation, index, i), **_setup(simulation, index, i), **_turn(simulation, index, i)}
        fields |= pause_of(simulation, i)
        if fields:
            found[name] = MachineState(**fields)
    return found


def _waiting_for_crews(simulation: Simulation, index: Index) -> dict[int, int]:
    """Machine -> its turn in the queue of its crew."""
    turn: dict[int, int] = {}
    for node in index.program.nodes_of("crew").values():
        at = int(simulation.arrays["node_states"]["head"][node])
        while at >= 0:
            turn[at] = len(turn)
            at = int(simulation.arrays["resource_states"]["next_waiting"][at])
    return turn


def _failures(simulation: Simulation, index: Index, i: int) -> dict[str, Any]:
    record, names = simulation.arrays["resource_states"][i], index.modes[i]
    fields: dict[str, Any] = {}
    first, now = int(simulation.arrays["resources"]["mode0"][i]), simulation.now
    down = int(record["down_mode"]) if record["up"] == 0 else -1
    if down >= 0:
        mode = names[down - first] if len(names) > 1 else None
        left_by_operators = float(record["repair_left"])
        begun = math.isfinite(record["repair_end"]) or left_by_operators > 0.0
        rest = left_by_operators or float(record["repair_end"]) - now
        left = seconds(max(0.0, rest)) if begun else None
        fields["down"] = Down(mode=mode, left=left, waiting=not begun)
    clock = clock_of(record, now)
    known: dict[str, Quantity] = {}
    for at, name in enumerate(names):
        if first + at != down and simulation.started:
            of_mode = int(simulation.arrays["modes"]["clock"][first + at])
            due = float(simulation.arrays["mode_states"]["due"][first + at])
            if of_mode == k.BY_COUNT:
                known[name] = amount(due)
            elif of_mode & 3 != k.BY_PLAN or due <= now:  # a plan goes on by the calendar; what is overdue waits
                known[name] = seconds(max(0.0, due - (clock if of_mode & 3 == k.BY_OPERATION else now)))
    if known:
        fields["next_failure"] = known
    return fields


def _turn(simulation: Simulation, index: Index, i: int) -> dict[str, Any]:
    record, node = simulation.arrays["resource_states"][i], int(simulation.arrays["resources"]["node"][i])
    if not index.kinds[i].serves:
        return {}
    given = simulation.arrays["nodes"][node]
    fields: dict[str, Any] = {}
    if given["choice"] in (k.IDLE_LONGEST, k.CHOSEN) and record["job"] < 0:
        fields["idle"] = seconds(simulation.now - float(record["freed"]))
    if given["choice"] in (k.CYCLIC, k.CHOSEN):
        turn = int(given["res0"] + simulation.arrays["node_states"]["next_server"][node])
        fields |= {"next": True} if turn == i and i != given["res0"] else {}
    return fields


def _setup(simulation: Simulation, index: Index, i: int) -> dict[str, Any]:
    record = simulation.arrays["resource_states"][i]
    value, node = int(record["last_value"]), int(simulation.arrays["resources"]["node"][i])
    if value < 0:
        return {}
    if index.kinds[i].makes:
        recipes = index.recipes[simulation.program.resource_names[i]]
        return {"set_up_for": next(name for name, row in recipes.items() if row == value)}
    if not index.kinds[i].serves or index.setup_option(node) < 0:
        return {}
    fields: dict[str, Any] = {"set_up_for": index.options(node).values[index.setup_option(node)][value]}
    if simulation.arrays["nodes"]["purge_after"][node] > 0:
        fields["same"] = amount(record["same"])
    return fields


def export_cells(simulation: Simulation, index: Index) -> dict[str, CellState]:
    """The lots of the make cells."""
    found: dict[str, CellState] = {}
    words = JobWords(simulation, index)
    for name, i in index.cells.items():
        record = simulation.arrays["resource_states"][i]
        if record["job"] < 0:
            continue
        recipe = next(recipe for recipe, row in index.recipes[name].items() if row == record["job"])
        fields: dict[str, Any] = {"making": recipe, "hits": amount(record["hits"])}
        if record["phase"] != k.NO_WORK:
            fields |= words.rest(i)
        if record["phase"] == k.IN_SETUP:
            fields["changing"] = True
        found[name] = CellState(**fields)
    return found


def export_fleets(simulation: Simulation, index: Index, words: JobWords) -> dict[str, FleetState]:
    """Trips, and the requests in the order in which they are served: the tasks take turns."""
    found: dict[str, FleetState] = {}
    nodes, states = simulation.arrays["nodes"], simulation.arrays["node_states"]
    for name, fleet in index.fleets.items():
        first = int(nodes["res0"][fleet])
        trips = {
            i - first + 1: _trip(simulation, index, words, i)
            for i in range(first, first + int(nodes["res"][fleet]))
            if _has_task(simulation, i)
        }
        tasks: list[int] = []
        at = int(states["head"][fleet])
        while at >= 0:
            tasks.append(at)
            at = int(states["next_waiting"][at])
        turns = max((int(states["queued"][task]) for task in tasks), default=0)
        requests = [
            simulation.program.node_names[task]
            for turn in range(turns)
            for task in tasks
            if states["queued"][task] > turn
        ]
        if trips or requests:
            found[name] = FleetState(vehicles=trips, requests=requests)
    return found


def _has_task(simulation: Simulation, i: int) -> bool:
    """Whether a vehicle is on a trip; on a guide path it may charge or park meanwhile."""
    record = simulation.arrays["resource_states"][i]
    return bool(record["task"] >= 0 if simulation.arrays["resources"]["row"][i] >= 0 else record["phase"] != k.NO_WORK)


def _trip(simulation: Simulation, index: Index, words: JobWords, i: int) -> VehicleState:
    record, row = simulation.arrays["resource_states"][i], int(simulation.arrays["resources"]["row"][i])
    task, empty = int(record["task"]), record["phase"] == k.EMPTY_RUN
    if row >= 0:
        empty = simulation.arrays["guided"]["loaded"][row] == 0
    fields: dict[str, Any] = {
        "task": simulation.program.node_names[task],
        "run": "empty" if empty else "loaded",
        "left": words.left(i) if row < 0 else "0 s",
    }
    if index.node_kinds[task].transport and not empty:
        fields["job"] = words.job(int(record["job"]), task)
    elif index.node_kinds[task].transport:
        giver, server = int(record["giver_node"]), int(record["giver"])
        if len(index.givers(task)) > 1:
            fields["from_"] = index.place_names[giver]
        if server >= 0 and simulation.arrays["nodes"]["res"][giver] > 1:
            fields["server"] = amount(server - int(simulation.arrays["nodes"]["res0"][giver]) + 1)
    return VehicleState(**fields)
