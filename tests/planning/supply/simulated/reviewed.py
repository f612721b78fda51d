"""Plants of the reference cases of inventory policies: lanes that review a stock point, and customers who wait.

A customer is a job that waits in an unlimited buffer, where he calls his unit, until a station that takes no time has
drawn it. A period, or the unit of time of a case, is one second. In periodic review all demand of a period comes at
once, right after the order at its begin, so the mean over time is that over the ends of periods; the lane's lead time
is L periods, and so the net stock at the end of a period lacks the demand of L + 1 periods.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import stats

from taktwin.planning.supply.demand import Discrete
from taktwin.planning.supply.serial import serial_cost
from tests.kernel.plants import Data, line
from tests.planning.supply.simulated.cards import exponential
from tests.planning.supply.simulated.controls import demand, each_period, poisson
from tests.planning.supply.simulated.replicated import (
    Batch,
    Controls,
    Measure,
    Simulated,
    level,
    state_share,
    stock,
    works,
)

PIECES = 20  # of which a unit is made up where demand comes in fractions
PARTS = 4  # by which the windows slide in which demand is counted: a lead time has so many
SMALLEST = 1e-15  # probability of what is left out

WAITING = [
    {"buffer": "customers", "capacity": "unlimited"},
    {"station": "store", "cycle": "0 s", "uses": [{"part": "unit", "from": "units"}]},
]
CALL = {"at": "customers"}


def supplied(orders: Data, lane: Data, initial: float, flow: list[Data] | None = None, **more: Any) -> Data:
    """Customers who draw from one stock point, and the lane that reviews it; its trucks are counted at a dock."""
    stocks = {"units": {"part": "unit", "shop": "shop", "initial": initial}}
    lanes = {"review": {"supplier": "maker", "to": "units", "call": CALL, "dock": "gate", **lane}}
    plant: Data = {"parts": {"unit": {}}, "suppliers": {"maker": {}}, "stocks": stocks, "lanes": lanes}
    return line(flow or WAITING, orders, **plant, docks={"gate": {"doors": 1}}, **more)


def trucks(one: Batch) -> float:
    """Orders in a second."""
    return float(one.result.docks["trucks"].item()) / one.seconds


def backorders(one: Batch) -> float:
    """Customers who wait: one at the store, the others behind him."""
    return level("customers")(one) + state_share("store", "waiting_parts")(one)


def filled(one: Batch) -> float:
    """Share of the time in which something is there: what a customer finds who comes alone, at random."""
    return 1.0 - stock("units", "reached_zero_share")(one)


def served_at_once(one: Batch) -> float:
    """Share of the units that are served at the instant at which they are demanded, and not when a truck comes."""
    at = np.searchsorted(one.born, one.ended).clip(max=one.born.size - 1)
    return float((one.born[at] == one.ended).mean())


def shares(pmf: dict[int, float]) -> dict[int, float]:
    """Probabilities that sum to 1."""
    total = sum(pmf.values())
    return {size: p / total for size, p in pmf.items() if p / total > SMALLEST}


def geometric(q: float) -> dict[int, float]:
    """P(k) = (1 - q) q^(k-1)."""
    return shares({k: (1.0 - q) * q ** (k - 1) for k in range(1, 400)})


def compound(batches: float, sizes: dict[int, float]) -> dict[int, float]:
    """Units of a Poisson number of batches, by the recursion of Panjer."""
    p = [float(np.exp(-batches))]
    for n in range(1, 400):
        p.append(batches / n * sum(k * share * p[n - k] for k, share in sizes.items() if k <= n))
    return dict(enumerate(p))


def by_period(units: dict[int, float]) -> Data:
    """All demand of a period at its begin; periods without any lie between two orders that come."""
    none = units.get(0, 0.0)
    apart = shares({n: (1.0 - none) * none ** (n - 1) for n in range(1, 200)})
    times = ", ".join(f"{n} s = {share:.17f}" for n, share in apart.items())
    sizes = shares({size: share for size, share in units.items() if size > 0})
    batch: Data = {str(size): f"{share:.17f}" for size, share in sizes.items()}
    return {"interval": f"discrete({times})", "batch": batch}


def demand_of(case: dict[str, Any]) -> dict[int, float]:
    """Units in a period."""
    if case.get("kind", case.get("demand")) == "poisson":
        return dict(enumerate(stats.poisson.pmf(np.arange(400), case["demand_mean"]).tolist()))
    return compound(case["batches_mean"], geometric(case["geometric_q"]))


def seen_by_period(units: dict[int, float], periods: int) -> tuple[list[Controls], float, float]:
    """Controls of a plant whose batches begin between two periods, and how they do."""
    return [demand(each_period(units), periods, periods)], 1.0, 0.5


def seen_at_random(rate: float, sizes: dict[int, float], lead_time: float) -> tuple[list[Controls], float]:
    """Controls of a plant whose customers come at random, and the time of which a batch is a whole number."""
    return [demand(poisson(rate, sizes), lead_time, PARTS)], lead_time / PARTS


def periodic_s_s(case: dict[str, Any]) -> Simulated:
    """(s, S) at the begin of each period."""
    lead = f"{case['lead_time']} s"
    lane = {"every": "1 s", "reorder": case["s"], "up_to": case["S"], "lead": lead}
    plant = supplied(by_period(demand_of(case)), lane, case["S"])

    def cost(one: Batch) -> float:
        held = case["holding"] * stock("units")(one) + case["shortage"] * backorders(one)
        return held + case["setup"] * trucks(one)

    measures: dict[str, Measure] = {"cost": cost, "order_frequency": trucks}
    units, periods = demand_of(case), case["lead_time"] + 1
    truth = {name: case[name] for name in measures}
    return Simulated(plant, measures, truth, case["demand_mean"], *seen_by_period(units, periods))


def continuous_r_nq(case: dict[str, Any]) -> Simulated:
    """(r, Q), and (R, nQ) where demand comes in batches."""
    single = case.get("geometric_q", 0.0) == 0.0
    batches = case["rate"] if "rate" in case else case["batches_rate"]
    orders: Data = {"interval": exponential(batches)}
    if not single:
        orders["batch"] = {str(k): f"{share:.17f}" for k, share in geometric(case["geometric_q"]).items()}
    lane = {"reorder": case["r"], "quantity": case["Q"], "lead": f"{case['lead_time']} s"}
    plant = supplied(orders, lane, case["r"] + case["Q"])
    measures: dict[str, Measure] = {"on_hand": stock("units"), "backorders": backorders}
    truth = {name: case[name] for name in measures}
    name = "fill_rate" if "fill_rate" in case else "unit_fill_rate"
    measures[name], truth[name] = (filled if single else served_at_once), case[name]
    if "cost" in case:
        measures |= {"order_rate": trucks, "cost": lambda one: _cost_r_q(case, one)}
        truth |= {"order_rate": case["order_rate"], "cost": case["cost"]}
    sizes = {1: 1.0} if single else geometric(case["geometric_q"])
    controls = seen_at_random(batches, sizes, case["lead_time"])
    return Simulated(plant, measures, truth, case.get("unit_rate", batches), *controls)


def _cost_r_q(case: dict[str, Any], one: Batch) -> float:
    held = case["holding"] * stock("units")(one) + case["shortage"] * backorders(one)
    return held + case["setup"] * trucks(one)


def base_stock(case: dict[str, Any]) -> Simulated:
    """Each unit is ordered when it is demanded; customers wait, or are lost."""
    orders, lead = {"interval": exponential(case["rate"])}, f"{case['mean_lead_time']} s"
    if "lost_share" in case:
        return _lost(case, orders, lead)
    plant = supplied(orders, {"up_to": case["S"], "lead": lead}, case["S"])
    measures: dict[str, Measure] = {"fill_rate": filled, "backorders": backorders, "mean_on_hand": stock("units")}
    truth = {name: case[name] for name in measures}
    return Simulated(
        plant, measures, truth, case["rate"], *seen_at_random(case["rate"], {1: 1.0}, case["mean_lead_time"])
    )


def _lost(case: dict[str, Any], orders: Data, lead: str) -> Simulated:
    """One customer may wait for a base stock of S - 1, and who comes meanwhile is lost.

    With him S units are on order at most, one for each customer who was let in: what is on order is that of S and of
    customers none of whom waits.
    """
    base = case["S"] - 1
    gate = {"station": "gate", "cycle": "0 s", "routes": [{"to": "served", "full": "scrap"}]}
    flow = [{"buffer": "customers", "capacity": "unlimited"}, gate]
    lines = {"served": {"flow": WAITING[1:]}}
    lane = {"up_to": base, "lead": lead, "call": {"at": "store"}}
    plant = supplied(orders, lane, base, flow, lines=lines)

    def on_order(one: Batch) -> float:
        return base - stock("units")(one) + state_share("store", "waiting_parts")(one)

    measures: dict[str, Measure] = {
        "lost_share": lambda one: works("gate", "scrapped")(one) / works("gate")(one),
        "mean_on_order": on_order,
        "mean_on_hand": lambda one: case["S"] - on_order(one),
    }
    truth = {name: case[name] for name in measures}
    return Simulated(
        plant, measures, truth, case["rate"], *seen_at_random(case["rate"], {1: 1.0}, case["mean_lead_time"])
    )


def serial(case: dict[str, Any]) -> Simulated:
    """Stages in a row, each of which orders at the begin of a period what customers demanded in the last one."""
    stages = case["lead_times_from_customer_stage"], case["local_holding_from_customer_stage"], case["shortage"]
    units = demand_of(case)
    plant, cost = _stages(by_period(units), stages, case["local_base_stock"], {"every": "1 s"})
    seen = seen_by_period(units, sum(stages[0]) + 1)
    return Simulated(plant, {"cost": cost}, {"cost": case["cost"]}, case["demand_mean"], *seen)


def serial_published(case: dict[str, Any]) -> Simulated:
    """The textbook's stages under normal demand: all of them order at the instant of the demand.

    The demand of a period, in fractions of a unit, is counted in pieces of a twentieth: a rounded normal number of
    them. Base stocks are those published, in whole pieces. What such pieces cost is known exactly, by the formula.
    """
    mean, sd = (float(one) for one in case["demand"].removeprefix("normal(").rstrip(")").split(","))
    edges = np.arange(-0.5, PIECES * (mean + 8.0 * sd) + 0.5)
    pieces = np.diff(stats.norm.cdf(edges, PIECES * mean, PIECES * sd))
    pieces /= pieces.sum()
    echelon = [round(PIECES * level) for level in case["echelon_base_stock_published"]]
    bases = np.diff([0, *echelon]).tolist()
    holding = [one / PIECES for one in case["local_holding_from_customer_stage"]]
    stages = case["lead_times_from_customer_stage"], holding, case["shortage"] / PIECES
    units = dict(enumerate(pieces.tolist()))
    plant, cost = _stages(by_period(units), stages, bases, {})
    truth = serial_cost(Discrete(tuple(pieces.tolist())), *stages, bases, review=0)
    assert abs(truth.cost / case["cost_published"] - 1.0) < 1e-3
    seen = seen_by_period(units, sum(stages[0]))
    return Simulated(plant, {"cost": cost}, {"cost": truth.cost}, PIECES * mean, *seen)


def _stages(
    orders: Data, stages: tuple[list[float], list[float], float], bases: list[int], when: Data
) -> tuple[Data, Measure]:
    """Stages with base stocks, and what they cost.

    Lists begin at the customers, lanes at the supplier: at one instant what has come to a stage is sent on.
    """
    leads, holding, shortage = stages
    names = ["units", *(f"stage {at}" for at in range(2, len(leads) + 1))]
    stocks = {name: {"part": "unit", "shop": "shop", "initial": base} for name, base in zip(names, bases, strict=True)}
    lanes: Data = {}
    for at in reversed(range(len(names))):
        origin = {"from": names[at + 1]} if at + 1 < len(names) else {"supplier": "maker"}
        order = {"to": names[at], **when, "up_to": bases[at], "lead": f"{leads[at]} s", "call": CALL}
        lanes[f"to {names[at]}"] = origin | order
    plant = line(WAITING, orders, parts={"unit": {}}, suppliers={"maker": {}}, stocks=stocks, lanes=lanes)

    def cost(one: Batch) -> float:
        """Goods under way to a stage are counted with the stage that sent them; so many are, by Little's law."""
        total = shortage * backorders(one)
        for at, name in enumerate(names):
            total += holding[at] * stock(name)(one)
            if at + 1 < len(names):
                total += holding[at + 1] * leads[at] * stock(name, "received")(one) / one.seconds
        return total

    return plant, cost


KINDS: dict[str, Callable[[dict[str, Any]], Simulated]] = {
    "ss_periodic": periodic_s_s,
    "rq_continuous": continuous_r_nq,
    "base_stock_continuous": base_stock,
    "serial_two_echelon": serial,
    "serial_published": serial_published,
}
