"""Operators against theory: machine interference, priorities on one server, a line that lacks people; and by hand."""

from __future__ import annotations

import json
from typing import Any

import polars as pl
import pytest

import taktwin
from tests.kernel.plants import Data
from tests.oracle.compare import compare, model_of


def hall(lines: dict[str, list[Data]], operators: Data, orders: Data | None = None, **more: Any) -> Data:
    """A shop with these lines, each with orders of its own name."""
    streams = {name: (orders or {}).get(name, {}) for name in lines}
    shop = {"lines": {name: {"orders": name, "flow": flow} for name, flow in lines.items()}}
    return {"taktwin": 1, "name": "hall", "orders": streams, "operators": operators, "shops": {"hall": shop}, **more}


def run(data: Data, days: float, **options: Any) -> Any:
    return taktwin.load(json.dumps(data, indent=1)).simulate(days=days, warmup=0, **options)


@pytest.mark.parametrize(("people", "weights"), [(1, [1, 1.5, 1.5, 0.75]), (2, [1, 1.5, 0.75, 0.1875])])
def test_machine_interference_is_a_closed_markov_chain(people: int, weights: list[float]) -> None:
    """Three machines run for exp(100 s) and are loaded for exp(50 s): states by the machines that are not running."""
    station = {"station": "m", "servers": 3, "load": "exp(50 s)", "cycle": "exp(100 s)"}
    data = hall({"jobs": [station | {"operators": {"need": "team", "for": ["load"]}}]}, {"team": {"count": people}})
    busy = sum(min(n, people) * weight for n, weight in enumerate(weights)) / sum(weights)
    found = run(data, 60)
    assert found.kpis["throughput_per_hour"].value == pytest.approx(busy * 3600 / 50, rel=0.01)
    assert found.operators["utilisation"][0] == pytest.approx(busy / people, rel=0.01)


def test_two_stations_and_one_operator_are_one_server_with_priorities() -> None:
    """Cobham 1954: W1 = R / (1 - r1), W2 = R / ((1 - r1)(1 - r1 - r2)), R = (l1 S1² + l2 S2²) / 2; constant times."""
    r1, r2, rest = 10 / 30, 16 / 40, (100 / 30 + 256 / 40) / 2
    wanted = {"one": rest / (1 - r1) + 10, "two": rest / ((1 - r1) * (1 - r1 - r2)) + 16}
    lines: dict[str, list[Data]] = {}
    for name, cycle, priority in (("one", "10 s", 1), ("two", "16 s", 0)):
        queue = {"buffer": f"queue {name}", "capacity": "unlimited"}
        lines[name] = [queue, {"station": f"at {name}", "cycle": cycle, "operators": "team", "priority": priority}]
    orders = {"one": {"interval": "exp(30 s)"}, "two": {"interval": "exp(40 s)"}}
    jobs = run(hall(lines, {"team": {"count": 1}}, orders), 60).result.jobs
    lead = jobs.filter(outcome="finished").group_by("stream").agg((pl.col("ended") - pl.col("born")).mean())
    found = dict(lead.iter_rows())
    assert found["one"] == pytest.approx(wanted["one"], rel=0.02)
    assert found["two"] == pytest.approx(wanted["two"], rel=0.03)


def line(**team: Any) -> Data:
    flow: list[Data] = []
    for name, cycle in (("m1", "exp(60 s)"), ("m2", "exp(40 s)"), ("m3", "exp(50 s)")):
        flow += [{"station": name, "cycle": cycle, "operators": "assemble"}, {"buffer": f"after {name}", "capacity": 8}]
    return hall({"jobs": flow[:-1]}, {"team": {"skills": ["assemble"], "count": 2, **team}})


def test_where_operators_limit_a_line_makes_operators_by_the_sum_of_manual_times() -> None:
    """2 operators and 150 s of hand work: 48 jobs an hour, less 3 % in which one of them has nothing to do."""
    found = run(line(), 20)
    rate = found.kpis["throughput_per_hour"].value
    assert 0.95 * 48 < rate < 48.0
    assert rate == pytest.approx(48 * found.operators["working"][0], rel=0.02)
    gains = found.measure_bottleneck().gains
    assert (gains[0].name, gains[0].change, gains[0].sure) == ("team", "operator", True)
    assert gains[0].how == "1 more operator"
    more = run(line(count=3), 20).kpis["throughput_per_hour"].value
    assert gains[0].gain == pytest.approx(more - rate, rel=0.1)


