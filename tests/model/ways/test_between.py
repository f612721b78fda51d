"""The flow of jobs that other plants start: rates and options follow from these."""

from __future__ import annotations

import pytest

import taktwin
from taktwin.model import load_model
from taktwin.model.checks.ways.between import begun_by_others, traffic_of_plants
from taktwin.model.checks.ways.loads import loads
from taktwin.model.spelt.views import plants_of
from tests.plants.nextdoor import NEXT_DOOR

MAKE = "plants.seats.shops.making.lines.seats.flow.make"
CALL = "plants.seats.shops.making.lines.seats.call"


def load_of(name: str, *overrides: str, text: str = NEXT_DOOR) -> float:
    found = loads(load_model(text, overrides))
    return next(one.load for one in found if f"{one.plant}.{one.name}" == name)


def test_the_load_of_a_supplier_follows_from_the_cars() -> None:
    """60 % base and 40 % sport of the cars, whatever the supplier's own shares are; 2 % are made again."""
    wanted = (0.6 * 90 + 0.4 * 115) / 0.98 / 120
    assert load_of("seats.make") == pytest.approx(wanted, rel=1e-9)
    assert load_of("cars.fit-seats") == pytest.approx(112 / 120, rel=1e-9)
    run = taktwin.load(NEXT_DOOR).simulate(days=20, warmup=1, seed=1)
    (row,) = run.result.resources.filter(run.result.resources["station"] == "seats.make").iter_rows(named=True)
    assert row["working"] / run.result.elapsed_s == pytest.approx(wanted, rel=0.01)


def test_conditions_quantities_and_visits_of_a_call() -> None:
    only_sport = load_of("seats.make", f"{CALL}={{at: cars.paint-exit, when: {{trim: sport}}}}")
    assert only_sport == pytest.approx(0.4 * 115 / 0.98 / 120, rel=1e-9)
    by_colour = "{at: cars.paint-exit, quantity: {by: colour, red: 2, default: 0}}"
    assert load_of("seats.make", f"{CALL}={by_colour}") == pytest.approx(0.3 * 2 * 100 / 0.98 / 120, rel=1e-9)
    again = "[{to: touch-up, share: 50 %}, {to: mending, share: 4 %}]"
    back = f"plants.cars.shops.trim.lines.main.flow.touch-up.routes={again}"
    each, first = (
        load_of("seats.make", back, f"{CALL}={{at: cars.touch-up{when}}}") for when in ("", ", when: {visit: 1}")
    )
    assert each == pytest.approx(2 * first, rel=1e-9)
    assert first == pytest.approx(100 / 0.98 / 120, rel=1e-9)


def test_the_first_of_stations_in_a_row_calls() -> None:
    row = "plants.cars.shops.trim.lines.main.flow.paint-exit.count=3"
    assert load_of("seats.make", row) == pytest.approx(load_of("seats.make"), rel=1e-12)


def test_calls_from_plant_to_plant() -> None:
    """Covers of the seats come from a third plant, called where the seat is made; and the cars' plant calls back."""
    third = """\
  covers:
    shops:
      sewing:
        lines:
          covers:
            call: {at: seats.make, quantity: 3}
            flow: [{buffer: c, capacity: unlimited}, {station: sew, cycle: 10 s}, {buffer: sewn, capacity: 99}]
"""
    text = NEXT_DOOR.replace("  cars:\n", third + "  cars:\n", 1).replace(
        "sport: 115 s}, routes", "sport: 115 s}, joins: [{line: covers.covers, quantity: 3}], routes"
    )
    assert load_of("covers.sew", text=text) == pytest.approx(3 * 10 / 0.98 / 120, rel=1e-9)
    assert load_of("seats.make", text=text) == pytest.approx(100 / 0.98 / 120, rel=1e-9)


def test_endless_lines_work_as_often_as_they_are_joined_elsewhere() -> None:
    text = NEXT_DOOR.replace("call: {at: cars.paint-exit}", "endless: true").replace(", matched: true", ", quantity: 2")
    text = text.replace("called, capacity: unlimited", "called, capacity: 4")
    assert load_of("seats.make", text=text) == pytest.approx(2 * 90 / 0.98 / 120, rel=1e-9)


def test_where_orders_have_times_of_their_own_nothing_is_known() -> None:
    free = load_model(
        NEXT_DOOR, ["plants.cars.orders.cars={}", "plants.seats.shops.making.lines.seats.flow.make.cycle=9 s"]
    )
    assert begun_by_others(plants_of(free), "seats"), "the pace is that of the car plant"
    listed = NEXT_DOOR.replace("{interval: 2 min}", "{interval: 2 min}, more: {}").replace(
        "          mending:", "          more: {orders: more, flow: [{station: m, cycle: 1 h}]}\n          mending:"
    )
    views = plants_of(load_model(listed))
    assert begun_by_others(views, "seats") is None
    assert traffic_of_plants(views) == {"seats": [], "cars": []}
