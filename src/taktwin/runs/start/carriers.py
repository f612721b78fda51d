"""Carriers in a start state: who has one, which can be taken, and which are on their way back."""

from __future__ import annotations

from typing import Any

from taktwin.kernel.lowering.carriers import trips_at_start
from taktwin.model.phrase import Phrase
from taktwin.model.start.state import CarriersState, Returning, seconds
from taktwin.model.values.quantity import Quantity
from taktwin.runs.simulation import Simulation
from taktwin.runs.start.draft import Draft, PlacedJob
from taktwin.runs.start.index import Index
from taktwin.runs.start.jobwords import amount


def set_carriers(draft: Draft) -> None:
    """Give each job its carriers, and put the others where they are."""
    pools = draft.index.program.flow.pools
    for name in draft.state.carriers:
        draft.found.reference(("carriers", name), name, pools, "pool of carriers")
    for job in draft.jobs:
        job.carriers = [0] * len(pools)
        for name in job.state.carriers or ():
            draft.found.reference((*job.path, "carriers", name), name, pools, "pool of carriers")
    for at, name in enumerate(pools):
        _pool(draft, at, name)


def _pool(draft: Draft, at: int, name: str) -> None:
    node = draft.index.program.flow.pools[name]
    way = int(draft.nodes["dest"][node])
    first, count, every = int(draft.nodes["row"][node]), int(draft.nodes["cap"][node]), _every(draft.index, name)
    records = draft.arrays["carriers"]
    trips: list[int | None] = []  # of each carrier, as far as it is said
    holders = [job for job in draft.jobs if _has(draft, name, job)]
    for job in holders:
        job.carriers[at] = first + len(trips) + 1
        given = (job.state.carriers or {}).get(name)
        trips.append(_trips(draft, (*job.path, "carriers", name), given, every, every))
    state = draft.state.carriers.get(name) or CarriersState()
    path = ("carriers", name)
    back = sorted(enumerate(state.returning), key=lambda one: one[1].back_in.value)
    for number, one in back:
        trips.append(_trips(draft, (*path, "returning", number, "trips"), one.trips, every, every - 1))
    if len(trips) > count:
        message = Phrase(
            "there are {count} carriers of {name}, but {n} jobs stand where one is needed",
            count=count,
            name=name,
            n=len(trips),
        )
        if back:
            message = Phrase(
                "there are {count} carriers of {name}, but {n} jobs have one and {back} are on the way back",
                count=count,
                name=name,
                n=len(holders),
                back=len(back),
            )
        draft.found.error(holders[-1].path if holders else path, message, Phrase("raise its `count`, or remove some"))
        return
    if state.here is not None:
        if len(trips) + len(state.here) != count:
            message = Phrase(
                "there are {count} carriers of {name}, {n} are elsewhere, so {here} are here",
                count=count,
                name=name,
                n=len(trips),
                here=count - len(trips),
            )
            draft.found.error(
                (*path, "here"),
                Phrase("{message}, got {n}", message=message, n=len(state.here)),
                Phrase("correct the list, or leave it out"),
            )
            return
        trips += [_trips(draft, (*path, "here", i), one, every, every - 1) for i, one in enumerate(state.here)]
    trips += [None] * (count - len(trips))
    spread = trips_at_start(count, every)
    for i, given in enumerate(trips):
        records["trips"][first + i] = spread[i] if given is None else given
    held, coming = len(holders), len(back)
    _link(draft, way, range(first + held, first + held + coming))
    for i, (_, one) in enumerate(back):
        records["back"][first + held + i] = draft.now + one.back_in.value
    records["next"][first : first + held] = -1
    _link(draft, node, range(first + held + coming, first + count))


def _link(draft: Draft, node: int, members: range) -> None:
    """Make these carriers the queue of a place."""
    states, records = draft.node_states, draft.arrays["carriers"]
    states["count"][node] = len(members)
    states["head"][node], states["tail"][node] = (members[0], members[-1]) if members else (-1, -1)
    for one in members:
        records["next"][one] = one + 1 if one + 1 in members else -1


def _every(index: Index, name: str) -> int:
    """After how many trips a carrier is cleaned; 0 for never."""
    return int(index.nodes["purge_after"][index.nodes["dest"][index.program.flow.pools[name]]])


def _has(draft: Draft, name: str, job: PlacedJob) -> bool:
    """Whether a job has a carrier of a pool: as its state says, else by where it stands and what it is."""
    if job.state.carriers is not None:
        return name in job.state.carriers
    if job.node not in draft.index.spans[name]:
        return False
    options = draft.index.options(job.node)
    for option, wanted in draft.index.program.model.carriers[name].when.items():
        at = options.names.index(option)
        if job.values[at] < 0:
            message = Phrase(
                "whether this job has one of {name} depends on its {option}, which is not known",
                name=name,
                option=option,
            )
            draft.found.error(job.path, message, Phrase("give its {option}, or its `carriers`", option=option))
            return False
        if options.values[at][job.values[at]] not in wanted:
            return False
    return True


def _trips(draft: Draft, path: tuple[str | int, ...], given: Quantity | None, every: int, most: int) -> int | None:
    if given is None:
        return None
    if every and given.value > most:
        message = Phrase(
            "it is cleaned after {every} trips, so it has made {most} at most, got {text}",
            every=every,
            most=most,
            text=given.text,
        )
        draft.found.error(path, message, Phrase("correct the number"))
    return int(given.value)


# --- out of a run


def carriers_of(simulation: Simulation, index: Index) -> dict[str, CarriersState]:
    """The fields of a start state that say where the carriers of a run are that no job has."""
    found: dict[str, CarriersState] = {}
    for name, node in index.program.flow.pools.items():
        fields: dict[str, Any] = {}
        way = int(index.nodes["dest"][node])
        records = simulation.arrays["carriers"]
        back = [
            Returning.model_validate(
                {
                    "in": seconds(max(0.0, float(records["back"][c]) - simulation.now)),
                    "trips": amount(records["trips"][c]),
                }
            )
            for c in _queue(simulation, way)
        ]
        if back:
            fields["returning"] = back
        if _every(index, name):
            fields["here"] = [amount(records["trips"][c]) for c in _queue(simulation, node)]
        if fields:
            found[name] = CarriersState(**fields)
    return found


def _queue(simulation: Simulation, node: int) -> list[int]:
    found: list[int] = []
    at = int(simulation.arrays["node_states"]["head"][node])
    while at >= 0:
        found.append(at)
        at = int(simulation.arrays["carriers"]["next"][at])
    return found
