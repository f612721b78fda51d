"""Numbers beyond any plant: every public function gives finite figures, or an error that says what is wrong.

Each function is called with good arguments of which some are replaced: by numbers at the edge of what a computer can
write, by what is no number, by another type.
"""

from __future__ import annotations

import dataclasses
import inspect
import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taktwin import supply

POISSON, BATCHES, DICE = supply.Poisson(5), supply.PoissonBatches(2, (0.5, 0.5)), supply.Discrete((0.5, 0.2, 0.3))
NORMAL, LATE = supply.Normal(5, 1), supply.NormalLateness(3, 10)
CHAIN: dict[str, Any] = {
    "jobs": 12,
    "takt_s": 60,
    "call_to_fit_s": 1800,
    "make_s": 60,
    "rack_size": 4,
    "trucks": 2,
    "load_s": 300,
    "travel_s": 900,
    "unload_s": 60,
    "pick_s": 5,
    "from_stock": [2],
    "rejected": [3],
    "delays_s": {1: 60},
}
STOCK: dict[str, Any] = {
    "family": "seats",
    "minutes": [60, 300],
    "pieces": [24, 8],
    "demand_per_min": 0.5,
    "yuan_per_car": 10,
    "litres_per_car": 40,
    "pieces_per_car": 2,
    "supplier_pieces": 100,
}


def _chain(**given: Any) -> Any:
    found = supply.jis_timeline(supply.JisChain(**given))
    return found, found.stops, found.total_stop_s, found.wait_s, found.most_at_line


def _over(kind: str, **given: Any) -> Any:
    time = given.pop("time")
    found = getattr(supply, kind)(**given).over(time)
    return found.low, found.p, found.step


def _late(kind: str, cover_min: Any, p_stop: Any, **given: Any) -> Any:
    found = getattr(supply, kind)(**given)
    return found.exceeds(cover_min), found.excess(cover_min), found.needed(p_stop)


def _placed(**given: Any) -> Any:
    stages = {"make": supply.Stage(2, 1), "sell": supply.Stage(**given)}
    return supply.place_safety_stock(stages, [("make", "sell")])


