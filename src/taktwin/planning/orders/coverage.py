"""How many promises are kept in futures that were not there when they were made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taktwin.planning.orders.collected import Collected
from taktwin.planning.orders.promise import kept

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Coverage:
    """Shares of promises kept.

    Attributes:
        confidence: at which they were made.
        futures: fresh ones.
        book: share kept of the promises to orders of the book; nan where there are none.
        new: of those to customers who ask within the first weeks; nan where there are none.
        error: standard error of the two together: all promises of one future share its luck.
        unknown: share of the orders to which no promise could be made before the end of the futures.
    """

    confidence: float
    futures: int
    book: float
    new: float
    error: float
    unknown: float

    def as_dict(self) -> dict[str, Any]:
        """For JSON; None for what there is not."""
        return {name: None if value != value else value for name, value in vars(self).items()}


def coverage_of(promises: Numbers, waits: Numbers, fresh: Collected, days: int, confidence: float) -> Coverage:
    """Hold promises against fresh futures.

    Promises beyond the end of the futures are left out, as are those to customers who ask so late that nothing can be
    said.

    Args:
        promises: days, by quoted order of the book.
        waits: days from asking, by asking and variant.
        fresh: the futures.
        days: that they have.
        confidence: at which the promises were made.
    """
    known = np.isfinite(promises) & (promises < days)
    given = kept_by_future(fresh.arrival[:, known], promises[known])
    clear = np.isfinite(waits) & (fresh.asked[:, None] + waits < days)
    asked = kept_by_future(fresh.wait[:, clear], waits[clear])
    both = np.concatenate([given, asked], axis=1)
    share = np.nanmean(both, axis=1) if both.size else np.full(1, np.nan)
    return Coverage(
        confidence,
        fresh.arrival.shape[0],
        _mean(kept(fresh.arrival[:, known], promises[known])),
        _mean(kept(fresh.wait[:, clear], waits[clear])),
        float(share.std(ddof=1) / share.size**0.5) if share.size > 1 else float("nan"),
        float(1.0 - known.mean()) if known.size else 0.0,
    )


def kept_by_future(days: Numbers, until: Numbers) -> Numbers:
    """1 where a promise is kept, 0 where not, nan where a future says nothing of the customer."""
    return np.where(np.isnan(days), np.nan, (days <= until).astype(float))


def _mean(values: Numbers) -> float:
    values = values[~np.isnan(values)]
    return float(values.mean()) if values.size else float("nan")
