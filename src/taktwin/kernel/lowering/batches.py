"""Places whose servers hold several jobs: what leads out of them, and how they stand in a start state.

What is said of one job of a batch holds for all of it, so all jobs of a server say the same.
"""

from __future__ import annotations

from typing import Any

from taktwin.kernel.base import state as k
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.phrase import Phrase
from taktwin.model.text.names import Names

_STAGE = ("left", "spent", "whole", "setup", "handling", "finished", "waited", "unloads_in")


def rows_of_parts(low: Any, names: Names, shop: str, element: SplitStation) -> list[dict[str, Any]]:
    """Rows of what comes out at a split station, beside its routes: each leads to the first place of its line.

    They have an amount of jobs and no share, routes a share and no amount.
    """
    condition, rows = low.condition_at(shop, element.name), []
    for part in low.options.single(element.into, shop):
        line = names.line(part.line, shop)
        assert line is not None, part.line
        target = low.flow.first_of_line[line]
        rows.append({"target": target, "amount": part.quantity.value, **condition(part.when)})
    return rows


# --- start states


def put_batches(draft: Any, path: Any, node: int, jobs: list[Any]) -> None:
    """The batch of each server, in the order in which its jobs leave."""
    options = draft.index.ints[draft.nodes["alike0"][node] :][: draft.nodes["alikes"][node]].tolist()
    for server, batch in _by_server(draft, path, node, jobs).items():
        first = batch[0]
        for job in batch:
            if _stage(job) != _stage(first):
                message = Phrase("the jobs of a batch are worked on together, and this one is not as far as the first")
                draft.found.error(job.path, message, Phrase("say the same of each job"))
            for option in options:
                values = (job.values[option], first.values[option])
                if -1 not in values and values[0] != values[1]:
                    what = draft.index.options(node).names[option]
                    message = Phrase(
                        "the jobs of this batch are alike in {what}, and this one differs from the first", what=what
                    )
                    draft.found.error(
                        job.path, message, Phrase("move it into the buffer before, or into another server")
                    )
        _put_row(draft, node, server, batch)


def put_trucks(draft: Any, path: Any, node: int, jobs: list[Any]) -> None:
    """The racks on each truck, and the trucks that are on their way back."""
    put_batches(draft, path, node, jobs)
    trucks = draft.servers(node)
    for number, left in draft.state.places[str(path[1])].returning.items():
        inner = (*path, "returning", str(number))
        if not 1 <= number <= len(trucks):
            draft.found.error(
                inner,
                Phrase("there is no truck {number}", number=number),
                Phrase("give a number from 1 to {n}", n=len(trucks)),
            )
            continue
        truck = draft.resource_states[trucks[number - 1]]
        if truck["job"] >= 0:
            draft.found.error(
                inner, Phrase("this truck has jobs, so it is not on its way back"), Phrase("drop it, or its jobs")
            )
            continue
        truck["phase"], truck["left"] = k.EMPTY_RUN, left.value


def tell_trucks(words: Any, node: int) -> dict[str, Any]:
    """The racks on each truck, in the order in which they leave, and the trucks that are on their way back."""
    found = tell_rows(words, node)
    first, count = int(words.nodes["res0"][node]), int(words.nodes["res"][node])
    for number, i in enumerate(range(first, first + count), start=1):
        if words.resource_states["phase"][i] == k.EMPTY_RUN:
            found.setdefault("returning", {})[number] = words.left(i)
    return found


def _stage(job: Any) -> tuple[object, ...]:
    told = (getattr(job.state, field) for field in _STAGE)
    return tuple(getattr(one, "value", one) for one in told)


def put_splits(draft: Any, path: Any, node: int, jobs: list[Any]) -> None:
    """The job of each server, and before it what has come out of it and not gone yet."""
    for server, row in _by_server(draft, path, node, jobs).items():
        for job in row if len(row) > 1 else ():
            if not job.state.finished:
                message = Phrase("jobs that stand together at a split station are finished: they have been taken apart")
                draft.found.error(job.path, message, Phrase("add `finished: true` to each, or keep one of them"))
        _put_row(draft, node, server, row)


def _by_server(draft: Any, path: Any, node: int, jobs: list[Any]) -> dict[int, list[Any]]:
    """The jobs of each server; none where they are too many."""
    servers, most = draft.servers(node), int(draft.nodes["batch"][node])
    held: dict[int, list[Any]] = {}
    for job in jobs:
        number = draft.number((*job.path, "server"), job.state.server, len(servers), Phrase("server"))
        if job.state.server is None and len(servers) > 1:
            message = Phrase("in which of the {n} servers is this job?", n=len(servers))
            draft.found.error(job.path, message, Phrase("add `server:`, a number from 1 to {n}", n=len(servers)))
        elif number is not None or job.state.server is None:
            held.setdefault(servers[number or 0], []).append(job)
    for row in held.values():
        if len(row) > most:
            message = Phrase(
                "a server of {name} holds {most} jobs at most, got {n}"
                if most > 1
                else "a server of {name} holds {most} job at most, got {n}",
                name=draft.index.place_names[node],
                most=most,
                n=len(row),
            )
            draft.found.error(path, message, Phrase("remove some, or move them into the buffer before it"))
    return {server: row for server, row in held.items() if len(row) <= most}


def _put_row(draft: Any, node: int, server: int, row: list[Any]) -> None:
    """The first is in the server as at a station, the others stand behind it."""
    draft.at_server(node, server, row[0])
    for job in row[1:]:
        job.dest, job.ready = int(draft.nodes["dest"][node]), draft.earlier(job.state.waited)
        draft.find_target(node, job)
    draft.node_states["count"][node] += len(row)
    draft.rows.append(row)


def tell_rows(words: Any, node: int) -> dict[str, Any]:
    """The jobs of each server, in the order in which they leave."""
    first, count = int(words.nodes["res0"][node]), int(words.nodes["res"][node])
    found: list[Any] = []
    for number in range(count):
        j = int(words.resource_states["job"][first + number])
        while j >= 0:
            found.append(words.at_server(node, first + number, number + 1 if count > 1 else None, j))
            j = int(words.after[j])
    return {"jobs": found}