def test_by_hand() -> None:
    """A way of 5 s; m2 goes first by its priority, works 20 s twice; then m1 is loaded for 4 s, and works for 10 s."""
    lines = {
        "a": [{"station": "m1", "cycle": "10 s", "load": "4 s", "operators": {"need": "weld", "for": ["load"]}}],
        "b": [{"station": "m2", "cycle": "20 s", "operators": "weld", "priority": 1}],
    }
    orders = {"a": {"quantity": 2}, "b": {"quantity": 2}}
    data = hall(lines, {"team": {"count": 1, "skills": ["weld"], "walk": "5 s"}}, orders)
    found = run(data, 200 / 86400, trace=True)
    ended = dict(found.result.jobs.group_by("stream").agg(pl.col("ended").sort()).iter_rows())
    assert ended == {"a": [64.0, 78.0], "b": [25.0, 45.0]}
    row = found.operators.row(0, named=True)
    assert (row["calls"], row["working"] * 200, row["walking"] * 200, row["idle"] * 200) == (4, 48.0, 10.0, 142.0)
    assert {row["resource"]: row["seconds"] for row in found.result.waits.iter_rows(named=True)} == {
        "m1": 50.0,
        "m2": 5.0,
    }
    assert compare(model_of(data), 1, 200.0).differences == []


SHIFTS: Data = {
    "short": {
        "shifts": [
            {"name": "first", "days": "daily", "from": "00:00", "to": "00:01"},
            {"name": "second", "days": "daily", "from": "00:01", "to": "00:02"},
        ]
    },
    "night": {"shifts": [{"days": "daily", "from": "22:00", "to": "06:00"}]},
}


def small(stations: list[Data], operators: Data, quantity: int = 1, until: float = 300.0, **more: Any) -> Any:
    """A line for each station, with so many jobs; the run is compared with the oracle."""
    lines = {f"at {station['station']}": [station] for station in stations}
    data = hall(lines, operators, {name: {"quantity": quantity} for name in lines}, **more)
    assert compare(model_of(data), 1, until).differences == []
    return run(data, until / 86400, trace=True)


def tended(cycles: dict[str, str]) -> list[Data]:
    """Stations that need one of the team."""
    return [{"station": name, "cycle": cycle, "operators": "team"} for name, cycle in cycles.items()]


def ends(found: Any) -> dict[str, list[float]]:
    """Station -> when its jobs ended, s."""
    rows = found.result.jobs.filter(outcome="finished").sort("ended").group_by("stream", maintain_order=True)
    return {name.removeprefix("at "): times for name, times in rows.agg("ended").iter_rows()}


def seconds(found: Any, resource: str, *states: str) -> list[float]:
    row = next(row for row in found.stations.iter_rows(named=True) if row["resource"] == resource)
    return [row[state] for state in states]


@pytest.mark.rule("At the end of his shift, and in breaks, an operator leaves at once", "where numbers differ by shift")
def test_work_stops_when_an_operator_leaves_and_goes_on_with_the_next() -> None:
    """Both until 60 s, then one until 120 s: m2 has worked for 60 of its 100 s, and goes on when m1 is done."""
    stations = [
        {"station": name, "cycle": cycle, "operators": "team"} for name, cycle in (("m1", "70 s"), ("m2", "100 s"))
    ]
    team = {"count": {"first": 2, "second": 1}, "calendar": "short"}
    found = small(stations, {"team": team}, until=200.0, calendars=SHIFTS)
    assert seconds(found, "m1", "working") == [70.0]
    assert seconds(found, "m2", "working", "waiting_operator") == [100.0, 10.0]
    assert seconds(found, "team.2", "off_shift") == [140.0]


@pytest.mark.rule("Nobody leaves where the next shift begins at once")
def test_a_shift_goes_on_through_sunday_midnight() -> None:
    station = {"station": "m", "cycle": "60 s", "operators": "team"}
    calendar = {"count": 1, "calendar": "night"}
    found = small([station], {"team": calendar}, calendars=SHIFTS, start="2026-01-11 23:59:30")
    assert ends(found) == {"m": [60.0]}


