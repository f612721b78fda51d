"""Which of the varied values matter: Morris screening and Sobol indices over the means of scenarios."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import polars as pl
from numpy.typing import NDArray

from taktwin.analysis.elements.figures import unit_of
from taktwin.model.phrase import Phrase
from taktwin.planning.experiment.errors import ExecutorError, ExperimentError
from taktwin.planning.experiment.factor import Range
from taktwin.planning.experiment.scenario import Scenario, scenarios_at

METHODS = ("morris", "sobol")
POINTS = {"morris": 10, "sobol": 64}
"""Trajectories (Morris) and base samples (Sobol) unless given."""


@dataclass(frozen=True)
class Study:
    """A sensitivity study: the ranges, the points in them (shape [point, range], each 0 to 1), and their scenarios."""

    method: str
    ranges: Sequence[Range]
    shares: NDArray
    scenarios: list[Scenario]
    seed: int

    def effects(self, kpi: str, figures: Sequence[float], confidence: float) -> pl.DataFrame:
        """What each range does to a KPI, the strongest first.

        Columns: `kpi`, `unit`, `path`, and for

        * Morris: `strength` (mu*, with its interval `low` to `high`), `mean` (mu) and `spread` (sigma), in the unit of
          the KPI for the whole range;
        * Sobol: `first` and `total`, shares of the variance of the KPI, each with its interval.

        Raises:
            ExperimentError: the KPI is the same everywhere, or has no value somewhere.
        """
        from taktwin.analysis.sensitivity import morris_effects, sobol_indices

        bounds = self._bounds
        try:
            if self.method == "morris":
                found = morris_effects(bounds, self.shares, figures, confidence=confidence, seed=self.seed)
            else:
                found = sobol_indices(bounds, figures, confidence, self.seed)
        except ValueError as error:
            raise ExperimentError(f"{kpi}: {error}") from None
        rows = [{"kpi": kpi, "unit": unit_of(kpi), **asdict(one)} for one in found]
        return pl.DataFrame(rows).rename({"name": "path"})

    @property
    def _bounds(self) -> dict[str, tuple[float, float]]:
        return {one.path: (0.0, 1.0) for one in self.ranges}


def study(method: str, ranges: Sequence[Range], points: int | None, seed: int) -> Study:
    """Lay out a study.

    Args:
        method: one of `METHODS`.
        ranges: what is varied; bare whole numbers stay whole.
        points: trajectories (Morris: points x (ranges + 1) scenarios) or base samples, a power of two (Sobol: points x
            (ranges + 2) scenarios); None for `POINTS`.
        seed: of the design.

    Raises:
        ExperimentError: no such method, no range, or a number that does not fit.
        ExecutorError: SALib is not installed.
    """
    if method not in METHODS:
        raise ExperimentError(
            Phrase("there is no sensitivity method '{method}'", method=method),
            Phrase("use morris or sobol"),
            "sensitivity",
        )
    if not ranges:
        raise ExperimentError(
            Phrase("a sensitivity study needs ranges"), Phrase("give `ranges` for each value"), "ranges"
        )
    from taktwin.analysis.sensitivity import morris_design, sobol_design

    bounds = {one.path: (0.0, 1.0) for one in ranges}
    if len(bounds) < len(ranges):
        raise ExperimentError(Phrase("a path has two ranges"), Phrase("give one for each path"), "ranges")
    count = POINTS[method] if points is None else points
    try:
        if method == "morris":
            shares = morris_design(bounds, count, seed=seed)
        else:
            shares = sobol_design(bounds, count, seed=seed)
    except ValueError as error:
        raise ExperimentError(f"`points`: {error}", parameter="points") from None
    except ImportError as error:
        raise ExecutorError(str(error)) from None
    return Study(method, ranges, shares, scenarios_at(ranges, shares), seed)
