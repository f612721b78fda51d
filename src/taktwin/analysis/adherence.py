"""Do the cars come in the planned order? What suppliers that deliver just in sequence live on.

The plan of an order stream is its order numbers: the job that was released first should pass first. Positions are
counted among the cars that passed the point, so a car that was scrapped leaves no gap. The displacement of a car is
its actual position minus its planned one: above 0 it comes late, below 0 early.

Position and displacement are the usual measures (Meissner, Controlling just-in-sequence flow-production, Logistics
Research 2, 2010, 45-53; Boysen, Scholl, Wopperer, Resequencing of mixed-model assembly lines, European Journal of
Operational Research 216, 2012, 594-604). One late car moves the positions of all that overtake it, so `in_order` says
beside them how many cars would have to be taken out to put the rest in order, and `places` how large a random-access
store restores the order (the store of Inman, ASRS sizing for recreating automotive assembly sequences, International
Journal of Production Research 41(5), 2003, 847-863, where each car is asked for by its own number).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from taktwin.analysis.interval import t_interval
from taktwin.analysis.tables import RunTables

WITHIN = (1, 5, 10, 20)
"""Displacements k for which the share of cars within +-k positions is given."""

_UNITS = {"cars": "cars", "missing": "cars", "places": "cars", "mean": "positions", "p50": "positions"} | dict.fromkeys(
    ("p95", "late_most", "early_most"), "positions"
)


@dataclass(frozen=True)
class Adherence:
    """How well the cars that passed a point keep the planned order. Shares are 0 to 1, positions are counts of cars."""

    cars: int
    """Cars whose positions are compared."""
    missing: int
    """Cars planned between them that did not pass: scrapped, or still elsewhere."""
    in_position: float
    """Share of the cars that came at their planned position."""
    within: dict[int, float]
    """k -> share of the cars at most k positions from the planned one."""
    in_order: float
    """Share of the cars that are in order once the fewest possible are taken out (longest increasing subsequence)."""
    mean: float
    """Mean of |displacement|."""
    p50: float
    """Median of |displacement|."""
    p95: float
    """95th percentile of |displacement|."""
    late_most: int
    """Largest displacement: the car that came latest against its plan."""
    early_most: int
    """Largest displacement the other way: positions by which the earliest car came before its plan."""
    places: int
    """Places of a random-access store that would put these cars into the planned order."""

    def measures(self) -> dict[str, float]:
        """All measures by name; `within` becomes `within_1`, `within_5`, ..."""
        plain = {name: float(getattr(self, name)) for name in self.__dataclass_fields__ if name != "within"}
        return plain | {f"within_{k}": share for k, share in self.within.items()}


def displacements(planned: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Actual minus planned position of each car, in the order in which they came.

    Args:
        planned: the planned rank of each car, in the order in which the cars came. Any distinct numbers: only their
            order counts.

    Raises:
        ValueError: two cars have the same rank.
    """
    return np.arange(np.size(planned)) - _ranks(planned)


def places_to_restore(planned: npt.ArrayLike) -> int:
    """Places of a random-access store that puts the cars into the planned order; 0 if they come in it.

    A car that is the next one goes straight through; the others wait until all before them have gone. The number that
    waits is what has come, less what could go; the store needs the largest.

    Args:
        planned: as for `displacements`.
    """
    ranks = _ranks(planned)
    if not ranks.size:
        return 0
    came = np.empty_like(ranks)
    came[ranks] = np.arange(ranks.size)
    goes = np.maximum.accumulate(came)  # the arrival after which car r of the plan, and so all before it, can go
    come = np.arange(1, ranks.size + 1)
    gone = np.searchsorted(goes, come, side="left")
    return int((come - gone).max())


def measure(planned: npt.ArrayLike, missing: int = 0, edge: int = 0) -> Adherence:
    """The measures of one series of cars.

    Args:
        planned: as for `displacements`.
        missing: cars of the plan that did not come, for the record.
        edge: so many cars at each end count for the positions of the others, but are not measured themselves.

    Raises:
        ValueError: no cars are left to measure, or two have the same rank.
    """
    return _pooled([_Series(_ranks(planned), missing, edge)])


