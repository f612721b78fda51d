"""The kernel counts what the plain evaluator counts, after every move it makes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit
from numpy.typing import NDArray

from taktwin.model.errors import ModelError
from taktwin.planning.sequence.bound import Bound
from taktwin.planning.sequence.kernel import layout
from taktwin.planning.sequence.kernel.anneal import step
from taktwin.planning.sequence.kernel.change import keeps_limit
from taktwin.planning.sequence.kernel.delta import LEFT, REFLECT, RIGHT, SWAP
from taktwin.planning.sequence.problem import OBJECTIVES, Ratio, SequenceProblem
from taktwin.planning.sequence.score import over_limit, score
from taktwin.planning.sequence.search import Search
from tests.planning.sequence.random_problems import random_problem

CLASSIC = ("high_violations", "paint_color_changes", "low_violations")
ALL = (*CLASSIC, "smoothing", "tardiness", "changes")


def compare(search: Search, problem: SequenceProblem) -> None:
    """The kernel's books against the evaluator's."""
    found = score(problem, search.sequence)
    assert found.valid
    for k, name in enumerate(OBJECTIVES):
        if search.weights[k]:
            assert search.values[k] == found.values[name] * layout.UNIT[k], name


def moves_made(search: Search, problem: SequenceProblem, tries: int, heat: float) -> NDArray[np.int64]:
    """Try moves one at a time and compare after each that is made; how many of each kind were made."""
    made = np.zeros(4, np.int64)
    search.arrays.s.heat = heat
    for _ in range(tries):
        if step(*search.arrays):
            made[search.arrays.s.kind] += 1
            compare(search, problem)
    return made


@settings(max_examples=60)
@given(
    seed=st.integers(0, 10**6),
    cars=st.integers(2, 40),
    ratios=st.integers(0, 6),
    before=st.integers(0, 12),
    window=st.integers(1, 20),
    limit=st.sampled_from([None, 1, 2, 4, 9]),
    cut=st.booleans(),
    pins=st.integers(0, 2),
    more=st.booleans(),
)
def test_after_every_move(
    seed: int, cars: int, ratios: int, before: int, window: int, limit: int | None, cut: bool, pins: int, more: bool
) -> None:
    problem = random_problem(
        seed, cars, ratios, 3, before, window, limit, cut, ALL if more else CLASSIC,
        (100, 50, 30, 1, 3, 7) if more else None, min(pins, cars - 1),
    )  # fmt: skip
    search = Search(problem, seed, Bound({}, 0.0))
    assert problem.given is not None
    search.start(problem.given)
    compare(search, problem)
    moves_made(search, problem, 60, heat=1e6)


def test_every_kind_of_move_is_made() -> None:
    """So that the test above does not pass by making none."""
    problem = random_problem(7, cars=40)
    search = Search(problem, 1, Bound({}, 0.0))
    assert problem.given is not None
    search.start(problem.given)
    assert (moves_made(search, problem, 3000, heat=1e9) > 20).all()


@njit
def _asked(s, day, kind, i, j):
    return keeps_limit(s, day, kind, i, j)


def moved(order: NDArray[np.int32], kind: int, i: int, j: int) -> NDArray[np.int32]:
    """A sequence after a move, made plainly."""
    order = order.copy()
    if kind == SWAP:
        order[[i, j]] = order[[j, i]]
    elif kind == REFLECT:
        order[i : j + 1] = order[i : j + 1][::-1]
    else:
        order[i : j + 1] = np.roll(order[i : j + 1], -1 if kind == LEFT else 1)
    return order


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_the_batch_limit_refuses_what_breaks_it_and_nothing_else(limit: int) -> None:
    answers = set()
    for seed in range(6):
        problem = random_problem(seed, cars=14, colours=2 + seed % 2, limit=limit)
        search = Search(problem, seed, Bound({}, 0.0))
        assert problem.given is not None
        search.start(problem.given)
        search.arrays.s.heat = 1e9
        for _ in range(300):
            step(*search.arrays)
        order, first = search.sequence, search.arrays.s.first
        for kind in (SWAP, LEFT, RIGHT, REFLECT):
            for i in range(13):
                for j in range(i + 1, 14):
                    answer = _asked(search.arrays.s, search.arrays.day, kind, first + i, first + j)
                    assert answer == (over_limit(problem, moved(order, kind, i, j)) == 0), (kind, i, j)
                    answers.add((kind, bool(answer)))
    assert len(answers) == 8  # every kind is allowed at times, and refused at times


def test_windows_longer_than_a_word_and_than_the_day() -> None:
    draw = np.random.default_rng(2)
    ratios = (Ratio("a", 2, 70), Ratio("b", 1, 200, high=False), Ratio("c", 30, 129))
    problem = replace(
        random_problem(2, cars=150, before=140), ratios=ratios, has=draw.random((150, 3)) < 0.3,
        before_has=draw.random((140, 3)) < 0.3,
    )  # fmt: skip
    search = Search(problem, 1, Bound({}, 0.0))
    search.start(np.arange(150))
    assert moves_made(search, problem, 600, heat=1e9).sum() > 100


@pytest.mark.parametrize("cut", [True, False])
def test_windows_of_any_length_take_no_more_room_than_the_day(cut: bool) -> None:
    ratios = (Ratio("a", 2, 10**8), Ratio("b", 3, 29, high=False), Ratio("c", 1, 31), Ratio("d", 7, 30))
    problem = replace(random_problem(3, cars=20, before=9, limit=None, cut=cut), ratios=ratios)
    search = Search(problem, 1, Bound({}, 0.0))
    assert search.arrays.day.place.shape[1] < 200
    search.start(np.arange(20))
    compare(search, problem)
    assert moves_made(search, problem, 300, heat=1e9).sum() > 50


def test_the_best_is_kept_and_its_worth_is_right() -> None:
    problem = random_problem(4, cars=60)
    search = Search(problem, 3, Bound({}, 0.0))
    assert problem.given is not None
    search.start(problem.given)
    search.run("steep", 1, lambda: True)
    assert score(problem, search.best).total == search.worth
    assert search.worth < score(problem, problem.given).total


def test_enough_is_enough() -> None:
    """Violations below what will do are worth nothing: the reference is kept as far as they allow."""
    problem = random_problem(11, cars=30, limit=None).with_objectives(("high_violations", "changes"), (1000, 1))
    assert problem.reference is not None
    search = Search(problem, 1, Bound({}, 0.0))
    plenty = np.zeros(layout.VALUES, np.int64)
    plenty[layout.HIGH] = 10**6
    layout.set_enough(search.arrays, plenty)
    search.start(np.arange(30))
    search.run("steep", 1, lambda: True)
    assert np.array_equal(search.best, problem.reference)


def test_more_ratios_than_a_word_has_bits() -> None:
    problem = random_problem(1, ratios=65)
    with pytest.raises(ModelError, match="65 ratios count, the solver takes 64 at most"):
        Search(problem, 1, Bound({}, 0.0))
