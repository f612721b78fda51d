"""Where the boxes stand: cells of one grid for the whole picture, frames in shelves beside and below each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from taktwin.report.picture.diagram import Box, Chain, Diagram, Frame, Link
from taktwin.report.picture.layers import Start, starts

MOST_COLUMNS = 6
"""Columns of the page; a longer line goes on in the row below."""

_ROLES = {"subline": 0, "line": 1, "cell": 1, "rework": 2, "stock": 3, "load": 3}
_NEW_ROW = 3
"""Columns by which something is rather moved than given a row more."""


@dataclass
class Placed:
    """A frame in the grid: columns ``left`` to ``right`` and rows ``top`` to ``bottom``, all included."""

    frame: Frame
    left: int
    right: int
    top: int = 0
    bottom: int = 0


@dataclass
class Shelf:
    """Frames beside each other; ``rows`` are numbered through the page."""

    plant: str
    frames: list[Placed] = field(default_factory=list)
    first: int = 0
    rows: int = 0

    @property
    def used(self) -> int:
        """Columns that are taken."""
        return self.frames[-1].right + 1 if self.frames else 0


@dataclass
class Grid:
    """Cells of all boxes, (column, row) by their keys; shelves from top to bottom; columns of the page."""

    cells: dict[str, tuple[int, int]]
    shelves: list[Shelf]
    columns: int


def grid(diagram: Diagram, most: int = MOST_COLUMNS) -> Grid:
    """Place all boxes of a diagram in at most so many columns."""
    shelves: list[Shelf] = []
    inside: dict[str, dict[str, tuple[int, int]]] = {}
    by_frame = _by_frame(diagram)
    for frame in diagram.frames:
        cells = _by_position(frame, most) or _by_layer(frame, by_frame.get(frame.key, []), most)
        inside[frame.key] = cells
        width = 1 + max(column for column, _ in cells.values())
        height = 1 + max(row for _, row in cells.values())
        shelf = shelves[-1] if shelves else None
        if shelf is None or shelf.plant != frame.plant or shelf.used + width > most:
            shelf = Shelf(frame.plant)
            shelves.append(shelf)
        left = shelf.used
        shelf.frames.append(Placed(frame, left, left + width - 1, bottom=height - 1))
        shelf.rows = max(shelf.rows, height)
    placed: dict[str, tuple[int, int]] = {}
    row = 0
    for shelf in shelves:
        shelf.first = row
        for one in shelf.frames:
            one.top, one.bottom = row, row + one.bottom
            placed.update({key: (one.left + c, row + r) for key, (c, r) in inside[one.frame.key].items()})
        row += shelf.rows
    return Grid(placed, shelves, max((shelf.used for shelf in shelves), default=1))


def _by_frame(diagram: Diagram) -> dict[str, list[Link]]:
    """Links within each frame, by its key."""
    home = {box.key: frame.key for frame in diagram.frames for box in frame.boxes()}
    found: dict[str, list[Link]] = {}
    for link in diagram.links:
        if home[link.start] == home[link.end]:
            found.setdefault(home[link.start], []).append(link)
    return found


def _by_position(frame: Frame, most: int) -> dict[str, tuple[int, int]]:
    """Cells after the positions in the model; empty unless all boxes of lines have one, each in a cell of its own."""
    boxes = [box for box in frame.boxes() if box.members and box.members[0].group == "element"]
    others = [box for box in frame.boxes() if box not in boxes]
    if not boxes or any(box.position is None for box in boxes):
        return {}
    at = {box.key: box.position for box in boxes if box.position is not None}
    xs, ys = ([place[axis] for place in at.values()] for axis in (0, 1))
    for columns in range(1, most + 1):
        for rows in range(1, 2 * len(boxes) + 1):
            cells = {k: (_cell(x, xs, columns), _cell(-y, [-v for v in ys], rows)) for k, (x, y) in at.items()}
            if len(set(cells.values())) == len(cells):
                below = 1 + max(row for _, row in cells.values())
                beside = {box.key: (i % most, below + i // most) for i, box in enumerate(others)}
                return {**cells, **beside}
    return {}


def _cell(value: float, values: list[float], count: int) -> int:
    low, high = min(values), max(values)
    return 0 if high <= low else min(count - 1, math.floor((value - low) / (high - low) * count))


def _by_layer(frame: Frame, links: Sequence[Link], most: int) -> dict[str, tuple[int, int]]:
    """Cells by layers, wrapped into bands of rows; what no link of the frame reaches fills gaps of the last band."""
    met = {key for link in links for key in (link.start, link.end)}
    bound = [chain for chain in frame.chains if len(chain.boxes) > 1 or chain.boxes[0].key in met]
    loose = [chain for chain in frame.chains if chain not in bound]
    first = starts(bound, links)
    least = min((start.column for start in first), default=0)
    ends = (start.column + len(chain.boxes) for start, chain in zip(first, bound, strict=True))
    length = max(ends, default=least) - least
    bands = max(1, math.ceil(length / most))
    columns = max(math.ceil(length / bands), 1 if bound else min(len(loose), most))
    wanted = [
        piece for start, chain in zip(first, bound, strict=True) for piece in _pieces(start, chain, least, columns)
    ]
    wanted += [_Piece(bands - 1, 0, chain.boxes, chain.role, movable=True) for chain in loose]
    cells: dict[str, tuple[int, int]] = {}
    row = 0
    for band in range(bands):
        row += _band(cells, [piece for piece in wanted if piece.band == band], columns, row)
    return cells


@dataclass(frozen=True)
class _Piece:
    """What of a chain lies in one band, from a column of it on."""

    band: int
    column: int
    boxes: Sequence[Box]
    role: str
    movable: bool


def _pieces(start: Start, chain: Chain, least: int, columns: int) -> list[_Piece]:
    """A chain cut into bands; one that may be moved stays whole, in the band of what it stands near."""
    column, size = start.column - least, len(chain.boxes)
    if start.anchor is not None and size <= columns:
        band = (start.anchor - least) // columns
        inside = min(max(column - band * columns, 0), columns - size)
        return [_Piece(band, inside, chain.boxes, chain.role, movable=True)]
    found = []
    for band in range(column // columns, (column + size - 1) // columns + 1):
        boxes = chain.boxes[max(0, band * columns - column) : (band + 1) * columns - column]
        found.append(_Piece(band, max(0, column - band * columns), boxes, chain.role, movable=False))
    return found


def _band(cells: dict[str, tuple[int, int]], pieces: Sequence[_Piece], columns: int, row: int) -> int:
    """Place the pieces of one band; returns its rows. Pieces share a row where they do not overlap.

    What may be moved goes where it is moved least; see `_NEW_ROW`.
    """
    tracks: list[tuple[int, set[int]]] = []  # role, taken columns
    for piece in sorted(pieces, key=lambda piece: (_ROLES[piece.role], piece.movable)):
        role, size = _ROLES[piece.role], len(piece.boxes)
        spots = range(columns - size + 1) if piece.movable else [piece.column]
        best = (_NEW_ROW, len(tracks), piece.column)
        for track, (other, taken) in enumerate(tracks):
            if other != role and role < _ROLES["stock"]:
                continue
            for at in spots:
                if not taken & set(range(at, at + size)):
                    best = min(best, (abs(at - piece.column), track, at))
        _, track, at = best
        if track == len(tracks):
            tracks.append((role, set()))
        tracks[track][1].update(range(at, at + size))
        cells.update({box.key: (at + i, row + track) for i, box in enumerate(piece.boxes)})
    return len(tracks)
