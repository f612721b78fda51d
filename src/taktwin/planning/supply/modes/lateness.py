"""How late a delivery is, and what that means for a line with so much cover."""

from __future__ import annotations

import math
from dataclasses import dataclass

from taktwin.planning.supply.modes.errors import ModeError

KINDS = ("normal", "gamma")


@dataclass(frozen=True)
class Lateness:
    """Minutes after the planned arrival (below 0: early): `shift` + a normal or gamma variable of this mean and sd."""

    kind: str = "normal"
    mean: float = 0.0
    sd: float = 0.0
    shift: float = 0.0

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            ModeError: a kind that is not there, or figures that no such variable has.
        """
        if self.kind not in KINDS:
            raise ModeError(f"lateness: there is no kind {self.kind!r}", f"use {' or '.join(KINDS)}")
        if not all(math.isfinite(one) for one in (self.mean, self.sd, self.shift)) or self.sd < 0:
            raise ModeError(
                f"lateness: mean {self.mean!r} and sd {self.sd!r} must be numbers, sd 0 or more", "correct it"
            )
        if self.kind == "gamma" and self.sd > 0 and self.mean <= 0:
            raise ModeError(
                f"lateness: a gamma variable has a mean above 0, got {self.mean!r}", "use normal, or a shift"
            )

    @property
    def expected(self) -> float:
        """Mean lateness (min)."""
        return self.shift + self.mean

    def exceeds(self, cover: float) -> float:
        """P(X > cover): the chance that a delivery is later than the line can wait."""
        at = cover - self.shift
        if self._exact:
            return float(self.mean > at)
        if self.kind == "normal":
            return _tail((at - self.mean) / self.sd)
        from scipy.special import gammaincc

        shape, scale = self._gamma
        return float(gammaincc(shape, max(at, 0.0) / scale))

    def excess(self, cover: float) -> float:
        """E[(X - cover)+]: mean minutes that the line waits for a delivery.

        Normal, z = (cover - mean) / sd: sd (phi(z) - z (1 - Phi(z))). Gamma of shape k and scale s, by parts: k s (1 -
        F_{k+1}(cover)) - cover (1 - F_k(cover)), F_k its distribution function.
        """
        at = cover - self.shift
        if self._exact:
            return max(0.0, self.mean - at)
        if self.kind == "normal":
            z = (at - self.mean) / self.sd
            return max(0.0, self.sd * (math.exp(-z * z / 2.0) / math.sqrt(2.0 * math.pi) - z * _tail(z)))
        if at <= 0:
            return self.mean - at
        from scipy.special import gammaincc

        shape, scale = self._gamma
        return max(0.0, float(self.mean * gammaincc(shape + 1.0, at / scale) - at * gammaincc(shape, at / scale)))

    def needed(self, chance: float) -> float:
        """The cover that is exceeded with this chance (above 0, below 1): the 1 - chance quantile of the lateness."""
        if not 0 < chance < 1:
            raise ModeError(f"a chance of a stop must be above 0 and below 1, got {chance!r}", "0.001 is one in 1,000")
        if self._exact:
            return self.expected
        from scipy.special import gammainccinv, ndtri

        if self.kind == "normal":
            return self.expected - self.sd * float(ndtri(chance))
        shape, scale = self._gamma
        return self.shift + scale * float(gammainccinv(shape, chance))

    @property
    def _exact(self) -> bool:
        """So little spread that its square is lost in that of the mean."""
        return self.sd <= 1e-6 * max(1.0, abs(self.mean))

    @property
    def _gamma(self) -> tuple[float, float]:
        return (self.mean / self.sd) ** 2, self.sd**2 / self.mean


def _tail(z: float) -> float:
    return 0.5 * math.erfc(z / math.sqrt(2.0))
