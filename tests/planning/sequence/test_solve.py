"""The solver: optimal where that can be checked, repeatable, valid, stopped by bounds and by the user."""

from __future__ import annotations

import _thread
import threading
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from taktwin.model.errors import ModelError
from taktwin.planning.sequence.construct import construct
from taktwin.planning.sequence.problem import Ratio, SequenceProblem
from taktwin.planning.sequence.roadef import read_instance
from taktwin.planning.sequence.score import score
from taktwin.planning.sequence.search import CHUNK
from taktwin.planning.sequence.solve import solve
from tests.planning.sequence.random_problems import random_problem

ALL = ("high_violations", "paint_color_changes", "low_violations", "smoothing", "tardiness", "changes")


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kind", ["lexicographic", "weighted"])
def test_the_best_of_all_sequences(seed: int, kind: str) -> None:
    problem = random_problem(seed, cars=7, before=4, window=6, limit=2 + seed % 2, pins=seed % 3)
    if kind == "weighted":
        problem = problem.with_objectives(ALL, (40, 30, 20, 1, 10, 5))
    valid = [one for order in permutations(range(7)) if (one := score(problem, np.array(order))).valid]
    found = solve(problem, moves=12 * CHUNK, workers=1, seed=seed)
    assert found.score.valid
    assert found.score.total == min(one.total for one in valid)
    assert found.lower_bound <= found.score.total


def test_the_same_seed_and_moves_give_the_same_sequence() -> None:
    problem = random_problem(1, cars=120, ratios=6)
    first, second = (solve(problem, moves=40 * CHUNK, workers=2, seed=4) for _ in range(2))
    assert np.array_equal(first.order, second.order)
    assert first.moves == second.moves
    other = solve(problem, moves=40 * CHUNK, workers=2, seed=5)
    assert not np.array_equal(first.order, other.order)


def test_it_ends_where_the_bound_is_reached() -> None:
    problem = random_problem(1, cars=30, limit=None).with_objectives(("paint_color_changes",))
    found = solve(problem, seconds=600.0, workers=2)
    assert found.optimal
    assert found.gap() == 0.0
    assert found.score.total == found.lower_bound


def test_pinned_positions_and_a_frozen_head_stay() -> None:
    problem = random_problem(2, cars=60, ratios=6, limit=None)
    head = np.random.default_rng(2).permutation(60).astype(np.int32)
    found = solve(replace(problem.with_frozen_head(head, 12), given=head), moves=20 * CHUNK, workers=1)
    assert np.array_equal(found.order[:12], head[:12])
    assert found.score.total < score(problem, head).total


def test_due_positions_are_kept_where_they_count_most() -> None:
    draw = np.random.default_rng(3)
    problem = random_problem(3, cars=50, limit=None)
    due = draw.permutation(50).astype(np.int32)
    found = solve(replace(problem, due=due, objectives=("tardiness", "high_violations")), moves=60 * CHUNK, workers=1)
    assert found.score.values["tardiness"] == found.bound.values["tardiness"] == 0


def test_smoothing_spreads_an_option() -> None:
    has = (np.arange(40) < 10)[:, None]
    problem = SequenceProblem(
        "day", tuple(map(str, range(40))), np.zeros(40, np.int32), has, (Ratio("sunroof", 1, 1),),
        objectives=("smoothing",),
    )  # fmt: skip
    found = solve(problem, moves=20 * CHUNK, workers=1)
    gaps = np.diff(np.flatnonzero(has[found.order, 0]))
    assert set(gaps) <= {3, 4, 5}  # 4, or next to it where half a car is as near to none as to one
    assert found.optimal


def test_a_batch_limit_that_no_sequence_keeps() -> None:
    colours = np.array([0] * 9 + [1], np.int32)
    problem = replace(random_problem(1, cars=10, limit=None), colours=colours, batch_limit=4)
    with pytest.raises(ModelError, match="9 of 10 cars have the colour 0: no sequence keeps the batch limit of 4"):
        solve(problem, moves=1)
    found = solve(replace(problem, batch_limit=5), moves=CHUNK, workers=1)
    assert found.score.valid


def test_pinned_cars_that_break_the_batch_limit() -> None:
    colours = np.array([0, 0, 0, 1, 1], np.int32)
    pinned = np.array([0, 1, 2, -1, -1], np.int32)
    problem = replace(random_problem(1, cars=5, limit=None), colours=colours, batch_limit=2, pinned=pinned)
    with pytest.raises(ModelError, match="with the pinned positions"):
        solve(problem, moves=1)


def test_ctrl_c_returns_the_best_until_then() -> None:
    problem = random_problem(6, cars=200, ratios=8)
    begun = threading.Event()

    def interrupt(_: float) -> None:
        if not begun.is_set():
            begun.set()
            _thread.interrupt_main()

    found = solve(problem, seconds=600.0, workers=2, progress=interrupt)
    assert found.interrupted
    assert found.score.valid
    assert found.score.total <= score(problem, construct(problem)).total


def test_progress_and_history() -> None:
    told: list[float] = []
    found = solve(random_problem(6, cars=100, ratios=8), moves=30 * CHUNK, workers=1, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    totals = [total for _, total in found.history]
    assert totals == sorted(totals, reverse=True)
    assert totals[-1] == found.score.total


def test_the_construction_is_valid_and_keeps_colours_together(shared: Path) -> None:
    """The first sequence of paint-first days has as few colour changes as there can be."""
    root = shared / "data" / "roadef2005"
    for name in ("023_RAF_EP_ENP_S23_J3", "024_V2_RAF_EP_ENP_S22_J1", "039_38_4_RAF_EP_ch1"):
        problem = read_instance(next(root.glob(f"*/{name}")))
        found = score(problem, construct(problem))
        from taktwin.planning.sequence.bound import colour_bound

        assert found.valid
        assert found.paint_color_changes == colour_bound(problem)


def test_renaults_day_within_a_few_million_moves(shared: Path) -> None:
    """A day whose best known score another search needed minutes for."""
    problem = read_instance(shared / "data" / "roadef2005" / "instances_set_A" / "022_3_4_RAF_EP_ENP")
    found = solve(problem, moves=100 * CHUNK, workers=1)
    assert found.score.total <= 11_041_001  # of a local search of 5 s
    assert found.score.paint_color_changes == found.bound.values["paint_color_changes"]
