"""A store of lanes: a car goes to the end of a lane, and only the first of each lane can leave.

Lanes can put n cars into order if no more than `lanes` of them come in falling order, one after the other (Dilworth;
Aldous and Diaconis, Longest increasing subsequences: from patience sorting to the Baik-Deift-Johansson theorem,
Bulletin of the American Mathematical Society 36, 1999, 413-432). The rule here is that of patience sorting: a car goes
behind the highest number below its own.
"""

from __future__ import annotations

from collections import deque

import numpy as np
import numpy.typing as npt

from taktwin.model.phrase import Phrase
from taktwin.planning.bodystore.retrieval import Ranks, StoreError, ranks_of

LANE_RULES = ("fit", "shortest", "turns")


def through_lanes(numbers: npt.ArrayLike, lanes: int, length: int, rule: str = "fit", hold: int | None = None) -> Ranks:
    """The order in which cars leave a store of lanes.

    A car leaves when its turn has come. If a car must be taken in and the store holds `hold` cars (or no lane has
    room), the lowest of the cars that stand first leaves.

    Args:
        numbers: order number of each car, in the order in which they come.
        lanes: number of lanes.
        length: cars in a lane.
        rule: into which lane a car goes, of those with room: `fit` (behind the highest number below its own; else into
            an empty lane; else where it blocks the least), `shortest` (the lane with the fewest cars), `turns` (one
            after the other).
        hold: cars that wait at most; None for all places.

    Returns:
        Planned positions (0 to n-1) in the order in which the cars leave.

    Raises:
        StoreError: no lanes, an unknown rule, or an order number twice.
    """
    if lanes < 1 or length < 1:
        raise StoreError(
            Phrase(
                "lanes and their length must be 1 or more, got {lanes} lanes of {length}", lanes=lanes, length=length
            )
        )
    if rule not in LANE_RULES:
        raise StoreError(Phrase('there is no rule "{rule}" for lanes', rule=rule), f"use {', '.join(LANE_RULES)}")
    most = lanes * length if hold is None else hold
    if not 0 <= most <= lanes * length:
        raise StoreError(
            Phrase(
                "{lanes} lanes of {length} hold 0 to {lanes2} cars, not {most}",
                lanes=lanes,
                length=length,
                lanes2=lanes * length,
                most=most,
            )
        )
    standing: list[deque[int]] = [deque() for _ in range(lanes)]
    left: list[int] = []
    turn = 0
    for count, rank in enumerate(ranks_of(numbers).tolist()):
        while sum(map(len, standing)) >= max(most, 1) or all(len(lane) >= length for lane in standing):
            turn = max(turn, _let_go(standing, left) + 1)
        standing[_lane_for(rank, standing, length, rule, count)].append(rank)
        if most == 0:
            turn = max(turn, _let_go(standing, left) + 1)
        turn = _in_turn(standing, left, turn)
    while any(standing):
        _let_go(standing, left)
    return np.array(left, np.int64)


def _lane_for(rank: int, standing: list[deque[int]], length: int, rule: str, count: int) -> int:
    free = [i for i, lane in enumerate(standing) if len(lane) < length]
    if rule == "shortest":
        return min(free, key=lambda i: (len(standing[i]), i))
    if rule == "turns":
        return min(free, key=lambda i: (i - count) % len(standing))
    below = [i for i in free if standing[i] and standing[i][-1] < rank]
    if below:
        return max(below, key=lambda i: standing[i][-1])
    empty = [i for i in free if not standing[i]]
    # All end above: behind the lane that will be gone soonest, so that this car is late by the least.
    return empty[0] if empty else min(free, key=lambda i: (max(standing[i]), i))


def _in_turn(standing: list[deque[int]], left: list[int], turn: int) -> int:
    """Every first car whose turn it is, or has passed, leaves; returns whose turn it is then."""
    while True:
        ready = [lane for lane in standing if lane and lane[0] <= turn]
        if not ready:
            return turn
        lane = min(ready, key=lambda one: one[0])
        turn = max(turn, lane[0] + 1)
        left.append(lane.popleft())


def _let_go(standing: list[deque[int]], left: list[int]) -> int:
    """The lowest of the first cars leaves."""
    left.append(min((lane for lane in standing if lane), key=lambda one: one[0]).popleft())
    return left[-1]
