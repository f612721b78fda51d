"""A simulated line beside its theory: do they agree?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taktwin.analysis.interval import t_interval
from taktwin.analysis.line.exact import LineTheory

STATES = ("working", "blocked", "starved", "down")
NOTHING = 1e-9
"""Difference below which two numbers are the same: shares of a state that never occurs."""


@dataclass(frozen=True)
class Compared:
    """A figure in theory and in the mean of the replications, with its 95 % interval.

    `agrees`: whether the theory's value lies in the wider interval that is wide enough for all figures together.
    """

    name: str
    unit: str
    theory: float
    simulated: float
    low: float
    high: float
    agrees: bool


def named(theory: LineTheory) -> dict[str, float]:
    """All figures of a theory by name: throughput, lead_time, wip, `b1 level`, `s1 working`, `s1 blocked`, ..."""
    found = {"throughput": theory.throughput, "lead_time": theory.lead_time, "wip": theory.wip}
    found |= {f"b{i + 1} level": level for i, level in enumerate(theory.levels)}
    for i, shares in enumerate(theory.stations):
        found |= {f"s{i + 1} {state}": getattr(shares, state) for state in STATES}
    return found


def compared(
    theory: LineTheory, replications: Mapping[str, Sequence[float]], confidence: float = 0.99
) -> list[Compared]:
    """Every figure of the theory beside the simulated one.

    If theory and simulation describe the same line, all of them agree with at least this confidence: each interval of
    n is made at 1 - (1 - confidence) / n (Bonferroni).

    Args:
        theory: exact values.
        replications: for each name of `named` one value for each replication, two or more.
        confidence: of all agreements together.

    Raises:
        ValueError: there are fewer than two replications.
    """
    truths = named(theory)
    found = []
    for name, truth in truths.items():
        values = list(replications[name])
        shown = t_interval(values)
        wide = t_interval(values, 1 - (1 - confidence) / len(truths))
        if shown is None or wide is None:
            raise ValueError("an interval needs at least 2 replications")
        agrees = wide[0] - NOTHING <= truth <= wide[1] + NOTHING
        found.append(Compared(name, _unit(name), truth, sum(values) / len(values), *shown, agrees))
    return found


def _unit(name: str) -> str:
    known = {"throughput": "jobs/unit", "lead_time": "units", "wip": "jobs"}
    return known.get(name) or ("jobs" if name.endswith("level") else "share")
