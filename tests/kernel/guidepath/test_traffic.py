"""Vehicles on guide paths, with times worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.kernel.lowering.paths import travel_seconds
from tests.kernel.plants import Data, ends, history, line, row_of, run, simulated, states

LOOP: Data = {"ways": [{"way": "a > b > p > a", "length": "10 m"}], "stations": {"a": 1, "b": 1}, "parking": {"p": 5}}


def fed(path: Data, feeds: dict[str, tuple[str, str, int]], **fleet: Any) -> Data:
    """Feeds (from, to, lots) between endless and empty stocks, carried at 1 m/s; loading takes 2 s, unloading 3 s."""
    data = line(
        [{"station": "m", "cycle": "1 s", "uses": [{"part": "f", "from": "f-to", "quantity": 1000}]}],
        parts={}, stocks={}, feeds={}, paths={"way": path},
        fleets={"tugs": {"count": 1, "speed": "1 m/s", "length": "1 m", "load": "2 s", "unload": "3 s",
                         "paths": "way", **fleet}},
    )  # fmt: skip
    for name, (start, end, lots) in feeds.items():
        data["parts"][name] = {"family": "parts"}
        data["stocks"] |= {
            f"{name}-from": {"part": name, "initial": "unlimited"},
            f"{name}-to": {"part": name, "initial": 0},
        }
        data["feeds"][name] = {
            "from": f"{name}-from", "to": f"{name}-to", "fleet": "tugs", "from_point": start, "to_point": end,
            "lot": 1, "reorder": lots - 1,
        }  # fmt: skip
    return data


def trip(count: int = 1, capacity: int = 1, **fleet: Any) -> Data:
    flow = [
        {"station": "first", "cycle": "10 s"},
        {"transport": "trip", "fleet": "tugs", "from_point": "a", "to_point": "b", "capacity": capacity},
        {"station": "second", "cycle": "5 s"},
    ]
    tugs = {"count": count, "speed": "1 m/s", "length": "1 m", "load": "1 s", "unload": "2 s", "paths": "loop"}
    return line(flow, paths={"loop": LOOP}, fleets={"tugs": {**tugs, **fleet}})


@pytest.mark.rule("What vehicles on a guide path do instead")
def test_a_trip_from_the_parking_place_and_round_the_loop() -> None:
    result = run(trip(), 75)
    # 10 s from p to a, 1 s to load, 10 s to b, 2 s to unload; asked again when the far end is clear: 20 s from b to a
    assert history(result, "first")[:4] == [
        (0, "working"), (10, "waiting_transport"), (21, "working"), (31, "waiting_transport")
    ]  # fmt: skip
    assert ends(result) == [38, 71]
    row = row_of(result.vehicles, "vehicle", "tugs.1")
    assert (row["trips"], row["empty_m"], row["loaded_m"]) == (2, 40, 20)


def test_an_idle_vehicle_makes_room_for_one_that_is_loaded() -> None:
    result = run(trip(2, 2), 80)
    # the first has unloaded at 33 and stands at b; the second, asked at 31 when `first` has its next job, comes from p,
    # loads from 41 to 42, finds b taken and sends the first away: it crosses b at once, and b is reached at 52
    assert history(result, "tugs.1")[:3] == [(10, "working"), (33, "starved"), (42, "working")]
    assert ends(result)[:2] == [38, 59]


@pytest.mark.rule("a vehicle on a guide path waits for the way or for a place")
def test_one_follows_the_other_and_moves_up() -> None:
    """A zone of one vehicle's length at the end holds the queue up: what stands moves up, then asks."""
    path = {"ways": [{"way": "p > a > x", "length": "10 m"}, {"way": "x <> b", "length": "5 m"},
                     {"way": "x > p", "length": "10 m"}],
            "stations": {"a": 2, "b": 2}, "parking": {"p": 2}}  # fmt: skip
    result = run(fed(path, {"f": ("a", "b", 2)}, count=2), 60)
    # both ask at 0; the second crosses p when the first has left it, 1 s later; they load until 12 and 13 and are at
    # x at 22 and 23; the first is in b at 27; only then may the second enter x-b: 32
    assert history(result, "tugs.1")[0] == (0, "working")
    assert [time for time, state in history(result, "tugs.2") if state == "blocked"][:1] == [23]
    assert (27, "working") in history(result, "tugs.2")
    assert row_of(result.stocks, "stock", "f-to")["received"] == 2
    assert [row_of(run(fed(path, {"f": ("a", "b", 2)}, count=2), t).stocks, "stock", "f-to")["received"]
            for t in (29.9, 30, 34.9, 35)] == [0, 1, 1, 2]  # fmt: skip


