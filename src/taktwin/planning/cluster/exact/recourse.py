"""Location before demand is known: sites are opened first, then each scenario ships; what is unmet pays a penalty.

The value of the stochastic solution (VSS) is what the plan for the mean demand costs more, once demand comes as it
does; the expected value of perfect information (EVPI) is what it would be worth to know the scenario before opening
(Birge, Louveaux, Introduction to Stochastic Programming, chapter 4).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.cluster.check import number, numbers
from taktwin.planning.cluster.errors import ClusterError
from taktwin.planning.cluster.program import Program, Solved


@dataclass(frozen=True, eq=False)
class RecourseProblem:
    """Sites, customers and scenarios.

    Attributes:
        capacity: of each site, shape [site].
        fixed: cost of opening it, shape [site].
        cost: of one unit from a site to a customer, shape [site, customer].
        penalty: of one unit unmet.
        probability: of each scenario; they add up to 1, shape [scenario].
        demand: shape [scenario, customer].
    """

    capacity: Any
    fixed: Any
    cost: Any
    penalty: float
    probability: Any
    demand: Any

    def __post_init__(self) -> None:
        """Check all numbers. Raises ClusterError."""
        capacity = numbers("capacity", self.capacity, (None,))
        cost = numbers("cost", self.cost, (capacity.size, None))
        probability = numbers("probability", self.probability, (None,), 0.0, 1.0)
        found = {
            "capacity": capacity,
            "fixed": numbers("fixed", self.fixed, (capacity.size,)),
            "cost": cost,
            "penalty": number("penalty", self.penalty),
            "probability": probability,
            "demand": numbers("demand", self.demand, (probability.size, cost.shape[1])),
        }
        if not math.isclose(probability.sum(), 1.0, abs_tol=1e-9):
            raise ClusterError(
                Phrase("probability: they add up to {probability:g}", probability=probability.sum()),
                Phrase("let them add up to 1"),
            )
        for name, value in found.items():
            object.__setattr__(self, name, value)


@dataclass(frozen=True, eq=False)
class Recourse:
    """What is opened, and what knowing is worth.

    Attributes:
        opened: sites of the plan for all scenarios, shape [site].
        cost: its expected cost.
        mean_plan: sites that are opened for the mean demand.
        mean_cost: expected cost of these.
        wait_and_see: expected cost where the scenario is known beforehand.
    """

    opened: Any
    cost: float
    mean_plan: Any
    mean_cost: float
    wait_and_see: float

    @property
    def vss(self) -> float:
        """Value of the stochastic solution."""
        return self.mean_cost - self.cost

    @property
    def evpi(self) -> float:
        """Expected value of perfect information."""
        return self.cost - self.wait_and_see


def locate_under_risk(problem: RecourseProblem) -> Recourse:
    """The sites to open before demand is known.

    >>> one = RecourseProblem([10], [4], [[1]], 5, [0.5, 0.5], [[0], [10]])
    >>> found = locate_under_risk(one)
    >>> found.cost, found.evpi
    (9.0, 2.0)
    """
    opened, cost = _solve(problem.probability, problem.demand, problem)
    mean = problem.probability @ problem.demand
    mean_plan, _ = _solve(np.ones(1), mean[None], problem)
    mean_cost = expected_cost(problem, mean_plan)
    known = [_solve(np.ones(1), demand[None], problem)[1] for demand in problem.demand]
    return Recourse(opened, cost, mean_plan, mean_cost, float(problem.probability @ known))


def expected_cost(problem: RecourseProblem, opened: Any) -> float:
    """What some sites cost: opening them, and shipping in each scenario."""
    return _solve(problem.probability, problem.demand, problem, opened)[1]


def enumerate_sites(problem: RecourseProblem) -> Recourse:
    """The same by trying every subset of sites, each scenario a linear program: the check; for small problems."""
    plans = [np.array(plan) for plan in product((False, True), repeat=problem.capacity.size)]
    mean = problem.probability @ problem.demand
    costs = np.array([[_solve(np.ones(1), one[None], problem, plan)[1] for one in problem.demand] for plan in plans])
    at_mean = [_solve(np.ones(1), mean[None], problem, plan)[1] for plan in plans]
    expected = costs @ problem.probability
    best, mean_best = int(expected.argmin()), int(np.argmin(at_mean))
    seen = float(problem.probability @ costs.min(axis=0))
    return Recourse(plans[best], float(expected[best]), plans[mean_best], float(expected[mean_best]), seen)


def _solve(probability: Any, demand: Any, problem: RecourseProblem, opened: Any = None) -> tuple[Any, float]:
    """Sites and expected cost for some scenarios; with ``opened`` of these sites."""
    sites, customers = problem.cost.shape
    scenarios = len(probability)
    program = Program()
    low, high = (0.0, 1.0) if opened is None else (opened, opened)
    open_ = program.add_columns(sites, problem.fixed, low, high, whole=opened is None)
    weight = np.asarray(probability)[:, None]
    ship = program.add_columns((scenarios, sites, customers), weight[:, None] * problem.cost)
    unmet = program.add_columns((scenarios, customers), weight * problem.penalty)
    rows = program.add_rows((scenarios, customers), demand, demand)
    program.put(rows[:, None], ship)
    program.put(rows, unmet)
    rows = program.add_rows((scenarios, sites), high=0.0)
    program.put(rows[:, :, None], ship)
    program.put(rows, open_, -problem.capacity)
    if opened is None:  # strong: no more goes to a customer than it wants, and nothing from a closed site
        rows = program.add_rows(ship.shape, high=0.0)
        program.put(rows, ship)
        program.put(rows, open_[:, None], -np.asarray(demand)[:, None])
    found: Solved = program.solve()
    return found.values[open_] > 0.5, found.cost
