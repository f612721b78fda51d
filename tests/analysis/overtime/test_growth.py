"""Growth without end: a drift is told from noise, and from a rise that comes to an end."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

import taktwin
from taktwin.analysis.overtime.growth import drift, growing_rates, growth, wip_grows
from tests.shared import shared_folder

HOUR = 3600.0

QUEUE = """\
taktwin: 1
name: queue
orders: {{jobs: {{interval: {interval}}}}}
shops: {{s: {{lines: {{l: {{orders: jobs, flow: [{first}{{station: a, cycle: {cycle}}}]}}}}}}}}
"""
BUFFER = "{buffer: q, capacity: unlimited}, "


def queue(interval: str, cycle: str, first: str = BUFFER) -> taktwin.Plant:
    return taktwin.load(QUEUE.format(interval=interval, cycle=cycle, first=first))


def case(name: str) -> taktwin.Plant:
    file = shared_folder() / "cases" / name
    if not file.is_file():
        pytest.skip(f"no case at {file}; set TAKTWIN_SHARED to the folder that holds `cases`")
    return taktwin.load(file)


# --- the test of one level


def test_the_interval_is_that_of_student_over_the_rises() -> None:
    rises = np.array([3.0, 5.0, 4.0, 8.0, 2.0, 6.0])
    found = drift(np.concatenate([[10.0], 10.0 + rises.cumsum()]), 2 * HOUR)
    assert found is not None
    interval = stats.t.interval(0.95, 5, rises.mean(), stats.sem(rises))
    assert (found.per_hour, found.low, found.high) == pytest.approx((rises.mean() / 2, *(one / 2 for one in interval)))
    assert found.grows


@pytest.mark.parametrize(
    ("levels", "grows"),
    [
        (100.0 * np.arange(21), True),
        (-100.0 * np.arange(21), False),  # it falls
        (0.4 * np.arange(21), False),  # 8 jobs in all are none
        (np.minimum(20.0 * np.arange(21), 200.0), False),  # the rise comes to an end in the first half
        (500.0 * (1 - np.exp(-np.arange(21) / 4)), False),  # it fades
        (np.where(np.arange(21) >= 15, 1000.0, 0.0), False),  # one jump is no drift
        (np.arange(21) % 2 * 50.0, False),
    ],
)
def test_what_is_growth(levels: np.ndarray, grows: bool) -> None:
    found = drift(levels, HOUR)
    assert found is not None
    assert found.grows is grows


def test_too_few_steps_say_nothing() -> None:
    assert drift(np.array([0.0, 100.0, 200.0, 300.0]), HOUR) is None
    assert drift(np.zeros(0), HOUR) is None


# --- runs


def test_what_comes_too_much_is_what_grows() -> None:
    run = queue("10 s", "12 s").simulate(days=2)
    place, wip = run.growth
    assert (place.kind, place.shop, place.line, place.element) == ("buffer", "s", "l", "q")
    assert place.per_hour == pytest.approx(60.0, rel=1e-3)
    assert wip.per_hour == pytest.approx(60.0, rel=1e-3)
    assert wip_grows(run.growth)
    assert "buffer q (s) grows without end, by 60 jobs an hour" in str(place)
    for name in ("lead_time_hours", "wip"):
        kpi = run.kpis[name]
        assert math.isnan(kpi.value)
        assert (kpi.low, kpi.high) == (None, None)
        assert kpi.as_dict()["grows"] is True
    assert run.kpis["growth_per_hour"].value == pytest.approx(60.0, rel=1e-3)
    assert "grows" not in run.kpis["throughput_per_hour"].as_dict()


def test_what_waits_at_the_source_grows_while_the_plant_stays_as_it_is() -> None:
    run = queue("10 s", "12 s", first="").simulate(days=2)
    (found,) = run.growth
    assert (found.kind, found.element) == ("source", "l")
    assert found.per_hour == pytest.approx(60.0, rel=1e-2)
    assert run.kpis["wip"].value == pytest.approx(1.0)
    assert "the queue of released jobs before line l" in str(found)


@pytest.mark.parametrize(("interval", "cycle"), [("12 s", "12 s"), ("12 s", "exp(9 s)"), ("exp(1 min)", "exp(48 s)")])
def test_what_the_plant_can_do_does_not_grow(interval: str, cycle: str) -> None:
    run = queue(interval, cycle).simulate(days=5, replications=4)
    assert run.growth == []
    assert run.kpis["growth_per_hour"].value == 0.0
    assert not math.isnan(run.kpis["wip"].value)


def test_a_week_of_shifts_is_looked_at_as_a_whole() -> None:
    """A day-and-night stream fills the buffer each night; only what is left after a week is growth."""
    text = QUEUE.format(interval="6 min", cycle="{cycle} min, calendar: day", first=BUFFER)
    text = text.replace("shops:", 'calendars: {day: {shifts: [{days: Mon-Fri, from: "06:00", to: "14:00"}]}}\nshops:')
    able, unable = (taktwin.load(text.replace("{cycle}", cycle)) for cycle in ("1.4", "1.5"))
    # 1,680 jobs come in a week; 40 h do 1,714 of them at 1.4 min, and 1,600 at 1.5 min
    assert able.simulate(days=42).growth == []
    place, _ = unable.simulate(days=42).growth
    assert place.per_hour * 168 == pytest.approx(80, rel=0.02)
    short = unable.simulate(days=20)  # fewer than four weeks say nothing
    assert short.growth == []
    assert math.isnan(short.kpis["growth_per_hour"].value)


def test_several_replications_vote() -> None:
    """What grows in fewer than half of them is noise; the rates are those of all."""
    run = queue("exp(60 s)", "exp(72 s)").simulate(days=3, replications=6)
    place, wip = run.growth
    assert place.low < 10.0 < place.high  # 60 an hour come, 50 go
    assert 3 <= place.replications <= 6
    assert growing_rates(run.results, run.growth) == pytest.approx(
        [sum(d.per_hour for d in [drift(one.levels, one.step_s)] if d) for r in run.results for one in r.contents[1:2]]
    )
    assert wip.kind == "wip"
    assert len(growth(run.results[:1])) in (0, 2)


# --- cases from practice


def test_a_rework_loop_that_gets_too_little_grows() -> None:
    """72 an hour are inspected, and a fifth comes back: 57.6 leave, while the sprayer makes 66.7 at most."""
    run = case("faults/growing-rework.yaml").simulate(days=10)
    place, wip = run.growth
    assert (place.kind, place.element, wip.kind) == ("buffer", "rq", "wip")
    # 1,539 jobs on average over days 2.5 to 12.5, and 5,476 over days 7 to 47
    assert place.low < (5476 - 1539) / (27 - 7.5) / 24 < place.high
    assert run.kpis["wip"].grows
    assert run.kpis["wip"].low is None


def test_overloaded() -> None:
    run = case("faults/overloaded.yaml").simulate(days=3, replications=2)
    assert [(one.element, round(one.per_hour)) for one in run.growth] == [("q", 60), (None, 60)]
    assert run.kpis["lead_time_hours"].low is None


def test_a_stationary_queue_at_the_source_does_not_grow() -> None:
    assert case("faults/queue-at-the-source.yaml").simulate(days=10).growth == []


def test_a_plant_whose_repair_loop_grows_is_told_so() -> None:
    run = case("plants/kunshan.yaml").simulate(days=30)
    assert run.growth[0].element == "spot-q"
    assert run.growth[-1].kind == "wip"
