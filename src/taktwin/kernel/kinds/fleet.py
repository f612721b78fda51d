"""Fleets: the queue of those who wait for a vehicle (see ``vehicle``)."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import place, place_state, resource_state
from taktwin.kernel.base.state import ASKED_DISPATCH
from taktwin.kernel.common.machine import refresh, update_state
from taktwin.kernel.common.own import observe
from taktwin.kernel.guidepath.dispatch import take_request
from taktwin.kernel.kinds.vehicle import dispatch, is_idle
from taktwin.kernel.lowering.flow import FlowLowering


@kernel
def request_asked_for(s, f, v):
    """The request that who steps the run gives to vehicle ``v``, and the one before it; -1 where he has to be asked."""
    n = place_state(s, f).head
    before = -1
    if n == place_state(s, f).tail:
        return n, before
    if s.answered_at != f or s.answered != s.now:
        s.asked = f
        s.candidates = observe(s, place(s, f).rule0, f, v)
        return -1, -1
    s.answered_at = -1
    for _ in range(s.answer):
        before = n
        n = place_state(s, n).next_waiting
    return n, before


@kernel
def look(s, f):
    """Where who steps the run dispatches: each idle vehicle, the first one first, takes the request that he says."""
    fleet = place(s, f)
    if fleet.rule != ASKED_DISPATCH:
        return
    for v in range(fleet.res0, fleet.res0 + fleet.res):
        while place_state(s, f).head >= 0 and is_idle(resource_state(s, v)):
            n, before = request_asked_for(s, f, v)
            if n < 0:
                return
            take_request(s, f, n, before)
            dispatch(s, v, n)
            update_state(s, v)
            refresh(s, v)


def lower(low: FlowLowering) -> None:
    """A node for each fleet, made before the transports that refer to it."""
    for name, fleet in low.model.fleets.items():
        loading, unloading = low.b.distribution(fleet.load), low.b.distribution(fleet.unload)
        low.fleet_nodes[name] = low.b.node("fleet", name, load=loading, unload=unloading)


FLEET = Kind(name="fleet", look=look, phase="before", lower=lower)
