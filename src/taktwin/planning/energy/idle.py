"""Where idle energy goes: what each machine takes while nothing is worked on, state by state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from taktwin.analysis.tables import RunTables
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.energy.pausegroups import in_the_books

_STATES = {"idle": ("idle",), "standby": ("standby",), "paused": ("brief", "long", "waking"), "off": ("off",)}


@dataclass(frozen=True)
class IdleMachine:
    """An element, make cell, fleet or load, and what it takes a day (kWh of electricity, gas and heat together).

    Attributes:
        shop: where it stands; None of no shop.
        name: of the element in the model file; of a load its own.
        working: kWh a day while it works or is set up, with what each job takes.
        idle: while it is starved, blocked, or waits for parts, transport or operators.
        standby: while it is down or waits for a crew.
        paused: asleep, and while it wakes.
        off: off shift.
    """

    shop: str | None
    name: str
    working: float
    idle: float
    standby: float
    paused: float
    off: float

    @property
    def lost(self) -> float:
        """All that it takes while nothing is worked on."""
        return self.idle + self.standby + self.paused + self.off

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def idle_machines(model: PlantModel, results: Sequence[RunTables]) -> list[IdleMachine]:
    """The machines and loads that take anything while nothing is worked on, those that take most first.

    Args:
        model: of the results; the loads in whose place its site stands are left out.
        results: replications of a run; their mean is told.
    """
    days = sum(one.elapsed_s for one in results) / 86400.0
    parts = {name: pl.sum_horizontal(columns) for name, columns in _STATES.items()}
    rows = pl.concat(
        [
            in_the_books(model, one.energy).select(
                pl.col("model_shop").alias("shop"),
                pl.coalesce("model_element", "station", "resource").alias("name"),
                pl.sum_horizontal("working", "setup", "per_job").alias("working"),
                **parts,
            )
            for one in results
        ]
    )
    sums = rows.group_by("shop", "name").agg(pl.exclude("shop", "name").sum() / days)
    found = [IdleMachine(**row) for row in sums.iter_rows(named=True)]
    return sorted((one for one in found if one.lost > 0.0), key=lambda one: (-one.lost, one.shop or "", one.name))
