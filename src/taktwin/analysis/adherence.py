"""Do the cars of a run pass a point in the planned order?

The plan of an order stream is its order numbers: the job that was released first should pass first. Positions are
counted among the cars that passed the point, so a car that was scrapped leaves no gap. The measures are those of
`taktwin.analysis.supply.sequence_adherence`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from taktwin.analysis.interval import t_interval
from taktwin.analysis.supply.sequence_adherence import Adherence, Series, pooled, ranks_of
from taktwin.analysis.tables import RunTables

_UNITS = dict.fromkeys(("cars", "missing", "places", "overtaken"), "cars") | {"inversions": "pairs"}
_UNITS |= dict.fromkeys(("mean", "p50", "p95", "late_most", "early_most"), "positions")


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
        order = ranks_of(ranks)
        most = int(np.abs(np.arange(order.size) - order).max())
        cut = edge if edge is not None else min(most, order.size // 10) if missing else 0
        streams.append(Series(order, missing, cut))
    if not streams:
        raise ValueError(f'no job of the reference passed "{point}"; simulate longer, or choose another reference')
    return pooled(streams)


def adherence_table(
    results: Sequence[RunTables],
    point: str,
    reference: str | Sequence[int] | None = None,
    edge: int | None = None,
    confidence: float = 0.95,
) -> pl.DataFrame:
    """The measures of `adherence` over replications.

    Columns: measure, unit (`share`, `positions`, `cars` or `pairs`), replications, mean, low, high (Student-t interval
    of the mean; null with one replication).

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
