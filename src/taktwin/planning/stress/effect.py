"""What a disturbance changed: pairs of futures of the same plant, with and without it, from the same T."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from taktwin.analysis.interval import t_interval
from taktwin.planning.stress.future import Future
from taktwin.planning.stress.waiting import Key

#: A standstill below this is rounding, s.
LEAST = 1.0


@dataclass(frozen=True)
class Figure:
    """A mean over the replications with its 95 % interval; with one replication, or none that differ, its value."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Figure:
        """Student's t of independent values."""
        mean = math.fsum(values) / len(values)
        low, high = t_interval(values) or (mean, mean)
        return cls(mean, low, high)


@dataclass(frozen=True)
class Stop:
    """A station that stood for want of a part, longer than it would have without the disturbance."""

    station: str
    part: str
    """The part, or the line whose jobs come in sequence."""
    kind: str
    """``part`` out of a stock point, ``matched`` in sequence, ``join`` from a line of the plant."""
    stock: str
    """The stock point from which it is drawn; empty where it comes in sequence."""
    seconds: Figure
    most_s: float
    """The most of the replications."""
    first_s: float
    """From T until it first stands: the soonest of the replications."""


@dataclass(frozen=True)
class Effect:
    """What a disturbance changed. ``survived``: nothing stood for what it holds up, in any replication."""

    stopped_s: Figure
    """Seconds for which stations stood for the parts that it holds up; where two stand at once, both count."""
    first_s: float | None
    """From T to the first such stop: the soonest of the replications; None where there is none."""
    first_mean_s: float | None
    """The mean of those replications that have one."""
    lost_jobs: Figure
    """Jobs that were finished less until the end of the future."""
    recovery_s: float | None
    """From T until nothing stands for it any more and its stock points have what they would have: the longest of the
    replications; 0 where nothing was held up, None where it does not come to that in time."""
    stops: tuple[Stop, ...]
    """The longest first: those for the parts that are held up, and others where their interval is above 0."""

    @property
    def survived(self) -> bool:
        """Whether nothing stood; where only stations stood longer that chance moves, too, that is not told apart."""
        return self.first_s is None and self.stopped_s.mean <= 0.0


@dataclass(frozen=True)
class Pairs:
    """Futures of the replications with their undisturbed ones, rows and stock points in the same order."""

    keys: Sequence[Key]
    stocks: Sequence[str]
    base: Sequence[Future]
    other: Sequence[Future]

    def more(self, at: int) -> np.ndarray:
        """Seconds that each row has waited longer in a replication so far, shape [step, row]."""
        other = self.other[at]
        return other.waits - self.base[at].waits[: len(other.times)]


def effect_of(pairs: Pairs, held: Callable[[Key], bool], stocks: Sequence[str], sure: bool = False) -> Effect:
    """Compare the futures.

    Args:
        pairs: the futures.
        held: whether a row waits for what the disturbance holds up.
        stocks: stock points that it holds up.
        sure: small stops move from one place to another where all of a plant changes; so where the standstill as a
            whole is not above 0 with its interval, only rows count that are.
    """
    chosen = np.array([held(key) for key in pairs.keys], bool)
    more = [pairs.more(at) for at in range(len(pairs.other))]
    totals = [one[:, chosen].sum(axis=1) for one in more]
    stopped = Figure.of([float(total[-1]) for total in totals])
    rows = [Figure.of([float(one[-1, row]) for one in more]) for row in range(len(pairs.keys))]
    if sure and stopped.low <= 0.0:
        chosen &= np.array([figure.low > 0.0 for figure in rows], bool)
    stops: list[Stop] = []
    firsts: list[list[float]] = [[] for _ in pairs.other]
    for row, (key, seconds) in enumerate(zip(pairs.keys, rows, strict=True)):
        found = [_first(other.times, one[:, row]) for other, one in zip(pairs.other, more, strict=True)]
        soonest = [first for first in found if first is not None]
        if chosen[row]:
            for each, first in zip(firsts, found, strict=True):
                each += [first] if first is not None else []
        if soonest and seconds.mean >= LEAST and (chosen[row] or seconds.low > 0.0):
            most = max(float(one[-1, row]) for one in more)
            stops.append(Stop(key.station, key.cause, key.kind, key.stock, seconds, most, min(soonest)))
    known = [min(each) for each in firsts if each]
    lost = [float(base.finished[len(one.times) - 1] - one.finished[-1]) for base, one in _both(pairs)]
    reached = [pairs.stocks.index(name) for name in stocks]
    back = [_back(pairs, at, total, reached) for at, total in enumerate(totals)]
    return Effect(
        stopped,
        min(known, default=None),
        math.fsum(known) / len(known) if known else None,
        Figure.of(lost),
        None if None in back else max(one for one in back if one is not None),
        tuple(sorted(stops, key=lambda stop: -stop.seconds.mean)),
    )


def _both(pairs: Pairs) -> Sequence[tuple[Future, Future]]:
    return list(zip(pairs.base, pairs.other, strict=True))


def _first(times: np.ndarray, more: np.ndarray) -> float | None:
    """When a row began to wait longer, s after T: what it has waited by the step that shows it is taken off its end."""
    late = np.flatnonzero(more > LEAST)
    if not late.size:
        return None
    step = int(late[0])
    return float(max(times[step] - more[step], times[step - 1] if step else 0.0))


def _back(pairs: Pairs, at: int, total: np.ndarray, stocks: Sequence[int]) -> float | None:
    """When nothing stands any more and each stock point has again what it would have, s after T; None: not in time.

    Up to the disturbance both futures are the same to the bit, so the first lack of a stock point is that which it
    makes. Of the standstill the last twentieth is left out: later, each future has small stops of its own.
    """
    other = pairs.other[at]
    most = float(total.max(initial=0.0))
    last = int(np.argmax(total >= most - max(LEAST, most / 20.0))) if most > LEAST else 0
    if last == len(other.times) - 1:
        return None
    found = last
    for stock in stocks:
        lack = pairs.base[at].levels[: len(other.times), stock] - other.levels[:, stock] > 1e-6
        if lack.any():
            begin = max(last, int(lack.argmax()))
            full = np.flatnonzero(~lack[begin:])
            if not full.size:
                return None
            found = max(found, begin + int(full[0]))
    return float(other.times[found])
