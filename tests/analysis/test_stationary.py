"""Steady states against closed forms, by both ways of solving."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.analysis import stationary as module
from taktwin.analysis.stationary import stationary


def birth_death(up: list[float], down: list[float]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    n = np.arange(len(up))
    return np.concatenate([n, n + 1]), np.concatenate([n + 1, n]), np.array([*up, *down], dtype=float)


@pytest.mark.parametrize("cycles", [module.CYCLES, 0])
def test_birth_and_death(monkeypatch: pytest.MonkeyPatch, cycles: int) -> None:
    """p(n + 1) / p(n) = up / down; without a cycle of iteration it is eliminated."""
    monkeypatch.setattr(module, "CYCLES", cycles)
    rng = np.random.default_rng(3)
    up, down = rng.uniform(0.5, 2.0, 300), rng.uniform(0.5, 2.0, 300)
    expected = np.cumprod([1.0, *(up / down)])
    found = stationary(*birth_death(up.tolist(), down.tolist()), 301)
    assert found == pytest.approx(expected / expected.sum(), rel=1e-7, abs=1e-10)


def test_rates_far_apart() -> None:
    """Mean up time 1e6, mean down time 1e3: availability 1e6 / (1e6 + 1e3)."""
    found = stationary(*birth_death([1e-6], [1e-3]), 2)
    assert found == pytest.approx([1e6 / 1.001e6, 1e3 / 1.001e6], rel=1e-12)


def test_moves_to_itself_change_nothing() -> None:
    begin, end, rate = birth_death([1.0], [3.0])
    found = stationary(np.append(begin, 0), np.append(end, 0), np.append(rate, 7.0), 2)
    assert found == pytest.approx([0.75, 0.25])


def test_one_state() -> None:
    empty = np.zeros(0, dtype=np.int64)
    assert stationary(empty, empty, np.zeros(0), 1).tolist() == [1.0]


def test_says_when_it_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CYCLES", 0)
    monkeypatch.setattr(module, "ELIMINATED", 10)
    with pytest.raises(ArithmeticError, match=r"11 states could not be solved.*shorten the buffers"):
        stationary(*birth_death([1.0] * 10, [2.0] * 10), 11)
