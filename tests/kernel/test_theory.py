"""Exact theory: short exponential lines solved as Markov chains, and the queues M/M/1 and M/M/c.

Each simulation's 99 % interval (Student t over its replications) covers the true value and has a half-width below 0.3 %
of it. Seeds are fixed, so the tests are deterministic; each of the intervals misses with a probability of 1 % under
another seed. `z` in the messages is the distance in standard errors.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats

from taktwin.kernel.lowering.program import Program
from taktwin.runs.simulation import Simulation
from tests.kernel.plants import line, program_of

HALF_WIDTH = 0.003
REPLICATIONS = 20
SLICE = 200_000  # customers after which the log is thrown away


@dataclass(frozen=True)
class Interval:
    """Mean and 99 % interval of replications."""

    mean: float
    half_width: float
    error: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Interval:
        error = float(np.std(values, ddof=1)) / math.sqrt(len(values))
        return cls(float(np.mean(values)), float(stats.t.ppf(0.995, len(values) - 1)) * error, error)

    def check(self, truth: float) -> None:
        z = (self.mean - truth) / self.error
        print(f"{self.mean:.6g} +/- {self.half_width / truth:.3%}, true {truth:.6g}, z = {z:.2f}")
        assert self.half_width < HALF_WIDTH * truth, f"half-width {self.half_width / truth:.3%}, z = {z:.2f}"
        assert abs(self.mean - truth) <= self.half_width, (
            f"{self.mean} +/- {self.half_width}, true {truth}, z = {z:.2f}"
        )


def numbers(text: str) -> list[float]:
    return [float(word) for word in text.split()]


def cases(shared: Path) -> list[dict[str, str]]:
    with (shared / "data" / "lines_exact" / "cases.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["kind"].startswith("exponential")]


def simulated_line(case: dict[str, str], parts: int, replications: int = REPLICATIONS, seed: int = 1) -> Interval:
    import taktwin

    failures, repairs = numbers(case["failure_rates"]) or None, numbers(case["repair_rates"]) or None
    rates, buffers = numbers(case["rates_or_p"]), [int(n) for n in numbers(case["buffers"])]
    result = taktwin.line(rates, buffers, failures, repairs, parts=parts, replications=replications, seed=seed)
    return Interval.of(result.throughputs)


@pytest.mark.parametrize("number", range(23))
def test_exponential_lines_have_their_exact_throughput(shared, number):
    case = cases(shared)[number]
    # long failures make a line vary more
    rare = case["failure_rates"] and float(case["failure_rates"].split()[0]) < 0.02
    parts = 1_000_000 if rare else 200_000 if case["failure_rates"] else 90_000
    simulated_line(case, parts).check(float(case["throughput"]))


def test_there_is_no_case_without_its_test(shared):
    assert len(cases(shared)) == 23


# --- queues


def erlang_c(load: float, servers: int) -> float:
    """Probability that a customer of M/M/c waits (``load`` = arrival rate / service rate of one server)."""
    terms = [load**i / math.factorial(i) for i in range(servers)]
    last = load**servers / math.factorial(servers) * servers / (servers - load)
    return last / (sum(terms) + last)


def mean_wait(rho: float, servers: int) -> float:
    """Mean wait in the queue of M/M/c, in mean service times."""
    return erlang_c(rho * servers, servers) / (servers * (1.0 - rho))


def queue(rho: float, servers: int) -> Program:
    flow: list[dict[str, Any]] = [
        {"buffer": "queue", "capacity": "unlimited"},
        {"station": "server", "cycle": "exp(1 s)", "servers": servers},
    ]
    return program_of(line(flow, {"interval": f"exp({1 / (rho * servers)!r} s)"}, bucket="1000000 h"))


def simulated_wait(program: Program, customers: int, rate: float, seed: int, replication: int) -> float:
    """Mean wait by Little's law: area under the queue's level / arrivals."""
    simulation = Simulation(program, seed, replication)
    simulation.advance_to(1000.0)
    simulation.begin_measuring()
    for end in range(SLICE, customers + SLICE, SLICE):
        simulation.advance_to(1000.0 + min(end, customers) / rate)
        simulation.drain()
        simulation.logs.clear()
    simulation.settle()
    node = simulation.arrays["node_states"][program.node_names.index("queue")]
    return float(node["area"] / node["entered"])


def waits(rho: float, servers: int, customers: float, seed: int = 1) -> Interval:
    program = queue(rho, servers)
    each = round(customers / REPLICATIONS)
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(simulated_wait, program, each, rho * servers, seed, i) for i in range(REPLICATIONS)]
        return Interval.of([run.result() for run in runs])


def test_erlang_c():
    assert mean_wait(0.8, 1) == pytest.approx(4.0)  # rho / (1 - rho)
    assert mean_wait(0.75, 2) == pytest.approx(0.75**2 / (1 - 0.75**2))


# Customers: (2.86 / 0.0022)^2 x variance of the mean wait for one customer / mean wait^2. For M/M/1 that is
# rho (2 + 5 rho - 4 rho^2 + rho^3) / (1 - rho)^4 / W^2 (Daley 1968): 29, 124 and 443 for loads of 0.5, 0.8 and 0.9.


@pytest.mark.parametrize(("rho", "servers", "customers"), [(0.5, 1, 49e6), (0.8, 1, 209e6)])
def test_queues_have_their_exact_mean_wait(rho, servers, customers):
    waits(rho, servers, customers).check(mean_wait(rho, servers))


@pytest.mark.long
@pytest.mark.parametrize(
    ("rho", "servers", "customers"),
    [
        (0.5, 2, 106e6),
        (0.8, 2, 230e6),
        (0.8, 3, 260e6),
        (0.8, 5, 330e6),
        (0.9, 1, 750e6),
        (0.9, 2, 780e6),
        (0.9, 3, 820e6),
        (0.9, 5, 880e6),
    ],
)
def test_busy_queues_have_their_exact_mean_wait(rho, servers, customers):
    waits(rho, servers, customers).check(mean_wait(rho, servers))


@pytest.mark.parametrize(("rho", "servers"), [(0.8, 2), (0.8, 3), (0.8, 5), (0.9, 1), (0.9, 5)])
def test_queues_are_near_their_mean_wait(rho, servers):
    """The same at 3 s each, with the interval as wide as that allows."""
    found, truth = waits(rho, servers, 8e6), mean_wait(rho, servers)
    assert abs(found.mean - truth) <= found.half_width < 0.05 * truth


# --- more seeds: the intervals cover as often as they say


@pytest.mark.long
def test_z_scores_of_many_seeds(shared):
    """Over all lines and ten seeds the distances in standard errors follow Student's t with 19 degrees of freedom."""
    scores = []
    for number, case in enumerate(cases(shared)):
        parts = 40_000 if case["failure_rates"] else 10_000
        for seed in range(100 * number + 101, 100 * number + 111):  # no numbers in common
            found = simulated_line(case, parts, seed=seed)
            scores.append((found.mean - float(case["throughput"])) / found.error)
    assert stats.kstest(scores, stats.t(REPLICATIONS - 1).cdf).pvalue > 0.001
    assert abs(float(np.mean(scores))) < 4.0 * stats.t(REPLICATIONS - 1).std() / math.sqrt(len(scores))