@pytest.mark.rule("The highest `priority`, then who has asked longest, then the first in plant order")
@pytest.mark.rule("Operators are given out last in an instant", "last of all, free operators are given out")
def test_who_gets_the_operator_first() -> None:
    """At 0 s all ask: m4 by its priority, then m1 to m3 in plant order; m1 asks again at 20 s, behind m2 and m3."""
    stations: list[Data] = [{"station": f"m{i}", "cycle": "10 s", "operators": "team"} for i in (1, 2, 3, 4)]
    stations[3]["priority"] = 1
    found = small(stations, {"team": {"count": 1}}, quantity=2)
    assert ends(found) == {"m4": [10.0, 20.0], "m1": [30.0, 60.0], "m2": [40.0, 70.0], "m3": [50.0, 80.0]}


@pytest.mark.rule("of a pool the nearest free operator comes", "An operator walks from where he was last needed")
@pytest.mark.rule("walking: an operator is on the way to a station")
def test_the_nearest_operator_comes_and_of_equals_the_one_free_longest() -> None:
    """Two operators walk once each to their machine, and stay there; without ways they take turns."""
    stations = [
        {"station": name, "cycle": cycle, "operators": "team"} for name, cycle in (("m1", "10 s"), ("m2", "14 s"))
    ]
    found = small(stations, {"team": {"count": 2, "walk": "5 s"}}, quantity=3)
    assert seconds(found, "team.1", "walking", "working") == [5.0, 30.0]
    assert seconds(found, "team.2", "walking", "working") == [5.0, 42.0]
    found = small(stations[:1], {"team": {"count": 2}}, quantity=3)
    assert [seconds(found, f"team.{i}", "working") for i in (1, 2)] == [[20.0], [10.0]]


@pytest.mark.rule("Who comes first waits for the others.")
@pytest.mark.rule("The phase begins when all have come", "He walks for this server only")
@pytest.mark.rule("waiting for operator: it has a job")
def test_work_begins_when_all_have_come() -> None:
    station = {"station": "m", "cycle": "10 s", "operators": [{"need": "near"}, {"need": "far"}]}
    pools = {"near": {"count": 1, "walk": "5 s"}, "far": {"count": 1, "walk": "12 s"}}
    found = small([station], pools)
    assert ends(found) == {"m": [22.0]}
    assert seconds(found, "near.1", "walking", "waiting_operator", "working") == [5.0, 7.0, 10.0]
    assert seconds(found, "m", "waiting_operator", "working") == [12.0, 10.0]


@pytest.mark.rule("who is needed for both stays", "If others are lacking then, all go and all are asked for")
@pytest.mark.rule("Waits for operators are booked on the need that lacked first")
@pytest.mark.rule("asks for the operators of what comes next", "Needs are filled in the order of the file")
def test_who_is_needed_for_the_next_phase_stays() -> None:
    """`both` loads for 10 s and works for 20 s; the `fitter` is busy at m1 until 30 s, so `other` goes meanwhile."""
    first = [{"need": "both", "for": ["load", "work"]}, {"need": "loader", "for": ["load"]}]
    station = {"station": "m1", "load": "10 s", "cycle": "20 s", "operators": first}
    pools = {name: {"count": 1} for name in ("both", "loader", "other", "fitter")}
    found = small([station], pools)
    assert [seconds(found, f"{name}.1", "working")[0] for name in ("both", "loader")] == [30.0, 10.0]
    busy = {"station": "m1", "cycle": "30 s", "operators": "fitter"}
    second = [{"need": "other", "for": ["load", "work"]}, {"need": "fitter", "for": ["work"]}]
    found = small([busy, {"station": "m2", "load": "10 s", "cycle": "20 s", "operators": second}], pools)
    assert ends(found) == {"m1": [30.0], "m2": [50.0]}
    assert seconds(found, "m2", "waiting_operator") == [20.0]
    assert seconds(found, "other.1", "working", "waiting_operator") == [30.0, 0.0]
    waits = found.result.waits.filter(resource="m2")
    assert dict(waits.select("cause", "seconds").iter_rows()) == {"other": 0.0, "fitter": 20.0}


