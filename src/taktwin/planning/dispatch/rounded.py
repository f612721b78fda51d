"""A plan that is near the best where a search for the best would take hours: import or export is rounded, not searched.

Where feeding in pays more than importing, every step is either one of import or one of export. Over a year of quarters
of an hour that is a search among thousands of such choices. Here each choice is first a share, which gives a bound that
no plan can be below; then the shares are rounded one after the other, so that the sum of what was rounded stays within
half a step of the sum of the shares (sum-up rounding: Sager, Numerical methods for mixed-integer optimal control
problems, 2005), and with the choices fixed the program is linear.
"""

from __future__ import annotations

import math
import time
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np

from taktwin.planning.dispatch.errors import DispatchTimeError, NoDispatchError
from taktwin.planning.dispatch.exclusive import TOLERANCE, grid_steps, mended
from taktwin.planning.dispatch.plan import DispatchPlan
from taktwin.planning.dispatch.problem import DispatchProblem
from taktwin.planning.dispatch.program import Program
from taktwin.planning.dispatch.solve import dispatch, run

MOST_SEARCHED = 2000
"""Steps with a choice that are still searched: some seconds."""


def dispatch_near(problem: DispatchProblem, *, gap: float = 1e-6, time_limit: float = math.inf) -> DispatchPlan:
    """The cheapest plan, or one near it where the choices are too many: its `bound` says how far it may be.

    Args:
        problem: site and tariff.
        gap: relative gap at which a search stops.
        time_limit: seconds.

    Raises:
        NoDispatchError: the load cannot be served.
        DispatchTimeError: time ran out before there was a plan.

    >>> from taktwin.energy import Battery, DispatchProblem, Tariff
    >>> from taktwin.planning.dispatch.rounded import dispatch_near
    >>> problem = DispatchProblem([0, 0], Tariff(0.2, 0.5), step=1, battery=Battery(10, 10, start=0))
    >>> dispatch_near(problem).cost
    -3.0
    """
    until = time.monotonic() + time_limit
    steps = grid_steps(problem)
    if steps.size <= MOST_SEARCHED:
        return dispatch(problem, gap=gap, time_limit=time_limit)
    program = Program(problem, steps, relaxed=True)
    values, bound = run(program, until)
    program.fix(sum_up(_shares(problem, values, steps), steps))
    try:
        values, _ = run(program, until)
    except NoDispatchError:  # rounded away: the search finds out whether there is a plan at all
        return dispatch(problem, gap=gap, time_limit=until - time.monotonic())
    flows, both = mended(problem, values, program.flexible)
    if both.size:
        return dispatch(problem, gap=gap, time_limit=until - time.monotonic())
    plans = [DispatchPlan(problem, flows, -math.inf, False)]
    own = replace(problem, battery_feeds_in=False)  # what it allows is allowed here, and may be cheaper than rounded
    if grid_steps(own).size <= MOST_SEARCHED:
        with suppress(NoDispatchError, DispatchTimeError):
            found = dispatch(own, gap=gap, time_limit=max(0.0, until - time.monotonic()))
            plans.append(DispatchPlan(problem, found.flows, -math.inf, False))
    best = min(plans, key=lambda one: one.cost)
    return replace(best, bound=min(bound, best.cost), proven=best.cost - bound <= gap * max(abs(best.cost), 1e-9))


def _shares(problem: DispatchProblem, values: Any, steps: Any) -> Any:
    """The share of each step in which it imports: of its most, beside that of the export; whole where it is one."""
    imported = values[steps] / problem.most_import[steps]
    exported = values[problem.steps + steps] / problem.most_export[steps]
    both = imported + exported
    return np.divide(imported, both, out=np.ones(steps.size), where=both > TOLERANCE)


def sum_up(shares: Any, steps: Any) -> Any:
    """Shares, rounded to 0 or 1 in their order; the sums of both begin anew where steps do not follow each other.

    >>> sum_up([0.5, 0.25, 0.25, 0.25], [0, 1, 2, 3]).tolist()
    [1.0, 0.0, 0.0, 0.0]
    """
    found, owed, last = np.zeros(len(shares)), 0.0, None
    for place, (share, step) in enumerate(zip(shares, steps, strict=True)):
        owed = float(share) + (owed if last is not None and step == last + 1 else 0.0)
        if owed >= 0.5:
            found[place], owed = 1.0, owed - 1.0
        last = step
    return found
