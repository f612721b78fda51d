"""A simulated line beside its theory: names, intervals, and how often a right simulation is called wrong."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.analysis.interval import t_interval
from taktwin.analysis.line.check import compared, named
from taktwin.analysis.line.exact import exact_line

THEORY = exact_line([1.0, 1.2], [2], [0.1, 0.0], [0.5, 1.0])


def made_up(rng: np.random.Generator, bias: float = 0.0) -> dict[str, list[float]]:
    """Ten replications around the truth; what never happens is exactly 0."""
    return {
        name: (truth + (0.01 * rng.normal(bias, 1.0, 10) if truth else np.zeros(10))).tolist()
        for name, truth in named(THEORY).items()
    }


def test_names() -> None:
    names = list(named(THEORY))
    assert names[:5] == ["throughput", "lead_time", "wip", "b1 level", "s1 working"]
    assert names[-1] == "s2 down"
    assert len(names) == 4 + 2 * 4


def test_shown_intervals_are_of_95_percent() -> None:
    values = made_up(np.random.default_rng(1))
    for row in compared(THEORY, values):
        assert (row.low, row.high) == pytest.approx(t_interval(values[row.name]))
        assert row.simulated == pytest.approx(np.mean(values[row.name]))
        assert row.theory == named(THEORY)[row.name]


def test_right_simulations_are_seldom_called_wrong() -> None:
    rng = np.random.default_rng(4)
    wrong = sum(not all(row.agrees for row in compared(THEORY, made_up(rng))) for _ in range(1000))
    assert wrong <= 20  # 1 % is stated, 10 expected at most


def test_wrong_simulations_are_called_wrong() -> None:
    rows = compared(THEORY, made_up(np.random.default_rng(2), bias=5.0))
    assert not any(row.agrees for row in rows if row.theory)
    values = made_up(np.random.default_rng(2)) | {"s2 down": [0.1] * 10}
    assert [row.name for row in compared(THEORY, values) if not row.agrees] == ["s2 down"]


def test_needs_replications() -> None:
    with pytest.raises(ValueError, match="at least 2 replications"):
        compared(THEORY, {name: [1.0] for name in named(THEORY)})
