"""Which scenarios: all combinations, points in ranges, a file, or those of a sensitivity study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from taktwin.model.phrase import Phrase
from taktwin.planning.experiment.errors import ExperimentError
from taktwin.planning.experiment.factor import Factor, Range
from taktwin.planning.experiment.scenario import (
    Scenario,
    full_factorial,
    latin_hypercube,
    nothing_varied,
    read_scenarios,
)
from taktwin.planning.experiment.sensitivity import Study, study

FULL, LHS = "full", "lhs"
_LHS = Phrase("`design` lhs and `points`")


@dataclass(frozen=True)
class Design:
    """The scenarios, and the sensitivity study that they belong to, if any."""

    scenarios: Sequence[Scenario]
    study: Study | None = None


def design(
    factors: Sequence[Factor] = (),
    ranges: Sequence[Range] = (),
    file: str | Path | None = None,
    given: Sequence[Scenario] = (),
    kind: str = FULL,
    points: int | None = None,
    sensitivity: str | None = None,
    seed: int = 1,
) -> Design:
    """Lay out an experiment in exactly one way.

    Args:
        factors: every combination of their values.
        ranges: sampled by `kind` lhs, or by `sensitivity`.
        file: CSV of scenarios.
        given: scenarios made in Python.
        kind: `full` or `lhs`.
        points: of the Latin hypercube, or of the sensitivity study.
        sensitivity: `morris` or `sobol`.
        seed: of the points; the runs have the same.

    Raises:
        ExperimentError: nothing is varied, or in two ways at once.
        ExecutorError: SALib is needed and not installed.
        OSError: the file cannot be read.
    """
    if kind not in (FULL, LHS):
        raise ExperimentError(Phrase("there is no design '{kind}'", kind=kind), Phrase("use full or lhs"), "design")
    ways = [bool(factors), bool(ranges), file is not None, bool(given)]
    if sum(ways) == 0:
        raise nothing_varied()
    if sum(ways) > 1:
        raise ExperimentError(
            Phrase("values, ranges and a file of scenarios exclude each other"), Phrase("vary in one way"), "vary"
        )
    sampled = sensitivity is not None or kind == LHS
    if sampled and not ranges:
        raise ExperimentError(
            Phrase("points are taken from ranges"), Phrase("give `ranges` for each value in question"), "ranges"
        )
    if sensitivity is not None:
        found = study(sensitivity, ranges, points, seed)
        return Design(found.scenarios, found)
    if ranges:
        if kind != LHS or points is None:
            raise ExperimentError(
                Phrase("a range needs points"),
                Phrase("give {lhs}, or `sensitivity` morris; or name the values, as in PATH=5,10,20", lhs=_LHS),
                "ranges",
            )
        return Design(latin_hypercube(ranges, points, seed))
    if points is not None:
        raise ExperimentError(
            Phrase("`points` belongs to `design` lhs or to `sensitivity`"), Phrase("give one of them"), "points"
        )
    if file is not None:
        return Design(read_scenarios(file))
    return Design(list(given) or full_factorial(factors))
