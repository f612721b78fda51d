"""What a station needs to start, where its jobs go, servers side by side, and jobs that are joined."""

from __future__ import annotations

import polars as pl
import pytest

from tests.kernel.plants import Data, ends, entries, history, line, row_of, run, simulated
from tests.kernel.rules.addresses import key_of, unit
from tests.kernel.rules.small import bolts, listed

PURPOSE_OF_ROUTES = 3


@pytest.mark.rule("A finished job stays in its server until the next place takes it")
def test_blocking_after_service():
    result = run(line([{"station": "a", "cycle": "2 s"}, {"station": "b", "cycle": "5 s"}], {"quantity": 3}), 20)
    # a: 0-2, 2-4 and blocked to 7, 7-9 and blocked to 12
    assert entries(result, "a") == [(0, 0), (2, 1), (7, 2)]
    assert entries(result, "b") == [(2, 0), (7, 1), (12, 2)]


@pytest.mark.rule("A station that is down or off shift takes no job and starts no work")
def test_a_station_that_is_down_takes_no_job_but_gives_its_own():
    flow = [
        {"station": "a", "cycle": "4 s"},
        {"station": "b", "cycle": "3 s", "failures": [{"up": "9 s", "repair": "20 s"}]},
        {"station": "c", "cycle": "8 s"},
    ]
    result = run(line(flow), 30)
    # b: 4-7 (c: 7-15), 8-9, down 9-29, 29-31
    assert entries(result, "b") == [(4, 0), (8, 1)]
    flow[1]["failures"] = [{"up": "12 s", "repair": "20 s"}]
    result = run(line(flow), 33)
    # b: 4-7, 8-11, down 12-32; c takes its second job at 15
    assert entries(result, "c") == [(7, 0), (15, 1)]
    assert entries(result, "b") == [(4, 0), (8, 1), (32, 2)]


@pytest.mark.rule("the jobs of all sub-lines that it joins, then all parts")
def test_sub_lines_before_parts_and_what_is_lacking_first_is_the_cause():
    flow = [{"station": "m", "cycle": "10 s", "joins": [{"line": "sub"}], "uses": {"bolt": 1}}]
    sub = {"sub": {"flow": [{"station": "s", "cycle": "25 s"}], "endless": True}}
    result = run(line(flow, {"quantity": 1}, lines=sub, **bolts(offset="32 s")), 60)
    assert history(result, "m") == [(0, "waiting_parts"), (32, "working"), (42, "starved")]
    waits = result.waits.select("resource", "cause", "kind", "stock", "seconds")
    assert waits.rows() == [
        ("m", "sub", "join", None, 25.0),
        ("m", "bolt", "part", "rack", 7.0),
    ]


def with_nuts(offset: str) -> Data:
    """Bolts at 20 s and nuts; fields of a plant."""
    data = bolts(offset="20 s")
    data["parts"]["nut"] = {"family": "small", "unit": "piece"}
    data["stocks"]["nuts"] = {"part": "nut"}
    data["lanes"]["van"] = data["lanes"]["truck"] | {"to": "nuts", "offset": offset}
    return data


@pytest.mark.rule("What is lacking first, in the order of the file, is named as the cause of the wait")
@pytest.mark.parametrize(("first", "second", "seconds"), [("bolt", "nut", (20, 30)), ("nut", "bolt", (50, 0))])
def test_the_cause_of_a_wait(first, second, seconds):
    flow = [{"station": "m", "cycle": "10 s", "uses": {first: 1, second: 1}}]
    result = run(line(flow, {"quantity": 1}, **with_nuts("50 s")), 60)
    assert history(result, "m") == [(0, "waiting_parts"), (50, "working"), (60, "starved")]
    assert result.waits.select("cause", "seconds").rows() == [(first, seconds[0]), (second, seconds[1])]


@pytest.mark.rule("Nothing is taken before everything is there")
def test_a_part_is_left_to_others_while_another_one_is_lacking():
    lines = {
        "one": {"orders": "jobs", "flow": [{"station": "m", "cycle": "10 s", "uses": {"bolt": 1, "nut": 1}}]},
        "two": {"orders": "jobs", "flow": [{"station": "n", "cycle": "10 s", "uses": {"bolt": 1}}]},
    }
    result = run({"orders": {"jobs": {}}, "shops": {"shop": {"lines": lines}}, **with_nuts("50 s")}, 60)
    assert history(result, "n") == [(0, "waiting_parts"), (20, "working"), (30, "waiting_parts")]
    assert history(result, "m") == [(0, "waiting_parts")]


