"""Batch stations: jobs wait before one until they are enough, are worked on together, and leave one after another.

Each server has the first job of its batch; the others stand behind it, through their records.
"""

from __future__ import annotations

import math
from typing import Any

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import (
    dist_at,
    int_at,
    job_at,
    mode_at,
    place,
    place_state,
    resource,
    resource_state,
    value_of,
)
from taktwin.kernel.base.random import numbered, sample
from taktwin.kernel.base.state import (
    IN_WORK,
    INF,
    NO_WORK,
    RESTART,
    SCRAP,
    SCRAPPED,
    STARVED,
    TRANSPORT,
)
from taktwin.kernel.common.carriers import end_life
from taktwin.kernel.common.entering import alike
from taktwin.kernel.common.failureclock import count_work
from taktwin.kernel.common.flow import hold, pull
from taktwin.kernel.common.jobs import settle_node
from taktwin.kernel.common.machine import (
    MACHINE,
    at_work,
    begin,
    failure_event,
    holding,
    mark,
    refresh,
    stop_clock,
    update_state,
)
from taktwin.kernel.lowering.batches import put_batches, tell_batches
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.outlook.batches import BATCHES
from taktwin.model.nouns.batches.batchstation import BatchStation


@kernel
def before(s, n, j):
    """The first job that stands before place ``n`` and may be in a batch with job ``j``: itself, or one ahead of it."""
    node = place(s, n)
    for k in range(node.pred0, node.pred0 + node.preds):
        one = place_state(s, int_at(s, k)).head
        while one >= 0:
            if alike(s, n, one, j):
                return one
            one = job_at(s, one).next
    return -1


@kernel
def count_alike(s, n, j):
    """How many jobs before place ``n`` may be in a batch with job ``j``, and since when the first of them has waited.

    Those beyond a full batch are not counted.
    """
    node = place(s, n)
    count = 0
    since = INF
    for k in range(node.pred0, node.pred0 + node.preds):
        one = place_state(s, int_at(s, k)).head
        while one >= 0:
            if node.alikes == 0 or alike(s, n, one, j):
                count += 1
                since = min(since, job_at(s, one).ready)
                if node.alikes == 0 and count == node.batch:
                    return count, since  # of one sort alone it does not matter who has waited longest
            one = job_at(s, one).next
    return min(count, node.batch), since


@kernel
def next_batch(s, n):
    """A job of the batch that can begin at place ``n`` (-1: none can), how many it has, and when else one can (s).

    Of several that can, the one goes first whose first job has waited longest.
    """
    node = place(s, n)
    found = -1
    jobs = 0
    longest = INF
    closes = INF
    for k in range(node.pred0, node.pred0 + node.preds):
        j = place_state(s, int_at(s, k)).head
        while j >= 0:
            if node.alikes == 0 or before(s, n, j) == j:
                count, since = count_alike(s, n, j)
                if count >= node.enough or since + node.wait <= s.now:
                    if since < longest:
                        found = j
                        jobs = count
                        longest = since
                else:
                    closes = min(closes, since + node.wait)
                if node.alikes == 0:
                    return found, jobs, closes
            j = job_at(s, j).next
    return found, jobs, closes


@kernel
def begin_batch(s, i, like, count):
    """Server ``i`` takes ``count`` jobs like job ``like``, and works on them."""
    n = resource(s, i).node
    node = place(s, n)
    here = place_state(s, n)
    r = resource_state(s, i)
    settle_node(s, n)
    here.last_value = like
    last = -1
    for _ in range(count):
        j = pull(s, n)
        if j < 0:
            break
        job_at(s, j).ready = s.now
        if last < 0:
            r.job = j
        else:
            job_at(s, last).next = j
        last = j
        here.count += 1
    here.last_value = -1
    here.most = max(here.most, here.count)
    dist = node.dist
    if node.by_option >= 0:
        dist = int_at(s, node.by0 + value_of(s, r.job * s.job_values + node.by_option))
    r.ideal += dist_at(s, dist).mean * count / node.batch  # a place that stays empty is a loss
    begin(s, i, IN_WORK, sample(dist_at(s, dist), numbered(r.work_key, r.works)))
    r.works += 1


@kernel
def look(s, n):
    """Begin as many batches as there are jobs and servers for; else come back when a job has waited long enough."""
    node = place(s, n)
    closes = INF
    for i in range(node.res0, node.res0 + node.res):
        r = resource_state(s, i)
        if r.job >= 0 or r.up == 0 or r.on == 0:
            continue
        like, count, closes = next_batch(s, n)
        if like < 0:
            break
        closes = INF
        begin_batch(s, i, like, count)
    first = resource_state(s, node.res0)
    if first.entry_at != closes:
        first.entry_at = closes
        refresh(s, node.res0)


