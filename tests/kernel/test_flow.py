"""How jobs move: blocking after service, buffers and their rules, merges, sub-lines. All times are computed by hand."""

from __future__ import annotations

import polars as pl
import pytest

from tests.kernel.plants import Data, ends, entries, history, line, row_of, run, simulated, states


def test_a_finished_job_blocks_its_station_until_the_next_one_takes_it():
    result = run(line([{"station": "a", "cycle": "2 s"}, {"station": "b", "cycle": "5 s"}]), 20)
    assert ends(result) == [7, 12, 17]
    assert history(result, "a") == [(0, "working"), (4, "blocked"), (7, "working"), (9, "blocked"), (12, "working"),
                                    (14, "blocked"), (17, "working"), (19, "blocked")]  # fmt: skip
    assert history(result, "b") == [(2, "working")]


def test_a_buffer_of_one_place():
    flow = [{"station": "a", "cycle": "2 s"}, {"buffer": "places", "capacity": 1}, {"station": "b", "cycle": "5 s"}]
    result = run(line(flow), 12)
    assert entries(result, "places") == [(2, 0), (4, 1), (7, 2), (12, 3)]
    assert history(result, "a") == [(0, "working"), (6, "blocked"), (7, "working"), (9, "blocked"), (12, "working")]
    row = row_of(result.buffers, "buffer", "places")
    assert (row["mean"], row["min"], row["max"], row["final"], row["entered"]) == (8 / 12, 0, 1, 1, 4)
    assert (row["full_share"], row["empty_share"]) == (8 / 12, 4 / 12)


def test_times_of_zero():
    flow = [{"station": "a", "cycle": "3 s"}, {"station": "b", "cycle": "0 s"}, {"station": "c", "cycle": "0 s"}]
    result = run(line(flow), 9)
    assert ends(result) == [3, 6, 9]
    assert states(result, "b") == {"starved": 9}


def test_parallel_servers():
    result = run(line([{"buffer": "queue", "capacity": "unlimited"}, {"station": "m", "cycle": "10 s", "servers": 2}],
                      {"interval": "4 s"}), 40)  # fmt: skip
    assert ends(result) == [14, 18, 24, 28, 34, 38]
    assert history(result, "m.1") == [(4, "working")]
    assert history(result, "m.2") == [(8, "working")]


def merging(first: str, second: str) -> Data:
    return {
        "orders": {"a": {}, "b": {}},
        "shops": {
            "shop": {
                "lines": {
                    "line a": {"orders": "a", "to": "rest", "flow": [{"station": "ma", "cycle": first}]},
                    "line b": {"orders": "b", "to": "rest", "flow": [{"station": "mb", "cycle": second}]},
                    "rest": {"flow": [{"station": "m", "cycle": "10 s"}]},
                }
            }
        },
    }


@pytest.mark.rule("If several have one ready, the job that has been ready longest goes first")
def test_where_lines_merge_the_job_that_is_ready_longest_goes_first():
    result = run(merging("3 s", "4 s"), 53)
    finished = result.jobs.filter(pl.col("ended").is_not_null()).sort("ended")
    assert finished["ended"].to_list() == [13, 23, 33, 43, 53]
    assert finished["stream"].to_list() == ["a", "b", "a", "b", "a"]


@pytest.mark.rule("of two that became ready at the same instant")
def test_of_two_that_became_ready_at_the_same_instant_the_first_in_the_plant_goes_first():
    result = run(merging("3 s", "3 s"), 33)
    assert result.jobs.filter(pl.col("ended").is_not_null()).sort("ended")["stream"].to_list() == ["a", "b", "a"]


