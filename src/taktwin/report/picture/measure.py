"""From the grid to pixels: how wide gutters and high channels are, where boxes, frames and ways lie."""

from __future__ import annotations

from dataclasses import dataclass

from taktwin.report.picture.grid import Grid, Placed
from taktwin.report.picture.route import Port, Routes, Way

BOX_WIDTH, BOX_HEIGHT, BAR_HEIGHT = 138.0, 50.0, 12.0
"""Of a box, and what a bar adds to its height."""
LANE = 7.0
"""Between two lanes, in px."""
_GUTTER, _CHANNEL = 30.0, 18.0
"""Least width of a gutter and height of a channel."""
_TITLE, _BETWEEN, _MARGIN = 24.0, 16.0, 6.0
PAD = 13.0
"""From the boxes of a frame to its border."""
PLANT_PAD, PLANT_TITLE = 10.0, 26.0


@dataclass(frozen=True)
class Rectangle:
    """A rectangle in px."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


class Measured:
    """Places of everything in px; ``width`` and ``height`` of all together."""

    def __init__(self, grid: Grid, routes: Routes, bars: bool, height: float = BOX_HEIGHT) -> None:
        self.grid, self.routes = grid, routes
        self.box_height = height + (BAR_HEIGHT if bars else 0.0)
        self._columns()
        self._rows()

    def _space(self, least: float, space: tuple[str, int]) -> float:
        return max(least, least * 0.6 + LANE * self.routes.widths.get(space, 0))

    def _columns(self) -> None:
        """Where each column begins (x), and the middle of each gutter."""
        self.xs: list[float] = []
        self.gutters: list[float] = []
        x = _MARGIN + PLANT_PAD
        bounds = {one.left for shelf in self.grid.shelves for one in shelf.frames if one.left > 0}
        for column in range(self.grid.columns + 1):
            wide = self._space(_GUTTER, ("gutter", column)) + (2 * PAD if column in bounds else 0.0)
            wide = wide if 0 < column < self.grid.columns else max(wide, 2 * PAD)
            self.gutters.append(x + wide / 2)
            x += wide
            if column < self.grid.columns:
                self.xs.append(x)
                x += BOX_WIDTH
        self.width = x + PLANT_PAD + _MARGIN

    def _rows(self) -> None:
        """Where each row begins (y), the middle of each channel, frames and plants."""
        self.ys: dict[int, float] = {}
        self.channels: dict[int, float] = {}
        self.frames: list[tuple[Placed, Rectangle]] = []
        self.plants: dict[str, Rectangle] = {}
        y, plant, began = _MARGIN, "", 0.0
        for shelf in self.grid.shelves:
            if shelf.plant != plant:
                y = self._end_plant(plant, began, y)
                plant, began = shelf.plant, y
                y += PLANT_TITLE if plant else 0.0
            top = y
            y += _TITLE
            for row in range(shelf.first, shelf.first + shelf.rows):
                high = self._space(_CHANNEL, ("channel", 2 * row))
                self.channels[2 * row] = y + high / 2
                self.ys[row] = y + high
                y += high + self.box_height
            last = 2 * (shelf.first + shelf.rows - 1) + 1
            high = self._space(_CHANNEL, ("channel", last))
            self.channels[last] = y + high / 2
            y += high
            for one in shelf.frames:
                bottom = (
                    y if one.bottom == shelf.first + shelf.rows - 1 else self.ys[one.bottom] + self.box_height + PAD
                )
                left, right = self._sides(one, last=one is shelf.frames[-1])
                self.frames.append((one, Rectangle(left, top, right - left, bottom - top)))
            y += _BETWEEN
        self.height = self._end_plant(plant, began, y)

    def _sides(self, one: Placed, last: bool) -> tuple[float, float]:
        """Left and right border of a frame: around the gutters where no other frame is beside it."""
        left = self.xs[one.left] - PAD if one.left > 0 else _MARGIN + PLANT_PAD
        right = self.xs[one.right] + BOX_WIDTH
        if not last:
            return left, right + PAD
        return left, right + 2 * (self.gutters[one.right + 1] - right) if one.right + 1 < len(self.gutters) else right

    def _end_plant(self, plant: str, began: float, y: float) -> float:
        if not plant:
            return y
        self.plants[plant] = Rectangle(_MARGIN, began, self.width - 2 * _MARGIN, y - began)
        return y + _BETWEEN

    def box(self, key: str) -> Rectangle:
        """Where a box lies."""
        column, row = self.grid.cells[key]
        return Rectangle(self.xs[column], self.ys[row], BOX_WIDTH, self.box_height)

    def points(self, way: Way) -> list[tuple[float, float]]:
        """Corners of the way of a link, from box to box."""
        here = self._port(way.start)
        points = [here]
        for space in way.turns:
            at = self._lane(space, way.link.net)
            here = (here[0], at) if space[0] == "channel" else (at, here[1])
            points.append(here)
        end = self._port(way.end)
        points.append((end[0], here[1]) if way.end.side in ("top", "bottom") else (here[0], end[1]))
        points.append(end)
        return _straightened(points)

    def _port(self, port: Port) -> tuple[float, float]:
        box = self.box(port.box)
        if port.side in ("left", "right"):
            return (box.x if port.side == "left" else box.right, box.y + box.height / 2)
        x = box.x + box.width * (0.1 + 0.8 * (port.number + 1) / (port.of + 1))
        return (x, box.y if port.side == "top" else box.bottom)

    def _lane(self, space: tuple[str, int], net: str) -> float:
        middle = (self.channels if space[0] == "channel" else self.gutters)[space[1]]
        lane, of = self.routes.lanes[space, net], self.routes.widths[space]
        return middle + (lane - (of - 1) / 2) * LANE


def _straightened(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Without points that are doubled or lie on a straight piece."""
    found: list[tuple[float, float]] = []
    for point in points:
        if found and abs(point[0] - found[-1][0]) + abs(point[1] - found[-1][1]) < 1e-6:
            continue
        if len(found) > 1 and _in_line(found[-2], found[-1], point):
            found[-1] = point
        else:
            found.append(point)
    return found


def _in_line(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> bool:
    return (a[0] == b[0] == c[0]) or (a[1] == b[1] == c[1])
