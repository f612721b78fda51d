"""What stands where in the records and arrays of the kernel.

*Places* are the last cars of the day before, then the positions of the day, then empty room for the cut windows: place
``first`` is position 0. A window is named by its first place. ``bits[HAS]`` says which place holds a car that counts
for a ratio, ``bits[OVER]`` and ``bits[FULL]`` which windows hold more than N and at least N of them. With these, what a
swap costs in a ratio is a count of bits: the windows that lose a car save one where they are OVER, those that gain a
car cost one where they are FULL.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase
from taktwin.planning.sequence.problem import OBJECTIVES, SequenceProblem
from taktwin.planning.sequence.score import SMOOTH_PARTS

# Objectives, as in problem.OBJECTIVES
PAINT, HIGH, LOW, SMOOTH, TARDY, CHANGES = range(len(OBJECTIVES))
#: What an objective's unit is in the whole numbers of the kernel.
UNIT = np.array([1, 1, 1, SMOOTH_PARTS**2, 1, 1], np.int64)

# Rows of `place`
SEQ, COLOUR, RUN_LOW, RUN_HIGH, PINS = range(5)
# Rows of `car`
POS, HUE, DUE, REFERENCE, FIRST, LAST, GROUP = range(
    7
)  # FIRST, LAST: places between which it must stand; GROUP: first and size of the car's group in each list
# Lists of cars that are alike: of one colour, of the same important ratios, of the same ratios
LISTS = 3
# Rows of `ratio`
COUNT, WINDOW, WEIGHT, LOWEST, HIGHEST, REST, PRIORITY = range(7)
# Rows of `bits`
HAS, OVER, FULL = range(3)
VALUES = len(OBJECTIVES)
#: Kinds of moves (see ``choose``), and what their shares add up to.
KINDS, SHARES = 12, 1 << 16

#: What the search knows beside its tables.
SEARCH = np.dtype(
    [
        ("first", np.int64),  # place of position 0
        ("end", np.int64),  # place behind the last position
        ("limit", np.int64),  # longest run of one colour; 0 for none
        ("ratios", np.int64),  # how many
        ("free", np.int64),  # places that are not pinned, how many
        ("spans", np.int64),  # whether cars must stand between two places
        ("placewise", np.int64),  # whether an objective depends on the place of each car
        ("weights", np.int64, VALUES),  # of the search
        ("true", np.int64, VALUES),  # weights by which the best sequence is kept
        ("enough", np.int64, VALUES),  # values below which nothing is gained
        ("has_enough", np.int64),  # whether there are such
        ("goal", np.int64),  # worth of a sequence with which the search ends
        ("mix", np.int64, KINDS),  # shares of the kinds of moves, cumulative, out of SHARES
        ("heat", np.float64),  # temperature; at 0 a move is made that is not worse
        ("cooling", np.float64),  # its factor after each block of moves
        ("random", np.uint64),  # state of the random numbers
        ("kind", np.int64),  # of the move that is tried (see ``delta``)
        ("i", np.int64),  # its first place
        ("j", np.int64),  # its last place
        ("change", np.int64, VALUES),  # what it changes
        ("values", np.int64, VALUES),  # objectives of the sequence at hand
        ("best", np.int64),  # worth of the best sequence so far
        ("moves", np.int64),  # tried so far
    ]
)

MOST_RATIOS = 64


class Day(NamedTuple):
    """The cars and their places."""

    place: NDArray[np.int32]
    car: NDArray[np.int32]
    lists: NDArray[np.int32]
    """The cars, those together that are alike, once for each list."""
    mask: NDArray[np.uint64]
    """The ratios that a car counts for."""
    free: NDArray[np.int32]
    """The places that are not pinned."""
    best: NDArray[np.int32]
    """The best sequence so far."""
    room: NDArray[np.int32]
    """Scratch: an entry for each place."""


class Windows(NamedTuple):
    """The ratios and their windows."""

    ratio: NDArray[np.int64]
    bits: NDArray[np.uint64]
    held: NDArray[np.int16]
    """How many cars a window holds that count."""
    deviation: NDArray[np.int32]
    """Cumulative use of each ratio less the ideal one, in parts of a car; for smoothing."""


class Arrays(NamedTuple):
    """All of one search; the kernel's functions take what they need of these, in this order."""

    s: Any
    """Record of `SEARCH`."""
    day: Day
    windows: Windows


