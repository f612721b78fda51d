"""How often a day is needed, whether its cars last, and how long to measure."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.model import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.sequence.day import Day, day_of
from taktwin.planning.sequence.runlength import days_needed, default_days, runs_out
from tests.planning.sequence.plants import CARS, PLANT, with_file

DAY_S = 86400.0


def day(text: str) -> tuple[PlantModel, Day]:
    model = load_model(text)
    return model, day_of(model)


def releases(folder: Path, last: int) -> Day:
    return day(with_file(folder, f"ident,product,release\nA,sedan,0\nB,suv,{last}\n"))[1]


def test_by_the_first_station() -> None:
    """A car each 50 s, so 1,728 a day of 40 cars; 10 %, ten times the root of 1,728, and one more."""
    assert days_needed(*day(PLANT), DAY_S) == 59  # 1,900.8 and 415.7 cars: 57.9


def test_by_the_interval() -> None:
    assert days_needed(*day(PLANT.replace("  cars:\n    mix", "  cars:\n    interval: 100 s\n    mix")), DAY_S) == 33


@pytest.mark.parametrize(
    ("flow", "days"),
    [
        ("{station: topcoat, servers: 2, cycle: 100 s}", 59),
        ("{station: topcoat, cycle: {by: colour, red: 80 s, blue: 50 s}}", 59),
        ("{buffer: before, capacity: 400}\n          - {station: topcoat, cycle: 50 s}", 69),  # 10 days of cars fill it
        ("{conveyor: way, transit: 500 s, capacity: 10}", 59),
    ],
)
def test_by_the_fastest_that_the_first_place_can_be(flow: str, days: int) -> None:
    station = PLANT.index("          - station: topcoat")
    end = PLANT.index("          - {buffer: after-paint")
    assert days_needed(*day(f"{PLANT[:station]}          - {flow}\n{PLANT[end:]}"), DAY_S) == days


def test_cars_with_release_times_come_once(tmp_path: Path) -> None:
    model, cars = day(with_file(tmp_path, "ident,product,release\nA,sedan,0\nB,suv,200\n"))
    assert runs_out(model, cars, 60.0)
    model, cars = day(with_file(tmp_path, CARS))
    assert not runs_out(model, cars, 20 * DAY_S)


@pytest.mark.parametrize(("quantity", "ends"), [(1000, True), (2360, False)])
def test_cars_end_with_a_quantity_that_the_run_may_reach(quantity: int, ends: bool) -> None:
    text = PLANT.replace("  cars:\n    mix", f"  cars:\n    quantity: {quantity}\n    mix")
    assert runs_out(*day(text), DAY_S) is ends


@pytest.mark.parametrize(("last", "days"), [(200, 2.0), (86399, 2.0), (86400, 3.0)])
def test_days_until_the_last_release_and_one_more(tmp_path: Path, last: int, days: float) -> None:
    assert default_days(releases(tmp_path, last)) == days
    assert default_days(day(PLANT)[1]) == 20.0
