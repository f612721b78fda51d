"""Walks through the windows of several ratios: they cost what the sequence does, or less where windows forget."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from taktwin.planning.sequence.problem import Ratio, SequenceProblem
from taktwin.planning.sequence.score import score
from taktwin.planning.sequence.windows import WindowGraph, automaton, states, window_graph
from tests.planning.sequence.random_problems import random_problem


def walk(problem: SequenceProblem, graph: WindowGraph, columns: list[int], order: np.ndarray) -> int:
    """Follow a sequence through the graph, arc by arc, and sum the costs."""
    kinds = np.unique(problem.has[:, columns], axis=0)
    arcs = {
        (int(tail), int(kind)): (int(head), int(cost))
        for tail, kind, head, cost in zip(graph.tail, graph.kind, graph.head, graph.cost, strict=True)
    }
    node, total = 0, 0
    for car in order:
        kind = int(np.flatnonzero((kinds == problem.has[car, columns]).all(axis=1))[0])
        node, cost = arcs[node, kind]
        total += cost
    return total + int(graph.end[node])


@pytest.mark.parametrize("cut", [True, False])
@pytest.mark.parametrize("before", [0, 2, 9])
def test_a_walk_costs_the_violations(cut: bool, before: int) -> None:
    for seed in range(6):
        problem = random_problem(seed, cars=12, ratios=3, before=before, window=5, cut=cut)
        graph = window_graph(problem, [0, 1, 2], 5, 100_000)
        assert graph is not None
        for draw in range(5):
            order = np.random.default_rng(draw).permutation(12)
            assert walk(problem, graph, [0, 1, 2], order) == sum(score(problem, order).by_ratio.values())


@pytest.mark.parametrize("cut", [True, False])
@pytest.mark.parametrize("slack", [0, 1])
def test_a_walk_that_forgets_never_costs_more(cut: bool, slack: int) -> None:
    less = 0
    for seed in range(12):
        problem = random_problem(seed, cars=14, ratios=3, before=seed % 4, window=6, cut=cut)
        graph = window_graph(problem, [0, 1, 2], slack, 400_000)
        assert graph is not None
        for draw in range(5):
            order = np.random.default_rng(draw).permutation(14)
            cost, truth = walk(problem, graph, [0, 1, 2], order), sum(score(problem, order).by_ratio.values())
            assert cost <= truth
            assert (cost == 0) == (truth == 0)
            less += cost < truth
    assert less > 0


@pytest.mark.parametrize(("before", "window"), [(1, 30), (9, 12)])
def test_a_window_longer_than_the_day(before: int, window: int) -> None:
    """It reaches back as far as cars are known."""
    for seed in range(10):
        drawn = random_problem(seed, cars=5, ratios=1, before=before)
        problem = replace(drawn, ratios=(Ratio("long", 2, window),))
        graph = window_graph(problem, [0], 30, 100_000)
        assert graph is not None
        order = np.arange(5)
        assert walk(problem, graph, [0], order) == sum(score(problem, order).by_ratio.values())


def test_the_states_are_counted() -> None:
    """The states of a ratio in the long run: those that are left once the cars before the day are forgotten."""
    for seed in range(20):
        ratio = random_problem(seed, ratios=1).ratios[0]
        for slack in (0, 1, 9):
            part = automaton(ratio, [False] * (ratio.window - 1), cut=False, slack=slack)
            assert part is not None
            assert len(part.end) == states(ratio, slack)


def test_a_graph_that_is_too_large() -> None:
    problem = random_problem(1, cars=12, ratios=3, window=5)
    assert window_graph(problem, [0, 1, 2], 0, 10) is None
    assert automaton(problem.ratios[0], [False] * 9, cut=True, slack=9, most=1) is None