@pytest.mark.rule("Nothing is taken before everything is there")
def test_the_job_of_a_sub_line_stays_where_it_is_while_a_part_is_lacking():
    flow = [{"station": "m", "cycle": "10 s", "joins": [{"line": "sub"}], "uses": {"bolt": 1}}]
    sub = {"sub": {"flow": [{"station": "s", "cycle": "5 s"}], "endless": True}}
    result = run(line(flow, {"quantity": 1}, lines=sub, **bolts(offset="32 s")), 35)
    assert history(result, "s") == [(0, "working"), (5, "blocked"), (32, "working")]


@pytest.mark.rule("then all is taken at once, and setup (if one is due) and work begin")
def test_parts_are_taken_when_the_setup_begins(tmp_path):
    setup = {"by": "colour", "time": "7 s"}
    flow = [{"station": "m", "cycle": "10 s", "setup": setup, "uses": {"bolt": 1}}]
    data = {**line(flow, **bolts(initial=2)), **listed(tmp_path, "red", "blue")}
    assert ends(run(data, 60)) == [10, 27]
    drawn = [row_of(run(data, time).stocks, "stock", "rack")["drawn"] for time in (9, 10, 16, 17)]
    assert drawn == [1, 2, 2, 2]


@pytest.mark.rule("Setup is due when the option that the setup names differs from that of the job before")
def test_setup(tmp_path):
    flow = [{"station": "m", "cycle": "10 s", "setup": {"by": "colour", "time": "3 s"}}]
    result = run({**line(flow), **listed(tmp_path, "red", "red", "blue", "blue", "red")}, 100)
    assert ends(result) == [10, 20, 33, 43, 56]


@pytest.mark.rule("With a matrix its time is that from the value before to the new one, else time")
def test_setup_by_a_matrix(tmp_path):
    matrix = {"red": {"blue": "3 s"}, "blue": {"red": "7 s", "green": "1 s"}, "green": {}}
    flow = [{"station": "m", "cycle": "10 s", "setup": {"by": "colour", "matrix": matrix, "time": "20 s"}}]
    jobs = listed(tmp_path, "red", "blue", "blue", "red", "blue", "green", "red")
    options = {"options": {"colour": {"red": "50 %", "blue": "30 %", "green": "20 %"}}}
    result = run({**line(flow), **jobs, **options}, 200)
    # red to blue 3, blue to red 7, red to blue 3, blue to green 1, green to red as all others
    assert ends(result) == [10, 23, 33, 50, 63, 74, 104]
    assert row_of(result.resources, "resource", "m")["setups"] == 5


@pytest.mark.rule("A purge is due instead when purge_after jobs of the same value have been worked without one")
def test_purge(tmp_path):
    setup = {"by": "colour", "time": "3 s", "purge_after": 2, "purge_time": "1 s"}
    flow = [{"station": "m", "cycle": "10 s", "setup": setup}]
    result = run({**line(flow), **listed(tmp_path, *["red"] * 5, "blue", "blue", "blue")}, 200)
    # purged before the third and the fifth; set up for blue, and purged before the third blue one
    assert ends(result) == [10, 20, 31, 41, 52, 65, 75, 86]


@pytest.mark.rule("When the work ends one random number decides")
def test_routes_in_the_order_of_the_file():
    routes = [{"to": "second", "share": "30 %"}, {"to": "third", "share": "40 %"}]
    flow = [{"station": "m", "cycle": "1 s", "scrap": "20 %", "routes": routes}, {"station": "n", "cycle": "0 s"}]
    lines = {f"{name} line": {"flow": [{"station": name, "cycle": "0 s"}]} for name in ("second", "third")}
    result = run(line(flow, {"quantity": 200}, lines=lines), 300)
    numbers = [unit(key_of("m"), PURPOSE_OF_ROUTES, works) for works in range(1, 201)]
    expected = {
        "second": [job for job, u in enumerate(numbers) if 0.2 <= u < 0.5],
        "third": [job for job, u in enumerate(numbers) if 0.5 <= u < 0.9],
        "n": [job for job, u in enumerate(numbers) if u >= 0.9],
    }
    assert {name: [job for _, job in entries(result, name)] for name in expected} == expected
    assert result.jobs.filter(pl.col("outcome") == "scrapped").height == sum(u < 0.2 for u in numbers)


