"""The solver: optimal where that can be checked, repeatable, valid, stopped by bounds and by the user."""

from __future__ import annotations

import _thread
import random
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from benchmarks.reach import FEW, mixed_up
from taktwin.model.errors import ModelError, OptionError
from taktwin.planning.sequence import search
from taktwin.planning.sequence.bound import Bound, colour_bound
from taktwin.planning.sequence.construct import construct
from taktwin.planning.sequence.files.roadef import read_instance
from taktwin.planning.sequence.kernel.layout import UNIT
from taktwin.planning.sequence.problem import Ratio, SequenceProblem
from taktwin.planning.sequence.score import score
from taktwin.planning.sequence.search import CHUNK, Search
from taktwin.planning.sequence.solve import _Solver, solve
from tests.planning.sequence.random_problems import random_problem

CLASSIC = ("high_violations", "paint_color_changes", "low_violations")
ALL = (*CLASSIC, "smoothing", "tardiness", "changes")


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


def test_the_best_of_all_sequences_in_every_order_of_the_objectives() -> None:
    """One to six of them, without weights."""
    problem = random_problem(1, cars=6, before=3, window=9)
    scores = [one for order in permutations(range(6)) if (one := score(problem, np.array(order))).valid]
    draw = random.Random(1)
    for many in (1, 2, 3, 4, 5, 6) * 4:
        asked = problem.with_objectives(tuple(draw.sample(ALL, many)))
        found = solve(asked, moves=6 * CHUNK, workers=1)
        best = min(scores, key=lambda one: sum(weight * one.values[name] for name, weight in asked.weight_of.items()))
        assert [found.score.values[name] for name in asked.objectives] == [
            best.values[name] for name in asked.objectives
        ], asked.objectives


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_same_seed_and_moves_give_the_same_sequence(workers: int) -> None:
    problem = random_problem(1, cars=120, ratios=6)
    first, second = (solve(problem, moves=40 * CHUNK, workers=workers, seed=4) for _ in range(2))
    assert np.array_equal(first.order, second.order)
    assert first.moves == second.moves
    other = solve(problem, moves=40 * CHUNK, workers=workers, seed=5)
    assert not np.array_equal(first.order, other.order)


def test_how_often_the_clock_is_looked_at_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = random_problem(1, cars=120, ratios=6)
    looks, found = [], []
    for slow in (1e9, -1.0):  # no portion is slow; each one is
        monkeypatch.setattr(search, "LOOK", slow)
        one = Search(problem, 1, Bound({}, 0.0))
        one.start(np.arange(120))
        told: list[int] = []
        one.run("soft", 6 * CHUNK, lambda told=told: not told.append(1))
        looks.append(len(told))
        found.append((one.sequence.tolist(), one.best.tolist(), one.moves))
    assert found[0] == found[1]
    assert looks[0] == 6
    assert looks[1] > 100


@pytest.mark.parametrize("kind", ["all frozen", "all but one frozen", "one car", "all alike", "alike but the frozen"])
def test_nothing_to_move(kind: str) -> None:
    """The only sequence there is, or one of many that are worth the same, is proved optimal at once."""
    problem = random_problem(3, cars=1 if kind == "one car" else 12, limit=None)
    frozen = {"all frozen": 12, "all but one frozen": 11, "alike but the frozen": 4}.get(kind, 0)
    if "alike" in kind:
        has, colours = problem.has.copy(), problem.colours.copy()
        has[frozen:], colours[frozen:] = True, 1
        problem = replace(problem, has=has, colours=colours)
    head = np.arange(problem.cars, dtype=np.int32)
    found = solve(problem.with_frozen_head(head, frozen), seconds=600.0, workers=1)
    assert found.optimal
    assert found.moves == 0
    assert found.score.total == score(problem, head).total > 0


