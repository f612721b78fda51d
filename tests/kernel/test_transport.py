"""Fleets: trips with jobs and with lots of parts."""

from __future__ import annotations

import re
from typing import Any

import pytest

import taktwin
from tests.kernel.plants import Data, ends, entries, history, line, row_of, run, states

FLEET: Data = {"count": 1, "speed": "1 m/s", "load": "1 s", "unload": "2 s"}


def carried(count: int = 1, capacity: int = 1, **fleet: object) -> Data:
    flow = [
        {"station": "a", "cycle": "10 s"},
        {"transport": "trip", "fleet": "tugs", "distance": "20 m", "empty": "10 m", "capacity": capacity},
        {"station": "b", "cycle": "5 s"},
    ]
    return line(flow, fleets={"tugs": {**FLEET, "count": count, **fleet}})


def test_a_job_waits_in_its_station_for_the_vehicle():
    result = run(carried(), 81)
    assert ends(result) == [48, 81]
    # 10 s of way and 1 s of loading, 20 s of way and 2 s of unloading; asked again when the far end is clear at 43
    assert history(result, "a") == [(0, "working"), (10, "waiting_transport"), (21, "working"),
                                    (31, "waiting_transport"), (54, "working"), (64, "waiting_transport")]  # fmt: skip
    assert history(result, "tugs.1") == [(10, "working")]
    assert [time for time, _ in entries(result, "b")] == [43, 76]
    assert row_of(result.resources, "resource", "tugs.1")["jobs"] == 2


def test_two_vehicles_and_two_places():
    result = run(carried(2, 2), 101)
    assert ends(result) == [48, 69, 90]
    assert history(result, "a")[:4] == [
        (0, "working"),
        (10, "waiting_transport"),
        (21, "working"),
        (31, "waiting_transport"),
    ]
    assert history(result, "tugs.2") == [(31, "working"), (64, "starved"), (73, "working")]


def test_a_fleet_off_shift_stops_on_its_way():
    calendars = {"day": {"shifts": [{"days": "daily", "from": "00:00", "to": "01:00", "breaks": ["00:01-00:02"]}]}}
    result = run({**carried(calendar="day"), "calendars": calendars}, 170)
    # the second trip (43-76) stands from 60 to 120: set down at 136
    assert ends(result) == [48, 141]
    assert states(result, "tugs.1")["off_shift"] == 60


def test_a_vehicle_that_fails_goes_on_with_its_trip():
    mode = {"clock": "operation", "up": "15 s", "repair": "4 s"}
    result = run(carried(failures=[mode]), 60)
    # 15 s of driving after 10: down 25-29, down 44-48 after 30 s; the trip of 33 s ends 3 s later
    assert history(result, "tugs.1")[:5] == [
        (10, "working"),
        (25, "down"),
        (29, "working"),
        (44, "down"),
        (48, "working"),
    ]
    assert ends(result) == [56]


@pytest.mark.parametrize(
    ("case", "vehicles", "per_hour"),
    [
        ("transport-capacity", 1, 22.5),
        ("transport-capacity", 2, 36.0),
        ("transport-capacity", 6, 36.0),
        ("three-agvs-one-place", 1, 60 / 4.25),
        ("three-agvs-one-place", 2, 120 / 4.25),
        ("three-agvs-one-place", 3, 40.0),
        ("three-agvs-one-place", 4, 40.0),
        ("second-agv-harms", 1, 45.0),
        ("second-agv-harms", 2, 59.0),
    ],
)
def test_a_default_makes_no_vehicle_useless(shared, case, vehicles, per_hour):
    """Cases from practice, without the capacity that they name; a trip of the second one takes 4.25 min."""
    text = (shared / "cases" / "faults" / f"{case}.yaml").read_text(encoding="utf-8")
    text = re.sub(r"(transport: .*), capacity: \d+", r"\1", text)
    plant = taktwin.load(re.sub(r"agv: \{count: \d+", f"agv: {{count: {vehicles}", text))
    run = plant.simulate(days=5, warmup=1)
    assert run.kpis["throughput_per_hour"].value == pytest.approx(per_hour, rel=1e-3)


@pytest.mark.parametrize(
    ("vehicles", "unload", "per_hour"),
    [
        (1, "30 s", 3600 / 175), (2, "30 s", 7200 / 175), (3, "30 s", 10800 / 175), (6, "30 s", 3600 / 52),
        (2, "120 s", 3600 / 142), (6, "120 s", 3600 / 142),
    ],
)  # fmt: skip
def test_waiting_places_before_a_dock(shared, vehicles, unload, per_hour):
    """A round trip takes 175 s, 52 of them in the dead end before the dock, or 142 with 120 s to unload."""
    text = (shared / "cases" / "faults" / "dock-without-queue.yaml").read_text(encoding="utf-8")
    text = re.sub(r", capacity: 3}", "}", text).replace("parking: {c: 3}", "parking: {c: 6}\n    waiting: {b: 5}")
    text = text.replace("count: 3", f"count: {vehicles}").replace("unload: 30 s", f"unload: {unload}")
    run = taktwin.load(text).simulate(days=5, warmup=1)
    assert run.kpis["throughput_per_hour"].value == pytest.approx(per_hour, rel=2e-3)


