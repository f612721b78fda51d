"""Local supply, in three meanings that print mixes: always say which.

- by value: share of the money that is spent locally;
- by count: share of the parts that have any local source;
- mean over parts: the mean of the parts' local shares, each part counting alike.

The zero-inventory ratio has the same three, with the share that comes without stock instead of the local one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.cluster.check import numbers
from taktwin.planning.cluster.errors import ClusterError


@dataclass(frozen=True)
class ThreeRates:
    """Shares from 0 to 1."""

    by_value: float
    by_count: float
    mean: float


def three_rates(values: Any, shares: Any, trace: float = 0.0) -> ThreeRates:
    """The three rates.

    Args:
        values: money spent on each part, in any one unit.
        shares: local share of each part, 0 to 1.
        trace: a share up to this is no source: rounding of a plan, not supply.

    Raises:
        ClusterError: there is no part, or no money is spent.

    >>> three_rates([3, 1], [1, 0.5])
    ThreeRates(by_value=0.875, by_count=1.0, mean=0.75)
    """
    spent = numbers("values", values, (None,))
    local = numbers("shares", shares, spent.shape, 0.0, 1.0)
    if spent.sum() <= 0:
        raise ClusterError(Phrase("values: nothing is spent"), Phrase("give at least one part with a value above 0"))
    return ThreeRates(float(spent @ local / spent.sum()), float(np.mean(local > trace)), float(local.mean()))
