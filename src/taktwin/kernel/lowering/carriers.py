"""Lowering of carriers: a place for each pool, its way back, and who takes and gives them."""

from __future__ import annotations

from typing import Any

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.model.nouns.fleets.carrier import Carriers


def trips_at_start(count: int, every: int) -> list[int]:
    """Trips that each carrier has made since its last cleaning when the plant starts, evenly spread."""
    return [number * every // count for number in range(count)]


def lower_pools(low: FlowLowering) -> None:
    """A place for each pool, in which all its carriers stand, its way back, and the resource that brings them back."""
    pools: list[int] = []
    for name, pool in low.model.carriers.items():
        count, first = int(pool.count.value), len(low.b.carriers)
        cleaning = pool.cleaning
        every = int(cleaning.every.value) if cleaning is not None else 0
        for at, trips in enumerate(trips_at_start(count, every)):
            behind = first + at + 1 if at + 1 < count else -1
            low.b.carriers.append({"next": behind, "trips": trips})
        node = low.b.node(
            "carrier", name, cap=count, count=count, most=count, least=count, head=first, tail=first + count - 1,
            row=first, visits=low.options.carriers[name],
        )  # fmt: skip
        way = low.b.node("way back", f"{name} back")
        low.b.nodes[way].update(res0=low.b.resource("way back", name, node=way), res=1)
        if pool.return_.mean > 0.0:
            low.b.nodes[way]["dist"] = low.b.distribution(pool.return_)
        if cleaning is not None:
            low.b.nodes[way].update(purge_after=every, purge_dist=low.b.distribution(cleaning.time))
        low.flow.pools[name] = node
        pools.append(node)
    low.b.pools = pools


def link_pools(low: FlowLowering) -> None:
    """Tell places which carriers jobs take and give back there, and pools who takes from them."""
    takes: dict[int, list[dict[str, Any]]] = {}
    gives: dict[int, list[dict[str, Any]]] = {}
    for name, pool in low.model.carriers.items():
        node = low.flow.pools[name]
        first = {low.flow.first[span.from_]: span.from_ for span in pool.all_spans}
        for begin, element in first.items():
            takes.setdefault(begin, []).append({"target": node, **_condition(low, pool, element)})
        for end in dict.fromkeys(low.flow.last_of(span.to) for span in pool.all_spans):
            gives.setdefault(end, []).append({"target": node})
        low.b.nodes[node]["dest"], low.b.nodes[node + 1]["dest"] = node + 1, node  # its way back stands behind it
        low.b.nodes[node].update(pred0=low.b.ints(sorted(first)), preds=len(first))
    for node, rows in takes.items():
        low.b.nodes[node]["take0"], low.b.nodes[node]["takes"] = low.b.row_list(rows)
        pick(low, node, k.TAKES)
    for node, rows in gives.items():
        low.b.nodes[node]["give0"], low.b.nodes[node]["gives"] = low.b.row_list(rows)
        for after in low.after(node):
            pick(low, after)


def _condition(low: FlowLowering, pool: Carriers, element: str) -> dict[str, int]:
    shop = low.flow.node_where[low.flow.first[element]].shop
    assert shop is not None
    return low.options.of("shops", shop).condition(low.b, pool.when)


def pick(low: FlowLowering, node: int, trait: int = 0) -> None:
    """A place looks for its jobs itself: nobody before it takes the short ways that pass this by."""
    record = low.b.nodes[node]
    record["traits"] = record.get("traits", 0) | k.PICKED | trait
    record["giver"] = record["feeder"] = -1
    for before in low.b.nodes:
        if before["dest"] == node:
            before["taker"] = -1
