"""Laid out diagrams for the tests, and what holds of every one of them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from itertools import combinations, pairwise

from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station
from taktwin.model.spelt.views import plants_of
from taktwin.model.text.names import stations_of
from taktwin.report.picture.diagram import Diagram, Member
from taktwin.report.picture.draw import picture, words_of
from taktwin.report.picture.grid import grid
from taktwin.report.picture.measure import Measured, Rectangle
from taktwin.report.picture.plan import MOST, plan
from taktwin.report.picture.route import Way, route


@dataclass
class Laid:
    """A diagram with all its places."""

    diagram: Diagram
    measured: Measured
    ways: list[Way]


def laid(model: PlantModel, most: int = MOST, language: str = "en") -> Laid:
    """The diagram of a model, laid out."""
    diagram = plan(model, words_of(model, language), most)
    placed = grid(diagram)
    routes = route(diagram.links, placed)
    return Laid(diagram, Measured(placed, routes, bars=True), routes.ways)


def everything(model: PlantModel) -> list[Member]:
    """All that a picture has to show of a model, each once."""
    found: list[Member] = []
    suppliers: dict[str, None] = dict.fromkeys(model.suppliers)
    for plant, view in plants_of(model).items():
        for shop, _, _, element in view.all_elements():
            names = stations_of(element) if isinstance(element, Station) else [element.name]
            found += [Member(plant, "element", shop, name) for name in names]
        found += [Member(plant, "cell", shop, name) for shop, name, _ in view.all_cells()]
        found += [Member(plant, "load", shop, name) for shop, noun in view.shops.items() for name in noun.loads]
        for group, names in (("stock", view.stocks), ("fleet", view.fleets), ("orders", view.orders)):
            found += [Member(plant, group, "", name) for name in names]
        suppliers |= dict.fromkeys(view.suppliers)
    return found + [Member("", "supplier", "", name) for name in suppliers]


def shown(diagram: Diagram) -> list[Member]:
    """What the boxes of a diagram hold; the shop in which a stock point is drawn is left out."""
    members = [member for box in diagram.boxes() for member in box.members]
    return [one._replace(shop="") if one.group == "stock" else one for one in members]


def check(model: PlantModel, most: int = MOST) -> Laid:
    """All that holds of every picture: who is in it, what overlaps, where ways run, and that it is XML."""
    found = laid(model, most)
    assert sorted(shown(found.diagram)) == sorted(everything(model))
    boxes = {box.key: found.measured.box(box.key) for box in found.diagram.boxes()}
    assert len(boxes) == len(found.diagram.boxes()), "two boxes have one key"
    for one, other in combinations(boxes.values(), 2):
        assert not overlap(one, other)
    frames = [rectangle for _, rectangle in found.measured.frames]
    for one, other in combinations(frames, 2):
        assert not overlap(one, other)
    for placed, rectangle in found.measured.frames:
        for box in placed.frame.boxes():
            assert inside(boxes[box.key], rectangle)
    for way in found.ways:
        points = found.measured.points(way)
        assert on_edge(points[0], boxes[way.link.start])
        assert on_edge(points[-1], boxes[way.link.end])
        for begin, end in pairwise(points):
            assert begin[0] == end[0] or begin[1] == end[1]
            assert not any(crosses(begin, end, box) for box in boxes.values()), way.link
    whole = Rectangle(0, 0, found.measured.width, found.measured.height)
    assert all(inside(frame, whole) for frame in frames)
    for language in ("en", "zh"):
        text = picture(model, language, most)
        assert text == picture(model, language, most)
        ET.fromstring(text)
    return found


def overlap(one: Rectangle, other: Rectangle) -> bool:
    """Whether two rectangles have more than an edge in common."""
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def inside(one: Rectangle, other: Rectangle) -> bool:
    """Whether one rectangle lies within the other."""
    return one.x >= other.x and one.y >= other.y and one.right <= other.right and one.bottom <= other.bottom


def on_edge(point: tuple[float, float], box: Rectangle) -> bool:
    """Whether a point lies on the edge of a box."""
    x, y = point
    level = abs(y - box.y) < 1e-6 or abs(y - box.bottom) < 1e-6
    upright = abs(x - box.x) < 1e-6 or abs(x - box.right) < 1e-6
    return (level and box.x <= x <= box.right) or (upright and box.y <= y <= box.bottom)


def crosses(begin: tuple[float, float], end: tuple[float, float], box: Rectangle) -> bool:
    """Whether a piece of a way runs through the inside of a box."""
    low = (min(begin[0], end[0]), min(begin[1], end[1]))
    high = (max(begin[0], end[0]), max(begin[1], end[1]))
    slack = 1e-6
    return (
        low[0] < box.right - slack
        and high[0] > box.x + slack
        and low[1] < box.bottom - slack
        and high[1] > box.y + slack
    )
