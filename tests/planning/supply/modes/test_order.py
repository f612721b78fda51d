"""Orders of changes against every order."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taktwin.planning.supply.modes import order as module
from taktwin.planning.supply.modes.order import order_of, peaks


@st.composite
def walks(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    many, limits = draw(st.integers(0, 5)), draw(st.integers(1, 3))
    row = st.lists(st.integers(-6, 6), min_size=limits, max_size=limits)
    changes = np.array(draw(st.lists(row, min_size=many, max_size=many)), float).reshape(many, limits)
    start = np.array(draw(row), float) + 10
    least = np.maximum(start, start + changes.sum(axis=0))
    return start, changes, least + draw(st.integers(0, 3))


def keeps(start: np.ndarray, changes: np.ndarray, most: np.ndarray, order: list[int]) -> bool:
    return bool(np.all(peaks(start, changes, order) <= most + 1e-6))


@settings(max_examples=300)
@given(walk=walks())
def test_is_the_first_that_any_order_allows(walk: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    """Permutations come in the order of wishes, so the first that keeps all limits is the one wanted."""
    start, changes, most = walk
    known = next(
        (list(one) for one in permutations(range(len(changes))) if keeps(start, changes, most, list(one))), None
    )
    assert order_of(start, changes, most) == (known, True)


def test_an_end_beyond_the_limits_has_no_order() -> None:
    assert order_of(np.zeros(1), np.array([[3.0]]), np.array([2.0])) == (None, True)


def test_many_changes_without_a_known_order_are_not_called_impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    changes = np.array([[3.0, -3.0], [-3.0, 3.0]])
    assert order_of(np.zeros(2), changes, np.array([2.0, 2.0])) == (None, True)
    monkeypatch.setattr(module, "ALL_ORDERS", 1)
    assert order_of(np.zeros(2), changes, np.array([2.0, 2.0])) == (None, False)


def test_trying_all_finds_what_the_quick_rule_misses() -> None:
    """Two small steps make room for the large one; the rule takes the one that looks fullest-but-least first."""
    rng = np.random.default_rng(1)
    missed = 0
    for _ in range(400):
        changes = rng.integers(-9, 10, (6, 2)).astype(float)
        start = np.full(2, 20.0)
        most = np.maximum(start, start + changes.sum(axis=0)) + 2
        ways = module._Ways(changes, most)
        order, sure = order_of(start, changes, most)
        assert sure
        if order is not None:
            assert keeps(start, changes, most, order)
            missed += ways._quick(start, list(range(6))) is None
    assert missed > 0
