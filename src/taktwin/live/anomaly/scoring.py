"""The compiled part of the detector: one record after the other, each told by those before it alone.

Two scales look at the same series. The first looks at the newest value; the second at the last 48 records, taken
together as four means of twelve. Each asks how far the newest one is from the nearest it has seen (of the remembered
ones), leaving out its own surroundings, which are always near: a window is compared with those that share no record
with it. How unusual such a distance is follows from the past distances of that scale: below their quantile it is not;
above it the distances are taken to have an exponential tail, whose mean is that of the remembered excesses
(peaks over threshold, Pickands 1975, with the shape 0). p of a distance d above the quantile u of order q is
(1 - q) exp(-(d - u) / mean excess). The score of a record is the sum over both scales of -log10 p.

Nothing is divided by the spread of the series, and no minimum or maximum of it is needed.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
from numba import njit

from taktwin.kernel.base.keptkernel import content_folder, kept_kernel

MEANS, EACH = 4, 12  #: the window: means, and records of each
WINDOW = MEANS * EACH
SCALES = 2  #: value, window
LEAST = 100  #: past distances without which there is no score
MOST_SCORE = 20.0  #: of one scale: beyond it there is nothing to tell apart
LARGEST = 1e150  #: of a value: its square must still be a number

#: Places in the counters: records with a value, records of rest left, then points and distances of each scale.
RECORDS, RESTING, POINTS, DISTANCES = 0, 1, 2, 4
COUNTERS = 6

_PART: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}


@njit(**_PART, fastmath={"nnan", "nsz"})  # no value is a not-a-number, and a zero has no sign that counts
def _least(values: np.ndarray, count: int) -> float:
    """The least of the first ``count`` values: of four rows at once, which the processor need not do in turn."""
    one = two = three = four = math.inf
    whole = count // 4 * 4
    for at in range(0, whole, 4):
        one, two = min(one, values[at]), min(two, values[at + 1])
        three, four = min(three, values[at + 2]), min(four, values[at + 3])
    for at in range(whole, count):
        one = min(one, values[at])
    return min(one, two, three, four)


@njit(**_PART)
def _nearest_value(points: np.ndarray, count: int, value: float, scratch: np.ndarray) -> float:
    """Distance of a value to the nearest of the first ``count`` points."""
    row = points[0]
    for at in range(count):
        scratch[at] = abs(row[at] - value)
    return _least(scratch, count)


@njit(**_PART)
def _nearest_window(points: np.ndarray, count: int, window: np.ndarray, scratch: np.ndarray) -> float:
    """Euclidean distance of a window to the nearest of the first ``count`` points."""
    one, two, three, four = points[1], points[2], points[3], points[4]
    a, b, c, d = window[0], window[1], window[2], window[3]
    for at in range(count):  # apart from the search for the least, so that several are done at once
        w, x, y, z = one[at] - a, two[at] - b, three[at] - c, four[at] - d
        scratch[at] = w * w + x * x + y * y + z * z
    return math.sqrt(_least(scratch, count))


@njit(**_PART)
def _means(recent: np.ndarray, newest: int, window: np.ndarray) -> None:
    """The window that ends with record ``newest``, as its means, oldest first."""
    for part in range(MEANS):
        total = 0.0
        for at in range(EACH):
            total += recent[(newest - WINDOW + 1 + part * EACH + at) % recent.size]
        window[part] = total / EACH


@njit(**_PART)
def _place(ordered: np.ndarray, count: int, distance: float) -> int:
    """The first place among the ``count`` ordered distances that is not below a distance."""
    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        if ordered[middle] < distance:
            low = middle + 1
        else:
            high = middle
    return low


@njit(**_PART)
def _remember(distances: np.ndarray, ordered: np.ndarray, seen: int, distance: float) -> None:
    """Take a distance into the remembered ones, in place of the oldest where there is no room."""
    memory = distances.size
    slot = seen % memory
    free = seen  # place of the ordered ones that may be overwritten
    if seen >= memory:
        free = _place(ordered, memory, distances[slot])
    while free > 0 and ordered[free - 1] > distance:
        ordered[free] = ordered[free - 1]
        free -= 1
    last = min(seen, memory - 1)
    while free < last and ordered[free + 1] < distance:
        ordered[free] = ordered[free + 1]
        free += 1
    ordered[free] = distance
    distances[slot] = distance


@njit(**_PART)
def _unusual(ordered: np.ndarray, seen: int, quantile: float, distance: float) -> float:
    """-log10 of the chance of a distance this large, by those remembered; 0 where it is not unusual."""
    count = min(seen, ordered.size)
    if count < LEAST:
        return 0.0
    first = int(quantile * count)
    above = distance - ordered[first]
    if above <= 0.0:
        return 0.0
    excess = 0.0
    for at in range(first, count):
        excess += ordered[at] - ordered[first]
    mean = excess / (count - first)
    usual = -math.log10(1.0 - quantile)
    if mean <= 0.0:  # all of the tail are equal, and this one is beyond them
        return MOST_SCORE
    return min(usual + above / mean * math.log10(math.e), MOST_SCORE)


@njit(**_PART)
def _value_distance(points: np.ndarray, counts: np.ndarray, value: float, scratch: np.ndarray) -> float:
    """Distance of a value to the nearest past one; below zero where there is none. The value becomes a past one."""
    seen = counts[POINTS]
    memory = points.shape[1]
    found = _nearest_value(points, min(seen, memory), value, scratch) if seen > 0 else -1.0
    points[0, seen % memory] = value
    counts[POINTS] += 1
    return found


@njit(**_PART)
def _window_distance(
    points: np.ndarray, counts: np.ndarray, recent: np.ndarray, window: np.ndarray, scratch: np.ndarray
) -> float:
    """Distance of the newest window to the nearest past one that shares no record with it; below zero where none."""
    newest = counts[RECORDS]
    memory = points.shape[1]
    if newest >= 2 * WINDOW - 1:  # one more past window has ended before the newest one begins
        _means(recent, newest - WINDOW, window)
        slot = counts[POINTS + 1] % memory
        for part in range(MEANS):
            points[1 + part, slot] = window[part]
        counts[POINTS + 1] += 1
    if counts[POINTS + 1] == 0:
        return -1.0
    _means(recent, newest, window)
    return _nearest_window(points, min(counts[POINTS + 1], memory), window, scratch)


def _feed(
    values: np.ndarray,
    settings: np.ndarray,
    state: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray],
    scratch: np.ndarray,
    scores: np.ndarray,
    alarms: np.ndarray,
) -> None:
    points, recent, window, distances, ordered, counts = state
    quantile, threshold, rest = settings[0], settings[1], int(settings[2])
    for at in range(values.size):
        value = values[at]
        scores[0, at] = scores[1, at] = 0.0
        alarms[at] = False
        if not abs(value) <= LARGEST:  # missing
            continue
        recent[counts[RECORDS] % recent.size] = value
        for scale in range(SCALES):
            if scale == 0:
                distance = _value_distance(points, counts, value, scratch)
            else:
                distance = _window_distance(points, counts, recent, window, scratch)
            if distance < 0.0:
                continue
            seen = counts[DISTANCES + scale]
            scores[scale, at] = _unusual(ordered[scale], seen, quantile, distance)
            _remember(distances[scale], ordered[scale], seen, distance)
            counts[DISTANCES + scale] += 1
        counts[RECORDS] += 1
        if counts[RESTING] > 0:
            counts[RESTING] -= 1
        elif scores[0, at] + scores[1, at] >= threshold:
            alarms[at] = True
            counts[RESTING] = rest


feed = kept_kernel(content_folder("anomaly", Path(__file__).parent), _feed)
"""Feed values (records, float64) to a state, see `Detector`; fills scores (2, records) and alarms (records, bool)."""
