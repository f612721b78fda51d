"""The map of a guide path: which ways vehicles may take, how long they need, which zones can wait for each other."""

from __future__ import annotations

import math
from itertools import pairwise

from taktwin.model.nouns.fleets.guidepath import Edge

MOST_WAYS = 3
LONGEST = 1.5  # times as long as the quickest way
PENALTY = 2.0  # the pieces of a way that has been found count so much more in the search for the next

Way = tuple[tuple[int, str], ...]  # (piece, point at its start), one after the other


def drive_seconds(length: float, speed: float, up: float, down: float, from_rest: bool, to_rest: bool) -> float:
    """Seconds for a piece of way, by the formulas on the page."""
    speeding = speed**2 / (2.0 * up) if from_rest else 0.0  # m until full speed
    braking = speed**2 / (2.0 * down) if to_rest else 0.0
    if length >= speeding + braking:
        seconds = (length - speeding - braking) / speed
        if from_rest:
            seconds += speed / up
        return seconds + speed / down if to_rest else seconds
    if not from_rest:
        return 2.0 * length / speed
    if not to_rest:
        return math.sqrt(2.0 * length / up)
    both = 1.0 / up + 1.0 / down
    return math.sqrt(2.0 * length / both) * both


class Map:
    """Ways between points. ``seconds``: of each piece at full speed; ``points``: in the order of the file."""

    def __init__(self, pieces: list[Edge], points: list[str], seconds: list[float]) -> None:
        self.order = {point: i for i, point in enumerate(points)}
        self.seconds = dict(enumerate(seconds))
        self.steps = [(i, piece.start, piece.end) for i, piece in enumerate(pieces)]
        self.steps += [(i, piece.end, piece.start) for i, piece in enumerate(pieces) if piece.two_way]

    def ways(self, start: str, end: str) -> list[Way]:
        """The quickest way and others that are not much longer."""
        if start == end:
            return [()]
        weight = dict(self.seconds)
        found: list[Way] = []
        while len(found) < MOST_WAYS:
            way = self._quickest(start, end, weight)
            if way in found or (found and self._time(way) > LONGEST * self._time(found[0])):
                break
            found.append(way)
            for piece, _ in way:
                weight[piece] *= PENALTY
        return found

    def _time(self, way: Way) -> float:
        return sum(self.seconds[piece] for piece, _ in way)

    def _quickest(self, start: str, end: str, weight: dict[int, float]) -> Way:
        """By relaxing all steps until nothing changes, then going back from the end."""
        reached = {start: 0.0}
        changed = True
        while changed:
            changed = False
            for piece, one, other in self.steps:
                if one in reached and reached[one] + weight[piece] < reached.get(other, math.inf):
                    reached[other] = reached[one] + weight[piece]
                    changed = True
        way: list[tuple[int, str]] = []
        point = end
        while point != start:
            before = [
                (reached[one], self.order[one], piece, one)
                for piece, one, other in self.steps
                if other == point and one in reached and reached[one] + weight[piece] == reached[point]
            ]
            _, _, piece, point = min(before)
            way.insert(0, (piece, point))
        return tuple(way)


def followers(ways: list[Way]) -> dict[int, set[int]]:
    """Piece -> the pieces that come directly after it on some way."""
    found: dict[int, set[int]] = {}
    for way in ways:
        for (piece, _), (after, _) in pairwise(way):
            found.setdefault(piece, set()).add(after)
    return found


def clusters(pieces: int, ways: list[Way]) -> list[tuple[frozenset[int], bool]]:
    """Pieces that can reach each other, and whether they are a ring: each has one follower among them."""
    after = followers(ways)
    reach = [{piece} | after.get(piece, set()) for piece in range(pieces)]
    for via, further in enumerate(reach):  # transitive closure
        for reached in reach:
            if via in reached:
                reached |= further
    found = {frozenset(other for other in reached if piece in reach[other]) for piece, reached in enumerate(reach)}
    return [(group, all(len(after.get(piece, set()) & group) == 1 for piece in group)) for group in found]
