"""The list of faults fits the engine as it is, and the switch chooses among them."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.mutants.embed import embed, embed_all
from tests.mutants.fault import PACKAGE, Fault, all_faults


def test_every_fault_fits_the_engine() -> None:
    faults = all_faults()
    assert len({fault.key for fault in faults}) == len(faults) >= 260
    for fault in faults:
        source = (PACKAGE / fault.file).read_text(encoding="utf-8")
        changed = fault.applied(source)
        ast.parse(changed)
        assert changed != source


def test_few_faults_need_a_copy_and_a_compilation_of_their_own(tmp_path: Path) -> None:
    faults = all_faults()
    package, embedded = embed_all(tmp_path, faults)
    lint = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--select", "F821", package / "taktwin"]
    found = subprocess.run(lint, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout  # no fault uses a name that is not known there
    assert len(faults) - len(embedded) <= 31


def test_faults_are_embedded_beside_the_function_as_it_is() -> None:
    source = '''
import x


@kernel
def double(s, a):
    """Twice."""
    return 2 * a


@kernel
def without(a):
    return 2 + a


@entry_kernel
def run(world, a):
    return 2 - a
'''
    changes = [("2 * a", "3 * a"), ("2 * a", "4 * a"), ("2 - a", "3 - a"), ("2 + a", "3 + a")]
    faults = [Fault(number, "f", "", *change) for number, change in enumerate(changes, 1)]
    text, embedded = embed(source, faults)
    assert embedded == set(faults[:3])

    class World:
        fault = 0

    def as_it_is(function: Any) -> Any:
        return function

    scope: dict[str, Any] = {"kernel": as_it_is, "entry_kernel": as_it_is}
    exec(text.replace("import x", "").replace("from taktwin.kernel.base.jit import kernel", ""), scope)
    found = []
    for World.fault in (0, 1, 2, 3):
        found.append((scope["double"](World, 10), scope["run"]([World], 1)))
    assert found == [(20, 1), (30, 1), (40, 1), (20, 2)]
    assert scope["without"](10) == 12
