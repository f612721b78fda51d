"""Order quantities for even demand: economic order quantity, with backorders, for own make, with price breaks.

All cost is per unit of time, in the unit of time of the demand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from taktwin.analysis.supply.checks import number, numbers
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.planning.presslots.lots import order_quantity, production_quantity


@dataclass(frozen=True)
class OrderQuantity:
    """A lot that is ordered again and again."""

    quantity: float
    """Units in an order."""
    cost: float
    """Cost of orders, stock and backorders in a unit of time; with price breaks also of the units themselves."""
    cycle: float
    """Time from order to order."""
    backorder_share: float = 0.0
    """Share of the demand, 0 to 1, that waits for the next order."""
    price: float | None = None
    """Price of a unit; None where prices were not asked."""
    interval: int | None = None
    """Which of the price intervals the quantity lies in, from 0; None where there are none."""


def eoq(demand: float, setup: float, holding: float) -> OrderQuantity:
    """Economic order quantity: Q = sqrt(2 K d / h), cost sqrt(2 K d h) (Harris 1913).

    Args:
        demand: d, units in a unit of time, above 0.
        setup: K, cost of an order, above 0.
        holding: h, cost of a unit in stock for a unit of time, above 0.

    Raises:
        OptionError: a number out of range.

    Example:
        >>> round(eoq(demand=1300, setup=8, holding=0.225).quantity, 1)
        304.0
    """
    _check(demand, setup, holding)
    quantity = order_quantity(demand, setup, holding)
    return OrderQuantity(quantity, holding * quantity, quantity / demand)


def eoq_backorders(demand: float, setup: float, holding: float, shortage: float) -> OrderQuantity:
    """Economic order quantity where demand may wait: Q = sqrt(2 K d / h) sqrt((h + p) / p).

    The share h / (h + p) of the demand waits; the cost is sqrt(2 K d h p / (h + p)) (Silver, Pyke, Thomas, Inventory
    and Production Management in Supply Chains, 2017, chapter 4).

    Args:
        demand: d, units in a unit of time, above 0.
        setup: K, cost of an order, above 0.
        holding: h, cost of a unit in stock for a unit of time, above 0.
        shortage: p, cost of a unit that is waited for, for a unit of time, above 0.

    Raises:
        OptionError: a number out of range.
    """
    _check(demand, setup, holding)
    both = holding + number("shortage", shortage, above=0.0)
    reduced = holding * (shortage / both)  # not h (1 - h / both): nothing would be left of a cheap shortage
    quantity = order_quantity(demand, setup, reduced)
    return OrderQuantity(quantity, reduced * quantity, quantity / demand, holding / both)


def epq(demand: float, setup: float, holding: float, production_rate: float) -> OrderQuantity:
    """Economic production quantity, of a lot that arrives while it is made: Q = sqrt(2 K d / (h (1 - d / r))).

    Taft, The most economical production lot, Iron Age 101, 1918. The cost is sqrt(2 K d h (1 - d / r)).

    Args:
        demand: d, units in a unit of time, above 0.
        setup: K, cost of a lot, above 0.
        holding: h, cost of a unit in stock for a unit of time, above 0.
        production_rate: r, units in a unit of time while the lot is made, above the demand.

    Raises:
        OptionError: a number out of range.
    """
    _check(demand, setup, holding)
    if not number("production_rate", production_rate, above=0.0) > demand:
        message = Phrase(
            "production_rate must be above the demand of {demand:g}, got {production_rate:g}",
            demand=demand,
            production_rate=production_rate,
        )
        raise OptionError(message, Phrase("make faster, or let several machines share the demand"), "production_rate")
    quantity = production_quantity(demand, production_rate, setup, holding)
    return OrderQuantity(quantity, holding * (1.0 - demand / production_rate) * quantity, quantity / demand)


def eoq_discount(
    demand: float, setup: float, holding_rate: float, breakpoints: ArrayLike, unit_costs: ArrayLike
) -> OrderQuantity:
    """The cheapest order where a larger one makes all its units cheaper (all-units discount).

    In each price interval the order quantity of its price, or the nearest quantity in the interval; the cheapest of
    them, price of the units included (Silver, Pyke, Thomas 2017, chapter 4).

    Args:
        demand: d, units in a unit of time, above 0.
        setup: K, cost of an order, above 0.
        holding_rate: cost of a unit in stock for a unit of time as a share of its price, above 0.
        breakpoints: smallest quantity of each price, from 0 on and increasing.
        unit_costs: price of a unit in each interval, above 0; a larger order is never dearer a unit.

    Raises:
        OptionError: a number out of range, or prices and breakpoints that do not fit each other.
    """
    _check(demand, setup, 1.0)
    number("holding_rate", holding_rate, above=0.0)
    least = numbers("breakpoints", breakpoints, least=0.0)
    price = numbers("unit_costs", unit_costs, above=0.0, length=least.size)
    if least[0] != 0.0 or (np.diff(least) <= 0.0).any():
        raise OptionError(Phrase("breakpoints must begin with 0 and increase"), "", "breakpoints")
    if (np.diff(price) > 0.0).any():
        raise OptionError(
            Phrase("unit_costs must not rise with the quantity"), Phrase("split the order instead"), "unit_costs"
        )
    found = []
    for interval in range(least.size):
        quantity = max(order_quantity(demand, setup, holding_rate * price[interval]), least[interval])
        if interval + 1 < least.size and quantity >= least[interval + 1]:
            continue  # so many units have the next price, which is no dearer
        stock = holding_rate * price[interval] * quantity / 2.0
        cost = float(price[interval] * demand + setup * demand / quantity + stock)
        best = float(quantity)
        found.append(OrderQuantity(best, cost, best / demand, price=float(price[interval]), interval=interval))
    return min(found, key=lambda one: (one.cost, one.quantity))


def _check(demand: float, setup: float, holding: float) -> None:
    number("demand", demand, above=0.0)
    number("setup", setup, above=0.0)
    number("holding", holding, above=0.0)
