"""Sequences to start from, which keep the batch limit and the pinned positions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase
from taktwin.planning.sequence.construct import construct
from taktwin.planning.sequence.problem import SequenceProblem
from taktwin.planning.sequence.score import over_limit, score
from taktwin.planning.sequence.spans import into_spans, outside


def starts(problem: SequenceProblem, wanted: NDArray[np.integer] | None = None) -> list[NDArray[np.int32]]:
    """The valid ones among the constructed sequence, the given one and the one wanted; at least one.

    Raises:
        ModelError: No sequence was found that keeps the batch limit and the pinned positions.
    """
    check_colours(problem)
    found = [construct(problem), *(one for one in (problem.given, problem.reference, wanted) if one is not None)]
    valid = [np.asarray(one, np.int32) for one in found if score(problem, one).valid]
    if valid:
        return valid
    valid = [one for one in (mend(problem, order) for order in found) if one is not None]
    if not valid:
        fixed = Phrase("pinned positions") if problem.spans is None else Phrase("pinned positions and spans")
        message = Phrase(
            "no sequence was found that keeps the batch limit of {batch_limit} with the {fixed}",
            batch_limit=problem.batch_limit,
            fixed=fixed,
        )
        remedy = Phrase("pin fewer positions, widen spans, or raise the batch limit")
        raise ModelError([Problem("", None, problem.name, message, remedy)])
    return valid


def check_colours(problem: SequenceProblem) -> None:
    """Raise a `ModelError` where a colour has more cars than the batch limit lets into the day."""
    if problem.batch_limit is None:
        return
    many = np.bincount(problem.colours)
    colour = int(many.argmax())
    others = problem.cars - int(many[colour])
    if many[colour] > problem.batch_limit * (others + 1):
        message = Phrase(
            "{many} of {cars} cars have the colour {colour_names}: no sequence keeps the batch limit of {batch_limit}",
            many=many[colour],
            cars=problem.cars,
            colour_names=problem.colour_names[colour],
            batch_limit=problem.batch_limit,
        )
        raise ModelError(
            [Problem("", None, problem.name, message, Phrase("raise the batch limit, or move cars to another day"))]
        )


def mend(problem: SequenceProblem, order: NDArray[np.integer]) -> NDArray[np.int32] | None:
    """A sequence near ``order`` that keeps the batch limit and the pinned positions; None where none was found.

    Pinned cars are swapped to their positions, then cars out of runs that are too long; where no swap helps, one of
    these is put elsewhere and those between move up.
    """
    near = _pin(problem, np.asarray(order, np.int32))
    if problem.spans is not None:
        near = into_spans(near, problem.spans, problem.pinned)
    found = _shorten(problem, near)
    return found if score(problem, found).valid else None


def _pin(problem: SequenceProblem, order: NDArray[np.int32]) -> NDArray[np.int32]:
    """Swap each pinned car to its position."""
    order = order.copy()
    if problem.pinned is None:
        return order
    for position in np.flatnonzero(problem.pinned >= 0):
        at = int(np.flatnonzero(order == problem.pinned[position])[0])
        order[at], order[position] = order[position], order[at]
    return order


def _shorten(problem: SequenceProblem, order: NDArray[np.int32]) -> NDArray[np.int32]:
    """Bring runs that are too long down to the batch limit, as far as swaps, or else shifts, of free cars can."""
    free = np.ones(problem.cars, bool) if problem.pinned is None else problem.pinned < 0
    excess = over_limit(problem, order)
    while excess:
        better = (one for move in (_swapped, _shifted) for one in move(problem, order, free))
        fits = (one for one in better if outside(one, problem.spans) == 0)
        found = next((one for one in fits if over_limit(problem, one) < excess), None)
        if found is None:
            break
        order, excess = found, over_limit(problem, found)
    return order


def _swapped(
    problem: SequenceProblem, order: NDArray[np.int32], free: NDArray[np.bool_]
) -> Iterator[NDArray[np.int32]]:
    """The sequence after each of the swaps that are likely to help."""
    for place, other in _swaps(problem, order, free):
        yield _exchanged(order, place, other)


def _shifted(
    problem: SequenceProblem, order: NDArray[np.int32], free: NDArray[np.bool_]
) -> Iterator[NDArray[np.int32]]:
    """The sequence after a car of a run that is too long was put elsewhere, near places first; others move up."""
    for low, high in _Runs(problem.colours[order], problem.batch_limit or problem.cars).too_long():
        for place in sorted(range(problem.cars), key=lambda place: abs(2 * place - low - high)):
            at = min(max(place, low), high)
            if low <= place <= high or not free[min(at, place) : max(at, place) + 1].all():
                continue
            yield np.insert(np.delete(order, at), place, order[at])


def _swaps(problem: SequenceProblem, order: NDArray[np.int32], free: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Swaps that are likely to bring the runs nearer to the batch limit; of each run, the likeliest first.

    A place that parts a run well takes a car of another colour from where it is missed least; of equals one that has
    the options of the car that it replaces.
    """
    colours, limit, excess = problem.colours[order], problem.batch_limit or problem.cars, over_limit(problem, order)
    runs = _Runs(colours, limit)
    for low, high in runs.too_long():
        inside = np.arange(low, high + 1)
        left = _beyond(inside - low, limit) + _beyond(high - inside, limit)  # beyond the limit if it is parted there
        candidates = np.flatnonzero(free & (colours != colours[low]))
        costs = runs.cost_of_taking(candidates, colours[low])
        beside = np.flatnonzero((candidates == low - 1) | (candidates == high + 1))  # their cost depends on the place
        for place in inside[np.argsort(left, kind="stable")]:
            gain = _beyond(high - low + 1, limit) - left[place - low]
            for at in beside:
                costs[at] = gain + over_limit(problem, _exchanged(order, place, candidates[at])) - excess
            good = np.flatnonzero((costs < gain) & free[place])
            unlike = (problem.has[order[candidates[good]]] != problem.has[order[place]]).sum(axis=1)
            for at in good[np.lexsort((unlike, costs[good]))]:
                yield int(place), int(candidates[at])


