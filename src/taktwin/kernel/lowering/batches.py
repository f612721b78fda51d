"""Places whose servers hold several jobs: what leads out of them, and how they stand in a start state.

What is said of one job of a batch holds for all of it, so all jobs of a server say the same.
"""

from __future__ import annotations

from typing import Any

from taktwin.kernel.base import state as k
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.text.names import Names

_STAGE = ("left", "spent", "whole", "finished")


def put_batches(draft: Any, path: Any, node: int, jobs: list[Any]) -> None:
    """The batch of each server, in the order in which its jobs leave."""
    servers = draft.servers(node)
    batches: dict[int, list[Any]] = {}
    for job in jobs:
        if job.state.server is None and len(servers) > 1:
            message = f"in which of the {len(servers)} servers is this job?"
            draft.found.error(job.path, message, f"add `server:`, a number from 1 to {len(servers)}")
            continue
        number = draft.number((*job.path, "server"), job.state.server, len(servers), "server")
        if number is not None or job.state.server is None:
            batches.setdefault(servers[number or 0], []).append(job)
    most = int(draft.nodes["batch"][node])
    for server, batch in batches.items():
        if len(batch) > most:
            what = f"a batch of {draft.index.place_names[node]} has {most} job{'s' if most > 1 else ''} at most"
            draft.found.error(path, f"{what}, got {len(batch)}", "move some into the buffer before it")
        else:
            _put(draft, node, server, batch)


def _put(draft: Any, node: int, server: int, batch: list[Any]) -> None:
    first, record = batch[0], draft.resource_states[server]
    options = draft.index.ints[draft.nodes["alike0"][node] :][: draft.nodes["alikes"][node]].tolist()
    for job in batch:
        if _stage(job) != _stage(first):
            message = "the jobs of a batch are worked on together, and this one is not as far as the first"
            draft.found.error(job.path, message, "say the same of each job")
        for option in options:
            values = (job.values[option], first.values[option])
            if -1 not in values and values[0] != values[1]:
                what = draft.index.options(node).names[option]
                message = f"the jobs of this batch are alike in {what}, and this one differs from the first"
                draft.found.error(job.path, message, "move it into the buffer before, or into another server")
        if job.state.finished and (job.state.left or job.state.spent):
            draft.found.error(job.path, "a finished job has no `left` and no `spent`", "drop one of them")
        if job.state.waited and not job.state.finished:
            draft.found.error((*job.path, "waited"), "only a finished job has `waited`", "add `finished: true`")
        job.dest, job.ready = int(draft.nodes["dest"][node]), draft.earlier(job.state.waited)
        draft.node_states["count"][node] += 1
    draft.rows.append(batch)
    record["job"] = first.number
    if first.state.finished:
        record["done"] = 1
        return
    record["phase"] = k.IN_WORK
    dists = draft.work_times(node, first)
    if not draft.rest(first.path, first.state, first.state.spent, "spent", server, dists, "the work"):
        draft.all_of(server, dists[0])


def _stage(job: Any) -> tuple[object, ...]:
    told = (getattr(job.state, field) for field in _STAGE)
    return tuple(getattr(one, "value", one) for one in told)


def tell_batches(words: Any, node: int) -> dict[str, Any]:
    """The batch of each server."""
    first, count = int(words.nodes["res0"][node]), int(words.nodes["res"][node])
    found: list[Any] = []
    for number in range(count):
        record = words.resource_states[first + number]
        fields = {"server": words.number(number + 1)} if count > 1 else {}
        j = int(record["job"])
        while j >= 0:
            if record["done"] == 1:
                how: dict[str, Any] = {"finished": True, "waited": words.since_ready(j)}
            else:
                how = words.rest(first + number)
            found.append(words.job(j, node, **fields, **how))
            j = int(words.after[j])
    return {"jobs": found}


# --- split stations


