"""Where the jobs of a start state stand: in elements, behind transports, or before a line."""

from __future__ import annotations

from taktwin.kernel.base import state as k
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_
from taktwin.runs.start.draft import Draft, PlacedJob
from taktwin.runs.start.turns import put_turn

_ROUNDING = 1e-9
#: Fields that say where in a place a job is; what a place takes of them is said by its kind.
_STANDING = ("server", "left", "spent", "setup", "handling", "finished", "to", "waited", "whole", "behind")


def place_jobs(draft: Draft) -> None:
    """Put the jobs of all places where they stand."""
    by_node: dict[int, list[PlacedJob]] = {}
    for job in draft.jobs:
        if job.path[0] == "places":
            by_node.setdefault(job.node, []).append(job)
    for name, place in draft.state.places.items():
        node = draft.index.places.get(name)
        if node is None:
            continue
        path, jobs = ("places", name), by_node.get(node, [])
        kind = draft.index.node_kinds[node]
        if kind.put_jobs is not None:
            for job in jobs:
                _allowed(draft, job, node)
            kind.put_jobs(draft, path, node, jobs)
        elif kind.holds == "servers":
            _at_station(draft, path, node, jobs)
        elif node in draft.index.cranes:
            crane = draft.index.cranes[node]
            held = [job for job in jobs if _on_crane(job)]
            for job in held:
                job.node = crane
            _at_station(draft, path, crane, held)
            _in_queue(draft, path, node, [job for job in jobs if not _on_crane(job)])
        elif kind.holds == "belt":
            _on_belt(draft, path, node, jobs)
        else:
            if kind.holds == "source":
                _check_source(draft, path, node, jobs)
            _in_queue(draft, path, node, jobs)
        _last_taken(draft, path, node, place.last_taken)
        put_turn(draft, path, node, place)
        for field in ("next_pitch", "helping", "late", "ahead", "at", "returning"):
            if field in place.model_fields_set and field not in kind.place_words:
                draft.found.error(
                    (*path, field),
                    Phrase("{name} has no `{field}`", name=name, field=field),
                    Phrase("remove `{field}`", field=field),
                )
        if place.clear_in is not None and (kind.holds != "belt" or kind.put_jobs is not None):
            draft.found.error(
                (*path, "clear_in"), Phrase("only a conveyor has an entry that must be clear"), Phrase("remove it")
            )


def _on_crane(job: PlacedJob) -> bool:
    state = job.state
    return state.left is not None or state.spent is not None or state.server is not None or state.finished


def _allowed(draft: Draft, job: PlacedJob, node: int) -> None:
    """Note an error for each field that has no meaning for a job in such a place."""
    kind = draft.index.node_kinds[node]
    for field in _STANDING:
        if field in job.state.model_fields_set and field not in kind.job_words:
            draft.found.error(
                (*job.path, field),
                Phrase("a job {where} has no `{field}`", where=kind.where, field=field),
                Phrase("remove `{field}`", field=field),
            )


def _in_queue(draft: Draft, path: Path_, node: int, jobs: list[PlacedJob]) -> None:
    kind = draft.index.node_kinds[node]
    draft.room_left(path, node, len(jobs), draft.index.place_names[node])
    for job in jobs:
        _allowed(draft, job, node)
        job.ready = draft.earlier(job.state.waited)
        job.dest = int(draft.nodes["dest"][node])
        draft.append(node, job)
    if kind.holds == "behind":
        draft.node_states["waiting"][node] += len(jobs)


def _check_source(draft: Draft, path: Path_, node: int, jobs: list[PlacedJob]) -> None:
    """Jobs wait before a line only if they are called, or released at times of their own."""
    if jobs and int(draft.nodes["stream"][node]) != k.ONLY_CALLED:
        message = Phrase("no jobs wait before this line: it takes a new one whenever its first element has room")
        draft.found.error(path, message, Phrase("place them in its elements"))


def _last_taken(draft: Draft, path: Path_, node: int, value: str | None) -> None:
    if value is None:
        return
    record, options = draft.nodes[node], draft.index.options(node)
    path = (*path, "last_taken")
    if draft.index.node_kinds[node].holds != "queue" or record["rule"] != k.SAME:
        draft.found.error(
            path, Phrase("only a place with the rule {same: OPTION} has a last value"), Phrase("remove `last_taken`")
        )
        return
    at = int(record["rule_option"])
    if draft.found.reference(path, value, options.values[at], Phrase("{name} called", name=options.names[at])):
        draft.node_states["last_value"][node] = options.values[at].index(value)


# --- stations


