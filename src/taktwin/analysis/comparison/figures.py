"""The KPIs of runs beside each other, and the difference of each from the first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from taktwin.analysis.comparison.saved import SavedRun
from taktwin.analysis.paired import paired

PAIRED, APART, NO_INTERVAL = "paired", "apart", ""
LEFT_OUT = ("station_operations", "wall_seconds")
"""KPIs of the run, not of the plant: sums over its replications."""


@dataclass(frozen=True)
class Figure:
    """One KPI of one run: mean, 95 % interval (None without), and the same of its difference from the first run.

    ``how`` is `paired` (the replications that both runs have, one by one, with the same random numbers), `apart`
    (Welch's interval of two independent samples) or empty where there is no interval. The intervals
    of all runs hold together with 95 %.
    """

    run: str
    kpi: str
    unit: str
    value: float
    low: float | None
    high: float | None
    difference: float | None = None
    difference_low: float | None = None
    difference_high: float | None = None
    how: str = NO_INTERVAL

    @property
    def sure(self) -> bool:
        """Whether the difference is one beyond chance."""
        low, high = self.difference_low, self.difference_high
        return low is not None and high is not None and (low > 0 or high < 0)

    def as_dict(self) -> dict[str, Any]:
        """Plain data; what is no number is None."""
        found = {key: None if isinstance(v, float) and math.isnan(v) else v for key, v in asdict(self).items()}
        return {**found, "sure": self.sure}


def figures(runs: Sequence[SavedRun]) -> list[Figure]:
    """All KPIs that the first run has, of every run; a run that lacks one is left out there."""
    found = []
    for kpi, about in runs[0].manifest["kpis"].items():
        if kpi in LEFT_OUT:
            continue
        for run in runs:
            own = run.manifest["kpis"].get(kpi)
            if own is not None:
                value = _number(own["value"])
                figure = Figure(run.name, kpi, about["unit"], value, own["low"], own["high"])
                found.append(figure if run is runs[0] else _against(figure, runs[0], run, len(runs) - 1))
    return found


def _against(figure: Figure, base: SavedRun, run: SavedRun, comparisons: int) -> Figure:
    of_base = _number(base.manifest["kpis"][figure.kpi]["value"])
    own, other = run.values(figure.kpi), base.values(figure.kpi)
    figure = replace(figure, difference=figure.value - of_base)
    if own is None or other is None:
        return figure
    if run.alike(base):
        count = min(len(own), len(other))
        try:
            pair = paired(own[:count], other[:count], comparisons=comparisons)
        except ValueError:  # fewer than two, or a figure without a basis
            return figure
        low, high = pair.low, pair.high
        return replace(figure, difference=pair.difference, difference_low=low, difference_high=high, how=PAIRED)
    interval = welch(own, other, 1 - 0.05 / comparisons)
    if interval is None:
        return figure
    return replace(figure, difference_low=interval[0], difference_high=interval[1], how=APART)


def welch(a: Sequence[float], b: Sequence[float], confidence: float) -> tuple[float, float] | None:
    """Interval of the difference of the means of two independent samples with unequal variances.

    Welch, Biometrika 34 (1947), p. 28: (mean a - mean b) -/+ t sqrt(va + vb) with va = s2a / na, vb = s2b / nb and
    (va + vb)^2 / (va^2 / (na - 1) + vb^2 / (nb - 1)) degrees of freedom. None with fewer than two values of either, or
    with one that is not a number.
    """
    if min(len(a), len(b)) < 2 or any(not math.isfinite(value) for value in (*a, *b)):
        return None
    from scipy.special import stdtrit

    (mean_a, va), (mean_b, vb) = _mean(a), _mean(b)
    difference, spread = mean_a - mean_b, va + vb
    if spread == 0:
        return difference, difference
    freedom = spread**2 / (va**2 / (len(a) - 1) + vb**2 / (len(b) - 1))
    half = float(stdtrit(freedom, 0.5 + confidence / 2)) * math.sqrt(spread)
    return difference - half, difference + half


def _mean(values: Sequence[float]) -> tuple[float, float]:
    """Mean, and variance of that mean."""
    n = len(values)
    mean = math.fsum(values) / n
    return mean, math.fsum((value - mean) ** 2 for value in values) / (n - 1) / n


def _number(value: float | None) -> float:
    return math.nan if value is None else value
