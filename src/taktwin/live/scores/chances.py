"""Scores of chances: how likely it was said to be that the target is met, and whether it was."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from taktwin.live.scores.shapes import numbers, same_length, shares
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase


def brier(chances: npt.ArrayLike, happened: npt.ArrayLike) -> float:
    """Mean of (chance - what happened)^2, 0 is perfect; 0.25 is what a half always gets (Brier 1950).

    Args:
        chances: from 0 to 1 (forecasts).
        happened: 1 where it did, 0 where not (forecasts).

    Raises:
        OptionError: they do not fit each other.

    Example:
        >>> brier([1.0, 0.5], [1, 0])
        0.125
    """
    told, came = _fitting(chances, happened)
    return float(((told - came) ** 2).mean())


@dataclass(frozen=True)
class Bin:
    """Forecasts of about the same chance: how many, the mean chance, and the share of those that came true."""

    forecasts: int
    chance: float
    share: float


@dataclass(frozen=True, kw_only=True)
class Reliability:
    """A reliability diagram, and the three parts of the Brier score (Murphy 1973).

    The score is reliability - resolution + uncertainty where all chances in a bin are equal; else what is left is their
    spread in the bins.
    """

    bins: list[Bin]
    reliability: float
    resolution: float
    uncertainty: float


def reliability(chances: npt.ArrayLike, happened: npt.ArrayLike, bins: int = 10) -> Reliability:
    """Chances by equal bins, beside what happened; bins without a forecast are left out. Raises OptionError: no fit."""
    told, came = _fitting(chances, happened)
    if bins < 1:
        raise OptionError(f"{bins} bins", Phrase("give one or more"), "bins")
    place = np.minimum((told * bins).astype(np.int64), bins - 1)
    mean = came.mean()
    found = [
        Bin(int(inside.sum()), float(told[inside].mean()), float(came[inside].mean()))
        for inside in (place == one for one in range(bins))
        if inside.any()
    ]
    weight = np.array([one.forecasts for one in found]) / told.size
    chance, share = np.array([one.chance for one in found]), np.array([one.share for one in found])
    return Reliability(
        bins=found,
        reliability=float((weight * (chance - share) ** 2).sum()),
        resolution=float((weight * (share - mean) ** 2).sum()),
        uncertainty=float(mean * (1 - mean)),
    )


def _fitting(chances: npt.ArrayLike, happened: npt.ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    told, came = shares(chances, "chances"), numbers(happened, "happened")
    same_length(chances=told, happened=came)
    if not np.isin(came, (0, 1)).all():
        raise OptionError(
            Phrase("`happened` is neither 0 nor 1 somewhere"), Phrase("give 1 where it happened, else 0"), "happened"
        )
    return told, came
