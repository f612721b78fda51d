"""Who goes first of what is due at the same instant."""

from __future__ import annotations

import polars as pl
import pytest

from tests.kernel.plants import Data, ends, history, line, program_of, row_of, run, states
from tests.kernel.rules.small import BREAK, bolts, changes_at, tugs


def one_station(name: str, cycle: str, orders: str = "jobs", **more: object) -> Data:
    """A line of one station."""
    return {"orders": orders, "flow": [{"station": name, "cycle": cycle, **more}]}


def with_everything() -> Data:
    """Streams, lanes, cells, servers, conveyors, loads, vehicles and calendars, each of them twice."""
    first = [{"station": "b", "cycle": "1 s", "servers": 2}, {"conveyor": "a", "transit": "1 s", "capacity": 1}]
    store = {"store": "d", "capacity": 1, "cycle": "1 s", "cranes": 2}
    cells = {name: {"makes": {"p": {"part": "p", "hit": "1 s", "lot": 1, "reorder": 0}}} for name in ("z", "y")}
    one: Data = {
        "lines": {"l2": {"orders": "late", "flow": first}, "l1": {"orders": "early", "flow": [store]}},
        "cells": cells,
        "loads": {"light": {"power": "light"}, "heat": {"power": "light"}},
    }
    return {
        **bolts(),
        **tugs(),
        "orders": {"late": {"interval": "60 s"}, "early": {"interval": "60 s"}},
        "fleets": {name: {"count": 2, "speed": "1 m/s"} for name in ("tugs", "racks")},
        "parts": {name: {"family": "small", "unit": "piece"} for name in ("bolt", "p")},
        "stocks": {"rack": {"part": "bolt"}, "p-rack": {"part": "p"}},
        "lanes": {
            name: {"supplier": "mill", "to": "rack", "every": "60 s", "quantity": 1} for name in ("truck", "bike")
        },
        "power": {"light": {"electricity": {"working": "1 kW"}}},
        "calendars": {"night": BREAK["day"], "day": BREAK["day"]},
        "shops": {"two": one, "one": {"lines": {"l0": one_station("c", "1 s", "early")}}},
    }


@pytest.mark.rule(
    "releases of order streams, in the order of the file",
    "lanes: trucks that are unloaded",
    "working resources in plant order",
    "shift calendars, in the order of the file",
)
def test_what_is_due_at_the_same_instant_stands_in_the_order_of_the_file():
    assert program_of(with_everything()).resource_names == [
        "late", "early",
        "truck", "bike",
        "z", "y", "b.1", "b.2", "a", "d crane.1", "d crane.2", "two light", "two heat",
        "c",
        "tugs.1", "tugs.2", "racks.1", "racks.2",
        "night", "day",
    ]  # fmt: skip


@pytest.mark.rule("working resources in plant order", "shift calendars, in the order of the file")
def test_cells_then_servers_then_vehicles_then_calendars():
    way = {"transport": "way", "fleet": "tugs", "distance": "50 m", "empty": "0 m"}
    one = {
        "cells": {"press": {"makes": {"p": {"part": "p", "hit": "60 s", "lot": 1, "reorder": 0}}}},
        "lines": {
            "a": one_station("z", "500 s", calendar="day"),
            "b": one_station("m", "60 s", servers=2),
            "c": {"orders": "few", "flow": [{"station": "x", "cycle": "10 s"}, way, {"station": "y", "cycle": "9 s"}]},
        },
    }
    data = {
        **tugs(),
        "orders": {"jobs": {}, "few": {"quantity": 1}},
        "parts": {"p": {"family": "panels", "unit": "piece"}},
        "stocks": {"p-rack": {"part": "p"}},
        "calendars": BREAK,
        "shops": {"one": one, "two": {"lines": {"d": one_station("v", "60 s")}}},
    }
    changes = changes_at(run(data, 60), 60)
    assert [name for name, _ in changes[:6]] == ["press", "m.1", "m.2", "v", "tugs.1", "z"]


