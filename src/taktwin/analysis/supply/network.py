"""What a distribution network did and cost in a run: the figures that network tools agree upon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from taktwin.analysis.supply.checks import number
from taktwin.model.errors import OptionError

if TYPE_CHECKING:
    from taktwin.runs.tables.result import Result

DAY = 86400.0


@dataclass(frozen=True)
class NetworkPrices:
    """What goods and orders cost, in any currency.

    ``buy`` a unit when it comes in, ``sell`` a unit when it leaves, ``holding`` a unit in stock for a day, ``order`` an
    order of a customer or of a stock point.
    """

    buy: float
    sell: float
    holding: float
    order: float


@dataclass(frozen=True)
class NetworkAccounts:
    """Orders, units and money of all stock points of a run together. Orders of sites are trucks of their lanes."""

    available_inventory_end: float
    demand_placed_orders_by_customer: int
    demand_placed_products_by_customer: float
    demand_placed_orders_by_site: int
    demand_placed_products_by_site: float
    fulfillment_received_orders_by_customer: int
    fulfillment_received_products_by_customer: float
    fulfillment_received_orders_by_site: int
    fulfillment_received_products_by_site: float
    inventory_carrying_cost: float
    inventory_spend: float
    transportation_cost: float
    revenue: float

    @property
    def demand_received_orders_total(self) -> int:
        """Orders of customers and sites."""
        return self.demand_placed_orders_by_customer + self.demand_placed_orders_by_site

    @property
    def demand_received_products_total(self) -> float:
        """Units that customers and sites ordered."""
        return self.demand_placed_products_by_customer + self.demand_placed_products_by_site

    @property
    def total_cost(self) -> float:
        """Holding, goods and transport."""
        return self.inventory_carrying_cost + self.inventory_spend + self.transportation_cost

    @property
    def profit(self) -> float:
        """Revenue less cost."""
        return self.revenue - self.total_cost

    @property
    def average_cost_per_item(self) -> float:
        """Total cost / units ordered; 0 where none was."""
        return self.total_cost / self.demand_received_products_total if self.demand_received_products_total else 0.0

    @property
    def average_cost_per_order(self) -> float:
        """Total cost / orders; 0 where there was none."""
        return self.total_cost / self.demand_received_orders_total if self.demand_received_orders_total else 0.0


def network_accounts(tables: Result, prices: NetworkPrices, delivery_days: float = 0.0) -> NetworkAccounts:
    """The accounts of a traced run without warm-up, in which each job is the order of a customer.

    A job draws what it asks for from a stock point (`uses`), and waits where that lacks it. What its customer has
    received are draws at least ``delivery_days`` before the end; goods are bought when they come in and sold when they
    leave. An order that waits counts with the mean amount of its stream so far. Events at the very end belong to the
    run: end it a moment earlier to leave them out.

    Args:
        tables: those of `Run.result`, of one replication.
        prices: of goods, holding and orders.
        delivery_days: from a stock point to its customer, d.

    Raises:
        OptionError: the run was not traced, or a price or time is negative or no number.

    See docs/inventory.md for an example.
    """
    for name in ("buy", "sell", "holding", "order"):
        number(name, getattr(prices, name), least=0.0)
    number("delivery_days", delivery_days, least=0.0)
    moved, sent, stocks = tables.movements, tables.shipments, tables.stocks
    if moved is None or sent is None:
        raise OptionError("the accounts of a network need each movement", "simulate with trace=True", "run")
    end = tables.elapsed_s
    drawn, received = moved.filter(pl.col("event") == "drawn"), moved.filter(pl.col("event") == "received")
    there = drawn.filter(pl.col("time") + delivery_days * DAY <= end)
    came = sent.filter(pl.col("arrives") <= end)
    customers, sites = tables.jobs.height, sent.select("lane", "number").n_unique()
    carried = float((stocks["mean"] * end / DAY).sum())
    return NetworkAccounts(
        available_inventory_end=float(stocks["final"].sum()),
        demand_placed_orders_by_customer=customers,
        demand_placed_products_by_customer=_asked(tables.jobs, drawn),
        demand_placed_orders_by_site=sites,
        demand_placed_products_by_site=float(sent["amount"].sum()),
        fulfillment_received_orders_by_customer=there.height,
        fulfillment_received_products_by_customer=float(there["amount"].sum()),
        fulfillment_received_orders_by_site=came.select("lane", "number").n_unique(),
        fulfillment_received_products_by_site=float(came["amount"].sum()),
        inventory_carrying_cost=prices.holding * carried,
        inventory_spend=prices.buy * float(received["amount"].sum()),
        transportation_cost=prices.order * (customers + sites),
        revenue=prices.sell * float(drawn["amount"].sum()),
    )


def _asked(jobs: pl.DataFrame, drawn: pl.DataFrame) -> float:
    """Units that the jobs ask for: of each stream, its jobs times the mean that one of them drew."""
    served = drawn.group_by("stream").agg(pl.col("amount").sum(), pl.col("order_number").n_unique().alias("served"))
    placed = jobs.group_by("stream").agg(pl.len().alias("placed"))
    both = placed.join(served, on="stream")
    return float((both["amount"] * both["placed"] / both["served"]).sum())