def connect_splits(low: Any, names: Names) -> None:
    """Each part of a split station is a row that leads to the first place of its line, as a route does."""
    for shop, _, _, element in low.model.all_elements():
        if not isinstance(element, SplitStation):
            continue
        node, rows = low.b.nodes[low.flow.first[element.name]], []
        condition = low.condition_at(shop, element.name)
        for part in low.options.single(element.into, shop):
            line = names.line(part.line, shop)
            assert line is not None, part.line
            target = low.flow.first_of_line[line]
            rows.append({"target": target, "amount": part.quantity.value, **condition(part.when)})
        node["route0"], node["routes"] = low.b.row_list(rows)


def put_splits(draft: Any, path: Any, node: int, jobs: list[Any]) -> None:
    """The job of each server, and before it what has come out of it and not gone yet."""
    servers, most = draft.servers(node), int(draft.nodes["batch"][node])
    held: dict[int, list[Any]] = {}
    for job in jobs:
        number = draft.number((*job.path, "server"), job.state.server, len(servers), "server")
        if job.state.server is None and len(servers) > 1:
            message = f"in which of the {len(servers)} servers is this job?"
            draft.found.error(job.path, message, f"add `server:`, a number from 1 to {len(servers)}")
        elif number is not None or job.state.server is None:
            held.setdefault(servers[number or 0], []).append(job)
    for server, row in held.items():
        if len(row) > most:
            what = f"a server of {draft.index.place_names[node]} holds {most} jobs at most, got {len(row)}"
            draft.found.error(path, what, "remove some")
        else:
            _put_apart(draft, node, server, row)


def _put_apart(draft: Any, node: int, server: int, row: list[Any]) -> None:
    record, targets = draft.resource_states[server], draft.index.targets.get(node, {})
    for job in row:
        finished, to = job.state.finished, job.state.to
        if len(row) > 1 and not finished:
            message = "jobs that stand together at a split station are finished: they have been taken apart"
            draft.found.error(job.path, message, "add `finished: true` to each, or keep one of them")
        for field in ("left", "spent") if finished else ("to", "waited"):
            if field in job.state.model_fields_set:
                what = "a finished job has no" if finished else "only a finished job has"
                draft.found.error((*job.path, field), f"{what} `{field}`", "drop one of them")
        job.dest, job.ready = int(draft.nodes["dest"][node]), draft.earlier(job.state.waited)
        if to is not None and to in targets:
            job.dest = targets[to]
        elif to is not None:
            message = f"nothing that comes out at {draft.index.place_names[node]} goes to {to}"
            draft.found.error((*job.path, "to"), message, f"write one of {', '.join(targets)}, or drop it")
        draft.node_states["count"][node] += 1
    draft.rows.append(row)
    record["job"] = row[0].number
    if row[0].state.finished:
        record["done"] = 1
        return
    record["phase"] = k.IN_WORK
    dists = draft.work_times(node, row[0])
    if not draft.rest(row[0].path, row[0].state, row[0].state.spent, "spent", server, dists, "the work"):
        draft.all_of(server, dists[0])


def tell_splits(words: Any, node: int) -> dict[str, Any]:
    """The jobs of each server in the order in which they leave."""
    first, count = int(words.nodes["res0"][node]), int(words.nodes["res"][node])
    found: list[Any] = []
    for number in range(count):
        record = words.resource_states[first + number]
        j = int(record["job"])
        while j >= 0:
            fields: dict[str, Any] = {"server": words.number(number + 1)} if count > 1 else {}
            if record["done"] == 1:
                fields |= {"finished": True, "waited": words.since_ready(j)}
                if words.jobs["dest"][j] != words.nodes["dest"][node]:
                    fields["to"] = words.index.place_names[int(words.jobs["dest"][j])]
            else:
                fields |= words.rest(first + number)
            found.append(words.job(j, node, **fields))
            j = int(words.after[j])
    return {"jobs": found}
