"""Planning again and again over a horizon that moves on, from the solution that is at hand."""

from __future__ import annotations

import math

from taktwin.planning.dispatch.errors import DispatchError
from taktwin.planning.dispatch.exclusive import grid_steps
from taktwin.planning.dispatch.plan import DispatchPlan
from taktwin.planning.dispatch.problem import DispatchProblem
from taktwin.planning.dispatch.program import Program
from taktwin.planning.dispatch.solve import dispatch, solved


class Replanner:
    """Plans one problem after the other; those of one shape are solved from the last solution, in milliseconds.

    The plan is the same as of `dispatch`: only the way there is shorter. Problems have one shape where the number and
    the length of the steps, the windows of flexible loads and the billing periods are the same; others are built anew.

    >>> from taktwin.energy import Battery, DispatchProblem, Replanner, Tariff
    >>> again = Replanner()
    >>> for level in (0, 20, 40):
    ...     store = Battery(50, 25, start=level, end="free")
    ...     plan = again.plan(DispatchProblem([30, 60], Tariff([1.0, 2.0]), step=1, battery=store, export_limit=0))
    ...     print(level, round(plan.cost, 6))
    0 125.0
    20 105.0
    40 85.0
    """

    def __init__(self) -> None:
        """Nothing is planned yet."""
        self._program: Program | None = None

    def plan(self, problem: DispatchProblem, *, gap: float = 1e-6, time_limit: float = math.inf) -> DispatchPlan:
        """The cheapest plan, as of `dispatch`.

        Args:
            problem: site and tariff from now on; `peak_so_far` and the battery's `start` as they are measured.
            gap: relative gap at which a search with binaries stops.
            time_limit: seconds.

        Raises:
            NoDispatchError: the load cannot be served.
            DispatchTimeError: time ran out before there was a plan.
        """
        if grid_steps(problem).size:
            self._program = None
            return dispatch(problem, gap=gap, time_limit=time_limit)
        if self._program is None or not self._program.change(problem):
            self._program = Program(problem)
        try:
            return solved(problem, self._program, gap, time_limit, stoppable=False)
        except DispatchError:
            self._program = None  # the next one begins anew
            raise
