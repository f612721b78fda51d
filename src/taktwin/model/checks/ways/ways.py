"""Where the jobs of a variant go from each place, and how often: the flow of `flowgraph` with shares, spelt out."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from taktwin.model.checks.flowgraph import Node
from taktwin.model.checks.ways.variants import Variant, values_of
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.nouns.line import Call
from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.plant import AnyElement, PlantModel
from taktwin.model.nouns.routing.route import Route
from taktwin.model.nouns.station import Branching, Station
from taktwin.model.spelt.expand import expand
from taktwin.model.text.names import Names, stations_of
from taktwin.model.text.visits import visits_asked
from taktwin.model.text.zones import works_of
from taktwin.model.values.amountby import spread
from taktwin.model.values.visit import VISIT, visit_named_by

LineName = tuple[str, str]
#: A node, followed by how often the job has come to each element of whose visits something is asked.
State = tuple


@dataclass(frozen=True)
class Start:
    """Jobs that are started because others enter ``at``: ``quantity`` for each, of the same variant or of the first.

    ``first``: the line is endless, so its jobs have the first value of each option. ``visits``: only at these visits of
    the job that enters; empty = at all.
    """

    at: Node
    line: LineName
    quantity: float
    first: bool
    visits: tuple[str, ...] = ()


class Ways:
    """The ways of the jobs of a model without errors; its counts are spelt out, its copies are not.

    ``calls`` are those that other plants make at elements of this one: they may ask for visits.
    """

    def __init__(self, model: PlantModel, calls: Iterable[Call] = ()) -> None:
        self.model = expand(model.model_copy(update={"streams": None}))
        self.names = Names(self.model)
        #: Single stations of an entry with `count` -> name of the entry.
        self.entries = {
            single: element.name
            for _, _, _, element in model.all_elements()
            for single in (stations_of(element) if isinstance(element, Station | ZonedLine) else [])
        }
        noted = self.model._spelt.elements
        for shop, line, _, element in self.model.all_elements():
            if (shop, line) in self.model._spelt.line_copies:  # a copy of a line
                name = noted[shop, element.name]
                self.entries[element.name] = self.entries.get(name, name)
        self.elements: dict[Node, AnyElement] = {
            (shop, line, place): element for shop, line, place, element in self.model.all_elements()
        }
        #: When each calendar is on shift, s of the week, and the share of the week that this is.
        self.windows = {name: one.windows() for name, one in self.model.calendars.items()}
        self.shifts = {name: one.hours_per_week() / 168.0 for name, one in self.model.calendars.items()}
        #: Element -> the count from which on its visits are alike, where something asks for them.
        self.counted: dict[str, int] = {}
        for name, last in visits_asked(self.model, calls).items():
            whole = self.names.zones.get(name, name)  # a job comes into a zone as often as into its line
            self.counted[whole] = max(self.counted.get(whole, 0), last + 1)
        self._same: dict[Node, tuple[dict[Node, float], float]] = {}  # where all variants go the same ways
        self._joining = [
            (node, line, join)
            for node, element in self.elements.items()
            for one in works_of(element)
            for join in self._single(one.joins)
            if (line := self.names.line(join.line, node[0])) is not None
        ]
        self._called = [
            (self.names.elements[call.at], (shop, name), call)
            for shop, name, line in self.model.all_lines()
            if line.call is not None and line.call.at in self.names.elements  # else other plants call
            for call in self._single([line.call])
        ]
        self._parts = [
            (node, line, part)
            for node, element in self.elements.items()
            if isinstance(element, SplitStation)
            for part in self._single(element.into)
            if (line := self.names.line(part.line, node[0])) is not None
        ]

    def _single(self, entries: Iterable[Any]) -> list[Any]:
        """Entries each with one quantity: of one that goes by an option, one for each of its quantities."""
        return [one for entry in entries for one in spread(entry, values_of(self.model, entry.quantity))]

    def begin(self, node: Node) -> State:
        """The state of a job that begins at a place."""
        return self._enter(node, (0,) * len(self.counted))

    def _enter(self, node: Node, counts: tuple[int, ...]) -> State:
        name = self.elements[node].name
        if name not in self.counted:
            return (*node, *counts)
        at = list(self.counted).index(name)
        return (*node, *counts[:at], min(counts[at] + 1, self.counted[name]), *counts[at + 1 :])

    def visit(self, state: State) -> int:
        """Which visit to the place where it is a state is; 0 where nobody asks."""
        name = self.elements[state[:3]].name
        return state[3 + list(self.counted).index(name)] if name in self.counted else 0

    def fits(self, state: State, texts: Collection[str]) -> bool:
        """Whether one of the texts names the visit of a state; none = all visits."""
        return not texts or visit_named_by(list(texts), self.visit(state)) is not None

    def entering(self, flow: Mapping[State, float], node: Node, texts: Collection[str]) -> float:
        """Entries into a place, a second, of jobs whose visit one of the texts names; none = of all jobs."""
        if not texts:
            return flow.get(node, 0.0)
        return sum(
            rate for state, rate in flow.items() if len(state) > 3 and state[:3] == node and self.fits(state, texts)
        )

    def onward(self, state: State, variant: Variant) -> tuple[dict[State, float], float]:
        """Share of the jobs that go on into each state, and the share that ends here: finished, scrapped or joined."""
        onward, ends = self._shares(state, variant)
        return (onward if not self.counted else {self._enter(to, state[3:]): part for to, part in onward.items()}), ends

    def _shares(self, state: State, variant: Variant) -> tuple[dict[Node, float], float]:
        """Share of the jobs that go to each next place, and the share that ends here.

        One random number decides between scrap and the routes, in the order of the file; each has its share of the
        jobs for which its condition holds, and the rest goes on along the line.
        """
        node: Node = state[:3]
        if node in self._same:
            return self._same[node]
        element = self.elements[node]
        onward: dict[Node, float] = {}
        left, ends = 1.0, 0.0
        if isinstance(element, Branching):
            ends = min(element.scrap.value, 1.0)
            left -= ends
            for route, part in zip(element.routes, self._parts_of(element, state, variant, left), strict=True):
                left -= part
                target = self._target(route, node[0])
                if part > 0 and target is not None:
                    onward[target] = onward.get(target, 0.0) + part
                elif part > 0:
                    ends += part
        if left > 1e-12:
            after = self.after(node)
            if after is None:
                ends += left
            else:
                onward[after] = onward.get(after, 0.0) + left
        if not isinstance(element, Branching) or not any(route.when for route in element.routes):
            self._same[node] = onward, ends
        return onward, ends

    def _parts_of(self, station: Branching, state: State, variant: Variant, left: float) -> list[float]:
        """Share of the jobs that takes each route of a station, of those that are not scrapped.

        By the shortest queue each of the open ways gets as many.
        """
        chances = [
            variant.chance(route.when) if self.fits(state, route.when.get(VISIT, ())) else 0.0
            for route in station.routes
        ]
        if station.route_by == "shortest_queue":
            whole = max(1.0, sum(chances))
            return [left * chance / whole for chance in chances]
        found: list[float] = []
        for route, chance in zip(station.routes, chances, strict=True):
            found.append(min(route.share.value * chance, left))
            left -= found[-1]
        return found

    def after(self, node: Node) -> Node | None:
        """The next place along the line; None where jobs are finished or joined."""
        shop, name, place = node
        line = self.model.shops[shop].lines[name]
        if place + 1 < len(line.flow):
            return shop, name, place + 1
        target = self.names.target(line.to, shop) if line.to is not None else None
        return (target.shop, target.line, target.place) if target is not None else None

    def last(self, line: LineName) -> Node:
        """The last place of a line, where its jobs wait to be joined."""
        return (*line, len(self.model.shops[line[0]].lines[line[1]].flow) - 1)

    def starts(self, variant: Variant) -> list[Start]:
        """What the jobs of a variant start in other lines: by calls, as parts, and by joining jobs of endless lines."""
        found = [
            Start(at, line, call.quantity.value * variant.chance(call.when), False, tuple(call.when.get(VISIT, ())))
            for at, line, call in [*self._called, *self._parts]
        ]
        for node, line, join in self._joining:
            if self.model.shops[line[0]].lines[line[1]].endless:
                part = join.quantity.value * variant.chance(join.when)
                found.append(Start(node, line, part, True, tuple(join.when.get(VISIT, ()))))
        return [one for one in found if one.quantity > 0]

    def joins(self, variant: Variant) -> list[tuple[Node, LineName, float]]:
        """Where jobs of a variant need those of another line, and how many."""
        parts = ((node, line, join.quantity.value * variant.chance(join.when)) for node, line, join in self._joining)
        return [one for one in parts if one[2] > 0]

    def reached(self, starts: Iterable[Node], variant: Variant) -> dict[Node, Collection[Node]]:
        """The places that the jobs of a variant reach from some, each with those that follow it."""
        states = self.reached_states(starts, variant)
        if not self.counted:
            return states
        found: dict[Node, dict[Node, None]] = {}
        for state, after in states.items():
            found.setdefault(state[:3], {}).update(dict.fromkeys(one[:3] for one in after))
        return dict(found)

    def reached_states(self, starts: Iterable[Node], variant: Variant) -> dict[State, Collection[State]]:
        """The states that the jobs of a variant reach from some places, each with those that follow it."""
        found: dict[State, Collection[State]] = {}
        waiting = [self.begin(node) for node in starts]
        while waiting:
            state = waiting.pop()
            if state not in found:
                found[state] = self.onward(state, variant)[0].keys()
                waiting += found[state]
        return found

    def endless_room(self, node: Node) -> bool:
        """Whether any number of jobs can wait at a place."""
        capacity = self.elements[node].__dict__.get("capacity")
        return capacity is not None and math.isinf(capacity.value)

    def _target(self, route: Route, shop: str) -> Node | None:
        target = self.names.target(route.to, shop)
        return None if target is None or target.kind == "scrap" else (target.shop, target.line, target.place)
