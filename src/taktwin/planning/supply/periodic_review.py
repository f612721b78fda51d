"""Periodic review with a reorder point: every period, if the position is at or below s, order up to S.

Each period: look, order, then demand, then cost: h for each unit on hand, p for each that is waited for, and K for each
order. With a lead time of L periods an order of period t serves the demand from t + L on; the cost that goes with the
position after ordering, y, is that of y less the demand of L + 1 periods, G(y).

Between two orders the position falls from S; m(j), the mean number of periods in which it is S - j, follows from the
renewal equation m(0) = 1 / (1 - P(0)), m(j) = sum of P(l) m(j - l) / (1 - P(0)). The cost of a period is (K + sum m(j)
G(S - j)) / sum m(j), j from 0 to S - s - 1 (Zheng, Federgruen, Finding optimal (s, S) policies is about as simple as
evaluating a single policy, Operations Research 39, 1991, 654-665, whose algorithm finds the best s and S here).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taktwin.analysis.supply.checks import MOST_WHOLE, number, whole
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.planning.supply.demand import Demand, Distribution, Normal, check_demand
from taktwin.planning.supply.newsvendor import check_quantity, counted_ratio

_MOST = 100_000  # levels between s and S
_MOST_TRIED = 10_000  # units in an order up to which the best s and S are looked for


@dataclass(frozen=True)
class PeriodicReview:
    """A policy (s, S) and what it does in the long run; all per period."""

    reorder_point: int
    """s: order when the position (on hand + on order - backorders) is at or below it."""
    order_up_to: int
    """S: the position after an order."""
    cost: float
    """Mean cost of a period."""
    order_frequency: float
    """Orders a period."""
    on_hand: float
    """Mean units on hand at the end of a period."""
    backorders: float
    """Mean units that are waited for at the end of a period."""


def periodic_review(
    demand: Demand,
    reorder_point: int,
    order_up_to: int,
    holding: float,
    shortage: float,
    setup: float,
    lead_time: int = 0,
) -> PeriodicReview:
    """The exact cost of a policy (s, S).

    Args:
        demand: of a period; `Poisson`, `PoissonBatches` or `Discrete`.
        reorder_point: s, a whole number; may be negative.
        order_up_to: S, a whole number above s.
        holding: h, cost of a unit on hand for a period, above 0.
        shortage: p, cost of a unit that is waited for, for a period, above 0.
        setup: K, cost of an order, 0 or more.
        lead_time: L, whole periods, 0 or more.

    Raises:
        OptionError: a number out of range, or a demand that is not in whole units.
    """
    review = _Review(demand, holding, shortage, setup, lead_time)
    low = whole("reorder_point", reorder_point, least=-MOST_WHOLE)
    high = whole("order_up_to", order_up_to, least=-MOST_WHOLE)
    if high <= low:
        message = Phrase("order_up_to must be above the reorder point of {low}, got {high}", low=low, high=high)
        raise OptionError(message, Phrase("order at least one unit"), "order_up_to")
    if high - low > _MOST:
        message = Phrase(
            "order_up_to: an order would be of up to {high:,} units, more than {most:,}", high=high - low, most=_MOST
        )
        raise OptionError(message, Phrase("count larger units"), "order_up_to")
    return review.policy(low, high)


def best_periodic_review(
    demand: Demand, holding: float, shortage: float, setup: float, lead_time: int = 0
) -> PeriodicReview:
    """The policy (s, S) with the lowest cost.

    Args:
        demand: of a period; `Poisson`, `PoissonBatches` or `Discrete`.
        holding: h, cost of a unit on hand for a period, above 0.
        shortage: p, cost of a unit that is waited for, for a period, above 0.
        setup: K, cost of an order, 0 or more.
        lead_time: L, whole periods, 0 or more.

    Raises:
        OptionError: a number out of range, or a demand that is not in whole units.
    """
    review = _Review(demand, holding, shortage, setup, lead_time)
    check_quantity(demand.rate, setup, holding, shortage, _MOST_TRIED)
    lowest = review.lead.quantile(counted_ratio(holding, shortage))  # the smallest level with the lowest cost G
    low, high = lowest - 1, lowest
    while review.cost(low, high) > review.level_cost(low):
        low -= 1
    best = review.cost(low, high)
    level = high + 1
    while review.level_cost(level) <= best:  # a higher S costs at least G(S), which only rises from here
        if review.cost(low, level) < best:
            high = level
            best = review.cost(low, high)
            while best <= review.level_cost(low + 1):
                low += 1
                best = review.cost(low, high)
        level += 1
    return review.policy(low, high)


class _Review:
    """One part under periodic review: the costs of a level and of a policy."""

    def __init__(self, demand: Demand, holding: float, shortage: float, setup: float, lead_time: int) -> None:
        check_demand(demand)
        if isinstance(demand, Normal):
            raise OptionError(
                Phrase("demand must be in whole units, got a normal one"), Phrase("give a Poisson demand"), "demand"
            )
        counted_ratio(holding, shortage)
        self.setup = number("setup", setup, least=0.0)
        self.holding, self.shortage = holding, shortage
        self.lead: Distribution = demand.over(whole("lead_time", lead_time) + 1)
        period = demand.over(1)
        self.p = np.append(np.zeros(period.low), period.p)
        self.some = float(self.p[1:].sum())  # not 1 - p(0), which is 0 where demand is rare
        if not self.some > 0.0:
            raise OptionError(
                Phrase("demand: there is none in nearly all periods"), Phrase("take longer periods"), "demand"
            )
        self.visits: NDArray[np.float64] = np.array([1.0 / self.some])

    def level_cost(self, level: int) -> float:
        """G(y): cost of a period of the position y after ordering."""
        return float(self._level_costs(np.array([level]))[0])

    def cost(self, low: int, high: int) -> float:
        """Cost of a period of the policy."""
        visits, levels = self._weights(low, high)
        return (self.setup + float(visits @ self._level_costs(levels))) / float(visits.sum())

    def policy(self, low: int, high: int) -> PeriodicReview:
        """The policy with its figures."""
        visits, levels = self._weights(low, high)
        periods = float(visits.sum())
        return PeriodicReview(
            reorder_point=low,
            order_up_to=high,
            cost=self.cost(low, high),
            order_frequency=1.0 / periods,
            on_hand=float(visits @ self.lead.on_hand(levels)) / periods,
            backorders=float(visits @ self.lead.backorders(levels)) / periods,
        )

    def _level_costs(self, levels: NDArray[np.int64]) -> NDArray[np.float64]:
        return self.holding * self.lead.on_hand(levels) + self.shortage * self.lead.backorders(levels)

    def _weights(self, low: int, high: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Mean periods at each level between two orders, and the levels from S down to s + 1."""
        steps = high - low
        if steps > self.visits.size:
            known = self.visits.size
            self.visits = np.append(self.visits, np.zeros(max(steps, 2 * known) - known))
            for j in range(known, self.visits.size):
                most = min(j, self.p.size - 1)
                falls = self.p[1 : most + 1] @ self.visits[j - most : j][::-1]
                self.visits[j] = falls / self.some
        return self.visits[:steps], high - np.arange(steps)
