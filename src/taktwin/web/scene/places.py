"""What things stand in: places of jobs, stock points, fleets and suppliers, each by its identity and with its cell."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from taktwin.analysis.kinds import CELLS, PLAIN_STATIONS, SERVED, ZONES
from taktwin.kernel.lowering.identity import Identities, Where
from taktwin.kernel.lowering.program import Program
from taktwin.model.nouns.batches.batching import Batching
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.movingline import MovingLine
from taktwin.model.text.names import Names
from taktwin.model.values.spelt import inside
from taktwin.report.picture.measure import Rectangle
from taktwin.web.scene.drawing import Drawing, cells

#: Kinds of nodes in which jobs or lots are; zones stand for their lines.
KINDS = (
    "station", "buffer", "conveyor", "zone", "store", "crane", "transport", "batch_station", "split_station",
    "delivery", "lift", "cell", "moving_line", "indexed_line",
)  # fmt: skip
LINES = ("moving_line", "indexed_line")
#: How a thing moves in a place: it comes and stands there, or it is carried along while it is there.
STANDS, ALONG, CARRIED = 0, 1, 2
#: More slots than this are not told apart.
MOST_SLOTS = 400
#: Of a place without a limit.
OPEN_SLOTS = 60


@dataclass
class Place:
    """A place: who it is, its cell, its slots, how things move in it (`STANDS`, `ALONG` for ``transit`` s, `CARRIED`).

    ``resources`` are the numbers of its machines in the program, ``parent`` the place of its line (of a zone), ``node``
    the number of its node; ``capacity`` is infinite where there is no limit.
    """

    index: int
    name: str
    kind: str
    where: dict[str, Any]
    box: str
    cell: Rectangle
    slots: int = 1
    capacity: float = 1.0
    motion: int = STANDS
    transit: float = 0.0
    resources: list[int] = field(default_factory=list)
    parent: int = -1
    node: int = -1

    def as_dict(self, box: int) -> dict[str, Any]:
        """For JSON; numbers rounded to 0.01 px."""
        at = self.cell
        found = {
            "name": self.name, "kind": self.kind, **self.where, "box": box,
            "x": round(at.x, 2), "y": round(at.y, 2), "w": round(at.width, 2), "h": round(at.height, 2),
            "slots": self.slots, "capacity": self.capacity if math.isfinite(self.capacity) else None,
            "motion": self.motion, "resources": self.resources, "parent": self.parent,
        }  # fmt: skip
        return {key: value for key, value in found.items() if value is not None}


class Places:
    """All places of a plant: ``found`` in their order, by (kind, name) in ``at``."""

    def __init__(self, program: Program, drawing: Drawing) -> None:
        self.program, self.drawing = program, drawing
        self.found: list[Place] = []
        self.at: dict[tuple[str, str], int] = {}
        self._homes = self._members()
        self._waiting: dict[str, list[Place]] = {}
        names = Names(program.model)
        elements = {element.name: element for *_, element in program.model.all_elements()}
        for number, name in enumerate(program.node_names):
            where = program.flow.node_where.get(number)
            if where is not None and where.kind in KINDS:
                self._add_node(number, name, where, elements.get(names.zones.get(name, name)))
        self._add_resources()
        self._add_stocks()
        for group in ("fleet", "supplier"):
            self._add_group(group)
        self._lay_cells()

    def of_node(self, name: str) -> int | None:
        """The place of a node by its name; of a line with zones the line itself."""
        return next((self.at[kind, name] for kind in KINDS if (kind, name) in self.at), None)

    def _members(self) -> dict[tuple[str, str, str], str]:
        """(plant, group, name) -> key of the box; of an element the shop is in the name, for names differ by shop."""
        found = {}
        for box in self.drawing.diagram.boxes():
            for member in box.members:
                shop = member.shop if member.group in ("element", "cell") else ""
                found[member.plant, member.group, f"{shop}/{member.name}"] = box.key
        return found

    def _put(self, place: Place, box: str | None) -> Place | None:
        """Give a place its number; without a box it is not drawn."""
        if box is None:
            return None
        place.index, place.box = len(self.found), box
        self.found.append(place)
        self.at[place.kind, place.name] = place.index
        if place.kind not in LINES:
            self._waiting.setdefault(box, []).append(place)
        return place

    def _add_node(self, number: int, name: str, where: Where, element: Any) -> None:
        group = "cell" if where.kind in CELLS else "element"
        box = self._homes.get((where.plant, group, f"{where.model_shop or ''}/{where.model_element}"))
        place = Place(-1, name, where.kind, identity(where), "", Rectangle(0, 0, 0, 0), node=number)
        nodes = self.program.arrays["nodes"]
        capacity = getattr(element, "capacity", None)
        place.capacity = (
            capacity.value if capacity is not None and where.kind not in (*PLAIN_STATIONS, *ZONES, "crane") else 1.0
        )
        if where.kind in SERVED:
            place.capacity = max(1.0, float(nodes["res"][number])) * _together(element)
        place.slots = int(min(place.capacity, MOST_SLOTS)) if math.isfinite(place.capacity) else OPEN_SLOTS
        if isinstance(element, Conveyor):
            place.motion, place.transit = ALONG, float(element.transit.value)
        elif where.kind in ZONES and isinstance(element, MovingLine):
            place.motion, place.transit = CARRIED, float(element.takt.value)
        if self._put(place, box) and where.kind in ZONES and element is not None:
            place.parent = next((self.at[kind, element.name] for kind in LINES if (kind, element.name) in self.at), -1)

    def _add_resources(self) -> None:
        for number, where in self.program.flow.resource_where.items():
            index = self.at.get((where.kind, where.element))
            if index is not None:
                self.found[index].resources.append(number)

    def _add_stocks(self) -> None:
        identities = Identities(self.program.model)
        for name in self.program.stocks:
            noun, plant = self.program.model.stocks[name], identities.plant("stocks", name)
            plain = inside(plant, name)
            box = self._homes.get((plant, "stock", f"/{plain}"))
            who = {"plant": plant, "shop": noun.shop, "model_element": plain, "part": noun.part}
            self._put(Place(-1, name, "stock", who, "", Rectangle(0, 0, 0, 0), 1, noun.capacity.value), box)

    def _add_group(self, group: str) -> None:
        """Fleets and suppliers, for what begins or ends there."""
        model, identities = self.program.model, Identities(self.program.model)
        nouns: dict[str, Any] = {"fleet": model.fleets, "supplier": model.suppliers}[group]
        for name, noun in nouns.items():
            plant = identities.plant("fleets", name) if group == "fleet" else ""
            box = self._homes.get((plant, group, f"/{inside(plant, name)}"))
            slots = int(noun.count.value) if group == "fleet" else 1
            who = {"plant": plant or None, "model_element": inside(plant, name)}
            self._put(Place(-1, name, group, who, "", Rectangle(0, 0, 0, 0), min(slots, MOST_SLOTS), slots), box)

    def _lay_cells(self) -> None:
        """Cells of what stands in each box; copies of a line have rows of their own through their order."""
        for key, inner in self._waiting.items():
            inner.sort(key=lambda place: place.where.get("copy") or 0)
            for place, cell in zip(inner, cells(self.drawing.boxes[key], len(inner)), strict=True):
                place.cell = cell
        for place in self.found:
            zones = [one.cell for one in self.found if one.parent == place.index] if place.kind in LINES else []
            if zones:
                left, top = min(one.x for one in zones), min(one.y for one in zones)
                right, bottom = max(one.right for one in zones), max(one.bottom for one in zones)
                place.cell = Rectangle(left, top, right - left, bottom - top)


def _together(element: Any) -> float:
    """Jobs that a server of a station has at once: those of a batch."""
    return float(element.most.value) if isinstance(element, Batching) else 1.0


def identity(where: Where) -> dict[str, Any]:
    """The fields of an identity, as the columns of the tables."""
    return {
        "plant": where.plant, "shop": where.shop, "line": where.line, "copy": where.copy,
        "model_shop": where.model_shop, "model_line": where.model_line, "model_element": where.model_element,
    }  # fmt: skip
