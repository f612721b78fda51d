"""HiGHS keeps quiet: what its C++ side prints goes to the process, so only another process can tell."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOLVED = """
import numpy as np
from taktwin.planning.highs import silent_highs
solver = silent_highs()
solver.setOptionValue("solver", "{solver}")
event = solver.{event}
event += lambda _: None
none = np.zeros(0)
solver.addRows(1, np.ones(1), np.ones(1), 0, none.astype(np.int32), none.astype(np.int32), none)
solver.addCols(2, np.array([1.0, 2.0]), np.zeros(2), np.full(2, 9.0), 2, np.array([0, 1], np.int32),
               np.zeros(2, np.int32), np.ones(2))
solver.run()
assert solver.getInfo().objective_function_value == 1
"""


@pytest.mark.parametrize(("solver", "event"), [("simplex", "cbSimplexInterrupt"), ("ipm", "cbIpmInterrupt")])
def test_prints_nothing(solver: str, event: str) -> None:
    """Neither the making of the solver nor a solution prints, whatever the version."""
    code = SOLVED.format(solver=solver, event=event)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_is_made_in_one_place(root: Path) -> None:
    """No other file makes a solver, which would print its banner."""
    makers = set()
    for file in (root / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute | ast.Name) and ast.unparse(node) in ("highspy.Highs", "Highs"):
                makers.add(file.relative_to(root / "src").as_posix())
    assert makers == {"taktwin/planning/highs.py"}
