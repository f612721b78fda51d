"""Trucks of lanes: what they bring together, and where they are unloaded."""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.runs.simulation import SimulationError
from taktwin.runs.tables import result_of
from tests.kernel.plants import Data, line, row_of, run, simulated


def supplied(lanes: Data, doors: int = 1, **stocks: Any) -> Data:
    """Stock points that lanes fill at a dock; one part is drawn at 0 from that of a, if anybody fills it."""
    uses = (
        {"a": 1}
        if "'a'" in repr([[lane.get(key) for key in ("to", "loads", "milk_run")] for lane in lanes.values()])
        else {}
    )
    data = line([{"station": "m", "cycle": "1 h", "uses": uses}], {"quantity": 1})
    levels = {"a": 5, "b": 0, **stocks}
    data["parts"] = {name: {} for name in levels}
    data["stocks"] = {name: {"part": name, "initial": initial} for name, initial in levels.items()}
    data["suppliers"] = {"mill": {}}
    data["docks"] = {"north": {"doors": doors}}
    data["lanes"] = {name: {"supplier": "mill", "every": "1000 s", **lane} for name, lane in lanes.items()}
    return data


def received(data: Data, times: tuple[float, ...], stock: str = "b") -> list[float]:
    """What has come to a stock point at some times."""
    return [row_of(run(data, time).stocks, "stock", stock)["received"] for time in times]


def dock(data: Data, until: float, warmup: float = 0.0) -> dict[str, Any]:
    """The row of the dock, measured from the warm-up on."""
    simulation = simulated(data, warmup)
    simulation.begin_measuring()
    simulation.advance_to(until)
    row = row_of(result_of(simulation).docks, "dock", "north")
    return {key: row[key] for key in ("trucks", "busy_share", "wait_mean_s", "wait_max_s", "most_waiting")}


@pytest.mark.rule(
    "All loads of an order set out together", "trucks of capacity containers are filled one after the other"
)
def test_trucks_of_an_order_are_filled_in_the_order_of_the_loads():
    loads = [{"to": "a", "up_to": 12, "container": 3}, {"to": "b", "quantity": 5, "container": 2}]
    lane = {"loads": loads, "capacity": 4, "lead": "10 s", "dock": "north", "unload": "5 s", "unload_container": "1 s"}
    data = supplied({"mix": lane}, a=1)
    # one a is drawn at 0: 12 lack, 4 containers of a fill the first truck (5 + 4 s), 3 of b the second (5 + 3 s)
    assert received(data, (18.9, 19, 27), "a") == [0, 12, 12]
    assert received(data, (19, 26.9, 27)) == [0, 0, 5]
    assert dock(data, 100.0) == {"trucks": 2, "busy_share": pytest.approx(0.17), "wait_mean_s": 4.5, "wait_max_s": 9.0,
                                 "most_waiting": 1}  # fmt: skip
    apart = supplied({"mix": {**lane, "capacity": 3}}, a=1)
    # the second truck has the last container of a and two of b, the third the last of b, in which one part is
    assert received(apart, (18, 25.9, 26, 32), "a") == [9, 9, 12, 12]
    assert received(apart, (26, 31.9, 32)) == [4, 4, 5]


@pytest.mark.rule("none leaves empty")
def test_no_truck_leaves_when_nothing_is_ordered():
    loads = [{"to": "a", "up_to": 4}, {"to": "b", "up_to": 2}]
    data = supplied({"mix": {"loads": loads, "every": "10 s", "lead": "3 s", "dock": "north"}})
    assert dock(data, 100.0)["trucks"] == 1, "after the first order nothing lacks"
    assert received(data, (2.9, 3, 90)) == [0, 2, 2]


@pytest.mark.rule("A truck of a lane without a dock brings its parts in when it arrives")
def test_without_a_dock_parts_are_in_on_arrival():
    data = supplied({"van": {"to": "b", "quantity": 6, "capacity": 2, "lead": "7 s"}})
    assert received(data, (6.9, 7)) == [0, 6]
    assert dock(data, 50.0)["wait_mean_s"] is None


