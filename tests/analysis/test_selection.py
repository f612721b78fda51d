"""Selection of the best: against the formulas written out, how often it is right, and its edges."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.selection import Case, measure
from taktwin.analysis.selection import UPDATE_MARGIN, Selection


def run(selection: Selection, values: NDArray[np.float64]) -> Selection:
    """Feed the replications (designs x replications) that are asked for."""
    while designs := selection.step():
        for design in designs:
            replication = selection.replications(design)
            selection.add(design, replication, float(values[design, replication]))
    return selection


def by_hand(x: NDArray[np.float64], confidence: float, delta: float, n0: int, update: bool) -> tuple[int, list[int]]:
    """The procedure pair by pair, as the papers print it; the best and how many replications each design took."""
    k = len(x)
    alpha = (1 - confidence) / (UPDATE_MARGIN if update else 1)
    alive, taken, r, n = set(range(k)), [0] * k, n0, n0
    while True:
        if update and r == 2 * n:
            n = r
        eta = 0.5 * ((2 * alpha / (k - 1)) ** (-2 / (n - 1)) - 1)
        h2 = 2 * eta * (n - 1)
        out = set()
        for i in alive:
            for j in alive - {i}:
                s2 = np.var(x[i, :n] - x[j, :n], ddof=1)
                w = max(0.0, delta / (2 * r) * (h2 * s2 / delta**2 - r))
                if x[i, :r].mean() < x[j, :r].mean() - w:
                    out.add(i)
        for i in alive:
            taken[i] = r
        alive -= out
        if len(alive) == 1:
            return alive.pop(), taken
        r += 1


@pytest.mark.parametrize("update", [True, False])
def test_as_the_papers_print_it(update: bool) -> None:
    for seed in range(40):
        rng = np.random.default_rng(seed)
        k, n0 = int(rng.integers(2, 7)), int(rng.integers(4, 12))
        x = rng.normal(size=(k, 3000)) + rng.normal(size=3000) + rng.normal(0.0, 0.5, (k, 1))
        best, taken = by_hand(x, 0.9, 0.3, n0, update)
        selection = run(Selection(k, 0.9, 0.3, n0, update=update), x)
        assert selection.best == best
        assert [selection.replications(design) for design in range(k)] == taken


def test_constant_of_the_paper() -> None:
    """eta for k = 10, 95 %, n0 = 10: (2 x 0.05 / 9) to the power -2/9 is 2.7181, so eta = 0.8591 and h2 = 15.463."""
    selection = Selection(10, 0.95, 1.0, update=False)
    for design in range(10):
        for replication in range(10):
            selection.add(design, replication, float((-1) ** (design + replication)))
    selection.step()
    assert selection._h2 == pytest.approx(15.463, abs=1e-3)


@pytest.mark.parametrize("ladder", [False, True])
@pytest.mark.parametrize("correlation", [0.0, 0.8])
@pytest.mark.parametrize("count", [2, 5])
def test_is_right_as_often_as_it_says(count: int, correlation: float, ladder: bool) -> None:
    found = measure(Case(count, ladder, correlation, 0.3), experiments=1000, seed=20)
    print(found)
    assert not found.below(0.95)


@pytest.mark.long
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
@pytest.mark.parametrize("first", [10, 20])
@pytest.mark.parametrize("correlation", [0.0, 0.8])
@pytest.mark.parametrize("count", [2, 3, 5, 10])
@pytest.mark.parametrize("update", [True, False])
def test_is_right_in_the_hardest_case(
    count: int, correlation: float, first: int, confidence: float, update: bool
) -> None:
    for step in (0.2, 0.5):
        found = measure(Case(count, False, correlation, step, confidence, first), 4000, 30, update)
        assert not found.below(confidence), (step, found)


def test_common_random_numbers_and_updates_save_replications() -> None:
    alone = measure(Case(5, False, 0.0, 0.3), experiments=200, seed=3)
    together = measure(Case(5, False, 0.8, 0.3), experiments=200, seed=3)
    plain = measure(Case(5, False, 0.0, 0.3), experiments=200, seed=3, update=False)
    assert together.replications < 0.4 * alone.replications
    assert alone.replications < 0.85 * plain.replications


def test_a_wrong_procedure_would_be_noticed() -> None:
    """The share is far below the stated one where the indifference is taken four times too large."""

    class Careless(Selection):
        def __init__(self, count, confidence, indifference, *rest, **more) -> None:
            super().__init__(count, confidence, 4 * indifference, *rest, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("benchmarks.selection.Selection", Careless)
        assert measure(Case(5, False, 0.0, 0.3), experiments=300, seed=20).below(0.95)


def test_smaller_is_better() -> None:
    x = np.random.default_rng(4).normal(size=(4, 2000)) + np.array([[0.0], [1.0], [-1.0], [2.0]])
    assert run(Selection(4, 0.95, 0.5, larger_is_better=False), x).best == 2
    assert run(Selection(4, 0.95, 0.5), x).best == 3


def test_order_of_the_values_does_not_matter() -> None:
    """Replications may come in any order and ahead of time: the race is run in the order of their numbers."""
    rng = np.random.default_rng(8)
    x = rng.normal(size=(5, 400)) + np.linspace(0.0, 0.6, 5)[:, None]
    straight = run(Selection(5, 0.95, 0.3), x)
    shuffled = Selection(5, 0.95, 0.3)
    places = [(design, replication) for design in range(5) for replication in range(400)]
    rng.shuffle(places)
    for number, (design, replication) in enumerate(places):
        shuffled.add(design, replication, float(x[design, replication]))
        if number % 97 == 0:
            shuffled.step()
    assert shuffled.step() == []
    assert (shuffled.best, shuffled.wanted) == (straight.best, straight.wanted)


def test_equal_designs_end() -> None:
    """One design twice: neither is better, the first is taken; a constant lead decides at once."""
    x = np.random.default_rng(1).normal(size=(1, 50))
    selection = run(Selection(2, 0.95, 0.1), np.vstack([x, x]))
    assert (selection.best, selection.wanted) == (0, 10)
    selection = run(Selection(3, 0.95, 0.1), np.vstack([x, x + 1e-6, x]))
    assert (selection.best, selection.wanted) == (1, 10)


def test_says_what_it_needs() -> None:
    selection = Selection(3, 0.95, 1.0, first=2)
    assert (selection.step(), selection.wanted) == ([0, 1, 2], 2)
    with pytest.raises(ValueError, match="add a replication of each first"):
        _ = selection.best
    for design, value in enumerate([5.0, 0.0, 3.0]):
        selection.add(design, 0, value)
    assert selection.step() == [0, 1, 2]
    assert selection.best == 0
    assert not selection.finished
    selection.add(1, 1, 0.0)
    assert selection.step() == [0, 2]
    selection.add(0, 1, 5.0)
    selection.add(2, 1, 3.0)
    assert selection.step() == []
    assert (selection.alive, selection.best, selection.finished) == ([0], 0, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((1, 0.95, 1.0), "at least 2 designs"),
        ((4, 0.25, 1.0), "between 0.25"),
        ((4, 1.0, 1.0), "between 0.25"),
        ((4, 0.95, 0.0), "indifference must be above 0"),
        ((4, 0.95, math.inf), "indifference must be above 0"),
        ((4, 0.95, 1.0, 1), "at least 2 first replications"),
    ],
)
def test_refuses(arguments: tuple, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Selection(*arguments)


def test_refuses_values() -> None:
    selection = Selection(2, 0.95, 1.0)
    selection.add(0, 0, 1.0)
    selection.add(0, 0, 1.0)
    with pytest.raises(ValueError, match="known as 1 and cannot be 2"):
        selection.add(0, 0, 2.0)
    with pytest.raises(ValueError, match="no design 2"):
        selection.add(2, 0, 1.0)
    with pytest.raises(ValueError, match="from 0, got -1"):
        selection.add(0, -1, 1.0)
    with pytest.raises(ValueError, match="replication 3 of design 1 has no value"):
        selection.add(1, 3, math.nan)