@pytest.mark.rule("then guide paths let vehicles into zones")
def test_the_longest_waiting_enters_first_and_of_equals_the_first_in_the_plant() -> None:
    """Three vehicles leave p for one lane of one place at the same instant: they pass it in plant order."""
    path = {"ways": [{"way": "p <> a", "length": "10 m"}, {"way": "a > b > p", "length": "10 m"}],
            "stations": {"a": 3, "b": 3}, "parking": {"p": 3}}  # fmt: skip
    result = run(fed(path, {"f": ("a", "b", 3)}, count=3), 60)
    assert [history(result, f"tugs.{i}")[0] for i in (1, 2, 3)] == [(0, "working"), (0, "blocked"), (0, "blocked")]
    assert [time for i in (2, 3) for time, state in history(result, f"tugs.{i}")[1:2]] == [10, 20]


def test_times_with_acceleration() -> None:
    # from 0 to 1 m/s with 0.5 m/s2: 2 s and 1 m, so a start and a stop cost 1 s each
    assert travel_seconds(10, 1, 0.5, 0.5, False, False) == 10
    assert travel_seconds(10, 1, 0.5, 0.5, True, False) == 11
    assert travel_seconds(10, 1, 0.5, 0.25, True, True) == 13
    # too short for full speed: half way up, half way down
    assert travel_seconds(1, 1, 0.5, 0.5, True, True) == pytest.approx(2 * 2**0.5)
    assert travel_seconds(0.25, 1, 0.5, 0.5, True, False) == 1


def test_two_vehicles_that_want_each_others_places() -> None:
    path = {"ways": [{"way": "a <> b", "length": "10 m"}, {"way": "b <> p", "length": "10 m"}],
            "stations": {"a": 1, "b": 1}, "parking": {"p": 2}}  # fmt: skip
    result = run(fed(path, {"f": ("a", "b", 3), "g": ("b", "a", 3)}, count=2), 1000)
    assert [row_of(result.stocks, "stock", f"{name}-to")["received"] for name in "fg"] == [3, 3]


def dispatched(rule: str) -> list[str]:
    """In which order the lots of three feeds arrive; the vehicle has carried the first of `f` when it becomes free."""
    path = {"ways": [{"way": "p > a > b > c > p", "length": "10 m"}], "stations": dict.fromkeys("abc", 1),
            "parking": {"p": 1}}  # fmt: skip
    data = fed(path, {"f": ("a", "b", 2), "g": ("c", "b", 1), "h": ("b", "c", 1)}, dispatch=rule)
    data["feeds"]["g"]["priority"] = 1
    order: list[str] = []
    for t in range(0, 400, 5):
        stocks = run(data, float(t), trace=False).stocks
        for name in "fgh":
            have = row_of(stocks, "stock", f"{name}-to")["received"]
            order += [name] * int(have - order.count(name))
    return order


def test_dispatching_rules() -> None:
    assert dispatched("oldest") == ["f", "f", "g", "h"]  # all are asked for at the start, in the order of the file
    assert dispatched("priority") == ["f", "g", "f", "h"]
    # at b after the first: h loads there, g a zone further, f three zones
    assert dispatched("nearest") == ["f", "h", "g", "f"]


