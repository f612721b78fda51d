"""The integer program: what the solver is told, and what is made of its answer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from taktwin.planning.supply.modes import Option, Part, Problem, Supplier, solve
from taktwin.planning.supply.modes import milp as module
from taktwin.planning.supply.modes.milp import Program


def two(cost: float) -> Problem:
    options = (Option("kanban", "kanban", cost, 60), Option("jis", "jis", 40, 60))
    return Problem((Part("a", options, "S"), Part("b", options, "S"), Part("c", options)), (Supplier("S", 20),))


@pytest.mark.parametrize(("cost", "apart"), [(60, 20), (45, 5), (41, 1), (40.5, 0.5), (40 + 1 / 3, 0)])
def test_stops_when_no_plan_can_be_better(monkeypatch: pytest.MonkeyPatch, cost: float, apart: float) -> None:
    """Costs are multiples of 20, 5, 1 or 0.5: less than that apart is the best; of thirds nothing is but the same."""
    told: dict[str, Any] = {}
    real = module.silent_highs

    def listening() -> Any:
        solver: Any = real()
        say = solver.setOptionValue
        solver.setOptionValue = lambda name, value: (told.__setitem__(name, value), say(name, value))[1]
        return solver

    monkeypatch.setattr(module, "silent_highs", listening)
    solve(two(cost))
    assert told["mip_rel_gap"] == 0
    assert told["threads"] == 1
    assert told["mip_abs_gap"] == (pytest.approx(0.999 * apart) if apart else 1e-6)


def test_ctrl_c_stops_the_solver(root: Path) -> None:
    """In a process of its own: the signal comes while the solver works, which ends at once and takes nobody along."""
    code = (
        "import os, signal, threading, time\n"
        "from benchmarks.mode_choice import made_up\n"
        "from taktwin.planning.supply.modes import milp, solve\n"
        "load = milp.run_stoppable\n"
        "def run(solver):\n"
        "    threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.SIGINT)).start()\n"
        "    load(solver)\n"
        "milp.run_stoppable = run\n"
        "try:\n"
        "    solve(made_up(5000, 4))\n"
        "except KeyboardInterrupt:\n"
        "    print('stopped')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60, cwd=root
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "stopped\n", "")


def test_a_setup_is_paid_once() -> None:
    """Two parts at 40 and a set-up of 20 are worth it from 50 on; the part of no supplier pays none."""
    assert [solve(two(cost)).cost for cost in (49, 50, 51)] == [138, 140, 140]
    assert solve(two(60)).jis_suppliers == ("S",)
    program = Program(two(60))
    assert [program.cost(one) for one in ((0, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 1), (0, 0, 1))] == [
        180,
        180,
        160,
        140,
        160,
    ]


def test_the_bound_of_an_unfinished_search_is_kept() -> None:
    """At a wide gap the plan is not the best, and says by how much it may miss it."""
    plan = solve(two(60), gap=0.5)
    assert plan.bound <= 140 <= plan.cost
    assert plan.gap == (plan.cost - plan.bound) / plan.cost
    assert plan.proven
