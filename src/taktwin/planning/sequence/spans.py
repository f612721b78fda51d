"""Spans: the positions between which a car must stand, whatever else counts."""

from __future__ import annotations

import heapq

import numpy as np
from numpy.typing import NDArray

#: What a car outside its span costs an assignment: more than all distances of a day together.
_OUTSIDE = 1e9
Spans = tuple[NDArray[np.int32], NDArray[np.int32]]


def around(order: NDArray[np.integer], most: int) -> Spans:
    """First and last position (from 0) of each car that stays at most ``most`` positions from its place in an order."""
    cars = len(order)
    place = np.empty(cars, np.int32)
    place[order] = np.arange(cars, dtype=np.int32)
    return np.maximum(place - most, 0), np.minimum(place + most, cars - 1)


def crowded(earliest: NDArray[np.integer], latest: NDArray[np.integer]) -> list[int] | None:
    """Cars that do not fit into their spans together; None where a sequence keeps all spans.

    Positions are filled from the first on with the car that must come soonest of those that may stand there. If one
    comes too late that way, there are more cars between two positions than places (Jackson, Scheduling a production
    line to minimize maximum tardiness, 1955; Hall's condition for intervals).
    """
    cars = len(earliest)
    by_begin = np.argsort(earliest, kind="stable").tolist()
    waiting: list[tuple[int, int]] = []
    taken = 0
    for position in range(cars):
        while taken < cars and earliest[by_begin[taken]] <= position:
            heapq.heappush(waiting, (int(latest[by_begin[taken]]), by_begin[taken]))
            taken += 1
        if not waiting:
            return _too_many(earliest, latest, cars - 1)  # all that are left begin later: too many for the rest
        last, _ = heapq.heappop(waiting)
        if last < position:
            return _too_many(earliest, latest, last)
    return None


def _too_many(earliest: NDArray[np.integer], latest: NDArray[np.integer], end: int) -> list[int]:
    """The cars of the shortest stretch up to ``end`` that has more cars than places."""
    within = np.flatnonzero(latest <= end)
    for begin in sorted(set(earliest[within].tolist()), reverse=True):
        found = within[earliest[within] >= begin]
        if len(found) > end - begin + 1:
            return found.tolist()
    return within.tolist()


def into_spans(order: NDArray[np.integer], spans: Spans, pinned: NDArray[np.integer] | None) -> NDArray[np.int32]:
    """The sequence nearest to ``order`` (sum of the moves) in which the cars stand in their spans and pinned places."""
    from scipy.optimize import linear_sum_assignment

    cars = len(order)
    place = np.empty(cars, np.int64)
    place[order] = np.arange(cars)
    positions = np.arange(cars)
    cost = np.abs(place[:, None] - positions[None, :]).astype(np.float64)
    cost[(positions < spans[0][:, None]) | (positions > spans[1][:, None])] = _OUTSIDE
    if pinned is not None:
        for position in np.flatnonzero(pinned >= 0):
            own = cost[pinned[position], position]
            cost[pinned[position], :] = _OUTSIDE
            cost[:, position] = _OUTSIDE
            cost[pinned[position], position] = own
    found, at = linear_sum_assignment(cost)
    made = np.empty(cars, np.int32)
    made[at] = found
    return made


def outside(order: NDArray[np.integer], spans: Spans | None) -> int:
    """How many cars of a sequence stand outside their span."""
    if spans is None:
        return 0
    positions = np.arange(len(order))
    return int(np.count_nonzero((positions < spans[0][order]) | (positions > spans[1][order])))