@pytest.mark.rule("A failure strikes while operators are awaited too")
@pytest.mark.rule("Work that has not begun for want of operators is not spoilt by it")
def test_a_failure_does_not_spoil_work_that_has_not_begun() -> None:
    """m2 fails at 10 s and at 25 s, each time for 5 s, while its job waits for the operator, who comes at 30 s."""
    busy = {"station": "m1", "cycle": "30 s", "operators": "team"}
    failure = {"up": "10 s", "repair": "5 s", "work": "scrap"}
    waits = {"station": "m2", "cycle": "4 s", "failures": [failure], "operators": "team"}
    found = small([busy, waits], {"team": {"count": 1}}, until=39.0)
    assert ends(found) == {"m1": [30.0], "m2": [34.0]}
    assert seconds(found, "m2", "failures", "scrapped", "down") == [2, 0, 10.0]


@pytest.mark.rule("A job is loaded before its work, then inspected", "All of it is working time")
@pytest.mark.rule("inspection: server `P_INSPECT` works before it")
def test_loading_inspection_and_unloading() -> None:
    """Four jobs of 2 + 10 + 3 s, every second with a check of 5 s; at random times the oracle draws the same."""
    station = {"station": "m", "load": "2 s", "cycle": "10 s", "inspect": "5 s", "inspect_every": 2, "unload": "3 s"}
    found = small([station], {}, quantity=4)
    assert ends(found) == {"m": [15.0, 35.0, 50.0, 70.0]}
    assert seconds(found, "m", "working", "ideal_s") == [70.0, 70.0]
    times = {"load": "exp(2 s)", "inspect": "exp(5 s)", "unload": "exp(3 s)"}
    assert seconds(small([station | times], {}, quantity=4), "m", "jobs") == [4]


@pytest.mark.rule(
    "It gets all that its needs for this ask for at once, or none", "Who lacks somebody lets those behind pass"
)
def test_nobody_is_held_while_others_are_awaited() -> None:
    """A station that needs both waits until both are free, and holds nobody back from the others meanwhile."""
    lines = {
        "a": [{"station": "m1", "cycle": "30 s", "operators": "team"}],
        "b": [{"station": "m2", "cycle": "10 s", "operators": {"need": "team", "count": 2}}],
        "c": [{"station": "m3", "cycle": "20 s", "operators": "team"}],
    }
    orders = {"a": {"quantity": 1}, "b": {"quantity": 1}, "c": {"quantity": 2}}
    data = hall(lines, {"team": {"count": 2}}, orders)
    jobs = run(data, 100 / 86400).result.jobs
    assert dict(jobs.group_by("stream").agg(pl.col("ended").max()).iter_rows()) == {"a": 30.0, "b": 50.0, "c": 40.0}


@pytest.mark.rule(
    "A repair in a mode without a crew needs the operators", "A server that fails or whose shift ends lets its"
)
@pytest.mark.rule("waiting for crew: it has failed")
def test_a_repair_needs_operators_who_are_free_while_the_machine_is_down() -> None:
    """m1 fails at 10 s; its operator goes to m2 for 20 s, then repairs for 5 s, then the other 10 s of work go on."""
    failure = {"up": "10 s", "repair": "5 s"}
    lines = {
        "a": [
            {
                "station": "m1",
                "cycle": "20 s",
                "failures": [failure],
                "operators": {"need": "team", "for": ["work", "repair"]},
            }
        ],
        "b": [{"station": "m2", "cycle": "20 s", "operators": "team", "priority": 1}],
    }
    orders = {"a": {"quantity": 1}, "b": {"quantity": 1, "interval": "5 s"}}
    data = hall(lines, {"team": {"count": 1}}, orders)
    assert compare(model_of(data), 1, 100.0).differences == []
    found = run(data, 45 / 86400)
    row = next(row for row in found.stations.iter_rows(named=True) if row["resource"] == "m1")
    assert row["failures"] >= 1
    assert row["waiting_crew"] > 0.0
    for one in found.stations.iter_rows(named=True):
        assert sum(one[state] for state in taktwin.analysis.STATES) == pytest.approx(45.0)
