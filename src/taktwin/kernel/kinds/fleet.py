"""Fleets: the queue of those who wait for a vehicle (see ``vehicle``)."""

from __future__ import annotations

from taktwin.kernel.base.kind import Kind, nothing
from taktwin.kernel.lowering.flow import FlowLowering


def lower(low: FlowLowering) -> None:
    """A node for each fleet, made before the transports that refer to it."""
    for name, fleet in low.model.fleets.items():
        loading, unloading = low.b.distribution(fleet.load), low.b.distribution(fleet.unload)
        low.fleet_nodes[name] = low.b.node("fleet", name, load=loading, unload=unloading)


FLEET = Kind(name="fleet", look=nothing, phase="before", lower=lower)
