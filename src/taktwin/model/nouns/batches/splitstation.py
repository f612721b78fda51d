"""Split stations: a job is taken apart, or brings others with it that go ways of their own."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, field_validator

from taktwin.model.nouns.failure import FailureEntry
from taktwin.model.nouns.place import Place
from taktwin.model.nouns.power import MediaAmounts, PowerEntry
from taktwin.model.nouns.station import check_amounts
from taktwin.model.values.amountby import Jobs, most_of
from taktwin.model.values.noun import Condition, Named, Noun, default, problem
from taktwin.model.values.quantity import Machines, Quantity
from taktwin.model.values.timeby import Cycle
from taktwin.model.values.visit import VISIT


class SplitPart(Noun):
    """Jobs of another line that come out of a job, such as the modules of a battery."""

    line: str = Field(description="Line into which they go; it has no start of its own.")
    quantity: Jobs = Field(
        default_factory=default(1, "places"),
        description="How many come out of each job, or one number for each value of an option.",
    )
    when: Condition = Field(default_factory=dict, description="Only of jobs with these options; empty = of all.")


class SplitStation(Place):
    """Takes jobs apart: at the end of the work others are there, which leave before the job itself."""

    kind: ClassVar[str] = "split_station"
    one_leaves: ClassVar[bool] = True

    name: str = Field(alias="split_station", description="Name of the split station, unique in the plant.")
    into: list[SplitPart] = Field(description="What comes out of a job besides itself, in the order of leaving.")
    servers: Machines = Field(
        default_factory=default(1, "machines"), description="How many of them stand side by side, each with its job."
    )
    cycle: Cycle = Field(description="Time of the work on one job: a distribution, or one for each value of an option.")
    failures: list[FailureEntry] = Field(default_factory=list, description="Failure modes: names, or spelt out.")
    calendar: str | None = Field(default=None, description="Shift calendar; default that of the shop.")
    continuous: bool = Field(default=False, description="Works on through breaks and off-shift time.")
    power: PowerEntry | None = Field(default=None, description="Power profile: a name, or spelt out in place.")
    energy_per_job: MediaAmounts = Field(
        default_factory=dict, description="Medium -> amount for each job, besides the power."
    )

    @property
    def most(self) -> int:
        """The most jobs that one server holds: the job and all that may come out of it."""
        return 1 + sum(int(most_of(part.quantity)) for part in self.into)

    @field_validator("energy_per_job")
    @classmethod
    def _media(cls, value: Named[Quantity]) -> Named[Quantity]:
        return check_amounts(value)

    @field_validator("into")
    @classmethod
    def _parts(cls, value: list[SplitPart]) -> list[SplitPart]:
        if not value:
            raise problem("nothing comes out of the jobs here", "write `into: [{line: LINE}]`, or make it a station")
        for part in value:
            if most_of(part.quantity) < 1:
                raise problem(f"no job of {part.line} comes out", "give a `quantity` above 0, or drop the entry")
            if VISIT in part.when:
                raise problem("what comes out of a job does not depend on its visits", "name options in `when`")
        return value

    @field_validator("cycle")
    @classmethod
    def _no_visits(cls, value: Cycle) -> Cycle:
        if getattr(value, "by", None) == VISIT:
            raise problem("the time of a split station does not depend on visits", "name an option, or give one time")
        return value
