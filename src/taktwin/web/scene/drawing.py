"""The plane on which a plant is drawn: the boxes and ways of its picture, and maps of its guide paths below them.

Boxes are those of the report's picture (equal stations folded); what is folded gets cells inside its box, so that
zooming in opens it without anything moving. Lengths are in px of a plane with x to the right and y downwards.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass, field

from taktwin.model.nouns.fleets.guidepath import GuidePath
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.spelt.views import plants_of
from taktwin.report.picture.diagram import Box, Diagram
from taktwin.report.picture.draw import words_of
from taktwin.report.picture.grid import Placed, grid
from taktwin.report.picture.maps import places
from taktwin.report.picture.measure import Measured, Rectangle
from taktwin.report.picture.plan import plan
from taktwin.report.picture.route import Way, route
from taktwin.report.texts import LANGUAGES

Point = tuple[float, float]

#: Boxes above which lines are folded more.
MOST_BOXES = 130
#: Room in a box for its cells, between its title and its foot.
HEIGHT, HEAD, FOOT, INSET = 92.0, 22.0, 16.0, 5.0
#: Columns that are tried, and the room (px) of a screen: taken is what is largest when all of it is on the screen.
_COLUMNS, _ROOM = (6, 8, 10, 12, 14, 16, 18, 20, 22, 24), (1370.0, 700.0)
_MAP_HEIGHT, _MAP_WIDTH, _MAP_PAD, _MAP_LEAST, _BETWEEN = 300.0, 460.0, 42.0, 160.0, 16.0
_MOST_STOPS = 40


@dataclass(frozen=True)
class PathMap:
    """A guide path of a plant: where it is drawn, its points, and the shortest ways between its stops.

    ``lengths`` are those of the ways, m.
    """

    plant: str
    name: str
    frame: Rectangle
    points: dict[str, Point]
    edges: list[tuple[str, str]]
    stops: dict[str, str]
    chargers: list[str]
    parking: list[str]
    routes: dict[tuple[str, str], list[Point]]
    lengths: dict[tuple[str, str], float]


@dataclass
class Drawing:
    """All that stands still: the diagram, its rectangles by the keys of boxes, ways of links, maps by plant and name.

    ``placed`` are the frames with their rectangles, ``ways`` the polylines of the links in ``ordered``.

    ``titles`` holds for frames, boxes and plants the title in each language, in the order of `LANGUAGES`.
    """

    diagram: Diagram
    width: float
    height: float
    boxes: dict[str, Rectangle]
    placed: list[tuple[Placed, Rectangle]]
    plants: dict[str, Rectangle]
    ordered: list[Way]
    ways: list[list[Point]]
    titles: dict[str, tuple[str, ...]]
    facts: dict[str, tuple[str, ...]]
    maps: dict[tuple[str, str], PathMap] = field(default_factory=dict)


def draw(model: PlantModel) -> Drawing:
    """The plane of a checked model as it is written; the same model gives the same plane."""
    told = [plan(model, words_of(model, language), MOST_BOXES) for language in LANGUAGES]
    diagram = told[0]
    measured = max((_measured(diagram, columns) for columns in _COLUMNS), key=lambda one: _scale(one.width, one.height))
    drawing = Drawing(
        diagram,
        measured.width,
        measured.height,
        {box.key: measured.box(box.key) for box in diagram.boxes()},
        measured.frames,
        dict(measured.plants),
        measured.routes.ways,
        [measured.points(way) for way in measured.routes.ways],
        _titles(told),
        {box.key: tuple(one.facts for one in same) for box, same in _same(told)},
    )
    _add_maps(drawing, model)
    return drawing


def cells(box: Rectangle, count: int) -> list[Rectangle]:
    """So many equal cells in the inner part of a box, row by row, about as high as wide."""
    x, y = box.x + INSET, box.y + HEAD
    wide, high = box.width - 2 * INSET, box.height - HEAD - FOOT
    columns = max(1, min(count, math.ceil(math.sqrt(count * wide / high))))
    rows = max(1, math.ceil(count / columns))
    columns = math.ceil(count / rows) if count else 1
    w, h = wide / columns, high / rows
    return [Rectangle(x + i % columns * w, y + i // columns * h, w, h) for i in range(count)]


def _measured(diagram: Diagram, columns: int) -> Measured:
    placed = grid(diagram, columns)
    return Measured(placed, route(diagram.links, placed), bars=False, height=HEIGHT)


def _scale(width: float, height: float) -> float:
    """How large a plane is drawn when all of it is on the screen."""
    return min(_ROOM[0] / width, _ROOM[1] / height)


def _same(told: list[Diagram]) -> list[tuple[Box, tuple[Box, ...]]]:
    """The boxes of the first language, each with its counterparts."""
    every = [one.boxes() for one in told]
    return [(same[0], same) for same in zip(*every, strict=True)]


def _titles(told: list[Diagram]) -> dict[str, tuple[str, ...]]:
    found = {box.key: tuple(one.title for one in same) for box, same in _same(told)}
    for frames in zip(*(one.frames for one in told), strict=True):
        found[f"frame {frames[0].key}"] = tuple(one.title for one in frames)
    for plant in told[0].plants:
        found[f"plant {plant}"] = tuple(one.plants[plant] for one in told)
    found["whole"] = tuple(one.title for one in told)
    return found


def _add_maps(drawing: Drawing, model: PlantModel) -> None:
    """Maps of guide paths: in a column beside the boxes or in a row below them, as leaves them larger."""
    beside = _scale(drawing.width + _MAP_WIDTH, drawing.height) > _scale(drawing.width, drawing.height + _MAP_HEIGHT)
    x, y = (drawing.width + _BETWEEN, 6.0) if beside else (6.0, drawing.height + _BETWEEN)
    for plant, view in plants_of(model).items():
        for name, path in view.paths.items():
            frame, points = _laid(path, x, y)
            drawing.maps[plant, name] = _map(plant, name, path, frame, points)
            x, y = (x, frame.bottom + _BETWEEN) if beside else (frame.right + _BETWEEN, y)
    if drawing.maps:
        drawing.width = max(drawing.width, *(one.frame.right + 6.0 for one in drawing.maps.values()))
        drawing.height = max(drawing.height, *(one.frame.bottom + 6.0 for one in drawing.maps.values()))


def _laid(path: GuidePath, x: float, y: float) -> tuple[Rectangle, dict[str, Point]]:
    """The frame of a map with its corner at x, y, and its points."""
    spots = places(path)
    xs, ys = ([at[axis] for at in spots.values()] for axis in (0, 1))
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    room = (_MAP_WIDTH - 2 * _MAP_PAD, _MAP_HEIGHT - 2 * _MAP_PAD)
    scale = min(room[0] / across if across > 0 else math.inf, room[1] / down if down > 0 else math.inf)
    scale = scale if math.isfinite(scale) else 1.0
    wide, high = max(across * scale + 2 * _MAP_PAD, _MAP_LEAST), down * scale + 2 * _MAP_PAD
    left, top = x + (wide - across * scale) / 2, y + _MAP_PAD
    points = {name: (left + (at[0] - min(xs)) * scale, top + (at[1] - min(ys)) * scale) for name, at in spots.items()}
    return Rectangle(x, y, wide, high), points


def _map(plant: str, name: str, path: GuidePath, frame: Rectangle, points: dict[str, Point]) -> PathMap:
    stops: dict[str, str] = {}
    for kind, point, _ in path.stops():
        stops.setdefault(point, kind)
    used = list(stops)[:_MOST_STOPS]
    routes, lengths = {}, {}
    for start in used:
        for end, (far, way) in _shortest(path, start).items():
            if end in used:
                routes[start, end] = [points[one] for one in way]
                lengths[start, end] = far
    edges = [(edge.start, edge.end) for edge in path.edges()]
    return PathMap(plant, name, frame, points, edges, stops, list(path.chargers), list(path.parking), routes, lengths)


def _shortest(path: GuidePath, start: str) -> dict[str, tuple[float, list[str]]]:
    """Shortest ways from a point (Dijkstra 1959): their lengths, m, and their points."""
    onward: dict[str, list[tuple[str, float]]] = {}
    for edge in path.edges():
        onward.setdefault(edge.start, []).append((edge.end, edge.length))
        if edge.two_way:
            onward.setdefault(edge.end, []).append((edge.start, edge.length))
    found: dict[str, tuple[float, list[str]]] = {}
    heap: list[tuple[float, list[str]]] = [(0.0, [start])]
    while heap:
        far, way = heapq.heappop(heap)
        if way[-1] in found:
            continue
        found[way[-1]] = far, way
        for other, length in onward.get(way[-1], ()):
            if other not in found:
                heapq.heappush(heap, (far + length, [*way, other]))
    return found
