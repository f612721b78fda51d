"""Evidence against the model that may be looked at after each observation, for ever.

Each is a mean of likelihood ratios over a few alternatives, so a martingale that begins with 1 where the model is
right. It then ever exceeds 1 / a with a probability of a at most, however often one looks: J. Ville, *Etude critique de
la notion de collectif*, 1939; Ramdas, Grunwald, Vovk, Shafer, *Game-theoretic statistics and safe anytime-valid
inference*, Stat. Sci. 38, 2023.
"""

from __future__ import annotations

import math

import numpy as np

from taktwin.live.drift.law import Law

#: By how much all times may be longer, or shorter: the alternatives that are weighed.
LONGER = np.array([1.01, 1.02, 1.03, 1.05, 1.1, 1.2, 1.5, 2.0, 4.0])
RATIOS = np.concatenate([LONGER, 1.0 / LONGER])
#: By how much more often, or seldom, a machine may fail.
RATES = np.array([1.25, 1.5, 2.0, 3.0, 6.0, 20.0, 0.8, 0.65, 0.5, 0.3, 0.1])
#: The same of stops that the model does not know, against the few that are let pass.
UNKNOWN = np.array([3.0, 10.0, 30.0, 100.0, 300.0])


def log_mean(logs: np.ndarray) -> float:
    """Logarithm of the mean of exponentials."""
    most = float(logs.max())
    return most + math.log(float(np.exp(logs - most).mean()))


class Times:
    """Evidence that times of one law are longer or shorter, and how long they were."""

    __slots__ = ("count", "law", "logs", "off", "square", "sum", "weights")

    def __init__(self, law: Law, misread: float) -> None:
        self.law = law
        self.weights, self.off = law.tilts(RATIOS, misread)
        self.logs = np.zeros(RATIOS.size)
        self.count, self.sum, self.square = 0, 0.0, 0.0

    def add(self, time: float, misread: float) -> np.ndarray:
        """Take a time, s. What it adds to each alternative."""
        score = self.law.score(time)
        step: np.ndarray = self.weights * score - self.off
        self.logs += step
        if misread == 0.0 or abs(score) < self.law.most:
            ratio = time / self.law.mean
            self.count, self.sum, self.square = self.count + 1, self.sum + ratio, self.square + ratio * ratio
        return step

    @property
    def log(self) -> float:
        """Logarithm of the evidence."""
        return log_mean(self.logs)

    def ratio(self) -> tuple[float, float, float]:
        """Mean of the times as a ratio to that of the model, and its 95 % interval (Student's t)."""
        return ratio_of(self.count, self.sum, self.square)


def ratio_of(count: int, total: float, square: float) -> tuple[float, float, float]:
    """Mean and 95 % interval (Student's t) of so many numbers with this sum and sum of squares."""
    from scipy.stats import t

    mean = total / count
    if count < 2:
        return mean, 0.0, math.inf
    spread = math.sqrt(max(0.0, square / count - mean * mean) / (count - 1))
    half = float(t.ppf(0.975, count - 1)) * spread
    return mean, max(0.0, mean - half), mean + half


class Stops:
    """Evidence that stops come more often or seldom than a Poisson process of a known expected number."""

    __slots__ = ("count", "expected", "rates")

    def __init__(self, rates: np.ndarray) -> None:
        self.rates, self.count, self.expected = rates, 0, 0.0

    @property
    def log(self) -> float:
        """Logarithm of the evidence: of r^n exp(-(r - 1) expected), the mean over r."""
        return log_mean(self.count * np.log(self.rates) - (self.rates - 1.0) * self.expected)

    def ratio(self) -> tuple[float, float, float]:
        """Number of stops as a ratio to what was expected, and its exact 95 % interval (Garwood 1936)."""
        from scipy.stats import chi2

        n, expected = self.count, max(self.expected, 1e-300)
        low = float(chi2.ppf(0.025, 2 * n)) / 2.0 if n else 0.0
        return n / expected, low / expected, float(chi2.ppf(0.975, 2 * n + 2)) / 2.0 / expected
