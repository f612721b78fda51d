"""The best decisions of small cases: every possible row of decisions is tried."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from taktwin.model.phrase import Phrase
from taktwin.planning.bodystore.contest.kernel import store as k
from taktwin.planning.bodystore.contest.kernel.alltries import Row, try_all
from taktwin.planning.bodystore.contest.policy import compiled_layout, kinds_of
from taktwin.planning.bodystore.contest.rules import Cars, Layout
from taktwin.planning.bodystore.contest.score import Points, points
from taktwin.planning.bodystore.retrieval import StoreError


@dataclass(frozen=True)
class Best:
    """The most points that any decisions win."""

    order: npt.NDArray[np.int64]
    """Cars in the order in which assembly gets them."""
    points: Points
    rows: int
    """Rows of decisions that were run."""


def exact(cars: Cars, layout: Layout | None = None, most: int = 20_000_000) -> Best:
    """The best of all decisions: which lane for each car, who leaves when, who goes through the return lane.

    Each row of decisions is run until it has lost more than the best one. A car goes through the return lane
    twice at most. It is for small cases: six cars and three lanes take seconds, and each car more ten times as long.

    Args:
        cars: the cars.
        layout: the store.
        most: rows to run at most.

    Raises:
        StoreError: there are more rows than that.
    """
    layout = layout or Layout()
    deepest = 2 * (k.MOST_TURNS + 1) * cars.count + 1
    order = np.zeros(cars.count, np.int64)
    row = Row(np.zeros(deepest, np.int64), np.zeros(deepest, np.int64), order)
    store = k.empty(cars.count, len(layout.lanes))
    best, returns, seconds, rows = try_all(store, compiled_layout(layout), kinds_of(cars), row, most)
    if rows < 0:
        raise StoreError(
            Phrase(
                "{count} cars in {n} lanes have more than {most:,} rows of decisions",
                count=cars.count,
                n=len(layout.lanes),
                most=most,
            ),
            Phrase("take fewer, or use `search`"),
        )
    found = points(cars, order, int(returns), float(seconds), layout)
    assert abs(found.total - best) < 1e-9
    return Best(order, found, int(rows))
