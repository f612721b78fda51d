"""Feeds: vehicles carry lots of parts from one stock point to another."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import entry, place, stock_at, stock_state
from taktwin.kernel.common.stock import available
from taktwin.kernel.kinds.vehicle import request
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.lowering.working import trip_seconds
from taktwin.kernel.outlook.supply import FEEDS


@kernel
def look(s, n):
    """Call lots while the stock to be fed is at or below its reorder level and the other one has a lot."""
    row = entry(s, place(s, n).row)
    to = stock_state(s, row.target)
    while (
        to.level + to.dock + to.on_way <= row.reorder
        and to.level + to.dock + to.on_way + row.amount <= stock_at(s, row.target).cap
        and available(s, row.source) >= row.amount
    ):
        to.on_way += row.amount
        stock_state(s, row.source).reserved += row.amount
        request(s, n)


def lower(low: FlowLowering) -> None:
    """A node for each feed."""
    for name, feed in low.model.feeds.items():
        source, target = low.stocks[feed.from_], low.stocks[feed.to]
        row, _ = low.b.row_list(
            [
                {
                    "source": source,
                    "target": target,
                    "amount": feed.lot.value,
                    "reorder": feed.reorder.value,
                    **trip_seconds(feed, low.model.fleets[feed.fleet].speed.value),
                }
            ]
        )
        node = low.node("feed", name, None, None, row=row, fleet=low.fleet_nodes[feed.fleet])
        low.feed_nodes[name] = node
        low.b.refills(target, node)
        low.b.draws(source, node)


FEED = Kind(name="feed", look=look, outlook=FEEDS, phase="after", lower=lower)
