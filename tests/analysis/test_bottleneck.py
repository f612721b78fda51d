"""Planted bottlenecks must be found."""

from types import SimpleNamespace

import polars as pl
import pytest

from taktwin.analysis.bottleneck import bottlenecks, constraining_station, duration_text
from tests.analysis.sample import WAIT_SCHEMA, SampleResult, resource, resources
from tests.analysis.sample_plant import plant

HOUR = 3600.0


def result_of(*rows: dict) -> SampleResult:
    result = SampleResult(10 * HOUR)
    result.resources = resources(list(rows))
    return result


def station(name: str, working: float, **values) -> dict:
    """A station of a 10 h run with `working` hours of work in 100 jobs."""
    return resource(name, 10 * HOUR, **{"jobs": 100, "working": working * HOUR, "active_periods": 100, **values})


def test_the_slowest_station_of_a_line() -> None:
    result = result_of(
        station("a", 7.0, blocked=2.5 * HOUR),
        station("b", 7.0, blocked=2.6 * HOUR),
        station("c", 9.6, active_periods=12),
        station("d", 7.0),
        station("e", 7.1),
    )
    first, *rest = bottlenecks([result])
    assert first.station == "c"
    assert first.rank == 1
    assert first.mean_active_period_s == pytest.approx(9.6 * HOUR / 12)
    assert first.works_per_period == pytest.approx(100 / 12)
    assert (first.upstream, first.downstream) == ("a, b", "d, e")
    assert first.upstream_blocked == pytest.approx(5.1 / 20)
    assert first.downstream_starved == pytest.approx((3.0 + 2.9) / 20)
    assert first.why == (
        "c: active 96% of its scheduled time, in periods of 48 min on average; "
        "upstream is blocked 26%, downstream is starved 30%."
    )
    assert [entry.station for entry in rest] == ["e", "a", "b", "d"]


def test_failures_make_a_bottleneck_too() -> None:
    result = result_of(station("fast-but-broken", 6.0, down=2.5 * HOUR, waiting_crew=1.0 * HOUR), station("slow", 8.0))
    assert bottlenecks([result])[0].station == "fast-but-broken"
    assert bottlenecks([result])[0].down == pytest.approx(0.35)


def test_near_ties_go_to_the_longest_active_period_in_works() -> None:
    even = station("even", 9.5, active_periods=100)  # starved a moment after each job
    held = station("held", 9.4, active_periods=10)  # works on without a pause
    assert bottlenecks([result_of(even, held)])[0].station == "held"


def test_a_long_cycle_alone_does_not_win() -> None:
    posts = [
        resource(f"post/{k}", 10 * HOUR, station="post", jobs=10, working=8 * HOUR, active_periods=10)
        for k in range(10)
    ]
    ranked = bottlenecks([result_of(station("weld", 9.5, active_periods=40), *posts)])
    assert ranked[0].station == "weld"
    assert (ranked[0].mean_active_period_s or 0) < (ranked[1].mean_active_period_s or 0)
    assert ranked[1].station == "post"


def test_off_shift_does_not_count() -> None:
    day = station("day-shift", 4.8, off_shift=5.0 * HOUR)
    assert bottlenecks([result_of(day, station("always", 7.0))])[0].station == "day-shift"


def test_a_busy_press_is_no_bottleneck_while_nobody_waits_for_it() -> None:
    press = resource("press", 10 * HOUR, kind="cell", jobs=1000, working=9.9 * HOUR, active_periods=2)
    served = result_of(press, station("body", 8.0))
    assert bottlenecks([served])[0].station == "body"
    waiting = result_of(press, station("body", 8.0, waiting_parts=1.5 * HOUR))
    waiting.waits = pl.DataFrame([["body", "shop", "panel", "part", 1.5 * HOUR]], schema=WAIT_SCHEMA, orient="row")
    assert bottlenecks([waiting])[0].station == "press"


def test_a_conveyor_is_judged_by_how_often_its_entry_is_taken() -> None:
    element = SimpleNamespace(kind="conveyor", name="oven", entry_spacing=350.0)
    model = SimpleNamespace(all_elements=lambda: [("shop", "main", 0, element)])
    oven = resource("oven", 10 * HOUR, kind="conveyor", jobs=100, working=10 * HOUR)
    result = result_of(oven, station("weld", 8.0))
    assert [entry.station for entry in bottlenecks([result])] == ["weld"]
    first, second = bottlenecks([result], model)
    assert (first.station, second.station) == ("oven", "weld")
    assert first.active_share == pytest.approx(350 * 100 / 36000)
    assert first.why == "oven: active 97% of its scheduled time; downstream is starved 20%."


def test_carriers_that_nobody_waits_for_and_loads_are_not_named() -> None:
    kinds = ("conveyor", "load", "vehicle")
    rows = [resource(kind, 10 * HOUR, kind=kind, jobs=10, working=10 * HOUR) for kind in kinds]
    ranked = bottlenecks([result_of(*rows, station("only", 10.0))])
    assert [entry.station for entry in ranked] == ["only"]


def test_one_station_has_no_neighbours() -> None:
    (only,) = bottlenecks([result_of(station("server", 5.0))])
    assert only.upstream is None
    assert only.downstream is None
    assert only.why == "server: active 50% of its scheduled time, in periods of 3.0 min on average."


def test_nothing_worked() -> None:
    assert bottlenecks([result_of(resource("idle", 10 * HOUR))]) == []
    assert bottlenecks([SampleResult(HOUR)]) == []


def test_the_plant_pools_replications() -> None:
    assert bottlenecks([plant(k, days=2) for k in range(2)])[0].station == "chassis-23"


def test_the_constraining_station_is_the_first_of_the_ranking_that_is_no_conveyor() -> None:
    """The oven leads the ranking; the station after it counts."""
    model = SimpleNamespace(
        all_elements=lambda: [("s", "l", 0, SimpleNamespace(kind="conveyor", name="oven", entry_spacing=300.0))]
    )
    oven = resource("oven", 10 * HOUR, kind="conveyor", jobs=115, working=10 * HOUR)
    result = result_of(oven, station("weld", 8.0), station("glue", 7.0))
    assert bottlenecks([result], model)[0].station == "oven"
    assert constraining_station([result], model) == "weld"
    assert constraining_station([SampleResult(HOUR)]) is None


def test_the_oee_of_the_plant_is_never_that_of_a_fleet() -> None:
    """Vehicles lead the ranking and have no OEE: it is that of the station behind them, not 0."""
    tug = resource("tug", 10 * HOUR, kind="vehicle", jobs=100, working=9.5 * HOUR)
    result = result_of(tug, station("weld", 8.0))
    assert constraining_station([result], SimpleNamespace(all_elements=list)) == "weld"


@pytest.mark.parametrize(
    ("seconds", "text"), [(5.25, "5.2 s"), (100, "100 s"), (150, "2.5 min"), (2460, "41 min"), (86400 * 3, "3.0 d")]
)
def test_durations(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text
