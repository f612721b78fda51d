"""The numbers of layers that a measured curve tells best."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from taktwin.model.errors import ModelError
from taktwin.model.phrase import Phrase
from taktwin.product.acoustics.errors import StackError
from taktwin.product.acoustics.file.read import StackFile
from taktwin.product.acoustics.solve import NORMAL, respond

STARTS = 6
"""From how many points the search begins."""
SEED = 1
IMPOSSIBLE = 1e3
"""What is left at each point of a part that cannot be."""
MOST_SPREAD = 0.5
"""Standard error as a share of a value, above which the curve does not tell it."""


@dataclass(frozen=True, eq=False)
class Fit:
    """What was found.

    Attributes:
        values: `LAYER.KEY` -> value in its SI unit.
        spread: standard error of each as a share of its value; large where the curve does not tell it.
        rms: root of the mean square of what is left: of the absorption, or of the transmission loss in dB.
        at_end: names whose best value lies at an end of the range.
    """

    values: dict[str, float]
    spread: dict[str, float]
    rms: float
    at_end: tuple[str, ...] = ()

    @property
    def untold(self) -> tuple[str, ...]:
        """Names that the curve does not tell: at an end of their range, or with a spread of half their value or more.

        Another value of them would fit about as well; give another curve, or take them as known.
        """
        return tuple(name for name in self.values if name in self.at_end or not self.spread[name] < MOST_SPREAD)


def fit(
    file: StackFile,
    vary: Mapping[str, tuple[float, float]],
    frequencies: ArrayLike,
    measured: ArrayLike,
    of: str = "absorption",
    angles: Sequence[float] = NORMAL,
) -> Fit:
    """Fit numbers of layers to a measured curve, by least squares in their logarithms, from several starts.

    Args:
        file: the stack; numbers that are not varied stay.
        vary: `LAYER.KEY` -> lowest and highest value that is possible, in its SI unit, above 0.
        frequencies: Hz.
        measured: absorption (0 to 1), or transmission loss (dB), at each.
        of: `absorption` or `loss`.
        angles: how the sound came in, degrees; by default at a right angle, as in a tube.

    Raises:
        StackError: fewer points than numbers to fit, a range without width, a name that no layer has, or a value
            that is not finite.
    """
    from scipy.optimize import least_squares
    from scipy.stats import qmc

    f, target = np.asarray(frequencies, float), np.asarray(measured, float)
    names = list(vary)
    if of == "loss" and file.stack.on_wall:
        message = Phrase("nothing passes a part on a hard wall, so it has no transmission loss")
        raise StackError(message, Phrase("write `behind: air`, or give an absorption"))
    if not names:
        raise StackError(Phrase("nothing is to be fitted"), Phrase("name a number, such as felt.resistivity"))
    if f.shape != target.shape or f.size < len(names):
        message = Phrase(
            "{size} frequencies and {size2} values do not tell {n} of the layers' numbers",
            size=f.size,
            size2=target.size,
            n=len(names),
        )
        raise StackError(message, Phrase("give more points"))
    if not np.isfinite(target).all():
        raise StackError(Phrase("a measured value is not finite"), Phrase("leave its frequency out"))
    for name, (low, high) in vary.items():
        if not 0 < low < high < math.inf:
            raise StackError(
                Phrase("the range of {name} is not above 0, or has no width", name=name), Phrase("mend it")
            )
        file.check_name(name)
    low, high = (np.log([vary[name][end] for name in names]) for end in (0, 1))

    def left(x: Any) -> Any:
        values = dict(zip(names, np.exp(x).tolist(), strict=True))
        try:
            part = file.part(values)
        except ModelError:  # two numbers that cannot be together, such as a felt denser than its fibres
            return np.full(f.size, IMPOSSIBLE)
        response = respond(part, f, angles, file.air)
        return (response.absorption if of == "absorption" else response.loss_db) - target

    points = qmc.Sobol(len(names), scramble=True, rng=np.random.default_rng(SEED)).random(8)[:STARTS]
    tries = [least_squares(left, low + (0.05 + 0.9 * point) * (high - low), bounds=(low, high)) for point in points]
    best = min(tries, key=lambda one: one.cost)
    rms = math.sqrt(2 * best.cost / f.size)
    if rms >= IMPOSSIBLE / 2:
        raise StackError(
            Phrase("no part within the ranges can be"), Phrase("narrow them around the values of the file")
        )
    free = max(1, f.size - len(names))
    variance = np.linalg.pinv(best.jac.T @ best.jac) * 2 * best.cost / free
    spread = np.sqrt(np.diag(variance)).tolist()
    values = np.exp(best.x).tolist()
    near = 1e-3 * (high - low)
    ends = tuple(
        name for name, at, a, b, d in zip(names, best.x, low, high, near, strict=True) if min(at - a, b - at) < d
    )
    return Fit(dict(zip(names, values, strict=True)), dict(zip(names, spread, strict=True)), rms, ends)
