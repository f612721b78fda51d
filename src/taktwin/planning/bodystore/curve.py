"""How much store buys which adherence."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from taktwin.analysis.interval import t_interval
from taktwin.analysis.supply.sequence_adherence import sequence_adherence
from taktwin.model.phrase import Phrase
from taktwin.planning.bodystore.lanes import through_lanes
from taktwin.planning.bodystore.retrieval import StoreError, through_store


def store_curve(
    orders: Sequence[npt.ArrayLike],
    places: Sequence[int],
    rule: str = "lowest",
    kinds: Sequence[Sequence[Hashable]] | None = None,
    confidence: float = 0.95,
) -> pl.DataFrame:
    """The adherence behind a store with random access, for several sizes.

    Args:
        orders: for each replication the order numbers in the order in which the cars come to the store.
        places: sizes of the store.
        rule: see `taktwin.planning.bodystore.retrieval`.
        kinds: for the rule `same`: what each car is, for each replication.
        confidence: of the intervals.

    Returns:
        Columns places, measure, mean, low, high (Student-t over the replications; null with one): the measures of
        `taktwin.analysis.supply.sequence_adherence.Adherence`.

    Raises:
        StoreError: as of `through_store`.
    """
    return _table(
        "places",
        places,
        [
            [
                through_store(order, size, rule, None if kinds is None else kinds[place])
                for place, order in enumerate(orders)
            ]
            for size in places
        ],
        confidence,
    )


def lane_curve(
    orders: Sequence[npt.ArrayLike], lanes: Sequence[int], length: int, rule: str = "fit", confidence: float = 0.95
) -> pl.DataFrame:
    """The adherence behind a store of lanes, for several numbers of them: as `store_curve`, with a column lanes.

    Raises:
        StoreError: as of `through_lanes`.
    """
    return _table(
        "lanes", lanes, [[through_lanes(order, count, length, rule) for order in orders] for count in lanes], confidence
    )


def _table(
    key: str, sizes: Sequence[int], found: Sequence[Sequence[npt.NDArray[np.int64]]], confidence: float
) -> pl.DataFrame:
    rows = []
    for size, orders in zip(sizes, found, strict=True):
        if not orders:
            raise StoreError(
                Phrase("there is no order of cars to sort"), Phrase("give that of at least one replication")
            )
        measured = [sequence_adherence(order).measures() for order in orders]
        for name in measured[0]:
            values = [one[name] for one in measured]
            low, high = t_interval(values, confidence) or (None, None)
            rows.append((size, name, math.fsum(values) / len(values), low, high))
    schema = {key: pl.Int64, "measure": pl.String} | dict.fromkeys(("mean", "low", "high"), pl.Float64)
    return pl.DataFrame(rows, schema, orient="row")
