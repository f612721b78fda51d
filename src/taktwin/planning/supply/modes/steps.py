"""What to change first: the steps from the plan of today to a better one, cheapest first.

A step is the switch of one part to another option. Parts of a supplier go together where its set-up is paid, or saved,
only by all of them: no part of it comes in mode `jis` both before and after.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.supply.modes.errors import ModeError
from taktwin.planning.supply.modes.order import order_of, peaks
from taktwin.planning.supply.modes.problem import Limits, Problem, ZeroInventory
from taktwin.planning.supply.modes.rows import Row, capacity_rows, total, zir_row
from taktwin.planning.supply.modes.solve import Plan

if TYPE_CHECKING:
    import numpy.typing as npt
    import polars as pl


@dataclass(frozen=True)
class Switch:
    """A part's change of option."""

    part: str
    before: str
    after: str


@dataclass(frozen=True)
class Step:
    """One thing to do, with what it costs and buys (below 0: it saves, or gives up)."""

    switches: tuple[Switch, ...]
    supplier: str | None
    """Whose parts go together; None for a part alone."""
    cost: float
    """A year, set-up of the supplier included."""
    zir_points: float
    """Percentage points of zero-inventory ratio, by the weight of the problem."""
    dock_minutes: float
    space: float
    jis_parts: int

    @property
    def text(self) -> str:
        """In words: `doors: kanban -> jit`."""
        parts = ", ".join(f"{one.part}: {one.before} -> {one.after}" for one in self.switches)
        return parts if self.supplier is None else f"{self.supplier} ({parts})"


@dataclass(frozen=True)
class Way:
    """The steps from one plan to another, each plan between them within the capacity limits.

    Where there is no such order, ``steps`` is None and ``reason`` says why; ``proven`` is False where none was found,
    but there may be one.
    """

    start: Plan
    target: Plan
    steps: tuple[Step, ...] | None
    reason: str = ""
    proven: bool = True

    def table(self) -> pl.DataFrame:
        """One row a step; empty where there is no order.

        Columns: step (1, 2, ...), what, supplier, cost (of the step, a year), zir_points, dock_min, space_dm2,
        jis_parts; and cost_after, zir_after of the plan that then holds.
        """
        import polars as pl

        steps = self.steps or ()
        weight = (self.target.problem.limits.zero_inventory or ZeroInventory()).weight
        cost, zir, after = self.start.cost, self.start.zir[weight], []
        for step in steps:
            cost, zir = cost + step.cost, zir + step.zir_points / 100.0
            after.append((float(cost), zir))
        columns = {
            "step": (pl.Int64, list(range(1, len(steps) + 1))),
            "what": (pl.String, [step.text for step in steps]),
            "supplier": (pl.String, [step.supplier for step in steps]),
            "cost": (pl.Float64, [float(step.cost) for step in steps]),
            "zir_points": (pl.Float64, [step.zir_points for step in steps]),
            "dock_min": (pl.Float64, [float(step.dock_minutes) for step in steps]),
            "space_dm2": (pl.Float64, [float(step.space) for step in steps]),
            "jis_parts": (pl.Int64, [step.jis_parts for step in steps]),
            "cost_after": (pl.Float64, [one for one, _ in after]),
            "zir_after": (pl.Float64, [one for _, one in after]),
        }
        return pl.DataFrame({name: pl.Series(values, dtype=kind) for name, (kind, values) in columns.items()})


def steps_between(start: Plan, target: Plan, limits: Limits | None = None) -> Way:
    """The steps from a plan to another of the same problem, cheapest first, as far as the limits let them.

    Each time the step that costs least (of equal ones the one with more ZIR) is taken after which dock minutes, space
    and JIS parts are within the limits, and behind which the rest is known to fit. The ZIR wish need not hold on the
    way. Where no order keeps parts of a supplier together, they are let go one by one.

    Args:
        start: what there is.
        target: what there is to be.
        limits: for the time of the change, as when space is rented for it; None for those of the target's problem.

    Raises:
        ModeError: the plans are not of the same parts and suppliers.
    """
    problem = target.problem
    if (start.problem.parts, start.problem.suppliers) != (problem.parts, problem.suppliers):
        raise ModeError(
            Phrase("the two plans are not of the same parts, options and suppliers"),
            Phrase("plan both from one problem"),
        )
    rows = list(capacity_rows(problem if limits is None else replace(problem, limits=limits)).values())
    for plan, what in ((start, "start"), (target, "target")):
        for row in rows:
            used = row.used(plan.choice)
            if not row.met(used):
                told = f"{row.name}: {row.told(used)} are used, {row.told(row.limit)} are there"
                return Way(start, target, None, f"the {what} plan itself is not within the limits ({told})")
    moves = _Moves(start, target, rows)
    tries = [moves.together(), moves.alone()]
    proven = True
    for groups in tries:
        groups.sort(key=moves.rank)
        order, proven = order_of(moves.used, moves.changes(groups), moves.most)
        if order is not None:
            return Way(start, target, tuple(moves.steps(groups[at] for at in order)))
    groups = sorted(moves.alone(), key=moves.rank)
    return Way(start, target, None, moves.reason(groups, proven), proven)


