"""Vehicles on their trips and requests that wait for one, in a start state."""

from __future__ import annotations

from taktwin.kernel.base import state as k
from taktwin.model.phrase import Phrase
from taktwin.model.start.state import FleetState, VehicleState
from taktwin.model.text.tree import Path_
from taktwin.model.values.nearest import suggest
from taktwin.runs.start.draft import Draft, PlacedJob


def set_fleets(draft: Draft) -> None:
    """Trips and requests of all fleets; the jobs have been placed."""
    carried = {job.path: job for job in draft.jobs if job.path[0] == "fleets"}
    for name, state in draft.state.fleets.items():
        path = ("fleets", name)
        if not draft.found.reference(path, name, draft.index.fleets, "fleet"):
            continue
        fleet = draft.index.fleets[name]
        for number, trip in state.vehicles.items():
            here = (*path, "vehicles", number)
            servers = draft.servers(fleet)
            if not 1 <= number <= len(servers):
                draft.found.error(
                    here, Phrase("{name} has {n} vehicles", name=name, n=len(servers)), Phrase("correct the number")
                )
                continue
            _trip(draft, here, fleet, servers[number - 1], trip, carried)
        _requests(draft, path, fleet, state)
    for node, kind in enumerate(draft.index.node_kinds):
        if kind.transport and draft.node_states["count"][node] > draft.nodes["cap"][node]:
            what = draft.index.program.node_names[node]
            draft.room_left(
                ("fleets",), node, int(draft.node_states["count"][node]), Phrase("the far end of {what}", what=what)
            )


def _task(draft: Draft, path: Path_, fleet: int, name: str) -> int | None:
    """Node of a transport or feed of this fleet."""
    tasks = {task: n for task, n in draft.index.tasks.items() if draft.nodes["fleet"][n] == fleet}
    if name in tasks:
        return tasks[name]
    whose = draft.index.program.node_names[fleet]
    draft.found.error(
        path, Phrase('{whose} has no transport or feed "{name}"', whose=whose, name=name), suggest(name, tasks)
    )
    return None


def _trip(
    draft: Draft, path: Path_, fleet: int, vehicle: int, trip: VehicleState, carried: dict[Path_, PlacedJob]
) -> None:
    task = _task(draft, (*path, "task"), fleet, trip.task)
    if task is None:
        return
    resource, row = draft.resource_states[vehicle], draft.resources["row"][vehicle]
    resource["task"], resource["left"] = task, trip.left.value
    if row >= 0:  # on a guide path it begins at its parking place
        resource["phase"] = k.NO_WORK
        draft.arrays["guided"]["loaded"][row] = int(trip.run == "loaded")
    else:
        resource["phase"] = k.EMPTY_RUN if trip.run == "empty" else k.LOADED_RUN
    link = draft.index.node_kinds[task].transport
    if link:
        draft.node_states["count"][task] += 1
    else:
        _lot(draft, task, loaded=trip.run == "loaded")
    wanted = {"empty": ("from_", Phrase("server")), "loaded": ("job",)}[trip.run] if link else ()
    for field in ("job", "from_", Phrase("server")):
        if getattr(trip, field) is not None and field not in wanted:
            key = field.rstrip("_")
            what = Phrase(
                "an empty run of {task}" if trip.run == "empty" else "a {run} run of {task}",
                run=trip.run,
                task=trip.task,
            )
            draft.found.error((*path, key), Phrase("{what} has no `{key}`", what=what, key=key), Phrase("remove it"))
    if link and trip.run == "loaded":
        job = carried.get((*path, "job"))
        if job is None:
            draft.found.error(path, Phrase("a loaded vehicle carries a job"), Phrase("add `job: {...}`, or `job: {}`"))
            return
        resource["job"] = job.number
        job.dest = int(draft.nodes["dest"][task])
    elif link:
        _claim(draft, path, task, vehicle, trip)


def _lot(draft: Draft, feed: int, loaded: bool) -> None:
    """What a trip or request of a feed keeps reserved and has on its way."""
    row = draft.entries[draft.nodes["row"][feed]]
    draft.arrays["stock_states"]["on_way"][row["target"]] += row["amount"]
    if not loaded:
        draft.arrays["stock_states"]["reserved"][row["source"]] += row["amount"]


def _claim(draft: Draft, path: Path_, task: int, vehicle: int, trip: VehicleState) -> None:
    """The ready job for which an empty vehicle is on its way."""
    givers = {draft.index.place_names[n]: n for n in draft.index.givers(task)}
    if trip.from_ is None and len(givers) > 1:
        message = Phrase("jobs come to this transport from several places")
        draft.found.error(path, message, Phrase("add `from:` one of {names}", names=", ".join(givers)))
        return
    name = trip.from_ if trip.from_ is not None else next(iter(givers))
    if name not in givers:
        draft.found.error(
            (*path, "from"),
            Phrase("{task} takes no jobs from {name}", task=trip.task, name=name),
            suggest(name, givers),
        )
        return
    giver = givers[name]
    draft.resource_states["giver_node"][vehicle] = giver
    draft.resource_states["giver"][vehicle] = -1
    kind, ready = draft.index.node_kinds[giver], False
    if kind.holds in ("queue", "behind"):
        draft.node_states["claimed"][giver] += 1
        waiting = draft.node_states["count" if kind.holds == "queue" else "waiting"][giver]
        ready = bool(draft.node_states["claimed"][giver] <= waiting)
    else:
        i = _holder(draft, path, giver, task, trip)
        if i is not None:
            draft.resource_states["claimed"][i] = 1
            draft.resource_states["giver"][vehicle] = i if kind.holds == "servers" else -1
            ready = True
    if not ready:
        draft.found.error(
            path,
            Phrase("there is no finished job at {name} for this vehicle", name=name),
            Phrase("place one there: `{name}: [...]`", name=name),
        )


def _holder(draft: Draft, path: Path_, giver: int, task: int, trip: VehicleState) -> int | None:
    """The server, or the belt, that holds a finished job for a transport."""
    servers = draft.servers(giver)
    number = draft.number((*path, Phrase("server")), trip.server, len(servers), Phrase("server"))
    dest = {job.number: job.dest for job in draft.jobs}
    for i in servers if number is None else [servers[number]]:
        record = draft.resource_states[i]
        if record["done"] == 1 and record["claimed"] == 0 and dest.get(int(record["job"])) == task:
            return i
    return None


def _requests(draft: Draft, path: Path_, fleet: int, state: FleetState) -> None:
    """The fleet's queue: each task has one place in it, and counts its requests."""
    record = draft.node_states[fleet]
    for at, name in enumerate(state.requests):
        task = _task(draft, (*path, "requests", at), fleet, name)
        if task is None:
            continue
        node = draft.node_states[task]
        if not draft.index.node_kinds[task].transport:
            _lot(draft, task, loaded=False)
        node["queued"] += 1
        if node["queued"] > 1:
            continue
        node["next_waiting"] = -1
        if record["head"] < 0:
            record["head"] = task
        else:
            draft.node_states["next_waiting"][record["tail"]] = task
        record["tail"] = task
