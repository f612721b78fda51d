"""What it is worth to know more: the value of the stochastic solution, and that of perfect information."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taktwin.planning.cluster.plan.data import ClusterData
from taktwin.planning.cluster.plan.solve import Plan, evaluate, plan


@dataclass(frozen=True)
class Knowing:
    """Expected costs in millions, beyond the value of the parts; where plans have a gap, so have their differences.

    Attributes:
        cost: of the plan for all scenarios.
        bound: no plan for all scenarios costs less.
        mean_cost: of the investments for the mean of the scenarios, once demand comes as it does.
        known_cost: where the scenario is known beforehand.
        known_bound: that cannot cost less.
    """

    cost: float
    bound: float
    mean_cost: float
    known_cost: float
    known_bound: float

    @property
    def vss(self) -> float:
        """Value of the stochastic solution; below 0 only within the gap."""
        return self.mean_cost - self.cost

    @property
    def evpi(self) -> float:
        """Expected value of perfect information."""
        return self.cost - self.known_cost

    @property
    def evpi_range(self) -> tuple[float, float]:
        """Between these it lies, whatever the gaps hide."""
        return max(0.0, self.bound - self.known_cost), self.cost - self.known_bound


def knowing(data: ClusterData, found: Plan, gap: float = 0.01, time_limit: float = 300.0, threads: int = 2) -> Knowing:
    """Plan for the mean, and for each scenario as if it were known.

    Args:
        data: the cluster.
        found: its plan for all scenarios.
        gap: relative gap of each plan.
        time_limit: seconds of each plan.
        threads: of the solver.
    """
    mean = plan(data.at_mean(), gap, time_limit, threads)
    mean_cost = evaluate(data, mean.built).cost
    cost: list[float] = []
    bound: list[float] = []
    for w in range(len(data.scenarios)):
        alone = data.of_scenarios([w], [1.0])
        known = plan(alone, gap, time_limit, threads)
        # who knows the scenario can still do what the plan for all does
        cost.append(min(known.cost, evaluate(alone, found.built).cost))
        bound.append(min(known.bound, cost[-1]))
    known_cost, known_bound = (float(data.probability @ np.array(one)) for one in (cost, bound))
    return Knowing(found.cost, found.bound, mean_cost, known_cost, known_bound)


def nothing_built(data: ClusterData) -> Plan:
    """The flows where nothing more is decided than what is."""
    return evaluate(data, np.zeros((len(data.builds), len(data.years))))
