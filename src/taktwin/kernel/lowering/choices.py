"""Lowering of servers that differ: their own times, the jobs that they take, and which free one takes a job."""

from __future__ import annotations

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.model.nouns.station import Station

_CHOICES = {"listed": k.LISTED, "fastest": k.FASTEST, "idle": k.IDLE_LONGEST, "cyclic": k.CYCLIC}


def lower_choice(low: FlowLowering, node: int, shop: str, station: Station) -> None:
    """The fields of a station's node and servers that make its servers differ; nothing where they do not."""
    each = station.server_list or [None] * station.server_count
    if not station.server_list and station.choice == "listed":
        return
    fields = low.b.nodes[node]
    condition = low.condition_at(shop, station.name)
    for number, own in enumerate(each):
        server = low.b.resources[fields["res0"] + number]
        time = own.cycle if own is not None and own.cycle is not None else station.cycle
        server.update(low.cycle(time, shop, station.name))
        if own is not None:
            server.update(condition(own.when))
    picky = any(own is not None and own.when for own in each)
    fields["unequal"] = k.OWN_JOBS if picky else k.OWN_TIMES
    fields["choice"] = _CHOICES[station.choice]
