"""Where a thing is drawn between two moments. `static/scene/motion.js` is the same rule; a test compares both.

A stay is a segment: the thing is in ``place`` at ``slot`` from ``t0`` to ``t1``. In the trace it comes there in no
time; on the page the first ``move`` seconds show how it comes from where it stood before, along the way of a link where
one leads there. In a place that carries (a conveyor, a zone of a moving line) these seconds are its way through. A
segment without a place (-1) is a drive along ``way``, from its begin to its end, or for ``move`` seconds where it has
them; where that is one point of a guide path, or it has arrived, the things that stand there are drawn beside each
other by their slots.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from taktwin.web.scene.places import ALONG, CARRIED, STANDS, Place

Point = tuple[float, float]


def slot_at(place: Place, slot: int) -> Point:
    """The middle of a slot of a place."""
    at, count = place.cell, max(1, place.slots)
    slot %= count
    if place.motion == ALONG:  # the first to come stands at the far end
        return at.x + at.width * (1.0 - (slot + 0.5) / count), at.y + at.height / 2
    if place.motion == CARRIED:
        return at.right, at.y + at.height / 2
    columns = max(1, min(count, math.ceil(math.sqrt(count * at.width / at.height))))
    rows = math.ceil(count / columns)
    return (
        at.x + at.width * (slot % columns + 0.5) / columns,
        at.y + at.height * (slot // columns + 0.5) / rows,
    )


def along(points: Sequence[Point], share: float) -> Point:
    """The point of a polyline at a share of its length."""
    lengths = [math.dist(a, b) for a, b in pairwise(points)]
    far = share * sum(lengths)
    for (x0, y0), (x1, y1), length in zip(points[:-1], points[1:], lengths, strict=True):
        if far <= length and length > 0:
            return x0 + (x1 - x0) * far / length, y0 + (y1 - y0) * far / length
        far -= length
    return points[-1]


def position(
    places: Sequence[Place],
    ways: Sequence[Sequence[Point]],
    segment: tuple[float, float, float, int, int, int, int, int],
    time: float,
) -> Point:
    """Where a thing is drawn at a time of its segment (t0, t1, move, place, slot, from, from_slot, way)."""
    t0, t1, move, place, slot, origin, origin_slot, way = segment
    if place < 0 and (len(ways[way]) == 1 or time - t0 >= move > 0):
        x, y = ways[way][-1]
        return x + 4.0 * (slot % 10) - 18.0, y + 8.0 + 4.0 * (slot // 10)
    if place < 0 and move > 0:
        return along(ways[way], (time - t0) / move)
    if place < 0:
        return along(ways[way], (time - t0) / (t1 - t0) if t1 > t0 else 1.0)
    end = slot_at(places[place], slot)
    share = (time - t0) / move if move > 0 else 1.0
    if share >= 1.0:
        return end
    if places[place].motion != STANDS:
        begin = places[place].cell.x, places[place].cell.y + places[place].cell.height / 2
        return along([begin, end], share)
    begin = slot_at(places[origin], origin_slot) if origin >= 0 else end
    return along([begin, *(ways[way] if way >= 0 else ()), end], share)
