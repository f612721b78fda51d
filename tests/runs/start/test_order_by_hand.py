"""Starting from a state that was written by hand: crews, vehicles, streams and cells go on in their order."""

from __future__ import annotations

from taktwin.runs.start import state_of
from taktwin.runs.tables import result_of
from tests.kernel.plants import entries, history, line, row_of, simulated
from tests.runs.start.plant import PLANT
from tests.runs.start.test_by_hand import started
from tests.runs.start.test_state import restarted


def test_the_operating_clock_stands_in_a_setup() -> None:
    flow = [
        {
            "station": "m",
            "cycle": "10 s",
            "setup": {"by": "colour", "time": "20 s"},
            "failures": [{"clock": "operation", "up": "1000 s", "repair": "5 s"}],
        }
    ]
    data = line(flow, options={"colour": {"red": "50 %", "blue": "50 %"}})
    blue = {"setup": True, "left": "20 s", "options": {"colour": "blue"}}
    simulation = started(data, {"places": {"m": [blue]}, "machines": {"m": {"next_failure": {"1": "50 s"}}}})
    for time, left in ((12.0, 50.0), (24.0, 46.0)):
        simulation.advance_to(time)
        assert state_of(simulation).machines["m"].next_failure["1"].value == left


def test_the_crew_serves_those_that_wait_in_their_order() -> None:
    """Written from a run, the queue of the crew keeps its order, which is not that of the plant."""
    mode = {"up": "1000 h", "repair": "60 s", "crew": "fitters"}
    flow = [{"station": name, "cycle": "10 s", "failures": [mode]} for name in ("v", "w", "x", "y", "z")]
    waiting = {"down": {"waiting": True}}
    state = {"machines": {"w": {"down": {"left": "9 s"}}, "z": waiting, "v": waiting, "y": waiting, "x": waiting}}
    simulation = started(line(flow, crews={"fitters": {"size": 1}}), state)
    simulation.advance_to(70.0)  # w and z are up again, v is being repaired since 1 s
    assert [name for name, machine in state_of(simulation).machines.items() if machine.down is not None] == [
        "v",
        "y",
        "x",
    ]
    again = restarted(simulation, 1, trace=True)
    again.advance_to(400.0)
    result = result_of(again)
    ends = {name: history(result, name)[-2][0] + 70.0 for name in ("v", "y", "x")}
    assert [name for name, _ in sorted(ends.items(), key=lambda one: one[1])][:2] == ["v", "y"]


def test_a_job_is_fetched_by_the_vehicle_that_is_on_its_way() -> None:
    """Of a buffer with one job, too: an idle vehicle beside it is not called."""
    flow = [
        {"station": "a", "cycle": "1 h"},
        {"buffer": "b", "capacity": 5},
        {"transport": "t", "fleet": "tugs", "distance": "10 m", "capacity": 3},
        {"station": "c", "cycle": "10 s"},
    ]
    data = line(flow, fleets={"tugs": {"count": 2, "speed": "1 m/s"}})
    state = {
        "places": {"b": 1},
        "fleets": {"tugs": {"vehicles": {"2": {"task": "t", "run": "empty", "left": "30 s"}}}},
    }
    simulation = started(data, state)
    simulation.advance_to(100.0)
    result = result_of(simulation)
    assert row_of(result.resources, "resource", "tugs.1")["working"] == 0.0
    assert entries(result, "t") == [(30.0, 0)]
    assert entries(result, "c") == [(40.0, 0)]


def test_lines_that_share_a_stream_take_turns() -> None:
    data = line([{"station": "m", "cycle": "1 s"}], {"interval": "60 s"})
    data["shops"]["shop"]["lines"]["other"] = {"orders": "jobs", "flow": [{"station": "n", "cycle": "1 s"}]}
    simulation = started(data, {"orders": {"jobs": {"released": 3, "next_in": "5 s"}}})
    simulation.advance_to(100.0)
    result = result_of(simulation)
    assert (entries(result, "n"), entries(result, "m")) == ([(5.0, 3)], [(65.0, 4)])


def test_a_cell_at_work_has_the_die_of_its_lot() -> None:
    """After the lot that it makes the other recipe needs a die change."""
    state = {
        "cells": {"press": {"making": "left", "hits": 1, "left": "2 s"}},
        "stocks": {"far-doors": 1, "doors": 9},
        "lanes": {"doors-in": {"next_order": "1 h"}},
    }
    simulation = started(PLANT, state)
    assert state_of(simulation).machines["press"].set_up_for == "left"
    simulation.advance_to(300.0)
    assert history(result_of(simulation), "press")[:3] == [(0.0, "working"), (2.0, "setup"), (182.0, "working")]


def test_an_idle_vehicle_takes_the_request_that_waits() -> None:
    flow = [
        {"station": "a", "cycle": "1 h"},
        {"buffer": "b", "capacity": 5},
        {"transport": "t", "fleet": "tugs", "distance": "10 m"},
        {"station": "c", "cycle": "10 s"},
    ]
    data = line(flow, fleets={"tugs": {"count": 1, "speed": "1 m/s"}})
    simulation = started(data, {"places": {"b": 1}, "fleets": {"tugs": {"requests": ["t"]}}})
    simulation.advance_to(100.0)
    assert entries(result_of(simulation), "c") == [(20.0, 0)]  # there empty, and back with the job


def test_the_next_release_is_an_interval_after_the_state() -> None:
    """Where a state does not say when it is due, and it is drawn."""
    data = line([{"station": "m", "cycle": "1 s"}], {"interval": "60 s"})
    simulation = started(data, {"at": "1000 s", "orders": {"jobs": {"released": 3}}})
    simulation.advance_to(1200.0)
    assert entries(result_of(simulation), "m") == [(60.0, 3), (120.0, 4), (180.0, 5)]


def test_an_option_that_a_state_does_not_tell_is_that_of_the_order() -> None:
    """Its draw has the address of the order's number, so the job is the one that a run would have made."""
    data = line([{"station": "m", "cycle": "1 h"}], options={"colour": {"red": "50 %", "blue": "50 %"}})
    orders = range(12)
    whole = simulated(line([{"buffer": "b", "capacity": 20}, {"station": "m", "cycle": "1 h"}],
                           options={"colour": {"red": "50 %", "blue": "50 %"}}), 1.0)  # fmt: skip
    told = {int(job["order"]): int(whole.arrays["values"][at, 1])
            for at, job in enumerate(whole.arrays["jobs"]) if job["main"] == 1}  # fmt: skip
    found = [started(data, {"places": {"m": [{"order": order}]}}).arrays["values"][0, 1] for order in orders]
    assert found == [told[order] for order in orders]
    assert len(set(found)) == 2
