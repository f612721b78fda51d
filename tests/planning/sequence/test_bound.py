"""Lower bounds: never above the best sequence there is, and often equal to it."""

from __future__ import annotations

from functools import cache
from itertools import permutations

import numpy as np
import pytest

from taktwin.planning.sequence.bound import lower_bound, ratio_bound
from taktwin.planning.sequence.problem import Ratio, SequenceProblem
from taktwin.planning.sequence.score import score, window_excess
from tests.planning.sequence.random_problems import random_problem

ALL = ("high_violations", "paint_color_changes", "low_violations", "smoothing", "tardiness", "changes")


@pytest.mark.parametrize("cut", [True, False])
def test_no_sequence_is_better(cut: bool) -> None:
    for seed in range(10):
        problem = random_problem(seed, cars=6, before=seed % 4, window=6, limit=2 + seed % 2, cut=cut, objectives=ALL,
                                 weights=(9, 7, 5, 1, 3, 2), pins=seed % 2)  # fmt: skip
        bound = lower_bound(problem)
        scores = [score(problem, np.array(order)) for order in permutations(range(6))]
        valid = [one for one in scores if one.valid]
        for name in ALL:
            assert bound.values[name] <= min(one.values[name] for one in valid), name
        assert bound.total <= min(one.total for one in valid)


def test_the_bound_of_one_ratio_is_mostly_exact() -> None:
    """Against all ways to place the cars with the option: never above, and equal in nine of ten cases."""
    equal = cases = 0
    draw = np.random.default_rng(1)
    places = [np.array([(code >> at) & 1 for at in range(10)]) for code in range(1 << 10)]
    for _ in range(150):
        window = int(draw.integers(1, 7))
        ratio = Ratio("r", int(draw.integers(1, window + 1)), window)
        tail = draw.random(int(draw.integers(0, 6))) < 0.5
        cut, cars = bool(draw.integers(0, 2)), int(draw.integers(0, 11))
        least = min(
            int(
                window_excess(
                    np.concatenate([[0], np.cumsum(np.concatenate([tail, day]))]), len(tail), ratio, cut
                ).sum()
            )
            for day in places
            if day.sum() == cars
        )
        bound = ratio_bound(ratio, cars, 10, tail, cut)
        assert bound <= least
        equal += bound == least
        cases += 1
    assert equal >= 0.9 * cases


def test_colour_changes_of_a_day_by_hand() -> None:
    problem = random_problem(1, cars=9, colours=3, before=0, limit=2).with_objectives(("paint_color_changes",))
    assert lower_bound(problem).values["paint_color_changes"] == 5  # three colours of three cars: two runs each


def least_changes(many: tuple[int, ...], limit: int, last: int) -> int:
    """Colour changes of the best order, by trying all: cars of each colour, batch limit, colour of the day before."""

    @cache
    def best(left: tuple[int, ...], colour: int, run: int) -> float:
        if not any(left):
            return 0
        found = float("inf")
        for one, cars in enumerate(left):
            if cars and not (one == colour and run == limit):
                rest = (*left[:one], cars - 1, *left[one + 1 :])
                found = min(found, (one != colour) + best(rest, one, run + 1 if one == colour else 1))
        return found

    # the batch limit counts within the day: a run of the day before does not
    return int(best(many, last, 0))


def test_the_bound_of_colours_is_the_least() -> None:
    draw = np.random.default_rng(2)
    possible = 0
    for _ in range(300):
        many = tuple(int(cars) for cars in draw.integers(0, 6, 3))
        limit, last = int(draw.integers(1, 4)), int(draw.integers(0, 3))
        try:
            least = least_changes(many, limit, last)
        except OverflowError:
            continue  # one colour has too many cars for the limit
        if not any(many):
            continue
        possible += 1
        colours = np.repeat(np.arange(3, dtype=np.int32), many)
        problem = SequenceProblem(
            "colours", tuple(str(car) for car in range(sum(many))), colours, np.zeros((sum(many), 0), bool), (),
            ("red", "white", "blue"), limit, ("paint_color_changes",), before_colours=np.array([last], np.int32),
            before_has=np.zeros((1, 0), bool),
        )  # fmt: skip
        assert lower_bound(problem).values["paint_color_changes"] == least, (many, limit, last)
    assert possible > 100
