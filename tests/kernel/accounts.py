"""Accounts of a simulation, counted from its arrays without the engine's own counters."""

from __future__ import annotations

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.common.joblog import whole_log
from taktwin.kernel.kinds.register import KINDS
from taktwin.runs.simulation import Simulation
from taktwin.runs.trucks import on_trucks

QUEUES = KINDS.codes("holds", "source", "queue", "belt", "behind")
#: Of resources that carry jobs, those whose job is in no queue as well (the first job of a belt is).
IN_ROWS = KINDS.codes("batches")
WITH_JOBS = [code for code in KINDS.codes("carries") if KINDS.all[code].holds != "belt"]


def queue(simulation: Simulation, head: int) -> list[int]:
    """The jobs of a linked list."""
    jobs: list[int] = []
    after = simulation.arrays["jobs"]["next"]
    while head >= 0:
        jobs.append(int(head))
        assert len(jobs) <= after.size, "a queue runs in a circle"
        head = after[head]
    return jobs


def jobs_at_nodes(simulation: Simulation) -> dict[int, list[int]]:
    """Node -> jobs in its queue."""
    heads = simulation.arrays["node_states"]["head"]
    queues = np.flatnonzero(np.isin(simulation.arrays["nodes"]["kind"], QUEUES))
    return {int(n): queue(simulation, heads[n]) for n in queues}


def jobs_at_resources(simulation: Simulation) -> dict[int, list[int]]:
    """Station server or vehicle -> jobs at hand: one, or those of a batch."""
    job, kind = simulation.arrays["resource_states"]["job"], simulation.arrays["resources"]["kind"]
    with_jobs = np.flatnonzero(np.isin(kind, WITH_JOBS) & (job >= 0))
    return {int(i): queue(simulation, int(job[i])) if kind[i] in IN_ROWS else [int(job[i])] for i in with_jobs}


def jobs_in_plant(simulation: Simulation) -> list[int]:
    """All jobs, wherever they are."""
    queued = [job for jobs in jobs_at_nodes(simulation).values() for job in jobs]
    return queued + [job for jobs in jobs_at_resources(simulation).values() for job in jobs]


def free_records(simulation: Simulation) -> list[int]:
    """The records that hold no job."""
    return queue(simulation, int(simulation.world["free"][0]))


def tasks_of_vehicles(simulation: Simulation) -> list[tuple[int, bool]]:
    """Of each vehicle that has a task: the node of the task, and whether it has loaded."""
    found: list[tuple[int, bool]] = []
    resources = simulation.arrays["resources"]
    for i in np.flatnonzero(resources["kind"] == KINDS.code("vehicle")):
        vehicle, row = simulation.arrays["resource_states"][i], resources["row"][i]
        if row >= 0:  # on a guide path
            if vehicle["task"] >= 0:
                found.append((int(vehicle["task"]), bool(simulation.arrays["guided"]["loaded"][row])))
        elif vehicle["phase"] != k.NO_WORK:
            found.append((int(vehicle["task"]), bool(vehicle["phase"] == k.LOADED_RUN)))
    return found


def lots_on_the_way(simulation: Simulation) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """By stock: (called by feeds and not yet there, reserved for feeds, loaded on vehicles from this stock)."""
    nodes, rows = simulation.arrays["nodes"], simulation.arrays["entries"]
    count = simulation.arrays["stocks"].size
    way, reserved, loaded = np.zeros(count), np.zeros(count), np.zeros(count)
    for n in np.flatnonzero(nodes["kind"] == KINDS.code("feed")):
        row, queued = rows[nodes["row"][n]], simulation.arrays["node_states"]["queued"][n]
        way[row["target"]] += queued * row["amount"]
        reserved[row["source"]] += queued * row["amount"]
    for task, is_loaded in tasks_of_vehicles(simulation):
        if nodes["kind"][task] != KINDS.code("feed"):
            continue
        row = rows[nodes["row"][task]]
        way[row["target"]] += row["amount"]
        if not is_loaded:
            reserved[row["source"]] += row["amount"]
        else:
            loaded[row["source"]] += row["amount"]
    return way, reserved, loaded


def lots_in_cells(simulation: Simulation) -> np.ndarray:
    """By stock: what is still to come of lots that cells have begun."""
    rows = simulation.arrays["entries"]
    coming = np.zeros(simulation.arrays["stocks"].size)
    for cell in simulation.arrays["resource_states"][simulation.arrays["resources"]["kind"] == KINDS.code("cell")]:
        if cell["job"] >= 0:
            coming[rows["target"][cell["job"]]] += cell["hits"] * rows["amount"][cell["job"]]
    return coming


def trucks_on_the_way(simulation: Simulation) -> np.ndarray:
    """By stock: what the lanes' trucks carry."""
    return on_trucks(simulation.arrays)


def made_by_cells(simulation: Simulation) -> np.ndarray:
    """By stock: good parts of all hits."""
    nodes, rows = simulation.arrays["nodes"], simulation.arrays["entries"]
    made = np.zeros(simulation.arrays["stocks"].size)
    for cell in nodes[nodes["kind"] == KINDS.code("cell")]:
        for row in rows[cell["row"] : cell["row"] + cell["rows"]]:
            made[row["target"]] += row["made"] * row["amount"]
    return made


def arrays_of(simulation: Simulation) -> dict[str, np.ndarray]:
    """All that the kernel knows, without what depends on where and how often it was interrupted.

    Addresses, the log and series still in the kernel (they are handed over from time to time), and what the serial path
    notes for itself within a slice of time are left out.
    """
    world = simulation.world.copy()
    for name in world.dtype.names or ():
        if name.startswith("at_") or name in ("log_n", "log_rows", "bucket_n", "slice_begin", "slice_end", "crowded"):
            world[name] = 0
    left_out = ("log", "series", "world", "steps", "rings")
    kept = {name: array for name, array in simulation.arrays.items() if name not in left_out}
    return {**kept, "world": world}


#: On the path of plain serial lines: in which record of the pool a job lies. That depends on where a run was stopped,
#: and means nothing. ``test_serial`` compares the queues job by job.
_SLOTS = {"jobs", "values", "world.free", "world.free_jobs", "node_states.head", "node_states.tail"}
_SLOTS |= {"resource_states.job"}


def differences(a: dict[str, np.ndarray], b: dict[str, np.ndarray]) -> list[str]:
    """Where two sets of arrays differ, in any bit: ``array.field``."""
    found: list[str] = []
    left_out = _SLOTS if a["world"]["steps"][0] else set()
    for name in a.keys() | b.keys():
        for field in a[name].dtype.names or (None,):
            one, two = (a[name][field], b[name][field]) if field else (a[name], b[name])
            if {name, f"{name}.{field}"} & left_out:
                continue
            if one.tobytes() != two.tobytes():
                found.append(f"{name}.{field}" if field else name)
    return sorted(found)


def handed_over(simulation: Simulation) -> tuple[bytes, bytes]:
    """The whole log and all rows of the series so far (the log of plain serial lines in order of time)."""
    simulation.drain()
    columns = simulation.arrays["series"].shape[1]
    log = whole_log(simulation.logs)
    if simulation.arrays["steps"].size:
        log = np.sort(log, order=("time", "kind", "order", "who", "what", "point"))
    return log.tobytes(), np.concatenate([np.zeros((0, columns)), *simulation.rows]).tobytes()
