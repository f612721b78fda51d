"""What matters, and what does not."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest

from taktwin.planning.experiment.errors import ExecutorError, ExperimentError
from taktwin.planning.experiment.factor import Range
from taktwin.planning.experiment.sensitivity import study

pytest.importorskip("SALib")
RANGES = [Range("a.strong", "10 s", "20 s"), Range("b.weak", "0.0", "1.0"), Range("c.idle", "1", "4")]


def test_morris() -> None:
    """A straight line: the effects over the whole range are its slopes."""
    found = study("morris", RANGES, 6, seed=2)
    assert len(found.scenarios) == 6 * 4
    x = found.shares
    table = found.effects("wip", list(5 * x[:, 0] - 2 * x[:, 1]), 0.95)
    assert table.select("path", "unit").rows() == [("a.strong", "jobs"), ("b.weak", "jobs"), ("c.idle", "jobs")]
    assert table.get_column("strength").to_list() == pytest.approx([5, 2, 0])
    assert table.get_column("mean").to_list() == pytest.approx([5, -2, 0])
    assert table.get_column("spread").to_list() == pytest.approx([0, 0, 0], abs=1e-9)


def test_sobol() -> None:
    """Variances of independent uniform inputs: 25 / 12, 4 / 12, 0."""
    found = study("sobol", RANGES, 256, seed=2)
    assert len(found.scenarios) == 256 * 5
    x = found.shares
    table = found.effects("wip", list(5 * x[:, 0] - 2 * x[:, 1]), 0.95)
    assert table.get_column("path").to_list() == ["a.strong", "b.weak", "c.idle"]
    assert table.get_column("total").to_list() == pytest.approx([25 / 29, 4 / 29, 0], abs=0.03)
    assert table.get_column("first").to_list() == pytest.approx([25 / 29, 4 / 29, 0], abs=0.05)
    # the intervals are resampled with the seed of the study
    values = list(5 * x[:, 0] - 2 * x[:, 1])
    assert found.effects("wip", values, 0.95).equals(table)
    assert not replace(found, seed=3).effects("wip", values, 0.95).equals(table)


def test_scenarios_are_the_points() -> None:
    found = study("morris", RANGES, 4, seed=1)
    for scenario, (a, b, c) in zip(found.scenarios, found.shares, strict=True):
        assert float(scenario.changes["a.strong"].removesuffix(" s")) == pytest.approx(10 + 10 * a, rel=1e-4)
        assert float(scenario.changes["b.weak"]) == pytest.approx(b, rel=1e-4)
        assert scenario.changes["c.idle"] == str(1 + min(3, int(4 * c)))


def test_same_seed_same_points() -> None:
    one, two, other = (study("sobol", RANGES, 8, seed).shares for seed in (1, 1, 2))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, other)


@pytest.mark.parametrize(
    ("method", "ranges", "points", "word"),
    [
        ("sobol", RANGES, 100, "`points`.*power of two"),
        ("morris", RANGES, 1, "`points`"),
        ("fast", RANGES, 8, "morris or sobol"),
        ("morris", [], 8, "give `ranges`"),
        ("morris", [RANGES[0], RANGES[0]], 8, "two ranges"),
    ],
)
def test_wrong_study(method: str, ranges: list[Range], points: int, word: str) -> None:
    with pytest.raises(ExperimentError, match=word):
        study(method, ranges, points, 1)


def test_figure_that_never_changes() -> None:
    found = study("sobol", RANGES, 8, 1)
    with pytest.raises(ExperimentError, match=r"wip: .*the same in every run"):
        found.effects("wip", [1.0] * 40, 0.95)


def test_salib_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.startswith("SALib")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "SALib", None)
    with pytest.raises(ExecutorError, match=r"pip install 'taktwin\[sensitivity\]'"):
        study("morris", RANGES, 4, 1)
