"""Whether every job of a snapshot is in exactly one place, and what counts jobs agrees with it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.model.phrase import Phrase
from taktwin.runs.saved.fields import waited_for
from taktwin.runs.saved.impossible import ImpossibleError, chain, need
from taktwin.runs.saved.kinds import (
    BATCHES,
    BELTS,
    CREWS,
    LINKS,
    MACHINES,
    QUEUES,
    SERVERS,
    SOURCES,
    STREAMS,
    VEHICLES,
    among,
)

Arrays = Mapping[str, np.ndarray]


def check_jobs(arrays: Arrays) -> int:
    """Every record of the pool is in one queue, at one machine or free. Returns how many main jobs are in the plant."""
    nodes, states, jobs, world = (arrays[name] for name in ("nodes", "node_states", "jobs", "world"))
    machines, at_machine = arrays["resources"]["kind"], arrays["resource_states"]["job"]
    after = jobs["next"].tolist()
    free = chain(int(world["free"][0]), after, "the list of free jobs")
    need(len(free) == world["free_jobs"][0], "how many jobs are free")
    placed, waiting = list(free), []
    kinds, caps = nodes["kind"].tolist(), nodes["cap"].tolist()
    heads, tails, counts = (states[name].tolist() for name in ("head", "tail", "count"))
    for n in np.flatnonzero(among(nodes["kind"], QUEUES)).tolist():
        if not -1 <= heads[n] < jobs.size:
            raise ImpossibleError(Phrase("the first job of place {n}", n=n))
        queue = chain(heads[n], after, f"the queue of place {n}")
        need(not queue or tails[n] == queue[-1], f"the last job of place {n}")
        link = kinds[n] in LINKS
        need(len(queue) == (states["waiting"][n] if link else counts[n]), f"the number of jobs at place {n}")
        need(link or counts[n] <= caps[n], f"the number of jobs at place {n}")
        placed += queue
        if kinds[n] in SOURCES:
            waiting += queue
        elif kinds[n] in BELTS:
            need(at_machine[nodes["res0"][n]] == (queue[0] if queue else -1), f"the first job on belt {n}")
            need((jobs["dest"][queue] == nodes["dest"][n]).all(), f"where the jobs on belt {n} go")
    single = at_machine[among(machines, SERVERS, VEHICLES) & ~among(machines, BATCHES)]
    need((at_machine[among(machines, SERVERS, VEHICLES)] < jobs.size).all(), "the job at a machine")
    held = [*single[single >= 0].tolist(), *_in_batches(arrays)]
    seen = np.bincount([*placed, *held], minlength=jobs.size)
    need((seen == 1).all(), "a job is in several places, or in none")
    used = np.ones(jobs.size, bool)
    used[free] = False
    ended = sum(int(world[name][0]) for name in ("finished", "scrapped", "joined"))
    need(world["created"][0] - ended == used.sum(), "how many jobs have been created and have ended")
    streams = jobs["stream"][used]
    main = jobs["main"] == 1
    need(among(machines[streams[streams >= 0]], STREAMS).all(), "the order stream of a job")
    need((jobs["stream"][used & main] >= 0).all(), "the order stream of a job")
    _check_kin(jobs, used, main, bool(world["matched"][0]))
    born = used & main
    born[waiting] = False
    return int(born.sum())


def _check_kin(jobs: np.ndarray, used: np.ndarray, main: np.ndarray, matched: bool) -> None:
    """For whom a job was called is a record; a main job knows how many it has called that are in the plant."""
    need((jobs["kin"] < jobs.size).all(), "for whom a job was called")
    own = np.flatnonzero(used & ~main & (jobs["kin"] >= 0))
    owners = jobs["kin"][own]
    same = (
        main[owners] & (jobs["order"][own] == jobs["order"][owners]) & (jobs["stream"][own] == jobs["stream"][owners])
    )
    counts = np.bincount(owners[same], minlength=jobs.size) if matched else np.zeros(jobs.size, np.int64)
    need((jobs["kin"][used & main] == counts[used & main]).all(), "how many jobs were called for one")


def _in_batches(arrays: Arrays) -> list[int]:
    """The jobs of all batches; none has more than it may have, and those of a place are counted there."""
    nodes, states, first = arrays["nodes"], arrays["node_states"], arrays["resource_states"]["job"]
    after, found = arrays["jobs"]["next"].tolist(), []
    for n in np.flatnonzero(among(nodes["kind"], BATCHES)).tolist():
        servers = range(nodes["res0"][n], nodes["res0"][n] + nodes["res"][n])
        batches = [chain(int(first[i]), after, f"a batch at place {n}") for i in servers]
        need(all(len(batch) <= nodes["batch"][n] for batch in batches), f"how many jobs a batch at place {n} has")
        need(sum(map(len, batches)) == states["count"][n], f"the number of jobs at place {n}")
        found += [j for batch in batches for j in batch]
    return found


def check_destinations(arrays: Arrays) -> None:
    """A finished job goes on to where its station sends jobs."""
    given, r, jobs = arrays["resources"], arrays["resource_states"], arrays["jobs"]
    done = among(given["kind"], SERVERS, BELTS) & (r["done"] == 1)
    need((r["job"][done] >= 0).all(), "a machine holds a finished job that is not there")
    at, dest = arrays["nodes"][given["node"][done]], jobs["dest"][r["job"][done]]
    other = dest != at["dest"]
    need((dest >= 0).all(), "where a finished job goes")
    for node, to in zip(at[other], dest[other], strict=True):
        routes = arrays["entries"][node["route0"] : node["route0"] + node["routes"]]
        need(to in routes["target"] or to in routes["full"], "where a finished job goes")


def check_sequences(arrays: Arrays) -> None:
    """Who is waited for at a place that keeps the sequence is a job, or nobody."""
    for first, count in waited_for(arrays):
        jobs = arrays["floats"][first : first + count : 2]
        known = (jobs >= -1) & (jobs < arrays["jobs"].size) & (jobs == np.floor(jobs))
        need(known.all(), "who is waited for at a place that keeps the sequence")


def check_turns(arrays: Arrays) -> None:
    """Whose turn it is at a merge, and how many jobs it has had."""
    nodes, states, ints = arrays["nodes"], arrays["node_states"], arrays["ints"]
    need((states["next_server"] < np.maximum(nodes["res"], 1)).all(), "which server is next")
    turning = nodes["merge"] == k.IN_TURN
    need((states["turn"][~turning] == 0).all() and (states["taken"][~turning] == 0).all(), "a turn where there is none")
    for node, state in zip(nodes[turning], states[turning], strict=True):
        need(state["turn"] < node["groups"], "whose turn it is")
        most = ints[node["merge0"] + node["preds"] + state["turn"]]
        need(state["taken"] < most, "a turn that is over")


def check_crews(arrays: Arrays) -> None:
    """A crew is at as many machines as it says, and each machine that waits for it stands in its queue once."""
    nodes, r, modes = arrays["nodes"], arrays["resource_states"], arrays["modes"]
    down = np.flatnonzero((r["up"] == 0) & among(arrays["resources"]["kind"], MACHINES))
    need(((r["down_mode"][down] >= 0) & (r["down_mode"][down] < modes.size)).all(), "the failure of a machine")
    crew = modes["crew"][r["down_mode"][down]]
    idle = np.isinf(r["repair_end"][down])
    operators = r["wants"][down] == k.FOR_REPAIR
    need(not (idle & (crew < 0) & ~operators).any(), "a machine waits for a crew that it does not need")
    for n in np.flatnonzero(among(nodes["kind"], CREWS)):
        node, size = arrays["node_states"][n], nodes["cap"][n]
        if not -1 <= node["head"] < r.size:
            raise ImpossibleError(Phrase("the queue of crew {n}", n=n))
        queue = chain(int(node["head"]), r["next_waiting"].tolist(), f"the queue of crew {n}")
        need(not queue or node["tail"] == queue[-1], f"the end of the queue of crew {n}")
        need(sorted(queue) == down[idle & (crew == n)].tolist(), f"who waits for crew {n}")
        need(node["count"] == (~idle & (crew == n)).sum() <= size, f"where crew {n} is")
        need(not queue or node["count"] == size, f"crew {n} is free, and waited for")
