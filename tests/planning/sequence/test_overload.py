"""Utility work: what does not fit into a station."""

from __future__ import annotations

import pytest

from taktwin.model import load_model
from taktwin.planning.sequence.day import day_of
from taktwin.planning.sequence.overload import Overload, option_times, utility_work
from tests.planning.sequence.plants import PLANT


@pytest.mark.parametrize(
    ("times", "seconds", "count"),
    [
        ([60, 60, 60], 0, 0),
        ([70, 70], 10, 1),  # 10 s late fits the drift, 20 s does not
        ([75, 45, 75], 10, 2),  # 15: 5 beyond; late 10 -> -5, so on time; 15 again
        ([75, 75, 75], 35, 3),  # 5, then 10 late + 15 = 25: 15 beyond, twice
        ([90], 20, 1),
        ([50, 68], 0, 0),  # nobody can begin before the car is there: earliness is not kept
        ([], 0, 0),
    ],
)
def test_by_hand(times: list[float], seconds: float, count: int) -> None:
    assert utility_work(times, takt=60, drift=10) == Overload(seconds, count)


def test_alternating_is_better_than_in_a_row() -> None:
    mixed = utility_work([75, 45] * 10, 60, 10).seconds
    apart = utility_work([75] * 10 + [45] * 10, 60, 10).seconds
    assert mixed < apart


def test_times_of_the_stations_behind_the_point() -> None:
    """Only stations whose time depends on an option, from the named point on."""
    model = load_model(PLANT)
    day = day_of(model)
    times = option_times(model, day)
    assert list(times) == ["trim"]
    assert times["trim"].tolist() == [75.0 if order.options["roof"] == "glass" else 45.0 for order in day.orders]


def test_stations_before_the_point_do_not_count() -> None:
    text = PLANT.replace(
        "          - {buffer: after-paint",
        "          - {station: seal, cycle: {by: colour, red: 50 s, blue: 40 s}}\n          - {buffer: after-paint",
    )
    model = load_model(text)
    assert list(option_times(model, day_of(model))) == ["trim"]
    everywhere = load_model(text.replace("      at: trim entry\n", ""))
    assert list(option_times(everywhere, day_of(everywhere))) == ["seal", "trim"]


def test_the_point_may_be_the_entry_of_a_shop() -> None:
    """Then the stations of all lines of that shop count."""
    model = load_model(PLANT.replace("at: trim entry", "at: assembly"))
    assert list(option_times(model, day_of(model))) == ["trim"]
    before = load_model(PLANT.replace("at: trim entry", "at: paint"))
    assert option_times(before, day_of(before)) == {}


def test_phoenix_has_a_station_for_each_ratio() -> None:
    """Each ratio keeps its station within the takt, and no looser one would (the seats' station apart)."""
    model = load_model("phoenix")
    day = day_of(model)
    takt = day.rules.takt
    assert takt is not None
    options = {option for ratio in day.rules.ratios.values() for option in ratio.when}
    by_option = {
        station.cycle.by: station.cycle.values
        for _, _, _, element in model.all_elements()
        for station in getattr(element, "exceptions", {}).values()
        if getattr(station.cycle, "by", None) in options
    }
    assert set(by_option) == options
    for ratio in day.rules.ratios.values():
        ((option, (value,)),) = ratio.when.items()
        slow = by_option[option][value].mean
        (fast,) = [time.mean for one, time in by_option[option].items() if one != value]
        n, p = ratio.at_most.value, ratio.of.value
        assert n * slow + (p - n) * fast <= p * takt.value, option
        assert (n + 1) * slow + (p - n - 1) * fast > p * takt.value, option