@pytest.mark.rule("shift calendars, in the order of the file")
def test_calendars_switch_in_the_order_of_the_file():
    lines = {"a": one_station("m", "500 s", calendar="late"), "b": one_station("n", "500 s", calendar="early")}
    calendars = {"early": BREAK["day"], "late": BREAK["day"]}
    result = run({"orders": {"jobs": {}}, "calendars": calendars, "shops": {"one": {"lines": lines}}}, 60)
    assert changes_at(result, 60) == [("n", "off_shift"), ("m", "off_shift")]


@pytest.mark.rule("lanes: trucks that are unloaded, trucks that arrive")
@pytest.mark.parametrize(("offset", "received"), [("10 s", 0), ("11 s", 4)])
def test_a_lane_orders_before_a_vehicle_picks_up_at_the_same_instant(offset, received):
    """The vehicle takes 4 of 10 at 10 s: an order at that very instant still sees 10."""
    data = line([{"station": "m", "cycle": "1 s", "uses": [{"part": "bolt", "from": "near"}]}], **tugs())
    lane = {"up_to": 10, "every": "1000 s", "offset": offset, "lead": "5 s"}
    data |= bolts()
    data["lanes"] = {"truck": {"supplier": "mill", "to": "rack", **lane}}
    data["stocks"] = {"rack": {"part": "bolt", "initial": 10}, "near": {"part": "bolt"}}
    way = {"distance": "10 m", "lot": 4, "reorder": 0}
    data["feeds"] = {"feed": {"from": "rack", "to": "near", "fleet": "tugs", **way}}
    rack = row_of(run(data, 19).stocks, "stock", "rack")
    assert (rack["drawn"], rack["received"]) == (4, received)


@pytest.mark.rule("trucks that arrive, then a new order if one is due")
def test_a_truck_that_arrives_when_the_next_order_is_due_counts_once():
    lane = {"up_to": 5, "every": "10 s", "offset": "10 s", "lead": "10 s"}
    data = line([{"station": "m", "cycle": "15 s", "uses": {"bolt": 1}}], {"quantity": 1}, **bolts(initial=3))
    data["lanes"] = {"truck": {"supplier": "mill", "to": "rack", **lane}}
    rows = [row_of(run(data, time).stocks, "stock", "rack") for time in (19, 20, 30, 60)]
    assert [(row["received"], row["final"]) for row in rows] == [(0, 2), (3, 5), (3, 5), (3, 5)]


@pytest.mark.rule("before the end of a repair before a failure")
def test_work_that_ends_when_the_failure_strikes_is_done():
    mode = {"up": "10 s", "repair": "5 s"}
    result = run(line([{"station": "m", "cycle": "10 s", "failures": [mode]}, {"station": "n", "cycle": "1 s"}]), 40)
    assert ends(result) == [11, 26]
    assert history(result, "m") == [(0, "working"), (10, "down"), (15, "working"), (25, "down"), (30, "working"),
                                    (40, "down")]  # fmt: skip


@pytest.mark.rule("before the end of a repair before a failure")
def test_a_repair_ends_before_the_next_failure_strikes():
    modes = [{"up": "10 s", "repair": "10 s"}, {"up": "20 s", "repair": "3 s"}]
    result = run(line([{"station": "m", "cycle": "500 s", "failures": modes}]), 25)
    assert changes_at(result, 20) == [("m", "working"), ("m", "down")]
    assert states(result, "m") == {"working": 12, "down": 13}
    assert row_of(result.resources, "resource", "m")["failures"] == 2


@pytest.mark.rule("because of another one (a cycle time of zero) takes its turn afterwards")
def test_work_of_no_duration_ends_after_the_moves_of_its_instant():
    """The job through `z` comes from the first line, but is ready one round later than that of `b`."""
    lines = {
        "first": {
            "orders": "first",
            "to": "rest",
            "flow": [{"station": "a", "cycle": "10 s"}, {"station": "z", "cycle": "0 s"}],
        },
        "second": {"orders": "second", "to": "rest", "flow": [{"station": "b", "cycle": "10 s"}]},
        "rest": {"flow": [{"station": "m", "cycle": "4 s"}]},
    }
    result = run({"orders": {"first": {}, "second": {}}, "shops": {"shop": {"lines": lines}}}, 18)
    finished = result.jobs.filter(pl.col("ended").is_not_null()).sort("ended")
    assert finished.select("stream", "ended").rows() == [("second", 14), ("first", 18)]
