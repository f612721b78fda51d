"""Joins of jobs that were called for one job alone."""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.runs.simulation import Simulation
from taktwin.runs.standstill import standstills
from tests.kernel.plants import Data, ends, entries, history, line, program_of, row_of, run, simulated
from tests.kernel.rules.small import listed
from tests.runs.start.test_state import check_same_run


def seats(folder: Any, *colours: str, main: list[Data], room: Any = 9, **join: Any) -> Data:
    """Seats of red jobs take 30 s, others 5 s, each at a place of its own; ``main`` stands between call and join."""
    cycle = {"by": "colour", "red": "30 s", "default": "5 s"}
    sub = [{"station": "make", "cycle": cycle, "servers": 9}, {"buffer": "side", "capacity": room}]
    fit = {"station": "fit", "cycle": "10 s", "joins": [{"line": "seats", **({"matched": True} | join)}]}
    flow = [{"station": "call", "cycle": "1 s"}, *main, fit]
    return {**line(flow, lines={"seats": {"call": {"at": "call"}, "flow": sub}}), **listed(folder, *colours)}


BETWEEN = [{"buffer": "between", "capacity": 9}]


@pytest.mark.rule("a join takes only jobs that were called for the very job that is there")
def test_a_job_waits_for_its_own(tmp_path):
    """The seat of job 1 is there at 6; job 0 waits for its own until 30, and then job 1 takes what has waited."""
    found = run(seats(tmp_path, "red", "blue", main=BETWEEN), 100)
    assert entries(found, "side") == [(6, 1), (30, 0)]
    assert history(found, "fit")[:2] == [(1, "waiting_parts"), (30, "working")]
    assert ends(found) == [40, 50]
    anybody = run(seats(tmp_path, "red", "blue", main=BETWEEN, matched=False), 100)
    assert ends(anybody) == [16, 40]


@pytest.mark.rule("the foremost first")
def test_all_that_were_called_for_it_are_needed(tmp_path):
    """Two seats each: those of job 0 come at 30, those of job 1 at 6 and stand before them."""
    data = seats(tmp_path, "red", "blue", main=BETWEEN, quantity=2)
    data["shops"]["shop"]["lines"]["seats"]["call"]["quantity"] = 2
    found = run(data, 100)
    assert entries(found, "side") == [(6, 1), (6, 1), (30, 0), (30, 0)]
    assert ends(found) == [40, 50]


@pytest.mark.rule("What a job of a sub-line calls is called for its main job")
def test_a_sub_line_calls_for_the_main_job(tmp_path):
    """Doors call trims: the trim of the first door comes last, and only that is joined to it."""
    trim = [
        {"station": "cut", "cycle": {"by": "colour", "red": "30 s", "default": "5 s"}, "servers": 9},
        {"buffer": "trims", "capacity": 9},
    ]
    door = [
        {"station": "press", "cycle": "1 s"},
        {"buffer": "doors", "capacity": 9},
        {"station": "glue", "cycle": "2 s", "joins": [{"line": "trim", "matched": True}]},
        {"buffer": "side", "capacity": 9},
    ]
    fit = {"station": "fit", "cycle": "10 s", "joins": [{"line": "door", "matched": True}]}
    lines = {"door": {"call": {"at": "call"}, "flow": door}, "trim": {"call": {"at": "press"}, "flow": trim}}
    data = {
        **line([{"station": "call", "cycle": "1 s"}, *BETWEEN, fit], lines=lines),
        **listed(tmp_path, "red", "blue"),
    }
    found = run(data, 100)
    assert entries(found, "trims") == [(6, 1), (30, 0)]
    assert entries(found, "side") == [(32, 0), (34, 1)]  # the press has called at 0 and at 1
    assert ends(found) == [42, 52]


@pytest.mark.rule("the jobs in such buffers that were called for it are scrapped")
def test_what_waits_for_a_job_goes_with_it(tmp_path):
    """The red job is scrapped at 41, when its seat has stood there since 30."""
    red = {"when": {"colour": "red"}}
    gate = {"station": "gate", "cycle": "40 s", "routes": [{"to": "scrap", "share": "100 %", **red}]}
    simulation = simulated(seats(tmp_path, "red", main=[gate]), 40.5)
    assert simulation.arrays["world"]["scrapped"][0] == 0
    simulation.advance_to(41.0)
    assert simulation.arrays["world"]["scrapped"][0] == 2
    level = row_of(run(seats(tmp_path, "red", main=[gate]), 60).buffers, "buffer", "side")
    assert (level["entered"], level["final"], level["mean"]) == (1, 0, pytest.approx(11 / 60))


