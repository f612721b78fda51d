"""What a higher zero-inventory ratio costs: the cheapest plan for each ratio that can be reached."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from taktwin.model.phrase import Phrase
from taktwin.planning.supply.modes.clash import no_plan
from taktwin.planning.supply.modes.errors import ModeError, TimeUpError
from taktwin.planning.supply.modes.milp import Found, Program
from taktwin.planning.supply.modes.problem import Problem, ZeroInventory
from taktwin.planning.supply.modes.rows import Row, capacity_rows, zir_row
from taktwin.planning.supply.modes.solve import Plan, check, plan_of

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Frontier:
    """Plans from the cheapest to the one with the highest ratio; each costs more than the one before and reaches more.

    ``unproven`` says how many of the searches behind them ran out of time.
    """

    plans: tuple[Plan, ...]
    weight: str
    unproven: int = 0

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """(ratio reached, cost) of each plan."""
        return tuple((plan.zir[self.weight], plan.cost) for plan in self.plans)

    def table(self) -> pl.DataFrame:
        """One row a plan.

        Columns: zir (by the weight of the problem), cost, more (than the plan before), cost_per_point (of that, for one
        percentage point of ratio), dock_min, space_dm2, jis_parts.
        """
        import polars as pl

        points = self.points
        more = [None, *(b[1] - a[1] for a, b in pairwise(points))]
        gained = [None, *(100.0 * (b[0] - a[0]) for a, b in pairwise(points))]
        options = [tuple(plan.options.values()) for plan in self.plans]
        return pl.DataFrame(
            {
                "zir": [zir for zir, _ in points],
                "cost": [float(cost) for _, cost in points],
                "more": pl.Series([None if one is None else float(one) for one in more], dtype=pl.Float64),
                "cost_per_point": pl.Series(
                    [None if a is None or b is None else a / b for a, b in zip(more, gained, strict=True)],
                    dtype=pl.Float64,
                ),
                "dock_min": [float(sum(one.dock_minutes for one in every)) for every in options],
                "space_dm2": [float(sum(one.space for one in every)) for every in options],
                "jis_parts": [sum(one.mode == "jis" for one in every) for every in options],
            }
        )


def frontier(problem: Problem, steps: int = 11, time_limit: float = 600.0) -> Frontier:
    """The least cost for each ratio of an even grid, from that of the cheapest plan to the highest that can be reached.

    All other limits hold; the least ratio of the problem is ignored, its theta and weight count. Worked down from the
    highest ratio, so that each search starts from a plan that fits. Each plan is then raised to the highest ratio that
    can be had at its cost, so no plan at all, on the grid or not, is as cheap and better, or as good and cheaper. The
    last plan is the highest ratio at any price: where parts are few, it may cost much more than the one before.

    Args:
        problem: with a zero-inventory wish.
        steps: ratios of the grid, both ends included, 2 or more.
        time_limit: seconds in all; where they do not do, `Frontier.unproven` says so.

    Raises:
        NoPlanError: the other limits clash.
        TimeUpError: no plan was found in the time.
        ModeError: the problem has no wish, or an argument cannot be meant.
    """
    check(time_limit)
    if isinstance(steps, bool) or not isinstance(steps, int) or steps < 2:
        raise ModeError(
            Phrase("a frontier needs 2 steps or more, got {steps}", steps=repr(steps)),
            Phrase("give a whole number"),
            "steps",
        )
    wish = problem.limits.zero_inventory
    if wish is None:
        raise ModeError(
            Phrase("a frontier needs to know what counts as zero-inventory"), Phrase("give limits a ZeroInventory")
        )
    work = _Work(problem, wish, time_limit)
    cheapest = work.raised(work.cheapest())
    highest = work.lowered(work.highest())
    low, high = (Fraction(work.row.used(one.choice)) for one in (cheapest, highest))
    plans = [highest]
    for nth in range(steps - 2, 0, -1):
        weight = low + (high - low) * nth / (steps - 1)  # exact: two of three parts are not a whisker more than two
        least = math.ceil(weight) if work.row.whole else float(weight)
        plans.append(work.raised(work.at_least(least, plans[-1])))
    plans.append(cheapest)
    return Frontier(tuple(_pareto(plans, work.row)), wish.weight, work.unproven)


def _pareto(plans: list[Plan], row: Row) -> list[Plan]:
    """Cheapest first; of equal ones the one that reaches more; without those that cost more and reach no more."""
    kept: list[Plan] = []
    for plan in sorted(plans, key=lambda one: (one.cost, -row.used(one.choice))):
        if not kept or row.used(plan.choice) > row.used(kept[-1].choice):
            kept.append(plan)
    return kept


class _Work:
    """The searches of a frontier, with what they share."""

    def __init__(self, problem: Problem, wish: ZeroInventory, time_limit: float) -> None:
        self.problem = replace(problem, limits=replace(problem.limits, zero_inventory=replace(wish, least=0.0)))
        self.program = Program(self.problem)
        self.row = zir_row(self.problem, wish)
        self.capacity = {row: row.limit for row in capacity_rows(problem).values()}
        self.time_limit, self.until = time_limit, time.monotonic() + time_limit
        self.unproven = 0

    def cheapest(self) -> Plan:
        """Without any wish."""
        found = self._timed(lambda left: self.program.run(self.capacity, time_limit=left))
        if found.infeasible:
            raise no_plan(self.program, {row.name: row for row in self.capacity}, self.time_limit)
        return plan_of(self.problem, found, self.time_limit)

    def highest(self) -> float:
        """The highest weight of zero-inventory parts."""
        found = self._timed(lambda left: self.program.run(self.capacity, aim=self.row, time_limit=left))
        if found.choice is None:
            raise TimeUpError(
                Phrase("no plan was found in {time_limit:g} s", time_limit=self.time_limit), Phrase("give more time")
            )
        return found.value

    def lowered(self, weight: float) -> Plan:
        """The cheapest plan of this weight."""
        found = self._timed(lambda left: self.program.run({**self.capacity, self.row: weight}, time_limit=left))
        return plan_of(self.problem, found, self.time_limit)

    def at_least(self, weight: float, start: Plan) -> Plan:
        """The cheapest plan of this weight or more; the start is one."""
        limits = {**self.capacity, self.row: weight}
        found = self._timed(lambda left: self.program.run(limits, start=start.choice, time_limit=left))
        if found.choice is None:
            return start
        return plan_of(self.problem, found, self.time_limit)

    def raised(self, plan: Plan) -> Plan:
        """The plan of the highest ratio at the same cost."""
        found = self._timed(
            lambda left: self.program.run(
                self.capacity, aim=self.row, most_cost=plan.cost, start=plan.choice, time_limit=left
            )
        )
        if found.choice is None or self.row.used(found.choice) <= self.row.used(plan.choice):
            return plan
        cost = self.program.cost(found.choice)
        return Plan(self.problem, found.choice, cost, min(plan.bound, cost), plan.proven)

    def _timed(self, search: Callable[[float], Found]) -> Found:
        found = search(max(self.until - time.monotonic(), 0.1))
        self.unproven += not found.proven
        return found
