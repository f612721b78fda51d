"""The supply of a plant in a run, all that is told of it together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from taktwin.analysis.supply.coverday import CoverOfDay, cover_of_day
from taktwin.analysis.supply.dockday import DockDay, dock_days
from taktwin.analysis.supply.flows import Flow, supplier_flows
from taktwin.analysis.supply.onecar import CarParts, last_finished, parts_of_order
from taktwin.analysis.supply.park import ParkSupply, families_in_run, park_supply
from taktwin.analysis.tables import RunTables
from taktwin.model.errors import OptionError
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.tables import Result


@dataclass(frozen=True)
class SupplySummary:
    """The supplier park, its suppliers, the docks through the day, and the parts of one order.

    ``park`` is None where the plant has none, or where no ratio can be given: in the run nothing was drawn of a family.
    ``car`` and ``docks`` need traced runs.
    """

    cover: Sequence[CoverOfDay] = ()
    park: ParkSupply | None = None
    flows: Sequence[Flow] = ()
    docks: Sequence[DockDay] = ()
    car: CarParts | None = None

    @classmethod
    def of(cls, model: Any, results: Sequence[RunTables], start_hour: float) -> SupplySummary:
        """The summary of some results; empty where their model is not at hand."""
        if not isinstance(model, PlantModel):
            return cls()
        cover, park = [], None
        if model.supply is not None:
            families = families_in_run(model, results)
            cover = cover_of_day(model, results, start_hour, families)
            try:
                park = park_supply(model, results, families)
            except OptionError:
                park = None
        docks = dock_days(model, results, start_hour)
        return cls(cover, park, supplier_flows(model, results), docks, _car(model, results[0]))


def _car(model: PlantModel, result: RunTables) -> CarParts | None:
    """The parts of the order that was finished last in a traced run."""
    if not isinstance(result, Result) or result.trace is None:
        return None
    last = last_finished(result)
    if last is None:
        return None
    found = parts_of_order(model, result, last[1], last[0])
    return found if found.parts else None
