"""The six paths to a zero-carbon factory: what was shown on each, what was denied, and what is not given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taktwin.analysis.assessment.score import Given
from taktwin.analysis.assessment.tables import ItemNoun, PathNoun, ZeroNoun


@dataclass(frozen=True)
class Asked:
    """An item and what was given of it."""

    key: str
    item: ItemNoun
    given: Given | None

    @property
    def answer(self) -> str:
        """`shown`, `not met` or `not given`."""
        if self.given is None:
            return "not given"
        return "not met" if self.given.value is False else "shown"

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        given = self.given
        return {
            "item": self.key,
            "title": self.item.title,
            "unit": self.item.unit,
            "answer": self.answer,
            "value": None if given is None else given.value,
            "source": None if given is None else given.source,
            "place": None if given is None else given.place,
        }


@dataclass(frozen=True)
class WalkedPath:
    """A path and its items."""

    key: str
    path: PathNoun
    items: tuple[Asked, ...]

    @property
    def shown(self) -> int:
        """How many items were shown."""
        return sum(one.answer == "shown" for one in self.items)


@dataclass(frozen=True)
class ZeroCarbon:
    """All paths, and what is left of the carbon where the figures for it are given (t CO2).

    `left_t` is scope 1 plus scope 2 by contract; `offset_share` what cancelled credits cover of it. Offsets are told,
    and never subtracted.
    """

    table: ZeroNoun
    paths: tuple[WalkedPath, ...]
    left_t: float | None
    offset_share: float | None

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "title": self.table.title,
            "source": self.table.source,
            "paths": [
                {
                    "path": one.key,
                    "title": one.path.title,
                    "shown": one.shown,
                    "asked": len(one.items),
                    "items": [item.as_dict() for item in one.items],
                }
                for one in self.paths
            ],
            "left_t_co2": self.left_t,
            "offset_share": self.offset_share,
        }


def zero_carbon(table: ZeroNoun, given: Mapping[tuple[str, str], Given]) -> ZeroCarbon:
    """The paths with what was given.

    Args:
        table: the paths.
        given: (path, item) -> what was given.
    """
    paths = tuple(
        WalkedPath(key, path, tuple(Asked(name, item, given.get((key, name))) for name, item in path.items.items()))
        for key, path in table.paths.items()
    )
    scopes = [given.get(("account", name)) for name in ("scope1", "scope2_market")]
    left = None if None in scopes else sum(float(one.value) for one in scopes if one is not None)
    offsets = given.get(("offset", "offsets"))
    share = float(offsets.value) / left if offsets is not None and left else None
    return ZeroCarbon(table, paths, left, share)
