"""The choice as an integer program, and HiGHS to solve it.

    least   sum cost[p, o] x[p, o]  +  sum setup[s] y[s]
    so that sum over o of x[p, o] = 1                       for every part p
            sum over JIS options o of x[p, o] <= y[s]       for every part p of a supplier s with a set-up
            sum use[l, p, o] x[p, o] <= limit[l]            for every limit l (ZIR: >=)
            x and y are 0 or 1

One row for each part of a supplier, instead of one for the supplier, makes the relaxation as tight as it can be for the
set-ups alone (as in uncapacitated facility location).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.highs import run_stoppable, silent_highs
from taktwin.planning.supply.modes.errors import ModeError
from taktwin.planning.supply.modes.problem import Problem
from taktwin.planning.supply.modes.rows import TOLERANCE, Row, total

if TYPE_CHECKING:
    import highspy
    import numpy.typing as npt

COST = "cost"


@dataclass(frozen=True)
class Found:
    """What the solver says.

    Attributes:
        choice: index of the option of each part; None where it found none.
        value: of the objective; nan without a choice.
        bound: no choice can be better than this.
        infeasible: it is proven that there is none.
        proven: the value is within the gap that was asked for, or there is provably none.
    """

    choice: tuple[int, ...] | None
    value: float
    bound: float
    infeasible: bool
    proven: bool


class Program:
    """The integer program of a problem; `run` solves it for any objective and any set of limits."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.sizes = [len(part.options) for part in problem.parts]
        self.first = np.concatenate([[0], np.cumsum(self.sizes)]).astype(np.int64)
        setups = {one.name: one.jis_setup for one in problem.suppliers if one.jis_setup > 0}
        self.jis = [tuple(i for i, one in enumerate(part.options) if one.mode == "jis") for part in problem.parts]
        self.linked = [
            (p, part.supplier) for p, part in enumerate(problem.parts) if part.supplier in setups and self.jis[p]
        ]
        names = list(dict.fromkeys(supplier for _, supplier in self.linked))
        self.setups = {name: setups[name] for name in names if name is not None}
        self.place = {name: int(self.first[-1]) + i for i, name in enumerate(self.setups)}

    @property
    def columns(self) -> int:
        """Number of variables."""
        return int(self.first[-1]) + len(self.setups)

    @cached_property
    def costs(self) -> npt.NDArray[np.float64]:
        """Cost of every variable."""
        options = [float(one.cost) for part in self.problem.parts for one in part.options]
        return np.array([*options, *map(float, self.setups.values())])

    def uses(self, row: Row) -> npt.NDArray[np.float64]:
        """What every variable uses of a limit."""
        return np.array([*(float(use) for uses in row.uses for use in uses), *([0.0] * len(self.setups))])

    def cost(self, choice: Sequence[int]) -> float:
        """Cost a year of a choice, set-ups included; exact where all costs are whole."""
        parts = self.problem.parts
        taken = [part.options[at].cost for part, at in zip(parts, choice, strict=True)]
        busy = {supplier for p, supplier in self.linked if choice[p] in self.jis[p]}
        return total([*taken, *(setup for name, setup in self.setups.items() if name in busy)])

    def run(
        self,
        limits: Mapping[Row, float],
        aim: Row | None = None,
        most_cost: float | None = None,
        start: Sequence[int] | None = None,
        time_limit: float = math.inf,
        gap: float = 0.0,
    ) -> Found:
        """The best choice within limits.

        Args:
            limits: rows with their most (ZIR: least).
            aim: what is made least (the ZIR: most) instead of the cost.
            most_cost: a most of the cost.
            start: a choice to start from.
            time_limit: seconds.
            gap: relative gap at which to stop; 0 for the proven best.
        """
        aimed = self.costs if aim is None else (-1.0 if aim.least else 1.0) * self.uses(aim)
        solver = silent_highs()
        step = _unit(aimed)
        options = {
            "threads": 1,
            "mip_rel_gap": gap,
            "mip_abs_gap": 0.999 * step if step else 1e-6,  # less than a step apart is equal
            "mip_feasibility_tolerance": 1e-9,
            "primal_feasibility_tolerance": 1e-9,
            "time_limit": min(max(time_limit, 0.0), 1e7),
        }
        for name, value in options.items():
            solver.setOptionValue(name, value)
        _load(solver, aimed, *self._matrix(limits, most_cost))
        if start is not None:
            solver.setSolution(self._solution(start))
        run_stoppable(solver)
        return self._found(solver, limits, aim, most_cost, step)

    def _matrix(self, limits: Mapping[Row, float], most_cost: float | None) -> tuple[Any, Any, Any]:
        """Least and most of every row, and its coefficients."""
        from scipy.sparse import coo_matrix, csr_matrix, vstack

        last, parts = int(self.first[-1]), len(self.sizes)
        one_each = coo_matrix(
            (np.ones(last), (np.repeat(np.arange(parts), self.sizes), np.arange(last))), shape=(parts, self.columns)
        )
        rows, columns, values = [], [], []
        for nth, (p, supplier) in enumerate(self.linked):
            own = [int(self.first[p]) + i for i in self.jis[p]]
            rows += [nth] * (len(own) + 1)
            columns += [*own, self.place[str(supplier)]]
            values += [*([1.0] * len(own)), -1.0]
        link = coo_matrix((values, (rows, columns)), shape=(len(self.linked), self.columns))
        blocks: list[Any] = [one_each, link]
        lows, highs = [1.0] * parts + [-math.inf] * len(self.linked), [1.0] * parts + [0.0] * len(self.linked)
        bounded = [(self.uses(row), limit, row.least) for row, limit in limits.items()]
        if most_cost is not None:
            bounded.append((self.costs, most_cost, False))
        for uses, limit, least in bounded:
            blocks.append(csr_matrix(uses))
            lows.append(-_loose(-limit, _unit(uses)) if least else -math.inf)
            highs.append(math.inf if least else _loose(limit, _unit(uses)))
        return np.array(lows), np.array(highs), vstack(blocks).tocsc()

    def _solution(self, choice: Sequence[int]) -> highspy.HighsSolution:
        import highspy

        values = np.zeros(self.columns)
        values[self.first[:-1] + np.asarray(choice)] = 1.0
        for p, supplier in self.linked:
            if choice[p] in self.jis[p]:
                values[self.place[str(supplier)]] = 1.0
        solution = highspy.HighsSolution()
        solution.col_value = values.tolist()
        return solution

    def _found(
        self, solver: Any, limits: Mapping[Row, float], aim: Row | None, most_cost: float | None, step: float
    ) -> Found:
        import highspy

        statuses = highspy.HighsModelStatus
        status, info = solver.getModelStatus(), solver.getInfo()
        if status in (statuses.kInfeasible, statuses.kUnboundedOrInfeasible):  # all is bounded by 0 and 1
            return Found(None, math.nan, math.inf, True, True)
        sign = -1.0 if aim is not None and aim.least else 1.0
        bound = _bound(info.mip_dual_bound, step)
        if info.primal_solution_status != 2:
            return Found(None, math.nan, sign * bound, False, False)
        values = np.array(solver.getSolution().col_value)
        choice = tuple(int(np.argmax(values[a:b])) for a, b in zip(self.first[:-1], self.first[1:], strict=True))
        self._check(choice, limits, most_cost)
        value = self.cost(choice) if aim is None else aim.used(choice)
        proven = status == statuses.kOptimal
        bound = min(bound, sign * value)
        return Found(choice, value, sign * bound + 0.0, False, proven)

    def _check(self, choice: Sequence[int], limits: Mapping[Row, float], most_cost: float | None) -> None:
        """Refuse an answer that is right in the solver's arithmetic alone."""
        broken: list[str] = [row.name for row, limit in limits.items() if not row.met(row.used(choice), limit)]
        if most_cost is not None and self.cost(choice) > most_cost + TOLERANCE * max(1.0, abs(most_cost)):
            broken.append(COST)
        if broken:
            raise ModeError(
                Phrase("the figures of {broken} are too far apart to be added up safely", broken=", ".join(broken)),
                Phrase("write them in a larger unit, or round them"),
            )