def _exchanged(order: NDArray[np.int32], place: int, other: int) -> NDArray[np.int32]:
    order = order.copy()
    order[[place, other]] = order[[other, place]]
    return order


def _beyond(length: NDArray[np.int64] | int, limit: int) -> NDArray[np.int64]:
    return np.maximum(length - limit, 0)


class _Runs:
    """The runs of one colour of a sequence."""

    def __init__(self, colours: NDArray[np.int32], limit: int) -> None:
        self.colours, self.limit = colours, limit
        starts = np.concatenate([[0], np.flatnonzero(colours[1:] != colours[:-1]) + 1])
        self.lows, self.highs = starts, np.concatenate([starts[1:], [len(colours)]]) - 1
        self.run_of = np.repeat(np.arange(len(starts)), self.highs - self.lows + 1)

    def too_long(self) -> list[tuple[int, int]]:
        """First and last place of each run beyond the limit."""
        long = self.highs - self.lows + 1 > self.limit
        return list(zip(self.lows[long].tolist(), self.highs[long].tolist(), strict=True))

    def cost_of_taking(self, places: NDArray[np.int64], colour: int) -> NDArray[np.int64]:
        """Cars more beyond the limit if the car of each place made room for one of another colour."""
        low, high = self.lows[self.run_of[places]], self.highs[self.run_of[places]]
        before = np.where(places == low, self._length(low - 1, colour), 0)
        after = np.where(places == high, self._length(high + 1, colour), 0)
        more = _beyond(before + 1 + after, self.limit) - _beyond(before, self.limit) - _beyond(after, self.limit)
        parts = _beyond(places - low, self.limit) + _beyond(high - places, self.limit)
        return more + parts - _beyond(high - low + 1, self.limit)

    def _length(self, places: NDArray[np.int64], colour: int) -> NDArray[np.int64]:
        """Length of the run at each place; 0 where it is outside of the day or of another colour."""
        inside = (places >= 0) & (places < len(self.colours))
        at = np.where(inside, places, 0)
        run = self.run_of[at]
        return np.where(inside & (self.colours[at] == colour), self.highs[run] - self.lows[run] + 1, 0)
