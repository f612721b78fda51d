"""Vehicles: which one comes, in what order, and where the job is meanwhile."""

from __future__ import annotations

import pytest

from tests.kernel.plants import Data, entries, history, row_of, run
from tests.kernel.rules.small import BREAK, bolts, tugs


def carried(name: str, cycle: str = "10 s", quantity: int = 1, **way: object) -> Data:
    """A line of a station, a trip of 20 m (empty 5 m) and a station."""
    trip = {"transport": f"{name} way", "fleet": "tugs", "distance": "20 m", "empty": "5 m", **way}
    flow = [{"station": name, "cycle": cycle}, trip, {"station": f"{name} end", "cycle": "1 s"}]
    return {"orders": f"{name} jobs", "flow": flow, "quantity": quantity}


def plant(*lines: Data, **fleet: object) -> Data:
    """A plant of lines with a fleet in common."""
    orders = {one["orders"]: {"quantity": one["quantity"]} for one in lines}
    shop = {f"line {i}": {key: one[key] for key in ("orders", "flow")} for i, one in enumerate(lines)}
    return {**tugs(**fleet), "orders": orders, "shops": {"shop": {"lines": shop}}}


@pytest.mark.rule("A request takes the first idle vehicle (up, on shift)")
def test_the_first_idle_vehicle():
    result = run(plant(carried("a"), carried("b", "12 s"), count=3), 50)
    assert history(result, "tugs.1") == [(10, "working"), (35, "starved")]
    assert history(result, "tugs.2") == [(12, "working"), (37, "starved")]
    assert history(result, "tugs.3") == []


@pytest.mark.rule("A request takes the first idle vehicle (up, on shift)")
def test_a_vehicle_that_is_down_is_not_taken():
    # all vehicles fail at 9; one crew repairs them one after the other
    mode = {"up": "9 s", "repair": "4 s", "crew": "fitters"}
    data = plant(carried("a"), count=2, failures=[mode]) | {"crews": {"fitters": {"size": 1}}}
    result = run(data, 20)
    # asked at 10, tugs.1 is repaired at 13 and drives at once
    assert history(result, "tugs.1") == [(9, "down"), (13, "working")]
    assert history(result, "tugs.2") == [(9, "waiting_crew"), (13, "down"), (17, "starved")]


@pytest.mark.rule("A request takes the first idle vehicle (up, on shift)")
def test_a_vehicle_off_shift_is_not_taken():
    """No place at the far end is kept while nobody drives."""
    data = plant(carried("a", "70 s"), calendar="day") | {"calendars": BREAK}
    assert row_of(run(data, 119).buffers, "buffer", "a way")["max"] == 0
    result = run(data, 150)
    assert history(result, "tugs.1") == [(60, "off_shift"), (120, "working"), (145, "starved")]
    assert row_of(result.buffers, "buffer", "a way")["max"] == 1


@pytest.mark.rule("The job occupies the place before until the vehicle has loaded it")
@pytest.mark.parametrize("kind", ["station", "buffer", "conveyor"])
def test_only_one_vehicle_comes_for_a_job(kind):
    one = carried("a", capacity=3)
    if kind != "station":
        one["flow"].insert(1, {kind: "b", "capacity": 3} | ({"transit": "1 s"} if kind == "conveyor" else {}))
    result = run(plant(one, count=2), 60)
    begin = 11 if kind == "conveyor" else 10
    assert history(result, "tugs.1") == [(begin, "working"), (begin + 25, "starved")]
    assert history(result, "tugs.2") == []


@pytest.mark.rule("The job occupies the place before until the vehicle has loaded it")
@pytest.mark.parametrize("kind", ["station", "buffer", "conveyor"])
def test_each_vehicle_comes_for_a_job_of_its_own(kind):
    """Two lines lead to a transport: the job that the first vehicle comes for is not given to the second."""

    def lead(name: str, cycle: str) -> Data:
        flow: list[Data] = [{"station": name, "cycle": cycle}]
        if kind != "station":
            flow.append({kind: f"after {name}", "capacity": 1} | ({"transit": "1 s"} if kind == "conveyor" else {}))
        return {"orders": "jobs", "to": "rest", "flow": flow}

    trip = {"transport": "way", "fleet": "tugs", "distance": "20 m", "empty": "5 m", "capacity": 2}
    rest = {"flow": [trip, {"station": "m", "cycle": "1 s"}]}
    lines = {"line a": lead("a", "10 s"), "line b": lead("b", "12 s"), "rest": rest}
    result = run({**tugs(count=2), "orders": {"jobs": {"quantity": 2}}, "shops": {"shop": {"lines": lines}}}, 60)
    begin = 11 if kind == "conveyor" else 10
    assert entries(result, "way") == [(begin + 5, 0), (begin + 7, 1)]
    assert entries(result, "m") == [(begin + 25, 0), (begin + 27, 1)]


@pytest.mark.rule("else it waits in the fleet's queue, first come, first served")
def test_first_come_first_served():
    result = run(plant(carried("a", "10 s"), carried("b", "13 s"), carried("c", "12 s")), 100)
    # trips of 25 s from 10, 35 and 60: a, c, b
    assert [entries(result, f"{name} way") for name in "abc"] == [[(15, 0)], [(65, 0)], [(40, 0)]]


