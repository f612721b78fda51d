"""How good a sequence could be at best: a lower bound of each objective, and so of the weighted sum.

Each objective is bounded alone, as if the others did not exist; the bounds are valid for every sequence, and so is
their weighted sum. They are cheap (milliseconds) and say nothing about how options of one car get into each other's
way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taktwin.planning.sequence.problem import Ratio, SequenceProblem
from taktwin.planning.sequence.score import SMOOTH_PARTS, ideal_use


@dataclass(frozen=True)
class Bound:
    """Lower bounds: of each objective that counts, and of the weighted sum."""

    values: dict[str, float]
    total: float


def lower_bound(problem: SequenceProblem) -> Bound:
    """Lower bounds of the objectives that count."""
    violations = {"high_violations": 0, "low_violations": 0}
    for column, ratio in enumerate(problem.ratios):
        level = "high_violations" if ratio.high else "low_violations"
        if level in problem.objectives:
            violations[level] += ratio_bound_of(problem, column)
    makers = {
        "paint_color_changes": colour_bound,
        "high_violations": lambda _: violations["high_violations"],
        "low_violations": lambda _: violations["low_violations"],
        "smoothing": smoothing_bound,
        "tardiness": tardiness_bound,
        "changes": changes_bound,
    }
    values: dict[str, float] = {name: makers[name](problem) for name in problem.objectives}
    return Bound(values, sum(weight * values[name] for name, weight in problem.weight_of.items()))


def ratio_bound_of(problem: SequenceProblem, column: int) -> int:
    """Least violations of one ratio of a problem, from counting."""
    tail, cars = problem.tail_has[:, column], int(problem.has[:, column].sum())
    return ratio_bound(problem.ratios[column], cars, problem.cars, tail, problem.cut_windows)


def ratio_bound(ratio: Ratio, cars: int, positions: int, tail: NDArray[np.bool_], cut: bool) -> int:
    """Least violations of one ratio, from counting.

    The windows whose first places differ by multiples of P cover each position of the day exactly once (with full
    windows alone: at most once). A window takes as many cars without violation as N, less what it has from the day
    before, or as it has positions; each car more costs one. Summed over the P families of windows, which share no
    window.

    Args:
        ratio: N/P.
        cars: Cars of the day with the option.
        positions: Cars of the day.
        tail: Which of the last cars of the day before have the option.
        cut: Whether windows that reach beyond the end count.
    """
    past = len(tail)
    window = min(ratio.window, past + positions + 1)  # a longer one holds no more
    upto = np.concatenate([[0], np.cumsum(tail)])
    total = 0
    for family in range(window):
        # first places, counted from the first position of the day, of windows that hold one of its positions
        starts = np.arange(family - window + 1, positions, window)
        starts = starts[(starts >= -past) & (starts + window > 0)]
        if not cut:
            starts = starts[starts + window <= positions]
        lows, highs = np.maximum(starts, 0), np.minimum(starts + window, positions)
        known = upto[past] - upto[past + np.minimum(starts, 0)]
        takes = np.minimum(np.maximum(ratio.count - known, 0), highs - lows)
        uncovered = positions - int((highs - lows).sum())
        total += int(np.maximum(known - ratio.count, 0).sum()) + max(0, cars - uncovered - int(takes.sum()))
    return total


def colour_bound(problem: SequenceProblem) -> int:
    """Least colour changes: every colour needs its number of cars over the batch limit, rounded up, as runs.

    Two runs of one colour need one of another between them, so a colour of r runs needs 2 r - 1 in all, or 2 r where
    another colour is first. The first run changes nothing where its colour is that of the last car of the day before.
    """
    many = np.bincount(problem.colours, minlength=len(problem.colour_names))
    runs = -(-many // (problem.batch_limit or problem.cars))
    fewest = max(int(runs.sum()), 2 * int(runs.max()) - 1)
    if len(problem.tail_colours) == 0:
        return fewest - 1
    last = problem.tail_colours[-1]
    if runs[last] == 0:
        return fewest
    others = np.delete(runs, last)
    after_last = max(int(runs.sum()), 2 * int(runs[last]) - 1, 2 * int(others.max(initial=0)))
    return min(after_last - 1, fewest)


def smoothing_bound(problem: SequenceProblem) -> float:
    """Least squared deviations: at every position each option's use is a whole number, the nearest to the ideal one."""
    ideal = ideal_use(problem)
    off = np.abs(ideal - SMOOTH_PARTS * np.rint(ideal / SMOOTH_PARTS).astype(np.int64))
    return int((off**2).sum()) / SMOOTH_PARTS**2


def tardiness_bound(problem: SequenceProblem) -> int:
    """Least tardiness: the earliest due position first is best for jobs of one length (Jackson's rule)."""
    if problem.due is None:
        return 0
    due = np.sort(problem.due[problem.due >= 0])
    return int(np.maximum(np.arange(len(due)) - due, 0).sum())


def changes_bound(problem: SequenceProblem) -> int:
    """Positions whose pinned car is not the one of the reference."""
    if problem.pinned is None or problem.reference is None:
        return 0
    return int(np.count_nonzero((problem.pinned >= 0) & (problem.pinned != problem.reference)))
