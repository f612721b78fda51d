"""What a forecast says: a fan of jobs over time, the chance of a target, ends of orders, stocks that run out, media."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from taktwin.model.phrase import Phrase

#: The quantiles of the fan.
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
_Z = 1.959963984540054  # of a two-sided interval of 95 %


@dataclass(frozen=True)
class Forecast:
    """A forecast, with all its replications. Times are s from the start of the plant.

    Attributes:
        plant: its name.
        begin: start of the plant.
        at: when it was made.
        until: how far it looks.
        times: instants of the fan, shape [instant].
        done: jobs that have left since ``at``, shape [replication, instant].
        orders: order number -> when it leaves, shape [replication]; inf: later than ``until``.
        least: stock point -> least level, shape [replication].
        waited: stock point -> how long jobs waited for its part (s), shape [replication]; none where they never do.
        energy: (medium, unit) -> amount, shape [replication].
        target: jobs that are wanted; None: not asked.
        seed: of the random numbers.
    """

    plant: str
    begin: dt.datetime
    at: float
    until: float
    times: np.ndarray = field(repr=False)
    done: np.ndarray = field(repr=False)
    orders: dict[int, np.ndarray] = field(repr=False)
    least: dict[str, np.ndarray] = field(repr=False)
    waited: dict[str, np.ndarray] = field(repr=False)
    energy: dict[tuple[str, str], np.ndarray] = field(repr=False)
    target: int | None
    seed: int

    @property
    def replications(self) -> int:
        """How many there are."""
        return len(self.done)

    @property
    def jobs(self) -> np.ndarray:
        """Jobs that have left by ``until``, sorted, shape [replication]: the forecast as a sample, to be scored."""
        return np.sort(self.done[:, -1])

    @property
    def mean(self) -> float:
        """Expected number of jobs."""
        return float(self.done[:, -1].mean())

    def fan(self) -> np.ndarray:
        """Jobs by quantile (`QUANTILES`) and instant, shape [quantile, instant]."""
        return np.quantile(self.done, QUANTILES, axis=0, method="inverted_cdf")

    def interval(self, share: float = 0.9) -> tuple[float, float]:
        """The middle of the replications that holds ``share`` of them at least, jobs."""
        tails = (0.5 - share / 2.0, 0.5 + share / 2.0)
        low, high = np.quantile(self.done[:, -1], tails, method="inverted_cdf")
        return float(low), float(high)

    def reaches(self, target: int | None = None) -> tuple[float, float, float]:
        """Chance that at least ``target`` jobs leave, and its 95 % interval (Wilson 1927, of the replications alone).

        Raises:
            ValueError: no target is given, here or to the forecast.
        """
        wanted = self.target if target is None else target
        if wanted is None:
            raise ValueError(Phrase("which target? give a number of jobs"))
        return wilson(int((self.done[:, -1] >= wanted).sum()), self.replications)

    def ends(self, order: int) -> tuple[float, list[float]]:
        """Chance that an order has left by ``until``, and the quantiles of when it leaves (inf: later)."""
        found = self.orders[order]
        quantiles = np.quantile(found, QUANTILES, method="inverted_cdf")
        return float(np.isfinite(found).mean()), [float(one) for one in quantiles]

    def stock_outs(self) -> dict[str, tuple[float, float]]:
        """Stock point -> chance that work waits for its part, and how long (s) in the mean where it does."""
        found = {
            name: (float((waited > 0.0).mean()), float(waited[waited > 0.0].mean()))
            for name, waited in self.waited.items()
        }
        return dict(sorted(found.items(), key=lambda one: (-one[1][0], one[0])))

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        fan = self.fan()
        said: dict[str, Any] = {
            "plant": self.plant,
            "at": self._date(self.at),
            "until": self._date(self.until),
            "replications": self.replications,
            "seed": self.seed,
            "jobs": {"mean": self.mean, "quantiles": _named(fan[:, -1])},
            "fan": [{"time": self._date(float(time)), **_named(fan[:, i])} for i, time in enumerate(self.times)],
            "stocks": [
                {"stock": name, "chance": share, "waited_s": seconds}
                for name, (share, seconds) in self.stock_outs().items()
            ],
        }
        if self.target is not None:
            share, low, high = self.reaches()
            said["target"] = {"jobs": self.target, "chance": share, "low": low, "high": high}
        if self.orders:
            said["orders"] = [self._order(number) for number in self.orders]
        if self.energy:
            said["energy"] = [
                {
                    "medium": medium,
                    "unit": unit,
                    "mean": float(amounts.mean()),
                    **_named(np.quantile(amounts, QUANTILES)),
                }
                for (medium, unit), amounts in self.energy.items()
            ]
        return said

    def _order(self, number: int) -> dict[str, Any]:
        share, times = self.ends(number)
        dates = [self._date(time) if math.isfinite(time) else None for time in times]
        return {"order": number, "chance": share, **dict(zip(_NAMES, dates, strict=True))}

    def _date(self, time: float) -> str:
        return self.date(time).isoformat(sep=" ", timespec="seconds")

    def date(self, time: float) -> dt.datetime:
        """The date and time of an instant."""
        return self.begin + dt.timedelta(seconds=round(time))


_NAMES = tuple(f"p{round(100 * one):02d}" for one in QUANTILES)


def _named(values: np.ndarray) -> dict[str, float]:
    return {name: float(value) for name, value in zip(_NAMES, values, strict=True)}


def wilson(hits: int, n: int) -> tuple[float, float, float]:
    """A share and its 95 % interval.

    (p + z^2 / 2n -/+ z sqrt(p (1 - p) / n + z^2 / 4 n^2)) / (1 + z^2 / n): E. B. Wilson, Probable inference, the law of
    succession, and statistical inference, JASA 22 (1927).
    """
    share, square = hits / n, _Z * _Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = _Z * math.sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return share, max(0.0, middle - half), min(1.0, middle + half)
