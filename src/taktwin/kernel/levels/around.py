"""Who works around a place: the calendars of the stations before and after it, by which its level is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from taktwin.kernel.lowering.flow import FlowLowering, said
from taktwin.model.text.zones import works_of


def scheduled_by(low: FlowLowering) -> dict[int, set[str | None]]:
    """Place whose level is counted -> the calendars of those around it (None: one has none, and is always there).

    Those around it are the nearest that work on jobs, along all ways that lead to it and from it: other buffers,
    stores, conveyors and transports are looked through. What works on jobs itself has its own calendar, and where
    nobody is found that of its shop counts. A `continuous` place has the calendar through whose breaks it works.
    """
    givers: dict[int, list[int]] = {}
    takers = {node: low.after(node) for node in range(len(low.b.nodes))}
    for node, found in takers.items():
        for to in found:
            givers.setdefault(to, []).append(node)
    elements: dict[str, tuple[str, Any]] = {}
    for shop, _, _, element in low.model.all_elements():
        for one in (element, *works_of(element)):  # zones of a line have names as well
            elements[one.name] = (shop, element)

    def works(node: int) -> bool:
        kind = low.kinds[low.b.nodes[node]["kind"]]
        return kind.work_unit or kind.name == "zone"

    def calendars(node: int) -> set[str | None]:
        shop, element = elements[low.flow.node_where[node].element]
        default = low.model.shops[shop].calendar
        each = getattr(element, "server_list", None) or [None]
        return {said(own, element, "calendar") or default for own in each}

    def nearest(node: int, ways: dict[int, list[int]]) -> Iterable[int]:
        seen, ahead = {node}, list(ways.get(node, []))
        while ahead:
            one = ahead.pop()
            if one in seen:
                continue
            seen.add(one)
            if works(one):
                yield one
            else:
                ahead += ways.get(one, [])

    around: dict[int, set[str | None]] = {}
    for node, record in enumerate(low.b.nodes):
        if not low.kinds[record["kind"]].level:
            continue
        found = [node] if works(node) else [*nearest(node, givers), *nearest(node, takers)]
        around[node] = {name for one in found for name in calendars(one)}
        shop = low.flow.node_where[node].shop
        if not found and shop is not None:
            around[node] = {low.model.shops[shop].calendar}
    return around


def lower_rests(low: FlowLowering, calendars: dict[str, int]) -> dict[int, list[int]]:
    """Rows of the places that come to rest; calendar (its resource) -> rows of those that it is told of.

    ``calendars`` are the resources of those that go off shift at all.
    """
    told: dict[int, list[int]] = {}
    for node, names in scheduled_by(low).items():
        if not all(name in calendars for name in names):
            continue
        low.flow.scheduled_by[node] = sorted(name for name in names if name is not None)
        by = [calendars[name] for name in low.flow.scheduled_by[node]]
        for calendar in by:
            told.setdefault(calendar, []).append(len(low.b.rests))
        low.b.rests.append({"node": node, "on": sum(low.b.resources[calendar]["on"] for calendar in by)})
    return told
