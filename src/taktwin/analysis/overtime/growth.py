"""Growth without end: what waits in a plant that gets more than it can do, found in the measured time of a run."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from taktwin.analysis.interval import t_interval
from taktwin.analysis.kinds import SOURCES
from taktwin.analysis.tables import RunTables
from taktwin.runs.tables.contents import SOURCE, WIP, Content

#: Chance that a replication at the limit, where nothing draws the level back, is called growing by its noise.
ALPHA = 0.01
#: Steps without which nothing is said.
FEWEST = 4
#: A rise below this is none (jobs).
LEAST_RISE = 10.0
#: Part of the mean rise that there must be in the second half, or it comes to an end.
STILL = 0.5


@dataclass(frozen=True)
class Drift:
    """The drift of one level in one replication, jobs an hour, with its 95 % interval; ``grows``: it is no noise."""

    per_hour: float
    low: float
    high: float
    grows: bool


@dataclass(frozen=True)
class Growth:
    """A place whose content grows without end, or the jobs of a plant (kind `wip`).

    Attributes:
        plant, kind, shop, line, element: which; of a source the element is the line whose jobs wait to begin.
        per_hour: jobs an hour of elapsed time, the mean over the replications.
        low, high: its 95 % interval: over replications, or over the steps of a single one.
        replications: in how many it was found by itself.
    """

    plant: str
    kind: str
    shop: str | None
    line: str | None
    element: str | None
    per_hour: float
    low: float
    high: float
    replications: int

    def __str__(self) -> str:
        """What grows, and how fast."""
        rate = f"by {_short(self.per_hour)} jobs an hour (95 %: {_short(self.low)} to {_short(self.high)})"
        return f"{self.place} grows without end, {rate}, {_short(self.per_hour * 24.0)} a day"

    @property
    def place(self) -> str:
        """The place for people: its kind, its name and its shop."""
        if self.kind == WIP:
            return "the number of jobs in the plant"
        shop = f" ({self.shop})" if self.shop else ""
        if self.kind in SOURCES:
            return f"the queue of released jobs before line {self.element}{shop}"
        return f"{self.kind.replace('_', ' ')} {self.element}{shop}"

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def _short(rate: float) -> str:
    """A rate with three digits, or as a whole number."""
    return f"{rate:,.0f}" if abs(rate) >= 1000 else f"{rate:.3g}"


def drift(levels: np.ndarray, step_s: float) -> Drift | None:
    """The drift of a level told at equal distances; None where there are too few.

    A level that nothing draws back is a random walk: the rises from one instant to the next are independent, and
    Student's t over them tells a drift from their noise (Law, Simulation Modeling and Analysis, section 9.5.3, with the
    rises as batches). The level of a stable queue is drawn back, so that its rises cancel and the test errs on the
    safe side; how often it does is measured (`benchmarks.growth`). As a rise that comes to an end is none, the second
    half must rise, too, and by `LEAST_RISE` jobs in all. The idea to watch the number in the system for a drift is that
    of Wieland, Pasupathy and Schmeiser, Queueing-network stability: simulation-based checking, Winter Simulation
    Conference 2003.
    """
    rises = np.diff(levels)
    n = rises.size
    if n < FEWEST:
        return None
    from scipy.special import stdtrit

    mean = float(rises.mean())
    noise = float(rises.std(ddof=1)) / math.sqrt(n)
    second = float(rises[n // 2 :].mean())
    grows = mean > float(stdtrit(n - 1, 1.0 - ALPHA)) * noise and mean * n >= LEAST_RISE and second >= STILL * mean
    half = float(stdtrit(n - 1, 0.975)) * noise
    hours = step_s / 3600.0
    return Drift(mean / hours, (mean - half) / hours, (mean + half) / hours, grows)


def growth(results: Sequence[RunTables]) -> list[Growth]:
    """What grows without end, the fastest first: found so in at least half of the replications.

    Where the jobs of a plant grow and no place of it was found, the one is named that rises most, if it is at least
    half of that.
    """
    every = [_growth(contents) for contents in zip(*(getattr(one, "contents", ()) for one in results), strict=True)]
    told = [one for one in every if one is not None]
    found = [one for one in told if one.replications and 2 * one.replications >= len(results)]
    for wip in [one for one in found if one.kind == WIP]:
        if all(one.kind == WIP for one in found if one.plant == wip.plant):
            places = [one for one in told if one.plant == wip.plant and one.kind != WIP]
            most = max(places, key=lambda one: one.per_hour, default=None)
            if most is not None and most.per_hour >= 0.5 * wip.per_hour:
                found.append(most)
    return sorted(found, key=lambda one: (one.kind == WIP, -one.per_hour))


def _growth(contents: Sequence[Content]) -> Growth | None:
    """The growth of one place over the replications, found or not; None where too little is known."""
    drifts = [one for content in contents if (one := drift(content.levels, content.step_s)) is not None]
    if not drifts:
        return None
    rates, count = [one.per_hour for one in drifts], sum(one.grows for one in drifts)
    low, high = t_interval(rates) or (drifts[0].low, drifts[0].high)
    about = contents[0]
    where = (about.plant, about.kind, about.shop, about.line, about.element)
    return Growth(*where, math.fsum(rates) / len(rates), low, high, count)


def growth_is_told(results: Sequence[RunTables]) -> bool:
    """Whether the runs are long enough for anything to be told from chance; a plant with a weekend needs four weeks."""
    contents = [content for one in results for content in getattr(one, "contents", ())]
    return not contents or any(drift(one.levels, one.step_s) is not None for one in contents)


def wip_grows(found: Sequence[Growth]) -> bool:
    """Whether the number of jobs in the plant grows: then neither it nor the lead time has a mean (Little's law)."""
    return any(one.kind == WIP for one in found)


def backlog_grows(found: Sequence[Growth]) -> bool:
    """Whether the number of released jobs that wait before their line grows."""
    return any(one.kind == SOURCE for one in found)


def growing_rates(results: Sequence[RunTables], found: Sequence[Growth]) -> list[float]:
    """Jobs an hour by which the places that grow do so together, in each replication; 0 where none does."""
    places = [one for one in found if one.kind != WIP] or list(found)
    wanted = {(one.plant, one.kind, one.shop, one.line, one.element) for one in places}
    rates: list[float] = []
    for result in results:
        contents: Sequence[Content] = getattr(result, "contents", ())
        chosen = [one for one in contents if (one.plant, one.kind, one.shop, one.line, one.element) in wanted]
        drifts = [drift(one.levels, one.step_s) for one in chosen]
        rates.append(math.fsum(one.per_hour for one in drifts if one is not None))
    return rates
