"""Stages in a row with base stocks: exact cost, and the best base stocks (Clark and Scarf).

Stage 1 serves the customers, stage 2 supplies stage 1, and so on; the last is supplied from outside without limit.
Lists begin at the customers. In each period every stage orders what was demanded in the last one; from the last stage
on, what is due arrives and what is owed is shipped, as far as it is there; customers demand; then the cost is reckoned:
`holding` of each stage on what it has on hand and on what is under way from it to the next, `shortage` on what
customers wait for. What is under way to the last stage costs nothing here.

**How many demands a backorder counts.** An order of stage i arrives lead time L after it was placed, if its supplier
has the goods. With `review` 1 (the default, periodic review as above) the net stock of stage 1 when cost is reckoned is
short of the demands of L + 1 periods: those of the lead time and that of the period itself. With `review` 0 (continuous
review, or cost reckoned before demand) it is L. All other stages count L in both cases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from taktwin.analysis.supply.checks import MOST_WHOLE, number, numbers
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.planning.supply.demand import Demand, Distribution, Normal, check_demand

Numbers = NDArray[np.float64]

_MOST_PRODUCTS = 20_000_000_000  # of two probabilities: some ten seconds


@dataclass(frozen=True)
class Serial:
    """Base stocks of stages in a row, customers first, and what they do in the long run."""

    base_stock: tuple[float, ...]
    """Of each stage itself: on hand + on order - owed to the next (or to customers)."""
    echelon_base_stock: tuple[float, ...]
    """Of each stage with all that follow it: the sum of the base stocks up to it."""
    cost: float
    """Mean cost of a period, with what is under way between the stages."""
    on_hand: tuple[float, ...]
    """Mean units on hand of each stage."""
    in_transit: tuple[float, ...]
    """Mean units under way to each stage."""
    backorders: float
    """Mean units that customers wait for."""


def serial_cost(
    demand: Demand,
    lead_times: ArrayLike,
    holding: ArrayLike,
    shortage: float,
    base_stock: ArrayLike,
    review: float = 1.0,
) -> Serial:
    """The exact cost of given base stocks.

    What stage i owes to stage i - 1 is (demand over its lead time + what stage i + 1 owes to it - its base stock)+,
    from the last stage on.

    Args:
        demand: of a period.
        lead_times: L of each stage, customers first; 0 or more.
        holding: of each stage, cost of a unit on hand or under way to the next for a period; above 0.
        shortage: cost of a unit that a customer waits for, for a period; above 0.
        base_stock: of each stage itself, 0 or more; whole units unless the demand is normal.
        review: periods that a backorder counts besides the lead time of stage 1; see the module.

    Raises:
        OptionError: a number out of range, or lists of different length.
    """
    row = _Row(demand, lead_times, holding, shortage, review)
    levels = numbers("base_stock", base_stock, least=0.0, length=row.stages) / row.step
    if (levels > MOST_WHOLE).any():
        raise OptionError(
            Phrase("base_stock must be at most {most_whole:g}", most_whole=MOST_WHOLE * row.step),
            Phrase("count larger units"),
            "base_stock",
        )
    steps = np.rint(levels).astype(np.int64)
    if row.step == 1.0 and (levels != steps).any():
        raise OptionError(Phrase("base_stock must be in whole units, as the demand is"), "", "base_stock")
    return row.policy(steps.tolist())


def best_serial(
    demand: Demand, lead_times: ArrayLike, holding: ArrayLike, shortage: float, review: float = 1.0
) -> Serial:
    """The base stocks with the lowest cost, and their exact cost.

    The echelon base stocks are found from the customers on: C1(y) = E[e1 (y - D1) + (p + h1) (D1 - y)+], Ci(y) = E[ei
    (y - Di) + Ci-1(min(Si-1, y - Di))], Si the smallest y where Ci is least; ei is what the holding cost grows from the
    stage before, hi - hi+1 (Clark, Scarf, Optimal policies for a multi-echelon inventory problem, Management Science 6,
    1960, 475-490; in this form Chen, Zheng, Lower bounds for multi-echelon stochastic inventory systems, Management
    Science 40, 1994, 1426-1443). No policy of any kind costs less.

    Args:
        demand: of a period. A normal one is solved on a grid of a hundredth of its standard deviation.
        lead_times: L of each stage, customers first; 0 or more.
        holding: of each stage, cost of a unit on hand or under way to the next for a period; above 0 and not
            rising from the customers on.
        shortage: cost of a unit that a customer waits for, for a period; above 0.
        review: periods that a backorder counts besides the lead time of stage 1; see the module.

    Raises:
        OptionError: a number out of range, or lists of different length.
    """
    row = _Row(demand, lead_times, holding, shortage, review)
    if (row.added < 0.0).any():
        message = Phrase("holding must not rise from the customers on")
        raise OptionError(
            message, Phrase("a unit that costs less to hold further on belongs there: leave the stage out"), "holding"
        )
    echelon = row.best()
    # A stage that would have less than those behind it leaves them less: what counts is the lowest from it on.
    reached = np.minimum.accumulate(np.array(echelon)[::-1])[::-1]
    return row.policy(np.diff(reached, prepend=0).tolist())


class _Row:
    """The stages after their checks, in steps of the demand's grid."""

    def __init__(
        self, demand: Demand, lead_times: ArrayLike, holding: ArrayLike, shortage: float, review: float
    ) -> None:
        check_demand(demand)
        times = numbers("lead_times", lead_times, least=0.0)
        self.stages = times.size
        self.holding = numbers("holding", holding, above=0.0, length=times.size)
        self.added = self.holding - np.append(self.holding[1:], 0.0)
        self.shortage = number("shortage", shortage, above=0.0)
        self.step = demand.sd / 100.0 if isinstance(demand, Normal) else 1.0
        counted = times.tolist()
        counted[0] += number("review", review, least=0.0)
        self.lead: list[Distribution] = [demand.over(time) for time in counted]
        points = sum(one.p.size for one in self.lead)
        if self.stages > 1 and points * max(one.p.size for one in self.lead) > _MOST_PRODUCTS:
            message = Phrase(
                "lead_times: {stages} distributions of {points:,} amounts are too many to combine",
                stages=self.stages,
                points=points,
            )
            raise OptionError(message, Phrase("count larger units"), "lead_times")
        self.in_transit = demand.rate * times

    def policy(self, levels: Sequence[int]) -> Serial:
        """The figures of base stocks, in steps."""
        owed = Distribution(0, np.ones(1))
        on_hand = []
        for lead, level in zip(self.lead[:0:-1], levels[:0:-1], strict=True):
            short = _plus(lead, owed)
            on_hand.append(float(short.on_hand(level)))
            owed = _above(short, level)
        short = _plus(self.lead[0], owed)
        on_hand.append(float(short.on_hand(levels[0])))
        waiting = float(short.backorders(levels[0])) * self.step
        held = np.array(on_hand[::-1]) * self.step
        cost = float(self.holding @ held + self.holding[1:] @ self.in_transit[:-1]) + self.shortage * waiting
        local = np.array(levels) * self.step
        if self.step == 1.0:
            local = local.astype(np.int64)
        return Serial(
            base_stock=tuple(local.tolist()),
            echelon_base_stock=tuple(np.cumsum(local).tolist()),
            cost=cost,
            on_hand=tuple(held.tolist()),
            in_transit=tuple(self.in_transit.tolist()),
            backorders=waiting,
        )

    def best(self) -> list[int]:
        """The echelon base stock of each stage, in steps."""
        lead = self.lead[0]
        lowest, highest = lead.low, lead.high
        levels = np.arange(lowest, highest + 1)
        top = float(self.added[0])
        cost = top * (levels - lead.mean) + (self.shortage + self.holding[0]) * lead.backorders(levels)
        slope = top - (self.shortage + float(self.holding[0]))  # of the cost below its lowest level
        found = [lowest + int(np.argmin(cost))]
        for added, lead in zip(self.added[1:].tolist(), self.lead[1:], strict=True):
            # What the stages before cost if this one brings them to the position x: no more than their best.
            first, last = lowest + lead.low - lead.high, highest + lead.high - lead.low
            x = np.minimum(np.arange(first, last + 1), found[-1])
            before = cost[np.maximum(x - lowest, 0)] + slope * np.minimum(x - lowest, 0)
            lowest, highest = lowest + lead.low, highest + lead.high
            levels = np.arange(lowest, highest + 1)
            cost = added * (levels - lead.mean) + np.convolve(before, lead.p, mode="valid")
            slope += added
            found.append(lowest + int(np.argmin(cost)))
        return found


def _plus(one: Distribution, other: Distribution) -> Distribution:
    return Distribution(one.low + other.low, np.convolve(one.p, other.p))


def _above(amount: Distribution, level: int) -> Distribution:
    """Distribution of (amount - level)+."""
    kept = min(max(level - amount.low, 0), amount.p.size)
    if kept == 0:
        return Distribution(amount.low - level, amount.p)
    if kept == amount.p.size:
        return Distribution(0, np.ones(1))
    return Distribution(0, np.append(amount.p[:kept].sum() + amount.p[kept], amount.p[kept + 1 :]))
