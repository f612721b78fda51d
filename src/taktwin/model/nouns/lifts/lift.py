"""Lifts and cross-transfers: one carriage between several inlets and outlets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field, field_validator, model_validator

from taktwin.model.nouns.failure import FailureEntry
from taktwin.model.nouns.machines.power import MediaAmounts, PowerEntry
from taktwin.model.nouns.routing.route import Route
from taktwin.model.nouns.server import Server
from taktwin.model.nouns.station import Branching, Join, check_amounts
from taktwin.model.nouns.use import Use
from taktwin.model.phrase import Phrase
from taktwin.model.values.distribution import TimeDistribution
from taktwin.model.values.noun import Named, default, problem
from taktwin.model.values.quantity import Length, Quantity, Speed


class Outlet(Route):
    """Where a share of the jobs of a lift goes, and where along its way it lets them out."""

    at: Length = Field(description="Level (of a cross-transfer: place) of this outlet.")


class Lift(Branching):
    """Carries one job at a time from one of its inlets to one of its outlets, and goes empty to the next one."""

    kind: ClassVar[str] = "lift"
    one_leaves: ClassVar[bool] = True
    route_by: ClassVar[str] = "share"

    name: str = Field(alias="lift", description="Name of the lift or cross-transfer, unique in the plant.")
    speed: Speed = Field(description="Speed from one level (or place) to another, with a job or empty.")
    load: TimeDistribution | None = Field(default=None, description="Time to take a job in; default none.")
    unload: TimeDistribution | None = Field(default=None, description="Time to let a job out; default none.")
    inlets: Named[Length] = Field(
        default_factory=dict, description="Line or element that leads here -> its level; others are at 0 m."
    )
    outlet: Length = Field(
        default_factory=default("0 m", "length"), description="Level at which jobs go on along the line."
    )
    routes: list[Outlet] = Field(  # type: ignore[assignment]
        default_factory=list,
        description="Where shares of the jobs go, each with the level of this outlet; the rest goes on along the line.",
    )
    rule: Literal["oldest", "nearest"] = Field(
        default="oldest",
        description="Which job it fetches next: the one that has been ready longest, or the one at the nearest inlet.",
    )
    failures: list[FailureEntry] = Field(default_factory=list, description="Failure modes: names, or spelt out.")
    calendar: str | None = Field(default=None, description="Shift calendar; default that of the shop.")
    continuous: bool = Field(default=False, description="Works on through breaks and off-shift time.")
    power: PowerEntry | None = Field(default=None, description="Power profile: a name, or spelt out in place.")
    energy_per_job: MediaAmounts = Field(
        default_factory=dict, description="Medium -> amount for each job, besides the power."
    )

    # what a station may say and a lift may not, for whoever looks at both
    scrap: ClassVar[Quantity] = Quantity(0.0, "0 %")
    joins: ClassVar[tuple[Join, ...]] = ()
    uses: ClassVar[tuple[Use, ...]] = ()
    cycle: ClassVar[None] = None
    server_list: ClassVar[tuple[Server, ...]] = ()
    exceptions: ClassVar[Mapping[int, Any]] = {}

    @field_validator("energy_per_job")
    @classmethod
    def _media(cls, value: Named[Quantity]) -> Named[Quantity]:
        return check_amounts(value)

    def level_from(self, element: str, line: str, shop: str) -> float:
        """Level at which jobs of an element come in, m."""
        names = (element, line, f"{shop}.{line}")
        return next((self.inlets[name].value for name in names if name in self.inlets), 0.0)

    @model_validator(mode="after")
    def _sound(self) -> Lift:
        if self.speed.value <= 0.0:
            raise problem(Phrase("a lift of speed 0 never arrives"), Phrase("give a speed above 0, such as 0.5 m/s"))
        if self.merge is not None:
            raise problem(
                Phrase("which job a lift fetches is said by its `rule`, so it has no `merge`"), Phrase("drop `merge`")
            )
        return self
