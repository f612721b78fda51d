"""Cover at the line against late deliveries: how often the line stops, how long, and what cover a target needs.

A delivery comes X minutes after its time; the parts at the line last for another b minutes (the cover). The line stops
with probability P(X > b), and a delivery costs E[(X - b)+] minutes of stop on average.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass

from taktwin.analysis.supply.checks import number
from taktwin.model.errors import OptionError

_MOST_SHAPE = 1e12


class Lateness(ABC):
    """How late a delivery comes, in minutes; below 0 it comes early. See its three kinds."""

    def exceeds(self, cover_min: float) -> float:
        """P(X > b).

        Raises:
            OptionError: the cover is no finite number.
        """
        return self._exceeds(number("cover_min", cover_min, smallest=0.0))

    def excess(self, cover_min: float) -> float:
        """E[(X - b)+], in minutes.

        Raises:
            OptionError: the cover is no finite number.
        """
        return max(self._excess(number("cover_min", cover_min, smallest=0.0)), 0.0)

    def needed(self, p_stop: float) -> float:
        """The b with P(X > b) = `p_stop`, in minutes.

        Raises:
            OptionError: the probability is not above 0 and below 1.
        """
        return self._needed(number("p_stop", p_stop, above=0.0, below=1.0, smallest=0.0))

    @abstractmethod
    def _exceeds(self, cover: float) -> float:
        """P(X > b)."""

    @abstractmethod
    def _excess(self, cover: float) -> float:
        """E[(X - b)+], in minutes; rounding may make it a little less than 0."""

    @abstractmethod
    def _needed(self, chance: float) -> float:
        """The quantile."""


@dataclass(frozen=True)
class NormalLateness(Lateness):
    """Deliveries early and late around a mean: X is normal, P(X > b) = Q(u), the quantile is m - s z(p).

    E[(X - b)+] = s (phi(u) - u Q(u)) with u = (b - m) / s and Q = 1 - Phi (the loss function, for example in
    E. A. Silver, D. F. Pyke, D. J. Thomas, Inventory and Production Management in Supply Chains, 2017, appendix).
    """

    mean_min: float
    """Mean lateness; below 0: on average early."""
    sd_min: float
    """Standard deviation, above 0."""

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            OptionError: one is out of range.
        """
        number("mean_min", self.mean_min)
        number("sd_min", self.sd_min, above=0.0)

    def _exceeds(self, cover: float) -> float:
        from scipy.special import ndtr

        return float(ndtr((self.mean_min - cover) / self.sd_min))

    def _excess(self, cover: float) -> float:
        u = (cover - self.mean_min) / self.sd_min
        density = math.exp(-u * u / 2.0) / math.sqrt(2.0 * math.pi)
        return self.sd_min * (density - u * self._exceeds(cover))

    def _needed(self, chance: float) -> float:
        from scipy.special import ndtri

        return float(self.mean_min - self.sd_min * ndtri(chance))


@dataclass(frozen=True)
class GammaLateness(Lateness):
    """Deliveries never early: X is gamma, such as the sum of `shape` exponential delays on the way.

    P(X > b) = Q(shape, b / scale), E[(X - b)+] = shape scale Q(shape + 1, b / scale) - b Q(shape, b / scale), with the
    regularised upper incomplete gamma function Q (by parts from the density); the quantile is the inverse of Q. Below a
    cover of 0 every delivery is late: 1, and mean - b.
    """

    shape: float
    """Above 0, at most 1e12 (beyond, the spread is lost in the mean); 1 is the exponential."""
    scale_min: float
    """Above 0; the mean is shape x scale."""

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            OptionError: one is out of range.
        """
        number("shape", self.shape, above=0.0, most=_MOST_SHAPE)
        number("scale_min", self.scale_min, above=0.0)

    def _exceeds(self, cover: float) -> float:
        from scipy.special import gammaincc

        return float(gammaincc(self.shape, max(cover, 0.0) / self.scale_min))

    def _excess(self, cover: float) -> float:
        from scipy.special import gammaincc

        mean = self.shape * self.scale_min
        if cover <= 0.0:
            return mean - cover
        return mean * float(gammaincc(self.shape + 1.0, cover / self.scale_min)) - cover * self._exceeds(cover)

    def _needed(self, chance: float) -> float:
        from scipy.special import gammainccinv

        return float(self.scale_min * gammainccinv(self.shape, chance))


@dataclass(frozen=True)
class ExponentialLateness(Lateness):
    """Deliveries never early, with an exponential delay: P(X > b) = exp(-b / mean), E[(X - b)+] = mean P(X > b).

    The quantile is -mean ln p. Below a cover of 0 every delivery is late: 1, and mean - b.
    """

    mean_min: float
    """Above 0."""

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            OptionError: the mean is not above 0.
        """
        number("mean_min", self.mean_min, above=0.0)

    def _exceeds(self, cover: float) -> float:
        return math.exp(-max(cover, 0.0) / self.mean_min)

    def _excess(self, cover: float) -> float:
        return self.mean_min - cover if cover <= 0.0 else self.mean_min * self._exceeds(cover)

    def _needed(self, chance: float) -> float:
        return -self.mean_min * math.log(chance)


@dataclass(frozen=True)
class Cover:
    """What a cover at the line buys."""

    cover_min: float
    """Minutes of demand at the line when the delivery is due."""
    p_stop: float
    """Probability, 0 to 1, that a delivery stops the line."""
    mean_stop_min: float
    """Mean stop for each delivery (those that stop nothing counted as 0), in minutes."""
    target: float
    """The probability of a stop that was asked for."""
    needed_min: float
    """Cover for which a delivery stops the line with just that probability, in minutes. Below 0: no cover is needed,
    and the deliveries may come so much later."""


def lateness_cover(lateness: Lateness, cover_min: float, target: float = 0.001) -> Cover:
    """How often and how long late deliveries stop the line, and the cover that a target needs.

    Args:
        lateness: `NormalLateness`, `ExponentialLateness` or `GammaLateness`.
        cover_min: minutes that the parts at the line last when the delivery is due, 0 or more.
        target: probability of a stop for each delivery that is allowed, above 0 and below 1.

    Raises:
        OptionError: a number out of range.

    Example:
        >>> round(lateness_cover(NormalLateness(0, 10), cover_min=15).p_stop, 4)
        0.0668
    """
    if not isinstance(lateness, Lateness):
        raise OptionError(
            f"lateness must be one of its kinds, got {lateness!r}", "give NormalLateness(0, 10)", "lateness"
        )
    number("cover_min", cover_min, least=0.0, smallest=0.0)
    number("target", target, above=0.0, below=1.0, smallest=0.0)
    return Cover(
        cover_min=cover_min,
        p_stop=lateness.exceeds(cover_min),
        mean_stop_min=lateness.excess(cover_min),
        target=target,
        needed_min=lateness.needed(target),
    )
