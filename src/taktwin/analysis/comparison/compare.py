"""Runs compared: the use case behind `taktwin compare` and `taktwin.compare`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from taktwin.analysis.comparison.fields import Change, changes, rules_changed
from taktwin.analysis.comparison.figures import Figure, figures
from taktwin.analysis.comparison.places import LevelChange, PlaceChange, level_changes, place_changes
from taktwin.analysis.comparison.saved import SavedRun
from taktwin.model.errors import OptionError

MOST_PLACES = 12
"""Places and buffers of each run that are told of."""


@dataclass(frozen=True)
class Comparison:
    """Runs beside the first of them.

    ``models`` run -> what its model has otherwise than that of the first; None where one of the two was not kept.
    """

    runs: list[SavedRun]
    figures: list[Figure]
    models: dict[str, list[Change] | None]
    places: list[PlaceChange]
    levels: list[LevelChange]

    @property
    def names(self) -> list[str]:
        """What the runs are called, the first the one that the others are compared with."""
        return [run.name for run in self.runs]

    def of(self, kpi: str) -> list[Figure]:
        """A KPI in every run, in their order."""
        return [figure for figure in self.figures if figure.kpi == kpi]

    def as_dict(self) -> dict[str, Any]:
        """Plain data, for JSON."""
        keys = ("model", "model_hash", "overrides", "rules", "seed", "replications", "days", "warmup_days", "taktwin")
        return {
            "runs": [{"run": run.name, **{key: run.manifest.get(key) for key in keys}} for run in self.runs],
            "kpis": [figure.as_dict() for figure in self.figures],
            "models": {
                name: None if found is None else [change.as_dict() for change in found]
                for name, found in self.models.items()
            },
            "places": [place.as_dict() for place in self.places],
            "levels": [level.as_dict() for level in self.levels],
        }


def compare(runs: Sequence[SavedRun]) -> Comparison:
    """Put runs beside each other; each is compared with the first.

    Raises:
        OptionError: there are fewer than two, or one of them twice.
    """
    if len(runs) < 2:
        raise OptionError("a comparison needs two runs at least", "name two run folders", "runs")
    names = [run.name for run in runs]
    for name in names:
        if names.count(name) > 1:
            raise OptionError(f"{name} is named twice", "name each run once", "runs")
    base = runs[0]
    models = {
        run.name: None
        if base.model is None or run.model is None
        else rules_changed(base.manifest, run.manifest) + changes(base.model, run.model)
        for run in runs[1:]
    }
    places, levels = place_changes(runs, MOST_PLACES), level_changes(runs, MOST_PLACES)
    return Comparison(list(runs), figures(runs), models, places, levels)
