"""A linear or mixed-integer program put together of blocks of columns and rows, as arrays, and HiGHS to solve it."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.cluster.errors import ClusterError, NoPlanError
from taktwin.planning.highs import run_stoppable, silent_highs


@dataclass(frozen=True, eq=False)
class Solved:
    """An answer of the solver.

    Attributes:
        values: of all columns.
        cost: of these values.
        bound: no answer costs less.
        proven: whether the answer is within the gap that was asked for.
        duals: what one more of each row's limit changes the cost by; empty for a program with whole numbers.
        seconds: that the solver took.
    """

    values: Any
    cost: float
    bound: float
    proven: bool
    duals: Any
    seconds: float

    @property
    def gap(self) -> float:
        """How much cheaper another answer could be, as a share of the cost."""
        return max(0.0, self.cost - self.bound) / max(abs(self.cost), 1e-9)


class Program:
    """Columns and rows are added block by block; each block is told by the indices that it got."""

    def __init__(self) -> None:
        self.columns = self.rows = 0
        self.cost: list[Any] = []
        self.low: list[Any] = []
        self.high: list[Any] = []
        self.whole: list[Any] = []
        self.row_low: list[Any] = []
        self.row_high: list[Any] = []
        self.entries: list[tuple[Any, Any, Any]] = []

    def add_columns(
        self, shape: int | tuple[int, ...], cost: Any = 0.0, low: Any = 0.0, high: Any = math.inf, whole: bool = False
    ) -> Any:
        """Indices of new columns, in the shape that was asked for; cost and bounds are broadcast to it."""
        size = int(np.prod(shape))
        found = self.columns + np.arange(size).reshape(shape)
        self.columns += size
        for kept, given in ((self.cost, cost), (self.low, low), (self.high, high)):
            kept.append(np.broadcast_to(np.asarray(given, np.float64), shape).ravel())
        self.whole.append(np.full(size, whole))
        return found

    def add_rows(self, shape: int | tuple[int, ...], low: Any = -math.inf, high: Any = math.inf) -> Any:
        """Indices of new rows with their limits, in the shape that was asked for."""
        size = int(np.prod(shape))
        found = self.rows + np.arange(size).reshape(shape)
        self.rows += size
        for kept, given in ((self.row_low, low), (self.row_high, high)):
            kept.append(np.broadcast_to(np.asarray(given, np.float64), shape).ravel())
        return found

    def put(self, rows: Any, columns: Any, values: Any = 1.0) -> None:
        """Entries of the matrix; the three are broadcast to one shape. What falls on one place is added up."""
        rows, columns, values = np.broadcast_arrays(rows, columns, np.asarray(values, np.float64))
        self.entries.append((rows.ravel(), columns.ravel(), values.ravel()))

    def bounds(self) -> tuple[Any, Any]:
        """Copies of the bounds of all columns, to be given back by `set_bounds`."""
        return self._joined(self.low), self._joined(self.high)

    def set_bounds(self, bounds: tuple[Any, Any]) -> None:
        """Give all columns the bounds of before."""
        self.low, self.high = [bounds[0].copy()], [bounds[1].copy()]

    def limit(self, columns: Any, low: Any, high: Any) -> None:
        """Give columns other bounds."""
        bounds = self._joined(self.low), self._joined(self.high)
        for kept, given in zip(bounds, (low, high), strict=True):
            kept[np.asarray(columns).ravel()] = np.broadcast_to(given, np.shape(columns)).ravel()
        self.low, self.high = [bounds[0]], [bounds[1]]

    def solve(
        self,
        gap: float = 0.0,
        time_limit: float = math.inf,
        relaxed: bool = False,
        threads: int = 1,
        only: Any = None,
    ) -> Solved:
        """The cheapest answer.

        Args:
            gap: relative gap at which the search stops.
            time_limit: seconds.
            relaxed: let whole numbers be broken ones.
            threads: of the solver.
            only: columns whose whole numbers are searched, the others may be broken; None for all.

        Raises:
            NoPlanError: no values keep all limits.
            ClusterError: time ran out before there was an answer, or the solver gives none.
        """
        import highspy

        begin = time.monotonic()
        solver = silent_highs()
        options = {"threads": threads, "mip_rel_gap": gap, "mip_abs_gap": 1e-9, "time_limit": min(time_limit, 1e7)}
        for name, value in options.items():
            solver.setOptionValue(name, value)
        searched = self._pass(solver, relaxed, only)
        run_stoppable(solver)
        _check(solver)
        status, info = solver.getModelStatus(), solver.getInfo()
        solution = solver.getSolution()
        cost = float(info.objective_function_value)
        again = float(self._joined(self.cost) @ np.array(solution.col_value))
        if abs(again - cost) > 1e-6 * max(1.0, abs(cost)):  # given values to start from, HiGHS 1.16 tells such costs
            raise ClusterError(
                Phrase("the solver tells a cost of {cost:g} for values of {again:g}", cost=cost, again=again),
                Phrase("use another version of it"),
            )
        bound = float(info.mip_dual_bound) if searched else cost
        duals = np.zeros(0) if searched else np.array(solution.row_dual)
        proven = status == highspy.HighsModelStatus.kOptimal
        return Solved(np.array(solution.col_value), cost, bound, proven, duals, time.monotonic() - begin)

    def kept(self) -> Kept:
        """The relaxed program, kept by the solver: bounds can change, and it is solved from where it was."""
        solver = silent_highs()
        solver.setOptionValue("threads", 1)
        self._pass(solver, relaxed=True)
        return Kept(solver)

    def _pass(self, solver: Any, relaxed: bool, only: Any = None) -> bool:
        """Hand the program to a solver; whether there are whole numbers in it to be searched."""
        import highspy
        from scipy.sparse import coo_array

        rows, columns, values = (np.concatenate([one[k] for one in self.entries]) for k in range(3))
        matrix = coo_array((values, (rows, columns)), shape=(self.rows, self.columns)).tocsc()
        matrix.sum_duplicates()
        none = np.zeros(0)
        low, high = self._joined(self.row_low), self._joined(self.row_high)
        solver.addRows(self.rows, low, high, 0, none.astype(np.int32), none.astype(np.int32), none)
        solver.addCols(
            self.columns, self._joined(self.cost), self._joined(self.low), self._joined(self.high), matrix.nnz,
            np.asarray(matrix.indptr[:-1], np.int32), np.asarray(matrix.indices, np.int32),
            np.asarray(matrix.data, np.float64),
        )  # fmt: skip
        low, high = self._joined(self.low), self._joined(self.high)
        whole = np.flatnonzero(np.concatenate(self.whole) & (low < high)).astype(np.int32)
        if only is not None:
            whole = np.intersect1d(whole, only).astype(np.int32)
        if whole.size and not relaxed:
            kinds = np.full(whole.size, highspy.HighsVarType.kInteger)
            solver.changeColsIntegrality(whole.size, whole, kinds)
        return bool(whole.size) and not relaxed

    def _joined(self, parts: list[Any]) -> Any:
        return np.concatenate(parts) if parts else np.zeros(0)


class Kept:
    """A linear program that the solver keeps."""

    def __init__(self, solver: Any) -> None:
        self.solver = solver

    def limit(self, columns: Any, low: Any, high: Any) -> None:
        """Give columns other bounds."""
        at = np.asarray(columns, np.int32).ravel()
        low, high = (np.broadcast_to(one, np.shape(columns)).astype(np.float64).ravel() for one in (low, high))
        self.solver.changeColsBounds(at.size, at, low, high)

    def solve(self, time_limit: float = math.inf) -> Solved:
        """The optimum from the last one on. Raises as `Program.solve` does."""
        begin = time.monotonic()
        self.solver.setOptionValue("time_limit", min(self.solver.getRunTime() + time_limit, 1e7))
        run_stoppable(self.solver)
        _check(self.solver)
        solution, cost = self.solver.getSolution(), float(self.solver.getInfo().objective_function_value)
        duals = np.array(solution.row_dual)
        return Solved(np.array(solution.col_value), cost, cost, True, duals, time.monotonic() - begin)


def _check(solver: Any) -> None:
    """Refuse what is no answer. Raises NoPlanError, ClusterError."""
    import highspy

    status, statuses = solver.getModelStatus(), highspy.HighsModelStatus
    if status in (statuses.kInfeasible, statuses.kUnboundedOrInfeasible):
        raise NoPlanError(Phrase("no plan keeps all limits"), Phrase("widen the limits that are narrow"))
    # an optimum of the scaled program may miss a limit of the unscaled one by a rounding
    if status != statuses.kOptimal and solver.getInfo().primal_solution_status != 2:
        if status == statuses.kTimeLimit:
            raise ClusterError(Phrase("time ran out before there was a plan"), Phrase("give more time"))
        said = solver.modelStatusToString(status)
        raise ClusterError(
            Phrase("the solver gives no plan ({said})", said=said),
            Phrase("check that the numbers are of sensible sizes"),
        )