@pytest.mark.rule(
    "a truck that comes to the gate takes a door that is free, first come, first served over all lanes",
    "A truck stands at its door for unload, and unload_container for each of its containers",
)
def test_first_come_first_served():
    lane = {"to": "b", "dock": "north"}
    lanes = {
        "slow": {**lane, "quantity": 1, "lead": "10 s", "unload": "100 s"},
        "late": {**lane, "quantity": 10, "lead": "30 s", "unload": "5 s"},
        "early": {**lane, "quantity": 100, "lead": "20 s", "unload": "20 s"},
    }
    data = supplied(lanes)
    # slow 10-110, early waits from 20 to 110 and is done at 130, late waits from 30 to 130 and is done at 135
    assert received(data, (109, 110, 129, 130, 134, 135)) == [0, 1, 1, 101, 101, 111]
    assert dock(data, 200.0) == {"trucks": 3, "busy_share": pytest.approx(125 / 200), "wait_mean_s": 190 / 3,
                                 "wait_max_s": 100.0, "most_waiting": 2}  # fmt: skip
    assert dock(data, 60.0)["busy_share"] == pytest.approx(50 / 60), "what lies ahead is not counted"
    after = dock(data, 200.0, warmup=50.0)
    assert (after["trucks"], after["busy_share"], after["most_waiting"]) == (0, pytest.approx(85 / 150), 2)
    # with two doors early is done at 40, and late, which comes at 30, has waited until then
    assert received({**data, "docks": {"north": {"doors": 2}}}, (39, 40, 44, 45, 110)) == [0, 100, 100, 110, 111]


@pytest.mark.rule("At one instant lanes come in the order of the file")
@pytest.mark.parametrize(("names", "amounts"), [("ab", [2, 5]), ("ba", [3, 5])])
def test_lanes_in_the_order_of_the_file(names, amounts):
    lanes = {"a": {"to": "b", "quantity": 2}, "b": {"to": "b", "quantity": 3}}
    given = {name: {**lanes[name], "dock": "north", "lead": "5 s", "unload": "10 s"} for name in names}
    assert received(supplied(given), (15, 25)) == amounts


@pytest.mark.rule("A door is free at the very instant at which an unloading ends")
@pytest.mark.parametrize("first", ["a", "b"])
def test_a_door_is_free_when_an_unloading_ends(first):
    at = {"a": "5 s", "b": "15 s"}
    order = [first, "b" if first == "a" else "a"]
    lanes = {name: {"to": "b", "quantity": 2, "dock": "north", "lead": at[name], "unload": "10 s"} for name in order}
    data = supplied(lanes)
    assert received(data, (15, 25)) == [2, 4]
    assert dock(data, 100.0)["most_waiting"] == 0


@pytest.mark.rule("then its parts are in, and until then they are on the way")
def test_parts_in_the_yard_are_on_the_way():
    lane = {"to": "b", "up_to": 9, "every": "10 s", "lead": "1 s", "dock": "north", "unload": "55 s"}
    data = supplied({"van": lane})
    assert received(data, (55, 56, 99)) == [0, 9, 9], "a second order would find nothing lacking"
    assert row_of(run(data, 50).stocks, "stock", "b")["on_way"] == 9


def test_a_truck_that_is_unloaded_sooner_is_in_first():
    lane = {"loads": [{"to": "b", "quantity": 12, "container": 2}], "capacity": 4, "dock": "north", "lead": "5 s"}
    data = supplied({"van": {**lane, "unload_container": "10 s"}}, doors=2)
    assert received(data, (24.9, 25, 44.9, 45)) == [0, 4, 4, 12]


def test_a_dock_that_is_too_slow_says_so():
    lane = {"to": "b", "quantity": 1, "every": "1 s", "dock": "north", "unload": "1 h"}
    with pytest.raises(SimulationError, match="its dock has too few doors"):
        run(supplied({"van": lane}), 2000.0)
