"""What it costs not to emit a ton of CO2: the marginal abatement of measures over a year, each with its interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from taktwin.analysis.comparison.ratio import ratio_interval
from taktwin.analysis.paired import paired

KG_PER_T = 1000.0


@dataclass(frozen=True)
class Abatement:
    """A measure over a year, at the jobs that the plant makes without it; money of the tariff.

    Attributes:
        measure: its name.
        weather: name of the year of weather.
        tons: t CO2 that it saves (scope 1, and scope 2 by location); below 0 where more is emitted.
        tons_low: lower end of the interval of it.
        tons_high: upper end.
        cost: of the measure itself, as it was given; 0 where none was.
        saved: money that it saves on the bill, its own cost not counted.
        price: (cost - saved) / tons: money for each t that is not emitted, below 0 where it pays for itself; None
            where it does not save CO2 for sure.
        low: lower end of the interval of the price.
        high: upper end.
    """

    measure: str
    weather: str
    tons: float
    tons_low: float
    tons_high: float
    cost: float
    saved: float
    price: float | None
    low: float | None
    high: float | None

    @property
    def net(self) -> float:
        """Money a year: its cost less what it saves."""
        return self.cost - self.saved


def abatement(
    measure: str,
    weather: str,
    jobs: float,
    cost: float,
    co2_kg: tuple[Sequence[float], Sequence[float]],
    money: tuple[Sequence[float], Sequence[float]],
    comparisons: int,
) -> Abatement:
    """The abatement of one measure.

    Args:
        measure: its name.
        weather: name of the year of weather.
        jobs: that the plant makes in a year without it.
        cost: of the measure a year.
        co2_kg: of a job without it and with it, one value for each replication.
        money: likewise.
        comparisons: measures that are looked at together.
    """
    tons = [(before - after) * jobs / KG_PER_T for before, after in zip(*co2_kg, strict=True)]
    net = [cost - (before - after) * jobs for before, after in zip(*money, strict=True)]
    saved = paired(*co2_kg, comparisons=comparisons)
    low, high = (end * jobs / KG_PER_T for end in (saved.low, saved.high))
    mean, mean_net = saved.difference * jobs / KG_PER_T, math.fsum(net) / len(net)
    ends = ratio_interval(net, tons, comparisons=comparisons) if low > 0 else None
    price = None if ends is None else mean_net / mean
    return Abatement(measure, weather, mean, low, high, cost, cost - mean_net, price, *(ends or (None, None)))


def in_order(found: Sequence[Abatement], weather: str) -> list[Abatement]:
    """Those of one year of weather that save CO2 for sure, the cheapest ton first."""
    known = [one for one in found if one.weather == weather and one.price is not None]
    return sorted(known, key=lambda one: (one.price or 0.0, one.measure))
