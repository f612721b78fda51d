"""Results are the same, bit for bit, whatever computes them: threads, or processes that share nothing."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest

from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import save_snapshot
from tests.kernel.plants import model_of, program_of
from tests.kernel.rules.rich import PLANTS
from tests.runs import worker

REPLICATIONS = 4
SEED = 5


def started(count: int) -> ProcessPoolExecutor:
    """Processes that begin with nothing, not as copies of this one."""
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))


@pytest.fixture(scope="module")
def pools() -> Iterator[tuple[ProcessPoolExecutor, ProcessPoolExecutor]]:
    """One process, and three."""
    with started(1) as one, started(3) as three:
        yield one, three


def here(name: str) -> list[str]:
    """One replication after the other, in this process and thread."""
    return [worker.replication(PLANTS[name](), SEED, number) for number in range(REPLICATIONS)]


@pytest.mark.rule("results are equal for any number of threads")
@pytest.mark.parametrize("threads", [1, 2, 3])
@pytest.mark.parametrize("name", PLANTS)
def test_threads_change_nothing(name, threads):
    model = model_of(PLANTS[name]())
    results = simulate(
        model,
        RunOptions(days=worker.DAYS, seed=SEED, warmup=worker.DAYS / 2, replications=REPLICATIONS, threads=threads),
    )
    found = [worker.digest(result) for result in results]
    assert found == here(name)
    assert len(set(found)) == REPLICATIONS


@pytest.mark.parametrize("name", PLANTS)
def test_one_and_three_processes_give_the_same(name, pools):
    plant = PLANTS[name]()
    futures = [[pool.submit(worker.replication, plant, SEED, n) for n in range(REPLICATIONS)] for pool in pools]
    found = [[future.result() for future in several] for several in futures]
    assert found == [here(name)] * 2


def test_another_process_goes_on_from_a_snapshot(pools, tmp_path):
    for name, plant in PLANTS.items():
        program = program_of(plant())
        simulation = Simulation(program, SEED)
        simulation.advance_to(77.7)
        path = save_snapshot(simulation, tmp_path / f"{name}.npz")
        elsewhere = pools[0].submit(worker.continued, plant(), path, 500.0)
        assert worker.continued(plant(), path, 500.0) == elsewhere.result()