def test_alike_cars_with_due_positions_are_not_alike() -> None:
    problem = SequenceProblem(
        "day", tuple("abc"), np.zeros(3, np.int32), np.zeros((3, 0), bool), (), objectives=("tardiness",),
        due=np.array([2, 1, 0], np.int32), given=np.arange(3, dtype=np.int32),
    )  # fmt: skip
    assert solve(problem, moves=1, workers=1).order.tolist() == [2, 1, 0]


@pytest.mark.parametrize("options", [{"seconds": 0.0}, {"seconds": float("inf")}, {"moves": 0}, {"workers": 0}])
def test_no_time_no_moves_no_workers(options: dict) -> None:
    with pytest.raises(OptionError, match=r"give") as caught:
        solve(random_problem(1), **options)
    assert caught.value.parameter == next(iter(options))


def test_more_than_the_search_can_count() -> None:
    """Smoothing first of four, weighted with a thousand million, and an order with an option in front."""
    has = (np.arange(20_000) < 10_000)[:, None]
    problem = SequenceProblem(
        "year", tuple(map(str, range(20_000))), np.zeros(20_000, np.int32), has, (Ratio("sunroof", 1, 1),),
        objectives=("smoothing", *CLASSIC),
    )  # fmt: skip
    with pytest.raises(ModelError, match=r"weights: the weighted sum .* more than the search can count: give smaller"):
        Search(problem, 1, Bound({}, 0.0)).start(np.arange(20_000))


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


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Python hears Ctrl-C, also where the tests run in the background and it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
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


def test_ctrl_c_before_the_first_move(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = random_problem(6, cars=30)

    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(_Solver, "_rounds", interrupted)
    found = solve(problem, workers=2)
    assert found.interrupted
    assert found.moves == 0
    assert found.score.valid


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
        assert found.valid
        assert found.paint_color_changes == colour_bound(problem)


def test_renaults_day_within_a_few_million_moves(shared: Path) -> None:
    """A day whose best known score another search needed minutes for."""
    problem = read_instance(shared / "data" / "roadef2005" / "instances_set_A" / "022_3_4_RAF_EP_ENP")
    found = solve(problem, moves=100 * CHUNK, workers=1)
    assert found.score.total <= 11_041_001  # of a local search of 5 s
    assert found.score.paint_color_changes == found.bound.values["paint_color_changes"]


def test_violations_alone_are_searched_without_going_back_to_the_best() -> None:
    """A steady round goes on with the sequence at hand, keeps its temperature, and the best one is kept apart."""
    day = mixed_up(60, FEW, 0.92, 3)
    search = Search(day, 1, Bound({}, 0.0))
    search.start(np.arange(60))
    search.goal = -1
    search.run("steady", CHUNK, lambda: True)
    at_hand = search.sequence
    weight = float((search.weights * UNIT).max())
    assert search.arrays.s.heat == pytest.approx(0.1 * weight)
    assert score(day, search.best).total == search.worth <= score(day, at_hand).total
    search.run("ebb", CHUNK, lambda: True)
    assert search.arrays.s.heat == pytest.approx(0.06 * weight)
    # from the best it begins anew: another way than that which goes on
    again = Search(day, 1, Bound({}, 0.0))
    again.start(np.arange(60))
    again.goal = -1
    again.run("steady", CHUNK, lambda: True)
    assert again.sequence.tolist() == at_hand.tolist()
    again.start(again.best)
    again.run("ebb", CHUNK, lambda: True)
    assert again.sequence.tolist() != search.sequence.tolist()


def test_days_of_hundreds_of_cars_whose_best_is_known_are_solved() -> None:
    """Made from a sequence without violations; the order that they come in has hundreds. Same seed, same sequence."""
    day = mixed_up(300, FEW, 0.92, 2)
    found = [solve(day, moves=12_000_000, seed=1, workers=2) for _ in range(2)]
    assert [one.score.high_violations for one in found] == [0, 0]
    assert found[0].order.tolist() == found[1].order.tolist()
