"""What a sequence is worth: the plain evaluator, the definition of every objective.

The solver's kernel counts the same things step by step; tests hold it to this file.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase
from taktwin.planning.sequence.problem import Ratio, SequenceProblem, is_sequence
from taktwin.planning.sequence.spans import outside

#: Deviations from the ideal use are rounded to this part of a car, so that smoothing is counted in whole numbers.
SMOOTH_PARTS = 16


@dataclass(frozen=True)
class Score:
    """The objectives of a sequence, all the smaller the better.

    Attributes:
        values: Each objective that the problem can measure: ``paint_color_changes``, ``high_violations``,
            ``low_violations``, ``smoothing``; ``tardiness`` and ``changes`` where there are due positions or a
            reference.
        total: The weighted sum of those that count (see ``SequenceProblem.weight_of``).
        over_limit: Cars beyond the batch limit, summed over the runs; 0 in a valid sequence.
        unpinned: Positions that do not hold the car pinned there; 0 in a valid sequence.
        outside: Cars outside the positions between which they must stand; 0 in a valid sequence.
    """

    values: dict[str, float]
    total: float
    over_limit: int = 0
    unpinned: int = 0
    by_ratio: dict[str, int] = field(default_factory=dict)
    outside: int = 0

    @property
    def valid(self) -> bool:
        """Whether the batch limit, the pinned positions and the spans are kept."""
        return self.over_limit == 0 and self.unpinned == 0 and self.outside == 0

    @property
    def paint_color_changes(self) -> int:
        """Colour changes within the day, and to its first car from the last one of the day before."""
        return int(self.values["paint_color_changes"])

    @property
    def high_violations(self) -> int:
        """Cars too many, summed over the windows of all ratios of high priority."""
        return int(self.values["high_violations"])

    @property
    def low_violations(self) -> int:
        """Cars too many, summed over the windows of all ratios of low priority."""
        return int(self.values["low_violations"])


def score(problem: SequenceProblem, order: NDArray[np.integer]) -> Score:
    """Evaluate a sequence.

    For a ratio N/P every window of P consecutive cars that holds at least one car of the day costs max(0, count - N).
    Windows reach back into the known cars of the day before; windows at the end are cut at the last car and still
    counted, where the problem has ``cut_windows`` (rule of the ROADEF challenge 2005, Renault's checker of July 2004).

    Args:
        problem: What is to be sequenced.
        order: Car index of each position.

    Raises:
        ModelError: ``order`` is no sequence of the cars.
    """
    order = np.asarray(order)
    if not is_sequence(order, problem.cars):
        message = Phrase("the sequence does not name each of the {cars} cars once", cars=problem.cars)
        raise ModelError([Problem("", None, problem.name, message, Phrase("give a permutation of the car indices"))])
    by_ratio = _violations(problem, order)
    values: dict[str, float] = {
        "paint_color_changes": colour_changes(problem, order),
        "high_violations": sum(by_ratio[ratio.name] for ratio in problem.ratios if ratio.high),
        "low_violations": sum(by_ratio[ratio.name] for ratio in problem.ratios if not ratio.high),
        "smoothing": smoothing(problem, order),
    }
    if problem.due is not None:
        values["tardiness"] = tardiness(problem, order)
    if problem.reference is not None:
        values["changes"] = int(np.count_nonzero(order != problem.reference))
    total = sum(weight * values[name] for name, weight in problem.weight_of.items())
    pinned = problem.pinned
    unpinned = 0 if pinned is None else int(np.count_nonzero((pinned >= 0) & (pinned != order)))
    return Score(values, total, over_limit(problem, order), unpinned, by_ratio, outside(order, problem.spans))


def _violations(problem: SequenceProblem, order: NDArray[np.integer]) -> dict[str, int]:
    line = np.vstack([problem.tail_has, problem.has[order]])
    upto = np.vstack([np.zeros((1, line.shape[1]), np.int64), np.cumsum(line, axis=0, dtype=np.int64)])
    return {
        ratio.name: int(window_excess(upto[:, column], len(problem.tail_has), ratio, problem.cut_windows).sum())
        for column, ratio in enumerate(problem.ratios)
    }


def window_excess(upto: NDArray[np.int64], before: int, ratio: Ratio, cut: bool) -> NDArray[np.int64]:
    """Cars too many in each window that counts, in the order of the windows' first cars.

    Args:
        upto: Cars with the option before each place of the line (the day before, then the day); one more than places.
        before: How many places belong to the day before.
        ratio: The ratio.
        cut: Whether windows that reach beyond the end count.
    """
    places = len(upto) - 1
    first = max(0, before - ratio.window + 1)
    last = places if cut else places - ratio.window + 1
    starts = np.arange(first, max(last, first))
    ends = np.minimum(starts + ratio.window, places)
    return np.maximum(upto[ends] - upto[starts] - ratio.count, 0)


def colour_changes(problem: SequenceProblem, order: NDArray[np.integer]) -> int:
    """Colour changes within the day, and one more where its first car differs from the last of the day before."""
    colours = np.concatenate([problem.tail_colours[-1:], problem.colours[order]])
    return int(np.count_nonzero(colours[1:] != colours[:-1]))


def over_limit(problem: SequenceProblem, order: NDArray[np.integer]) -> int:
    """Cars beyond the batch limit, summed over the runs of one colour within the day (the day before apart)."""
    if problem.batch_limit is None:
        return 0
    colours = problem.colours[order]
    edges = np.flatnonzero(colours[1:] != colours[:-1]) + 1
    runs = np.diff(np.concatenate([[0], edges, [len(colours)]]))
    return int(np.maximum(runs - problem.batch_limit, 0).sum())


def ideal_use(problem: SequenceProblem) -> NDArray[np.int64]:
    """Ideal cumulative use of each ratio's option after each position, in parts of a car; shape (cars, ratios)."""
    totals = problem.has.sum(axis=0).astype(np.float64)
    steps = np.arange(1, problem.cars + 1, dtype=np.float64)[:, None]
    return np.rint(SMOOTH_PARTS * steps * totals / problem.cars).astype(np.int64)


def smoothing(problem: SequenceProblem, order: NDArray[np.integer]) -> float:
    """Toyota's goal chasing: squared deviations of the cumulative use of each option from an even use, summed.

    Sum over positions k and options j of (used(j, k) - k n(j) / n)^2 (Monden 1983, Toyota Production System; Miltenburg
    1989), in squared cars; the ideal use is rounded to 1/16 of a car.
    """
    used = SMOOTH_PARTS * np.cumsum(problem.has[order], axis=0, dtype=np.int64)
    return int(((used - ideal_use(problem)) ** 2).sum()) / SMOOTH_PARTS**2


def tardiness(problem: SequenceProblem, order: NDArray[np.integer]) -> int:
    """Positions behind the due position, summed over the cars that have one."""
    if problem.due is None:
        return 0
    late = np.arange(problem.cars) - problem.due[order]
    return int(late[(problem.due[order] >= 0) & (late > 0)].sum())
