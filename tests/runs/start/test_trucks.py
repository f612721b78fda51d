"""Trucks in a start state: on the way, in the yard and at a door."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from taktwin.model.start.file import StartStateError, load_state, state_text
from taktwin.runs.simulation import Simulation
from taktwin.runs.start import Starter, state_of
from taktwin.runs.tables import result_of
from tests.kernel.plants import Data, program_of, row_of
from tests.kernel.rules.supply.test_docks import supplied

LOADS = [{"to": "a", "up_to": 20, "container": 4}, {"to": "b", "quantity": 7, "container": 2}]
MIX = {"loads": LOADS, "every": "60 s", "capacity": 3, "lead": "50 s", "dock": "north", "unload": "25 s",
       "unload_container": "3 s"}  # fmt: skip
VAN = {"to": "b", "quantity": 3, "every": "45 s", "lead": "10 s", "dock": "north", "unload": "31 s"}
CAR = {"to": "c", "quantity": 1, "every": "9 s", "lead": "30 s"}


RUN = {"to": "a", "reorder": 3, "quantity": 2, "every": None, "lead": "70 s"}


def plant(doors: int = 2) -> Data:
    """Trucks of two lanes meet at a dock; a third lane has none."""
    return supplied({"mix": MIX, "van": VAN, "car": CAR}, doors=doors, c=0)


def without_a_timetable() -> Data:
    """A lane orders as parts are drawn, one each 10 s."""
    data = supplied({"run": RUN})
    data["shops"]["shop"]["lines"]["main"]["flow"][0]["cycle"] = "10 s"
    data["orders"]["jobs"]["quantity"] = 99
    return data


def with_calls() -> Data:
    """Cars wait for parts, which have been called when they came."""
    data = without_a_timetable()
    flow = data["shops"]["shop"]["lines"]["main"]["flow"]
    flow.insert(0, {"buffer": "queue", "capacity": "unlimited"})
    data["orders"]["jobs"]["interval"] = "7 s"
    data["lanes"]["run"] = {"supplier": "mill", **RUN, "call": {"at": "queue"}}
    return data


@pytest.mark.parametrize("at", [0.0, 50.0, 56.0, 61.0, 100.0, 187.0, 250.0, 333.0])
@pytest.mark.parametrize(
    "data",
    [plant(1), plant(2), without_a_timetable(), with_calls()],
    ids=["one door", "two doors", "drawn", "called"],
)
def test_a_run_from_its_own_state_is_the_same_run(data: Data, at: float) -> None:
    whole = Simulation(program_of(data))
    whole.advance_to(at)
    text = state_text(state_of(whole))
    again = Starter(whole.program).prepare(load_state(text)).simulation()
    assert state_text(state_of(again)) == text
    for until in np.arange(at, at + 120.0, 7.0):
        whole.advance_to(until)
        again.advance_to(until)
        for field in ("level", "on_way", "dock"):
            got, wanted = (one.arrays["stock_states"][field] for one in (again, whole))
            np.testing.assert_allclose(got, wanted, atol=1e-9)


def test_trucks_by_hand_are_unloaded_one_after_the_other() -> None:
    """One is at the door for 20 s, one in the yard is unloaded from 20 s to 30 s, one more has just come."""
    lane = {**VAN, "every": "1000 s", "unload": "8 s"}
    trucks = [
        {"in": "20 s", "amount": 1, "unloads_in": "0 s"},
        {"in": "30 s", "amount": 10, "unloads_in": "20 s"},
        {"in": "0 s", "amount": 100},
    ]
    state = {"lanes": {"van": {"trucks": trucks, "next_order": "900 s"}}}
    simulation = Starter(program_of(supplied({"van": lane}))).prepare(state).simulation()
    found = []
    for until in (19.0, 20.0, 30.0, 37.9, 38.0):
        simulation.advance_to(until)
        found.append(float(simulation.arrays["stock_states"]["received"][1]))
    assert found == [0, 1, 11, 11, 111]
    simulation.advance_to(100.0)
    row = row_of(result_of(simulation).docks, "dock", "north")
    assert (row["trucks"], row["wait_max_s"], row["most_waiting"]) == (1, 30.0, 2)
    assert row["busy_share"] == pytest.approx(0.38)


def test_a_lane_without_a_timetable_orders_at_once_what_lacks_in_a_state() -> None:
    simulation = Starter(program_of(without_a_timetable())).prepare({"stocks": {"a": 2}}).simulation()
    simulation.advance_to(0.0)
    assert float(simulation.arrays["stock_states"]["on_way"][0]) == 4.0, "one is drawn at once: 1 + 4 are above 3"


def test_a_lane_without_a_timetable_has_no_next_order() -> None:
    with pytest.raises(StartStateError, match=r"lanes.run.next_order: run orders as soon as parts are drawn"):
        Starter(program_of(without_a_timetable())).prepare({"lanes": {"run": {"next_order": "5 s"}}})


def test_what_is_called_is_given() -> None:
    state = {"stocks": {"a": {"level": 9, "called": 8}}}
    simulation = Starter(program_of(with_calls())).prepare(state).simulation()
    simulation.advance_to(0.0)
    assert float(simulation.arrays["stock_states"]["on_way"][0]) == 4.0, "a position of 1 is lifted above 3 by twos"
    with pytest.raises(StartStateError, match=r"stocks.b.called: nothing of b is called before it is drawn"):
        Starter(program_of(with_calls())).prepare({"stocks": {"b": {"level": 1, "called": 1}}})


def truck(**words: Any) -> Data:
    return {"in": "9 s", "amount": 1} | words


CASES = [
    ("car", [truck(unloads_in="0 s")], "0.unloads_in", "has no dock", "remove"),
    ("van", [truck(), truck(unloads_in="0 s")], "1.unloads_in", "still on the way", "first"),
    ("van", [truck(unloads_in="20 s")], "0.unloads_in", "after it has ended", "`in`"),
    ("van", [truck(unloads_in="2 s")], "0.unloads_in", "free in 0 s", "correct"),
    ("van", [truck(unloads_in="0 s"), truck(unloads_in="0 s")], "1.unloads_in", "1 doors, and more trucks", "door"),
    ("van", [truck(unloads_in="0 s"), {"in": "5 s", "amount": 1, "unloads_in": "0 s"}], "1.in", "before", "unloaded"),
    ("van", [truck(amounts={"b": 2})], "0.amount", "both given", "`amounts"),
    ("van", [{"in": "9 s"}], "0.amount", "brings nothing", "above 0"),
    ("mix", [truck()], "0.amount", "brings one part, and this brings 2", "`amounts"),
    ("mix", [{"in": "9 s", "amounts": {"c": 2}}], "0.amounts.c", "brings nothing to c", "one of: a, b"),
    ("mix", [{"in": "9 s", "amounts": {"a": 0}}], "0.amounts", "brings nothing", "above 0"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[2]} {case[3]}")
def test_what_cannot_be_is_refused(case: tuple[str, list[Data], str, str, str]) -> None:
    lane, trucks, path, message, remedy = case
    with pytest.raises(StartStateError) as caught:
        Starter(program_of(plant(1))).prepare({"lanes": {lane: {"trucks": trucks}}})
    found = [one for one in caught.value.problems if one.path == f"lanes.{lane}.trucks.{path}"]
    assert any(message in one.message and remedy in one.remedy for one in found), str(caught.value)
