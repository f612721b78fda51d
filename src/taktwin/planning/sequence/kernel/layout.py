"""What stands where in the arrays of the kernel.

*Places* are the last cars of the day before, then the positions of the day, then empty room for the cut windows: place
``FIRST`` is position 0. A window is named by its first place. ``bits[HAS]`` says which place holds a car that counts
for a ratio, ``bits[OVER]`` and ``bits[FULL]`` which windows hold more than N and at least N of them. With these, what a
swap costs in a ratio is a count of bits: the windows that lose a car save one where they are OVER, those that gain a
car cost one where they are FULL.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taktwin.model.errors import ModelError, Problem
from taktwin.planning.sequence.problem import OBJECTIVES, SequenceProblem
from taktwin.planning.sequence.score import SMOOTH_PARTS

# Objectives, as in problem.OBJECTIVES
PAINT, HIGH, LOW, SMOOTH, TARDY, CHANGES = range(len(OBJECTIVES))
#: What an objective's unit is in the whole numbers of the kernel.
UNIT = np.array([1, 1, 1, SMOOTH_PARTS**2, 1, 1], np.int64)

# Rows of `place`
SEQ, COLOUR, RUN_LOW, RUN_HIGH, PINS = range(5)
# Rows of `car`
POS, HUE, DUE, REFERENCE, GROUP = 0, 1, 2, 3, 4  # GROUP: first and size of the car's group in each list
# Lists of cars that are alike: of one colour, of the same important ratios, of the same ratios
LISTS = 3
# Rows of `ratio`
COUNT, WINDOW, WEIGHT, LOWEST, HIGHEST, REST, PRIORITY = range(7)
# Rows of `bits`
HAS, OVER, FULL = range(3)
# Entries of `fixed`
FIRST, END, LIMIT, RATIOS, FREE, PLACEWISE, ENOUGH = range(7)
# `weights` holds those of the search, then the true ones, then the values below which nothing is gained (where
# fixed[ENOUGH] is set)
# Entries of `now`
VALUES = len(OBJECTIVES)  # the first entries are the objectives of the sequence
BEST, MOVES = VALUES, VALUES + 1

MOST_RATIOS = 64


@dataclass
class Arrays:
    """The arrays of one search; the kernel's functions take them in this order."""

    place: NDArray[np.int32]
    car: NDArray[np.int32]
    lists: NDArray[np.int32]
    mask: NDArray[np.uint64]
    ratio: NDArray[np.int64]
    bits: NDArray[np.uint64]
    held: NDArray[np.int16]
    fixed: NDArray[np.int64]
    weights: NDArray[np.int64]
    now: NDArray[np.int64]
    deviation: NDArray[np.int32]
    free: NDArray[np.int32]
    best: NDArray[np.int32]
    random: NDArray[np.uint64]

    def __iter__(self):
        return iter(self.__dict__.values())


def kernel_weights(weight_of: dict[str, int]) -> NDArray[np.int64]:
    """Weights of the objectives in the kernel's units: shape (objectives,).

    Smoothing is counted in parts of a car, so that with it every other weight grows by the same factor.
    """
    weights = np.array([weight_of.get(name, 0) for name in OBJECTIVES], np.int64)
    return weights * (UNIT[SMOOTH] // UNIT) if weights[SMOOTH] else weights


def lay_out(problem: SequenceProblem, weights: NDArray[np.int64], seed: int) -> Arrays:
    """Arrays for a problem, without a sequence yet (see ``anneal.load``).

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
    if problem.reference is not None:
        car[REFERENCE, problem.reference] = np.arange(cars)
    counts = np.bincount(problem.colours)
    limit = problem.batch_limit if problem.batch_limit is not None and problem.batch_limit < counts.max() else 0
    free = np.flatnonzero(~pinned).astype(np.int32) + np.int32(first)
    placewise = int(bool(weights[TARDY] or weights[CHANGES]))
    fixed = np.array([first, end, limit, len(chosen), len(free), placewise, 0], np.int64)
    deviation = np.zeros((len(chosen), cars) if weights[SMOOTH] else (1, 1), np.int32)
    arrays = Arrays(
        place=place,
        car=car,
        lists=lists,
        mask=mask,
        ratio=ratio,
        bits=bits,
        held=np.zeros((max(len(chosen), 1), room), np.int16),
        fixed=fixed,
        weights=np.zeros(3 * VALUES, np.int64),
        now=np.zeros(VALUES + 2, np.int64),
        deviation=deviation,
        free=free,
        best=np.zeros(cars, np.int32),
        random=np.array([(seed * 0x9E3779B97F4A7C15 + 0x1234567) % 2**64 or 1], np.uint64),
    )
    set_weights(arrays, weights, weights)
    return arrays


def set_weights(arrays: Arrays, search: NDArray[np.int64], true: NDArray[np.int64]) -> None:
    """Let the search minimise with the weights ``search`` and keep the best sequence by the weights ``true``."""
    arrays.weights[:VALUES] = search
    arrays.weights[VALUES : 2 * VALUES] = true
    ratio = arrays.ratio
    ratio[WEIGHT] = search[ratio[PRIORITY]]
    # what a swap or a rotation can save in a ratio at most; of a reflection, which could save more, that much is seen
    most = 2 * ratio[WEIGHT] * ratio[WINDOW]
    ratio[REST] = most.sum() - np.cumsum(most)
    if search[SMOOTH] or search[TARDY] or search[CHANGES]:
        ratio[REST] = np.iinfo(np.int64).max // 4  # what these can save has no useful bound


def set_enough(arrays: Arrays, enough: NDArray[np.int64]) -> None:
    """Let values of the objectives below ``enough`` count as these."""
    arrays.weights[2 * VALUES :] = enough
    arrays.fixed[ENOUGH] = int(bool(enough.any()))


def chosen_ratios(problem: SequenceProblem, weights: NDArray[np.int64]) -> list[int]:
    """The ratios that matter, those of the heavier priority first."""
    weight = [int(weights[HIGH if one.high else LOW]) for one in problem.ratios]
    chosen = [r for r in range(len(problem.ratios)) if weight[r] or weights[SMOOTH]]
    if len(chosen) > MOST_RATIOS:
        message = f"{len(chosen)} ratios count, the solver takes {MOST_RATIOS} at most"
        remedy = "leave out those that no car breaks, or one of the objectives"
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
