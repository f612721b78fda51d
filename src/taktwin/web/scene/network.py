"""Where jobs can go between the places of a scene: from where, where they begin, and where they are fitted."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from taktwin.model.checks.flowgraph import Node, flow_graph
from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.text.names import Names, stations_of
from taktwin.model.text.zones import works_of
from taktwin.web.scene.places import LINES
from taktwin.web.scene.scene import Scene


@dataclass(frozen=True)
class Joining:
    """Jobs that wait at ``waits`` become parts of the job at ``at``: ``quantity`` for each, with these ``when``."""

    waits: int
    at: int
    matched: bool
    quantity: Any
    when: Any


@dataclass
class Network:
    """The flow of jobs between places.

    ``before``: place -> places from which a job can enter it; ``first``: places where jobs begin, with their stream
    (None: called, or without orders), ``main`` those that are not called, ``called``
    by which place the others are; ``ends``: places from which jobs leave;
    ``fits``: place -> what is joined there, ``waits`` where that waits; ``split``: place that only parts of jobs enter
    -> where they come out, ``broken`` the places whose jobs end with that.
    """

    before: dict[int, set[int]] = field(default_factory=dict)
    first: dict[int, str | None] = field(default_factory=dict)
    main: set[int] = field(default_factory=set)
    ends: set[int] = field(default_factory=set)
    fits: dict[int, list[Joining]] = field(default_factory=dict)
    waits: set[int] = field(default_factory=set)
    called: dict[int, int] = field(default_factory=dict)
    split: dict[int, int] = field(default_factory=dict)
    broken: set[int] = field(default_factory=set)
    _reach: dict[int, set[int]] = field(default_factory=dict)

    def reach(self, first: int) -> set[int]:
        """The places that a job can come to which begins in one, this included."""
        if first not in self._reach:
            if not self._after:
                for place, givers in self.before.items():
                    for giver in givers:
                        self._after.setdefault(giver, set()).add(place)
            found, stack = {first}, [first]
            while stack:
                new = self._after.get(stack.pop(), set()) - found
                found |= new
                stack += new
            self._reach[first] = found
        return self._reach[first]

    def nameless(self, place: int) -> bool:
        """Whether no job of an order stream comes to a place itself."""
        return not any(stream is not None and place in self.reach(first) for first, stream in self.first.items())

    _after: dict[int, set[int]] = field(default_factory=dict)


def network_of(scene: Scene) -> Network:
    """The network of a scene."""
    model, at = scene.program.model, scene.places.at
    names = Names(model)
    graph = flow_graph(model, names)
    enter: dict[Node, list[int]] = {}
    leave: dict[Node, list[int]] = {}
    made = Network()
    for node, element in graph.elements.items():
        if isinstance(element, ZonedLine):
            own = [at["zone", name] for name in stations_of(element) if ("zone", name) in at]
            for one, other in pairwise(own):
                made.before.setdefault(other, set()).add(one)
            enter[node], leave[node] = own[:1], own[-1:]
            continue
        place = scene.places.of_node(element.name)
        own = [] if place is None or scene.places.found[place].kind in LINES else [place]
        enter[node], leave[node] = own, own
        crane = at.get(("crane", f"{element.name} crane"))
        if own and crane is not None:
            made.before.setdefault(crane, set()).update(own)
            leave[node] = [crane]
    for node in graph.next:
        for other in graph.onward(node):
            for place in enter.get(other, ()):
                made.before.setdefault(place, set()).update(leave.get(node, ()))
        for other in graph.parts.get(node, ()):
            made.split.update((place, leave[node][-1]) for place in enter.get(other, ()) if leave.get(node))
        if graph.parts.get(node) and not graph.onward(node):
            made.broken.update(leave.get(node, ()))
    made.ends = {place for node in graph.ends for place in leave.get(node, ())}
    _add_begins(made, scene, enter)
    _add_joins(made, scene, names, graph.elements, leave)
    return made


def _add_begins(made: Network, scene: Scene, enter: dict[Node, list[int]]) -> None:
    for shop, name, line in scene.program.model.all_lines():
        if line.orders is not None or line.call is not None or line.endless:
            for place in enter.get((shop, name, 0), ()):
                made.first[place] = line.orders
                caller = scene.places.of_node(line.call.at) if line.call is not None else None
                if line.call is None:
                    made.main.add(place)
                elif caller is not None:
                    made.called[place] = caller


def _add_joins(
    made: Network, scene: Scene, names: Names, elements: dict[Node, Any], leave: dict[Node, list[int]]
) -> None:
    lines = {(shop, name): line for shop, name, line in scene.program.model.all_lines()}
    for node, element in elements.items():
        for work in works_of(element):
            place = scene.places.of_node(work.name)
            for join in work.joins if place is not None else ():
                line = names.line(join.line, node[0])
                if line is not None and place is not None:
                    for waits in leave.get((*line, len(lines[line].flow) - 1), ()):
                        made.fits.setdefault(place, []).append(
                            Joining(waits, place, join.matched, join.quantity, join.when)
                        )
                        made.waits.add(waits)
