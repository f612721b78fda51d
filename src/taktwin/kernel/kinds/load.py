"""Loads of a shop itself (light, ventilation): resources that draw power and do no work."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.state import WORKING
from taktwin.kernel.common.machine import MACHINE, failure_event, refresh, start_clock, update_state
from taktwin.kernel.lowering.flow import FlowLowering


@kernel
def wake(s, i):
    """The load is switched on."""
    start_clock(s, i)
    update_state(s, i)
    refresh(s, i)


@kernel
def state(s, i):
    """A load works whenever it is on."""
    return WORKING


def lower(low: FlowLowering, shop: str) -> None:
    """A resource for each load of a shop."""
    for name, load in low.model.shops[shop].loads.items():
        index = low.b.resource(
            "load",
            f"{shop} {name}",
            **low.working.calendar(load.calendar, shop, load.continuous),
            **low.working.power(load.power),
        )
        low.tell_resource(index, "load", name, shop)


LOAD = Kind(
    **(MACHINE | {"wake": wake}),
    name="load",
    event=failure_event,
    state=state,
    carries=True,
    idle_state=WORKING,
    serial=True,
    phase="loads",
    lower=lower,
)
