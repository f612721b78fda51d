"""Lowering of places that keep the sequence: each looks for its jobs itself, and remembers whom it waits for."""

from __future__ import annotations

from taktwin.kernel.lowering.carriers import pick
from taktwin.kernel.lowering.flow import FlowLowering


def keep_sequence(low: FlowLowering) -> None:
    """Mark the places that take jobs in the order of release only."""
    streams = max(low.flow.streams.values(), default=-1) + 1
    for _, _, _, element in low.model.all_elements():
        if element.in_sequence:
            node = low.flow.first[element.name]
            low.b.nodes[node]["sequence0"] = low.b.numbers([-1.0] * 2 * streams)
            low.b.ordered.append(node)
            pick(low, node)
