"""The energy of a run for its report: the ledger in the weather at hand, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from taktwin.analysis.tables import RunTables
from taktwin.model.errors import TaktwinError
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.energy.study import EnergyStudy, study_energy
from taktwin.planning.energy.weather import names_of_place


@dataclass(frozen=True, eq=False)
class SiteOfRun:
    """What a report shows of the site; one of both is there.

    Attributes:
        study: in the first synthetic year of the place.
        why: what stands in the way of it, with its remedy.
    """

    study: EnergyStudy | None
    why: str | None = None

    @classmethod
    def of(cls, model: Any, results: Sequence[RunTables]) -> SiteOfRun | None:
        """The site of a run; None where the model has none.

        Args:
            model: of one plant.
            results: replications of its run.
        """
        if not isinstance(model, PlantModel) or model.site is None:
            return None
        try:
            return cls(study_energy(model, results, names_of_place(model.site)[:1]))
        except TaktwinError as error:  # a run has results without its site, and a report has to be written
            return cls(None, str(error))
