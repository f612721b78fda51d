"""Batch stations: ovens, furnaces and washers that work on several jobs at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from pydantic import Field, model_validator

from taktwin.model.nouns.batches.batching import Batching
from taktwin.model.phrase import Phrase
from taktwin.model.values.distribution import TimeDistribution
from taktwin.model.values.noun import TextOrTexts, default, problem
from taktwin.model.values.quantity import Duration, Machines, Places
from taktwin.model.values.timeby import Cycle
from taktwin.model.values.visit import VISIT

_NONE: Callable[[], list[str]] = list

#: What stations may say and batch stations may not: why not, and what to do instead.
_REFUSED: dict[str, tuple[str, str]] = {
    "joins": (
        Phrase("a batch station joins no sub-lines: nothing says which of its jobs a joined one would go into"),
        Phrase("join them at a station before or behind it"),
    ),
    "inspect": (
        Phrase("a batch has no quality check: which of its jobs would be checked?"),
        Phrase("put a station with the check behind it, or let the `unload` time hold it"),
    ),
    "choice": (
        Phrase("no job chooses its server at a batch station: a batch goes into the first that is free"),
        Phrase("drop `choice`"),
    ),
    "ideal": (
        Phrase("the planned time of a batch is the mean of its `cycle`, for the share of its places that are taken"),
        Phrase("drop `ideal`"),
    ),
}


class BatchStation(Batching):
    """Works on a batch of jobs together: takes them all at once, and passes them on one after another."""

    kind: ClassVar[str] = "batch_station"
    refused: ClassVar[dict[str, tuple[str, str]]] = _REFUSED

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
    same: TextOrTexts = Field(
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
    load: TimeDistribution | None = Field(
        default=None, description="Time to load a batch before the work, however many jobs it has; default none."
    )
    unload: TimeDistribution | None = Field(
        default=None, description="Time to unload a batch after the work, however many jobs it has; default none."
    )

    @model_validator(mode="after")
    def _numbers(self) -> BatchStation:
        if self.most.value < 1:
            raise problem(
                Phrase("a batch is of one job or more, got `most: {text}`", text=self.most.text),
                Phrase("give the number of places"),
            )
        if self.least is not None and self.least.value < 1:
            raise problem(
                Phrase("a batch is of one job or more, got `least: {text}`", text=self.least.text),
                Phrase("give the number of jobs that are enough to begin"),
            )
        if self.least is not None and self.least.value > self.most.value:
            raise problem(
                Phrase(
                    "a batch of {text} jobs or more has no room in {text2} places",
                    text=self.least.text,
                    text2=self.most.text,
                ),
                Phrase("lower `least`, or raise `most`"),
            )
        if len(set(self.same)) < len(self.same):
            raise problem(Phrase("an option is named twice in `same`"), Phrase("name each option once"))
        if VISIT in self.same or getattr(self.cycle, "by", None) == VISIT:
            raise problem(
                Phrase("the jobs of a batch may be here for different times, so `visit` says nothing of it"),
                Phrase("name an option, or send jobs that come again to a batch station of their own"),
            )
        if self.setup is not None and self.setup.by not in self.same:
            raise problem(
                Phrase("the jobs of a batch may differ in {by}, so nobody knows for what to set up", by=self.setup.by),
                Phrase("add `same: {by}`, or name an option of `same` in the setup", by=self.setup.by),
            )
        return self
