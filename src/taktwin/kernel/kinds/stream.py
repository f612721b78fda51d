"""Order streams: they release the jobs of lines."""

from __future__ import annotations

import math

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import dist_at, float_at, int_at, place, place_state, resource, resource_state
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import ALL_OF_THEM, INF, P_RELEASE, THE_NEXT_ONE
from taktwin.kernel.base.tree import set_due
from taktwin.kernel.common.jobs import append, batch_of, create, settle_node
from taktwin.kernel.common.machine import NO_MACHINE, mark
from taktwin.kernel.common.shifttime import after_shift_time
from taktwin.kernel.kinds.source import let_next_wait
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.lowering.orders import lower_stream, orders_of
from taktwin.kernel.outlook.supply import STREAMS


@kernel
def first_release(s, i):
    """When the first job of an order stream is released (never, for one that is drawn from on demand)."""
    r = resource_state(s, i)
    given = resource(s, i)
    if r.jobs >= r.count or given.sources == 0:
        return INF
    if given.releases0 >= 0:
        return float_at(s, given.releases0)
    if given.dist >= 0:
        return after_shift_time(s, i, sample(dist_at(s, given.dist), address(r.key, P_RELEASE, 0)))
    return INF


@kernel
def release_one(s, i):
    """The next job of a stream queues before its line. False where there is none."""
    r = resource_state(s, i)
    given = resource(s, i)
    n = int_at(s, given.sources0 + r.at % given.sources)
    r.at += 1
    j = create(s, i)
    if j < 0:
        return False
    settle_node(s, n)
    append(s, n, j)
    place_state(s, n).count += 1
    mark(s, place(s, n).dest)
    return True


@kernel
def stream_event(s, i):
    """The next jobs of an order stream with intervals or release times queue before its line (copies take turns)."""
    r = resource_state(s, i)
    given = resource(s, i)
    for _ in range(batch_of(s, i, r.jobs)):
        if not release_one(s, i):
            break
    due = INF
    if r.jobs < r.count:
        if given.releases0 >= 0:
            due = max(s.now, float_at(s, given.releases0 + r.jobs))
        else:
            due = after_shift_time(s, i, sample(dist_at(s, given.dist), address(r.key, P_RELEASE, r.jobs)))
    set_due(s, i, due)


@kernel
def let_orders_wait(s, i):
    """Of orders without times that a rule lets go all of a file wait, of others the next one before each line."""
    given = resource(s, i)
    while given.at_start == ALL_OF_THEM and release_one(s, i):
        pass
    for at in range(given.sources0, given.sources0 + given.sources):
        if given.at_start == THE_NEXT_ONE and place_state(s, int_at(s, at)).count == 0:
            let_next_wait(s, int_at(s, at))


@kernel
def plan_first(s, i):
    """The first release."""
    let_orders_wait(s, i)
    set_due(s, i, first_release(s, i))


@kernel
def plan_given(s, i):
    """The next release, drawn where the start state leaves it open."""
    let_orders_wait(s, i)
    r = resource_state(s, i)
    due = r.work_end if r.jobs < r.count else INF
    if math.isnan(due):
        due = after_shift_time(s, i, sample(dist_at(s, resource(s, i).dist), address(r.key, P_RELEASE, r.jobs)))
    r.work_end = INF
    set_due(s, i, due)


def lower(low: FlowLowering) -> None:
    """A resource for each order stream."""
    for name in low.model.orders:
        orders = orders_of(low.model, name)
        low.flow.streams[name] = lower_stream(low.b, low.model, low.options, name, orders)
        if orders is not None:
            low.flow.orders[name] = orders


STREAM = Kind(
    **NO_MACHINE,
    name="stream",
    outlook=STREAMS,
    event=stream_event,
    prime=plan_first,
    prime_given=plan_given,
    serial=True,
    phase="before",
    lower=lower,
    relief="releases",
)
