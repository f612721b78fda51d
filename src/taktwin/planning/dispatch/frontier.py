"""What less CO2 costs: the cheapest plans for a row of prices of carbon, from none to beyond all others."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.dispatch.check import number
from taktwin.planning.dispatch.errors import DispatchError
from taktwin.planning.dispatch.plan import DispatchPlan
from taktwin.planning.dispatch.problem import DispatchProblem
from taktwin.planning.dispatch.solve import dispatch

if TYPE_CHECKING:
    import polars as pl

_NEXT_TO_NOTHING = 1e-5
"""Share of the cost that the lesser aim has at either end, where only it decides between equals."""
_BEYOND_ALL = 1e4
"""Cost of the emissions over the cost of the plan, at the end where CO2 decides."""


@dataclass(frozen=True, eq=False)
class CarbonFrontier:
    """Plans from the cheapest to the one with the least CO2.

    Attributes:
        plans: none of them can be beaten in cost and CO2 at once.
        prices: money/t CO2, on top of the tariff's price of carbon, at which each plan is the cheapest.
    """

    plans: tuple[DispatchPlan, ...]
    prices: tuple[float, ...]

    def table(self) -> pl.DataFrame:
        """One row a plan: `cost`, `co2_kg`, and `abatement`, money for each t CO2 less than the plan before (null)."""
        import polars as pl

        points = [(one.cost, one.co2_kg) for one in self.plans]
        more = [_slope(one, other) for one, other in pairwise(points)]
        columns = {"cost": [one for one, _ in points], "co2_kg": [kg for _, kg in points], "abatement": [None, *more]}
        return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Float64))


def carbon_frontier(
    problem: DispatchProblem, points: int = 20, *, gap: float = 1e-7, time_limit: float = math.inf
) -> CarbonFrontier:
    """The trade between cost and CO2 of the import: at which cost which CO2 can be reached.

    The cost is that of the tariff, its price of carbon included; the CO2 counts the import by its factor, and nothing
    for export. With a factor that is the same in all steps a battery raises it by its losses. Between two plans that
    are furthest apart in CO2 the next one is sought, with the price of carbon at which both cost the same (dichotomic
    search of a bi-objective program, Aneja and Nair 1979); without binaries every corner is found in the end, and the
    frontier is straight between neighbours.

    Args:
        problem: site and tariff; its `carbon_factor` must not be 0 throughout.
        points: number of plans at most, both ends included.
        gap: relative gap at which a search with binaries stops.
        time_limit: seconds for each plan.

    Raises:
        DispatchError: fewer than two points, or a factor of 0 throughout.
        NoDispatchError: the load cannot be served.
    """
    if isinstance(points, bool) or not isinstance(points, int) or not 2 <= points <= 1000:
        raise DispatchError(
            Phrase("frontier: points must be a whole number from 2 to 1000, got {points}", points=repr(points)),
            Phrase("correct it"),
        )
    number("frontier", "gap", gap, "share", most=1.0)
    number("frontier", "time_limit", time_limit, "s")
    if not np.any(problem.prices.factor > 0):
        raise DispatchError(
            Phrase("frontier: the carbon_factor of the tariff is 0"), Phrase("give the kg CO2/kWh of the import")
        )

    def weighted(price: float) -> DispatchPlan:
        return _weighted(problem, price, gap, time_limit)

    plain = weighted(0.0)
    ratio = max(abs(plain.cost), 1.0) / max(plain.co2_kg, 1.0) * 1000.0
    found = {price: weighted(price) for price in (_NEXT_TO_NOTHING * ratio, _BEYOND_ALL * ratio)}
    straight: set[tuple[float, float]] = set()
    while len(found) < points:
        pair = _widest(found, straight)
        if pair is None:
            break
        (low, high), (one, other) = pair, (_point(found[price]) for price in pair)
        price = _slope(one, other)
        new = weighted(price) if price is not None and low < price < high else None
        saved = 0.0 if new is None or price is None else _value(one, price) - _value(_point(new), price)
        if new is None or price is None or saved <= 1e-9 * abs(_value(one, price)):
            straight.add((low, high))
        else:
            found[price] = new
    kept = [price for price in sorted(found) if _falls(found, price)]
    return CarbonFrontier(tuple(found[price] for price in kept), tuple(kept))


Point = tuple[float, float]
"""Cost and kg CO2."""


def _point(plan: DispatchPlan) -> Point:
    return plan.cost, plan.co2_kg


def _value(point: Point, price: float) -> float:
    return point[0] + price / 1000.0 * point[1]


def _slope(one: Point, other: Point) -> float | None:
    """Money for each t CO2 that the other point has less; None where it has none less."""
    less = one[1] - other[1]
    return (other[0] - one[0]) / less * 1000.0 if less > 1e-9 * max(one[1], 1.0) else None


def _widest(found: dict[float, DispatchPlan], straight: set[Point]) -> tuple[float, float] | None:
    """The prices of two neighbours between which another plan may be, the widest apart in CO2."""
    prices: Sequence[float] = sorted(found)
    pairs = [pair for pair in pairwise(prices) if pair not in straight]
    return max(pairs, key=lambda pair: found[pair[0]].co2_kg - found[pair[1]].co2_kg, default=None)


def _falls(found: dict[float, DispatchPlan], price: float) -> bool:
    """Whether a plan has less CO2 than all that are cheaper."""
    kg = found[price].co2_kg
    return all(kg < one.co2_kg * (1 - 1e-7) for other, one in found.items() if other < price)


def _weighted(problem: DispatchProblem, price: float, gap: float, time_limit: float) -> DispatchPlan:
    """The cheapest plan at a price of carbon (money/t) on top of the tariff's, with the cost of the tariff alone.

    Its bound is that of a plan with the same CO2. Each program is built anew: from the last solution, another price
    takes the solver twice as long.
    """
    tariff = replace(problem.tariff, carbon_price=problem.tariff.carbon_price + price)
    found = dispatch(replace(problem, tariff=tariff), gap=gap, time_limit=time_limit)
    own = DispatchPlan(problem, found.flows, -math.inf, found.proven)
    return replace(own, bound=min(own.cost, found.bound - price / 1000.0 * own.co2_kg))
