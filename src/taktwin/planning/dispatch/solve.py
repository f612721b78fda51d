"""The cheapest plan of a site."""

from __future__ import annotations

import math
import time
from typing import Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.dispatch.check import number
from taktwin.planning.dispatch.clash import no_dispatch
from taktwin.planning.dispatch.errors import DispatchError, DispatchTimeError
from taktwin.planning.dispatch.exclusive import battery_steps, grid_steps, mended
from taktwin.planning.dispatch.plan import DispatchPlan
from taktwin.planning.dispatch.problem import DispatchProblem
from taktwin.planning.dispatch.program import Program
from taktwin.planning.highs import run_stoppable


def dispatch(problem: DispatchProblem, *, gap: float = 1e-7, time_limit: float = math.inf) -> DispatchPlan:
    """The cheapest plan that serves the load within all limits.

    It is the optimum of the linear program of `program`; binaries are used only where a plan would else import and
    export, or charge and discharge, at once (see `exclusive`).

    Args:
        problem: site and tariff.
        gap: relative gap at which a search with binaries stops; without binaries the plan is the optimum.
        time_limit: seconds.

    Raises:
        NoDispatchError: the load cannot be served; with the limit, the time and what is missing.
        DispatchTimeError: time ran out before there was a plan.

    >>> from taktwin.energy import Battery, DispatchProblem, Tariff, dispatch
    >>> store = Battery(energy=50, power=50, charge_efficiency=0.9, discharge_efficiency=0.9)
    >>> plan = dispatch(DispatchProblem([100, 100], Tariff([0.2, 1.0]), step=1, battery=store, export_limit=0))
    >>> round(plan.cost, 6)
    89.5
    """
    number("dispatch", "gap", gap, "share", most=1.0)
    number("dispatch", "time_limit", time_limit, "s")
    return solved(problem, Program(problem, grid_steps(problem), gap=gap), gap, time_limit)


def solved(
    problem: DispatchProblem,
    program: Program,
    gap: float,
    time_limit: float,
    stoppable: bool = True,
) -> DispatchPlan:
    """As `dispatch`, from a program that is at hand.

    Args:
        problem: site and tariff.
        program: of this problem.
        gap: as of `dispatch`.
        time_limit: seconds.
        stoppable: whether Ctrl-C stops the solver, which costs a thread.
    """
    until = time.monotonic() + time_limit
    while True:
        values, bound = run(program, until, stoppable)
        flows, both = mended(problem, values, program.flexible)
        if not both.size:
            break
        binary = np.union1d(both, battery_steps(problem)) if not program.battery.size else both
        program, stoppable = Program(problem, grid_steps(problem), np.union1d(program.battery, binary), gap), True
    proven = program.solver.modelStatusToString(program.solver.getModelStatus()) == "Optimal"
    plan = DispatchPlan(problem, flows, min(bound, _cost(problem, flows)), proven)
    _check(plan, bound, gap)
    return plan


def run(program: Program, until: float, stoppable: bool = True) -> tuple[Any, float]:
    """Values of all columns, and the bound of the cost.

    Args:
        program: to be solved.
        until: moment of `time.monotonic` at which to stop.
        stoppable: whether Ctrl-C stops the solver.
    """
    import highspy

    solver = program.solver
    left = until - time.monotonic()
    if left <= 0:
        raise DispatchTimeError(
            Phrase("time ran out before there was a plan"), Phrase("give more time, or fewer steps")
        )
    solver.setOptionValue("time_limit", min(left, 1e7))
    if stoppable:
        run_stoppable(solver)
    elif solver.run() == highspy.HighsStatus.kError:  # in a thread where someone else has run it with more threads
        solver.setOptionValue("threads", 0)
        solver.run()
    status, statuses, info = solver.getModelStatus(), highspy.HighsModelStatus, solver.getInfo()
    if status in (statuses.kInfeasible, statuses.kUnboundedOrInfeasible):
        raise no_dispatch(program)
    if info.primal_solution_status != 2 or (status != statuses.kOptimal and not program.whole):
        if status == statuses.kTimeLimit:
            raise DispatchTimeError(
                Phrase("time ran out before there was a plan"), Phrase("give more time, or fewer steps")
            )
        raise DispatchError(
            Phrase("the solver gives no plan ({status})", status=solver.modelStatusToString(status)),
            Phrase("check that prices, powers and energies are of sensible sizes"),
        )
    solution = solver.getSolution()
    bound = info.mip_dual_bound if program.whole else info.objective_function_value
    return np.array(solution.col_value), float(bound)


def _cost(problem: DispatchProblem, flows: Any) -> float:
    return DispatchPlan(problem, flows, -math.inf, True).cost


def _check(plan: DispatchPlan, bound: float, gap: float) -> None:
    """Refuse an answer that is right in the solver's arithmetic alone."""
    scale = sum(abs(one) for one in vars(plan.bill).values())
    if plan.proven and plan.cost - bound > (1e-5 + 1.01 * gap) * max(scale, 1e-3):
        raise DispatchError(
            Phrase(
                "the plan costs {cost:.8g}, the solver says {bound:.8g}: figures are too far apart to be added up",
                cost=plan.cost,
                bound=bound,
            ),
            Phrase("give powers and energies of similar sizes, and no prices beyond all others"),
        )
