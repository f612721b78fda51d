"""How sure a mean over replications is."""

import math
from collections.abc import Sequence


def t_interval(values: Sequence[float], confidence: float = 0.95) -> tuple[float, float] | None:
    """Student-t interval of the mean of independent values (two-sided, default 95 %).

    mean -/+ t(1 - (1 - confidence) / 2; n - 1) * s / sqrt(n), with s the sample standard deviation: any textbook, e.g.
    Law, Simulation Modeling and Analysis, section 4.5. The values of replications are independent by construction and,
    being averages over long runs, close to normal. None with fewer than two values or with one that is not a number.
    """
    n = len(values)
    if n < 2 or any(math.isnan(value) for value in values):
        return None
    from scipy.special import stdtrit  # here, not above: a single run should not wait for SciPy

    mean = math.fsum(values) / n
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (n - 1))
    half = float(stdtrit(n - 1, 0.5 + confidence / 2)) * spread / math.sqrt(n)
    return mean - half, mean + half
