"""Pools of carriers and their ways back (see `common.carriers`)."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind, nothing
from taktwin.kernel.base.memory import resource
from taktwin.kernel.base.tree import set_due
from taktwin.kernel.common.carriers import arrive_back, first_back
from taktwin.kernel.common.machine import NO_MACHINE
from taktwin.kernel.lowering.carriers import link_pools, lower_pools


@kernel
def plan(s, i):
    """When the first carrier comes back."""
    set_due(s, i, first_back(s, resource(s, i).node))


@kernel
def way_event(s, i):
    """Carriers come back."""
    arrive_back(s, resource(s, i).node)
    plan(s, i)


CARRIER = Kind(name="carrier", look=nothing, phase="before", lower=lower_pools, relief="carriers")
WAY_BACK = Kind(
    **NO_MACHINE,
    name="way back",
    look=nothing,
    event=way_event,
    prime=plan,
    prime_given=plan,
    phase="after",
    lower=link_pools,
)
