"""Rings: places of finite room that lead back into themselves, and so can all come to wait for each other."""

from __future__ import annotations

import heapq
import math

from taktwin.model.checks.carriers import inside
from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flowgraph import FlowGraph, Node
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.plant import AnyElement
from taktwin.model.nouns.station import Station
from taktwin.model.nouns.store import Store
from taktwin.model.phrase import Phrase

MOST_NAMES = 8  # of a ring
MOST_STARTS = 100  # places of a knot from which its least ring is sought


def warn_of_rings(found: Findings, graph: FlowGraph) -> None:
    """Warn of each ring that can be full of jobs of which each waits for the place of the next."""
    for knot in graph.knots():
        ring, places = _least(graph, knot)
        if not ring or _kept_open(found, graph, knot, places):
            continue
        names = [graph.elements[node].name for node in ring]
        shown = names if len(names) <= MOST_NAMES else [*names[:4], "...", *names[-3:]]
        message = Phrase(
            "this loop can lock up, since each of its elements has finite room: {ring}; {places} jobs fill it, and "
            "each waits for the place of the next",
            ring=" - ".join([*shown, names[0]]),
            places=places,
        )
        remedy = Phrase(
            "say what jobs do that find the rework area full (`full: go_on`, `full: scrap` or another place, at the "
            "route), let {cards} cards (`carriers`) limit the jobs in the loop, or give the rework branch a buffer "
            "with `capacity: unlimited`",
            cards=places - 1,
        )
        shop, line, place = _way_back(ring)
        found.warn(("shops", shop, "lines", line, "flow", place), message, remedy)


def _way_back(ring: list[Node]) -> Node:
    """The node from which a ring leaves its first line: that is where the rework branch begins."""
    for index, node in enumerate(ring):
        if ring[(index + 1) % len(ring)][:2] != node[:2]:
            return node
    return ring[-1]


def places_of(element: AnyElement) -> int:
    """How many jobs an element holds at least when it takes no more."""
    capacity = element.__dict__.get("capacity")
    if isinstance(element, Station):
        return element.server_count * int(element.count.value)
    if isinstance(element, Buffer):
        return int(element.capacity.value)
    if isinstance(element, Store):
        return int(element.capacity.value) + int(element.cranes.value)
    if isinstance(element, Conveyor) and element.accumulating and capacity is not None:
        return int(capacity.value)
    return 1  # a belt or line that stands for its first job, a batch of which one job is left


def _least(graph: FlowGraph, knot: list[Node]) -> tuple[list[Node], int]:
    """The ring of a knot that the fewest jobs fill, from the first of its elements in the plant, and how many."""
    before: dict[Node, int] = dict.fromkeys(knot, 0)
    for node in knot:
        for other in graph.waits_for(node):
            if other in before:
                before[other] += 1
    met = [node for node in knot if before[node] > 1]  # unless the knot is one ring, each of its rings goes through one
    best: tuple[list[Node], int] = [], 0
    within = set(knot)
    for start in met[:MOST_STARTS] or knot[:1]:
        ring, places = _least_from(graph, within, start)
        if ring and (not best[0] or places < best[1]):
            best = ring, places
    if not best[0]:
        return best
    first = best[0].index(min(best[0], key=knot.index))
    return best[0][first:] + best[0][:first], best[1]


def _least_from(graph: FlowGraph, knot: set[Node], start: Node) -> tuple[list[Node], int]:
    """The ring through one place that the fewest jobs fill (Dijkstra)."""
    came: dict[Node, Node] = {}
    places = {start: places_of(graph.elements[start])}
    heap = [(places[start], start)]
    while heap:
        so_far, node = heapq.heappop(heap)
        if so_far > places[node]:
            continue
        for other in graph.waits_for(node):
            if other == start:
                ring = [node]
                while ring[-1] != start:
                    ring.append(came[ring[-1]])
                return ring[::-1], so_far
            further = so_far + places_of(graph.elements[other]) if other in knot else math.inf
            if further < places.get(other, math.inf):
                places[other] = int(further)
                came[other] = node
                heapq.heappush(heap, (int(further), other))
    return [], 0


def _kept_open(found: Findings, graph: FlowGraph, knot: list[Node], places: int) -> bool:
    """Whether every job in a knot has a carrier of a pool of which there are too few to fill one of its rings."""
    for pool in found.model.carriers.values():
        if pool.when or pool.count.value >= places:
            continue
        at = found.names.elements
        begins, ends = {at[span.from_] for span in pool.all_spans}, {at[span.to] for span in pool.all_spans}
        held = set().union(*(inside(graph, begin, ends) for begin in begins))
        if set(knot) <= held - _without(found, graph, begins, ends & held):
            return True
    return False


def _without(found: Findings, graph: FlowGraph, begins: set[Node], ends: set[Node]) -> set[Node]:
    """Where jobs can be that have no carrier: before they take one, behind where they give it back, or parts of one."""
    stack = [(shop, line, 0) for shop, line, one in found.model.all_lines() if one.start_kind is not None]
    stack += [after for end in ends for after in graph.next.get(end, [])]
    stack += [part for parts in graph.parts.values() for part in parts]
    seen: set[Node] = set()
    while stack:
        node = stack.pop()
        if node not in seen and node not in begins:
            seen.add(node)
            stack += graph.next.get(node, [])
    return seen
