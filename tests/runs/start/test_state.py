"""Start states: written from a run and started from, in random plants; by hand, in small ones."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktwin.kernel.base import state as k
from taktwin.kernel.base.state import LOG
from taktwin.kernel.common.joblog import whole_log
from taktwin.model.start.file import load_state, state_text
from taktwin.runs.saved.kinds import OPERATORS, among
from taktwin.runs.simulation import Simulation
from taktwin.runs.start import Starter, state_of
from taktwin.runs.tables import result_of
from tests.kernel.constant import without_chance
from tests.kernel.models import plants
from tests.kernel.plants import Data, program_of
from tests.kernel.test_invariants import (
    LONG,
    check_energy,
    check_jobs,
    check_parts,
    check_places,
    check_states,
    check_tables,
    examples,
)

RUN_S = 5400.0


def restarted(simulation: Simulation, seed: int, trace: bool = False) -> Simulation:
    """A run that starts from the state of another one, which goes through text."""
    starter = Starter(simulation.program)
    state = load_state(state_text(state_of(simulation)))
    return starter.prepare(state).simulation(seed, trace=trace)


# --- any plant: the state loads without findings, the books close


def check_books_after_restart(data: Data, seed: int, share: float) -> None:
    begun = Simulation(program_of(data), seed)
    begun.advance_to(share * RUN_S)
    simulation = restarted(begun, seed + 1)
    check_jobs(simulation)
    check_places(simulation)
    assert rounded_text(simulation) == rounded_text(begun)
    simulation.advance_to(share * RUN_S + 3600.0)
    result = result_of(simulation)
    assert result.warmup_days == 0.0
    assert result.elapsed_s == pytest.approx(3600.0)
    check_jobs(simulation)
    check_places(simulation)
    check_parts(simulation, result)
    check_states(simulation, result)
    check_energy(simulation, result)
    check_tables(simulation, result)


def rounded_text(simulation: Simulation) -> str:
    """The state of a run, its times rounded to a microsecond."""
    text = state_text(state_of(simulation))
    return re.sub(r"[\d.]+(e-\d+)? s\b", lambda time: f"{float(time[0][:-2]):.6f} s", text)


@examples(100)
@given(plants(), st.integers(0, 3), st.floats(0.0, 1.0))
def test_a_state_written_from_any_run_can_be_started_from(data, seed, share):
    check_books_after_restart(data, seed, share)


@pytest.mark.long
@examples(LONG)
@given(plants(), st.integers(0, 1000), st.floats(0.0, 1.0))
def test_many_states_can_be_started_from(data, seed, share):
    check_books_after_restart(data, seed, share)


# --- plants without chance: the same run


def events_after(simulation: Simulation, time: float, in_order: bool = False) -> np.ndarray:
    """Changes of state, moves, births, passages and ends after a time: rows of all columns of the log.

    States that a resource leaves at the instant at which it enters them are left out: what it is thought to wait for,
    when it comes on shift, before it has looked; and which operator comes, of which a state says nothing. Between
    different places an instant has no order, unless it is asked for (``in_order``).
    """
    simulation.drain()
    log = whole_log(simulation.logs)
    log = log[log["time"] > time]
    operators = np.flatnonzero(among(simulation.arrays["resources"]["kind"], OPERATORS))
    log = log[(log["kind"] != k.LOG_STATE) | ~np.isin(log["who"], operators)]
    last: dict[tuple[float, float], int] = {}
    kept = np.ones(len(log), bool)
    for row in np.flatnonzero(log["kind"] == k.LOG_STATE).tolist():
        key = (log["time"][row], log["who"][row])
        if key in last:
            kept[last[key]] = False
        last[key] = row
    log = log[kept]
    if not in_order:
        log = log[np.lexsort((log["who"], log["kind"], log["time"]))]  # keeps the order of what is alike
    return np.column_stack([log[name] for name in LOG.names or ()])


def check_same_run(data: Data, seed: int, at: int, in_order: bool = False) -> None:
    """Begun, written, started from: event by event the run that never stopped."""
    program = program_of(without_chance(data))
    whole = Simulation(program, seed, trace=True)
    whole.advance_to(at)
    simulation = restarted(whole, seed, trace=True)
    whole.advance_to(at + 3600.0)
    simulation.advance_to(at + 3600.0)
    wanted, got = (events_after(one, at, in_order) for one in (whole, simulation))
    shorter = min(len(wanted), len(got))
    different = np.flatnonzero((np.abs(wanted[:shorter] - got[:shorter]) > 1e-6).any(axis=1))
    assert different.size == 0, (wanted[different[0] - 3 : different[0] + 3], got[different[0] - 3 : different[0] + 3])
    assert len(wanted) == len(got)


@examples(100)
@given(plants(), st.integers(0, 3), st.integers(0, 5400))
def test_a_plant_without_chance_goes_on_as_if_it_had_not_stopped(data, seed, at):
    check_same_run(data, seed, at)


@pytest.mark.long
@examples(LONG)
@given(plants(), st.integers(0, 1000), st.integers(0, 5400))
def test_many_plants_without_chance_go_on(data, seed, at):
    check_same_run(data, seed, at)


@pytest.mark.parametrize(("clock", "up"), [("operation", "20 s"), ("time", "33 s")])
def test_an_indexed_line_goes_on_from_any_second_of_its_transfers_stands_and_repairs(clock, up):
    """Also from those in which it is empty and still moves, or waits for a job while a failure holds it."""
    failure = {"clock": clock, "up": up}
    line = {
        "indexed_line": "line",
        "zones": 2,
        "transfer": "2 s",
        "cycle": "5 s",
        "failures": [failure | {"repair": "1 s"}],
        "except": {1: {"cycle": "13 s", "failures": [failure | {"repair": "6 s"}]}},
    }
    flow = [{"station": "before", "cycle": "24 s"}, line]
    data = {
        "orders": {"cars": {"interval": "5 s"}},
        "shops": {"body": {"lines": {"main": {"orders": "cars", "flow": flow}}}},
    }
    for at in range(40, 110):
        check_same_run(data, 0, at, in_order=True)


def test_a_moving_line_goes_on_from_a_break_between_two_pitches():
    """It comes on shift again as the run does that never stopped, before what stands behind it."""
    shifts = {"shifts": [{"days": "daily", "from": "00:00", "to": "00:25", "breaks": ["00:05-00:07"]}]}
    data = {
        "calendars": {"broken": shifts},
        "orders": {"cars": {}},
        "shops": {
            "body": {
                "lines": {"main": {"orders": "cars", "flow": [{"station": "weld", "cycle": "13 s"}], "to": "next"}}
            },
            "trim": {
                "calendar": "broken",
                "lines": {
                    "next": {
                        "flow": [
                            {"moving_line": "line", "zones": 1, "takt": "4 s", "cycle": "3 s"},
                            {"station": "test", "cycle": "0 s"},
                        ]
                    }
                },
            },
        },
    }
    for at in range(296, 310):
        check_same_run(data, 0, at, in_order=True)
