"""Operators against theory: machine interference, priorities on one server, a line that lacks people; and by hand."""

from __future__ import annotations

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
    return taktwin.load(data).simulate(days=days, warmup=0, **options)


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
        lines[name] = [queue, {"station": name, "cycle": cycle, "operators": "team", "priority": priority}]
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
    assert rate == pytest.approx(48 * found.operators["working"][0], rel=0.01)
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


SHIFTS = {
    "short": {
        "shifts": [
            {"name": "first", "days": "daily", "from": "00:00", "to": "00:01"},
            {"name": "second", "days": "daily", "from": "00:01", "to": "00:02"},
        ]
    }
}


def test_work_stops_when_an_operator_leaves_and_goes_on_with_the_next() -> None:
    """Both until 60 s, then one until 120 s: m2 has worked for 60 of its 100 s, and goes on when m1 is done."""
    lines = {
        name: [{"station": name, "cycle": cycle, "operators": "team"}]
        for name, cycle in (("m1", "70 s"), ("m2", "100 s"))
    }
    team = {"count": {"first": 2, "second": 1}, "calendar": "short"}
    data = hall(lines, {"team": team}, {name: {"quantity": 1} for name in lines}, calendars=SHIFTS)
    found = run(data, 200 / 86400)
    rows = {row["resource"]: row for row in found.stations.iter_rows(named=True)}
    assert (rows["m1"]["working"], rows["m2"]["working"], rows["m2"]["waiting_operator"]) == (70.0, 100.0, 10.0)
    assert rows["team.2"]["off_shift"] == pytest.approx(140.0)
    assert compare(model_of(data), 1, 200.0).differences == []


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
