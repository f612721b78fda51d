"""How much of the beginning of a run is not yet typical: MSER-5."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

LEAST_BATCHES = 10  # fewer say nothing about where a transient ends


def mser5(series: Sequence[float] | NDArray[np.float64], batch: int = 5) -> int:
    """Observations to delete from the beginning of a series, a multiple of `batch`.

    MSER-5: the series is averaged in batches of five, Z_1 ... Z_n; of all d in the first half the one is chosen that
    makes the squared standard error of the mean of what is left smallest::

        MSER(d) = sum over i > d of (Z_i - mean of Z_(d+1) ... Z_n)^2 / (n - d)^2

    K. P. White Jr., M. J. Cobb, S. C. Spratt: A comparison of five steady-state truncation heuristics for simulation.
    Proc. Winter Simulation Conference 2000, 755-760. A series that is the mean over several replications shows the
    transient more clearly than that of one. Observations after the last whole batch are not looked at.

    Args:
        series: a figure in equal steps of time (jobs in the plant each hour), or job by job (lead times).
        batch: observations a batch.

    Raises:
        ValueError: the series is too short, has a value that is not finite, or is best cut at the end of its first
            half, so that nothing says that the transient is over by then.
    """
    values = np.asarray(series, dtype=np.float64)
    if batch < 1:
        raise ValueError(f"batch must be at least 1, got {batch}")
    if values.ndim != 1:
        raise ValueError(f"the series must have one dimension, not {values.ndim}; average the replications first")
    count = len(values) // batch
    if count < LEAST_BATCHES:
        raise ValueError(
            f"a series of {len(values)} observations is too short to find the warm-up in it; run longer, or record in "
            f"shorter steps, until there are at least {LEAST_BATCHES * batch}"
        )
    if not np.isfinite(values).all():
        place = int(np.flatnonzero(~np.isfinite(values))[0])
        raise ValueError(f"observation {place} of the series is not a finite number; leave such observations out")
    means = values[: count * batch].reshape(count, batch).mean(axis=1)
    means -= means.mean()  # the sums of squares below would lose digits far from 0
    left = np.arange(count, 0, -1)
    sums = np.cumsum(means[::-1])[::-1]
    squares = np.cumsum((means**2)[::-1])[::-1]
    last = count // 2
    mser = (np.maximum(squares - sums**2 / left, 0.0) / left**2.0)[: last + 1]
    # Sums of squares are exact to some 1e-16 of the whole; equal within that means equal, and then nothing is deleted.
    best = int(np.argmax(mser <= mser.min() + 1e-14 * squares[0] / count**2))
    if best == last:
        raise ValueError(
            f"the first half of the series ({best * batch} of {len(values)} observations) may still be warm-up: run "
            f"several times longer, or give the warm-up yourself"
        )
    return best * batch
