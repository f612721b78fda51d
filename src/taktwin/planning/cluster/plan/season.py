"""A year's volume by months, against a plant that makes the same each month.

Vehicles that are sold in strong months are made ahead in weak ones; what stands then is the price of a season. The
year is taken as one of many: what is ahead at its end is what was at its begin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.planning.cluster.check import number, numbers

MONTHS = 12


@dataclass(frozen=True, eq=False)
class Levelled:
    """Vehicles of each month: sold, and made; and the most that stand ahead at the end of a month."""

    sold: Any
    made: Any
    ahead: float


def months(yearly: float, season: Any) -> Any:
    """A year's volume by month, as the weights of the months say.

    >>> months(1200, [1] * 12).tolist()[0]
    100.0
    """
    weights = numbers("season", season, (MONTHS,))
    return number("yearly", yearly) * weights / max(float(weights.sum()), 1e-12)


def levelled(sold: Any, capacity: float) -> Levelled:
    """As late as can be: each month makes what it sells, and ahead for later months only what these cannot.

    Args:
        sold: vehicles of each month; together at most 12 times the capacity.
        capacity: vehicles that the plant makes in a month.

    >>> levelled([90] * 6 + [110] * 6, 100).ahead
    60.0
    """
    wanted, most = numbers("sold", sold, (MONTHS,)), number("capacity", capacity)
    made, short = np.zeros(MONTHS), 0.0
    for turn in range(2):  # the second turn knows what the begin of the next year needs
        for month in reversed(range(MONTHS)):
            due = wanted[month] + short
            made[month] = min(due, most)
            short = due - made[month]
        if turn == 0 and wanted.sum() > MONTHS * most:
            break
    stock = np.cumsum(made - wanted)
    return Levelled(wanted, made, float(stock.max() - min(stock.min(), 0.0)))


def yearly_capacity(monthly: float, season: Any, ahead_days: float) -> float:
    """The most a year that a plant can sell by season, where at most so many days of sales may stand ahead.

    Args:
        monthly: vehicles that it makes in a month.
        season: weights of the months.
        ahead_days: of mean sales, of 365 a year.
    """
    low, high = 0.0, MONTHS * number("monthly", monthly)
    if _stands(high * (1 - 1e-12), season, monthly, ahead_days):
        return high
    for _ in range(60):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if _stands(middle, season, monthly, ahead_days) else (low, middle)
    return low


def _stands(yearly: float, season: Any, monthly: float, ahead_days: float) -> bool:
    return levelled(months(yearly, season), monthly).ahead <= ahead_days * yearly / 365.0 + 1e-9