@pytest.mark.rule("each with its share of the jobs for which its when holds")
def test_a_route_for_some_jobs_only(tmp_path):
    routes = [{"to": "scrap", "when": {"colour": "red"}}, {"to": "far", "share": "100 %", "when": {"colour": "blue"}}]
    flow = [{"station": "m", "cycle": "10 s", "routes": routes}, {"station": "n", "cycle": "1 s"}]
    more = {"far line": {"flow": [{"station": "far", "cycle": "1 s"}]}}
    orders = listed(tmp_path, "red", "blue", "green", "blue")
    orders["options"] = {"colour": {"red": "50 %", "blue": "30 %", "green": "20 %"}}
    result = run({**line(flow, lines=more), **orders}, 60)
    assert (entries(result, "far"), entries(result, "n")) == ([(20, 1), (40, 3)], [(30, 2)])


@pytest.mark.rule("Scrapped jobs leave the plant")
def test_scrapped_jobs_leave(tmp_path):
    flow = [{"station": "m", "cycle": "10 s", "routes": [{"to": "scrap", "when": {"colour": "red"}}]}]
    flow.append({"station": "n", "cycle": "50 s"})
    simulation = simulated({**line(flow), **listed(tmp_path, "blue", "red", "red", "blue")}, 45, trace=True)
    assert (simulation.world["scrapped"][0], simulation.world["wip"][0]) == (2, 2)
    result = run({**line(flow), **listed(tmp_path, "blue", "red", "red", "blue")}, 45)
    assert result.jobs.select("outcome", "ended").rows() == [
        ("in_process", None), ("scrapped", 20), ("scrapped", 30), ("in_process", None),
    ]  # fmt: skip


@pytest.mark.rule("Parallel servers fail, are repaired and are counted one by one", "A job goes to the first free one")
def test_servers_one_by_one():
    mode = {"clock": "operation", "up": "25 s", "repair": "12 s"}
    flow = [
        {"buffer": "queue", "capacity": "unlimited"},
        {"station": "m", "cycle": "10 s", "servers": 2, "failures": [mode]},
    ]
    result = run(line(flow, {"interval": "15 s"}), 100)
    # the first one takes all while it is free: it works 15-25, 30-40 and 45-50, is down to 62, works to 67; m.2 takes
    # the job of 60, 60-70; m.1: 75-85, 90-100
    assert history(result, "m.1") == [(15, "working"), (25, "starved"), (30, "working"), (40, "starved"),
                                      (45, "working"), (50, "down"), (62, "working"), (67, "starved"),
                                      (75, "working"), (85, "starved"), (90, "working"), (100, "starved")]  # fmt: skip
    assert history(result, "m.2") == [(60, "working"), (70, "starved")]
    rows = [row_of(result.resources, "resource", name) for name in ("m.1", "m.2")]
    assert [(row["jobs"], row["failures"]) for row in rows] == [(5, 1), (1, 0)]


def joining(quantity: int, cycle: str, servers: int = 1) -> Data:
    """A line that calls sub-line jobs at its first station and joins them at its second."""
    flow = [
        {"station": "a", "cycle": "1 s"},
        {"buffer": "queue", "capacity": 9},
        {"station": "marry", "cycle": "2 s", "joins": [{"line": "sub", "quantity": quantity}]},
    ]
    sub = [{"station": "s", "cycle": cycle, "servers": servers}, {"buffer": "rack", "capacity": 9}]
    return line(flow, {"quantity": 2}, lines={"sub": {"call": {"at": "a", "quantity": quantity}, "flow": sub}})


