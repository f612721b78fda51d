"""Capacity over years: which modules to build when, of one product.

In each year y = 0 .. Y-1 modules are built (paid at once, usable from the same year on, a fixed cost in each year from
then on), then the demand is served from what was there, what was built, or from outside. All costs of year y count
(1 + discount)^-y. The program is Luss's modular expansion with outside supply (Operations Research 30 (1982) 907-947).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, product
from typing import Any

import numpy as np

from taktwin.planning.cluster.check import number, numbers, whole
from taktwin.planning.cluster.program import Program


@dataclass(frozen=True)
class Module:
    """A module that can be built up to ``most`` times, in any years.

    ``capacity`` in units a year, ``invest`` in money, ``fixed`` money a year, ``unit_cost`` money a unit.
    """

    capacity: float
    invest: float
    most: int
    fixed: float
    unit_cost: float

    def __post_init__(self) -> None:
        """Check the numbers. Raises ClusterError."""
        for name in ("capacity", "invest", "fixed", "unit_cost"):
            number(name, getattr(self, name))
        whole("most", self.most)


@dataclass(frozen=True, eq=False)
class ExpansionProblem:
    """Demand of each year (units), what is there (units a year), its cost and that from outside (money a unit)."""

    demand: Any
    existing: float
    existing_cost: float
    outside_cost: float
    modules: Sequence[Module]
    discount: float = 0.0

    def __post_init__(self) -> None:
        """Check the numbers. Raises ClusterError."""
        object.__setattr__(self, "demand", numbers("demand", self.demand, (None,)))
        for name in ("existing", "existing_cost", "outside_cost", "discount"):
            number(name, getattr(self, name))

    @property
    def weights(self) -> Any:
        """What money of each year counts today."""
        return (1.0 + self.discount) ** -np.arange(self.demand.size)


@dataclass(frozen=True, eq=False)
class Expansion:
    """The cheapest plan: of each module the years in which it is built, with repetitions; its cost today."""

    years: tuple[tuple[int, ...], ...]
    cost: float
    bound: float


def expand(problem: ExpansionProblem, gap: float = 0.0, time_limit: float = math.inf) -> Expansion:
    """The cheapest plan.

    Raises:
        ClusterError: time ran out before there was a plan.

    >>> plan = expand(ExpansionProblem([5, 9], 5, 1, 10, [Module(4, 12, 1, 0, 1)]))
    >>> plan.cost, plan.years
    (26.0, ((1,),))
    """
    years, count, weights = problem.demand.size, len(problem.modules), problem.weights
    capacity, invest, most, fixed, unit = (
        np.array([getattr(one, name) for one in problem.modules], np.float64)
        for name in ("capacity", "invest", "most", "fixed", "unit_cost")
    )
    program = Program()
    later = np.array([weights[y:].sum() for y in range(years)])
    built = program.add_columns((count, years), invest[:, None] * weights + fixed[:, None] * later, whole=True)
    made = program.add_columns((count, years), unit[:, None] * weights)
    old = program.add_columns(years, problem.existing_cost * weights, 0.0, problem.existing)
    outside = program.add_columns(years, problem.outside_cost * weights)
    rows = program.add_rows(years, problem.demand, problem.demand)
    for columns in (old, outside, made):
        program.put(rows, columns)
    rows = program.add_rows((count, years), high=0.0)
    program.put(rows, made)
    for first in range(years):
        program.put(rows[:, first:], built[:, first : first + 1], -capacity[:, None])
    program.put(program.add_rows(count, high=most)[:, None], built)
    found = program.solve(gap, time_limit)
    times = np.round(found.values[built]).astype(int)
    plan = tuple(tuple(np.repeat(np.arange(years), row).tolist()) for row in times)
    return Expansion(plan, found.cost, found.bound)


def cost_of(problem: ExpansionProblem, plan: Sequence[Sequence[int]]) -> float:
    """Cost today of a plan: years in which each module is built. Demand is served from the cheapest on."""
    total = 0.0
    for year, (demand, weight) in enumerate(zip(problem.demand, problem.weights, strict=True)):
        sources = [(problem.existing_cost, problem.existing), (problem.outside_cost, math.inf)]
        for module, built in zip(problem.modules, plan, strict=True):
            there = sum(one <= year for one in built)
            total += weight * (module.invest * list(built).count(year) + module.fixed * there)
            sources.append((module.unit_cost, module.capacity * there))
        left = float(demand)
        for cost, most in sorted(sources):
            taken = min(left, most)
            total += weight * cost * taken
            left -= taken
    return total


def enumerate_plans(problem: ExpansionProblem) -> Expansion:
    """The same by trying every plan: the check of `expand`; for small problems."""
    years = range(problem.demand.size)
    ways = [
        [plan for count in range(one.most + 1) for plan in combinations_with_replacement(years, count)]
        for one in problem.modules
    ]
    best = min(product(*ways), key=lambda plan: cost_of(problem, plan))
    cost = cost_of(problem, best)
    return Expansion(tuple(best), cost, cost)