@pytest.mark.rule("each feed or transport having one place in it")
def test_one_place_for_each_transport():
    """The second and third job of `a` ask before the one of `b`, but `a` has one place in the queue."""
    first = carried("a", "10 s", 3, capacity=9)
    first["flow"].insert(1, {"buffer": "queue", "capacity": 9})
    result = run(plant(first, carried("b", "31 s")), 150)
    # a is ready at 10, 20, 30; b at 31. Trips from 10 (a), 35 (a), 60 (b), 85 (a)
    assert [time for time, _ in entries(result, "a way")] == [15, 40, 90]
    assert [time for time, _ in entries(result, "b way")] == [65]


@pytest.mark.rule("A trip is an empty run of empty / speed with loading, then a loaded run of distance / speed")
def test_the_times_of_a_trip():
    result = run(plant(carried("a"), speed="2 m/s", load="3 s", unload="4 s"), 50)
    # asked at 10; 2.5 s and 3 s: loaded at 15.5; 10 s and 4 s: there at 29.5
    assert entries(result, "a way") == [(15.5, 0)]
    assert entries(result, "a end") == [(29.5, 0)]


@pytest.mark.rule("The job occupies the place before until the vehicle has loaded it")
def test_the_job_is_in_the_place_before_until_it_is_loaded():
    result = run(plant(carried("a", quantity=2), load="2 s"), 30)
    assert history(result, "a") == [(0, "working"), (10, "waiting_transport"), (17, "working"),
                                    (27, "waiting_transport")]  # fmt: skip


@pytest.mark.rule("and a place at the far end from the moment the vehicle sets out")
def test_the_far_end_is_kept_from_the_moment_the_vehicle_sets_out():
    one = carried("a", "1 s", 3, capacity=1)
    one["flow"][2]["cycle"] = "40 s"
    # a vehicle sets out at 1; there at 26, gone at once, and so sets out the second: there at 51, and gone at 66
    result = run(plant(one, count=2), 100)
    assert history(result, "tugs.1") == [(1, "working"), (51, "starved"), (66, "working"), (91, "starved")]
    assert history(result, "tugs.2") == []
    # with two places at the far end two are on their way at once
    one = carried("a", "1 s", 3, capacity=2)
    one["flow"][2]["cycle"] = "40 s"
    result = run(plant(one, count=2), 100)
    # the second job is ready when the first is loaded: 6 + 1
    assert history(result, "tugs.2")[0] == (7, "working")


@pytest.mark.rule("A transport without a `capacity` has a place at the far end for each vehicle of its fleet")
def test_a_place_for_each_vehicle():
    one = carried("a", "1 s", 9)
    one["flow"][2]["cycle"] = "40 s"
    for count, places in ((1, 1), (3, 3)):
        result = run(plant(one, count=count), 200)
        assert row_of(result.buffers, "buffer", "a way")["capacity"] == places
        assert row_of(result.buffers, "buffer", "a way")["max"] == places


@pytest.mark.rule("and a place at the far end from the moment the vehicle sets out")
def test_no_vehicle_is_asked_for_without_a_place_at_the_far_end():
    """While the vehicle is busy elsewhere four jobs become ready: there is room for one, and then for one more."""
    first = carried("a", "1 s", 4)
    first["flow"].insert(1, {"buffer": "queue", "capacity": 9})
    first["flow"][3]["cycle"] = "500 s"
    result = run(plant(first, carried("b", "0.5 s")), 200)
    # b's trip from 0.5 to 25.5, then two of a; the second of them stays at the far end
    assert entries(result, "a way") == [(30.5, 0), (55.5, 1)]


def fed(far: int, **feed: object) -> Data:
    """A station that draws bolts near it, and one that draws them from the rack from which the feed brings them."""
    lines = {
        "near line": {"orders": "jobs", "flow": [{"station": "m", "cycle": "9 s", "uses": [use("near")]}]},
        "far line": {"orders": "late", "flow": [{"station": "n", "cycle": "1 s", "uses": [use("rack")]}]},
    }
    way = {"distance": "20 m", "empty": "10 m", "lot": 4, "reorder": 0, **feed}
    data = {**tugs(), **bolts(initial=far), "orders": {"jobs": {"quantity": 9}, "late": {"interval": "3 s"}}}
    data["stocks"]["near"] = {"part": "bolt"}
    data["feeds"] = {"feed": {"from": "rack", "to": "near", "fleet": "tugs", **way}}
    return {**data, "shops": {"shop": {"lines": lines}}}


def use(stock: str) -> Data:
    """One bolt of a stock point."""
    return {"part": "bolt", "from": stock}


@pytest.mark.rule("A feed calls a lot whenever level, dock and way of its target are at or below reorder")
def test_a_feed_calls_a_lot():
    result = run(fed(100, reorder=1), 100)
    # called at 0, there at 30: 4, 3 left at once; 3 drawn to 48: one is left: called at 48, there at 78
    assert history(result, "tugs.1") == [(0, "working"), (30, "starved"), (48, "working"), (78, "starved"),
                                         (96, "working")]  # fmt: skip
    assert history(result, "m") == [(0, "waiting_parts"), (30, "working"), (66, "waiting_parts"), (78, "working")]


@pytest.mark.rule("A feed calls a lot whenever level, dock and way of its target are at or below reorder")
def test_a_lot_is_reserved_from_its_call_on():
    result = run(fed(5), 28)
    # four of the five are reserved at 0: the other station can take one, at 3, and no more
    assert history(result, "n") == [(3, "working"), (4, "starved"), (6, "waiting_parts")]
    rack = [row_of(run(fed(5), time).stocks, "stock", "rack")["final"] for time in (2, 9, 10)]
    assert rack == [5, 4, 0]
