"""Screening and indices against functions whose effects and indices are known in closed form."""

from __future__ import annotations

import math
import sys

import numpy as np
import pytest
from numpy.typing import NDArray

from taktwin.analysis.sensitivity import morris_design, morris_effects, sobol_design, sobol_indices

LINEAR: dict[str, tuple[float, float]] = {"a": (0.0, 1.0), "b": (-2.0, 2.0), "c": (10.0, 11.0)}
CUBE: dict[str, tuple[float, float]] = dict.fromkeys(("x1", "x2", "x3"), (-math.pi, math.pi))


def linear(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """3 a - 2 b + 0 c: over its whole range a gives 3, b gives -8, c nothing."""
    return 3.0 * x[:, 0] - 2.0 * x[:, 1]


def ishigami(x: NDArray[np.float64], a: float = 7.0, b: float = 0.1) -> NDArray[np.float64]:
    return np.sin(x[:, 0]) + a * np.sin(x[:, 1]) ** 2 + b * x[:, 2] ** 4 * np.sin(x[:, 0])


def ishigami_indices(a: float = 7.0, b: float = 0.1) -> dict[str, tuple[float, float]]:
    """First and total indices in closed form (Ishigami and Homma 1990; Saltelli et al., Sensitivity Analysis, 2000)."""
    pi4, pi8 = math.pi**4, math.pi**8
    v1, v2 = 0.5 * (1 + b * pi4 / 5) ** 2, a**2 / 8
    v13 = b**2 * pi8 * (1 / 18 - 1 / 50)
    whole = v1 + v2 + v13
    return {"x1": (v1 / whole, (v1 + v13) / whole), "x2": (v2 / whole, v2 / whole), "x3": (0.0, v13 / whole)}


def test_closed_form_is_the_published_one() -> None:
    """0.3139, 0.4424 and 0; 0.5576, 0.4424 and 0.2437: in every text on the function."""
    found = ishigami_indices()
    assert [round(first, 4) for first, _ in found.values()] == [0.3139, 0.4424, 0.0]
    assert [round(total, 4) for _, total in found.values()] == [0.5576, 0.4424, 0.2437]


def test_effects_of_a_linear_function_are_exact() -> None:
    design = morris_design(LINEAR, trajectories=6)
    assert design.shape == (6 * 4, 3)
    effects = morris_effects(LINEAR, design, linear(design).tolist())
    assert [e.name for e in effects] == ["b", "a", "c"]
    assert [e.strength for e in effects] == pytest.approx([8.0, 3.0, 0.0], abs=1e-9)
    assert [e.mean for e in effects] == pytest.approx([-8.0, 3.0, 0.0], abs=1e-9)
    for effect in effects:
        assert effect.spread == pytest.approx(0.0, abs=1e-9)
        assert (effect.low, effect.high) == pytest.approx((effect.strength, effect.strength), abs=1e-9)


def test_screening_sees_an_interaction() -> None:
    """x3 of Ishigami acts only together with x1: as much spread as strength, and effects of both signs."""
    design = morris_design(CUBE, trajectories=50, seed=3)
    effects = {e.name: e for e in morris_effects(CUBE, design, ishigami(design).tolist())}
    assert effects["x3"].spread > effects["x3"].strength > 1.0
    assert abs(effects["x3"].mean) < effects["x3"].strength
    assert effects["x1"].low < effects["x1"].strength < effects["x1"].high


def test_indices_of_ishigami() -> None:
    design = sobol_design(CUBE, samples=4096)
    assert design.shape == (4096 * 5, 3)
    indices = {i.name: i for i in sobol_indices(CUBE, ishigami(design).tolist())}
    for name, (first, total) in ishigami_indices().items():
        assert indices[name].first == pytest.approx(first, abs=0.02)
        assert indices[name].total == pytest.approx(total, abs=0.02)
        assert indices[name].first_low <= first <= indices[name].first_high
        assert indices[name].total_low <= total <= indices[name].total_high


def test_indices_of_a_linear_function() -> None:
    """Variances add up: (3^2 1/12) and (2^2 16/12), so 9/73 and 64/73, and first and total are the same."""
    design = sobol_design(LINEAR, samples=1024)
    indices = sobol_indices(LINEAR, linear(design).tolist())
    assert [i.name for i in indices] == ["b", "a", "c"]
    for index, truth in zip(indices, (64 / 73, 9 / 73, 0.0), strict=True):
        assert index.first == pytest.approx(truth, abs=0.01)
        assert index.total == pytest.approx(truth, abs=0.01)


def random_half_widths(samples: int, repetitions: int = 300) -> dict[str, tuple[float, float]]:
    """1.96 standard deviations of the estimators of Saltelli et al. (2010) over independent random points."""
    rng, rows = np.random.default_rng(1), []
    for _ in range(repetitions):
        a, b = rng.uniform(-math.pi, math.pi, (2, samples, 3))
        row = []
        for j in range(3):
            mixed = a.copy()
            mixed[:, j] = b[:, j]
            ya, yb, y = (np.array(z) for z in (ishigami(a), ishigami(b), ishigami(mixed)))
            mean, variance = np.concatenate([ya, yb]).mean(), np.concatenate([ya, yb]).var()
            row += [np.mean((yb - mean) * (y - ya)) / variance, 0.5 * np.mean((ya - y) ** 2) / variance]
        rows.append(row)
    half = 1.96 * np.std(rows, axis=0)
    return {name: (half[2 * j], half[2 * j + 1]) for j, name in enumerate(CUBE)}


def test_intervals_are_those_of_random_points() -> None:
    """Wider than they need be, because the points of a Sobol sequence lie more evenly than random ones."""
    expected = random_half_widths(1024)
    design = sobol_design(CUBE, samples=1024)
    for index in sobol_indices(CUBE, ishigami(design).tolist()):
        first, total = expected[index.name]
        assert index.first_high - index.first == pytest.approx(first, rel=0.15)
        assert index.first - index.first_low == pytest.approx(first, rel=0.15)
        assert index.total_high - index.total == pytest.approx(total, rel=0.15)
        assert index.total - index.total_low == pytest.approx(total, rel=0.15)


@pytest.mark.parametrize("seed", [0, 1, 77])
def test_the_seed_decides(seed: int) -> None:
    for design in (morris_design, sobol_design):
        assert np.array_equal(design(CUBE, 8, seed=seed), design(CUBE, 8, seed=seed))
        assert not np.array_equal(design(CUBE, 8, seed=seed), design(CUBE, 8, seed=seed + 1))
    x = sobol_design(CUBE, 8, seed=seed)
    y = ishigami(x).tolist()
    assert sobol_indices(CUBE, y, seed=seed) == sobol_indices(CUBE, y, seed=seed)
    x = morris_design(CUBE, 8, seed=seed)
    y = ishigami(x).tolist()
    assert morris_effects(CUBE, x, y, seed=seed) == morris_effects(CUBE, x, y, seed=seed)


def test_refuses() -> None:
    with pytest.raises(ValueError, match="a: the lowest value must lie below the highest, got 1 and 1"):
        morris_design({"a": (1.0, 1.0)})
    with pytest.raises(ValueError, match="no input to vary"):
        sobol_design({})
    with pytest.raises(ValueError, match="power of two"):
        sobol_design(CUBE, 100)
    with pytest.raises(ValueError, match="at least 2 trajectories"):
        morris_design(CUBE, 1)
    with pytest.raises(ValueError, match="even number"):
        morris_design(CUBE, 4, levels=3)
    with pytest.raises(ValueError, match="24 runs need 24 values, not 3"):
        morris_effects(LINEAR, morris_design(LINEAR, 6), [1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match="a multiple of 5"):
        sobol_indices(CUBE, [1.0, 2.0])
    with pytest.raises(ValueError, match="no input matters"):
        sobol_indices(CUBE, [1.0] * 10)
    with pytest.raises(ValueError, match="run 1 has no value"):
        sobol_indices(CUBE, [1.0, math.nan, 2.0, 3.0, 4.0])
    with pytest.raises(ValueError, match="confidence"):
        sobol_indices(CUBE, [1.0, 2.0, 3.0, 4.0, 5.0], confidence=95)


def test_says_how_to_get_salib(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "SALib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "SALib", None)
    with pytest.raises(ImportError, match=r"pip install 'taktwin\[sensitivity\]'"):
        sobol_design(CUBE)
