"""The best option of every part."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from taktwin.model.phrase import Phrase
from taktwin.planning.supply.modes.clash import NoPlanError, no_plan
from taktwin.planning.supply.modes.errors import ModeError, TimeUpError
from taktwin.planning.supply.modes.milp import Found, Program
from taktwin.planning.supply.modes.problem import WEIGHTS, Option, Problem, ZeroInventory
from taktwin.planning.supply.modes.rows import ZIR, Row, rows_of, zir_row

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Use:
    """How much of a limit a plan uses; of the ZIR: the ratio reached and the one asked for."""

    limit: str
    used: float
    allowed: float

    @property
    def share(self) -> float:
        """Of the limit."""
        return self.used / self.allowed if self.allowed else math.nan


@dataclass(frozen=True)
class Plan:
    """One option for every part."""

    problem: Problem
    choice: tuple[int, ...]
    """Index of the option of each part, in their order."""
    cost: float
    """A year, set-ups of suppliers included."""
    bound: float
    """No plan costs less."""
    proven: bool = True
    """Whether the plan is within the gap that was asked for."""

    @cached_property
    def options(self) -> dict[str, Option]:
        """Part to option."""
        parts = self.problem.parts
        return {part.name: part.options[at] for part, at in zip(parts, self.choice, strict=True)}

    @property
    def gap(self) -> float:
        """By how much of its cost the plan may be dearer than the best; 0: it is the best."""
        return (self.cost - self.bound) / max(abs(self.cost), 1e-9) if self.cost != self.bound else 0.0

    @cached_property
    def zir(self) -> dict[str, float]:
        """Zero-inventory ratio by count, value and volume, at the problem's theta (120 min where it names none).

        nan where no part has any value or volume.
        """
        theta = (self.problem.limits.zero_inventory or ZeroInventory()).theta
        found = {}
        for weight in WEIGHTS:
            row = zir_row(self.problem, ZeroInventory(theta, weight=weight))
            found[weight] = row.used(self.choice) / row.total if row.total else math.nan
        return found

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """How much of each limit is used."""
        return tuple(_use(self.problem, row, self.choice) for row in rows_of(self.problem).values())

    @cached_property
    def jis_suppliers(self) -> tuple[str, ...]:
        """Suppliers that sequence at least one part."""
        taken = {part.supplier for part in self.problem.parts if self.options[part.name].mode == "jis"}
        return tuple(one.name for one in self.problem.suppliers if one.name in taken)

    def table(self) -> pl.DataFrame:
        """One row a part.

        Columns: part, supplier, option, mode, cost (a year), cover_min, zero_inventory, dock_min (a day), space_dm2.
        """
        import polars as pl

        theta = (self.problem.limits.zero_inventory or ZeroInventory()).theta
        every = [(part, self.options[part.name]) for part in self.problem.parts]
        return pl.DataFrame(
            {
                "part": [part.name for part, _ in every],
                "supplier": pl.Series([part.supplier for part, _ in every], dtype=pl.String),
                "option": [one.name for _, one in every],
                "mode": [one.mode for _, one in every],
                "cost": [float(one.cost) for _, one in every],
                "cover_min": [float(one.cover) for _, one in every],
                "zero_inventory": [one.cover <= theta for _, one in every],
                "dock_min": [float(one.dock_minutes) for _, one in every],
                "space_dm2": [float(one.space) for _, one in every],
            }
        )


def solve(problem: Problem, time_limit: float = 600.0, gap: float = 0.0) -> Plan:
    """The cheapest option for every part that keeps all limits: an integer program, solved by HiGHS on one thread.

    Args:
        problem: parts, suppliers, limits.
        time_limit: seconds; the best plan found by then is returned, with `Plan.gap` and `Plan.proven` False. Reasons
            why there is none may take as long again.
        gap: relative gap at which to stop; 0 for the proven best (of whole costs: to the unit).

    Raises:
        NoPlanError: the limits clash; it names which, and how far each would have to be moved.
        TimeUpError: neither a plan nor its absence was found in the time.
        ModeError: an argument cannot be meant, or figures are too far apart to be added up.

    Example:
        >>> from taktwin.planning.supply.modes.problem import Limits, Option, Part, Problem, ZeroInventory
        >>> slow, fast = Option("warehouse", "warehouse", 100, 960, 10), Option("jit", "jit", 140, 60, 40)
        >>> doors, glass = Part("doors", (slow, fast)), Part("glass", (slow, fast))
        >>> plan = solve(Problem((doors, glass), limits=Limits(60, zero_inventory=ZeroInventory(least=0.5))))
        >>> plan.cost, plan.zir["count"], plan.uses[0].used
        (240, 0.5, 50)
    """
    check(time_limit, gap)
    program = Program(problem)
    rows = rows_of(problem)
    found = program.run({row: row.limit for row in rows.values()}, time_limit=time_limit, gap=gap)
    if found.infeasible:
        raise no_plan(program, rows, time_limit)
    return plan_of(problem, found, time_limit)


def plan_of(problem: Problem, found: Found, time_limit: float) -> Plan:
    """The plan of what the solver found.

    Raises:
        TimeUpError: it found none.
    """
    if found.choice is None:
        raise TimeUpError(
            Phrase("no plan was found in {time_limit:g} s, nor that there is none", time_limit=time_limit),
            Phrase("give more time"),
        )
    return Plan(problem, found.choice, found.value, found.bound, found.proven)


def evaluate(problem: Problem, options: Mapping[str, str]) -> Plan:
    """The plan that takes the named option for each part, whether it keeps the limits or not; its bound is -inf.

    Raises:
        ModeError: a part is missing, or a part or an option is not there.
    """
    names = {part.name for part in problem.parts}
    for name in options:
        if name not in names:
            raise ModeError(
                Phrase('there is no part "{name}"', name=name),
                Phrase("take it out of the plan, or add it to the parts"),
            )
    choice = []
    for part in problem.parts:
        if part.name not in options:
            raise ModeError(Phrase("part {name} has no option in the plan", name=part.name), Phrase("name one"))
        choice.append(part.options.index(part.option(options[part.name])))
    return Plan(problem, tuple(choice), Program(problem).cost(choice), -math.inf, proven=False)


def broken(plan: Plan) -> tuple[str, ...]:
    """The limits that a plan does not keep."""
    rows = rows_of(plan.problem)
    return tuple(name for name, row in rows.items() if not row.met(row.used(plan.choice)))


def check(time_limit: float, gap: float = 0.0) -> None:
    """Refuse what cannot be meant.

    Raises:
        ModeError: a time that is not above 0, or a gap outside 0 to 1.
    """
    if not time_limit > 0:
        raise ModeError(
            Phrase("the time limit must be above 0 s, got {time_limit}", time_limit=repr(time_limit)),
            Phrase("give seconds"),
            "time_limit",
        )
    if not 0 <= gap < 1:
        raise ModeError(
            Phrase("the gap must be from 0 to below 1, got {gap}", gap=repr(gap)), Phrase("0.01 is 1 %"), "gap"
        )


def _use(problem: Problem, row: Row, choice: Sequence[int]) -> Use:
    used = row.used(choice)
    wish = problem.limits.zero_inventory
    if row.name == ZIR and wish is not None:
        return Use(row.name, used / row.total, wish.least)
    return Use(row.name, used, row.limit)


__all__ = ["NoPlanError", "Plan", "Use", "broken", "evaluate", "solve"]
