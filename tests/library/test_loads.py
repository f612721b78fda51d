"""No resource of a shipped model is loaded beyond what it can do, by arithmetic alone."""

from __future__ import annotations

import pytest

from taktwin.model import load_model
from tests.library.plant_load import loads_of

# name -> jobs an hour that the model is made for
RATES = {
    "mm1": 60.0,
    "line20": 45.0,
    "paint-loop": 29.5,
    "press-lots": 55.0,
    "phoenix": 30.0,
    "phoenix-60": 60.0,
    "phoenix-30": 120.0,
}


@pytest.mark.parametrize("name", RATES)
def test_nothing_is_overloaded(name: str) -> None:
    loads = loads_of(load_model(name), RATES[name])
    too_much = {resource: round(load, 3) for resource, load in loads.resources.items() if load >= 0.95}
    assert too_much == {}
    late = {lane: round(load, 3) for lane, load in loads.lanes.items() if load >= 0.95}
    assert late == {}


def test_the_arithmetic_itself() -> None:
    # 60 jobs an hour of 48 s each
    assert loads_of(load_model("mm1"), 60.0).resources == {"server": pytest.approx(0.8)}
    # 60 bodies an hour x 5 hits of 5 s, a change of 13/3 min for 300 hits (600 for doors), scrap, 1/12 down
    loads = loads_of(load_model("press-lots"), 60.0)
    hits = 60 * (3 / 0.995 + 2 / 0.99)
    assert loads.resources["press-1"] == pytest.approx(hits * (5 + 260 / 300) / 3600 * (1 + 10 / 120))
    assert loads.demand["door-store"] == pytest.approx(240)


@pytest.mark.parametrize(("name", "factor"), [("phoenix", 1), ("phoenix-60", 2), ("phoenix-30", 4)])
def test_the_suppliers_are_asked_for_what_a_car_needs(name: str, factor: int) -> None:
    demand = loads_of(load_model(name), 30.0 * factor).demand
    # 0.2 % of the bodies are scrapped in paint; one rear floor and 20 sorts of panels for each body
    seats = [units for stock, units in demand.items() if stock.startswith("seats-") and stock.endswith("-dock")]
    assert len(seats) == 3 * 3 * 2 * 2  # products, trims, with or without massage and rear screens
    assert sum(seats) == pytest.approx(30 * factor * 0.998, rel=2e-3)
    assert demand["rear-casting-store"] == pytest.approx(30 * factor)
    assert demand["steel-yard"] == pytest.approx(30 * factor * 20 * 20 / 0.995)
