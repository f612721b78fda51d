"""The flow of jobs as a graph over the entries of the lines."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property

from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.plant import AnyElement, PlantModel
from taktwin.model.nouns.routing.route import GO_ON, WAIT
from taktwin.model.nouns.station import Branching
from taktwin.model.spelt.passing import only_passed
from taktwin.model.text.names import Names

Node = tuple[str, str, int]
#: Shares up to this far from 1 count as all jobs.
_ALL = 1 - 1e-9


@dataclass
class FlowGraph:
    """Nodes (shop, line, place in the flow); ``next`` the nodes that jobs can enter after each.

    ``parts`` are those of them that only what comes out of jobs enters (see split stations);
    ``ends`` are the nodes from which jobs leave their line for good: finished, scrapped, or to be joined.
    ``along`` are those from which jobs go on along their line: its routes do not take all of them.
    ``given_up`` are the pairs of nodes of which no job waits at the first for the second: it goes elsewhere.
    ``closed``: node -> the nodes whose routes lead there with a share of 0 %, which only a rule of one's own opens.
    """

    elements: dict[Node, AnyElement] = field(default_factory=dict)
    next: dict[Node, list[Node]] = field(default_factory=dict)
    ends: set[Node] = field(default_factory=set)
    along: set[Node] = field(default_factory=set)
    parts: dict[Node, list[Node]] = field(default_factory=dict)
    given_up: set[tuple[Node, Node]] = field(default_factory=set)
    closed: dict[Node, list[Node]] = field(default_factory=dict)

    def onward(self, node: Node) -> list[Node]:
        """The nodes that a job itself can enter after one: not what comes out of it."""
        parts = self.parts.get(node, ())
        return [other for other in self.next.get(node, []) if other not in parts]

    def reach_itself(self, start: Node) -> set[Node]:
        """All nodes that a job can reach from a node, this included: not those that only parts of it reach."""
        seen, stack = {start}, [start]
        while stack:
            for node in self.onward(stack.pop()):
                if node not in seen:
                    seen.add(node)
                    stack.append(node)
        return seen

    def reach(self, starts: list[Node]) -> set[Node]:
        """All nodes that can be reached from some nodes, these included."""
        seen, stack = set(starts), list(starts)
        while stack:
            for node in self.next.get(stack.pop(), []):
                if node not in seen:
                    seen.add(node)
                    stack.append(node)
        return seen

    @cached_property
    def before(self) -> dict[Node, list[Node]]:
        """The nodes from which jobs can enter each, those that only pass them on included."""
        found: dict[Node, list[Node]] = {}
        for node, onward in self.next.items():
            for other in dict.fromkeys(onward):
                found.setdefault(other, []).append(node)
        return found

    def givers(self, node: Node) -> list[Node]:
        """From where jobs come to a node, seen through buffers that are only passed."""
        passed = self.passed_before(node)
        found = [other for one in passed for other in self.before.get(one, []) if other not in passed]
        return list(dict.fromkeys(found))

    def passed_before(self, node: Node) -> list[Node]:
        """A node and the buffers before it that are only passed."""
        found = [node]
        for one in found:
            found += [
                other for other in self.before.get(one, []) if only_passed(self.elements[other]) and other not in found
            ]
        return found

    def finite(self, node: Node) -> bool:
        """Whether the room of a node is finite."""
        capacity = self.elements[node].__dict__.get("capacity")
        return capacity is None or math.isfinite(capacity.value)

    def waits_for(self, node: Node) -> list[Node]:
        """The nodes with finite room for which a job waits that is done at one."""
        free = self._never_awaited
        return [other for other in self.next.get(node, []) if self.finite(other) and other not in free]

    @cached_property
    def _never_awaited(self) -> set[Node]:
        """Nodes for which nobody waits: all that come find room, or else go elsewhere."""
        waited = {other for node, onward in self.next.items() for other in onward if (node, other) not in self.given_up}
        led = {other for _, other in self.given_up} - waited
        return {node for node in led if not self.stands(node)}

    def stands(self, node: Node) -> bool:
        """Whether a node may take no job though it has room: a belt that stands for its first job."""
        element = self.elements[node]
        return isinstance(element, Conveyor) and not element.accumulating

    def knots(self) -> list[list[Node]]:
        """Strongly connected parts of the nodes with finite room, by Kosaraju's two passes."""
        nodes = [node for node in self.elements if self.finite(node)]
        order: list[Node] = []
        seen: set[Node] = set()
        for start in nodes:
            stack: list[tuple[Node, bool]] = [(start, False)]
            while stack:
                node, done = stack.pop()
                if done:
                    order.append(node)
                elif node not in seen:
                    seen.add(node)
                    stack.append((node, True))
                    stack += [(other, False) for other in self.waits_for(node)]
        before: dict[Node, list[Node]] = {node: [] for node in nodes}
        for node in nodes:
            for other in self.waits_for(node):
                before[other].append(node)
        place = {node: index for index, node in enumerate(nodes)}
        knots: list[list[Node]] = []
        taken: set[Node] = set()
        for start in reversed(order):
            if start in taken:
                continue
            knot, walk = [start], [start]
            taken.add(start)
            while walk:
                for other in before[walk.pop()]:
                    if other not in taken:
                        taken.add(other)
                        knot.append(other)
                        walk.append(other)
            knots.append(sorted(knot, key=place.__getitem__))
        return sorted(knots, key=lambda knot: place[knot[0]])


