"""Guide paths: the points and ways on which the vehicles of a fleet run, where they stop, charge and park."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import Coordinate, Named, Noun, problem
from taktwin.model.values.quantity import Length, Machines, Speed

_ARROW = re.compile(r"\s*(<>|>)\s*")
_EXAMPLE = Phrase('write it as in "a > b > c" (one way) or "a <> b" (both ways)')


@dataclass(frozen=True, slots=True)
class Edge:
    """One piece of a way, between two points; ``length`` in m, ``speed`` in m/s (inf: no limit of its own)."""

    start: str
    end: str
    length: float
    speed: float
    two_way: bool


def _as_way(value: Any) -> Any:
    return {"way": value} if isinstance(value, str) else value


class Way(Noun):
    """A way through several points. A text stands for a way whose lengths follow from the positions of its points."""

    way: str = Field(description="Points in order: `a > b > c` one way, `a <> b` both ways (one vehicle at a time).")
    length: Length | None = Field(
        default=None, description="Length of each piece; default the distance between the positions of its points."
    )
    speed: Speed | None = Field(default=None, description="Speed limit on this way; default none.")

    @model_validator(mode="after")
    def _readable(self) -> Way:
        names = _ARROW.split(self.way.strip())[0::2]
        if len(names) < 2 or not all(names):
            raise problem(Phrase('cannot read the way "{way}"', way=self.way), _EXAMPLE)
        if self.length is not None and self.length.value <= 0:
            raise problem(Phrase("the length of a way cannot be 0"), Phrase("give a length above 0"))
        if self.speed is not None and self.speed.value <= 0:
            raise problem(Phrase("a speed limit cannot be 0"), Phrase("give a speed above 0"))
        return self

    def steps(self) -> list[tuple[str, str, bool]]:
        """Pieces of the way: (from, to, both ways)."""
        parts = _ARROW.split(self.way.strip())
        names, arrows = parts[0::2], parts[1::2]
        return [(names[i], names[i + 1], arrow == "<>") for i, arrow in enumerate(arrows)]


_WAY_SCHEMA = {"anyOf": [{"type": "string", "examples": ["a > b > c", "c <> d"]}, {"type": "object"}]}
WayEntry = Annotated[Way, BeforeValidator(_as_way), WithJsonSchema(_WAY_SCHEMA)]


class GuidePath(Noun):
    """A network of ways for guided vehicles.

    Stations, chargers and parking places lie beside the way, each at a point: a vehicle that stands there is in
    nobody's way.
    """

    ways: list[WayEntry] = Field(min_length=1, description="The ways, each a text such as `a > b > c > a`.")
    points: Named[list[Coordinate]] = Field(
        default_factory=dict,
        description="Point -> position [x, y] in m; only for lengths, so none where those are given.",
    )
    stations: Named[Machines] = Field(
        default_factory=dict, description="Point where vehicles load and unload -> vehicles that can stand there."
    )
    chargers: Named[Machines] = Field(default_factory=dict, description="Point -> charging places.")
    parking: Named[Machines] = Field(
        default_factory=dict, description="Point -> parking places; together at least one for each vehicle."
    )

    waiting: Named[Machines] = Field(
        default_factory=dict,
        description="Point -> places before a dock: there a loaded vehicle asks for its place, and waits for it.",
    )

    @model_validator(mode="after")
    def _lengths(self) -> GuidePath:
        for name, at in self.points.items():
            if len(at) != 2:
                raise problem(
                    Phrase('the position of "{name}" has {n} numbers', name=name, n=len(at)),
                    Phrase("write [x, y], in m"),
                )
        self.edges()
        return self

    def edges(self) -> list[Edge]:
        """The pieces of all ways, in the order of the file."""
        found: list[Edge] = []
        for way in self.ways:
            speed = way.speed.value if way.speed is not None else math.inf
            for start, end, both in way.steps():
                length = way.length.value if way.length is not None else self._distance(start, end)
                found.append(Edge(start, end, length, speed, both))
        return found

    def _distance(self, start: str, end: str) -> float:
        for name in (start, end):
            if name not in self.points:
                message = Phrase(
                    'the point "{name}" has no position, and the way "{start} > {end}" no length',
                    name=name,
                    start=start,
                    end=end,
                )
                raise problem(message, Phrase("add `{name}: [x, y]` to `points`, or `length` to the way", name=name))
        return math.dist(self.points[start], self.points[end])

    def names(self) -> list[str]:
        """All points, in the order in which the ways first name them."""
        ends = [name for way in self.ways for start, end, _ in way.steps() for name in (start, end)]
        return list(dict.fromkeys(ends))

    def stops(self) -> list[tuple[str, str, int]]:
        """(kind, point, places) of every stop: stations, chargers, parking, then waiting, in the order of the file."""
        return [
            (kind, point, int(places.value))
            for kind, entries in (
                ("station", self.stations),
                ("charger", self.chargers),
                ("parking", self.parking),
                ("waiting", self.waiting),
            )
            for point, places in entries.items()
        ]
