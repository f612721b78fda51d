"""Mending a sequence: as few changed positions as possible, held against trying every sequence."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from taktwin.model.errors import OptionError
from taktwin.planning.sequence.problem import Ratio, SequenceProblem
from taktwin.planning.sequence.resequence import resequence
from taktwin.planning.sequence.score import Score, score
from tests.planning.sequence.random_problems import random_problem


def all_scores(problem: SequenceProblem) -> list[Score]:
    """Of every sequence that keeps the batch limit."""
    found = [score(problem, np.array(order)) for order in permutations(range(problem.cars))]
    return [one for one in found if one.valid]


@pytest.mark.parametrize("slack", [0, 1])
def test_no_position_more_than_needed(slack: int) -> None:
    """Of all sequences as good as any can be (or nearly so), the one that changes the fewest positions."""
    changed = []
    for seed in range(14):
        problem = random_problem(seed, cars=8, before=3, window=5, limit=2 if seed % 2 else None)
        lost = [seed % 8, (seed + 3) % 8]
        left = resequence(problem, np.arange(8), lost).problem
        scores = all_scores(left)
        enough = {"high_violations": min(one.high_violations for one in scores) + slack}
        found = resequence(problem, np.arange(8), lost, enough=enough)
        good = [int(one.values["changes"]) for one in scores if one.high_violations <= enough["high_violations"]]
        assert found.reached
        assert found.score.valid
        assert found.changed == min(good), seed
        changed.append(found.changed)
    assert sum(one > 0 for one in changed) >= (1 if slack else 5)  # the cases are no trivial ones


def test_what_cannot_be_reached_is_said() -> None:
    problem = random_problem(2, cars=8, before=3, window=5)
    scores = all_scores(resequence(problem, np.arange(8), [1]).problem)
    least = min(one.high_violations for one in scores)
    found = resequence(problem, np.arange(8), [1], enough={"high_violations": -1})
    assert not found.reached
    assert found.score.high_violations == least


def test_nothing_changes_where_closing_up_breaks_nothing() -> None:
    problem = random_problem(3, cars=30, limit=None).with_objectives(("high_violations",))
    found = resequence(problem, np.arange(30)[::-1], lost=["c4", 7], enough={"high_violations": 10**6})
    assert found.changed == 0
    assert [found.problem.idents[car] for car in found.order] == [
        f"c{at}" for at in range(29, -1, -1) if at not in (4, 7)
    ]


def test_the_batch_limit_is_kept_where_runs_close_up() -> None:
    """Two runs of red around one blue car, which is lost: one swap is enough, which changes two positions."""
    colours = [0, 0, 1, 0, 0, 1, 1]
    problem = SequenceProblem(
        "day", tuple("abcdefg"), np.array(colours, np.int32), np.zeros((7, 0), bool), (), batch_limit=3
    )
    found = resequence(problem, np.arange(7), lost=["c"], enough={})
    assert found.score.over_limit == 0
    assert found.changed == 2


def test_the_frozen_head_stays() -> None:
    has = np.array([[1], [0], [1], [0], [0], [1], [0], [0], [1]], bool)
    problem = SequenceProblem(
        "day",
        tuple("abcdefghi"),
        np.zeros(9, np.int32),
        has,
        (Ratio("sunroof", 1, 2),),
        objectives=("high_violations",),
    )
    free = resequence(problem, np.arange(9), lost=["b"])
    assert free.reached
    assert free.changed == 2
    frozen = resequence(problem, np.arange(9), lost=["b"], frozen=4)
    assert [frozen.problem.idents[car] for car in frozen.order[:3]] == ["a", "c", "d"]
    assert not frozen.reached


def test_the_same_arguments_give_the_same_sequence() -> None:
    problem = random_problem(5, cars=40)
    first, second = (resequence(problem, np.arange(40), lost=list(range(0, 40, 9))) for _ in range(2))
    assert np.array_equal(first.order, second.order)


@pytest.mark.parametrize(
    ("lost", "message"), [(["x"], 'there is no car "x"'), ([99], 'no car "99"'), (list(range(8)), "no car is left")]
)
def test_wrong_cars(lost: list, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        resequence(random_problem(1, cars=8), np.arange(8), lost)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"frozen": -1}, "-1 positions cannot be frozen; give 0 or more"),
        ({"effort": 0}, "the effort is 0; give 1 or more"),
        ({"enough": {"high_violation": 3}}, '"high_violation" .*; did you mean `high_violations`'),
        ({"enough": {"changes": 3}}, 'there is no objective "changes" to be kept'),
        ({"enough": {"smoothing": float("inf")}}, "smoothing is to be inf at most; give a number, or leave"),
    ],
)
def test_wrong_wishes(options: dict, words: str) -> None:
    with pytest.raises(OptionError, match=words):
        resequence(random_problem(1, cars=8), np.arange(8), [1], **options)


@pytest.mark.parametrize("frozen", [7, 8, 100])
def test_a_frozen_day_closes_up_and_that_is_all(frozen: int) -> None:
    """No position is free, or one alone."""
    problem = random_problem(1, cars=8, limit=None)
    mended = resequence(problem, np.arange(8), lost=["c2"], frozen=frozen)
    assert [mended.problem.idents[car] for car in mended.order] == ["c0", "c1", "c3", "c4", "c5", "c6", "c7"]
    assert mended.changed == 0


def test_cars_of_the_frozen_head_are_lost_and_lost_twice() -> None:
    problem = random_problem(1, cars=30, limit=None)
    mended = resequence(problem, np.arange(30), lost=["c1", 1, "c3", 20], frozen=6)
    assert mended.problem.cars == 27
    assert [mended.problem.idents[car] for car in mended.order[:4]] == ["c0", "c2", "c4", "c5"]


def test_one_car_is_left() -> None:
    problem = random_problem(1, cars=8)
    assert resequence(problem, np.arange(8), lost=list(range(7))).problem.idents == ("c7",)


def test_nothing_is_lost() -> None:
    problem = random_problem(1, cars=30)
    mended = resequence(problem, np.arange(30))
    assert mended.changed == 0
    assert mended.reached


def test_no_sequence() -> None:
    with pytest.raises(OptionError, match="does not name each"):
        resequence(random_problem(1, cars=8), np.zeros(8, np.int32), [1])
