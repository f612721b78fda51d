"""Why a load cannot be served: the least that the limits would have to give, found by a program with slack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.dispatch.errors import NoDispatchError
from taktwin.planning.highs import silent_highs

if TYPE_CHECKING:
    from taktwin.planning.dispatch.program import Program


def no_dispatch(program: Program) -> NoDispatchError:
    """The error of a program without a solution: which limit, at which step, and how much is missing.

    Args:
        program: that the solver calls infeasible.
    """
    problem, n = program.problem, program.problem.steps
    values = _with_slack(program)
    missing, surplus = (values[program.columns + k * n :][:n] for k in range(2))
    for power, what, limit, remedy in (
        (missing, "is missing", f"import_limit ({problem.import_limit:g} kW)", "raise it, or add storage or a source"),
        (surplus, "is too much", f"export_limit ({problem.export_limit:g} kW)", "raise it, or let it be curtailed"),
    ):
        steps = np.flatnonzero(power > 1e-5)
        if steps.size:
            worst = int(steps[np.argmax(power[steps])])
            message = Phrase(
                "site: {limit} cannot be kept: at step {worst} {power:.6g} kW {what}, {step:.6g} kWh in {size} steps",
                limit=limit,
                worst=worst,
                power=power[worst],
                what=what,
                step=problem.step * power[steps].sum(),
                size=steps.size,
            )
            return NoDispatchError(message, remedy)
    message = Phrase("battery: the level at the end cannot be reached from the level at the start")
    return NoDispatchError(message, Phrase("lower `end_least`, raise `start`, or give it more power or time"))


def _with_slack(program: Program) -> Any:
    """Values of a program whose balance may miss power (first block) or have too much of it, as little as can be."""
    n, inner = program.problem.steps, program.solver
    solver = silent_highs()
    solver.setOptionValue("threads", 1)  # a thread that has run with more refuses all that ask for one afterwards
    solver.passModel(inner.getModel())
    columns = np.arange(program.columns, dtype=np.int32)
    solver.changeColsCost(columns.size, columns, np.zeros(columns.size))
    last = np.array([5 * n - 1], np.int32)  # the level at the end is not what the slack is for
    if program.problem.battery.start is not None:
        solver.changeColsBounds(1, last, np.zeros(1), np.array([program.problem.battery.energy]))
    rows = np.arange(n, dtype=np.int32)
    for sign in (1.0, -1.0):
        solver.addCols(n, np.ones(n), np.zeros(n), np.full(n, np.inf), n, rows, rows, np.full(n, sign))
    solver.run()
    return np.array(solver.getSolution().col_value)
