"""How much better forecasts are than simple ones, with an interval by days."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from taktwin.live.scores.shapes import numbers, same_length
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

DRAWS = 2000


@dataclass(frozen=True, kw_only=True)
class Skill:
    """1 - score / score of the baseline: 1 is perfect, 0 as good, below 0 worse.

    `low` and `high` are its 95 % interval by a bootstrap over days; None for a single day.
    """

    value: float
    low: float | None
    high: float | None
    score: float
    baseline: float
    forecasts: int
    days: int

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def skill(
    scores: npt.ArrayLike,
    baseline: npt.ArrayLike,
    days: Sequence[Hashable] | None = None,
    seed: int = 0,
    draws: int = DRAWS,
) -> Skill:
    """The skill of forecasts against a baseline whose scores are of the same forecasts.

    The forecasts of a day depend on each other, so whole days are drawn, with replacement, and the ratio of the sums is
    taken of each draw; the interval is that of the percentiles (Efron, Tibshirani, *An Introduction to the Bootstrap*,
    1993, chapter 13).

    Args:
        scores: the smaller the better (forecasts).
        baseline: scores of the baseline (forecasts).
        days: the day, or shift, of each forecast; None: each is its own.
        seed: of the draws.
        draws: how many.

    Raises:
        OptionError: the lists do not fit, or the baseline is perfect.

    Example:
        >>> skill([1.0, 1.0], [2.0, 2.0]).value
        0.5
    """
    own, other = numbers(scores, "scores"), numbers(baseline, "baseline")
    same_length(scores=own, baseline=other)
    if other.sum() <= 0:
        raise OptionError(
            Phrase("the baseline has no error"), Phrase("there is no skill against a perfect forecast"), "baseline"
        )
    names = list(range(own.size)) if days is None else list(days)
    if len(names) != own.size:
        raise OptionError(
            Phrase("{n} days for {size} scores", n=len(names), size=own.size),
            Phrase("give the day of each forecast"),
            "days",
        )
    known = {day: place for place, day in enumerate(dict.fromkeys(names))}
    place = np.array([known[day] for day in names])
    sums = np.bincount(place, own), np.bincount(place, other)
    low = high = None
    if len(known) > 1:
        drawn = np.random.default_rng(seed).integers(0, len(known), (draws, len(known)))
        bases = sums[1][drawn].sum(axis=1)
        ratios = 1 - sums[0][drawn].sum(axis=1)[bases > 0] / bases[bases > 0]
        low, high = (float(one) for one in np.quantile(ratios, [0.025, 0.975]))
    return Skill(
        value=float(1 - own.sum() / other.sum()),
        low=low,
        high=high,
        score=float(own.mean()),
        baseline=float(other.mean()),
        forecasts=own.size,
        days=len(known),
    )
