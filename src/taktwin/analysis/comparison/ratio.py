"""How sure a ratio of two means is, such as what a ton that is not emitted costs."""

from __future__ import annotations

import math
from collections.abc import Sequence


def ratio_interval(
    above: Sequence[float], below: Sequence[float], confidence: float = 0.95, comparisons: int = 1
) -> tuple[float, float] | None:
    """Fieller's interval of mean(above) / mean(below), of pairs.

    The interval holds every ratio h for which the mean of above - h x below cannot be told from 0 (Fieller, Some
    problems in interval estimation, Journal of the Royal Statistical Society B 16, 1954). With `comparisons` intervals
    side by side, all of them hold with `confidence` (Bonferroni).

    Args:
        above: one value for each replication.
        below: likewise, of the same replications.
        confidence: of all the intervals together, two-sided.
        comparisons: how many of them are looked at together.

    Returns:
        Both ends; None where the mean of `below` cannot be told from 0, as the ratio may then be anything.

    Raises:
        ValueError: the lengths differ, or there are fewer than two pairs.

    >>> ratio_interval([2.0, 2.0, 2.0], [4.0, 4.0, 4.0])
    (0.5, 0.5)
    """
    runs = len(above)
    if runs != len(below) or runs < 2:
        raise ValueError(f"{runs} and {len(below)} values are no two pairs or more; give both of each replication")
    from scipy.special import stdtrit

    far = float(stdtrit(runs - 1, 1.0 - (1.0 - confidence) / comparisons / 2.0))
    mean_above, mean_below = math.fsum(above) / runs, math.fsum(below) / runs

    def spread(one: Sequence[float], other: Sequence[float], mean: float, mean_other: float) -> float:
        products = ((x - mean) * (y - mean_other) for x, y in zip(one, other, strict=True))
        return far**2 * math.fsum(products) / (runs - 1) / runs

    square = mean_below**2 - spread(below, below, mean_below, mean_below)
    if square <= 0.0:
        return None
    middle = mean_above * mean_below - spread(above, below, mean_above, mean_below)
    rest = mean_above**2 - spread(above, above, mean_above, mean_above)
    half = math.sqrt(max(0.0, middle**2 - square * rest))
    return (middle - half) / square, (middle + half) / square