@pytest.mark.rule("those that are still on their way when they come there")
def test_what_comes_for_a_job_that_has_gone_is_taken_away(tmp_path):
    """The red job is scrapped at 3; its seat comes at 30, and has no place in a buffer of one."""
    gate = {"station": "gate", "cycle": "2 s", "routes": [{"to": "scrap", "share": "100 %", "when": {"colour": "red"}}]}
    simulation = simulated(seats(tmp_path, "red", "blue", main=[gate, *BETWEEN], room=1), 29.0)
    assert simulation.arrays["world"]["scrapped"][0] == 1
    simulation.advance_to(30.0)
    assert simulation.arrays["world"]["scrapped"][0] == 2
    assert entries(run(seats(tmp_path, "red", "blue", main=[gate, *BETWEEN], room=1), 60), "side") == [(6, 1)]


@pytest.mark.rule("whose main job has ended needs nothing any more by a matched join")
def test_what_has_lost_its_main_job_waits_for_nothing(tmp_path):
    """The red car is scrapped at 3, when its door waits for a trim since 1; that goes on, and away at 5."""
    gate = {"station": "gate", "cycle": "2 s", "routes": [{"to": "scrap", "share": "100 %", "when": {"colour": "red"}}]}
    trim = [
        {"station": "cut", "cycle": {"by": "colour", "red": "30 s", "default": "5 s"}, "servers": 9},
        {"buffer": "trims", "capacity": 9},
    ]
    door = [
        {"station": "press", "cycle": "1 s"},
        {"buffer": "doors", "capacity": 9},
        {"station": "glue", "cycle": "2 s", "joins": [{"line": "trim", "matched": True}]},
        {"buffer": "side", "capacity": 9},
    ]
    fit = {"station": "fit", "cycle": "10 s", "joins": [{"line": "door", "matched": True}]}
    lines = {"door": {"call": {"at": "call"}, "flow": door}, "trim": {"call": {"at": "press"}, "flow": trim}}
    flow = [{"station": "call", "cycle": "1 s"}, gate, *BETWEEN, fit]
    data = {**line(flow, lines=lines), **listed(tmp_path, "red", "blue")}
    found = run(data, 60)
    assert history(found, "glue") == [(1, "waiting_parts"), (3, "working"), (5, "waiting_parts"), (6, "working"),
                                      (8, "starved")]  # fmt: skip
    assert entries(found, "side") == [(8, 1)]
    assert ends(found) == [18]
    assert simulated(data, 60).arrays["world"]["scrapped"][0] == 3


def test_a_full_buffer_without_the_one_that_is_waited_for_stands_for_good(tmp_path):
    """One place, and the seat of the second job stands in it; nobody can be scrapped."""
    simulation = Simulation(program_of(seats(tmp_path, "red", "blue", main=BETWEEN, room=1)))
    simulation.advance_to(100.0)
    assert [[place.element for place in one.places] for one in standstills(simulation)] == [["fit", "side"]]


def test_a_state_knows_whose_is_whose():
    """Seats on their way and at the line are those of jobs that stand in the plant, by their order numbers."""
    sub = [
        {"station": "make", "cycle": "17 s", "servers": 3},
        {"buffer": "racks", "capacity": 9},
        {"delivery": "truck", "trucks": 2, "rack": 2, "racks": 2, "drive": "40 s", "back": "30 s", "unload": "5 s",
         "reverse": True},
        {"buffer": "side", "capacity": 6},
    ]  # fmt: skip
    fit = {"station": "fit", "cycle": "9 s", "joins": [{"line": "seats", "matched": True}]}
    flow = [{"station": "call", "cycle": "10 s"}, {"buffer": "between", "capacity": 12}, fit]
    data = line(flow, {"interval": "11 s"}, lines={"seats": {"call": {"at": "call"}, "flow": sub}})
    for at in range(60, 400, 7):
        check_same_run(data, 0, at)
