"""Plants of the reference cases of cards, in the words of the model file, and what is measured in them.

All times of a case are taken as seconds. Each function gives the plant, measures (by their names in the case), and the
rate at which its jobs come at most, from which the length of a run follows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.kernel.plants import Data, line
from tests.planning.supply.simulated.controls import demanded, work_time
from tests.planning.supply.simulated.replicated import (
    Controls,
    Measure,
    Simulated,
    level,
    rate,
    state_share,
    stock,
    works,
)


def exponential(rate_per_s: float) -> str:
    return f"exp({1.0 / rate_per_s!r} s)"


def closed_loop(case: dict[str, Any]) -> Simulated:
    """Cards from the first buffer to the last station (CONWIP).

    A delay is a station with a server for each card, whose time never varies; the first one is the way back of the
    cards.
    """
    cards, means = int(case["cards"]), case["exponential_stations_mean_time"]
    back, *others = case["delay_steps_mean_time"] or [0.0]
    flow: list[dict[str, Any]] = []
    for number, mean in enumerate(means):
        flow.append({"buffer": f"queue-{number}", "capacity": "unlimited"})
        flow.append({"station": f"station-{number}", "cycle": f"exp({mean!r} s)"})
    for number, delay in enumerate(others):
        flow.append({"station": f"delay-{number}", "cycle": f"{delay!r} s", "servers": cards})
    last = next(iter(flow[-1].values()))
    pool = {"count": cards, "from": "queue-0", "to": last} | ({"return": f"{back!r} s"} if back else {})
    measures: dict[str, Measure] = {"throughput": rate("station-0")}
    truth = {"throughput": case["throughput"]}
    for number, mean_at in enumerate(case["mean_at_station"]):
        waiting, working = level(f"queue-{number}"), state_share(f"station-{number}", "working")
        measures[f"at station {number}"] = lambda one, a=waiting, b=working: a(one) + b(one)
        truth[f"at station {number}"] = mean_at
    controls = [work_time(f"station-{number}", mean) for number, mean in enumerate(means)]
    return Simulated(line(flow, carriers={"cards": pool}), measures, truth, 1.0 / max(means), controls)


def draws(demand_rate: float, **cell_rates: float) -> list[Controls]:
    """All that is drawn: customers, and the times of the cells."""
    return [demanded(demand_rate), *(work_time(cell, 1.0 / speed) for cell, speed in cell_rates.items())]


def lost_demand(cards: int, cell: dict[str, Any], demand_rate: float, **more: Any) -> tuple[Data, dict[str, Measure]]:
    """A cell that makes to stock, whose customers do not wait.

    The jobs are its cards: one goes to the cell with each unit that a customer takes from the store. A customer who
    comes while all cards are at the cell finds the store empty: the way to the cell is full, and he is lost.
    """
    queue = [{"buffer": "cards-at-cell", "capacity": cards - 1}] if cards > 1 else []
    gate = {
        "station": "store",
        "cycle": "0 s",
        "routes": [{"to": "cards", "full": "scrap"}],
    }
    flow = [{"buffer": "customers", "capacity": "unlimited"}, gate]
    lines = {"cards": {"flow": [*queue, {"station": "cell", **cell}]}}
    plant = line(flow, {"interval": exponential(demand_rate)}, lines=lines, **more)
    waiting, idle = level("cards-at-cell"), state_share("cell", "starved")
    came, lost = works("store"), works("store", "scrapped")
    return plant, {
        "throughput": rate("cell"),
        "lost_share": lambda one: lost(one) / came(one),
        "stock": lambda one: cards - waiting(one) - (1.0 - idle(one)),
    }


def make_to_stock_lost(case: dict[str, Any]) -> Simulated:
    """One cell and its cards."""
    cell = {"cycle": exponential(case["cell_rate"])}
    plant, measures = lost_demand(int(case["cards"]), cell, case["demand_rate"])
    truth = {"throughput": case["throughput"], "lost_share": case["lost_share"], "stock": case["mean_stock"]}
    return Simulated(plant, measures, truth, case["demand_rate"], draws(case["demand_rate"], cell=case["cell_rate"]))


def make_to_stock_backorders(case: dict[str, Any]) -> Simulated:
    """A make cell that refills a stock point one by one, and customers who wait for their unit.

    Poisson arrivals see time averages: the share of the time in which something is in stock is that of the demand
    which is served at once. A customer at the store has waited since he came; those behind him are in the buffer.
    """
    stock_level = int(case["base_stock"])
    recipe = {"part": "unit", "hit": exponential(case["cell_rate"]), "lot": 1, "reorder": stock_level - 1}
    flow = [{"buffer": "customers", "capacity": "unlimited"}, {"station": "store", "cycle": "0 s", "uses": {"unit": 1}}]
    plant = line(
        flow,
        {"interval": exponential(case["demand_rate"])},
        parts={"unit": {}},
        stocks={"units": {"part": "unit", "shop": "shop", "initial": stock_level}},
        shop={"cells": {"cell": {"makes": {"unit": recipe}}}},
    )
    empty, behind, waits = (
        stock("units", "reached_zero_share"),
        level("customers"),
        state_share("store", "waiting_parts"),
    )
    measures: dict[str, Measure] = {
        "fill_rate": lambda one: 1.0 - empty(one),
        "backorders": lambda one: behind(one) + waits(one),
        "stock": stock("units"),
    }
    truth = {"fill_rate": case["fill_rate"], "backorders": case["mean_backorders"], "stock": case["mean_stock"]}
    return Simulated(plant, measures, truth, case["demand_rate"], draws(case["demand_rate"], cell=case["cell_rate"]))


def two_stage(case: dict[str, Any]) -> Simulated:
    """A make cell with cards of its own before the cell that makes to stock, which draws one part for each unit."""
    first, second = (int(count) for count in case["cards"])
    rates = case["cell_rates"]
    recipe = {"part": "part", "hit": exponential(rates[0]), "lot": 1, "reorder": first - 1}
    plant, measures = lost_demand(
        second,
        {"cycle": exponential(rates[1]), "uses": {"part": 1}},
        case["demand_rate"],
        parts={"part": {}},
        stocks={"store-1": {"part": "part", "shop": "shop", "initial": first}},
        shop={"cells": {"cell-1": {"makes": {"part": recipe}}}},
    )
    del measures["lost_share"]
    measures["store 1"], measures["store 2"] = stock("store-1"), measures.pop("stock")
    truth = {"throughput": case["throughput"], "store 1": case["mean_store_1"], "store 2": case["mean_store_2"]}
    controls = draws(case["demand_rate"], **{"cell-1": rates[0], "cell": rates[1]})
    return Simulated(plant, measures, truth, case["demand_rate"], controls)


KINDS: dict[str, Callable[[dict[str, Any]], Simulated]] = {
    "closed_loop": closed_loop,
    "make_to_stock_lost": make_to_stock_lost,
    "make_to_stock_backorder_base_stock": make_to_stock_backorders,
    "two_stage_kanban_lost": two_stage,
}
