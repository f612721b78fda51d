"""Continuous review with a reorder point: when the position falls to r or below, order Q units, or n Q of them.

The position just after ordering is uniform on r + 1 ... r + Q, whatever the demand, and independent of the demand over
the following lead time D; stock on hand less backorders is position less D (Hadley, Whitin, Analysis of Inventory
Systems, 1963, chapter 4; Axsaeter, Inventory Control, 2015, chapter 5). So everything is exact: on hand
E[(y - D)+], backorders E[(D - y)+], both averaged over y.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taktwin.analysis.supply.checks import MOST_WHOLE, number, whole
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.planning.supply.demand import Demand, Discrete, Normal, Poisson, PoissonBatches
from taktwin.planning.supply.newsvendor import check_quantity, counted_ratio

_MOST = 100_000  # units in an order


@dataclass(frozen=True)
class ReorderPoint:
    """A policy (r, Q), or (r, n Q) for demand in batches, and what it does in the long run."""

    reorder_point: int
    """r: order when the position (on hand + on order - backorders) is at or below it."""
    quantity: int
    """Q: units in an order; a large batch may need several at once."""
    on_hand: float
    """Mean units on hand."""
    backorders: float
    """Mean units that are waited for."""
    on_order: float
    """Mean units on order, that is demand rate x lead time."""
    fill_rate: float
    """Share of the units, 0 to 1, that are there when they are asked for; of a batch, so many as are there count."""
    order_rate: float
    """Times an order is placed in a unit of time (several Q at once are one order)."""
    cost: float
    """setup x order rate + holding x on hand + shortage x backorders, in a unit of time."""


def reorder_point(
    demand: Demand,
    lead_time: float,
    reorder_point: int,
    quantity: int,
    holding: float = 0.0,
    shortage: float = 0.0,
    setup: float = 0.0,
) -> ReorderPoint:
    """What a policy (r, Q) or (r, n Q) does, exactly.

    Args:
        demand: `Poisson` (single units) or `PoissonBatches`.
        lead_time: from order to arrival, always the same, in the unit of time of the demand, 0 or more.
        reorder_point: r, a whole number; may be negative.
        quantity: Q, a whole number, at least 1.
        holding: cost of a unit on hand for a unit of time, 0 or more.
        shortage: cost of a unit that is waited for, for a unit of time, 0 or more.
        setup: cost of an order, 0 or more.

    Raises:
        OptionError: a number out of range, or another demand.
    """
    batches = _batches(demand)
    r = whole("reorder_point", reorder_point, least=-MOST_WHOLE)
    q = whole("quantity", quantity, least=1, most=_MOST)
    for name, value in (("holding", holding), ("shortage", shortage), ("setup", setup)):
        number(name, value, least=0.0)
    lead = demand.over(number("lead_time", lead_time, least=0.0))
    positions = r + np.arange(1, q + 1)
    on_hand, waiting = float(lead.on_hand(positions).mean()), float(lead.backorders(positions).mean())
    sizes = np.asarray(batches.sizes, np.float64)
    larger = np.cumsum(sizes[::-1])[::-1]  # P(size >= 1), P(size >= 2), ...
    orders = batches.batches * float(larger[:q].sum()) / q  # a batch of k units orders with probability min(k, Q) / Q
    # A unit that is the j-th of its batch is there if the stock just before is j or more.
    served = float(sum(p * lead.not_above(positions - j - 1).mean() for j, p in enumerate(larger.tolist())))
    return ReorderPoint(
        reorder_point=r,
        quantity=q,
        on_hand=on_hand,
        backorders=waiting,
        on_order=demand.rate * lead_time,
        fill_rate=served / batches.mean_size,
        order_rate=orders,
        cost=setup * orders + holding * on_hand + shortage * waiting,
    )


def best_reorder_point(
    demand: Poisson, lead_time: float, holding: float, shortage: float, setup: float
) -> ReorderPoint:
    """The policy (r, Q) with the lowest cost for Poisson demand in single units.

    The range r + 1 ... r + Q grows from the level with the lowest cost to the side where the next level costs less, for
    as long as that is below the mean cost (Federgruen, Zheng, An efficient algorithm for computing an optimal (r, Q)
    policy in continuous review stochastic inventory systems, Operations Research 40, 1992, 808-813).

    Args:
        demand: `Poisson`.
        lead_time: from order to arrival, always the same, in the unit of time of the demand, 0 or more.
        holding: cost of a unit on hand for a unit of time, above 0.
        shortage: cost of a unit that is waited for, for a unit of time, above 0.
        setup: cost of an order, 0 or more.

    Raises:
        OptionError: a number out of range, or another demand.
    """
    if not isinstance(demand, Poisson):
        raise OptionError(
            Phrase("demand must be Poisson, in single units"),
            Phrase("try several (r, Q) with `reorder_point`"),
            "demand",
        )
    ratio = counted_ratio(holding, shortage)
    number("setup", setup, least=0.0)
    check_quantity(demand.rate, setup, holding, shortage, _MOST)
    lead = demand.over(number("lead_time", lead_time, least=0.0))

    def level_cost(level: int) -> float:
        return holding * float(lead.on_hand(level)) + shortage * float(lead.backorders(level))

    low = lead.quantile(ratio)  # the smallest level with the lowest cost
    high = low
    total = setup * demand.rate + level_cost(low)  # of the levels low ... high, and of the orders
    below, above = level_cost(low - 1), level_cost(high + 1)
    while min(below, above) < total / (high - low + 1):
        if below <= above:
            low, total = low - 1, total + below
            below = level_cost(low - 1)
        else:
            high, total = high + 1, total + above
            above = level_cost(high + 1)
    return reorder_point(demand, lead_time, low - 1, high - low + 1, holding, shortage, setup)


def _batches(demand: Demand) -> PoissonBatches:
    if isinstance(demand, Poisson):
        return PoissonBatches(demand.mean, (1.0,))
    if isinstance(demand, PoissonBatches):
        return demand
    kind = (
        Phrase("by period") if isinstance(demand, Discrete) else "normal" if isinstance(demand, Normal) else "unknown"
    )
    raise OptionError(
        Phrase("demand must come as a Poisson process, got one that is {kind}", kind=kind),
        Phrase("use periodic review"),
        "demand",
    )