def adherence(
    result: RunTables, point: str, reference: str | Sequence[int] | None = None, edge: int | None = None
) -> Adherence:
    """How well the jobs of a run keep the planned order at a named point (the first time that they pass it).

    The streams of a plant are compared each for itself, and their cars counted together.

    Args:
        result: tables of one replication.
        point: a passage point, such as `trim entry`.
        reference: the plan: None for the order numbers; another point, whose order of passing is the plan; or order
            numbers (column `job`) in the planned order. Jobs outside the reference are left out.
        edge: cars left out at each end of each stream. In a run that begins or ends in the midst of traffic, cars that
            a neighbour overtook before the first or will overtake after the last passage seem better or worse placed
            than they are. Default: 0 if no number is missing between the first and the last, so that nothing can be
            seen wrongly; else the largest displacement, but at most a tenth of the cars.

    Raises:
        ValueError: no job passed the point (the message lists the points), or too few are left within the edges.
    """
    passed = first_passages(result, point)
    plan = _planned(result, passed, reference)
    of_stream = passed.get_column("stream").to_numpy()
    streams = []
    for stream in dict.fromkeys(of_stream.tolist()):
        own = of_stream == stream
        ranks = plan[own & (plan >= 0)]
        if not ranks.size:
            continue
        missing = int(ranks.max() - ranks.min() + 1 - ranks.size)
        order = _ranks(ranks)
        most = int(np.abs(np.arange(order.size) - order).max())
        cut = edge if edge is not None else min(most, order.size // 10) if missing else 0
        streams.append(_Series(order, missing, cut))
    if not streams:
        raise ValueError(f'no job of the reference passed "{point}"; simulate longer, or choose another reference')
    return _pooled(streams)


def adherence_table(
    results: Sequence[RunTables],
    point: str,
    reference: str | Sequence[int] | None = None,
    edge: int | None = None,
    confidence: float = 0.95,
) -> pl.DataFrame:
    """The measures of `adherence` over replications.

    Columns: measure, unit (`share`, `positions` or `cars`), replications, mean, low, high (Student-t interval of the
    mean; null with one replication).

    Raises:
        ValueError: as for `adherence`.
    """
    found = [adherence(result, point, reference, edge).measures() for result in results]
    rows = []
    for name in found[0]:
        values = [one[name] for one in found]
        low, high = t_interval(values, confidence) or (None, None)
        mean = math.fsum(values) / len(values)
        rows.append((name, _UNITS.get(name, "share"), len(values), mean, low, high))
    schema = {"measure": pl.String, "unit": pl.String, "replications": pl.Int64}
    return pl.DataFrame(rows, schema | dict.fromkeys(("mean", "low", "high"), pl.Float64), orient="row")


def displacement_table(result: RunTables, point: str, reference: str | Sequence[int] | None = None) -> pl.DataFrame:
    """Each car that passed a point, in the order of passing.

    Columns: job, time (s), planned and actual position (from 1, each stream for itself), displacement.

    Raises:
        ValueError: as for `adherence`.
    """
    times = first_passages(result, point)
    table = times.with_columns(pl.Series("rank", _planned(result, times, reference)))
    return (
        table.filter(pl.col("rank") >= 0)
        .with_columns(
            pl.col("rank").rank("ordinal").over("stream").cast(pl.Int64).alias("planned"),
            pl.int_range(1, pl.len() + 1).over("stream").alias("actual"),
        )
        .select("job", "time", "planned", "actual", (pl.col("actual") - pl.col("planned")).alias("displacement"))
    )


def first_passages(result: RunTables, point: str) -> pl.DataFrame:
    """The first passage of each job at a point, in the order of passing: job, stream, order_number, time (s).

    Raises:
        ValueError: nobody passed the point; the message lists those that were passed.
    """
    found = result.passages.filter(pl.col("point") == point).unique("job", keep="first", maintain_order=True)
    if found.height:
        return found.select("job", "stream", "order_number", "time")
    points = ", ".join(result.passages.get_column("point").unique(maintain_order=True).to_list()) or "none"
    raise ValueError(f'no job passed the point "{point}"; points that were passed: {points}')


@dataclass(frozen=True)
class _Series:
    """Planned ranks 0 to n-1 of the cars of one stream, in the order in which they came."""

    ranks: npt.NDArray[np.int64]
    missing: int
    edge: int

    @property
    def moved(self) -> npt.NDArray[np.int64]:
        """Displacements of the cars that are measured."""
        n = self.ranks.size
        return (np.arange(n) - self.ranks)[self.edge : n - self.edge]


def _pooled(streams: Sequence[_Series]) -> Adherence:
    moved = np.concatenate([one.moved for one in streams])
    if not moved.size:
        cars = sum(one.ranks.size for one in streams)
        raise ValueError(f"none of {cars} cars is left to measure within the edges; simulate longer, or lower `edge`")
    away = np.abs(moved)
    cars = sum(one.ranks.size for one in streams)
    return Adherence(
        cars=int(moved.size),
        missing=sum(one.missing for one in streams),
        in_position=float((away == 0).mean()),
        within={k: float((away <= k).mean()) for k in WITHIN},
        in_order=sum(_longest_increasing(one.ranks) for one in streams) / cars,
        mean=float(away.mean()),
        p50=float(np.percentile(away, 50)),
        p95=float(np.percentile(away, 95)),
        late_most=max(int(moved.max()), 0),
        early_most=max(int(-moved.min()), 0),
        places=max(places_to_restore(one.ranks) for one in streams),
    )


def _ranks(planned: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Numbers 0 to n-1 in the order of the given ones."""
    values = np.asarray(planned)
    order = np.argsort(values, kind="stable")
    if values.size and (np.diff(values[order]) == 0).any():
        raise ValueError("two cars have the same planned rank; give each car once")
    ranks = np.empty(values.size, np.int64)
    ranks[order] = np.arange(values.size)
    return ranks


def _longest_increasing(ranks: npt.NDArray[np.int64]) -> int:
    """Length of the longest increasing subsequence (Fredman 1975: patience sorting, n log n)."""
    ends: list[int] = []
    for rank in ranks.tolist():
        place = bisect_left(ends, rank)
        if place == len(ends):
            ends.append(rank)
        else:
            ends[place] = rank
    return len(ends)


def _planned(result: RunTables, passed: pl.DataFrame, reference: str | Sequence[int] | None) -> npt.NDArray[np.int64]:
    """Rank of each job in the reference, -1 for those that are not in it."""
    if reference is None:
        return passed.get_column("order_number").to_numpy()
    if isinstance(reference, str):
        order = first_passages(result, reference).get_column("job").to_numpy()
    else:
        order = np.asarray(reference, np.int64)
    rank = {job: place for place, job in enumerate(order.tolist())}
    if len(rank) < order.size:
        raise ValueError("the reference order names a job twice; give each once")
    return np.array([rank.get(job, -1) for job in passed.get_column("job").to_list()], np.int64)
