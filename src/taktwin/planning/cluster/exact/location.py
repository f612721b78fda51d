"""Capacitated location: which sites to open, and who is served from where, at the least cost.

    least   sum(fixed_i y_i) + sum(cost_ij x_ij)
    so that sum over i of x_ij = 1                  each customer j is served, from several sites where that is cheaper
            sum over j of demand_j x_ij <= capacity_i y_i
            x_ij <= y_i                             follows for whole y; makes the bound strong where y is broken
            sum(capacity_i y_i) >= sum(demand)      likewise

The two redundant blocks are the strong formulation (Cornuejols, Sridharan, Thizy, EJOR 50 (1991) 280-297).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase
from taktwin.model.values.textfile import read_text
from taktwin.planning.cluster.check import numbers
from taktwin.planning.cluster.errors import NoPlanError
from taktwin.planning.cluster.program import Program

MOST_SITES = 10_000


@dataclass(frozen=True, eq=False)
class LocationProblem:
    """Sites and customers.

    Attributes:
        capacity: of each site, shape [site].
        fixed: cost of opening it, shape [site].
        demand: of each customer, shape [customer].
        cost: of serving the whole demand of a customer from a site, shape [site, customer].
    """

    capacity: Any
    fixed: Any
    demand: Any
    cost: Any

    def __post_init__(self) -> None:
        """Check all numbers. Raises ClusterError."""
        for name, shape in (("capacity", (None,)), ("fixed", (None,)), ("demand", (None,)), ("cost", (None, None))):
            object.__setattr__(self, name, numbers(name, getattr(self, name), shape))
        numbers("fixed", self.fixed, self.capacity.shape)
        numbers("cost", self.cost, (self.capacity.size, self.demand.size))


@dataclass(frozen=True, eq=False)
class Location:
    """The cheapest answer: ``opened`` sites, the ``shares`` of customers by site, its cost and the proven bound."""

    opened: Any
    shares: Any
    cost: float
    bound: float


def locate(problem: LocationProblem, gap: float = 0.0, time_limit: float = math.inf) -> Location:
    """The sites to open.

    Args:
        problem: sites and customers.
        gap: relative gap at which the search stops.
        time_limit: seconds.

    Raises:
        NoPlanError: all sites together have too little capacity.
        ClusterError: time ran out before there was an answer.

    >>> found = locate(LocationProblem([10, 10], [3, 5], [4, 4], [[1, 1], [0, 0]]))
    >>> found.cost, found.opened.tolist()
    (5.0, [True, False])
    """
    sites, customers = problem.cost.shape
    if problem.capacity.sum() < problem.demand.sum():
        message = Phrase(
            "capacity {sum:g} is below demand {sum2:g}", sum=problem.capacity.sum(), sum2=problem.demand.sum()
        )
        raise NoPlanError(message, Phrase("add a site, or capacity"))
    program = Program()
    opened = program.add_columns(sites, problem.fixed, 0.0, 1.0, whole=True)
    shares = program.add_columns((sites, customers), problem.cost, 0.0, 1.0)
    program.put(program.add_rows(customers, 1.0, 1.0), shares)
    rows = program.add_rows(sites, high=0.0)
    program.put(rows[:, None], shares, problem.demand)
    program.put(rows, opened, -problem.capacity)
    rows = program.add_rows((sites, customers), high=0.0)
    program.put(rows, shares)
    program.put(rows, opened[:, None], -1.0)
    program.put(program.add_rows(1, low=problem.demand.sum()), opened, problem.capacity)
    found = program.solve(gap, time_limit)
    return Location(found.values[opened] > 0.5, found.values[shares], found.cost, found.bound)


def read_orlib(path: str | Path) -> LocationProblem:
    """An instance in the format of the OR-Library's `cap` files.

    Sites and customers; of each site capacity and fixed cost; of each customer its demand, then the cost of serving all
    of it from each site. Line breaks mean nothing (J. E. Beasley, EJOR 33 (1988) 314-325).

    Raises:
        ModelError: with file, line, what was expected and a remedy.
    """
    words = [(word, at) for at, line in enumerate(read_text(Path(path)).splitlines(), 1) for word in line.split()]
    at = 0

    def wrong(message: str, remedy: str) -> ModelError:
        line = words[min(at, len(words) - 1)][1] if words else 1
        return ModelError([Problem(str(path), line, "", message, remedy)])

    def take(count: int, what: str) -> list[float]:
        nonlocal at
        found: list[float] = []
        for _ in range(count):
            if at == len(words):
                raise wrong(Phrase("the file ends before {what}", what=what), Phrase("fetch the whole file"))
            word = words[at][0]
            try:
                value = float(word)
            except ValueError:
                value = math.nan
            if not 0 <= value < math.inf:
                raise wrong(
                    Phrase('expected {what}, got "{word}"', what=what, word=word),
                    Phrase("give a number of 0 or more; `capacity` has to be filled in"),
                )
            found.append(value)
            at += 1
        return found

    sites, customers = take(1, Phrase("the number of sites"))[0], take(1, Phrase("the number of customers"))[0]
    for what, value in (("sites", sites), ("customers", customers)):
        if value != int(value) or not 1 <= value <= MOST_SITES:
            at -= 1
            raise wrong(
                Phrase("{value:g} is no number of {what}", value=value, what=what),
                Phrase("give a whole number from 1 to {most_sites}", most_sites=MOST_SITES),
            )
    head = np.array([take(2, Phrase("capacity and fixed cost of site {k}", k=k + 1)) for k in range(int(sites))])
    rows = [take(1 + int(sites), Phrase("demand and costs of customer {k}", k=k + 1)) for k in range(int(customers))]
    if at < len(words):
        raise wrong(
            Phrase('"{words}" is one number too many', words=words[at][0]),
            Phrase("mend the numbers of sites and customers"),
        )
    body = np.array(rows)
    return LocationProblem(head[:, 0], head[:, 1], body[:, 0], body[:, 1:].T)
