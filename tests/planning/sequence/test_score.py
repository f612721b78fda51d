"""The evaluator: the official checker's points, and the same sums by counting window after window."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktwin.model.errors import ModelError
from taktwin.planning.sequence.files.roadef import read_instance
from taktwin.planning.sequence.problem import SequenceProblem
from taktwin.planning.sequence.score import score
from tests.planning.sequence.random_problems import random_problem


def slowly(problem: SequenceProblem, order: np.ndarray) -> dict[str, float]:
    """The objectives, counted in the plainest way."""
    assert problem.before_has is not None
    assert problem.before_colours is not None
    assert problem.due is not None
    assert problem.reference is not None
    past, cars = len(problem.before_has), problem.cars
    line = [list(row) for row in problem.before_has] + [list(problem.has[car]) for car in order]
    found = dict.fromkeys(("high_violations", "low_violations", "paint_color_changes", "tardiness", "changes"), 0)
    for column, ratio in enumerate(problem.ratios):
        for start in range(past + cars):
            window = range(start, start + ratio.window)
            in_day = any(place >= past for place in window if place < past + cars)
            if not in_day or (not problem.cut_windows and window[-1] >= past + cars):
                continue
            used = sum(line[place][column] for place in window if place < past + cars)
            found["high_violations" if ratio.high else "low_violations"] += max(0, used - ratio.count)
    last = problem.before_colours[-1] if past else problem.colours[order[0]]
    for place, car in enumerate(order):
        found["paint_color_changes"] += int(problem.colours[car] != last)
        last = problem.colours[car]
        if problem.due[car] >= 0:
            found["tardiness"] += max(0, place - int(problem.due[car]))
        found["changes"] += int(problem.reference[place] != car)
    return {name: float(value) for name, value in found.items()}


@given(st.integers(0, 10**6), st.booleans(), st.sampled_from([0, 1, 5, 12]), st.sampled_from([1, 7, 20]))
def test_every_objective_as_counted_window_by_window(seed: int, cut: bool, before: int, cars: int) -> None:
    problem = random_problem(seed, cars=cars, before=before, cut=cut)
    order = np.random.default_rng(seed).permutation(cars)
    found = score(problem, order)
    assert {name: found.values[name] for name in slowly(problem, order)} == slowly(problem, order)
    assert sum(found.by_ratio.values()) == found.high_violations + found.low_violations


def test_the_official_checker_points_exactly(shared: Path) -> None:
    root = shared / "data" / "roadef2005"
    with (root / "checker_points.csv").open() as rows:
        points = list(csv.DictReader(rows))
    assert len(points) == 6
    for point in points:
        problem = read_instance(next(root.glob(f"*/{point['instance']}")))
        assert problem.given is not None
        assert score(problem, problem.given).total == int(point["official_checker_score"]), point["instance"]


def test_renaults_own_orders_of_all_instances(shared: Path) -> None:
    root = shared / "data" / "roadef2005"
    for letter in "AB":
        with (root / f"results_set_{letter}.csv").open() as rows:
            for row in csv.DictReader(rows):
                problem = read_instance(root / f"instances_set_{letter}" / row["instance"])
                assert problem.given is not None
                found = score(problem, problem.given)
                assert found.valid
                assert found.total == int(row["initial_score"]), row["instance"]


def line(flags: str, ratio: str = "1/2", **more) -> SequenceProblem:
    """A problem of one ratio, from the flags of its cars."""
    problem = random_problem(0, cars=len(flags), ratios=1, before=0)
    count, window = (int(word) for word in ratio.split("/"))
    has = np.array([[flag == "1"] for flag in flags])
    return replace(
        problem, has=has, ratios=(replace(problem.ratios[0], count=count, window=window, high=True),), **more
    )


def test_windows_at_the_end_are_cut_and_still_count() -> None:
    problem = line("00111", "2/5", batch_limit=None)
    order = np.arange(5)
    assert score(problem, order).high_violations == 3  # starts 0, 1 and 2 hold three cars, the last two of them cut
    assert score(replace(problem, cut_windows=False), order).high_violations == 1


def test_the_batch_limit_counts_runs_inside_the_day_alone() -> None:
    problem = line("00000", colours=np.zeros(5), batch_limit=5, before_colours=np.zeros(3), before_has=np.zeros((3, 1)))
    assert score(problem, np.arange(5)).valid
    assert score(replace(problem, batch_limit=4), np.arange(5)).over_limit == 1
    assert score(replace(problem, batch_limit=2), np.arange(5)).over_limit == 3


def test_smoothing_by_hand() -> None:
    found = score(line("1010"), np.arange(4)).values["smoothing"]
    assert found == 0.5**2 + 0 + 0.5**2 + 0
    assert score(line("1100"), np.arange(4)).values["smoothing"] == 0.5**2 + 1 + 0.5**2


def test_weights_of_the_challenge_and_own_weights() -> None:
    problem = random_problem(3)
    order = np.arange(problem.cars)
    found = score(problem, order)
    parts = [found.values[name] for name in problem.objectives]
    assert found.total == 1_000_000 * parts[0] + 1_000 * parts[1] + parts[2]
    two = problem.with_objectives(("paint_color_changes", "high_violations"))
    assert score(two, order).total == 1_000_000 * found.paint_color_changes + 1_000 * found.high_violations
    own = problem.with_objectives(("smoothing", "tardiness"), (3, 5))
    assert score(own, order).total == 3 * found.values["smoothing"] + 5 * found.values["tardiness"]


def test_pinned_positions_are_checked() -> None:
    problem = random_problem(1, cars=10)
    frozen = problem.with_frozen_head(np.arange(10, dtype=np.int32), 3)
    assert score(frozen, np.arange(10)).unpinned == 0
    assert score(frozen, np.arange(10)[::-1]).unpinned == 3


@pytest.mark.parametrize("order", [[0, 0, 1], [0, 1], [0, 1, 3]])
def test_no_sequence_of_the_cars(order: list[int]) -> None:
    with pytest.raises(ModelError, match="does not name each of the 3 cars once"):
        score(random_problem(1, cars=3), np.array(order))
