"""Which inputs matter: the screening of Morris and the indices of Sobol, through SALib.

SALib is an optional extra and is imported only when a function here is called.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bounds = Mapping[str, tuple[float, float]]
"""Name of each input and the lowest and highest value that it is tried with."""


@dataclass(frozen=True)
class Effect:
    """Elementary effects of one input (Morris), in the unit of the figure for a change over the input's whole range.

    `strength` is the mean of their absolute values (mu*) with the interval `low` to `high`, `mean` their mean with
    sign (mu), `spread` their standard deviation (sigma): large beside `strength` where the effect is curved or depends
    on other inputs.
    """

    name: str
    strength: float
    low: float
    high: float
    mean: float
    spread: float


@dataclass(frozen=True)
class Index:
    """Sobol indices of one input: shares of the figure's variance, each with its interval.

    `first` is what the input causes alone, `total` what it causes together with others.
    """

    name: str
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


def morris_design(bounds: Bounds, trajectories: int = 10, levels: int = 4, seed: int = 1) -> NDArray[np.float64]:
    """The runs of a screening: one row a run, one column an input, trajectories x (inputs + 1) rows.

    M. D. Morris: Factorial sampling plans for preliminary computational experiments. Technometrics 33 (1991), 161-174.

    Raises:
        ValueError: a bound or number is out of range.
        ImportError: SALib is not installed; the message says how to get it.
    """
    if trajectories < 2:
        raise ValueError(f"an interval needs at least 2 trajectories, got {trajectories}")
    if levels < 2 or levels % 2:
        raise ValueError(f"levels must be an even number of at least 2, got {levels}")
    problem = _problem(bounds)
    return _salib("sample.morris").sample(problem, trajectories, num_levels=levels, seed=seed)


def morris_effects(
    bounds: Bounds,
    design: NDArray[np.float64],
    values: Sequence[float],
    levels: int = 4,
    confidence: float = 0.95,
    seed: int = 1,
) -> list[Effect]:
    """The effects of the inputs, the strongest first, from the figure of each run of `morris_design`.

    The interval is mu* -/+ z times the standard deviation of its bootstrap over the trajectories (SALib); strength is
    F. Campolongo, J. Cariboni, A. Saltelli: An effective screening design for sensitivity analysis of large models.
    Environmental Modelling & Software 22 (2007), 1509-1518.

    Raises:
        ValueError: there is not one finite value for each run, or a number is out of range.
        ImportError: SALib is not installed.
    """
    figures = _values(values, len(design), confidence)
    found = _salib("analyze.morris").analyze(
        _problem(bounds),
        np.asarray(design, dtype=np.float64),
        figures,
        num_resamples=1000,
        conf_level=confidence,
        num_levels=levels,
        seed=seed,
    )
    columns = zip(bounds, found["mu_star"], found["mu_star_conf"], found["mu"], found["sigma"], strict=True)
    effects = [
        Effect(name, float(strength), float(strength - half), float(strength + half), float(mean), float(spread))
        for name, strength, half, mean, spread in columns
    ]
    return sorted(effects, key=lambda effect: -effect.strength)


def sobol_design(bounds: Bounds, samples: int = 256, seed: int = 1) -> NDArray[np.float64]:
    """The runs for Sobol indices: one row a run, one column an input, samples x (inputs + 2) rows.

    Points of a scrambled Sobol sequence in the scheme of A. Saltelli: Making best use of model evaluations to compute
    sensitivity indices. Computer Physics Communications 145 (2002), 280-297.

    Raises:
        ValueError: `samples` is not a power of two, or a bound is out of range.
        ImportError: SALib is not installed; the message says how to get it.
    """
    if samples < 2 or samples & (samples - 1):
        raise ValueError(f"samples must be a power of two, such as 256, got {samples}")
    problem = _problem(bounds)
    return _salib("sample.sobol").sample(problem, samples, calc_second_order=False, seed=seed)


def sobol_indices(bounds: Bounds, values: Sequence[float], confidence: float = 0.95, seed: int = 1) -> list[Index]:
    """The indices of the inputs, the largest total first, from the figure of each run of `sobol_design`.

    Estimators of A. Saltelli et al.: Variance based sensitivity analysis of model output. Computer Physics
    Communications 181 (2010), 259-270; intervals by the bootstrap over the samples (SALib), which takes the points
    for random ones and so is wider than needed. Indices of a simulation contain its noise: use common random numbers,
    or enough replications a run.

    Raises:
        ValueError: the number of values is not samples x (inputs + 2), one is not finite, or they are all equal.
        ImportError: SALib is not installed.
    """
    figures = _values(values, None, confidence)
    if len(figures) == 0 or len(figures) % (len(bounds) + 2):
        raise ValueError(
            f"{len(figures)} values do not fit {len(bounds)} inputs: give the figure of every run of sobol_design, a "
            f"multiple of {len(bounds) + 2}"
        )
    if np.ptp(figures) == 0:
        raise ValueError("the figure is the same in every run, so no input matters; choose another figure or range")
    found = _salib("analyze.sobol").analyze(
        _problem(bounds),
        figures,
        calc_second_order=False,
        num_resamples=1000,
        conf_level=confidence,
        seed=np.random.default_rng(seed),  # SALib would take the number 0 for "no seed"
    )
    columns = zip(bounds, found["S1"], found["S1_conf"], found["ST"], found["ST_conf"], strict=True)
    indices = [
        Index(name, float(s), float(s - a), float(s + a), float(t), float(t - b), float(t + b))
        for name, s, a, t, b in columns
    ]
    return sorted(indices, key=lambda index: -index.total)


def _problem(bounds: Bounds) -> dict[str, Any]:
    if not bounds:
        raise ValueError("no input to vary; name at least one with its lowest and highest value")
    for name, (low, high) in bounds.items():
        if not (np.isfinite(low) and np.isfinite(high) and low < high):
            raise ValueError(f"{name}: the lowest value must lie below the highest, got {low:g} and {high:g}")
    return {"num_vars": len(bounds), "names": list(bounds), "bounds": [list(pair) for pair in bounds.values()]}


def _values(values: Sequence[float], runs: int | None, confidence: float) -> NDArray[np.float64]:
    if not 0 < confidence < 1:
        raise ValueError(f"the confidence must be between 0 and 1, such as 0.95, got {confidence:g}")
    figures = np.asarray(values, dtype=np.float64)
    if runs is not None and len(figures) != runs:
        raise ValueError(f"{runs} runs need {runs} values, not {len(figures)}")
    if not np.isfinite(figures).all():
        place = int(np.flatnonzero(~np.isfinite(figures))[0])
        raise ValueError(f"run {place} has no value ({figures[place]}): run longer, or narrow the range of the inputs")
    return figures


def _salib(module: str) -> Any:
    try:
        return importlib.import_module(f"SALib.{module}")
    except ModuleNotFoundError as error:
        raise ImportError(
            "sensitivity analysis needs SALib, which is not installed: pip install 'taktwin[sensitivity]'"
        ) from error
