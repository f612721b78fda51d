"""Lot sizes: the known cases, and what the formulas promise."""

from __future__ import annotations

import itertools
import math

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from taktwin.planning.presslots.lots import (
    Cycles,
    independent,
    multiples,
    order_quantity,
    production_quantity,
    rotation,
    shortest_cycle,
)
from taktwin.planning.presslots.panel import LotError, Panel, Press
from tests.planning.presslots.known import BOMBERGER

panels = st.builds(
    Panel,
    name=st.uuids().map(str),
    demand=st.floats(10, 60),
    rate=st.floats(500, 900),
    change=st.floats(0.03, 0.3),
    holding=st.floats(0.1, 10),
    change_cost=st.floats(0, 100),
)
presses = st.builds(Press, name=st.just("p"), panels=st.lists(panels, min_size=1, max_size=7).map(tuple))


def test_order_quantity() -> None:
    """Textbook: 8 to order, 0.225 to hold a year, 1,300 a year: 304.1 (Snyder and Shen, Supply Chain Theory, 3.1)."""
    assert order_quantity(1300, 8, 0.225) == pytest.approx(304.05, abs=0.01)


def test_production_quantity_by_search() -> None:
    demand, rate, cost, holding = 30.0, 700.0, 120.0, 0.02

    def per_hour(lot: np.ndarray) -> np.ndarray:
        return cost * demand / lot + holding * lot * (1 - demand / rate) / 2

    lots = np.geomspace(100, 10000, 20001)
    best = lots[np.argmin(per_hour(lots))]
    assert production_quantity(demand, rate, cost, holding) == pytest.approx(best, rel=1e-3)
    with pytest.raises(LotError, match="never gets ahead"):
        production_quantity(30, 30, 1, 1)


def test_bomberger_rotation() -> None:
    """Published: 41.17 a day, every 42.75 days."""
    found = rotation(BOMBERGER)
    assert found.cost == pytest.approx(41.17, abs=0.005)
    assert found.hours[0] == pytest.approx(42.75, abs=0.005)
    assert shortest_cycle(BOMBERGER) == pytest.approx(3.75 / (1 - 0.88241565), rel=1e-6)


def test_bomberger_bound_and_best_known() -> None:
    """Published: bound 31.62 a day (7,589 a year), best of basic periods 32.07 with one of 23.42 days."""
    assert independent(BOMBERGER).cost == pytest.approx(31.62, abs=0.005)
    assert independent(BOMBERGER).cost * 240 == pytest.approx(7589, abs=0.5)
    found, lots = multiples(BOMBERGER)
    assert found.cost == pytest.approx(32.07, abs=0.005)
    assert found.hours.min() == pytest.approx(23.42, abs=0.005)
    assert lots == (1, 4, 4, 8, 4, 2, 1, 8, 4, 4)


def test_without_costs_the_load_is_used_up() -> None:
    """The least stock for the time that is there: cycles as 1 / sqrt(demand (1 - load)) for equal changes."""
    parts = tuple(Panel(name, demand, 700, 0.1) for name, demand in (("a", 15), ("b", 60)))
    press = Press("p", parts)
    found = independent(press, 0.5)
    assert found.load == pytest.approx(0.5)
    weight = np.sqrt(press.figures("demand") * (1 - press.figures("load")))
    assert found.hours[0] / found.hours[1] == pytest.approx(weight[1] / weight[0])
    assert rotation(press, 0.5).hours[0] == pytest.approx(0.2 / (0.5 - 75 / 700))


@given(presses, st.floats(0.02, 0.3))
def test_the_bound_bounds_and_all_fit(press: Press, spare: float) -> None:
    load = press.load + spare
    bound = independent(press, load)
    for found in (rotation(press, load), multiples(press, load)[0]):
        assert found.load <= load * (1 + 1e-9)
        assert found.cost >= bound.cost * (1 - 1e-9)
    assert bound.load <= load * (1 + 1e-9)


@given(presses, st.floats(0.02, 0.3))
def test_powers_of_two_cost_six_percent_at_most(press: Press, spare: float) -> None:
    """Roundy's 6 % holds for the sum of change costs and stock; the shared load costs no more than the rounding."""
    load = press.load + spare
    found, lots = multiples(press, load)
    assert found.cost <= independent(press, load).cost * 1.0607 + 1e-9
    assert all(f & (f - 1) == 0 for f in lots)
    assert np.allclose(found.hours * np.array(lots), found.hours.max())


