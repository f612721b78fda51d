"""Colours of states can be told apart."""

from __future__ import annotations

from itertools import combinations

from taktwin.report.shell.palette import STATE


def test_no_two_states_look_alike() -> None:
    """As far apart as two shades that stand beside each other must be, in red, green and blue."""
    parts = {state: [int(colour[at : at + 2], 16) for at in (1, 3, 5)] for state, colour in STATE.items()}
    for (one, first), (other, second) in combinations(parts.items(), 2):
        assert sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) > 30**2, (one, other)