def kernel_weights(weight_of: dict[str, int]) -> NDArray[np.int64]:
    """Weights of the objectives in the kernel's units: shape (objectives,).

    Smoothing is counted in parts of a car, so that with it every other weight grows by the same factor.
    """
    weights = np.array([weight_of.get(name, 0) for name in OBJECTIVES], np.int64)
    return weights * (UNIT[SMOOTH] // UNIT) if weights[SMOOTH] else weights


def lay_out(problem: SequenceProblem, weights: NDArray[np.int64], seed: int) -> Arrays:
    """Records for a problem, without a sequence yet (see ``anneal.load``).

    Args:
        problem: What is to be sequenced.
        weights: Of the objectives, as ``kernel_weights`` gives them; ratios without weight are left out.
        seed: Of the random numbers.

    Raises:
        ModelError: There are more than 64 ratios that count.
    """
    cars = problem.cars
    chosen = chosen_ratios(problem, weights)
    # a longer window counts what one over all cars counts, or nothing (where windows are not cut)
    most = len(problem.tail_has) + cars + 1
    windows = [min(problem.ratios[r].window, most) for r in chosen]
    longest = max(windows, default=1)
    first = max(1, min(len(problem.tail_has), longest - 1))
    end = first + cars
    room = end + longest + 64
    place = np.full((5, room), -1, np.int32)
    known = min(first, len(problem.tail_has))
    if known:
        place[COLOUR, first - known : first] = problem.tail_colours[-known:]
    pinned = np.zeros(cars, bool) if problem.pinned is None else problem.pinned >= 0
    place[PINS] = 0
    place[PINS, first + 1 : end + 1] = np.cumsum(pinned)
    place[PINS, end + 1 :] = pinned.sum()
    bits = np.zeros((3, max(len(chosen), 1), room // 64 + 2), np.uint64)
    ratio = np.zeros((7, max(len(chosen), 1)), np.int64)
    for row, r in enumerate(chosen):
        one = problem.ratios[r]
        top = end - 1 if problem.cut_windows else end - windows[row]
        low = max(first - windows[row] + 1, first - known, 0)
        ratio[:, row] = (one.count, windows[row], 0, low, top, 0, HIGH if one.high else LOW)
        for at in range(known):
            if problem.tail_has[len(problem.tail_has) - known + at, r]:
                where = first - known + at
                bits[HAS, row, where >> 6] |= np.uint64(1) << np.uint64(where & 63)
    mask = np.zeros(cars, np.uint64)
    for row, r in enumerate(chosen):
        mask |= problem.has[:, r].astype(np.uint64) << np.uint64(row)
    car, lists = _alike(problem, mask, ratio[PRIORITY], len(chosen), weights)
    car[DUE] = -1 if problem.due is None else problem.due
    if problem.spans is not None:
        car[FIRST], car[LAST] = problem.spans[0] + first, problem.spans[1] + first
    if problem.reference is not None:
        car[REFERENCE, problem.reference] = np.arange(cars)
    counts = np.bincount(problem.colours)
    limit = problem.batch_limit if problem.batch_limit is not None and problem.batch_limit < counts.max() else 0
    free = np.flatnonzero(~pinned).astype(np.int32) + np.int32(first)
    placewise = int(bool(weights[TARDY] or weights[CHANGES]))
    deviation = np.zeros((len(chosen), cars) if weights[SMOOTH] else (1, 1), np.int32)
    s = np.zeros(1, SEARCH).view(np.recarray)[0]
    s.first, s.end, s.limit, s.ratios, s.free, s.placewise = first, end, limit, len(chosen), len(free), placewise
    s.spans = int(problem.spans is not None)
    s.random = (seed * 0x9E3779B97F4A7C15 + 0x1234567) % 2**64 or 1
    s.best = np.iinfo(np.int64).max
    held = np.zeros((max(len(chosen), 1), room), np.int16)
    day = Day(place, car, lists, mask, free, best=np.zeros(cars, np.int32), room=np.zeros(room, np.int32))
    arrays = Arrays(s, day, Windows(ratio, bits, held, deviation))
    set_weights(arrays, weights, weights)
    return arrays


def set_weights(arrays: Arrays, search: NDArray[np.int64], true: NDArray[np.int64]) -> None:
    """Let the search minimise with the weights ``search`` and keep the best sequence by the weights ``true``."""
    arrays.s.weights[:] = search
    arrays.s.true[:] = true
    ratio = arrays.windows.ratio
    ratio[WEIGHT] = search[ratio[PRIORITY]]
    # what a swap or a rotation can save in a ratio at most; of a reflection, which could save more, that much is seen
    most = 2 * ratio[WEIGHT] * ratio[WINDOW]
    ratio[REST] = most.sum() - np.cumsum(most)
    if search[SMOOTH] or search[TARDY] or search[CHANGES]:
        ratio[REST] = np.iinfo(np.int64).max // 4  # what these can save has no useful bound


def set_enough(arrays: Arrays, enough: NDArray[np.int64]) -> None:
    """Let values of the objectives below ``enough`` count as these."""
    arrays.s.enough[:] = enough
    arrays.s.has_enough = int(bool(enough.any()))


def chosen_ratios(problem: SequenceProblem, weights: NDArray[np.int64]) -> list[int]:
    """The ratios that matter, those of the heavier priority first."""
    weight = [int(weights[HIGH if one.high else LOW]) for one in problem.ratios]
    chosen = [r for r in range(len(problem.ratios)) if weight[r] or weights[SMOOTH]]
    if len(chosen) > MOST_RATIOS:
        message = Phrase(
            "{n} ratios count, the solver takes {most_ratios} at most", n=len(chosen), most_ratios=MOST_RATIOS
        )
        remedy = Phrase("leave out those that no car breaks, or one of the objectives")
        raise ModelError([Problem("", None, problem.name, message, remedy)])
    return sorted(chosen, key=lambda r: (-weight[r], -problem.ratios[r].high))


def _alike(
    problem: SequenceProblem,
    mask: NDArray[np.uint64],
    priority: NDArray[np.int64],
    ratios: int,
    weights: NDArray[np.int64],
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The table of the cars, and the lists of those that are alike."""
    cars = problem.cars
    car = np.zeros((GROUP + 2 * LISTS, cars), np.int32)
    car[HUE] = problem.colours
    heavy = LOW if weights[LOW] > weights[HIGH] else HIGH
    important = np.uint64(sum(1 << row for row in range(ratios) if priority[row] == heavy))
    lists = np.zeros((LISTS, cars), np.int32)
    for at, key in enumerate((problem.colours.astype(np.uint64), mask & important, mask)):
        order = np.argsort(key, kind="stable")
        lists[at] = order
        _, group, sizes = np.unique(key, return_inverse=True, return_counts=True)
        car[GROUP + 2 * at] = (np.cumsum(sizes) - sizes)[group]
        car[GROUP + 2 * at + 1] = sizes[group]
    return car, lists
