"""Stop, save, go on: the run is the one that never stopped."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import load_snapshot, save_snapshot
from taktwin.runs.tables import result_of
from tests.kernel import accounts
from tests.kernel.plants import program_of
from tests.kernel.rules.rich import PLANTS

END_S = 200.0


def instants(name: str) -> list[float]:
    """Every time at which anything changes in a plant, and two at which nothing does."""
    simulation = Simulation(program_of(PLANTS[name]()), trace=True)
    simulation.advance_to(END_S)
    simulation.drain()
    times = np.unique(np.concatenate(simulation.logs)["time"])
    return [0.0, 1e-9, *times.tolist(), END_S]


def same(one: Simulation, other: Simulation) -> bool:
    """Equal in every bit that the kernel knows and in all that it has handed over."""
    differences = accounts.differences(accounts.arrays_of(one), accounts.arrays_of(other))
    assert differences == []
    return accounts.handed_over(one) == accounts.handed_over(other)


@pytest.mark.rule("Simulation.advance_to stops at any time", "The run is bit for bit the one that never stopped")
@pytest.mark.parametrize("name", PLANTS)
def test_a_run_may_be_stopped_at_every_event(name):
    program = program_of(PLANTS[name]())
    whole, stopped = Simulation(program), Simulation(program)
    whole.advance_to(END_S)
    for time in instants(name):
        stopped.advance_to(time)
        assert stopped.now == time
    assert same(whole, stopped)


@pytest.mark.rule("save_snapshot writes everything, load_snapshot goes on")
@pytest.mark.rule("The run is bit for bit the one that never stopped")
@pytest.mark.parametrize("name", PLANTS)
def test_a_run_may_be_saved_and_continued_at_every_event(name, tmp_path):
    program = program_of(PLANTS[name]())
    whole, stopped = Simulation(program), Simulation(program)
    whole.advance_to(END_S)
    times = instants(name)
    assert len(times) > 80
    for time in times:
        stopped.advance_to(time)
        resumed = load_snapshot(program, save_snapshot(stopped, tmp_path / "now.npz"))
        assert (resumed.now, resumed.seed, resumed.started) == (time, stopped.seed, stopped.started)
        resumed.advance_to(END_S)
        assert same(whole, resumed)


@pytest.mark.rule("save_snapshot writes everything, load_snapshot goes on")
def test_what_has_been_measured_so_far_is_saved_too(tmp_path):
    program = program_of(PLANTS["body"]())
    whole, stopped = Simulation(program, seed=7), Simulation(program, seed=7)
    for simulation in (whole, stopped):
        simulation.advance_to(50.0)
        simulation.begin_measuring()
    stopped.advance_to(133.0)
    resumed = load_snapshot(program, save_snapshot(stopped, tmp_path / "now.npz"))
    for simulation in (whole, resumed):
        simulation.advance_to(END_S)
    one, other = result_of(whole), result_of(resumed)
    assert all(table.equals(other.tables()[name]) for name, table in one.tables().items())
    assert (other.seed, other.elapsed_s, other.warmup_days) == (7, 150.0, 50.0 / 86400.0)
