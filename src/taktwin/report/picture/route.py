"""Ways of the links between the cells of the grid: through the channels between rows and the gutters between columns.

No way crosses a box. Links of one net share their lanes; links of other nets that would lie on each other get lanes
beside each other, so channels are as wide as they need to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from taktwin.report.picture.diagram import Link
from taktwin.report.picture.grid import Grid

_SIDES = ("route", "call", "join", "part", "lane", "feed")
"""Links that leave and enter a box above or below it; jobs go on from its right to the left of the next."""


@dataclass(frozen=True)
class Port:
    """Where a net touches a box: the side (`left`, `right`, `top`, `bottom`), and which of how many there."""

    box: str
    side: str
    number: int = 0
    of: int = 1


@dataclass
class Way:
    """One link on its way: ports at both ends, and the channels and gutters in between, in turn.

    ``turns`` are ("channel", row) for the space above that row, and ("gutter", column) for that left of the column.
    """

    link: Link
    start: Port
    end: Port
    turns: list[tuple[str, int]]


@dataclass
class Routes:
    """All ways; ``lanes`` (space, net) -> number of the lane; ``widths`` space -> lanes."""

    ways: list[Way]
    lanes: dict[tuple[tuple[str, int], str], int] = field(default_factory=dict)
    widths: dict[tuple[str, int], int] = field(default_factory=dict)


def route(links: Sequence[Link], grid: Grid) -> Routes:
    """Find the way of every link, its ports and its lanes."""
    ends = _last_rows(grid)
    ways = [_way(link, grid, ends) for link in links]
    _number_ports(ways, grid)
    routes = Routes(ways)
    _give_lanes(routes, grid)
    return routes


def _last_rows(grid: Grid) -> set[int]:
    """Rows below which a frame ends: the channel there belongs to the frame and not to the next."""
    return {shelf.first + shelf.rows - 1 for shelf in grid.shelves}


def above(row: int) -> tuple[str, int]:
    """The channel above a row."""
    return ("channel", 2 * row)


def below(row: int, ends: set[int]) -> tuple[str, int]:
    """The channel below a row: its own where a frame ends, else that above the next."""
    return ("channel", 2 * row + 1) if row in ends else above(row + 1)


def _way(link: Link, grid: Grid, ends: set[int]) -> Way:
    (c0, r0), (c1, r1) = grid.cells[link.start], grid.cells[link.end]
    if link.kind not in _SIDES or (link.kind == "part" and c1 == c0 + 1 and r0 == r1):
        return _forward(link, (c0, r0), (c1, r1), ends)
    out, into = ("bottom", "top") if r0 < r1 else ("top", "bottom") if r0 > r1 else ("bottom", "bottom")
    leaving = below(r0, ends) if out == "bottom" else above(r0)
    entering = above(r1) if into == "top" else below(r1, ends)
    turns = [leaving]
    if leaving != entering:
        turns += [("gutter", c1 if c0 < c1 else c1 + 1), entering]
    return Way(link, Port(link.start, out), Port(link.end, into), turns)


def _forward(link: Link, start: tuple[int, int], end: tuple[int, int], ends: set[int]) -> Way:
    (c0, r0), (c1, r1) = start, end
    out, into = Port(link.start, "right"), Port(link.end, "left")
    if c1 == c0 + 1:
        return Way(link, out, into, [] if r0 == r1 else [("gutter", c1)])
    channel = above(r1) if r0 < r1 else below(r1, ends)
    return Way(link, out, into, [("gutter", c0 + 1), channel, ("gutter", c1)])


def _number_ports(ways: list[Way], grid: Grid) -> None:
    """Give the nets at the top or bottom of a box places beside each other, in the order of where they lead."""
    wanted: dict[tuple[str, str], dict[str, float]] = {}
    for way in ways:
        for port, other in ((way.start, way.end), (way.end, way.start)):
            if port.side in ("top", "bottom"):
                nets = wanted.setdefault((port.box, port.side), {})
                column = float(grid.cells[other.box][0])
                nets[way.link.net] = min(nets.get(way.link.net, column), column)
    numbered = {
        side: {net: place for place, net in enumerate(sorted(nets, key=lambda net: (nets[net], net)))}
        for side, nets in wanted.items()
    }
    for way in ways:
        way.start, way.end = (_numbered(port, way.link.net, numbered) for port in (way.start, way.end))


def _numbered(port: Port, net: str, numbered: dict[tuple[str, str], dict[str, int]]) -> Port:
    nets = numbered.get((port.box, port.side))
    return port if nets is None else Port(port.box, port.side, nets[net], len(nets))


def _give_lanes(routes: Routes, grid: Grid) -> None:
    """Lanes of all spaces: nets in a space, by where they begin, each in the first lane that is free there."""
    spans: dict[tuple[str, int], dict[str, tuple[float, float]]] = {}
    for way in routes.ways:
        for number, space in enumerate(way.turns):
            low, high = _span(way, number, grid)
            nets = spans.setdefault(space, {})
            old = nets.get(way.link.net, (low, high))
            nets[way.link.net] = (min(low, old[0]), max(high, old[1]))
    for space, nets in spans.items():
        ends: list[float] = []
        for net, (low, high) in sorted(nets.items(), key=lambda item: (item[1], item[0])):
            lane = next((k for k, end in enumerate(ends) if end < low), len(ends))
            ends[lane:] = [high, *ends[lane + 1 :]]
            routes.lanes[space, net] = lane
        routes.widths[space] = len(ends)


def _span(way: Way, number: int, grid: Grid) -> tuple[float, float]:
    """From where to where a way runs in one of its spaces: along columns in a channel, along rows in a gutter."""
    axis = 0 if way.turns[number][0] == "channel" else 1
    before = _spot(way.start, grid, axis) if number == 0 else _line(way.turns[number - 1])
    after = _spot(way.end, grid, axis) if number == len(way.turns) - 1 else _line(way.turns[number + 1])
    return min(before, after), max(before, after)


def _line(space: tuple[str, int]) -> float:
    """Where a channel lies among the rows, or a gutter among the columns: rows and columns are 2 apart, at 1, 3, ..."""
    kind, number = space
    return 2.0 * number if kind == "gutter" else float(number)


def _spot(port: Port, grid: Grid, axis: int) -> float:
    """Where a port lies along columns (axis 0) or rows (1), in the measure of `_line`."""
    place = grid.cells[port.box][axis]
    if axis == 0 and port.side in ("top", "bottom"):
        return 2.0 * place + 0.4 + 1.2 * (port.number + 1) / (port.of + 1)
    if axis == 0:
        return 2.0 * place + (0.2 if port.side == "left" else 1.8)
    return 2.0 * place + 0.5
