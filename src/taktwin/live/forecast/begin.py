"""From what a forecast begins: a state, or a snapshot whose drawn numbers have been forgotten.

A snapshot of a run knows when each machine will fail next and when each work will end, because both were drawn before
it was taken. No plant knows that of itself, so a forecast keeps of it what can be seen: what has been spent so far.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from taktwin.kernel.base import state as k
from taktwin.model.start.file import load_state
from taktwin.model.start.state import Down, JobState, MachineState, StartState, seconds
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import Snapshot
from taktwin.runs.start import PreparedStart, Starter, state_of
from taktwin.runs.start.begin import Start, read_start
from taktwin.runs.start.remaining import longest


def forecast_start(starter: Starter, start: Start) -> PreparedStart:
    """A start from which a forecast may be made: of a snapshot it has forgotten what no plant knows.

    Raises:
        StartStateError, SnapshotError: it does not fit the plant.
    """
    start = read_start(start)
    if isinstance(start, PreparedStart):
        return start
    if isinstance(start, Snapshot):
        start = forgotten(start.resume(starter.program), starter)
    return starter.prepare(StartState() if start is None else load_state(start))


def forgotten(simulation: Simulation, starter: Starter) -> StartState:
    """The state of a run as somebody sees it who cannot see ahead.

    Of work, repairs and hits it tells how long they have gone on (`spent`, `since`) instead of what is left; times to
    failures and to the next order, where they are random, are left out. Work that was interrupted counts from when it
    went on; work by hand in zones, the ways of vehicles and trucks stay as they are.
    """
    state, index = state_of(simulation, starter.index), starter.index
    arrays, now = simulation.arrays, simulation.now
    records = arrays["resource_states"]
    for name, machine in state.machines.items():
        i = index.machines[name]
        state.machines[name] = _machine(arrays, i, index.modes[i], machine, now - float(records["since"][i]))
    for name, node in index.places.items():
        servers = index.cranes.get(node, node)
        if name in state.places and index.node_kinds[servers].holds == "servers":
            jobs = state.places[name].jobs
            first, count = int(arrays["nodes"]["res0"][servers]), int(arrays["nodes"]["res"][servers])
            for at, job in enumerate(jobs):
                number = int(job.server.value) - 1 if job.server is not None else 0
                known = _constant(arrays, servers) if not job.setup else _one_of_several(starter, servers)
                if job.left is not None and number < count and not known:
                    jobs[at] = _worked(job, records[first + number], now)
    for name, cell in state.cells.items():
        record, left = records[index.cells[name]], cell.left
        if left is not None and not cell.changing:
            entry = arrays["entries"][index.recipes[name][cell.making]]
            most = longest(arrays["dists"][int(entry["dist"])])
            if most < math.inf:
                state.cells[name] = cell.model_copy(update={"left": left})
                continue
            state.cells[name] = cell.model_copy(update={"left": None, "spent": seconds(_running(record, now))})
    for name, orders in state.orders.items():
        dist = int(arrays["resources"]["dist"][index.orders[name]])
        if orders.next_in is not None and int(arrays["dists"]["kind"][dist]) != k.CONSTANT:
            state.orders[name] = orders.model_copy(update={"next_in": None})
    return state


def _running(record: Any, now: float) -> float:
    """How long work has gone on without a break, s."""
    return max(0.0, now - float(record["began"])) if record["running"] else 0.0


def _constant(arrays: Mapping[str, Any], node: int) -> bool:
    """Whether the work at a place takes the same time for all: what is left of it is then known."""
    given = arrays["nodes"][node]
    fixed = given["by_option"] < 0 and given["setup_option"] < 0 and not given["unequal"] and given["dist"] >= 0
    return bool(fixed and int(arrays["dists"]["kind"][int(given["dist"])]) == k.CONSTANT)


def _one_of_several(starter: Starter, node: int) -> bool:
    """Whether a setup may take several times: a state does not tell which of them, so what is left of it stays."""
    given = starter.program.arrays["nodes"][node]
    return bool(given["matrix0"] >= 0 or (given["setup_dist"] >= 0 and given["purge_dist"] >= 0))


def _worked(job: JobState, record: Any, now: float) -> JobState:
    said = job.model_dump(exclude_unset=True, by_alias=True)
    said.pop("left", None)
    said.pop("whole", None)
    return JobState.model_validate({**said, "left": None, "spent": seconds(_running(record, now))})


def _machine(arrays: Mapping[str, Any], i: int, names: list[str], machine: MachineState, since: float) -> MachineState:
    first = int(arrays["resources"]["mode0"][i])
    known = {
        name: due
        for name, due in machine.next_failure.items()
        if int(arrays["dists"]["kind"][int(arrays["modes"]["up"][first + names.index(name)])]) == k.CONSTANT
    }
    down = machine.down
    if down is not None and down.left is not None:
        mode = names.index(down.mode) if down.mode is not None else 0
        most = longest(arrays["dists"][int(arrays["modes"]["repair"][first + mode])])
        down = Down(mode=down.mode, since=seconds(min(since, most)))
    return machine.model_copy(update={"next_failure": known, "down": down})
