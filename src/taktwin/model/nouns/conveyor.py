"""Conveyors: a transit time, a room and a least spacing."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, field_validator

from taktwin.model.nouns.failure import FailureEntry
from taktwin.model.nouns.machines.pauses import PausesEntry
from taktwin.model.nouns.machines.power import MediaAmounts, PowerEntry
from taktwin.model.nouns.place import Place
from taktwin.model.nouns.station import check_amounts
from taktwin.model.values.noun import Named
from taktwin.model.values.quantity import Duration, Places, Quantity


class Conveyor(Place):
    """A conveyor: each job needs the transit time; it holds ``capacity`` jobs at most."""

    kind: ClassVar[str] = "conveyor"
    one_leaves: ClassVar[bool] = True

    name: str = Field(alias="conveyor", description="Name of the conveyor, unique in the plant.")
    transit: Duration = Field(description="Time from entry to exit when nothing blocks.")
    capacity: Places = Field(description="Most jobs on it.")
    spacing: Duration | None = Field(
        default=None, description="Least time between two entries; default transit / capacity."
    )
    accumulating: bool = Field(
        default=True, description="Jobs close up when the exit is blocked; else all stand still."
    )
    failures: list[FailureEntry] = Field(
        default_factory=list, description="Failure modes: names, or spelt out in place."
    )
    calendar: str | None = Field(default=None, description="Shift calendar; default that of the shop.")
    continuous: bool = Field(default=False, description="Runs on through breaks and off-shift time.")
    power: PowerEntry | None = Field(default=None, description="Power profile: a name, or spelt out in place.")
    pauses: PausesEntry | None = Field(
        default=None, description="When it sleeps while it is empty: a name, or spelt out in place; default never."
    )
    energy_per_job: MediaAmounts = Field(
        default_factory=dict, description="Medium -> amount for each job, besides the power."
    )

    @field_validator("energy_per_job")
    @classmethod
    def _media(cls, value: Named[Quantity]) -> Named[Quantity]:
        return check_amounts(value)

    @property
    def entry_spacing(self) -> float:
        """Least time between two entries, in seconds."""
        if self.spacing is not None:
            return self.spacing.value
        return self.transit.value / self.capacity.value
