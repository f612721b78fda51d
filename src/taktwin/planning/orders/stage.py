"""A time that a car spends after its start: in the plant, on the way to the customer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taktwin.planning.orders.errors import check_number

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Stage:
    """Days that a car spends somewhere: lognormal, or as those were that a run has measured.

    Attributes:
        mean: days.
        cv: coefficient of variation; 0 for always the same.
        measured: days of single cars; they take the place of mean and cv.
    """

    mean: float = 0.0
    cv: float = 0.0
    measured: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        check_number("days of a stage", self.mean)
        check_number("scatter of a stage", self.cv, 0.0, 5.0)
        for one in self.measured:
            check_number("measured days", one)

    @classmethod
    def of(cls, measured: NDArray[np.float64]) -> Stage:
        """What a run has measured, in days."""
        return cls(float(np.mean(measured)), measured=tuple(np.sort(measured).tolist()))

    def quantile(self, share: NDArray[np.float64] | float) -> Numbers:
        """Days that a share of the cars does not exceed."""
        share = np.asarray(share, float)
        if self.measured:
            return np.quantile(np.array(self.measured), share)
        if self.mean == 0 or self.cv == 0:
            return np.full(share.shape, self.mean)
        from scipy.special import ndtri

        spread = np.sqrt(np.log1p(self.cv**2))
        return self.mean * np.exp(spread * ndtri(share) - spread**2 / 2)
