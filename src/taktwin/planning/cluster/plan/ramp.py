"""How much of a new line is there in the years after it was decided."""

from __future__ import annotations

from typing import Any

import numpy as np

WEEKS_A_YEAR = 52.1775


def capacity_shares(delay: Any, ramp: Any, years: int) -> Any:
    """Mean share of the full rate in year 0, 1, .. after the year in which it was decided (at its begin).

    The rate is 1 - exp(-(t - delay) / ramp) from the delay on, in mean over each year:
    width - ramp (exp(-begin / ramp) - exp(-end / ramp)), with begin and end counted from the delay.

    Args:
        delay: years until the first output, shape [build].
        ramp: time constant in weeks, shape [build]; 0 for none.
        years: how many.

    Returns:
        Shape [build, year].

    >>> capacity_shares([0.5], [0.0], 3).tolist()
    [[0.5, 1.0, 1.0]]
    """
    late, tau = np.asarray(delay, np.float64)[:, None], np.asarray(ramp, np.float64)[:, None] / WEEKS_A_YEAR
    year = np.arange(years, dtype=np.float64)
    begin, end = np.maximum(year - late, 0.0), np.maximum(year + 1.0 - late, 0.0)
    divisor = np.where(tau > 0, tau, 1.0)
    lost = np.where(tau > 0, tau * (np.exp(-begin / divisor) - np.exp(-end / divisor)), 0.0)
    return end - begin - lost