def test_the_vehicle_with_the_fewest_trips() -> None:
    path = {**LOOP, "stations": {"a": 2, "b": 2}}
    result = run(fed(path, {"f": ("a", "b", 6)}, count=2, dispatch="least_loaded"), 2000)
    assert result.vehicles["trips"].to_list() == [3, 3]


@pytest.mark.rule("a vehicle charges", "A vehicle with a battery draws")
def test_a_battery_is_charged_at_its_threshold() -> None:
    path = {**LOOP, "chargers": {"p": 1}}
    battery = {"capacity": "10 Wh", "driving": "360 W", "charge": "1800 W", "efficiency": "50 %", "low": "60 %"}
    simulation = simulated(fed(path, {"f": ("a", "b", 1)}, battery=battery), 60)
    # 0.1 Wh a second: 8 Wh after p-a-b at 25; the lot is there, nothing more to do and no need to charge
    assert simulation.arrays["guided"]["level"][0] / 3600 == pytest.approx(8)
    result = run(fed(path, {"f": ("a", "b", 3)}, battery=battery), 120)
    # the second trip, 25 to 60, takes 3 Wh: 5 Wh are left, 1 Wh more to p; below 60 %: charges 6 Wh at 0.5 Wh a second
    assert [entry for entry in history(result, "tugs.1") if entry[1] == "setup"] == [(70, "setup")]
    assert states(result, "tugs.1")["setup"] == pytest.approx(12)
    energy = row_of(result.energy, "resource", "tugs.1")
    assert (energy["amount"], energy["setup"]) == pytest.approx((0.012, 0.012))


def test_congestion_is_seen_by_the_route() -> None:
    """Two ways from a to b: the second vehicle takes the longer one while the first is on the shorter."""
    path = {"ways": [{"way": "a > x", "length": "10 m"}, {"way": "x > b", "length": "1 m"},
                     {"way": "a > y", "length": "12 m"}, {"way": "y > b", "length": "1 m"},
                     {"way": "b > p > a", "length": "10 m"}],
            "stations": {"a": 2, "b": 2}, "parking": {"p": 2}}  # fmt: skip
    result = run(fed(path, {"f": ("a", "b", 2)}, count=2), 60)
    assert result.vehicles["loaded_m"].to_list() == [11, 11]
    path["ways"][0] = {"way": "a <> x", "length": "10 m"}  # now one vehicle fills it: it counts double
    result = run(fed(path, {"f": ("a", "b", 2)}, count=2), 60)
    assert result.vehicles["loaded_m"].to_list() == [11, 13]


def test_a_failed_vehicle_stands_in_the_way() -> None:
    mode = {"clock": "operation", "up": "5 s", "repair": "30 s"}
    quick = run(fed(LOOP, {"f": ("a", "b", 1)}), 100)
    slow = run(fed(LOOP, {"f": ("a", "b", 1)}, failures=[mode]), 300)
    assert states(quick, "tugs.1")["working"] == 25
    assert states(slow, "tugs.1") == {"working": 25, "down": 120, "starved": 155}


def test_more_vehicles_than_the_traffic_can_bear() -> None:
    """The fleet-size curve rises, peaks and falls."""
    path = {"ways": ["a > b > c > d > a", "b <> s", "d <> t"], "stations": {"s": 12, "t": 12}, "parking": {"c": 40},
            "points": {"a": [0, 0], "b": [0, 30], "c": [30, 30], "d": [30, 0], "s": [0, 40], "t": [40, 0]}}  # fmt: skip
    counts = (2, 8, 15, 20, 24)
    trips = [
        int(run(fed(path, {"f": ("s", "t", 90_000)}, count=count, length="3 m", acceleration="0.5 m/s2", load="20 s",
                    unload="20 s"), 20_000, trace=False).vehicles["trips"].sum())
        for count in counts
    ]  # fmt: skip
    best = trips.index(max(trips))
    assert trips[:3] == sorted(trips[:3])
    assert 0 < best < len(trips) - 1
    assert trips[-1] < 0.7 * trips[best]
