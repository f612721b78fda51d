"""Split stations: at the end of the work on a job others come out of it, which leave one by one before the job itself.

Each server has the first job that leaves; the others stand behind it, through their records, as those of a batch do.
"""

from __future__ import annotations

from typing import Any

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import (
    dist_at,
    entry,
    int_at,
    job_at,
    place,
    place_state,
    resource,
    resource_state,
    value_of,
)
from taktwin.kernel.base.random import numbered, sample
from taktwin.kernel.base.state import IN_WORK, INF, NO_WORK
from taktwin.kernel.common.condition import holds
from taktwin.kernel.common.failureclock import count_work
from taktwin.kernel.common.flow import hold, pull
from taktwin.kernel.common.jobs import create_part_job, settle_node
from taktwin.kernel.common.machine import MACHINE, begin, failure_event, stop_clock
from taktwin.kernel.kinds.batches.batchstation import batch_state, claim, lose_batch, ready, take, unclaim
from taktwin.kernel.lowering.batches import put_splits, tell_splits
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.model.nouns.batches.splitstation import SplitStation


@kernel
def look(s, n):
    """Each server that is free and able takes a job and begins."""
    node = place(s, n)
    here = place_state(s, n)
    for i in range(node.res0, node.res0 + node.res):
        r = resource_state(s, i)
        if r.job >= 0 or r.up == 0 or r.on == 0:
            continue
        j = pull(s, n)
        if j < 0:
            return
        settle_node(s, n)
        here.count += 1
        here.most = max(here.most, here.count)
        r.job = j
        job_at(s, j).ready = s.now
        dist = node.dist
        if node.by_option >= 0:
            dist = int_at(s, node.by0 + value_of(s, j * s.job_values + node.by_option))
        r.ideal += dist_at(s, dist).mean
        begin(s, i, IN_WORK, sample(dist_at(s, dist), numbered(r.work_key, r.works)))
        r.works += 1


@kernel
def come_out(s, i):
    """What comes out of the job of server ``i`` stands before it, in the order of the file."""
    n = resource(s, i).node
    node = place(s, n)
    here = place_state(s, n)
    r = resource_state(s, i)
    job = r.job
    last = -1
    for k in range(node.route0, node.route0 + node.routes):
        row = entry(s, k)
        if not holds(s, row.cond0, row.conds, job):
            continue
        for _ in range(int(row.amount)):
            part = create_part_job(s, job)
            if part < 0:
                return
            job_at(s, part).dest = row.target
            job_at(s, part).born = s.now
            if last < 0:
                r.job = part
            else:
                job_at(s, last).next = part
            last = part
            here.count += 1
    if last >= 0:
        job_at(s, last).next = job
    here.most = max(here.most, here.count)


@kernel
def end_split(s, i):
    """The work is done: the job has been taken apart, and all that is there is ready to go on."""
    r = resource_state(s, i)
    n = resource(s, i).node
    stop_clock(s, i)
    r.phase = NO_WORK
    r.jobs += 1
    s.operations += 1
    if resource(s, i).counts > 0:
        count_work(s, i)
    job_at(s, r.job).dest = place(s, n).dest
    settle_node(s, n)
    come_out(s, i)
    j = r.job
    while j >= 0:
        job_at(s, j).ready = s.now
        j = job_at(s, j).next
    hold(s, i)


@kernel
def split_event(s, i):
    """The end of the work before that of a repair before a failure."""
    r = resource_state(s, i)
    if r.running == 1 and r.work_end <= s.now:
        end_split(s, i)
    else:
        failure_event(s, i)
        lose_batch(s, i)


@kernel
def jobs_ready(s, p, n):
    """How many servers have a job ready for place ``n``: the first of those that they hold."""
    node = place(s, p)
    found = 0
    for m in range(node.res0, node.res0 + node.res):
        if ready(s, p, m, n) < INF:
            found += 1
    return found


def lower(low: FlowLowering, shop: str, line: str, element: SplitStation) -> tuple[int, int]:
    """The node of a split station and its servers; what comes out is told when all lines are known."""
    servers = int(element.servers.value)
    fields: dict[str, Any] = {**low.point(element), **low.cycle(element.cycle, shop, element.name)}
    fields |= {"cap": servers * element.most, "batch": element.most}
    node = low.node("split_station", element.name, shop, line, **fields)
    low.servers(node, "split_station", servers, element)
    return node, node


SPLIT_STATION = Kind(
    **MACHINE,
    name="split_station",
    noun=SplitStation,
    phase="element",
    lower=lower,
    look=look,
    ready=ready,
    jobs_ready=jobs_ready,
    take=take,
    claim=claim,
    unclaim=unclaim,
    event=split_event,
    state=batch_state,
    phases=(IN_WORK,),
    holds="servers",
    batches=True,
    splits=True,
    level=True,
    carries=True,
    serves=True,
    work_unit=True,
    limits=True,
    able=True,
    job_words=("server", "left", "spent", "finished", "to", "waited", "whole"),
    where="at a split station",
    put_jobs=put_splits,
    tell_jobs=tell_splits,
)
