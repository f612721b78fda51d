"""What a problem refuses, and what it counts an objective."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from taktwin.model.errors import ModelError
from taktwin.planning.sequence.problem import MOST_WEIGHT, OBJECTIVES, Ratio, SequenceProblem
from tests.planning.sequence.random_problems import random_problem

DAY = SequenceProblem(
    name="day",
    idents=("a", "b", "c"),
    colours=np.array([0, 1, 1], np.int32),
    has=np.array([[1, 0], [0, 1], [0, 0]], bool),
    ratios=(Ratio("sunroof", 1, 2), Ratio("paper", 1, 3, high=False)),
)
HEAD = np.array([2, 0, 1], np.int32)


@pytest.mark.parametrize(
    ("wrong", "path", "words"),
    [
        ({"idents": (), "colours": [], "has": np.zeros((0, 2))}, "idents", "there is no car"),
        ({"idents": ("a", "b", "a")}, "idents", 'the car "a" stands twice'),
        ({"colours": [0, 1]}, "colours", r"its shape is \(2,\): give an array of the shape \(3,\)"),
        ({"colours": [0, 1, 2]}, "colours", "a colour has no name: use codes from 0 to 1"),
        ({"colours": [0, 1, -1]}, "colours", "a colour has no name"),
        ({"has": np.zeros((3, 1))}, "has", r"give an array of the shape \(3, 2\)"),
        ({"ratios": (Ratio("x", 1, 2), Ratio("x", 1, 3))}, "ratios", 'the ratio "x" stands twice'),
        ({"ratios": (Ratio("x", 3, 2), Ratio("y", 1, 3))}, "ratios", "x is 3/2: write count/window"),
        ({"ratios": (Ratio("x", 0, 2), Ratio("y", 1, 3))}, "ratios", "x is 0/2"),
        ({"batch_limit": 0}, "batch_limit", "the batch limit is 0"),
        ({"objectives": ()}, "objectives", "there is nothing to make small"),
        ({"objectives": ("smooth",)}, "objectives", 'no objective "smooth": did you mean `smoothing`'),
        ({"objectives": ("smoothing", "smoothing")}, "objectives", '"smoothing" stands twice'),
        ({"objectives": ("tardiness",)}, "due", "no car has a due position"),
        ({"objectives": ("changes",)}, "reference", "there is no sequence to compare with"),
        ({"weights": (1, 2)}, "weights", "3 objectives have 2 weights"),
        ({"weights": (1, 0, 2)}, "weights", "a weight is 0: give whole numbers from 1 to 1,000,000,000,000"),
        ({"weights": (1, 1.5, 2)}, "weights", "a weight is 1.5: give whole numbers"),
        ({"weights": (1, MOST_WEIGHT + 1, 2)}, "weights", "a weight is 1000000000001"),
        ({"before_colours": [0]}, "before_colours", "the day before is known by half"),
        ({"before_colours": [0], "before_has": np.zeros((2, 2))}, "before_has", r"its shape is \(2, 2\)"),
        ({"before_colours": [2], "before_has": np.zeros((1, 2))}, "colours", "a colour has no name"),
        ({"pinned": [3, -1, -1]}, "pinned", "a pinned car does not exist"),
        ({"pinned": [-2, -1, -1]}, "pinned", "a pinned car does not exist"),
        ({"pinned": [1, 1, -1]}, "pinned", "or is pinned twice"),
        ({"due": [0, -2, 1]}, "due", "a due position is -2: count positions from 0"),
        ({"reference": [0, 1, 1]}, "reference", "this is no sequence of the cars"),
        ({"given": [0, 1, 3]}, "given", "this is no sequence of the cars: name each car from 0 to 2 once"),
    ],
)
def test_bad_input(wrong: dict, path: str, words: str) -> None:
    with pytest.raises(ModelError, match=words) as caught:
        replace(DAY, **{"before_colours": None, "before_has": None, **wrong})
    assert caught.value.problems[0].path == path


def test_the_arrays_are_its_own() -> None:
    """The caller may go on writing into what was handed over; the problem does not change with it."""
    colours = np.array([0, 1, 1], np.int32)
    problem = replace(DAY, colours=colours)
    colours[0] = 1
    assert problem.colours.tolist() == [0, 1, 1]
    with pytest.raises(ValueError, match="read-only"):
        problem.colours[0] = 1


def test_what_an_objective_counts() -> None:
    """That of the challenge up to three; the last one always counts 1 beyond, and the first stays below 2^40."""
    problem = random_problem(1, cars=5)
    weights = [list(problem.with_objectives(OBJECTIVES[:many]).weight_of.values()) for many in range(1, 7)]
    assert weights[:3] == [[10**6], [10**6, 1000], [10**6, 1000, 1]]
    assert weights[3] == [10**9, 10**6, 1000, 1]
    assert weights[4] == [50**4, 50**3, 50**2, 50, 1]
    assert weights[5] == [50**5, 50**4, 50**3, 50**2, 50, 1]


def test_a_frozen_head() -> None:
    pins = replace(DAY, pinned=np.array([-1, -1, 1], np.int32)).with_frozen_head(HEAD, 2).pinned
    assert pins is not None
    assert pins.tolist() == [2, 0, 1]
    assert DAY.with_frozen_head(HEAD, 0).pinned is not None
    with pytest.raises(ModelError, match="-1 positions cannot be frozen"):
        DAY.with_frozen_head(HEAD, -1)
    with pytest.raises(ModelError, match="pinned twice"):
        replace(DAY, pinned=np.array([-1, -1, 2], np.int32)).with_frozen_head(HEAD, 2)
