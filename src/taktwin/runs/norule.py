"""What to say where a rule of one's own gave no number."""

from __future__ import annotations

import numpy as np

from taktwin.kernel.lowering.program import Program


def no_number(program: Program, row: int, floats: np.ndarray, now: float) -> str:
    """The message: file, line and function, what it was given, and what it does with that in Python."""
    assert program.rules is not None
    owned = program.owned[row]
    rule = program.rules.rules[owned.rule]
    noted = floats[owned.floats : owned.floats + len(owned.arguments)]
    given = {
        name: int(value) if whole else float(value)
        for (name, _, whole), value in zip(owned.arguments, noted, strict=True)
    }
    try:
        found = f"it gives {rule.function(**given)}"
    except Exception as error:
        found = f"it ends with {type(error).__name__}: {error}"
    said = ", ".join(f"{name}={value:g}" for name, value in given.items())
    return (
        f'{rule.title}: at {now / 3600.0:.2f} h it gave no number for the {rule.wish.what} at "{owned.at}"; '
        f"with {said or 'no arguments'} {found}"
    )
