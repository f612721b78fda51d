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
from taktwin.runs.tables import Result
from tests.kernel.plants import Data, line
from tests.planning.supply.simulated.cards import Measure, Simulated, exponential
from tests.planning.supply.simulated.replicated import level, state_share, stock, works

PIECES = 20  # of which a unit is made up where demand comes in fractions
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


def trucks(result: Result) -> float:
    """Orders in a second."""
    return float(result.docks["trucks"].item()) / result.elapsed_s


def backorders(result: Result) -> float:
    """Customers who wait: one at the store, the others behind him."""
    return level("customers")(result) + state_share("store", "waiting_parts")(result)


def filled(result: Result) -> float:
    """Share of the time in which something is there: what a customer finds who comes alone, at random."""
    return 1.0 - stock("units", "reached_zero_share")(result)


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


def periodic_s_s(case: dict[str, Any]) -> Simulated:
    """(s, S) at the begin of each period."""
    lead = f"{case['lead_time']} s"
    lane = {"every": "1 s", "reorder": case["s"], "up_to": case["S"], "lead": lead}
    plant = supplied(by_period(demand_of(case)), lane, case["S"])

    def cost(result: Result) -> float:
        held = case["holding"] * stock("units")(result) + case["shortage"] * backorders(result)
        return held + case["setup"] * trucks(result)

    measures: dict[str, Measure] = {"cost": cost, "order_frequency": trucks}
    return Simulated(plant, measures, {name: case[name] for name in measures}, case["demand_mean"])


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
    if single:
        name = "fill_rate" if "fill_rate" in case else "unit_fill_rate"
        measures[name], truth[name] = filled, case[name]
    if "cost" in case:
        measures |= {"order_rate": trucks, "cost": lambda one: _cost_r_q(case, one)}
        truth |= {"order_rate": case["order_rate"], "cost": case["cost"]}
    return Simulated(plant, measures, truth, case.get("unit_rate", batches))


def _cost_r_q(case: dict[str, Any], result: Result) -> float:
    held = case["holding"] * stock("units")(result) + case["shortage"] * backorders(result)
    return held + case["setup"] * trucks(result)


def base_stock(case: dict[str, Any]) -> Simulated:
    """Each unit is ordered when it is demanded; customers wait, or are lost."""
    orders, lead = {"interval": exponential(case["rate"])}, f"{case['mean_lead_time']} s"
    if "lost_share" in case:
        return _lost(case, orders, lead)
    plant = supplied(orders, {"up_to": case["S"], "lead": lead}, case["S"])
    measures: dict[str, Measure] = {"fill_rate": filled, "backorders": backorders, "mean_on_hand": stock("units")}
    return Simulated(plant, measures, {name: case[name] for name in measures}, case["rate"])


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

    def on_order(result: Result) -> float:
        return base - stock("units")(result) + state_share("store", "waiting_parts")(result)

    measures: dict[str, Measure] = {
        "lost_share": lambda one: works("gate", "scrapped")(one) / works("gate")(one),
        "mean_on_order": on_order,
        "mean_on_hand": lambda one: case["S"] - on_order(one),
    }
    return Simulated(plant, measures, {name: case[name] for name in measures}, case["rate"])


def serial(case: dict[str, Any]) -> Simulated:
    """Stages in a row, each of which orders at the begin of a period what customers demanded in the last one."""
    stages = case["lead_times_from_customer_stage"], case["local_holding_from_customer_stage"], case["shortage"]
    plant, cost = _stages(by_period(demand_of(case)), stages, case["local_base_stock"], {"every": "1 s"})
    return Simulated(plant, {"cost": cost}, {"cost": case["cost"]}, case["demand_mean"])


def serial_published(case: dict[str, Any]) -> Simulated:
    """The textbook's stages under normal demand: all of them order at the instant of the demand.

    The demand of a period, in fractions of a unit, is counted in pieces of a twentieth: a rounded normal number of
    them. Base stocks are those published, in whole pieces. What such pieces cost is known exactly, by the formula.
    """
    mean, sd = (float(one) for one in case["demand"].removeprefix("normal(").rstrip(")").split(","))
    edges = np.arange(-0.5, PIECES * (mean + 8.0 * sd) + 0.5)
    demand = np.diff(stats.norm.cdf(edges, PIECES * mean, PIECES * sd))
    demand /= demand.sum()
    echelon = [round(PIECES * level) for level in case["echelon_base_stock_published"]]
    bases = np.diff([0, *echelon]).tolist()
    holding = [one / PIECES for one in case["local_holding_from_customer_stage"]]
    stages = case["lead_times_from_customer_stage"], holding, case["shortage"] / PIECES
    plant, cost = _stages(by_period(dict(enumerate(demand.tolist()))), stages, bases, {})
    truth = serial_cost(Discrete(tuple(demand.tolist())), *stages, bases, review=0)
    assert abs(truth.cost / case["cost_published"] - 1.0) < 1e-3
    return Simulated(plant, {"cost": cost}, {"cost": truth.cost}, PIECES * mean)


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

    def cost(result: Result) -> float:
        """Goods under way to a stage are counted with the stage that sent them; so many are, by Little's law."""
        total = shortage * backorders(result)
        for at, name in enumerate(names):
            total += holding[at] * stock(name)(result)
            if at + 1 < len(names):
                total += holding[at + 1] * leads[at] * stock(name, "received")(result) / result.elapsed_s
        return total

    return plant, cost


KINDS: dict[str, Callable[[dict[str, Any]], Simulated]] = {
    "ss_periodic": periodic_s_s,
    "rq_continuous": continuous_r_nq,
    "base_stock_continuous": base_stock,
    "serial_two_echelon": serial,
    "serial_published": serial_published,
}
