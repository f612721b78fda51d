"""Operators: each walks to a server that has asked for him, stays while it needs him, and then waits where he is."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind, nothing
from taktwin.kernel.base.memory import resource_state
from taktwin.kernel.base.state import COMING, ON_FOOT, STARVED, WAITING_OPERATOR, WALKING, WORKING
from taktwin.kernel.common.machine import MACHINE, refresh, update_state
from taktwin.kernel.common.operators import come, interrupt
from taktwin.kernel.common.pool import go_off, put_free
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.lowering.operators import lower_operators


@kernel
def operator_state(s, o):
    """On the way; or at a server, where others may be awaited; or free."""
    r = resource_state(s, o)
    if r.running == 1:
        return WALKING
    if r.giver < 0:
        return STARVED
    return WAITING_OPERATOR if resource_state(s, r.giver).hands == COMING else WORKING


@kernel
def wake(s, o):
    """His shift begins."""
    put_free(s, o)
    update_state(s, o)


@kernel
def rest(s, o):
    """His shift ends: what he was needed for stops."""
    i = resource_state(s, o).giver
    if i >= 0:
        interrupt(s, i)
    else:
        go_off(s, o)
    update_state(s, o)


@kernel
def prime_operator(s, o):
    """At the start those who are on shift are free, in the order of their numbers."""
    if resource_state(s, o).on == 1:
        put_free(s, o)
    update_state(s, o)
    refresh(s, o)


def runs_on_foot(resources, nodes):
    """His clock runs while he walks."""
    return resources["phase"] == ON_FOOT


def lower(low: FlowLowering) -> None:
    """A resource for each operator of each pool."""
    for name, pool in low.model.operators.items():
        lower_operators(low, name, pool)


def lower_pools(low: FlowLowering) -> None:
    """A node for each pool, made before the places that ask for its operators."""
    for name in low.model.operators:
        low.pools[name] = low.b.node("pool", name)


POOL = Kind(name="pool", look=nothing, phase="before", lower=lower_pools)
OPERATOR = Kind(
    **(
        MACHINE
        | {"wake": wake, "rest": rest, "prime": prime_operator, "prime_given": prime_operator, "runs": runs_on_foot}
    ),
    name="operator",
    event=come,
    state=operator_state,
    phases=(ON_FOOT,),
    carries=True,
    person=True,
    phase="after",
    lower=lower,
)
