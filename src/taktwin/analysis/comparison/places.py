"""Which places changed most between runs: their shares of states, and the levels of buffers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from taktwin.analysis.comparison.saved import SavedRun
from taktwin.analysis.tables import ON_SHIFT

_WHO = ("plant", "kind", "station", "shop")
_HELD = ("plant", "kind", "buffer", "shop")


@dataclass(frozen=True)
class PlaceChange:
    """A place in the first run and in another: shares of scheduled time by state (0..1) of both.

    ``moved`` is the share of the time that went from one state to another: half the sum of the absolute differences.
    """

    run: str
    plant: str
    kind: str
    place: str
    shop: str | None
    moved: float
    before: dict[str, float]
    after: dict[str, float]

    def as_dict(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


@dataclass(frozen=True)
class LevelChange:
    """Mean level of a buffer, store, conveyor or transport (jobs) in the first run and in another."""

    run: str
    plant: str
    kind: str
    place: str
    shop: str | None
    before: float
    after: float

    def as_dict(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


def place_changes(runs: Sequence[SavedRun], most: int | None = None) -> list[PlaceChange]:
    """Places that both the first run and another have, those first in which most of the time moved.

    At most so many of each run. Parallel servers are pooled, replications averaged.
    """
    base = _shares(runs[0])
    found: list[PlaceChange] = []
    for run in runs[1:]:
        both = base.join(_shares(run), on=_WHO, suffix="_after", nulls_equal=True, maintain_order="left")
        moved = sum(((pl.col(f"{state}_after") - pl.col(state)).abs() for state in ON_SHIFT), pl.lit(0.0)) / 2
        rows = both.with_columns(moved.alias("moved")).sort("moved", descending=True, maintain_order=True)
        for row in (rows if most is None else rows.head(most)).iter_rows(named=True):
            before, after = ({state: row[state + end] for state in ON_SHIFT} for end in ("", "_after"))
            plant, kind, station, shop = (row[key] for key in _WHO)
            found.append(PlaceChange(run.name, plant, kind, station, shop, row["moved"], before, after))
    return found


def level_changes(runs: Sequence[SavedRun], most: int | None = None) -> list[LevelChange]:
    """Buffers that both the first run and another have, those first whose mean level differs most."""
    base = _levels(runs[0])
    found: list[LevelChange] = []
    for run in runs[1:]:
        after = _levels(run).select(*_HELD, pl.col("mean").alias("mean_after"))
        both = base.join(after, on=_HELD, nulls_equal=True, maintain_order="left")
        apart = (pl.col("mean_after") - pl.col("mean")).abs()
        rows = both.sort(apart, descending=True, maintain_order=True)
        for row in (rows if most is None else rows.head(most)).iter_rows(named=True):
            plant, kind, buffer, shop = (row[key] for key in _HELD)
            found.append(LevelChange(run.name, plant, kind, buffer, shop, row["mean"], row["mean_after"]))
    return found


def _shares(run: SavedRun) -> pl.DataFrame:
    """Each place with its shares of scheduled time; places that were never on shift are left out."""
    scheduled = pl.sum_horizontal(ON_SHIFT)
    sums = run.resources.group_by(*_WHO, maintain_order=True).agg(pl.col(*ON_SHIFT).sum())
    return sums.filter(scheduled > 0).select(*_WHO, *((pl.col(state) / scheduled).alias(state) for state in ON_SHIFT))


def _levels(run: SavedRun) -> pl.DataFrame:
    return run.buffers.group_by(*_HELD, maintain_order=True).agg(pl.col("mean").mean())
