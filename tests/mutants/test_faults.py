"""The list of faults fits the engine as it is, and the switch chooses among them."""

from __future__ import annotations

import ast
from typing import Any

from tests.mutants.embed import embed
from tests.mutants.fault import PACKAGE, Fault, all_faults


def test_every_fault_fits_the_engine() -> None:
    faults = all_faults()
    assert len({fault.key for fault in faults}) == len(faults) >= 260
    for fault in faults:
        source = (PACKAGE / fault.file).read_text(encoding="utf-8")
        changed = fault.applied(source)
        ast.parse(changed)
        assert changed != source


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
'''
    faults = [Fault(1, "f", "", "2 * a", "3 * a"), Fault(2, "f", "", "2 * a", "4 * a"), Fault(3, "f", "", "2 +", "3 +")]
    text, embedded = embed(source, faults)
    assert embedded == set(faults[:2])

    class World:
        fault = 0

    scope: dict[str, Any] = {"kernel": lambda function: function}
    exec(text.replace("import x", ""), scope)
    found = []
    for World.fault in (0, 1, 2):
        found.append(scope["double"](World, 10))
    assert found == [20, 30, 40]
    assert scope["without"](10) == 12
