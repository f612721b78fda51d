"""Batch stations: jobs wait before one until they are enough, are worked on together, and leave one after another.

Each server has the first job of its batch; the others stand behind it, through their records.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind, nothing
from taktwin.kernel.base.memory import entry, int_at, job_at, place, place_state, resource, resource_state
from taktwin.kernel.base.state import INF, NO_WORK, SCRAPPED, TO_SCRAP, TRANSPORT, WAITING_PARTS
from taktwin.kernel.common.byhand import let_hands_go, prime_given_with_operators
from taktwin.kernel.common.carriers import end_life
from taktwin.kernel.common.condition import holds
from taktwin.kernel.common.entering import alike
from taktwin.kernel.common.failureclock import count_work
from taktwin.kernel.common.flow import pull
from taktwin.kernel.common.machine import mark, prime_machine, refresh, stop_clock, wait_for
from taktwin.kernel.common.route import choose_route
from taktwin.kernel.common.stock import available, draw_all
from taktwin.kernel.common.supply.dock import due_at_dock
from taktwin.kernel.kinds.batches.row import IN_ROWS, change_level, failure_event_in_row, keep_or_free
from taktwin.kernel.kinds.station import begin_after, ready, set_up
from taktwin.kernel.lowering.batches import put_batches
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.lowering.stations import lower_work
from taktwin.kernel.outlook.batches import BATCHES
from taktwin.model.nouns.batches.batchstation import BatchStation
from taktwin.model.phrase import Phrase


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
        giver = place_state(s, int_at(s, k))
        one = giver.head
        if node.alikes == 0:  # all are alike, and who came first stands first
            if one >= 0:
                count += giver.count
                since = min(since, job_at(s, one).ready)
            continue
        while one >= 0:
            if alike(s, n, one, j):
                count += 1
                since = min(since, job_at(s, one).ready)
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
                waited = since + node.wait <= s.now
                if count >= node.enough or waited:
                    if since < longest:
                        found = j
                        jobs = count if waited else count - count % node.rack
                        longest = since
                else:
                    closes = min(closes, since + node.wait)
                if node.alikes == 0:
                    return found, jobs, closes
            j = job_at(s, j).next
    return found, jobs, closes


@kernel
def reverse_racks(s, i):
    """The racks on truck ``i`` leave it in reverse order; the jobs of each keep theirs."""
    r = resource_state(s, i)
    rack = place(s, resource(s, i).node).rack
    rest = r.job
    turned = -1
    while rest >= 0:
        first = rest
        last = rest
        for _ in range(rack - 1):
            if job_at(s, last).next >= 0:
                last = job_at(s, last).next
        rest = job_at(s, last).next
        job_at(s, last).next = turned
        turned = first
    r.job = turned


@kernel
def take_batch(s, i, like, count):
    """Server ``i`` takes ``count`` jobs like job ``like``."""
    n = resource(s, i).node
    here = place_state(s, n)
    r = resource_state(s, i)
    here.last_value = like
    last = -1
    taken = 0
    while taken < count:
        j = pull(s, n)
        if j < 0:
            break
        job_at(s, j).ready = s.now
        if last < 0:
            r.job = j
        else:
            job_at(s, last).next = j
        last = j
        taken += 1
    here.last_value = -1
    if place(s, n).reverse == 1:
        reverse_racks(s, i)
    change_level(s, n, taken)


# --- parts: each job of a batch needs its own, and all of them must be there


@kernel
def lacks_for_batch(s, i, k):
    """Whether the part of row ``k`` is lacking for the batch of server ``i``; rows of the same stock count together."""
    node = place(s, resource(s, i).node)
    row = entry(s, k)
    wanted = 0.0
    asked = False
    j = resource_state(s, i).job
    while j >= 0:
        for other in range(node.need0, k + 1):
            if entry(s, other).target == row.target and holds(s, entry(s, other).cond0, entry(s, other).conds, j):
                wanted += entry(s, other).amount
                asked = asked or other == k
        j = job_at(s, j).next
    return asked and available(s, row.target) < wanted - 1e-9


@kernel
def lacking_for_batch(s, i):
    """Row of a part that is lacking, or -1: what has been waited for so far, else the first in the file."""
    r = resource_state(s, i)
    node = place(s, resource(s, i).node)
    named = r.cause if r.state == WAITING_PARTS else -1
    if node.need0 <= named and named < node.need0 + node.needs and lacks_for_batch(s, i, named):
        return named
    for k in range(node.need0, node.need0 + node.needs):
        if lacks_for_batch(s, i, k):
            return k
    return -1


@kernel
def start_batch(s, i):
    """Start on the batch of server ``i`` if the parts for all its jobs are there."""
    r = resource_state(s, i)
    node = place(s, resource(s, i).node)
    if node.needs > 0:
        k = lacking_for_batch(s, i)
        if k >= 0:
            wait_for(s, i, k)
            return
        j = r.job
        while j >= 0:
            draw_all(s, node.need0, node.needs, j)
            j = job_at(s, j).next
    set_up(s, i)


@kernel
def look(s, n):
    """Start what waited for parts, and as many batches as there are jobs and servers for.

    Else come back when a job has waited long enough.
    """
    node = place(s, n)
    closes = INF
    for i in range(node.res0, node.res0 + node.res):
        r = resource_state(s, i)
        if r.job >= 0 and r.up == 1 and r.on == 1 and r.done == 0 and r.phase == NO_WORK:
            start_batch(s, i)
    for i in range(node.res0, node.res0 + node.res):
        r = resource_state(s, i)
        if r.job >= 0 or r.up == 0 or r.on == 0 or r.phase != NO_WORK:
            continue
        like, count, closes = next_batch(s, n)
        if like < 0:
            break
        closes = INF
        take_batch(s, i, like, count)
        start_batch(s, i)
    first = resource_state(s, node.res0)
    if first.yard > 0:  # a truck at a dock
        closes = min(closes, due_at_dock(s, first))
    if first.entry_at != closes:
        first.entry_at = closes
        refresh(s, node.res0)


@kernel
def end_batch(s, i):
    """The work is done: each of its jobs goes where its route leads, and all are ready to go on."""
    r = resource_state(s, i)
    n = resource(s, i).node
    if resource(s, i).counts > 0 and place(s, n).back < 0:
        count_work(s, i)
    lost = 0
    last = -1
    j = r.job
    while j >= 0:
        after = job_at(s, j).next
        r.jobs += 1
        s.operations += 1
        dest = choose_route(s, i, j, r.jobs)
        if dest == TO_SCRAP:
            if last < 0:
                r.job = after
            else:
                job_at(s, last).next = after
            lost += 1
            end_life(s, j, SCRAPPED)
        else:
            r.rerouted += np.int64(dest != place(s, n).dest)
            job_at(s, j).ready = s.now
            job_at(s, j).dest = dest
            last = j
        j = after
    r.scrapped += lost
    change_level(s, n, -lost)
    keep_or_free(s, i)


@kernel
def batch_event(s, i):
    """The end of a phase, or of the wait for more jobs, before that of a repair before a failure."""
    r = resource_state(s, i)
    if r.running == 1 and r.work_end <= s.now:
        stop_clock(s, i)
        phase = r.phase
        r.phase = NO_WORK
        if not begin_after(s, i, phase):
            end_batch(s, i)
            let_hands_go(s, i)
    elif r.entry_at <= s.now:
        r.entry_at = INF
        refresh(s, i)
        mark(s, resource(s, i).node)
    else:
        failure_event_in_row(s, i)


@kernel
def jobs_ready(s, p, n):
    """How many jobs can be taken; a vehicle is sent for the first of each batch alone."""
    node = place(s, p)
    found = 0
    for m in range(node.res0, node.res0 + node.res):
        if resource_state(s, m).yard == 0 and ready(s, p, m, n) < INF:
            if place(s, n).traits & TRANSPORT:
                found += 1
            else:
                j = resource_state(s, m).job
                while j >= 0 and job_at(s, j).dest == n:
                    found += 1
                    j = job_at(s, j).next
    return found


def lower(low: FlowLowering, shop: str, line: str, element: BatchStation) -> tuple[int, int]:
    """The node of a batch station and its servers."""
    most = int(element.most.value)
    names = low.options.of("shops", shop).names
    fields: dict[str, Any] = {"cap": element.server_count * most, "batch": most, "enough": element.begins_with}
    fields["wait"] = element.wait.value if element.wait is not None else math.inf
    fields |= {"alikes": len(element.same), "alike0": low.b.ints([names.index(option) for option in element.same])}
    node = lower_work(low, shop, line, element, **fields)
    return node, node


#: What batch stations and deliveries do alike.
BY_BATCHES: dict[str, Any] = IN_ROWS | {
    "look": look,
    "jobs_ready": jobs_ready,
    "event": batch_event,
    "prime": prime_machine,
    "prime_given": prime_given_with_operators,
    "draw_ahead": nothing,
    "outlook": BATCHES,
    "put_jobs": put_batches,
    "where": Phrase("at a batch station"),
}
BATCH_STATION = Kind(**BY_BATCHES, name="batch_station", noun=BatchStation, phase="element", lower=lower)
