"""Lowering of stations of all sorts: what they have in common, and servers that differ in times and jobs."""

from __future__ import annotations

from typing import Any

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.lowering.operators import lower_handling, lower_needs
from taktwin.kernel.lowering.setups import lower_setup
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.nouns.station import Station, WorkPlace

_CHOICES = {"listed": k.LISTED, "fastest": k.FASTEST, "idle": k.IDLE_LONGEST, "cyclic": k.CYCLIC}


def lower_work(low: FlowLowering, shop: str, line: str, element: WorkPlace, **fields: Any) -> int:
    """The node of a station of any sort and its servers."""
    fields |= low.point(element)
    fields |= low.cycle(element.cycle, shop, element.name)
    fields |= lower_setup(low, element.setup, shop)
    fields |= lower_handling(low, element)
    node = low.node(element.kind, element.name, shop, line, **fields)
    low.servers(node, element.kind, element.server_count, element)
    lower_needs(low, node, element)
    return node


def lower_station(low: FlowLowering, shop: str, line: str, element: Station) -> tuple[int, int]:
    """The node of a station and its servers."""
    node = lower_work(low, shop, line, element)
    lower_choice(low, node, shop, element)
    return node, node


def lower_choice(low: FlowLowering, node: int, shop: str, station: Station | SplitStation, own: bool = False) -> None:
    """The fields of a station's node and servers that make its servers differ; nothing where they do not.

    ``own``: a rule of one's own chooses among them.
    """
    each = station.server_list or [None] * station.server_count
    if not station.server_list and station.choice == "listed" and not own:
        return
    fields = low.b.nodes[node]
    condition = low.condition_at(shop, station.name)
    for number, said in enumerate(each):
        server = low.b.resources[fields["res0"] + number]
        time = said.cycle if said is not None and said.cycle is not None else station.cycle
        server.update(low.cycle(time, shop, station.name))
        if said is not None:
            server.update(condition(said.when))
    picky = any(said is not None and said.when for said in each)
    fields["unequal"] = k.OWN_JOBS if picky else k.OWN_TIMES
    fields["choice"] = k.CHOSEN if own else _CHOICES[station.choice]
