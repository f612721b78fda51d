"""How late a delivery is, and what that means for a line with so much cover."""

from __future__ import annotations

import math
from dataclasses import dataclass

from taktwin.analysis.supply.checks import number
from taktwin.analysis.supply.cover import GammaLateness, NormalLateness
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
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
            raise ModeError(
                Phrase("lateness: there is no kind {kind}", kind=repr(self.kind)), f"use {' or '.join(KINDS)}"
            )
        if not all(math.isfinite(one) for one in (self.mean, self.sd, self.shift)) or self.sd < 0:
            raise ModeError(
                Phrase(
                    "lateness: mean {mean} and sd {sd} must be numbers, sd 0 or more",
                    mean=repr(self.mean),
                    sd=repr(self.sd),
                ),
                Phrase("correct it"),
            )
        if self.kind == "gamma" and self.sd > 0 and self.mean <= 0:
            raise ModeError(
                Phrase("lateness: a gamma variable has a mean above 0, got {mean}", mean=repr(self.mean)),
                Phrase("use normal, or a shift"),
            )
        try:
            for one in (self.mean, self.shift, self.sd):
                number("mean, shift and sd", one, smallest=0.0)
            if not self._exact:
                self._spread  # noqa: B018 - its figures are checked where they are made
        except OptionError as error:
            raise ModeError(f"lateness: {error.message}", error.remedy) from None

    @property
    def expected(self) -> float:
        """Mean lateness (min)."""
        return self.shift + self.mean

    def exceeds(self, cover: float) -> float:
        """P(X > cover): the chance that a delivery is later than the line can wait."""
        at = cover - self.shift
        return float(self.mean > at) if self._exact else self._spread.exceeds(at)

    def excess(self, cover: float) -> float:
        """E[(X - cover)+]: mean minutes that the line waits for a delivery."""
        at = cover - self.shift
        return max(0.0, self.mean - at) if self._exact else self._spread.excess(at)

    def needed(self, chance: float) -> float:
        """The cover that is exceeded with this chance (above 0, below 1): the 1 - chance quantile of the lateness."""
        if not 0 < chance < 1:
            raise ModeError(
                Phrase("a chance of a stop must be above 0 and below 1, got {chance}", chance=repr(chance)),
                Phrase("0.001 is one in 1,000"),
            )
        return self.expected if self._exact else self.shift + self._spread.needed(chance)

    @property
    def _exact(self) -> bool:
        """So little spread that its square is lost in that of the mean."""
        return self.sd <= 1e-6 * max(1.0, abs(self.mean))

    @property
    def _spread(self) -> NormalLateness | GammaLateness:
        """The variable without its shift; the formulas are the same as for one delivery at the line."""
        if self.kind == "normal":
            return NormalLateness(self.mean, self.sd)
        return GammaLateness((self.mean / self.sd) ** 2, self.sd**2 / self.mean)
