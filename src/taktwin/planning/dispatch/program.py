"""The linear program of a dispatch, and HiGHS to solve it.

Columns, for each step t: import g, export s, charge c, discharge d (kW), level e after it (kWh); the highest import D
of each billing period; the power f of each flexible load in each step of its window; binaries where needed.

    least   h sum(import price g - sell s + wear (c + d)) + sum(charge D)
    so that load - pv <= g - s - c + d - f <= load       (what is missing to the upper bound is curtailed)
            e_t - e_(t-1) - eta_c h c_t + h d_t / eta_d = 0
            D_period(t) >= g_t                            where the period has a charge
            h sum of f over its window = energy
            g <= most u, s <= most (1 - u)                in steps with a binary u (import or export)
            c <= most v, d <= most (1 - v)                in steps with a binary v (charge or discharge)

Which steps need a binary says `exclusive`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from taktwin.planning.dispatch.problem import DispatchProblem
from taktwin.planning.highs import silent_highs


class Program:
    """The program of a problem, kept by the solver: data of the same shape can be put in and solved from where it was.

    Attributes:
        problem: what it was made of, or last changed to.
        peaks: column of the highest import of each period.
    """

    def __init__(
        self,
        problem: DispatchProblem,
        grid: Any = (),
        battery: Any = (),
        gap: float = 1e-7,
        relaxed: bool = False,
    ) -> None:
        """Build it.

        Args:
            problem: the data.
            grid: steps with a binary for import or export.
            battery: steps with a binary for charge or discharge.
            gap: relative gap at which a search with binaries stops.
            relaxed: let the binaries be shares, so that nothing is searched.
        """
        self.problem, self.relaxed = problem, relaxed
        self.grid, self.battery = np.asarray(grid, np.int32), np.asarray(battery, np.int32)
        steps = problem.steps
        self.peaks = 5 * steps + np.arange(problem.prices.charges.size)
        sizes = [one.last - one.first + 1 for one in problem.flexible]
        begin = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64) + int(self.peaks[-1]) + 1
        self.flexible = [np.arange(a, b) for a, b in pairwise(begin)]
        self.binaries = int(begin[-1]) + np.arange(self.grid.size + self.battery.size)
        self.columns = int(begin[-1]) + self.binaries.size
        self.charged = np.flatnonzero(problem.prices.charges[problem.prices.periods] > 0)
        self.solver = silent_highs()
        for name, value in {
            "threads": 1,
            "mip_rel_gap": gap,
            "mip_abs_gap": 1e-9,
            "mip_feasibility_tolerance": 1e-9,
        }.items():
            self.solver.setOptionValue(name, value)
        self._build()

    @property
    def whole(self) -> bool:
        """Whether there are binaries to be searched."""
        return self.binaries.size > 0 and not self.relaxed

    def fix(self, values: Any) -> None:
        """Set the binaries.

        Args:
            values: one for each, 0 or 1.
        """
        self.solver.changeColsBounds(self.binaries.size, self.binaries.astype(np.int32), values, values)

    def change(self, problem: DispatchProblem) -> bool:
        """Put other data of the same shape in, to be solved from the last solution; False where the shape differs.

        The shape is the number of steps, the billing periods, the windows of flexible loads, the efficiencies, and
        whether the level at the start is given. Programs with binaries are built anew.
        """
        if self.binaries.size or not self._same_shape(problem):
            return False
        self.problem = problem
        low, high = self._rows()
        before = self._given
        for row in np.flatnonzero((low != before[0]) | (high != before[1])).tolist():
            self.solver.changeRowBounds(row, low[row], high[row])  # HiGHS 1.10 has it for single rows alone
        self._given = low, high
        columns = np.arange(self.columns, dtype=np.int32)
        self.solver.changeColsCost(columns.size, columns, self._costs())
        self.solver.changeColsBounds(columns.size, columns, *self._bounds())
        return True

    def _same_shape(self, problem: DispatchProblem) -> bool:
        one, other = self.problem, problem
        before, after = one.battery, other.battery
        return (
            one.steps == other.steps
            and one.step == other.step
            and np.array_equal(one.prices.periods, other.prices.periods)
            and np.array_equal(one.prices.charges > 0, other.prices.charges > 0)
            and (before.charge_efficiency, before.discharge_efficiency)
            == (after.charge_efficiency, after.discharge_efficiency)
            and (before.start is None) == (after.start is None)
            and [(x.first, x.last) for x in one.flexible] == [(x.first, x.last) for x in other.flexible]
        )

    def _costs(self) -> Any:
        """Cost of each column."""
        problem, prices = self.problem, self.problem.prices
        n, h, wear = problem.steps, problem.step, problem.battery.wear
        found = np.zeros(self.columns)
        found[:n] = h * prices.import_price
        found[n : 2 * n] = -h * prices.sell
        found[2 * n : 4 * n] = h * wear
        found[self.peaks] = prices.charges
        return found

    def _bounds(self) -> tuple[Any, Any]:
        problem, battery = self.problem, self.problem.battery
        n = problem.steps
        low, high = np.zeros(self.columns), np.ones(self.columns)
        high[:n], high[n : 2 * n] = problem.most_import, problem.most_export
        high[2 * n : 3 * n], high[3 * n : 4 * n], high[4 * n : 5 * n] = battery.power, battery.most_out, battery.energy
        if battery.start is not None:
            low[5 * n - 1] = battery.start if battery.end == "cyclic" else battery.end_least
            if battery.end == "cyclic":
                high[5 * n - 1] = battery.start
        high[self.peaks] = np.inf
        low[self.peaks[problem.prices.periods[0]]] = problem.peak_so_far
        for one, columns in zip(problem.flexible, self.flexible, strict=True):
            high[columns] = one.power
        return low, high

    def _rows(self) -> tuple[Any, Any]:
        """Least and most of every row."""
        problem, n = self.problem, self.problem.steps
        storage = np.zeros(n)
        storage[0] = problem.battery.start or 0.0
        balance = problem.load - problem.pv, problem.load if problem.curtailable else problem.load - problem.pv
        peak = np.zeros(self.charged.size)
        need = np.array([one.energy / problem.step for one in problem.flexible])
        most_in, most_out = problem.most_export[self.grid], np.full(self.battery.size, problem.battery.most_out)
        below = np.full(2 * self.binaries.size, -np.inf)
        above = np.concatenate([np.zeros(self.grid.size), most_in, np.zeros(self.battery.size), most_out])
        low = np.concatenate([balance[0], storage, peak, need, below])
        return low, np.concatenate([balance[1], storage, np.full(peak.size, np.inf), need, above])

    def _build(self) -> None:
        import highspy
        from scipy.sparse import coo_array

        problem, battery = self.problem, self.problem.battery
        n, h = problem.steps, problem.step
        t, ones = np.arange(n), np.ones(n)
        parts: list[tuple[Any, Any, Any]] = [  # rows, columns, values
            *((t, t + block * n, sign * ones) for block, sign in ((0, 1), (1, -1), (2, -1), (3, 1))),
            (n + t, 2 * n + t, -battery.charge_efficiency * h * ones),
            (n + t, 3 * n + t, h / battery.discharge_efficiency * ones),
            (n + t, 4 * n + t, ones),
            (n + t[1:], 4 * n + t[:-1], -ones[1:]),
        ]
        if battery.start is None:  # the level before the first step is the last one
            parts.append((np.array([n]), np.array([5 * n - 1]), np.array([-1.0])))
        row, many = 2 * n, self.charged.size
        at = row + np.arange(many)
        parts += [
            (at, self.charged, -np.ones(many)),
            (at, self.peaks[problem.prices.periods[self.charged]], np.ones(many)),
        ]
        row += many
        for one, columns in zip(problem.flexible, self.flexible, strict=True):
            parts.append((np.arange(one.first, one.last + 1), columns, -np.ones(columns.size)))
            parts.append((np.full(columns.size, row), columns, np.ones(columns.size)))
            row += 1
        grid, store = self.grid.size, self.battery.size
        u, v = self.binaries[:grid], self.binaries[grid:]
        for steps, binary, block, sign, most in (
            (self.grid, u, 0, -1, problem.most_import[self.grid]),
            (self.grid, u, 1, 1, problem.most_export[self.grid]),
            (self.battery, v, 2, -1, np.full(store, battery.power)),
            (self.battery, v, 3, 1, np.full(store, battery.most_out)),
        ):
            at = row + np.arange(steps.size)
            parts += [(at, block * n + steps, np.ones(steps.size)), (at, binary, sign * most)]
            row += steps.size
        rows, columns, values = (np.concatenate([part[k] for part in parts]) for k in range(3))
        matrix = coo_array((values, (rows, columns)), shape=(row, self.columns)).tocsc()
        low, high = self._given = self._rows()
        none = np.zeros(0)
        self.solver.addRows(row, low, high, 0, none.astype(np.int32), none.astype(np.int32), none)
        self.solver.addCols(
            self.columns, self._costs(), *self._bounds(), matrix.nnz,
            np.asarray(matrix.indptr[:-1], np.int32), np.asarray(matrix.indices, np.int32),
            np.asarray(matrix.data, np.float64),
        )  # fmt: skip
        if self.whole:
            kinds = np.full(self.binaries.size, highspy.HighsVarType.kInteger)
            self.solver.changeColsIntegrality(self.binaries.size, self.binaries.astype(np.int32), kinds)