LOTS: dict[str, Any] = {
    "demand": [10, 20],
    "production_rate": [50, 60],
    "setup_cost": [5, 6],
    "holding": [1, 2],
    "setup_time": [0.1, 0],
}
COST: dict[str, Any] = {"holding": 1, "shortage": 9, "setup": 20}
CALLS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "Poisson": (lambda **kw: _over("Poisson", **kw), {"mean": 5, "time": 2}),
    "PoissonBatches": (lambda **kw: _over("PoissonBatches", **kw), {"batches": 2, "sizes": (0.5, 0.5), "time": 2}),
    "Discrete": (lambda **kw: _over("Discrete", **kw), {"probability": (0.5, 0.5), "time": 2}),
    "Normal": (lambda **kw: _over("Normal", **kw), {"mean": 5, "sd": 1, "time": 2}),
    "geometric": (supply.PoissonBatches.geometric, {"batches": 2, "q": 0.5}),
    "NormalLateness": (
        lambda **kw: _late("NormalLateness", **kw),
        {"mean_min": 3, "sd_min": 10, "cover_min": 5, "p_stop": 0.01},
    ),
    "ExponentialLateness": (
        lambda **kw: _late("ExponentialLateness", **kw),
        {"mean_min": 3, "cover_min": 5, "p_stop": 0.01},
    ),
    "GammaLateness": (
        lambda **kw: _late("GammaLateness", **kw),
        {"shape": 2, "scale_min": 3, "cover_min": 5, "p_stop": 0.01},
    ),
    "JisChain": (_chain, CHAIN),
    "FamilyStock": (lambda **kw: supply.zero_inventory([supply.FamilyStock(**kw)]), STOCK),
    "Stage": (_placed, {"time": 1, "holding": 7, "z": 1.6, "sigma": 10, "inbound": 1, "outbound": 0}),
    "base_stock_backorders": (supply.base_stock_backorders, {"rate": 1, "lead_time": 2, "base_stock": 3}),
    "base_stock_lost": (supply.base_stock_lost, {"rate": 1, "lead_time": 2, "base_stock": 3}),
    "best_periodic_review": (supply.best_periodic_review, {"demand": POISSON, "lead_time": 1} | COST),
    "best_reorder_point": (supply.best_reorder_point, {"demand": POISSON, "lead_time": 1} | COST),
    "best_serial": (
        supply.best_serial,
        {"demand": NORMAL, "lead_times": [1, 2], "holding": [2, 1], "shortage": 9, "review": 1},
    ),
    "card_loop": (supply.card_loop, {"cards": 5, "stations": [1, 2], "delays": [3]}),
    "common_cycle": (supply.common_cycle, LOTS),
    "cover_minutes": (supply.cover_minutes, {"pieces": [1, 2], "demand_per_min": 0.5}),
    "days_of_supply": (supply.days_of_supply, {"initial_stock": 100, "consumed": [40, 60, 50], "added": [0, 60, 100]}),
    "displacements": (supply.displacements, {"planned": [1, 3, 4, 2]}),
    "eoq": (supply.eoq, {"demand": 1300, "setup": 8, "holding": 0.2}),
    "eoq_backorders": (supply.eoq_backorders, {"demand": 1300, "setup": 8, "holding": 0.2, "shortage": 1}),
    "eoq_discount": (
        supply.eoq_discount,
        {"demand": 1300, "setup": 8, "holding_rate": 0.2, "breakpoints": [0, 100], "unit_costs": [3, 2]},
    ),
    "epq": (supply.epq, {"demand": 1300, "setup": 8, "holding": 0.2, "production_rate": 2000}),
    "jis_timeline": (supply.jis_timeline, {"chain": supply.JisChain(**CHAIN)}),
    "lateness_cover": (supply.lateness_cover, {"lateness": LATE, "cover_min": 5, "target": 0.01}),
    "make_to_stock_backorders": (supply.make_to_stock_backorders, {"base_stock": 4, "cell_rate": 2, "demand_rate": 1}),
    "make_to_stock_lost": (supply.make_to_stock_lost, {"cards": 4, "cell_rate": 2, "demand_rate": 1}),
    "mould_rate": (supply.mould_rate, {"moulds": 9, "demould_s": 240, "takt_s": 31, "index_s": 12}),
    "moulds_for_takt": (supply.moulds_for_takt, {"demould_s": 240, "takt_s": 31, "index_s": 12}),
    "newsvendor_discrete": (supply.newsvendor_discrete, {"pmf": {0: 0.5, 9: 0.5}, "holding": 1, "shortage": 9}),
    "newsvendor_normal": (supply.newsvendor_normal, {"mean": 50, "sd": 8, "holding": 1, "shortage": 9}),
    "newsvendor_poisson": (supply.newsvendor_poisson, {"mean": 50, "holding": 1, "shortage": 9}),
    "periodic_review": (
        supply.periodic_review,
        {"demand": BATCHES, "reorder_point": 3, "order_up_to": 9, "lead_time": 1} | COST,
    ),
    "place_safety_stock": (supply.place_safety_stock, {"stages": {"a": supply.Stage(1, 1, outbound=0)}, "links": []}),
    "places_to_restore": (supply.places_to_restore, {"planned": [1, 3, 4, 2]}),
    "reorder_point": (
        supply.reorder_point,
        {"demand": BATCHES, "lead_time": 2, "reorder_point": 3, "quantity": 9} | COST,
    ),
    "sequence_adherence": (supply.sequence_adherence, {"planned": [1, 3, 4, 2], "missing": 1, "edge": 1}),
    "serial_cost": (
        supply.serial_cost,
        {"demand": DICE, "lead_times": [1, 2], "holding": [2, 1], "shortage": 9, "base_stock": [4, 5], "review": 1},
    ),
    "takt_from_volume": (supply.takt_from_volume, {"volume": 5e5, "hours": 5000, "availability": 0.85}),
    "time_quantile": (supply.time_quantile, {"minutes": [60, 300], "values": [24, 8], "quantile": 0.95}),
    "truck_headway": (supply.truck_headway, {"units_per_truck": 30, "takt_s": 120, "hours_per_day": 16}),
    "two_stage_kanban": (supply.two_stage_kanban, {"cards": (3, 3), "cell_rates": (2, 2), "demand_rate": 1}),
    "zero_inventory": (
        supply.zero_inventory,
        {"families": [supply.FamilyStock(**STOCK)], "theta_min": 120, "quantile": 0.95},
    ),
}

