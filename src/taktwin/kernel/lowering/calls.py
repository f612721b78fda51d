"""Lowering of calls: who enters a place starts jobs of sub-lines, in this plant or in another, and calls parts."""

from __future__ import annotations

from typing import Any

from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.model.values.spelt import qualified


def lower_calls(low: FlowLowering) -> None:
    """Hang on each place the lines of which jobs are called there, in plant order, then the parts."""
    by_node: dict[int, list[dict[str, Any]]] = {}
    for shop, name, line in low.model.all_lines():
        if line.call is None:
            continue
        at = low.flow.first[line.call.at]
        caller = low.flow.node_where[at].shop or shop  # it is the job there that is asked: its options, its visits
        named = _named_here(low, caller, shop)
        for call in low.options.single([line.call], caller):
            row = {"target": low.flow.source[shop, name], "amount": call.quantity.value}
            condition = low.condition_at(caller, call.at)(call.when)
            by_node.setdefault(at, []).append({**row, **named, **condition})
    for load in (load for lane in low.model.lanes.values() for load in lane.all_loads):
        if load.call is None:
            continue
        stock = low.stocks[load.to]
        low.b.stocks[stock]["called"] = 1
        for node, shop in _places_of(low, load.call.at):
            condition = low.condition_at(shop, None)
            by_node.setdefault(node, []).extend(
                {"source": stock, "amount": call.quantity.value, **condition(call.when)}
                for call in low.options.single([load.call], shop)
            )
    for node, rows in by_node.items():
        low.b.nodes[node]["call0"], low.b.nodes[node]["calls"] = low.b.row_list(rows)


def _named_here(low: FlowLowering, caller: str, shop: str) -> dict[str, int]:
    """The fields of a call by which jobs of another plant's shop get the options of their caller as named there.

    Each plant numbers its own options and values.
    """
    theirs, mine = (low.options.of("shops", one) for one in (caller, shop))
    if theirs is mine:
        return {}
    lists = [(column, low.b.ints(values)) for column, values in low.options.translated(theirs, mine)]
    return {"lot": 1, "need0": low.b.ints([number for pair in lists for number in pair])}


def _places_of(low: FlowLowering, name: str) -> list[tuple[int, str]]:
    """The place of an element of the model file, and its shop, in all its copies; of stations in a row the first."""
    found: dict[tuple[str, str | None], int] = {}
    for node in sorted(low.flow.first.values()):
        one = low.flow.node_where[node]
        names = (one.element, one.model_element, qualified(one.plant, one.model_element))
        if one.shop is not None and name in names:
            found.setdefault((one.shop, one.line), node)
    return [(node, shop) for (shop, _), node in found.items()]
