"""How many jobs are where, over time: in the plant, and in the places that hold most."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from taktwin.analysis.tables import RunTables, main_jobs, series_of

MOST_POINTS = 336
"""Of a line over time: two weeks by the hour."""
MOST_PLACES = 8


@dataclass(frozen=True)
class OverTime:
    """Means over equal pieces of the measured time and over replications.

    ``start_s`` begins of the pieces (s from the end of the warm-up), ``length_s`` their length; ``wip`` jobs in the
    plant, ``low`` and ``high`` the least and most over the replications; ``places`` name of a buffer, store, conveyor
    or transport -> jobs in it, those first that hold most on average. Arrays of equal length.
    """

    start_s: np.ndarray
    length_s: float
    wip: np.ndarray
    low: np.ndarray
    high: np.ndarray
    places: dict[str, np.ndarray]


def over_time(results: Sequence[RunTables], left_out: Collection[str] = ()) -> OverTime | None:
    """Jobs in the plant and in the places that hold most; None for a run shorter than two buckets of its series.

    Jobs in the plant follow from births and ends: the time that they spent in a piece / its length. Levels of places
    are those of the series, whose buckets are put together to at most `MOST_POINTS` pieces; ``left_out`` are places of
    which nothing is told, as their jobs are not counted in the plant.
    """
    levels = series_of(results[0], "level")
    starts = results[0].series.get_column("start_s").unique().sort().to_numpy()
    if len(starts) < 2:
        return None
    bucket = float(starts[1] - starts[0])
    together = max(1, -(-len(starts) // MOST_POINTS))
    pieces = len(starts) // together
    if pieces < 2:
        return None
    length = bucket * together
    edges = np.arange(pieces + 1) * length
    wips = np.array([jobs_inside(main_jobs(result), edges) for result in results])
    places: dict[str, np.ndarray] = {}
    if levels.height:
        means = (
            pl.concat([series_of(result, "level") for result in results])
            .filter(pl.col("bucket") < pieces * together, ~pl.col("name").is_in(list(left_out)))
            .group_by("name", pl.col("bucket") // together, maintain_order=True)
            .agg(pl.col("value").mean())
        )
        by_place = means.group_by("name", maintain_order=True).agg(pl.col("value").mean())
        kept = by_place.filter(pl.col("value") > 0).sort("value", descending=True, maintain_order=True)
        for name in kept.get_column("name").head(MOST_PLACES):
            places[name] = means.filter(pl.col("name") == name).sort("bucket").get_column("value").to_numpy()
    return OverTime(edges[:-1], length, wips.mean(axis=0), wips.min(axis=0), wips.max(axis=0), places)


def jobs_inside(jobs: pl.DataFrame, edges: np.ndarray) -> np.ndarray:
    """Mean number of jobs in the plant between edges (s), from their births and ends: shape [len(edges) - 1]."""
    born = np.maximum(jobs.get_column("born").to_numpy(), edges[0])
    ended = jobs.get_column("ended").fill_null(np.inf).to_numpy()
    spent = _spent(born, edges) - _spent(ended[np.isfinite(ended)], edges)
    return np.diff(spent) / np.diff(edges)


def _spent(times: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Sum over all times of what lies between each and an edge, for those before it."""
    times = np.sort(times)
    before = np.searchsorted(times, edges)
    sums = np.concatenate([[0.0], np.cumsum(times)])
    return before * edges - sums[before]
