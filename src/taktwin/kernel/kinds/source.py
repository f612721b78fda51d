"""Sources: where the jobs of a line come from - an order stream, a call, or an endless supply."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.kind import Kind, nothing
from taktwin.kernel.base.memory import int_at, job_at, place, place_state, resource, resource_state
from taktwin.kernel.base.state import BY_ORDER, INF, LAST_OF_ALL, MADE_ON_DEMAND
from taktwin.kernel.common.jobs import append, create, create_part_job, log_birth, pop, settle_node, unlink
from taktwin.kernel.common.machine import mark
from taktwin.kernel.common.own import order_to_go
from taktwin.model.phrase import Phrase


@kernel
def let_next_wait(s, p):
    """Of orders without times and without a file the next one waits at source ``p`` when the one before has gone."""
    j = create(s, place(s, p).stream)
    if j >= 0:
        append(s, p, j)
        place_state(s, p).count += 1


@small_kernel
def ready(s, p, m, n):
    """Since when the first job in the queue waits; now, where the next one can be made on the spot."""
    node = place(s, p)
    here = place_state(s, p)
    if node.rule >= BY_ORDER:
        if node.rule == LAST_OF_ALL and here.waiting == 0:
            return INF
        j, _ = order_to_go(s, p)
        return job_at(s, j).ready if j >= 0 else INF
    if here.count > 0:
        return job_at(s, here.head).ready
    if node.stream >= 0:
        stream = resource_state(s, node.stream)
        return s.now if stream.jobs < stream.count else INF
    return s.now if node.stream == MADE_ON_DEMAND else INF


@small_kernel
def jobs_ready(s, p, n):
    """One, where there is any: the next can be told when this one has gone."""
    return 1 if ready(s, p, -1, n) < INF else 0


@kernel
def tell_all_taken(s, i):
    """The last job of an order stream is taken: nobody else waits for one of its jobs, or for a carrier for it."""
    given = resource(s, i)
    for k in range(given.sources0, given.sources0 + given.sources):
        mark(s, place(s, int_at(s, k)).dest)


@kernel
def next_order(s, p):
    """Take the order that the rule of a source lets go; where it is asked last of all, one at a time."""
    place_state(s, p).waiting = 0
    j, before = order_to_go(s, p)
    if j >= 0:
        unlink(s, p, j, before)
    return j


@kernel
def take(s, p, m):
    """The next job of a source: from its queue, its order stream, or made on the spot."""
    node = place(s, p)
    here = place_state(s, p)
    if here.count > 0:
        settle_node(s, p)
        j = next_order(s, p) if node.rule >= BY_ORDER else pop(s, p)
        if j < 0:  # it has to be asked for
            return -1
        here.count -= 1
        if node.rule == LAST_OF_ALL and node.stream >= 0:
            let_next_wait(s, p)
    elif node.stream >= 0:
        j = create(s, node.stream)
        if resource_state(s, node.stream).jobs >= resource_state(s, node.stream).count:
            tell_all_taken(s, node.stream)
    else:
        j = create_part_job(s, -1)
    if j >= 0:
        here.entered += 1
        job_at(s, j).born = s.now
        if job_at(s, j).main == 1:
            log_birth(s, j)
    return j


@kernel
def claim(s, p, m):
    """Nothing is kept: the checks of a model let no vehicle fetch from a source."""


SOURCE = Kind(
    name="source",
    look=nothing,
    ready=ready,
    jobs_ready=jobs_ready,
    take=take,
    claim=claim,
    unclaim=nothing,
    holds="source",
    serial=True,
    job_words=("waited",),
    where=Phrase("before a line"),
)