def _unit(numbers: npt.NDArray[np.float64]) -> float:
    """What all numbers are multiples of, as whole numbers or decimals are; 0 where there is no such step.

    Half of it is room for the solver's own rounding, without which it may call tight decimals infeasible.
    """
    for scale in (1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6):
        scaled = np.abs(numbers) * scale
        if scaled.max(initial=0.0) > 1e9:
            break
        whole = np.rint(scaled)
        if np.all(np.abs(scaled - whole) <= 1e-12 * np.maximum(1.0, scaled)):
            return float(np.gcd.reduce(whole.astype(np.int64))) / scale if whole.any() else 1.0
    return 0.0


def _loose(most: float, step: float) -> float:
    """A most that the solver's rounding cannot miss: half a step above the last sum that keeps it."""
    if step:
        return step * (math.floor(most / step + 1e-9) + 0.5)
    return most + TOLERANCE * max(1.0, abs(most))


def _bound(bound: float, step: float) -> float:
    """The bound, raised to the next value that an objective of whole numbers can have."""
    if not step or not math.isfinite(bound):
        return bound
    return step * math.ceil(bound / step - 1e-6)


def _load(solver: Any, costs: npt.NDArray[np.float64], lows: Any, highs: Any, matrix: Any) -> None:
    import highspy

    rows, columns = matrix.shape
    none = np.zeros(0)
    lows = np.where(np.isfinite(lows), lows, -highspy.kHighsInf)
    highs = np.where(np.isfinite(highs), highs, highspy.kHighsInf)
    solver.addRows(rows, lows, highs, 0, none.astype(np.int32), none.astype(np.int32), none)
    solver.addCols(
        columns,
        costs,
        np.zeros(columns),
        np.ones(columns),
        matrix.nnz,
        np.asarray(matrix.indptr[:-1], np.int32),
        np.asarray(matrix.indices, np.int32),
        np.asarray(matrix.data, np.float64),
    )
    whole = np.full(columns, highspy.HighsVarType.kInteger)
    solver.changeColsIntegrality(columns, np.arange(columns, dtype=np.int32), whole)