EDGES = [1e300, -1e300, 1e-300, 5e-324, 1.79e308, 1e155, 1e-155, 1e30, 1e-30, 9e29, 1e-29, 1e16, 1e-16, 1e9, 1e-9]
EXTREME = st.one_of(
    st.sampled_from([*EDGES, math.nan, math.inf, -math.inf, -1.0, 0.0, 0.5, 1.0, 10**400, 2**53]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(-40, 40).map(lambda power: 10.0**power),
)
OTHER = st.sampled_from([None, "many", "5", [], {}, object(), 1j, [[1.0], [1.0, 2.0]], True, b"5", [None]])
ENDLESS = {"cover_minutes", "FamilyStock", "zero_inventory"}  # without demand a stock lasts for ever, as they say


@st.composite
def replaced(draw: st.DrawFn, good: Mapping[str, Any]) -> dict[str, Any]:
    """Good arguments, of which one or several are no longer."""
    found = dict(good)
    for name in draw(st.lists(st.sampled_from(sorted(good)), min_size=1, max_size=4, unique=True)):
        old = found[name]
        if isinstance(old, list | tuple) and draw(st.integers(0, 3)):
            new = list(old) or [0]
            new[draw(st.integers(0, len(new) - 1))] = draw(EXTREME)
            found[name] = type(old)(new)
        elif isinstance(old, dict) and draw(st.booleans()):
            found[name] = {draw(EXTREME): draw(EXTREME), **old}
        else:
            found[name] = draw(EXTREME) if draw(st.integers(0, 4)) else draw(OTHER)
    return found


def finite(found: Any) -> bool:
    """Whether all numbers in a result are finite."""
    if isinstance(found, str | bytes) or found is None:
        return True
    if dataclasses.is_dataclass(found):
        return all(finite(getattr(found, field.name)) for field in dataclasses.fields(found))
    if isinstance(found, Mapping):
        return all(finite(one) for one in found.values())
    if isinstance(found, np.ndarray):
        return bool(np.isfinite(found).all())
    if isinstance(found, list | tuple):
        return all(finite(one) for one in found)
    return math.isfinite(found)


def test_no_public_function_is_left_out() -> None:
    public = {name for name in supply.__all__ if inspect.isfunction(getattr(supply, name))}
    assert public <= {*CALLS, "network_accounts"}  # takes a run; see its own tests


@pytest.mark.parametrize("name", CALLS)
def test_good_arguments_are_good(name: str) -> None:
    call, good = CALLS[name]
    assert finite(call(**good))


@pytest.mark.filterwarnings("error::RuntimeWarning")
@pytest.mark.parametrize("name", CALLS)
@given(data=st.data())
@settings(max_examples=80, deadline=5000)
def test_finite_or_refused(name: str, data: st.DataObject) -> None:
    call, good = CALLS[name]
    arguments = data.draw(replaced(good), label=name)
    try:
        found = call(**arguments)
    except (ValueError, TypeError) as error:
        told = str(error)
    else:
        told = "finite" if finite(found) or name in ENDLESS else ""
    assert told


def test_nearly_all_demand_is_lost() -> None:
    found = supply.base_stock_lost(rate=1e20, lead_time=1, base_stock=1)  # 1 - lost share is 0 to a computer
    assert found.on_order == pytest.approx(1.0, rel=1e-12)
    assert found.fill_rate == pytest.approx(1e-20, rel=1e-12)
    assert supply.make_to_stock_lost(1, 1e-20, 1).throughput == pytest.approx(1e-20, rel=1e-12)


def test_a_cell_that_is_barely_fast_enough() -> None:
    found = supply.make_to_stock_backorders(1, 1.0, 1.0 - 1e-12)  # a stock of 1 is there with probability 1 - u
    assert found.stock == pytest.approx(1e-12, rel=1e-4)
    assert found.backorders == pytest.approx(1e12, rel=1e-4)


def test_waiting_that_costs_next_to_nothing() -> None:
    found = supply.eoq_backorders(demand=1, setup=1, holding=1e20, shortage=1)  # h p / (h + p) is p
    assert found.quantity == pytest.approx(math.sqrt(2.0), rel=1e-12)
    assert found.backorder_share == 1.0


def test_a_shortage_that_costs_far_more() -> None:
    z = supply.newsvendor_normal(0, 1, holding=1e-20, shortage=1).order_up_to
    assert z == pytest.approx(9.2623, abs=1e-4)  # P(Z > z) = 1e-20


@pytest.mark.parametrize("late", [supply.ExponentialLateness(10), supply.GammaLateness(2, 5)])
def test_no_cover_at_all(late: supply.ExponentialLateness | supply.GammaLateness) -> None:
    assert late.exceeds(-5) == 1.0
    assert late.excess(-5) == pytest.approx(15)
