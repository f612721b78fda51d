"""The scene: all that a page needs to draw a plant, before anything moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from taktwin.kernel.base.state import STATES
from taktwin.kernel.lowering.program import Program, lower
from taktwin.model.nouns.plant import PlantModel
from taktwin.report.picture.measure import Rectangle
from taktwin.report.picture.symbols import COLOURS, LINKS
from taktwin.report.shell.palette import STATE
from taktwin.report.texts import LANGUAGES, TEXTS
from taktwin.web.scene.drawing import Drawing, Point, draw
from taktwin.web.scene.places import Place, Places, identity

#: Signs of states, for whoever does not tell their colours apart. What works has none: most do.
SIGNS = {
    "working": "", "setup": "⚙", "starved": "○", "blocked": "‖", "down": "✕", "minor_stop": "!", "waiting_parts": "P",
    "waiting_operator": "O", "waiting_transport": "T", "waiting_carrier": "C", "waiting_crew": "R", "walking": "→",
    "brief_pause": "z", "long_pause": "Z", "waking": "^", "maintenance": "M", "off_shift": "–",
}  # fmt: skip
#: Kinds of links along which jobs, parts and vehicles are drawn, in the order in which they are looked for.
_WAYS = ("flow", "route", "join", "feed", "lane", "part", "call")
_MOST_VALUES = 12


@dataclass
class Scene:
    """A plant on its plane.

    ``ways`` are polylines by number: first those of the links, then those between the stops of guide paths.
    """

    model: PlantModel
    program: Program
    drawing: Drawing
    places: Places
    ways: list[list[Point]] = field(default_factory=list)
    on_paths: dict[tuple[str, str, str, str], int] = field(default_factory=dict)  # plant, path, from, to -> way

    @cached_property
    def links(self) -> dict[tuple[str, str], int]:
        """(box, box) -> the way of a link from the one to the other."""
        found: dict[tuple[str, str], int] = {}
        links = [way.link for way in self.drawing.ordered]
        for kind in _WAYS:
            for number, link in enumerate(links):
                if link.kind == kind:
                    found.setdefault((link.start, link.end), number)
        return found

    def way(self, start: Place | None, end: Place) -> int:
        """The way of a link from place to place; -1 where they are in one box, or none leads there."""
        return -1 if start is None or start.box == end.box else self.links.get((start.box, end.box), -1)

    @cached_property
    def resources(self) -> dict[tuple[str, str], int]:
        """(kind, name) of a machine -> its number."""
        where, names = self.program.flow.resource_where, self.program.resource_names
        return {(one.kind, names[number]): number for number, one in where.items()}

    @cached_property
    def options(self) -> dict[str, list[str]]:
        """Options by which jobs can be coloured: name -> values, `product` first."""
        found: dict[str, list[str]] = {}
        for plant in self.program.options.plants.values():
            for name, values in zip(plant.names, plant.values, strict=True):
                known = found.setdefault(name, [])
                known += [value for value in values if value and value not in known]
        told = {name: values for name, values in found.items() if 1 < len(values) <= _MOST_VALUES}
        return dict(sorted(told.items(), key=lambda one: one[0] != "product"))

    def as_dict(self) -> dict[str, Any]:
        """For JSON, see docs/replay.md."""
        drawing = self.drawing
        keys = {box.key: number for number, box in enumerate(drawing.diagram.boxes())}
        frames = drawing.diagram.frames
        home = {box.key: number for number, frame in enumerate(frames) for box in frame.boxes()}
        number_of = {id(frame): number for number, frame in enumerate(frames)}
        where = {number_of[id(one.frame)]: at for one, at in drawing.placed}
        where_res = self.program.flow.resource_where
        return {
            "name": self.model.name,
            "title": drawing.titles["whole"],
            "start": self.model.start.isoformat() if self.model.start is not None else None,
            "width": round(drawing.width, 1),
            "height": round(drawing.height, 1),
            "plants": [
                {"name": name, "title": drawing.titles[f"plant {name}"], **_rectangle(at)}
                for name, at in drawing.plants.items()
            ],
            "frames": [
                {"key": frame.key, "plant": frame.plant, "title": drawing.titles[f"frame {frame.key}"],
                 **_rectangle(where[number])}
                for number, frame in enumerate(frames)
            ],
            "boxes": [
                {"key": box.key, "kind": box.kind, "frame": home[box.key], "title": drawing.titles[box.key],
                 "facts": drawing.facts[box.key], "copies": box.copies, **_rectangle(drawing.boxes[box.key])}
                for box in drawing.diagram.boxes()
            ],
            "places": [place.as_dict(keys[place.box]) for place in self.places.found],
            "resources": [
                {"id": number, "name": self.program.resource_names[number], "kind": one.kind, "server": one.server,
                 "element": one.element, **identity(one)}
                for number, one in where_res.items()
            ],
            "edges": [
                {"from": keys[way.link.start], "to": keys[way.link.end], "kind": way.link.kind, "way": number}
                for number, way in enumerate(drawing.ordered)
            ],
            "ways": [[round(value, 1) for point in way for value in point] for way in self.ways],
            "maps": [
                {"plant": one.plant, "name": one.name, **_rectangle(one.frame),
                 "points": [[name, round(x, 1), round(y, 1), one.stops.get(name, "")]
                            for name, (x, y) in one.points.items()],
                 "edges": one.edges}
                for one in drawing.maps.values()
            ],
            "options": self.options,
            "states": [
                {"name": state, "title": TEXTS[state], "colour": STATE[state], "sign": SIGNS[state]} for state in STATES
            ],
            "kinds": {kind: [TEXTS[f"pic_is_{kind}"][k] for k in range(len(LANGUAGES))]
                      for kind in COLOURS if f"pic_is_{kind}" in TEXTS},
            "links": {kind: {"colour": colour, "width": wide, "dashed": bool(dash)}
                      for kind, (colour, wide, dash) in LINKS.items()},
            "levels": ["cluster", "plant", "shop", "line", "station"],
        }  # fmt: skip


def make_scene(model: PlantModel, program: Program | None = None) -> Scene:
    """The scene of a checked model, as it is written.

    Args:
        model: one plant or several.
        program: the lowered model, where it is at hand.
    """
    program = lower(model) if program is None else program
    drawing = draw(model)
    made = Scene(model, program, drawing, Places(program, drawing), [list(way) for way in drawing.ways])
    for (plant, name), one in drawing.maps.items():
        for (start, end), points in one.routes.items():
            made.on_paths[plant, name, start, end] = len(made.ways)
            made.ways.append(points)
        for start, end in [*((one, one) for one in one.points), *one.edges, *((b, a) for a, b in one.edges)]:
            if (plant, name, start, end) not in made.on_paths:  # vehicles tell of any point that they pass
                made.on_paths[plant, name, start, end] = len(made.ways)
                made.ways.append([one.points[point] for point in dict.fromkeys((start, end))])
    return made


def scene(model: PlantModel) -> dict[str, Any]:
    """What stands where in a plant, as plain data for JSON: see docs/replay.md.

    Example:
        ``len(scene(taktwin.load("line20").model)["places"])``
    """
    return make_scene(model).as_dict()


def _rectangle(at: Rectangle) -> dict[str, float]:
    return {"x": round(at.x, 1), "y": round(at.y, 1), "w": round(at.width, 1), "h": round(at.height, 1)}
