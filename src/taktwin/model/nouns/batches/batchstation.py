"""Batch stations: ovens, furnaces and washers that work on several jobs at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator, model_validator

from taktwin.model.nouns.failure import FailureEntry
from taktwin.model.nouns.place import Place
from taktwin.model.nouns.power import MediaAmounts, PowerEntry
from taktwin.model.nouns.station import check_amounts
from taktwin.model.values.noun import Named, default, problem
from taktwin.model.values.quantity import Duration, Machines, Places, Quantity
from taktwin.model.values.timeby import Cycle
from taktwin.model.values.visit import VISIT


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


if TYPE_CHECKING:
    OptionNames = list[str]
else:
    #: The name of an option, or a list of such names; always a list in Python.
    OptionNames = Annotated[
        list[str],
        BeforeValidator(_as_list),
        WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
    ]

_NONE: Callable[[], list[str]] = list


class BatchStation(Place):
    """Works on a batch of jobs together: takes them all at once, and passes them on one after another."""

    kind: ClassVar[str] = "batch_station"

    name: str = Field(alias="batch_station", description="Name of the batch station, unique in the plant.")
    most: Places = Field(description="Most jobs that are worked on together: a full batch.")
    least: Places | None = Field(
        default=None, description="A batch begins as soon as so many jobs are there; default `most`: full batches only."
    )
    wait: Duration | None = Field(
        default=None,
        description="A batch also begins, with the jobs that are there, when one of them has waited so long; default "
        "never.",
    )
    same: OptionNames = Field(
        default_factory=_NONE,
        description="Option (or `product`), or a list of them, in which all jobs of a batch are alike.",
    )
    servers: Machines = Field(
        default_factory=default(1, "machines"), description="How many of them stand side by side, each with its batch."
    )
    cycle: Cycle = Field(
        description="Time of the work on one batch, however many jobs it has: a distribution, or one for each value of "
        "an option of its first job."
    )
    failures: list[FailureEntry] = Field(default_factory=list, description="Failure modes: names, or spelt out.")
    calendar: str | None = Field(default=None, description="Shift calendar; default that of the shop.")
    continuous: bool = Field(default=False, description="Works on through breaks and off-shift time (an oven).")
    power: PowerEntry | None = Field(default=None, description="Power profile: a name, or spelt out in place.")
    energy_per_job: MediaAmounts = Field(
        default_factory=dict, description="Medium -> amount for each job, besides the power."
    )

    @property
    def begins_with(self) -> int:
        """How many jobs are enough for a batch."""
        return int((self.least or self.most).value)

    @field_validator("energy_per_job")
    @classmethod
    def _media(cls, value: Named[Quantity]) -> Named[Quantity]:
        return check_amounts(value)

    @model_validator(mode="after")
    def _numbers(self) -> BatchStation:
        if self.most.value < 1:
            raise problem(f"a batch is of one job or more, got `most: {self.most.text}`", "give the number of places")
        if self.least is not None and self.least.value < 1:
            raise problem(
                f"a batch is of one job or more, got `least: {self.least.text}`",
                "give the number of jobs that are enough to begin",
            )
        if self.least is not None and self.least.value > self.most.value:
            raise problem(
                f"a batch of {self.least.text} jobs or more has no room in {self.most.text} places",
                "lower `least`, or raise `most`",
            )
        if len(set(self.same)) < len(self.same):
            raise problem("an option is named twice in `same`", "name each option once")
        if VISIT in self.same or getattr(self.cycle, "by", None) == VISIT:
            raise problem(
                "the jobs of a batch may be here for different times, so `visit` says nothing of it",
                "name an option, or send jobs that come again to a batch station of their own",
            )
        return self