def test_the_default_follows_the_fleet():
    """Also where a fleet is changed afterwards; what is written stays."""
    text = """
    name: tugs
    fleets: {tugs: {count: 2, speed: 1 m/s}}
    orders: {jobs: {}}
    shops: {s: {lines: {l: {orders: jobs, flow: [
      {station: a, cycle: 1 s}, {transport: t, fleet: tugs, distance: 1 m}, {station: m, cycle: 1 s},
      {transport: u, fleet: tugs, distance: 1 m, capacity: 1}, {station: b, cycle: 1 s}]}}}}
    """
    plant = taktwin.load(text)
    flow: Any = plant.model.shops["s"].lines["l"].flow
    assert [flow[at].capacity.value for at in (1, 3)] == [2, 1]
    flow = taktwin.load(text, ["fleets.tugs.count=5"]).model.shops["s"].lines["l"].flow
    assert [flow[at].capacity.value for at in (1, 3)] == [5, 1]


def fed(**feed: object) -> Data:
    return line(
        [{"station": "m", "cycle": "10 s", "uses": {"bolt": 1}}],
        parts={"bolt": {"family": "bolts", "unit": "piece"}},
        stocks={"far": {"part": "bolt", "initial": "unlimited"}, "near": {"part": "bolt", "initial": 5}},
        fleets={"tugs": {"count": 1, "speed": "1 m/s", "load": "2 s", "unload": "3 s"}},
        feeds={"feed": {"from": "far", "to": "near", "fleet": "tugs", "distance": "20 m", "empty": "10 m", "lot": 4,
                        "reorder": 3, **feed}},
    )  # fmt: skip


def with_source(data: Data) -> Data:
    data["shops"]["shop"]["lines"]["main"]["flow"][0]["uses"] = [{"part": "bolt", "from": "near"}]
    return data


def test_a_feed_calls_a_lot_at_its_reorder_level():
    data = with_source(fed())
    result = run(data, 94)
    # drawn at 0 and 10: three are left and a lot is called, picked up at 22, there at 45; again at 50 -> 85, at 90
    assert history(result, "tugs.1") == [(10, "working"), (45, "starved"), (50, "working"), (85, "starved"),
                                         (90, "working")]  # fmt: skip
    near = row_of(result.stocks, "stock", "near")
    assert (near["received"], near["drawn"], near["final"], near["min"], near["max"]) == (8, 10, 3, 0, 5)
    assert states(result, "m") == {"working": 94}
    assert row_of(run(data, 21).stocks, "stock", "far")["drawn"] == 0
    assert row_of(run(data, 22).stocks, "stock", "far")["drawn"] == 4


def test_a_feed_calls_no_lot_beyond_the_capacity():
    data = with_source(fed(lot=3, reorder=4))
    data["stocks"]["near"]["capacity"] = 5
    result = run(data, 94)
    # at 4 a lot of 3 has no room; at 2 it has: called at 20, there at 55, and the next one is called then
    assert history(result, "tugs.1") == [(20, "working")]
    assert row_of(run(data, 54).stocks, "stock", "near")["received"] == 0
    near = row_of(run(data, 55).stocks, "stock", "near")
    assert (near["received"], near["final"], near["stopped_s"]) == (3, 2, 5)


def test_a_feed_waits_until_its_source_has_a_lot():
    data = with_source(fed())
    data["stocks"]["far"] = {"part": "bolt", "initial": 3}
    data["suppliers"] = {"mill": {}}
    data["lanes"] = {"truck": {"supplier": "mill", "to": "far", "every": "30 s", "offset": "30 s", "quantity": 1}}
    assert history(run(data, 100), "tugs.1")[0] == (30, "working")


def test_goods_at_the_dock_of_a_full_stock_wake_the_feed():
    """The first lot empties the store, the dock fills it again at once: the second lot is called at that instant."""
    data = with_source(fed(lot=4, reorder=8))
    data["fleets"]["tugs"]["count"] = 2
    data["stocks"]["far"] = {"part": "bolt", "initial": 4, "capacity": 4}
    data["stocks"]["near"]["initial"] = 1
    data["suppliers"] = {"mill": {}}
    data["lanes"] = {"truck": {"supplier": "mill", "to": "far", "every": "1000 s", "quantity": 4}}
    result = run(data, 100)
    # called at 0; picked up at 12 and the dock moves in: the second vehicle leaves at 12
    assert history(result, "tugs.1")[0] == (0, "working")
    assert history(result, "tugs.2")[0] == (12, "working")