@kernel
def end_batch(s, i):
    """The work is done: all its jobs are ready to go on."""
    r = resource_state(s, i)
    n = resource(s, i).node
    stop_clock(s, i)
    r.phase = NO_WORK
    if resource(s, i).counts > 0:
        count_work(s, i)
    j = r.job
    while j >= 0:
        job_at(s, j).ready = s.now
        job_at(s, j).dest = place(s, n).dest
        r.jobs += 1
        s.operations += 1
        j = job_at(s, j).next
    hold(s, i)


@kernel
def lose_batch(s, i):
    """A failure has just struck that spoils the work at hand: it begins anew, or its jobs are scrapped."""
    r = resource_state(s, i)
    if resource(s, i).spoils == 0 or r.up == 1 or r.phase != IN_WORK:
        return
    work = mode_at(s, r.down_mode).work
    if work == RESTART:
        r.left = r.whole
    elif work == SCRAP:
        r.phase = NO_WORK
        n = resource(s, i).node
        settle_node(s, n)
        while r.job >= 0:
            j = r.job
            r.job = job_at(s, j).next
            r.jobs += 1
            r.scrapped += 1
            place_state(s, n).count -= 1
            end_life(s, j, SCRAPPED)
        place_state(s, n).least = min(place_state(s, n).least, place_state(s, n).count)


@kernel
def batch_event(s, i):
    """The end of the work, or of the wait for more jobs, before that of a repair before a failure."""
    r = resource_state(s, i)
    if r.running == 1 and r.work_end <= s.now:
        end_batch(s, i)
    elif r.entry_at <= s.now:
        r.entry_at = INF
        refresh(s, i)
        mark(s, resource(s, i).node)
    else:
        failure_event(s, i)
        lose_batch(s, i)


@kernel
def ready(s, p, m, n):
    """Since when the first job of server ``m``, which is done, waits for place ``n``; INF where there is none."""
    r = resource_state(s, m)
    if r.done == 1 and r.claimed == 0 and job_at(s, r.job).dest == n:
        return job_at(s, r.job).ready
    return INF


@kernel
def jobs_ready(s, p, n):
    """How many jobs can be taken; a vehicle is sent for the first of each batch alone."""
    node = place(s, p)
    found = 0
    for m in range(node.res0, node.res0 + node.res):
        if ready(s, p, m, n) < INF:
            if place(s, n).traits & TRANSPORT:
                found += 1
            else:
                j = resource_state(s, m).job
                while j >= 0:
                    found += 1
                    j = job_at(s, j).next
    return found


@kernel
def take(s, p, m):
    """The first job of the batch of server ``m`` leaves; the next one is ready, or the server is free."""
    r = resource_state(s, m)
    here = place_state(s, p)
    settle_node(s, p)
    j = r.job
    r.job = job_at(s, j).next
    job_at(s, j).next = -1
    r.claimed = 0
    here.count -= 1
    here.least = min(here.least, here.count)
    if r.job >= 0:
        update_state(s, m)  # it may wait for something else
        mark(s, job_at(s, r.job).dest)
    else:
        r.done = 0
        update_state(s, m)
        mark(s, p)
    return j


@kernel
def claim(s, p, m):
    """Keep the first job of server ``m`` for the vehicle that is on its way."""
    resource_state(s, m).claimed = 1


@kernel
def unclaim(s, p):
    """The vehicle has come: ``take`` sees to it."""


@kernel
def batch_state(s, i):
    """At work; or its jobs cannot go on; or there are not enough for a batch."""
    r = resource_state(s, i)
    if r.running == 1:
        return at_work(s, r)
    return holding(s, i) if r.done == 1 else STARVED


def lower(low: FlowLowering, shop: str, line: str, element: BatchStation) -> tuple[int, int]:
    """The node of a batch station and its servers."""
    servers, most = int(element.servers.value), int(element.most.value)
    names = low.options.of("shops", shop).names
    fields: dict[str, Any] = {**low.point(element), **low.cycle(element.cycle, shop, element.name)}
    fields |= {"cap": servers * most, "batch": most, "enough": element.begins_with}
    fields["wait"] = element.wait.value if element.wait is not None else math.inf
    fields |= {"alikes": len(element.same), "alike0": low.b.ints([names.index(option) for option in element.same])}
    node = low.node("batch_station", element.name, shop, line, **fields)
    low.servers(node, "batch_station", servers, element)
    return node, node


BATCH_STATION = Kind(
    **MACHINE,
    name="batch_station",
    noun=BatchStation,
    phase="element",
    lower=lower,
    look=look,
    ready=ready,
    jobs_ready=jobs_ready,
    take=take,
    claim=claim,
    unclaim=unclaim,
    event=batch_event,
    state=batch_state,
    phases=(IN_WORK,),
    holds="servers",
    batches=True,
    level=True,
    carries=True,
    serves=True,
    work_unit=True,
    limits=True,
    able=True,
    outlook=BATCHES,
    job_words=("server", "left", "spent", "finished", "waited", "whole"),
    where="at a batch station",
    put_jobs=put_batches,
    tell_jobs=tell_batches,
)
