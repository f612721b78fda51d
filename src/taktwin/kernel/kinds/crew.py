"""Repair crews: the queue of the resources that wait for one (see ``common.machine``)."""

from __future__ import annotations

from taktwin.kernel.base.kind import Kind, nothing
from taktwin.kernel.lowering.flow import FlowLowering


def lower(low: FlowLowering) -> None:
    """A node for each crew, made before any failure mode refers to it."""
    for name, crew in low.model.crews.items():
        low.working.crews[name] = low.b.node("crew", name, cap=int(crew.size.value))


CREW = Kind(name="crew", look=nothing, phase="before", lower=lower, relief="places")
