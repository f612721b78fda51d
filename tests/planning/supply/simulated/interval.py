"""The 99 % interval of a mean, from the batches of a run and from what is known of their draws."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import stats

CONFIDENCE = 0.99


@dataclass(frozen=True)
class Interval:
    """An estimate and half the width of its 99 % interval."""

    mean: float
    half_width: float

    def covers(self, truth: float) -> bool:
        """Whether the true value lies in it; what never varies is the truth itself, but for rounding."""
        return abs(self.mean - truth) <= self.half_width + 1e-9 * truth

    def check(self, name: str, truth: float, widest: float) -> None:
        """It covers the truth, and is no wider than `widest` (half, as a share of the truth)."""
        told = f"{name}: {self.mean:.7g} +/- {self.half_width / truth:.3%}, true {truth:.7g}"
        print(told)
        assert self.half_width <= widest * truth, told
        assert self.covers(truth), told


def regressed(values: np.ndarray, controls: np.ndarray) -> Interval:
    """The mean of a figure, with what came by chance in the draws of the same batch taken off (control variates).

    By least squares value = mean + sum of slopes x controls + error; slopes x controls are taken off the value, and
    the interval is that of the mean of what is left (Student t). The controls have the mean 0 exactly. The slopes for a
    batch come from all other batches, so they do not depend on its controls and nothing is shifted, however crooked the
    laws are: Nelson, Control variate remedies, Operations Research 38 (1990), 974-992.

    Args:
        values: of the batches.
        controls: of the batches (rows), any number of columns.
    """
    count = values.size
    spread = controls.std(axis=0) if controls.size else np.zeros(0)
    used = controls.reshape(count, -1)[:, spread > 0.0] / spread[spread > 0.0]
    x = np.column_stack([np.ones(count), used])
    left = np.empty(count)
    for one in range(count):
        others = np.arange(count) != one
        left[one] = values[one] - used[one] @ np.linalg.lstsq(x[others], values[others])[0][1:]
    error = float(left.std(ddof=1)) / math.sqrt(count)
    freedom = count - 1 - used.shape[1]
    return Interval(float(left.mean()), float(stats.t.ppf(0.5 + CONFIDENCE / 2.0, freedom)) * error)
