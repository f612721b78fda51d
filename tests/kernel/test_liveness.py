"""Where a job can move it has moved: the rules of `liveness` hold at any instant of random plants."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.program import lower
from taktwin.runs.simulation import Simulation, SimulationError
from tests.kernel import liveness
from tests.kernel.models import plants
from tests.kernel.plants import Data, line, program_of, simulated
from tests.kernel.test_invariants import LONG, RUN_S, examples
from tests.oracle.compare import model_of
from tests.oracle.run import DRAWS

MOMENTS = st.lists(st.floats(0.0, RUN_S), min_size=1, max_size=6)
ROUND = [900.0, 930.0, 960.0]  # s: many times of the factories are whole, so something happens at these very instants


def check(simulation: Simulation, moments: list[float]) -> None:
    """Nothing is left undone at any of the moments."""
    for moment in sorted(moments):
        simulation.advance_to(moment)
        assert liveness.left_undone(simulation) == []


@pytest.mark.rule("**Moves and starts**, as long as any is possible")
@examples(120)
@given(plants(), st.integers(0, 3), MOMENTS)
def test_nothing_is_left_undone(data, seed, moments):
    check(Simulation(program_of(data), seed), [*moments, RUN_S])


@pytest.mark.long
@examples(LONG)
@given(plants(), st.integers(0, 1000), MOMENTS)
def test_nothing_is_left_undone_in_many_plants(data, seed, moments):
    check(Simulation(program_of(data), seed), [*moments, RUN_S])


@pytest.mark.parametrize(("draw", "count"), [("factories", 200), ("halls", 60), ("clusters", 30), ("parks", 30)])
def test_nothing_is_left_undone_in_the_factories_of_the_oracle(draw: str, count: int) -> None:
    for number in range(count):
        chosen = random.Random(number)
        moments = [chosen.uniform(0.0, 900.0) for _ in range(4)]
        try:
            check(Simulation(lower(model_of(DRAWS[draw](3, number)))), moments + ROUND)
        except SimulationError:
            continue  # it fills without end


# --- the rules see what is left undone: each once by hand


def undone(simulation: Simulation) -> set[str]:
    """Names of the rules that are broken."""
    return {one.split(", ")[1].split(":")[0] for one in liveness.left_undone(simulation)}


def stand(simulation: Simulation, resource: str, **fields: float) -> None:
    """Change a resource by hand, and let nothing be due there."""
    i = simulation.program.resource_names.index(resource)
    for field, value in fields.items():
        simulation.arrays["resource_states"][field][i] = value
    simulation.arrays["due"][simulation.arrays["due"].size // 2 + i] = k.INF


PARTS: Data = {"parts": {"p": {}}, "stocks": {"ps": {"part": "p", "initial": 1, "capacity": 4}}}
CELL: Data = {"cells": {"press": {"makes": {"die": {"part": "p", "hit": "30 s", "lot": 1, "reorder": 0}}}}}


def supplied(seconds: float) -> Simulation:
    """A station draws a part for each job; a cell makes one in 30 s."""
    return simulated(line([{"station": "a", "cycle": "10 s", "uses": [{"part": "p"}]}], shop=CELL, **PARTS), seconds)


def test_a_job_before_an_idle_station_is_seen() -> None:
    simulation = simulated(line([{"station": "a", "cycle": "1 s"}, {"station": "b", "cycle": "99 s"}]), 50.0)
    assert undone(simulation) == set()
    stand(simulation, "b", job=-1, phase=k.NO_WORK, running=0)
    assert undone(simulation) == {"jobs_move_on"}


def test_a_job_that_could_be_begun_is_seen() -> None:
    simulation = supplied(15.0)  # the second job waits for its part
    assert undone(simulation) == set()
    simulation.arrays["stock_states"]["level"][0] = 1.0
    assert undone(simulation) == {"jobs_are_begun"}


def test_a_lot_that_is_due_is_seen() -> None:
    simulation = supplied(15.0)
    simulation.arrays["stock_states"]["on_way"][0] = 0.0
    stand(simulation, "press", job=-1, phase=k.NO_WORK, running=0)
    assert undone(simulation) == {"lots_are_made"}


def test_work_that_stands_is_seen() -> None:
    simulation = supplied(5.0)
    stand(simulation, "a", running=0)
    assert undone(simulation) == {"work_goes_on"}


def test_an_event_that_was_due_is_seen() -> None:
    simulation = supplied(5.0)
    simulation.arrays["due"][simulation.arrays["due"].size // 2 + simulation.program.resource_names.index("a")] = 5.0
    assert undone(simulation) == {"nothing_is_due"}


def test_parts_that_stay_at_the_dock_are_seen() -> None:
    simulation = supplied(5.0)
    simulation.arrays["stock_states"]["dock"][0] = 1.0
    assert "docks_are_emptied" in undone(simulation)


def test_a_machine_that_nobody_repairs_is_seen() -> None:
    failures = [{"clock": "time", "up": "5 s", "repair": "99 s", "crew": "fitters"}]
    flow = [{"station": name, "cycle": "20 s", "failures": failures} for name in ("a", "b")]
    simulation = simulated(line(flow, crews={"fitters": {"size": 1}}), 50.0)
    assert undone(simulation) == set()
    simulation.arrays["node_states"]["count"][simulation.program.node_names.index("fitters")] = 0
    assert undone(simulation) == {"crews_repair"}


def test_requests_that_are_missing_or_wait_are_seen() -> None:
    away = {"transport": "away", "fleet": "tugs", "distance": "90 m", "capacity": 2}
    flow = [{"station": "a", "cycle": "1 s"}, {"buffer": "b", "capacity": 5}, away, {"station": "c", "cycle": "1 s"}]
    fleets = {"fleets": {"tugs": {"count": 1, "speed": "1 m/s"}}}
    simulation = simulated(line(flow, **fleets), 50.0)
    assert undone(simulation) == set()
    stand(simulation, "tugs.1", phase=k.NO_WORK, running=0)
    assert undone(simulation) == {"vehicles_are_sent"}
    simulation = simulated(line(flow, **fleets), 50.0)
    nodes, names = simulation.arrays["node_states"], simulation.program.node_names
    nodes["queued"][names.index("away")] = 0
    nodes["head"][names.index("tugs")] = -1
    assert undone(simulation) == {"vehicles_are_called"}
