"""When there are enough replications for the interval that is wanted."""

from __future__ import annotations

import math
from collections.abc import Sequence

from taktwin.analysis.interval import t_interval

MOST = 10_000_000  # replications that are ever asked for


def enough(
    values: Sequence[float], half_width: float, relative: bool = False, confidence: float = 0.95, at_least: int = 5
) -> bool:
    """Whether the interval of the mean of these replications is as narrow as wanted.

    The sequential procedure of the textbooks: one replication after the other until the half-width of the Student-t
    interval is at most `half_width`; with `relative`, at most half_width / (1 + half_width) of the absolute mean of the
    replications, so that the error is at most the share `half_width` of the *true* mean (Law, Simulation Modeling and
    Analysis, 5th edition, section 9.4.1). Stopping as soon as an interval looks narrow makes it cover the truth a
    little less often than it says: measured at 95 %, 92 to 93.5 % with `at_least` 5, 93 to 94.5 % with 10
    (docs/statistics.md).

    Args:
        values: one value for each replication.
        half_width: wanted half-width, in the unit of the values, or as a share of the mean.
        relative: whether `half_width` is a share.
        confidence: of the interval, two-sided.
        at_least: replications below which the answer is always no.

    Raises:
        ValueError: a number is out of range, or a value is not finite.
    """
    _check(values, half_width, relative, confidence, at_least)
    if len(values) < max(2, at_least):
        return False
    interval = t_interval(values, confidence)
    assert interval is not None  # at least two values, all finite
    return (interval[1] - interval[0]) / 2 <= _target(values, half_width, relative)


def needed(
    values: Sequence[float], half_width: float, relative: bool = False, confidence: float = 0.95, at_least: int = 5
) -> int:
    """Replications that will be needed in all, judged by the spread and the mean of those at hand.

    The smallest n, not below the number at hand nor `at_least`, with t(n - 1) s / sqrt(n) at most the wanted half-width
    (Law, section 9.4.1). An estimate: more replications change s. With fewer than two values it is `at_least`, because
    nothing is known of the spread. Arguments and errors as of `enough`.

    Raises:
        ValueError: a number is out of range, or more than ten million replications would be needed.
    """
    _check(values, half_width, relative, confidence, at_least)
    least = max(2, at_least, len(values))
    interval = t_interval(values, confidence)
    if interval is None:
        return least
    from scipy.special import stdtrit

    n = len(values)
    target = _target(values, half_width, relative)
    level = 0.5 + confidence / 2
    error = (interval[1] - interval[0]) / 2 / float(stdtrit(n - 1, level)) * math.sqrt(n)

    def wide(count: int) -> bool:
        return float(stdtrit(count - 1, level)) * error / math.sqrt(count) > target

    if wide(MOST):
        raise ValueError(
            f"a half-width of {target:g} would need more than {MOST:,} replications; ask for a wider one, or for one "
            f"that is not relative where the mean is near 0"
        )
    low, high = least, MOST
    while low < high:
        middle = (low + high) // 2
        if wide(middle):
            low = middle + 1
        else:
            high = middle
    return low


def _target(values: Sequence[float], half_width: float, relative: bool) -> float:
    if not relative:
        return half_width
    return half_width / (1 + half_width) * abs(math.fsum(values) / len(values))


def _check(values: Sequence[float], half_width: float, relative: bool, confidence: float, at_least: int) -> None:
    if not 0 < half_width < (1 if relative else math.inf):
        bounds = "a share between 0 and 1, such as 0.01 for 1 %" if relative else "above 0"
        raise ValueError(f"the wanted half-width must be {bounds}, got {half_width:g}")
    if not 0 < confidence < 1:
        raise ValueError(f"the confidence must be between 0 and 1, such as 0.95, got {confidence:g}")
    if at_least < 2:
        raise ValueError(f"an interval needs at least 2 replications, got {at_least}")
    for place, value in enumerate(values):
        if not math.isfinite(value):
            raise ValueError(f"replication {place} has no value ({value}): run longer, or choose another figure")
