"""Who gives jobs, parts and rides to whom in a plant: the ways along which a stop spreads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from taktwin.model.checks.flowgraph import flow_graph
from taktwin.model.nouns.fleets.transport import Transport
from taktwin.model.nouns.makecell import MakeCell
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.server import server_count
from taktwin.model.nouns.store import Store
from taktwin.model.spelt.expand import expand
from taktwin.model.text.names import Names
from taktwin.model.text.zones import works_of

#: The states in which a server does what it is there for.
AT_WORK = ("working", "walking")
#: Of a place with several servers of which none is at work: the first of these that one is in.
_FIRST = (
    "down",
    "waiting_crew",
    "minor_stop",
    "waiting_parts",
    "waiting_operator",
    "waiting_transport",
    "waiting_carrier",
    "setup",
    "maintenance",
    "waking",
    "blocked",
    "starved",
    "brief_pause",
    "long_pause",
    "off_shift",
)
#: It has no job: it waits for one, awake or asleep.
IDLE = ("starved", "brief_pause", "long_pause")


@dataclass
class Place:
    """An element of a line, or a make cell, by its name in the spelt-out plant.

    Attributes:
        name: of the element.
        line: its line as SHOP.LINE; empty for a make cell.
        resources: whose states are its own: servers, the crane of a store; none of a buffer.
        before: places from which jobs come to it.
        after: places to which they go.
        joined: last places of the sub-lines whose jobs are fitted here.
        parts: that are drawn here.
        skills: of operators that it needs.
        fleet: that fetches jobs from it; empty where none does.
    """

    name: str
    line: str = ""
    resources: tuple[str, ...] = ()
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    fleet: str = ""


class PlantFlow:
    """The places of a plant and what leads from one to the other.

    Attributes:
        places: by name.
        place_of: resource -> place.
        vehicles: fleet -> its vehicles, as resources.
        makers: part -> make cells that make it, as places.
        ends: line (SHOP.LINE) -> the last machine of it, of the main lines: those that orders begin in, and those to
            which these lead. Sub-lines, repair and rework are none.
    """

    def __init__(self, model: PlantModel) -> None:
        """The flow of a model that has passed its checks; of several plants each has its own."""
        spelt = expand(model)
        names = Names(spelt)
        graph = flow_graph(spelt, names)
        called = {node: element.name for node, element in graph.elements.items()}
        self.places: dict[str, Place] = {}
        for (shop, line, _), element in graph.elements.items():
            self.places[element.name] = _place(element, f"{shop}.{line}")
        for node, onward in graph.next.items():
            for other in dict.fromkeys(onward):
                self._lead(called[node], called[other])
        ends = {(shop, name): len(line.flow) - 1 for shop, name, line in spelt.all_lines() if line.flow}
        for (shop, _, _), element in graph.elements.items():
            for work in works_of(element):
                for join in work.joins:
                    line = names.line(join.line, shop)
                    if line is not None and line in ends:
                        last = called[*line, ends[line]]
                        self.places[element.name].joined.append(last)
                        self.places[last].after.append(element.name)
        for shop, name, line in spelt.all_lines():
            caller = names.elements.get(line.call.at) if line.call is not None else None
            if caller is not None and line.flow:
                self.places[called[shop, name, 0]].before.append(called[caller])
        self.makers: dict[str, list[str]] = {}
        for shop in spelt.shops.values():
            for name, cell in shop.cells.items():
                self._cell(name, cell)
        self.place_of = {one: place.name for place in self.places.values() for one in place.resources}
        self.vehicles = {name: _servers(name, int(fleet.count.value)) for name, fleet in spelt.fleets.items()}
        self.ends = {
            f"{shop}.{line}": machine
            for shop, line in _main_lines(spelt, names)
            if (machine := self._machine(shop, line, ends.get((shop, line), -1), called))
        }

    def _lead(self, one: str, other: str) -> None:
        self.places[one].after.append(other)
        self.places[other].before.append(one)

    def _machine(self, shop: str, line: str, last: int, called: Mapping[tuple[str, str, int], str]) -> str:
        """The last element of a line that has states of its own; empty where none has."""
        names = (called[shop, line, place] for place in range(last, -1, -1))
        return next((name for name in names if self.places[name].resources), "")

    def _cell(self, name: str, cell: MakeCell) -> None:
        place = Place(name, resources=(name,))
        for make in cell.makes.values():
            place.parts += [use.part for use in make.uses]
            self.makers.setdefault(make.part, []).append(name)
        self.places[name] = place

    def state(self, place: str, states: Mapping[str, str]) -> str | None:
        """The state of a place by those of its resources: that of any at work, else of the one with most to tell.

        None where nothing of it is known, as of a buffer.
        """
        own = [states[one] for one in self.places[place].resources if one in states]
        for state in own:
            if state in AT_WORK:
                return state
        return min(own, key=_FIRST.index, default=None)


def _main_lines(spelt: PlantModel, names: Names) -> list[tuple[str, str]]:
    """The lines of orders whose jobs are not called, and where they lead, from the first to the last."""
    lines = {(shop, name): line for shop, name, line in spelt.all_lines()}
    found: list[tuple[str, str]] = []
    for start, line in lines.items():
        at: tuple[str, str] | None = start if line.orders is not None and line.call is None else None
        while at is not None and at in lines and at not in found:
            found.append(at)
            to = lines[at].to
            target = names.target(to, at[0]) if to is not None else None
            at = (target.shop, target.line) if target is not None else None
    joined = {
        one for (shop, _), line in lines.items() for element in line.flow for work in works_of(element)
        for join in work.joins if (one := names.line(join.line, shop)) is not None
    }  # fmt: skip
    return [one for one in found if one not in joined]


def _servers(name: str, count: int) -> tuple[str, ...]:
    """The resources of an element, as a run names them."""
    return (name,) if count == 1 else tuple(f"{name}.{number}" for number in range(1, count + 1))


def _place(element: Any, line: str) -> Place:
    place = Place(element.name, line)
    if isinstance(element, Store):
        place.resources = _servers(f"{element.name} crane", int(element.cranes.value))
    elif isinstance(element, Transport):
        place.fleet = element.fleet
    elif hasattr(element, "servers"):
        place.resources = _servers(element.name, server_count(element.servers))
    elif getattr(element, "failures", None) is not None:
        place.resources = (element.name,)
    for work in works_of(element):
        place.parts += [use.part for use in work.uses]
        place.skills += [one.need for one in getattr(work, "operators", [])]
    return place
