"""Orders that are released in batches: by hand, and by the theory of queues with batch arrivals."""

from __future__ import annotations

from typing import Any

import pytest

import taktwin
from taktwin.kernel.base import state as k
from taktwin.model.checks.ways.loads import loads
from taktwin.runs.simulation import Simulation
from tests.kernel.plants import Data, ends, line, model_of, program_of, run
from tests.kernel.test_invariants import check_books, check_resume
from tests.kernel.test_theory import Interval
from tests.oracle.compare import compare
from tests.oracle.compare import model_of as checked
from tests.runs.start.test_state import check_same_run

#: From the point of view of one job: a truck of six, or trucks of one, two or six.
BATCHES: list[tuple[Any, dict[int, float]]] = [
    (6, {6: 1.0}),
    ({"1": "50 %", "2": "20 %", "6": "30 %"}, {1: 0.5, 2: 0.2, 6: 0.3}),
]


def trucks(batch: Any, interval: str, **more: Any) -> Data:
    """A truck now and then, a buffer, and a station of a minute in the mean."""
    flow = [{"buffer": "yard", "capacity": "unlimited"}, {"station": "dock", "cycle": more.pop("cycle", "1 min")}]
    return line(flow, {"interval": interval, "batch": batch, **more})


@pytest.mark.rule("With `batch` so many jobs are released at once")
def test_all_jobs_of_a_batch_come_at_once() -> None:
    """Three every 5 min: worked on from 300, 600, ... s on, one after another."""
    found = run(trucks(3, "5 min"), 1000.0)
    assert ends(found) == [360.0, 420.0, 480.0, 660.0, 720.0, 780.0, 960.0]
    assert found.jobs["released"].to_list() == [300.0] * 3 + [600.0] * 3 + [900.0] * 3
    # before the line they wait for the station: without a buffer they enter one by one
    found = run(line([{"station": "dock", "cycle": "1 min"}], {"interval": "5 min", "batch": 3}), 700.0)
    assert found.jobs["born"].to_list() == [300.0, 360.0, 420.0, 600.0, 660.0]
    assert found.jobs["released"].to_list() == [300.0] * 3 + [600.0] * 2


@pytest.mark.rule("the last batch has as many as are left")
def test_the_last_batch_has_what_is_left() -> None:
    """Seven orders in batches of three."""
    found = run(trucks(3, "5 min", quantity=7), 3000.0)
    assert found.jobs["released"].to_list() == [300.0] * 3 + [600.0] * 3 + [900.0]


def test_batches_of_a_file_are_its_next_rows(tmp_path: Any) -> None:
    """Two rows each."""
    (tmp_path / "orders.csv").write_text("product,colour\na,red\na,blue\na,red\n", encoding="utf-8")
    (tmp_path / "plant.yaml").write_text(
        """
taktwin: 1
name: trucks
options: {colour: {red: 50 %, blue: 50 %}}
products: {a: {}}
orders: {jobs: {file: orders.csv, interval: 5 min, batch: 2}}
shops: {body: {lines: {main: {orders: jobs, flow: [{station: dock, cycle: 1 min}]}}}}
""",
        encoding="utf-8",
    )
    jobs = taktwin.load(tmp_path / "plant.yaml").simulate(days=0.02, warmup=0).result.jobs
    assert jobs["colour"].to_list() == ["red", "blue", "red"]
    assert jobs["released"].to_list() == [300.0, 300.0, 600.0]


@pytest.mark.rule("Where the number of jobs differs from batch to batch", "**jobs of a batch:**")
@pytest.mark.parametrize(("batch", "shares"), BATCHES)
def test_batches_have_their_sizes(batch: Any, shares: dict[int, float]) -> None:
    """Counted over 20,000 releases."""
    found = run(trucks(batch, "10 min", cycle="1 s"), 20_000 * 600.0, trace=False)
    sizes = found.jobs.group_by("released").len()["len"].to_list()
    for size, share in shares.items():
        assert sizes.count(size) / len(sizes) == pytest.approx(share, abs=0.015)
    assert set(sizes) == set(shares)


def mean_jobs(rate: float, shares: dict[int, float]) -> float:
    """Mean number of jobs in M^[X]/M/1 of service rate 1: (E[X] + E[X^2]) rate / (2 (1 - rate E[X])).

    Gross, Shortle, Thompson, Harris: Fundamentals of queueing theory, 4th ed., section 3.1.
    """
    first = sum(size * share for size, share in shares.items())
    second = sum(size**2 * share for size, share in shares.items())
    return rate * (first + second) / (2.0 * (1.0 - rate * first))


@pytest.mark.parametrize(("batch", "shares"), BATCHES)
def test_the_queue_is_that_of_the_theory(batch: Any, shares: dict[int, float]) -> None:
    """Batches at random, a load of 0.6, exponential service of a minute."""
    mean = sum(size * share for size, share in shares.items())
    rate = 0.6 / mean
    truth = mean_jobs(rate, shares)
    program = program_of(trucks(batch, f"exp({1.0 / rate!r} min)", cycle="exp(1 min)"))
    yard, values = program.node_names.index("yard"), []
    for replication in range(10):
        simulation = Simulation(program, 1, replication)
        for part in range(1, 11):
            simulation.advance_to(part * 60.0 * 25_000)
            simulation.drain()
            simulation.logs.clear()
            if part == 1:
                simulation.begin_measuring()
        simulation.settle()
        busy = simulation.arrays["seconds"].reshape(-1, k.STATE_COUNT)[:, k.WORKING].sum()
        area = float(simulation.arrays["node_states"][yard]["area"])
        values.append((area + busy) / (9 * 60.0 * 25_000))
    found = Interval.of(values)
    assert found.half_width < 0.05 * truth
    assert abs(found.mean - truth) <= found.half_width


def test_the_theory_of_single_jobs_is_that_of_mm1() -> None:
    """rho / (1 - rho)."""
    assert mean_jobs(0.8, {1: 1.0}) == pytest.approx(4.0)


def test_the_load_counts_all_jobs_of_a_batch() -> None:
    """Six every 10 min, a minute each: 60 %; and above 100 % it is said."""
    found = {one.name: one.load for one in loads(model_of(trucks(6, "10 min")))}
    assert found["dock"] == pytest.approx(0.6)
    mixed = {one.name: one.load for one in loads(model_of(trucks(BATCHES[1][0], "10 min")))}
    assert mixed["dock"] == pytest.approx(0.27)


def test_the_oracle_agrees_books_hold_and_states_go_on() -> None:
    """With two lines that take turns, failures and a mix of sizes."""
    data = trucks(BATCHES[1][0], "exp(2 min)", cycle="exp(25 s)")
    data["shops"]["shop"]["lines"]["other"] = {"orders": "jobs", "flow": [{"station": "gate", "cycle": "exp(40 s)"}]}
    for seed in range(6):
        result = compare(checked({"name": "trucks", **data}), seed, 3600.0)
        assert result.differences == []
        assert "release of batches that differ" in result.seen
        check_books(data, seed, 3000.0)
        check_resume(data, seed, 0.15 * seed)
        check_same_run(data, seed, 500 + 120 * seed)