def flow_graph(model: PlantModel, names: Names) -> FlowGraph:
    """The graph of a model whose references exist."""
    graph = FlowGraph()
    for shop, line, place, element in model.all_elements():
        graph.elements[shop, line, place] = element
    for shop, line_name, line in model.all_lines():
        for place, element in enumerate(line.flow):
            node = (shop, line_name, place)
            onward: list[Node] = []
            goes_on = True
            if isinstance(element, Branching):
                onward, goes_on = _routes(element, shop, names, graph, node)
            if place + 1 < len(line.flow):
                after: Node | None = (shop, line_name, place + 1)
            else:
                after = _enter(names, line.to, shop)
            if isinstance(element, SplitStation):
                lines = [names.line(part.line, shop) for part in element.into]
                graph.parts[node] = [(*one, 0) for one in lines if one is not None and (*one, 0) != after]
                onward += graph.parts[node]
            if goes_on:
                graph.along.add(node)
            if goes_on and after is not None:
                onward.append(after)
                graph.given_up.discard((node, after))
            elif goes_on:
                graph.ends.add(node)
            graph.next[node] = onward
    started = {(shop, name, 0) for shop, name, line in model.all_lines() if line.start_kind is not None}
    graph.given_up -= {pair for pair in graph.given_up if pair[1] in started}  # orders may come in between
    return graph


def _enter(names: Names, to: str | None, shop: str) -> Node | None:
    target = names.target(to, shop) if to is not None else None
    return (target.shop, target.line, target.place) if target is not None and target.kind != "scrap" else None


def _routes(station: Branching, shop: str, names: Names, graph: FlowGraph, node: Node) -> tuple[list[Node], bool]:
    """Where the routes of a station lead, and whether some jobs go on to the next element."""
    onward: list[Node] = []
    waited: set[Node] = set()  # for which somebody waits
    led: set[Node] = set()
    goes_on = True
    for worked in (station, *station.exceptions.values()):
        always = worked.scrap.value
        by_queue = getattr(worked, "route_by", "share") == "shortest_queue"
        if worked.scrap.value > 0:
            graph.ends.add(node)
        for route in worked.routes:
            entered = _enter(names, route.to, shop)
            if route.share.value <= 0:
                for to in (entered, _enter(names, route.elsewhere, shop)):
                    if to is not None:
                        graph.closed.setdefault(to, []).append(node)
                continue
            if entered is not None:
                onward.append(entered)
                (waited if route.full == WAIT else led).add(entered)
            else:
                graph.ends.add(node)
            if route.elsewhere is not None:
                elsewhere = _enter(names, route.elsewhere, shop)
                if elsewhere is not None:
                    onward.append(elsewhere)
                    waited.add(elsewhere)
                else:
                    graph.ends.add(node)
            goes = by_queue or route.full != GO_ON  # of several queues the shortest may be one that is not full
            always += (1.0 if by_queue else route.share.value) if not route.when and goes else 0.0
        # with several stations in one entry, jobs that leave at one of them do not reach the ones after it
        if always >= _ALL and not (by_queue and any(route.full == GO_ON for route in worked.routes)):
            goes_on = False
    graph.given_up |= {(node, other) for other in led - waited}
    return onward, goes_on
