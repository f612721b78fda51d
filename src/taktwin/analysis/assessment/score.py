"""Scores: points between a base and a leading level, and nothing where something is not given."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from taktwin.analysis.assessment.tables import IndicatorNoun, TableNoun

Status = Literal["scored", "no value", "table to be filled in"]


@dataclass(frozen=True)
class Given:
    """A value as it was given: a figure in the unit of its indicator, or whether it is so."""

    value: float | bool
    text: str
    source: str
    place: str
    """File and line of the figure."""


@dataclass(frozen=True)
class Score:
    """A line of an assessment; points are None where they are not known."""

    key: str
    indicator: IndicatorNoun
    given: Given | None
    status: Status
    points: float | None
    missing: tuple[str, ...]
    """Of the table, what is not filled in: `weight`, `base`, `lead`."""

    @property
    def weight(self) -> float | None:
        """Points that it could have."""
        return self.indicator.weight

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        one, given = self.indicator, self.given
        return {
            "indicator": self.key,
            "title": one.title,
            "head": one.head,
            "kind": one.kind,
            "unit": one.unit,
            "value": None if given is None else given.value,
            "value_source": None if given is None else given.source,
            "place": None if given is None else given.place,
            "base": one.base,
            "lead": one.lead,
            "weight": one.weight,
            "table_source": one.source,
            "sure": one.sure,
            "status": self.status,
            "missing": list(self.missing),
            "points": self.points,
        }


def scored(key: str, one: IndicatorNoun, given: Given | None) -> Score:
    """The line of an indicator.

    linear: weight x clip((value - base) / (lead - base), 0, 1), whichever way is better; limit: all points from the
    leading level on, else none; yes_no: all points or none. A value, weight or level that is not given makes no score.

    Args:
        key: of the indicator.
        one: the indicator.
        given: the value, None where there is none.
    """
    needed = {"linear": ("weight", "base", "lead"), "limit": ("weight", "lead"), "yes_no": ("weight",)}[one.kind]
    missing = tuple(name for name in needed if getattr(one, name) is None)
    if given is None or missing:
        return Score(key, one, given, "no value" if given is None else "table to be filled in", None, missing)
    if one.kind == "yes_no":
        share = 1.0 if given.value else 0.0
    elif one.kind == "limit":
        share = float(given.value >= one.lead if one.better == "more" else given.value <= one.lead)
    else:
        share = min(1.0, max(0.0, (given.value - one.base) / (one.lead - one.base)))
    return Score(key, one, given, "scored", one.weight * share, ())


@dataclass(frozen=True)
class HeadScore:
    """Points of a head."""

    key: str
    title: str
    zh: str
    sure: str
    points: float
    """Of the lines that have a score."""
    weight: float | None
    """Points of the head; None where they are not known."""
    scored: int
    lines: int

    @property
    def complete(self) -> bool:
        """Whether every line has a score."""
        return self.scored == self.lines > 0

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "head": self.key,
            "title": self.title,
            "sure": self.sure,
            "points": self.points if self.scored else None,
            "weight": self.weight,
            "scored": self.scored,
            "lines": self.lines,
            "complete": self.complete,
        }


@dataclass(frozen=True)
class GreenFactory:
    """A scored table.

    Attributes:
        table: the table.
        basic: requirement -> what was given of it, None for nothing.
        lines: of all indicators.
        heads: with their points.
    """

    table: TableNoun
    basic: Mapping[str, Given | None]
    lines: tuple[Score, ...]
    heads: tuple[HeadScore, ...]

    @property
    def vetoes(self) -> list[str]:
        """Basic requirements that are not met."""
        return [key for key, given in self.basic.items() if given is not None and not given.value]

    @property
    def open(self) -> int:
        """Lines and basic requirements without an answer."""
        return sum(one.points is None for one in self.lines) + sum(one is None for one in self.basic.values())

    @property
    def total(self) -> float | None:
        """Points of all; None while a line or a basic requirement is open, 0 points by a veto are still points."""
        if self.open or not self.lines:
            return None
        return 0.0 if self.vetoes else math.fsum(one.points or 0.0 for one in self.lines)

    @property
    def least(self) -> float:
        """Points that are sure."""
        return 0.0 if self.vetoes else math.fsum(one.points or 0.0 for one in self.lines)

    @property
    def most(self) -> float:
        """Points that are still possible: those of lines with a score, and all others of the table."""
        lost = math.fsum((one.weight or 0.0) - one.points for one in self.lines if one.points is not None)
        return 0.0 if self.vetoes else float(self.table.points) - lost

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "table": self.table.title,
            "edition": self.table.edition,
            "points": self.table.points,
            "total": self.total,
            "least": self.least,
            "most": self.most,
            "open": self.open,
            "vetoes": self.vetoes,
            "basic": {
                key: {
                    "title": self.table.basic[key].title,
                    "sure": self.table.basic[key].sure,
                    "met": None if one is None else bool(one.value),
                    "source": None if one is None else one.source,
                    "place": None if one is None else one.place,
                }
                for key, one in self.basic.items()
            },
            "heads": [one.as_dict() for one in self.heads],
            "lines": [one.as_dict() for one in self.lines],
        }


def green_factory(table: TableNoun, values: Mapping[str, Given], basic: Mapping[str, Given]) -> GreenFactory:
    """A table scored with what was given.

    Args:
        table: the table.
        values: indicator -> value, in its unit.
        basic: basic requirement -> whether it is met.
    """
    lines = tuple(scored(key, one, values.get(key)) for key, one in table.indicators.items())
    heads = tuple(_head(table, key, [line for line in lines if line.indicator.head == key]) for key in table.heads)
    return GreenFactory(table, {key: basic.get(key) for key in table.basic}, lines, heads)


def _head(table: TableNoun, key: str, lines: Sequence[Score]) -> HeadScore:
    head = table.heads[key]
    weights = [one.weight for one in lines]
    weight = head.weight
    if weight is None and weights and None not in weights:
        weight = math.fsum(one for one in weights if one is not None)
    points = [one.points for one in lines if one.points is not None]
    return HeadScore(key, head.title, head.zh, head.sure, math.fsum(points), weight, len(points), len(lines))
