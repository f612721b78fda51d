"""How a lift stands in a start state: where it is, and its job."""

from __future__ import annotations

from typing import Any

from taktwin.kernel.base import state as k
from taktwin.model.phrase import Phrase
from taktwin.model.values.quantity import Quantity


def put_in_lift(draft: Any, path: Any, node: int, jobs: list[Any]) -> None:
    """Where the lift is, and its job: on the way to its outlet, or there."""
    server = int(draft.nodes["res0"][node])
    record, given = draft.resource_states[server], draft.nodes[node]
    at = draft.state.places[str(path[1])].at
    if at is not None:
        record["base"] = at.value
    if len(jobs) > 1:
        draft.found.error(
            path, Phrase("a lift holds one job, got {n}", n=len(jobs)), Phrase("move the others to its inlets")
        )
        return
    for job in jobs:
        state = job.state
        job.dest = int(given["dest"])
        draft.find_target(node, job)
        record["job"] = job.number
        rows = draft.entries[int(given["route0"]) : int(given["route0"] + given["routes"])]
        levels = rows["loaded_s"][rows["target"] == job.dest]
        other = levels.size and job.dest != given["dest"]
        record["base"] = float(levels[0]) if other else float(given["transit"])
        job.ready = draft.earlier(state.waited) if state.finished else draft.now
        if state.finished:
            record["done"] = 1
            if state.left is not None:
                draft.found.error(
                    (*job.path, "left"), Phrase("a finished job has no `left`"), Phrase("drop one of them")
                )
        elif state.left is None:
            draft.found.error(
                job.path, Phrase("how far is this job?"), Phrase("add `left: TIME` to its outlet, or `finished: true`")
            )
        else:
            record["phase"], record["left"] = k.IN_WORK, state.left.value
            if state.waited is not None:
                draft.found.error(
                    (*job.path, "waited"), Phrase("only a finished job has `waited`"), Phrase("drop one of them")
                )


def tell_lift(words: Any, node: int) -> dict[str, Any]:
    """Where the lift is, and its job; one that is on its way to a job chooses anew."""
    i = int(words.nodes["res0"][node])
    record, given = words.resource_states[i], words.nodes[node]
    at, j = float(record["base"]), int(record["job"])
    if record["phase"] == k.EMPTY_RUN:
        before = words.index.givers(node)
        goal = float(words.arrays["floats"][int(given["rule0"]) + before.index(int(record["giver_node"]))])
        left = words.left(i).value / float(given["spacing"])
        at = goal + left if at > goal else goal - left
    if j < 0:
        return {"at": Quantity(at, f"{at!r} m", None, "length")}
    if record["done"] == 1:
        return {"jobs": [words.at_server(node, i, None, j)]}
    dest = int(words.jobs["dest"][j])
    to = {} if dest == given["dest"] else {"to": words.index.place_names[dest]}
    return {"jobs": [words.job(j, node, left=words.left(i), **to)]}
