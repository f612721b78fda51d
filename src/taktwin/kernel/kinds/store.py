"""Stores with random access: a room like a buffer's, and cranes like a station's servers that fetch from it."""

from __future__ import annotations

from taktwin.kernel.base.kind import Kind
from taktwin.kernel.kinds.buffer import QUEUE
from taktwin.kernel.kinds.station import BY_SERVERS
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.model.nouns.store import Store


def lower(low: FlowLowering, shop: str, line: str, element: Store) -> tuple[int, int]:
    """The room, and the station of its cranes."""
    room = low.room(shop, line, element, "store", **low.rule(shop, line, element))
    crane = low.node(
        "crane", f"{element.name} crane", shop, line, noun=element.name, dist=low.b.distribution(element.cycle)
    )
    low.servers(crane, "crane", int(element.cranes.value), element)
    low.b.nodes[room]["dest"] = crane
    low.flow.cranes[room] = crane
    return room, crane


STORE = Kind(name="store", noun=Store, phase="element", lower=lower, **QUEUE)
CRANE = Kind(name="crane", **BY_SERVERS)
