"""Sequences to start from, which keep the batch limit and the pinned positions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from taktwin.model.errors import ModelError, Problem
from taktwin.planning.sequence.construct import construct
from taktwin.planning.sequence.problem import SequenceProblem
from taktwin.planning.sequence.score import over_limit, score


def starts(problem: SequenceProblem, wanted: NDArray[np.integer] | None = None) -> list[NDArray[np.int32]]:
    """The valid ones among the constructed sequence, the given one and the one wanted; at least one.

    Raises:
        ModelError: No sequence was found that keeps the batch limit and the pinned positions.
    """
    _check_colours(problem)
    found = [construct(problem), *(one for one in (problem.given, problem.reference, wanted) if one is not None)]
    valid = [np.asarray(one, np.int32) for one in found if score(problem, one).valid]
    if valid:
        return valid
    mended = [_mend(problem, _pin(problem, np.asarray(one, np.int32))) for one in found]
    valid = [one for one in mended if score(problem, one).valid]
    if not valid:
        message = f"no sequence was found that keeps the batch limit of {problem.batch_limit} with the pinned positions"
        raise ModelError([Problem("", None, problem.name, message, "pin fewer positions, or raise the batch limit")])
    return valid


def _check_colours(problem: SequenceProblem) -> None:
    if problem.batch_limit is None:
        return
    many = np.bincount(problem.colours)
    colour = int(many.argmax())
    others = problem.cars - int(many[colour])
    if many[colour] > problem.batch_limit * (others + 1):
        message = (
            f"{many[colour]} of {problem.cars} cars have the colour {problem.colour_names[colour]}: no sequence keeps "
            f"the batch limit of {problem.batch_limit}"
        )
        raise ModelError(
            [Problem("", None, problem.name, message, "raise the batch limit, or move cars to another day")]
        )


def _pin(problem: SequenceProblem, order: NDArray[np.int32]) -> NDArray[np.int32]:
    """Swap each pinned car to its position."""
    order = order.copy()
    if problem.pinned is None:
        return order
    for position in np.flatnonzero(problem.pinned >= 0):
        at = int(np.flatnonzero(order == problem.pinned[position])[0])
        order[at], order[position] = order[position], order[at]
    return order


def _mend(problem: SequenceProblem, order: NDArray[np.int32]) -> NDArray[np.int32]:
    """Swap free cars out of runs that are too long, as long as that helps."""
    free = np.ones(problem.cars, bool) if problem.pinned is None else problem.pinned < 0
    excess = over_limit(problem, order)
    while excess:
        colours = problem.colours[order]
        better = None
        for position in np.flatnonzero(free):
            if not _too_long(colours, int(position), problem.batch_limit or problem.cars):
                continue
            for other in np.flatnonzero(free & (colours != colours[position])):
                order[position], order[other] = order[other], order[position]
                after = over_limit(problem, order)
                if after < excess:
                    better = after
                    break
                order[position], order[other] = order[other], order[position]
            if better is not None:
                break
        if better is None:
            return order
        excess = better
    return order


def _too_long(colours: NDArray[np.int32], position: int, limit: int) -> bool:
    low = high = position
    while low > 0 and colours[low - 1] == colours[position]:
        low -= 1
    while high + 1 < len(colours) and colours[high + 1] == colours[position]:
        high += 1
    return high - low + 1 > limit