class _Moves:
    """The parts that differ between two plans."""

    def __init__(self, start: Plan, target: Plan, rows: list[Row]) -> None:
        self.problem: Problem = target.problem
        self.start, self.target, self.rows = start, target, rows
        self.differ = [p for p, (a, b) in enumerate(zip(start.choice, target.choice, strict=True)) if a != b]
        self.used: npt.NDArray[np.float64] = np.array([float(row.used(start.choice)) for row in rows])
        self.most: npt.NDArray[np.float64] = np.array([float(row.limit) for row in rows])
        self.setup = {one.name: one.jis_setup for one in self.problem.suppliers}
        self.wish = zir_row(self.problem, self.problem.limits.zero_inventory or ZeroInventory())

    def together(self) -> list[list[int]]:
        """Parts that differ, those in one list that a set-up binds."""
        before, after = self._jis_of(self.start), self._jis_of(self.target)
        bound: dict[int, str] = {}
        for name, setup in self.setup.items():
            one, other = before.get(name, set()), after.get(name, set())
            if setup > 0 and not one & other:
                bound |= dict.fromkeys(one | other, name)
        groups: dict[str | int, list[int]] = {}
        for p in self.differ:
            groups.setdefault(bound.get(p, p), []).append(p)
        return list(groups.values())

    def alone(self) -> list[list[int]]:
        """Parts that differ, each by itself."""
        return [[p] for p in self.differ]

    def changes(self, groups: list[list[int]]) -> npt.NDArray[np.float64]:
        """What each group adds to the use of each limit, shape [group, limit]."""
        found = [[float(self._more(row, group)) for row in self.rows] for group in groups]
        return np.array(found, float).reshape(len(groups), len(self.rows))

    def rank(self, group: list[int]) -> tuple[float, float, int]:
        """Cheapest first, then the one with more ZIR; a set-up counts where the whole group makes it."""
        many = self._counts()
        return self._cost(group, many), -self._more(self.wish, group), group[0]

    def steps(self, groups: Iterable[list[int]]) -> Iterable[Step]:
        """The steps, done one after the other: each set-up falls to the step that first needs it."""
        many, parts = self._counts(), self.problem.parts
        for group in groups:
            cost = self._cost(group, many)
            for p in group:
                self._count(p, many)
            switches = tuple(
                Switch(parts[p].name, *(parts[p].options[plan.choice[p]].name for plan in (self.start, self.target)))
                for p in group
            )
            supplier = parts[group[0]].supplier if len(group) > 1 else None
            yield Step(
                switches,
                supplier,
                cost,
                100.0 * self._more(self.wish, group) / self.wish.total if self.wish.total else 0.0,
                total(self._by(group, "dock_minutes")),
                total(self._by(group, "space")),
                sum(self._is_jis(p, self.target) - self._is_jis(p, self.start) for p in group),
            )

    def reason(self, groups: list[list[int]], proven: bool) -> str:
        """Why no order keeps the limits, and what more of one limit for the time of the change would do."""
        changes = self.changes(groups)
        head = "no order of the steps keeps" if proven else "no order of the steps was found that keeps"
        text = f"{head} {', '.join(row.name for row in self.rows)} on the way"
        ways = [told for at in range(len(self.rows)) if (told := self._enough(at, changes))]
        if ways:
            return f"{text}; for the time of the change it would take more ({'; or '.join(ways)})"
        return f"{text}, and more of one of them alone would not do"

    def _enough(self, at: int, changes: npt.NDArray[np.float64]) -> str:
        most, best, sure = self.most.copy(), None, True
        most[at] = self.used[at] + np.abs(changes[:, at]).sum()  # never reached
        for _ in range(50):  # each time less than the highest use of the order before
            order, sure = order_of(self.used, changes, most)
            if order is None:
                break
            best = float(peaks(self.used, changes, order)[at])
            most[at] = best - 1e-6 * max(1.0, abs(best))
        if best is None:
            return ""
        row = self.rows[at]
        return f"{row.name}: at least {row.told(best)}" if sure else f"{row.name}: {row.told(best)}, perhaps less"

    def _cost(self, group: list[int], many: dict[str, int]) -> float:
        options = [(part.options[a].cost, part.options[b].cost) for part, a, b in self._switched(group)]
        costs = [b for _, b in options] + [-a for a, _ in options]
        then = dict(many)
        for p in group:
            self._count(p, then)
        for name in {self.problem.parts[p].supplier for p in group} - {None}:
            was, will = many.get(str(name), 0) > 0, then.get(str(name), 0) > 0
            costs.append((will - was) * self.setup[str(name)])
        return total(costs)

    def _by(self, group: list[int], name: str) -> list[float]:
        return [getattr(part.options[b], name) - getattr(part.options[a], name) for part, a, b in self._switched(group)]

    def _switched(self, group: list[int]) -> list[tuple]:
        return [(self.problem.parts[p], self.start.choice[p], self.target.choice[p]) for p in group]

    def _more(self, row: Row, group: list[int]) -> float:
        return total(row.uses[p][self.target.choice[p]] - row.uses[p][self.start.choice[p]] for p in group)

    def _is_jis(self, p: int, plan: Plan) -> bool:
        return self.problem.parts[p].options[plan.choice[p]].mode == "jis"

    def _jis_of(self, plan: Plan) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for p, part in enumerate(self.problem.parts):
            if part.supplier is not None and self._is_jis(p, plan):
                found.setdefault(part.supplier, set()).add(p)
        return found

    def _counts(self) -> dict[str, int]:
        return {name: len(parts) for name, parts in self._jis_of(self.start).items()}

    def _count(self, p: int, many: dict[str, int]) -> None:
        name = self.problem.parts[p].supplier
        if name is not None:
            many[name] = many.get(name, 0) + self._is_jis(p, self.target) - self._is_jis(p, self.start)