@pytest.mark.rule("If several have one ready, the job that has been ready longest goes first")
def test_at_a_merge_a_released_job_is_ready_since_its_release(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text("release,product\n0 s,car\n1 s,car\n", encoding="utf-8")
    side = {"orders": "others", "to": "m", "flow": [{"station": "s", "cycle": "5 s"}]}
    data = line([{"station": "m", "cycle": "10 s"}], lines={"side": side}, products={"car": {}})
    data["orders"] = {"jobs": {"file": str(path)}, "others": {"quantity": 1, "mix": {"car": "100 %"}}}
    result = run(data, 31)
    # the second car waits at its source from 1 s, the job of the other line at `s` from 5 s
    assert result.jobs.sort("ended")["ended"].to_list() == [10, 20, 30]
    assert result.jobs.sort("ended")["stream"].to_list() == ["jobs", "jobs", "others"]


def test_more_jobs_than_there_was_room_for_at_first_are_all_still_there():
    """The pool of records grows while some of it are free: these are not lost, and each is in one chain."""
    simulation = simulated(line([{"buffer": "b", "capacity": "unlimited"}, {"station": "m", "cycle": "1 h"}],
                                {"interval": "1 s"}), 20_000)  # fmt: skip
    jobs, world = simulation.arrays["jobs"], simulation.world
    free, at = 0, int(world["free"][0])
    while at >= 0:
        free, at = free + 1, int(jobs["next"][at])
    assert free == world["free_jobs"][0]
    assert free + world["wip"][0] == jobs.size


@pytest.fixture
def mixed(tmp_path):
    """An order file: one slow job, then fast ones, alternately red and blue."""
    path = tmp_path / "orders.csv"
    rows = [("slow", "red"), ("fast", "blue"), ("fast", "red"), ("fast", "blue"), ("fast", "red"), ("fast", "blue")]
    path.write_text("product,colour\n" + "\n".join(",".join(row) for row in rows) + "\n", encoding="utf-8")
    return {
        "orders": {"file": str(path)},
        "products": {"slow": {}, "fast": {}},
        "options": {"colour": {"red": "50 %", "blue": "50 %"}},
    }


@pytest.mark.parametrize(("rule", "order"), [("fifo", [1, 2, 3, 4, 5, 0]), ("sequence", [1, 0, 2, 3, 4, 5])])
@pytest.mark.parametrize("kind", ["buffer", "store"])
def test_retrieval_by_arrival_or_by_sequence(mixed, rule, order, kind):
    place = {kind: "place", "capacity": 9, "rule": rule} | ({"cycle": "0 s"} if kind == "store" else {})
    cycle = {"by": "product", "slow": "30 s", "fast": "5 s"}
    flow = [{"station": "m", "servers": 2, "cycle": cycle}, place, {"station": "n", "cycle": "40 s"}]
    result = run(line(flow, **mixed), 300)
    entered = [job for _, job in entries(result, "n")]
    if kind == "store":  # its crane holds one job: the second is chosen before the slow one is there
        order = [1, 2, *([3, 4, 5, 0] if rule == "fifo" else [0, 3, 4, 5])]
    assert entered == order


def test_retrieval_of_equal_jobs_in_a_row(mixed):
    orders = mixed.pop("orders") | {"interval": "1 s"}
    flow = [{"buffer": "place", "capacity": 9, "rule": {"same": "colour"}}, {"station": "n", "cycle": "10 s"}]
    result = run(line(flow, orders, **mixed), 70)
    assert entries(result, "n") == [(1, 0), (11, 2), (21, 4), (31, 1), (41, 3), (51, 5)]


def test_a_store_needs_a_crane_for_each_retrieval():
    flow = [{"store": "store", "capacity": 5, "cycle": "5 s"}, {"station": "m", "cycle": "7 s"}]
    result = run(line(flow, {"interval": "3 s"}), 40)
    # the first is fetched from 3 to 8, the second from 8 to 13 and waits on the crane until 15
    assert entries(result, "m") == [(8, 0), (15, 1), (22, 2), (29, 3), (36, 4)]
    assert history(result, "store crane")[:4] == [(3, "working"), (13, "blocked"), (15, "working"), (20, "blocked")]


def joining(**sub: object) -> Data:
    flow = [
        {"station": "a", "cycle": "4 s"},
        {"station": "marry", "cycle": "5 s", "joins": [{"line": "sub"}]},
    ]
    return line(flow, lines={"sub": {"flow": [{"station": "s", "cycle": "8 s"}], **sub}})


def test_a_station_waits_for_the_jobs_of_an_endless_sub_line():
    result = run(joining(endless=True), 24)
    assert history(result, "marry") == [(4, "waiting_parts"), (8, "working"), (13, "waiting_parts"), (16, "working"),
                                        (21, "waiting_parts"), (24, "working")]  # fmt: skip
    assert history(result, "s") == [(0, "working")]
    assert ends(result) == [13, 21]
    waits = result.waits.select("resource", "cause", "kind", "stock", "seconds")
    assert waits.rows() == [("marry", "sub", "join", None, 10.0)]


def test_a_called_sub_line_starts_when_the_job_enters_the_calling_station():
    result = run(joining(call={"at": "marry"}), 50)
    assert entries(result, "s") == [(4, 0), (17, 1), (30, 2), (43, 3)]
    assert ends(result) == [17, 30, 43]


def test_a_call_before_the_join_hides_the_time_of_the_sub_line():
    data = joining(call={"at": "a"})
    data["shops"]["shop"]["lines"]["sub"]["flow"][0]["cycle"] = "3 s"
    result = run(data, 20)
    assert entries(result, "s") == [(0, 0), (4, 1), (9, 2), (14, 3), (19, 4)]
    assert ends(result) == [9, 14, 19]


def test_joins_of_several_jobs_and_for_some_products(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text("product\ncar\nvan\ncar\nvan\n", encoding="utf-8")
    flow = [
        {"station": "marry", "cycle": "10 s", "joins": [{"line": "doors", "quantity": 2, "when": {"product": "van"}}]}
    ]
    doors = {
        "call": {"at": "marry", "quantity": 2, "when": {"product": "van"}},
        "flow": [{"station": "d", "cycle": "3 s"}, {"buffer": "rack", "capacity": 4}],
    }
    data = line(flow, {"file": str(path)}, products={"car": {}, "van": {}}, lines={"doors": doors})
    result = run(data, 100)
    # car 0-10; van waits for two doors (10-16), 16-26; car 26-36; van waits 36-42, 42-52
    assert ends(result) == [10, 26, 36, 52]
    assert [job for _, job in entries(result, "d")] == [1, 1, 3, 3]
    assert result.waits["seconds"].sum() == 12.0


def test_routes_for_some_products_and_shares_of_all(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text("product\n" + "car\nvan\n" * 3, encoding="utf-8")
    flow = [
        {"station": "a", "cycle": "10 s", "routes": [{"to": "c", "when": {"product": "van"}}]},
        {"station": "b", "cycle": "1 s"},
        {"station": "c", "cycle": "1 s"},
    ]
    result = run(line(flow, {"file": str(path)}, products={"car": {}, "van": {}}), 100)
    assert [job for _, job in entries(result, "b")] == [0, 2, 4]
    assert [job for _, job in entries(result, "c")] == [0, 1, 2, 3, 4, 5]
    assert row_of(result.resources, "resource", "a")["first_pass"] == 3


def test_shares_of_scrap_and_rework():
    flow = [
        {"station": "a", "cycle": "1 s", "scrap": "5 %", "routes": [{"to": "repair", "share": "20 %"}]},
        {"station": "b", "cycle": "0.1 s"},
    ]
    repair = {"flow": [{"buffer": "yard", "capacity": "unlimited"}, {"station": "r", "cycle": "1 s"}], "to": "b"}
    result = run(line(flow, lines={"repair": repair}), 100_000, trace=False)
    a = row_of(result.resources, "resource", "a")
    assert a["jobs"] == 100_000
    assert abs(a["scrapped"] - 5_000) < 4 * (100_000 * 0.05 * 0.95) ** 0.5
    repaired = row_of(result.buffers, "buffer", "yard")["entered"]
    assert abs(repaired - 20_000) < 4 * (100_000 * 0.2 * 0.8) ** 0.5
    assert a["first_pass"] == 100_000 - a["scrapped"] - repaired
    assert result.jobs.filter(pl.col("outcome") == "scrapped").height == a["scrapped"]


def test_jobs_that_come_back_through_rework_take_their_turn():
    """The source always has a job, but a reworked one that has waited longer goes first."""
    flow = [{"station": "a", "cycle": "10 s", "routes": [{"to": "repair", "share": "50 %"}]}]
    repair = {"flow": [{"buffer": "yard", "capacity": "unlimited"}, {"station": "r", "cycle": "3 s"}], "to": "a"}
    result = run(line(flow, lines={"repair": repair}), 2000)
    entered = dict.fromkeys(job for _, job in entries(result, "r"))
    again = [job for job in entered if [j for _, j in entries(result, "a")].count(job) > 1]
    assert len(again) > 40
    repaired = sorted((time + 3, job) for time, job in entries(result, "r"))
    starts = entries(result, "a")
    for ready, job in repaired:
        if ready < 1990:
            assert min(t for t, j in starts if j == job and t >= ready) - ready <= 10.0
