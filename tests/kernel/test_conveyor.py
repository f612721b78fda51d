"""Conveyors: transit, spacing, room, and what a belt does when its end is blocked."""

from __future__ import annotations

from taktwin.runs.simulation import Simulation
from taktwin.runs.tables import result_of
from tests.kernel.plants import Data, ends, entries, history, line, program_of, row_of, run


def belt(station: str, interval: str, **fields: object) -> Data:
    flow = [
        {"buffer": "queue", "capacity": "unlimited"},
        {"conveyor": "belt", **fields},
        {"station": "m", "cycle": station},
    ]
    return line(flow, {"interval": interval})


def test_transit_and_spacing():
    result = run(belt("1 s", "4 s", transit="30 s", capacity=3), 60)
    # entries are 30 / 3 = 10 s apart; the fourth finds room when the first gets off
    assert entries(result, "belt") == [(4, 0), (14, 1), (24, 2), (34, 3), (44, 4), (54, 5)]
    assert ends(result) == [35, 45, 55]
    row = row_of(result.buffers, "buffer", "belt")
    assert (row["min"], row["max"], row["final"]) == (0, 3, 3)


def test_spacing_may_be_given():
    result = run(belt("1 s", "4 s", transit="30 s", capacity=9, spacing="5 s"), 60)
    assert entries(result, "belt") == [(4, 0), (9, 1), (14, 2), (19, 3), (24, 4), (29, 5), (34, 6), (39, 7), (44, 8),
                                       (49, 9), (54, 10), (59, 11)]  # fmt: skip


def test_an_accumulating_belt_closes_up():
    result = run(belt("20 s", "2 s", transit="10 s", capacity=3, spacing="2 s"), 75)
    assert entries(result, "m") == [(12, 0), (32, 1), (52, 2), (72, 3)]
    assert entries(result, "belt") == [(2, 0), (4, 1), (6, 2), (12, 3), (32, 4), (52, 5), (72, 6)]
    assert history(result, "belt") == [(2, "working"), (14, "blocked")]


def test_a_plain_belt_stands_while_its_end_is_blocked():
    data = belt("20 s", "2 s", transit="10 s", capacity=3, spacing="2 s", accumulating=False)
    result = run(data, 80)
    assert entries(result, "m") == [(12, 0), (32, 1), (52, 2), (72, 3)]
    assert history(result, "belt") == [(2, "working"), (14, "blocked"), (32, "working"), (34, "blocked"),
                                       (52, "working"), (58, "blocked"), (72, "working"), (74, "blocked")]  # fmt: skip


def test_a_belt_that_fails_stands_with_all_on_it():
    mode = {"clock": "time", "up": "20 s", "repair": "7 s"}
    result = run(belt("1 s", "10 s", transit="15 s", capacity=5, spacing="1 s", failures=[mode]), 60)
    # the belt stands 20-27 and 47-54: what comes at 20 and 50 gets on after that
    assert [time for time, _ in entries(result, "belt")] == [10, 27, 30, 40, 54, 60]
    assert ends(result) == [33, 43, 46]


def test_the_least_level_after_a_warm_up():
    simulation = Simulation(program_of(belt("1 s", "40 s", transit="30 s", capacity=3)))
    simulation.advance_to(50.0)  # one job is on the belt
    simulation.begin_measuring()
    simulation.advance_to(75.0)  # it has left, the next comes at 80
    assert row_of(result_of(simulation).buffers, "buffer", "belt")["min"] == 0


def test_a_belt_runs_on_late_in_a_long_run():
    """Rounding of large times must not keep the entry closed for ever (a year has 3e7 s, one ulp of it is 4e-9 s)."""
    mode = {"clock": "time", "up": "exp(20000 s)", "repair": "exp(3000 s)"}
    flow = [
        {"conveyor": "belt", "transit": "5000.3 s", "capacity": 7, "spacing": "1000.1 s", "failures": [mode]},
        {"station": "m", "cycle": "exp(900 s)"},
    ]
    simulation = Simulation(program_of(line(flow, bucket="10000 h")))
    for day in range(0, 1500, 50):
        simulation.advance_to(day * 86400.0)
    assert simulation.world["events"][0] < 2_000_000