def _at_station(draft: Draft, path: Path_, node: int, jobs: list[PlacedJob]) -> None:
    servers = draft.servers(node)
    word = Phrase("crane") if node in draft.index.cranes.values() else Phrase("server")
    if len(jobs) > len(servers):
        what = Phrase(
            "{name} has {n} {word}s" if len(servers) > 1 else "{name} has {n} {word}",
            name=draft.index.place_names[node],
            n=len(servers),
            word=word,
        )
        draft.found.error(
            path,
            Phrase("{what}, got {n} jobs at work or finished", what=what, n=len(jobs)),
            Phrase("remove some of them"),
        )
        return
    free = dict.fromkeys(servers)
    chosen: dict[int, PlacedJob] = {}
    for job in jobs:
        number = draft.number((*job.path, "server"), job.state.server, len(servers), word)
        if number is None:
            continue
        if servers[number] not in free:
            draft.found.error(
                (*job.path, "server"),
                Phrase("{word} {number} has two jobs", word=word, number=number + 1),
                Phrase("correct one of them"),
            )
            continue
        chosen[servers[number]] = job
        del free[servers[number]]
    for job in jobs:
        if job.state.server is None:
            chosen[next(iter(free))] = job
            del free[next(iter(free))]
    for server, job in chosen.items():
        _allowed(draft, job, node)
        draft.at_server(node, server, job)


# --- conveyors


def _on_belt(draft: Draft, path: Path_, node: int, jobs: list[PlacedJob]) -> None:
    """Jobs on a belt whose clock is at 0: a job is ready at the belt time at which it reaches the end."""
    record = draft.nodes[node]
    transit, spacing = float(record["transit"]), float(record["spacing"])
    belt = int(record["res0"])
    draft.room_left(path, node, len(jobs), draft.index.place_names[node])
    before: float | None = None
    for at, job in enumerate(jobs):
        _allowed(draft, job, node)
        job.dest = int(record["dest"])
        left = _travel_left(draft, job, transit)
        if job.state.finished and at > 0:
            message = Phrase(
                "only the first job of the list can be finished: the others are still on their way to the end"
            )
            draft.found.error((*job.path, "finished"), message, Phrase("give `left` instead, 0 for a job that queues"))
        elif job.state.finished:
            draft.resource_states["done"][belt] = 1
        if before is not None:
            _check_distance(draft, node, job, left, before)
        before = left
        job.ready = draft.earlier(job.state.waited) if job.state.finished else left
        draft.append(node, job)
    if jobs:
        draft.resource_states["job"][belt] = jobs[0].number
    clear = draft.state.places[str(path[1])].clear_in
    entry = clear.value if clear is not None else 0.0
    if entry > spacing * (1.0 + _ROUNDING) + _ROUNDING:
        draft.found.error(
            (*path, "clear_in"),
            Phrase("the spacing is {spacing:g} s, got {entry:g} s", spacing=spacing, entry=entry),
            Phrase("correct the time"),
        )
    if clear is None and before is not None:
        entry = max(0.0, spacing - (transit - before))
    draft.resource_states["entry_clear"][belt] = entry  # seconds of movement, as of a belt that stands


def _travel_left(draft: Draft, job: PlacedJob, transit: float) -> float:
    state = job.state
    given = [word for word in ("left", "spent", "finished") if getattr(state, word)]
    if len(given) > 1:
        draft.found.error(
            job.path,
            Phrase("`{given}` and `{other}` are both given", given=given[0], other=given[1]),
            Phrase("drop one of them"),
        )
    for word in ("left", "spent"):
        value = getattr(state, word)
        if value is not None and value.value > transit * (1.0 + _ROUNDING) + _ROUNDING:
            message = Phrase("travel from end to end takes {transit:g} s, got {text}", transit=transit, text=value.text)
            draft.found.error((*job.path, word), message, Phrase("correct the time"))
    if "waited" in state.model_fields_set and not state.finished:
        draft.found.error((*job.path, "waited"), Phrase("only a finished job has `waited`"), Phrase("remove it"))
    if state.finished:
        return 0.0
    if state.left is not None:
        return state.left.value
    if state.spent is not None:
        return max(0.0, transit - state.spent.value)
    draft.found.error(
        job.path, Phrase("where on the conveyor is this job?"), Phrase("add `left: ...`, the travel to the end")
    )
    return 0.0


def _check_distance(draft: Draft, node: int, job: PlacedJob, left: float, before: float) -> None:
    record = draft.nodes[node]
    slack = _ROUNDING * (1.0 + float(record["transit"]))
    if left < before - slack:
        message = Phrase(
            "this job is ahead of the one before it in the list ({left:g} s and {before:g} s to the end)",
            left=left,
            before=before,
        )
        draft.found.error(job.path, message, Phrase("list the jobs from the end of the conveyor to its entry"))
    elif left - before < float(record["spacing"]) - slack and not (record["accumulating"] and before <= slack):
        message = Phrase(
            "this job is {left:g} s behind the one before it, the spacing is {spacing:g} s",
            left=left - before,
            spacing=record["spacing"],
        )
        draft.found.error(job.path, message, Phrase("correct the times"))
