"""How much of a new line is there in the years after it was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from taktwin.planning.orders.ramp import ConstantRamp, ExponentialRamp

WEEKS_A_YEAR = 52.1775


def capacity_shares(delay: Sequence[float], ramp: Sequence[float], years: int) -> Any:
    """Mean share of the full rate in year 0, 1, .. after the begin of that in which it was decided.

    Nothing comes before the delay; from then on the rate approaches the full one exponentially.

    Args:
        delay: years until the first output, of each build.
        ramp: time constant in weeks, of each build; 0 for none.
        years: how many.

    Returns:
        Shape [build, year].

    >>> capacity_shares([0.5], [0.0], 3).tolist()
    [[0.5, 1.0, 1.0]]
    """
    found = np.zeros((len(delay), years))
    for row, late, tau in zip(found, delay, ramp, strict=True):
        curve = ExponentialRamp(1.0, tau) if tau > 0 else ConstantRamp(1.0)
        borders = WEEKS_A_YEAR * np.maximum(np.arange(years + 1) - late, 0.0)
        row[:] = np.diff(curve.cumulative(borders)) / WEEKS_A_YEAR
    return found
