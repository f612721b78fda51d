"""Promises: the day by which a car is there with a given confidence."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def promised(days: Numbers, confidence: float) -> Numbers:
    """The earliest day that is kept with a confidence, out of what simulated futures gave.

    Of m futures it is the k-th smallest, k = ceil((m + 1) confidence): a further future of the same kind keeps it with
    probability k / (m + 1), which is the confidence or a little more, whatever the distribution (the reasoning of
    conformal prediction; Vovk, Gammerman and Shafer 2005, doi:10.1007/b106715).

    Args:
        days: by future (first axis) and customer; nan where a future says nothing of him.
        confidence: between 0 and 1.

    Returns:
        A day for each customer; inf where too few futures deliver before they end, nan where none says anything.

    Example:
        >>> promised(np.arange(1.0, 10.0)[:, None], 0.9).tolist()
        [9.0]
    """
    ordered = np.sort(days, axis=0)  # nan last
    known = (~np.isnan(ordered)).sum(axis=0)
    rank = np.ceil((known + 1) * confidence - 1e-9).astype(np.int64)
    found = np.take_along_axis(ordered, np.clip(rank - 1, 0, days.shape[0] - 1)[None], axis=0)[0]
    return np.where(known == 0, np.nan, np.where(rank > known, np.inf, found))


def kept(days: Numbers, until: Numbers) -> Numbers:
    """The share of the futures in which a car is there by a day; nan where no future says anything of him.

    Args:
        days: by future and customer.
        until: by customer.
    """
    known = ~np.isnan(days)
    with np.errstate(invalid="ignore"):
        return np.where(known.any(axis=0), (known & (days <= until)).sum(axis=0) / known.sum(axis=0), np.nan)


def interval(values: Numbers, share: float = 0.95) -> tuple[float, float, float]:
    """The middle one of some values and the bounds between which a share of them lies; inf among them stays inf."""
    ordered = np.sort(values[~np.isnan(values)])
    if not ordered.size:
        return math.nan, math.nan, math.nan
    tail = (1.0 - share) / 2
    low, middle, high = (ordered[min(ordered.size - 1, math.floor(q * ordered.size))] for q in (tail, 0.5, 1.0 - tail))
    return float(low), float(middle), float(high)
