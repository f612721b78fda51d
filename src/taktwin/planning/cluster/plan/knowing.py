"""What it is worth to know more: the value of the stochastic solution, and that of perfect information."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.planning.cluster.plan.data import ClusterData
from taktwin.planning.cluster.plan.solve import Plan, evaluate, plan
from taktwin.planning.cluster.spread.desk import Desk, Job
from taktwin.planning.cluster.spread.digest import digest_of
from taktwin.planning.meter import Progress

_ROUNDING = 1e-9  # of costs, as a share: differences below it are none


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
        """Value of the stochastic solution; where the plan for the mean comes out cheaper within the gap, 0."""
        return max(0.0, self._apart(self.mean_cost, self.cost))

    @property
    def vss_range(self) -> tuple[float, float]:
        """Between these it lies, whatever the gap hides."""
        return self.vss, max(0.0, self._apart(self.mean_cost, self.bound))

    @property
    def evpi(self) -> float:
        """Expected value of perfect information."""
        return max(0.0, self._apart(self.cost, self.known_cost))

    @property
    def evpi_range(self) -> tuple[float, float]:
        """Between these it lies, whatever the gaps hide."""
        return max(0.0, self._apart(self.bound, self.known_cost)), self._apart(self.cost, self.known_bound)

    def _apart(self, one: float, other: float) -> float:
        return 0.0 if abs(one - other) <= _ROUNDING * max(abs(one), abs(other)) else one - other


def knowing(
    data: ClusterData,
    found: Plan,
    gap: float = 0.01,
    time_limit: float = 300.0,
    threads: int = 2,
    desk: Desk | None = None,
    progress: Progress | None = None,
) -> Knowing:
    """Plan for the mean, and for each scenario as if it were known, side by side.

    Args:
        data: the cluster.
        found: its plan for all scenarios.
        gap: relative gap of each plan.
        time_limit: seconds of each plan.
        threads: of the solver.
        desk: who makes these plans; default threads of this process.
        progress: told the share of the plans made.
    """
    asked = (gap, time_limit, threads)
    of_all = digest_of(data, found.built, asked)
    jobs = [Job("plan for the mean", for_the_mean, (data, *asked), digest_of("mean", of_all))]
    for w, name in enumerate(data.scenarios):
        given = (data.of_scenarios([w], [1.0]), found.built, *asked)
        jobs.append(Job(f"plan for {name}", for_one, given, digest_of("one", w, of_all)))
    mean_cost, *alone = (desk or Desk()).all(jobs, progress)
    known_cost, known_bound = (float(data.probability @ np.array([one[k] for one in alone])) for k in (0, 1))
    return Knowing(found.cost, found.bound, mean_cost, known_cost, known_bound)


def for_the_mean(data: ClusterData, gap: float, time_limit: float, threads: int) -> float:
    """What investments for the mean of the scenarios cost once demand comes as it does."""
    return float(evaluate(data, plan(data.at_mean(), gap, time_limit, threads).built).cost)


def for_one(alone: ClusterData, built: Any, gap: float, time_limit: float, threads: int) -> list[float]:
    """Cost and bound of a plan for one scenario; ``built`` is the plan for all, which can still be followed."""
    known = plan(alone, gap, time_limit, threads)
    cost = min(known.cost, float(evaluate(alone, built).cost))
    return [cost, min(known.bound, cost)]


def nothing_built(data: ClusterData) -> Plan:
    """The flows where nothing more is decided than what is."""
    return evaluate(data, np.zeros((len(data.builds), len(data.years))))