@pytest.mark.rule("A sub-line with call makes one job (or quantity) for each main job that enters")
def test_a_call_makes_jobs_when_the_main_job_enters():
    result = run(joining(1, "4 s"), 30)
    assert entries(result, "s") == [(0, 0), (4, 1)]
    assert ends(result) == [6, 10]
    result = run(joining(3, "4 s"), 60)
    assert entries(result, "s") == [(0, 0), (4, 0), (8, 0), (12, 1), (16, 1), (20, 1)]
    assert ends(result) == [14, 26]


@pytest.mark.rule("Joined jobs end their life in the job that takes them")
def test_joined_jobs_end():
    simulation = simulated(joining(3, "4 s"), 13)
    world = simulation.world[0]
    # two main jobs and six of the sub-line; three of them are joined at 12
    assert (world["created"], world["joined"], world["finished"], world["wip"]) == (8, 3, 0, 2)
    simulation.advance_to(60)
    world = simulation.world[0]
    assert (world["created"], world["joined"], world["finished"], world["wip"]) == (8, 6, 2, 0)


@pytest.mark.rule("From a buffer the first by its rule is taken, whatever order it was called for")
def test_the_oldest_is_joined(tmp_path):
    data = joining(1, "4 s", servers=2)
    data["shops"]["shop"]["lines"]["sub"]["flow"][0]["cycle"] = {"by": "colour", "red": "30 s", "default": "5 s"}
    result = run({**data, **listed(tmp_path, "red", "blue")}, 60)
    # called at 0 and 1: the one for the second job is there at 6, and the first main job takes it
    assert ends(result) == [8, 32]


@pytest.mark.rule("then all is taken at once, and setup (if one is due) and work begin")
def test_a_part_for_some_jobs_only(tmp_path):
    """Where a use has two conditions, both must hold."""
    when = {"product": "van", "colour": "red"}
    flow = [{"station": "m", "cycle": "10 s", "uses": [{"part": "bolt", "when": when}]}]
    orders = listed(tmp_path)
    orders["products"] = {"car": {}, "van": {}}
    rows = ["car,red", "van,blue", "van,red", "car,blue", "van,red"]
    (tmp_path / "orders.csv").write_text("product,colour\n" + "\n".join(rows) + "\n", encoding="utf-8")
    result = run({**line(flow, **bolts(initial=1)), **orders}, 100)
    assert history(result, "m") == [(0, "working"), (40, "waiting_parts")]
    drawn = [row_of(run({**line(flow, **bolts(initial=1)), **orders}, time).stocks, "stock", "rack")["drawn"]
             for time in (19, 20)]  # fmt: skip
    assert drawn == [0, 1]


def test_the_ideal_time_is_the_mean_whatever_was_drawn(tmp_path):
    cycle = {"by": "colour", "red": "exp(4 s)", "default": "exp(7 s)"}
    result = run({**line([{"station": "m", "cycle": cycle}]), **listed(tmp_path, "red", "blue", "red")}, 300)
    row = row_of(result.resources, "resource", "m")
    assert (row["jobs"], row["ideal_s"]) == (3, 15.0)
    assert row["working"] != 15.0


@pytest.mark.rule("Nothing is taken before everything is there")
def test_two_joins_of_one_sub_line_need_their_sum():
    flow = [{"station": "m", "cycle": "50 s", "joins": [{"line": "sub"}, {"line": "sub", "quantity": 2}]}]
    sub = {"endless": True, "flow": [{"station": "s", "cycle": "5 s"}, {"buffer": "rack", "capacity": 4}]}
    result = run(line(flow, lines={"sub": sub}), 60)
    assert history(result, "m") == [(0, "waiting_parts"), (15, "working")]


@pytest.mark.rule("If several have one ready, the job that has been ready longest goes first")
def test_of_two_servers_of_a_sub_line_the_one_that_was_ready_first_gives_its_job():
    flow = [{"station": "m", "cycle": "20 s", "joins": [{"line": "sub"}]}]
    sub = {"endless": True, "flow": [{"station": "s", "cycle": "5 s", "servers": 2}]}
    result = run(line(flow, lines={"sub": sub}), 46)
    # both are ready at 5: the first gives; it is ready again at 10, but the second has waited since 5
    assert history(result, "s.1") == [(0, "working"), (10, "blocked"), (45, "working")]
    assert history(result, "s.2") == [(0, "working"), (5, "blocked"), (25, "working"), (30, "blocked")]
