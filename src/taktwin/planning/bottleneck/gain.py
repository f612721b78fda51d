"""What a suspect gains: the jobs finished by the same plant, with the same random numbers, in which it limits less."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from taktwin.analysis.interval import t_interval
from taktwin.planning.bottleneck.suspects import Suspect

BATCHES = 10
"""Equal parts of the measured time, whose differences are taken as independent."""
ENOUGH_REPLICATIONS = 6
DAY_S = 86400.0


#: How something is eased -> in English, with {by} and the plural's {s}.
HOW = {
    "time": "works {by} % shorter",
    "repairs": "repairs {by} % shorter",
    "setups": "set-ups {by} % shorter",
    "maintenance": "maintenance {by} % shorter",
    "recipes": "hits and die changes {by} % shorter",
    "belt": "{by} % faster",
    "ride": "rides {by} % shorter",
    "line": "takt (or transfer) and all works {by} % shorter",
    "places": "{by} more place{s}",
    "carriers": "{by} more carrier{s}",
    "person": "{by} more in the crew",
    "operator": "{by} more operator{s}",
    "vehicle": "{by} more vehicle{s}",
    "speed": "{by} % less driving time",
    "releases": "released {by} % sooner",
    "orders": "trucks {by} % more often",
}


@dataclass(frozen=True)
class Gain:
    """Jobs an hour of elapsed time that a suspect gains its plant: mean and interval. ``by`` is how much it was eased.

    The intervals of all suspects of a plant hold together with 95 %.
    """

    name: str
    kind: str
    plant: str
    shop: str | None
    change: str
    by: int
    gain: float
    low: float
    high: float

    @property
    def how(self) -> str:
        """How it was eased, in English."""
        return HOW[self.change].format(by=self.by, s="" if self.by == 1 else "s")

    @property
    def told(self) -> str:
        """The gain in one line: `inspect (station), works 10 % shorter: +6.6 jobs/h (95 %: 6 to 7.2)`."""
        return "{} ({}), {}: {} jobs/h (95 %: {} to {})".format(
            self.name, self.kind.replace("_", " "), self.how, *self.shown
        )

    @property
    def shown(self) -> tuple[str, str, str]:
        """Gain, low and high an hour, see `_shown`."""
        return _shown(self.gain, self.low, self.high)

    @property
    def shown_a_day(self) -> tuple[str, str, str]:
        """The same a day."""
        return _shown(24.0 * self.gain, 24.0 * self.low, 24.0 * self.high)

    @property
    def sure(self) -> bool:
        """Whether it gains anything beyond chance."""
        return self.low > 0.0

    def as_dict(self) -> dict[str, Any]:
        """Plain data, for manifest and JSON."""
        return {**asdict(self), "unit": "jobs/h", "sure": self.sure}


def _shown(gain: float, low: float, high: float) -> tuple[str, str, str]:
    """Numbers with as many decimals as the interval deserves: two digits of its half, at most three."""
    half = (high - low) / 2.0
    decimals = max(0, min(3, 1 - math.floor(math.log10(half)))) if half > 0.0 else 3
    found = [f"{round(number, decimals) + 0.0:+.{decimals}f}" for number in (gain, low, high)]
    return found[0], found[1], found[2]


def batches(finished: np.ndarray, days: float) -> np.ndarray:
    """Jobs an hour in each of `BATCHES` equal parts of the measured days, shape [part], of the times of ends (s)."""
    edges = np.linspace(0.0, days * DAY_S, BATCHES + 1)
    return np.histogram(finished, edges)[0] / (days * 24.0 / BATCHES)


def gain_of(
    suspect: Suspect, by: int, pairs: Sequence[tuple[np.ndarray, np.ndarray]], comparisons: int, days: float
) -> Gain:
    """The gain from pairs of (eased, as it is), each the batches of one replication.

    With six replications or more, Student's t of their differences; with fewer, of the differences of their batches
    (Law, Simulation Modeling and Analysis, 5th edition, sections 10.2.1 and 9.5.3). With Bonferroni's correction for so
    many comparisons. One job is added on either side: where the measured time ends may make as much of a difference.
    """
    differences = np.array([more - less for more, less in pairs])  # [replication, part]
    values = differences.mean(axis=1) if len(pairs) >= ENOUGH_REPLICATIONS else differences.ravel()
    interval = t_interval(values.tolist(), 1.0 - 0.05 / comparisons)
    mean = float(differences.mean())
    low, high = interval if interval is not None else (mean, mean)
    job = 1.0 / (days * 24.0)
    return Gain(
        suspect.name, suspect.kind, suspect.plant, suspect.shop, suspect.change, by, mean, low - job, high + job
    )
