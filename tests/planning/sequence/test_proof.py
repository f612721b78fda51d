"""Bounds of several ratios together: never above the best sequence there is, and more than counting shows."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from taktwin.planning.sequence import proof
from taktwin.planning.sequence.bound import lower_bound, ratio_bound_of
from taktwin.planning.sequence.files.roadef import read_instance
from taktwin.planning.sequence.problem import Ratio, SequenceProblem
from taktwin.planning.sequence.proof import best_prices, cheapest, groups, prove
from taktwin.planning.sequence.score import Score, score
from taktwin.planning.sequence.solve import solve
from taktwin.planning.sequence.windows import window_graph
from tests.planning.sequence.random_problems import random_problem


def odd_places() -> SequenceProblem:
    """Three of five cars, at most every second one, stand at 1, 3 and 5; the other two are nearer than one in three."""
    has = np.array([[1, 0], [1, 0], [1, 0], [0, 1], [0, 1]], bool)
    return SequenceProblem("odd", tuple("abcde"), np.zeros(5, np.int32), has, (Ratio("A", 1, 2), Ratio("B", 1, 3)),
                           objectives=("high_violations",), cut_windows=False)  # fmt: skip


def proved(problem: SequenceProblem, found: Score, high: bool = True, **limits: Any) -> int:
    """The last bound."""
    return max(prove(problem, found, high, **limits), default=counted(problem, high))


def counted(problem: SequenceProblem, high: bool) -> int:
    """The bound from counting."""
    return sum(ratio_bound_of(problem, at) for at, ratio in enumerate(problem.ratios) if ratio.high == high)


def far_off(problem: SequenceProblem) -> Score:
    """A score that nobody would call good."""
    return Score({}, 0, by_ratio={ratio.name: 10**6 for ratio in problem.ratios})


def test_what_counting_does_not_see() -> None:
    problem = odd_places()
    assert lower_bound(problem).values["high_violations"] == 0
    assert min(score(problem, np.array(order)).high_violations for order in permutations(range(5))) == 1
    assert proved(problem, far_off(problem)) == 1


def tight_problem(seed: int, cut: bool) -> SequenceProblem:
    """Six cars, ratios that the cars just use up."""
    draw = np.random.default_rng(seed)
    before = seed % 4
    return SequenceProblem(
        "tight", tuple("abcdef"), np.zeros(6, np.int32), draw.random((6, 4)) < (0.5, 0.4, 0.6, 0.3),
        (Ratio("A", 1, 2), Ratio("B", 1, 3), Ratio("C", 2, 3), Ratio("D", 1, 4, high=False)), cut_windows=cut,
        before_colours=np.zeros(before, np.int32), before_has=draw.random((before, 4)) < (0.5, 0.4, 0.6, 0.3),
    )  # fmt: skip


@pytest.mark.parametrize("cut", [True, False])
def test_no_sequence_is_better(cut: bool) -> None:
    """Against all sequences: never above, more than counting shows, and mostly all that is to be shown."""
    more = tight = cases = 0
    for seed in range(40):
        problem = tight_problem(seed, cut)
        scores = [score(problem, np.array(order)) for order in permutations(range(6))]
        for name, high in (("high_violations", True), ("low_violations", False)):
            least = min(one.values[name] for one in scores)
            bounds = [counted(problem, high), *prove(problem, far_off(problem), high)]
            assert bounds == sorted(set(bounds))
            assert bounds[-1] <= least
            more += len(bounds) > 1
            tight += bounds[-1] == least
            cases += 1
    assert more >= 2
    assert tight >= 0.9 * cases


def test_a_bound_holds_for_any_prices() -> None:
    """What the linear program says is not believed: whatever the prices are, the bound is one."""
    draw = np.random.default_rng(1)
    for seed in range(20):
        problem = random_problem(seed, cars=6, ratios=2, before=2, window=4)
        graph = window_graph(problem, [0, 1], 9, 10_000)
        assert graph is not None
        least = min(sum(score(problem, np.array(order)).by_ratio.values()) for order in permutations(range(6)))
        for _ in range(20):
            prices = (draw.normal(0, 1, len(graph.demand)) * (1 << 20)).astype(np.int64)
            bound = cheapest(graph, prices, 6)
            assert bound is not None
            assert bound <= least


def test_a_ratio_too_many_is_left_to_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    """With little room a long window is put aside, and the others are still proved together."""
    small = odd_places()
    has = np.hstack([small.has, [[1], [1], [0], [0], [0]]])
    problem = SequenceProblem("odd", small.idents, small.colours, has, (*small.ratios, Ratio("C", 1, 40)),
                              objectives=("high_violations",))  # fmt: skip
    monkeypatch.setattr(proof, "MOST_ARCS", 60)
    assert groups(problem, high=True) == [[2, 0], [1]]
    monkeypatch.setattr(proof, "groups", lambda *_: [[0, 1, 2]])
    assert ratio_bound_of(problem, 2) == 1
    assert proved(problem, far_off(problem)) == 1 + 1


def test_it_ends_when_it_is_told() -> None:
    problem = odd_places()
    assert proved(problem, far_off(problem), stopped=lambda: True) == 0
    assert proved(problem, far_off(problem), seconds=-1.0) == 0
    hard = random_problem(1, cars=60, ratios=4, window=5)
    graph = window_graph(hard, [0, 1, 2, 3], 9, 1_000_000)
    assert graph is not None
    assert best_prices(graph, lambda: True) is None
    assert best_prices(graph, seconds=0.0) is None
    assert cheapest(graph, np.zeros(len(graph.demand), np.int64), 60, lambda: True) is None


@pytest.mark.parametrize("limit", [{"moves": 100_000}, {"seconds": 60.0}])
def test_a_search_is_told(limit: dict) -> None:
    """It ends at the proved bound, long before its time."""
    problem = odd_places()
    found = solve(problem, workers=1, **limit)
    assert found.optimal
    assert found.bound.values == {"high_violations": 1}
    assert found.seconds < 30  # of 60


@pytest.mark.parametrize(
    ("instance", "least"),
    [
        ("csplib001/instances/19-71.txt", 2),  # Gent 1998, from the table beside it
        ("roadef2005/instances_set_B/035_ch1_EP_ENP_RAF_S22_J3", 67),
    ],
)
def test_published_days(shared: Path, instance: str, least: int) -> None:
    """It ends at the violations of the best known sequence."""
    problem = read_instance(shared / "data" / instance)
    names = [ratio.name for ratio in problem.ratios]
    found = Score({}, 0, by_ratio={**dict.fromkeys(names, 0), names[0]: least})
    assert proved(problem, found) == least