@given(presses, st.floats(0.05, 0.3), st.floats(1.05, 3))
def test_small_stores(press: Press, spare: float, factor: float) -> None:
    """Cycles stay below the longest that are allowed, if those fit the press at all."""
    load = press.load + spare
    longest = np.full(len(press.panels), shortest_cycle(press, load) * factor)
    for found in (
        independent(press, load, longest),
        rotation(press, load, longest),
        multiples(press, load, longest)[0],
    ):
        assert (found.hours <= longest * (1 + 1e-9)).all()
        assert found.load <= load * (1 + 1e-9)
    with pytest.raises(LotError, match="larger store"):
        independent(press, load, longest / factor / 2)


def test_one_small_store() -> None:
    """A store that is too small for one cycle of all: its part is made often, the others seldom."""
    press = Press("p", tuple(Panel(name, 30, 650, 0.1) for name in "abc"))
    longest = np.array([0.4, math.inf, math.inf])
    with pytest.raises(LotError, match="larger store"):
        rotation(press, 0.6, longest)
    found, lots = multiples(press, 0.6, longest)
    assert found.hours.tolist() == pytest.approx([0.325, 1.3, 1.3])
    assert lots == (4, 1, 1)
    assert found.load == pytest.approx(0.6)


@pytest.mark.parametrize("seed", range(30))
def test_powers_of_two_beside_all_others(seed: int) -> None:
    """With and without small stores, against trying all powers of two: at most the 6 % of the rounding dearer."""
    random = np.random.default_rng(seed)
    drawn = random.uniform((10, 400), (60, 900), (3, 2)).tolist()
    press = Press("p", tuple(Panel(name, demand, rate, 0.1) for name, (demand, rate) in zip("abc", drawn, strict=True)))
    load = press.load + 0.2
    longest = shortest_cycle(press, load) * random.uniform(0.7, 2.0, 3)
    longest[random.random(3) < 0.5] = math.inf
    costs = []
    for powers in itertools.product(range(5), repeat=3):
        factor = 2.0 ** np.array(powers)
        base = min(np.sum(0.1 / factor) / 0.2, (longest / factor).min())
        if np.sum(0.1 / (base * factor)) <= 0.2 + 1e-12:
            costs.append(Cycles(press, base * factor).cost)
    if costs:
        found = multiples(press, load, longest)[0]
        assert min(costs) * (1 - 1e-9) <= found.cost <= min(costs) * 1.0607


def test_stock_of_a_saw_tooth() -> None:
    cycles = Cycles(Press("p", (Panel("a", 30, 120, 0.1),)), np.array([10.0]))
    assert cycles.lots[0] == 300
    assert cycles.mean_stock[0] == pytest.approx(300 * 0.75 / 2)


@pytest.mark.parametrize(
    ("press", "load", "words"),
    [
        (Press("p", (Panel("a", 50, 100, 0.1),)), 0.4, "leaves none for die changes"),
        (Press("p", (Panel("a", 50, 100),)), 0.9, "take no time and cost nothing"),
    ],
)
def test_no_lots(press: Press, load: float, words: str) -> None:
    for method in (rotation, independent, multiples):
        with pytest.raises(LotError, match=words):
            method(press, load)


@pytest.mark.parametrize(
    ("panel", "words"),
    [
        ({"demand": 0.0}, "demand must be above 0"),
        ({"rate": math.inf}, "rate must be above 0"),
        ({"change": -1.0}, "change must be 0 or more"),
        ({"holding": 0.0}, "holding must be above 0"),
        ({"demand": 800.0}, "would need 114 % of its time"),
    ],
)
def test_wrong_figures(panel: dict[str, float], words: str) -> None:
    with pytest.raises(LotError, match=words):
        Press("p", (Panel(**{"name": "a", "demand": 30.0, "rate": 700.0, **panel}),))


def test_wrong_press() -> None:
    with pytest.raises(LotError, match="makes nothing"):
        Press("p", ())
    with pytest.raises(LotError, match="names a part twice"):
        Press("p", (Panel("a", 1, 100), Panel("a", 1, 100)))
