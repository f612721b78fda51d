"""Base stock with continuous review: every unit that is taken is ordered again at once, (S - 1, S).

The number of units on order depends on the mean lead time alone, whatever its distribution (orders may overtake each
other). If demand that finds nothing is lost, it is that of Erlang's loss system with S servers; if it waits, it is
Poisson (Palm's theorem). See for example Zipkin, Foundations of Inventory Management, 2000, chapter 7.
"""

from __future__ import annotations

from dataclasses import dataclass

from taktwin.analysis.supply.checks import number, whole
from taktwin.planning.supply.demand import poisson

MOST = 1_000_000
"""Largest base stock that is reckoned, in units."""


@dataclass(frozen=True)
class BaseStock:
    """A base stock S and what it does in the long run."""

    base_stock: int
    """S: on hand + on order - backorders, always."""
    fill_rate: float
    """Share of the demand, 0 to 1, that is served at once."""
    lost_share: float
    """Share of the demand that is lost; 0 where demand waits."""
    on_hand: float
    """Mean units on hand."""
    on_order: float
    """Mean units on order."""
    backorders: float
    """Mean units that are waited for; 0 where demand is lost."""


def base_stock_lost(rate: float, lead_time: float, base_stock: int) -> BaseStock:
    """Base stock where demand that finds nothing is lost: Erlang's loss formula.

    B(0) = 1, B(n) = a B(n - 1) / (n + a B(n - 1)) with a = rate x lead time; on order a (1 - B), on hand S less that.
    1 - B(n) is n / (n + a B(n - 1)), which stays exact where nearly all demand is lost.

    Args:
        rate: Poisson demand, units in a unit of time, above 0.
        lead_time: mean time from order to arrival, 0 or more.
        base_stock: S, 0 or more.

    Raises:
        OptionError: a number out of range.

    Example:
        >>> base_stock_lost(rate=1, lead_time=1, base_stock=1).lost_share
        0.5
    """
    load = number("rate", rate, above=0.0) * number("lead_time", lead_time, least=0.0)
    level = whole("base_stock", base_stock, most=MOST)
    lost, served = 1.0, 0.0
    for n in range(1, level + 1):
        turned_away = load * lost
        lost, served = turned_away / (n + turned_away), n / (n + turned_away)
    on_order = load * served
    return BaseStock(level, served, lost, max(level - on_order, 0.0), on_order, 0.0)


def base_stock_backorders(rate: float, lead_time: float, base_stock: int) -> BaseStock:
    """Base stock where demand waits: the units on order are Poisson with mean rate x lead time.

    Args:
        rate: Poisson demand, units in a unit of time, above 0.
        lead_time: mean time from order to arrival, 0 or more.
        base_stock: S, 0 or more.

    Raises:
        OptionError: a number out of range.
    """
    load = number("rate", rate, above=0.0) * number("lead_time", lead_time, least=0.0)
    level = whole("base_stock", base_stock, most=MOST)
    on_order = poisson(load)
    fill = float(on_order.not_above(level - 1))
    return BaseStock(level, fill, 0.0, float(on_order.on_hand(level)), load, float(on_order.backorders(level)))
