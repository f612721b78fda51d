"""Ramps out of what was made: least squares on the units of each period."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.orders.errors import OrderBookError, check_number
from taktwin.planning.orders.ramp import ExponentialRamp, LearningRamp, LogisticRamp, Ramp

#: What is fitted: how many numbers, and the ramp that they make (all above 0).
KINDS: dict[str, Callable[[Sequence[float]], Ramp]] = {
    "exponential": lambda x: ExponentialRamp(x[0], x[1]),
    "logistic": lambda x: LogisticRamp(x[0], x[1], x[2]),
    "learning": lambda x: LearningRamp(max(x[0], x[1]), x[1], min(max(0.5 + 0.5 * x[2] / (1.0 + x[2]), 0.501), 1.0)),
}


@dataclass(frozen=True)
class RampFit:
    """A fitted ramp.

    Attributes:
        ramp: the ramp.
        rms: root mean square of what it misses, units a period; 0 where it meets every period.
        spare: periods more than numbers fitted: with 0 or 1 the fit proves nothing.
    """

    ramp: Ramp
    rms: float
    spare: int


def fit_ramp(kind: str, made: Sequence[float], period: float = 1.0) -> RampFit:
    """The ramp whose units in each period are nearest to those made (least squares, several starts).

    Args:
        kind: exponential, logistic or learning.
        made: units made in the first period, the second, ...
        period: length of a period, in the unit of time of the ramp.

    Raises:
        OrderBookError: an unknown kind, or too few periods for it.

    Example:
        >>> ramp = ExponentialRamp(1200, 4)
        >>> fit = fit_ramp("exponential", [ramp.cumulative(t + 1) - ramp.cumulative(t) for t in range(6)])
        >>> round(fit.ramp.full), round(fit.ramp.tau, 6)
        (1200, 4.0)
    """
    from scipy.optimize import least_squares

    if kind not in KINDS:
        raise OrderBookError(
            Phrase('there is no ramp "{kind}"', kind=kind), Phrase("use one of {kinds}", kinds=", ".join(KINDS))
        )
    check_number("period", period, above=True)
    values = np.array([check_number("units made in a period", one) for one in made])
    numbers = 2 if kind == "exponential" else 3
    if values.size < numbers or not values.any():
        message = Phrase(
            "{size} periods do not tell the {numbers} numbers of this ramp", size=values.size, numbers=numbers
        )
        raise OrderBookError(message, Phrase("give {numbers} periods or more, with something made", numbers=numbers))
    ends = period * np.arange(values.size + 1)
    scale = values.max()

    def missed(logs: np.ndarray) -> np.ndarray:
        ramp = KINDS[kind](np.exp(np.clip(logs, -40, 40)).tolist())
        return (np.diff(ramp.cumulative(ends)) - values) / scale

    rate, span = scale / period, ends[-1]
    first = max(values[0] / period, rate * 1e-3)
    starts = {
        "exponential": [(f * rate, t * span) for f in (1.0, 2.0) for t in (0.1, 0.3, 1.0, 3.0)],
        "logistic": [(f * rate, m * span, k / span) for f in (1.0, 1.5) for m in (0.3, 0.6, 1.0) for k in (3.0, 10.0)],
        "learning": [(f * rate, s * first, r) for f in (1.0, 3.0) for s in (0.3, 1.0) for r in (0.5, 1.5, 4.0)],
    }[kind]
    tight: Any = {"xtol": 1e-15, "ftol": 1e-15, "gtol": 1e-15}
    found = [least_squares(missed, np.log(one), x_scale="jac", max_nfev=500, **tight) for one in starts]
    best = min(found, key=lambda one: one.cost)
    ramp = KINDS[kind](np.exp(np.clip(best.x, -40, 40)).tolist())
    return RampFit(ramp, float(np.sqrt(np.mean((best.fun * scale) ** 2))), values.size - numbers)
