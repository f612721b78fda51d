"""Carriers: when they are taken and given back, their way back, and who waits for them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from taktwin.kernel.base import state as k
from taktwin.runs.start.begin import begin_anew
from taktwin.runs.tables import Result, result_of
from tests.kernel.plants import Data, history, line, program_of, run, simulated, states
from tests.kernel.rules.addresses import key_of, unit
from tests.kernel.rules.small import listed


def skids(flow: list[Data], pool: Data, **more: Any) -> Data:
    """A line whose jobs need skids."""
    return line(flow, carriers={"skids": pool}, **more)


def ends(data: Data, seconds: float = 100) -> list[float]:
    return run(data, seconds).jobs.get_column("ended").drop_nulls().sort().to_list()


TWO = [{"station": "a", "cycle": "10 s"}, {"station": "b", "cycle": "4 s"}]


@pytest.mark.rule(
    "A job takes a carrier of a pool before it enters the element that from names",
    "It gives the carrier back when it leaves the element that to names",
)
def test_one_skid_for_two_stations():
    # with one skid the second job enters a at 14; the skid of the first is back at once
    assert ends(skids(TWO, {"count": 1, "from": "a", "to": "b"})) == [14, 28, 42, 56, 70, 84, 98]
    assert ends(skids(TWO, {"count": 1, "from": "a", "to": "a"}), 50) == [14, 24, 34, 44]
    assert ends(skids(TWO, {"count": 2, "from": "a", "to": "b"}), 50) == [14, 24, 34, 44]


@pytest.mark.rule("The carrier can be taken again after the way back, at once where that takes no time")
@pytest.mark.parametrize(("count", "back", "each"), [(1, 6, 20), (2, 6, 10), (2, 30, 22), (3, 30, 44 / 3), (5, 30, 10)])
def test_throughput_is_that_of_the_slowest_or_of_the_carriers(count: int, back: int, each: float):
    """The time for which a skid is held is 14 s: a job passes every max(10 s, (14 s + way back) / count)."""
    found = ends(skids(TWO, {"count": count, "from": "a", "to": "b", "return": f"{back} s"}), 5000)
    last = found[-count * 20 - 1 :]
    assert (last[-1] - last[0]) / (len(last) - 1) == pytest.approx(each)


@pytest.mark.rule("waiting for carrier: its finished job, or the next job of a free station, lacks a carrier")
def test_who_waits_for_a_carrier():
    flow = [{"station": "first", "cycle": "1 s"}, *TWO]
    result = run(skids(flow, {"count": 1, "from": "a", "to": "b"}), 28)
    # the first job has the skid from 1 to 15; the second is ready at 2, when a is busy: it lacks a skid, and a is free
    # from 11 on
    assert history(result, "first")[:3] == [(0, "working"), (2, "waiting_carrier"), (15, "working")]
    assert history(result, "a") == [(1, "working"), (11, "waiting_carrier"), (15, "working"), (25, "waiting_carrier")]
    assert states(result, "b") == {"starved": 21.0, "working": 7.0}


def test_a_place_that_is_full_blocks_though_carriers_are_there():
    flow = [{"station": "first", "cycle": "1 s"}, *TWO]
    result = run(skids(flow, {"count": 9, "from": "a", "to": "b"}), 29)
    assert states(result, "first")["blocked"] > 0
    assert "waiting_carrier" not in states(result, "first")


@pytest.mark.rule(
    "A job whose carriers are not all there does not go in and takes none of them",
    "Others that have theirs go first",
)
def test_all_or_none_and_who_needs_none_goes_first(tmp_path):
    flow = [{"buffer": "queue", "capacity": "unlimited"}, {"station": "m", "cycle": "10 s"}]
    pools = {
        "skids": {"count": 2, "from": "m", "to": "m", "return": "25 s", "when": {"colour": "red"}},
        "hooks": {"count": 1, "from": "m", "to": "m", "return": "60 s", "when": {"colour": "red"}},
    }
    data = {**line(flow, carriers=pools), **listed(tmp_path, "red", "red", "blue", "red")}
    result = run(data, 100)
    order = result.jobs.sort("ended").select("order_number", "ended").drop_nulls().rows()
    # the second red one lacks a hook until 70, the blue one overtakes it; meanwhile it has taken no skid
    assert order[:3] == [(0, 10.0), (2, 20.0), (1, 80.0)]
    assert result.carriers.row(0, named=True)["least_there"] == 1


@pytest.mark.rule("it takes the one that has been there longest", "Each that has made every trips is cleaned")
def test_cleaning_after_so_many_trips():
    pool = {"count": 1, "from": "a", "to": "a", "return": "2 s", "cleaning": {"every": 3, "time": "20 s"}}
    # works of 10 s, 2 s back; 22 s after every third
    assert ends(skids(TWO[:1], pool), 120) == [10, 22, 34, 66, 78, 90]


@pytest.mark.rule("at the start of the plant the trips of a pool are evenly spread over its carriers")
def test_trips_at_the_start_are_spread():
    pool = {"count": 3, "from": "a", "to": "a", "cleaning": {"every": 3, "time": "1000 s"}}
    # three skids with 0, 1 and 2 trips; the third is cleaned after the third job, the second after the fifth
    assert ends(skids(TWO[:1], pool), 200) == [10, 20, 30, 40, 50, 60]


@pytest.mark.rule("or at the end of its life: finished, scrapped or joined")
def test_who_is_scrapped_or_joined_gives_back():
    flow = [{"station": "a", "cycle": "10 s", "scrap": "50 %"}, {"station": "b", "cycle": "0 s"}]
    simulation = simulated(skids(flow, {"count": 1, "from": "a", "to": "b"}), 100)
    assert simulation.world["scrapped"][0] > 0
    assert simulation.world["scrapped"][0] + simulation.world["finished"][0] == 10
    main = [{"station": "m", "cycle": "10 s", "joins": [{"line": "sub"}]}]
    sub = {"endless": True, "flow": [{"station": "s", "cycle": "1 s"}]}
    data = line(main, carriers={"hooks": {"count": 1, "from": "s", "to": "m"}}, lines={"sub": sub})
    data["carriers"]["hooks"]["to"] = "s"
    assert run(data, 100).carriers.row(0, named=True)["taken"] == 11  # at 0 and 1, then with every join


@pytest.mark.rule("carriers overtake each other there")
def test_carriers_overtake():
    pool = {"count": 2, "from": "a", "to": "a", "return": "discrete(100 s = 50 %, 1 s = 50 %)"}
    found = ends(skids([{"station": "a", "cycle": "10 s"}], pool), 4000)
    gaps = {round(after - before) for before, after in pairwise(found)}
    assert {10, 11} <= gaps  # one that set out later was there first


@pytest.mark.rule("way back, cleaning: pool of carriers")
def test_where_the_times_are_drawn():
    """Uniform times are their least and what the number says: the n-th way back, and the n-th cleaning."""
    pool = {"count": 1, "from": "a", "to": "a", "return": "uniform(10 s, 20 s)"}
    pool["cleaning"] = {"every": 2, "time": "uniform(30 s, 50 s)"}
    found = ends(skids([{"station": "a", "cycle": "10 s"}], pool), 1000)
    key, at, wanted = key_of("skids"), 0.0, []
    for number in range(len(found)):
        at += 10.0
        wanted.append(at)
        at += 10.0 + 10.0 * unit(key, k.P_TRIP, number)
        if number % 2:
            at += 30.0 + 20.0 * unit(key, k.P_SETUP, number // 2)
    assert found == pytest.approx(wanted)


@pytest.mark.rule("Of several places that wait for one, the first in plant order takes it")
def test_a_shared_pool():
    spans = [{"from": "a", "to": "a"}, {"from": "b", "to": "b"}]
    lines = {"second": {"orders": "others", "flow": [{"station": "b", "cycle": "10 s"}]}}
    data = skids([{"station": "a", "cycle": "10 s"}], {"count": 1, "spans": spans}, lines=lines)
    data["orders"]["others"] = {}
    result = run(data, 100)
    assert states(result, "a") == {"working": 100.0}
    assert states(result, "b") == {"waiting_carrier": 100.0}


@pytest.mark.rule("Carriers: there + with jobs + on the way back = count")
def test_no_carrier_is_lost():
    pool = {"count": 7, "from": "a", "to": "b", "return": "exp(9 s)", "cleaning": {"every": 2, "time": "exp(5 s)"}}
    flow = [{"station": "a", "cycle": "exp(4 s)", "scrap": "10 %"}, {"station": "b", "cycle": "exp(4 s)"}]
    simulation = simulated(skids(flow, pool), 5000)
    nodes, states_, values = (simulation.arrays[name] for name in ("nodes", "node_states", "values"))
    n = simulation.program.flow.pools["skids"]
    held = int((values[:, nodes["visits"][n]] > 0).sum())
    assert states_["count"][n] + held + states_["count"][nodes["dest"][n]] == 7
    row = result_of(simulation).carriers.row(0, named=True)
    assert row["there"] + row["in_use"] + row["on_way"] == pytest.approx(7.0)


# --- contents at the start


def begun(data: Data, seconds: float) -> Result:
    simulation = begin_anew(program_of(data), 1, 0, False)
    simulation.advance_to(seconds)
    return result_of(simulation)


@pytest.mark.rule("The contents of buffers are the state of the plant at its start")
def test_contents_leave_first_and_have_the_lowest_numbers():
    flow = [
        {"station": "a", "cycle": "10 s"},
        {"buffer": "q", "capacity": 5, "contents": 3},
        {"station": "b", "cycle": "4 s"},
    ]
    jobs = begun(line(flow), 20).jobs
    assert jobs.sort("ended").drop_nulls("ended").select("order_number", "born", "ended").rows() == [
        (0, 0.0, 4.0), (1, 0.0, 8.0), (2, 0.0, 12.0), (3, 0.0, 16.0),
    ]  # fmt: skip


def test_contents_by_product_and_option():
    flow = [
        {"buffer": "q", "capacity": 5, "contents": [{"product": "b", "options": {"colour": "red"}}, {"count": 2}]},
        {"station": "m", "cycle": "10 s"},
    ]
    data = line(flow, products={"a": {}, "b": {}}, options={"colour": {"red": "0 %", "blue": "100 %"}})
    data["orders"]["jobs"] = {"mix": {"a": "100 %"}, "quantity": 3}
    jobs = begun(data, 40).jobs
    assert jobs.select("product", "colour", "ended").rows() == [
        ("b", "red", 10.0), ("a", "blue", 20.0), ("a", "blue", 30.0),
    ]  # fmt: skip


@pytest.mark.rule("and who stands between from and to of a pool has one of its carriers")
def test_contents_have_carriers():
    flow = [{"station": "a", "cycle": "10 s"}, {"buffer": "q", "capacity": 5, "contents": 2}, TWO[1]]
    data = skids(flow, {"count": 2, "from": "a", "to": "b"})
    simulation = begin_anew(program_of(data), 1, 0, True)
    simulation.advance_to(30)
    # both skids are with the contents until 4, when b has finished the first of them
    assert history(result_of(simulation), "a")[:2] == [(0, "waiting_carrier"), (4, "working")]
