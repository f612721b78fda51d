"""Split stations: a job is taken apart, or brings others with it that go ways of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field, field_validator

from taktwin.model.nouns.station import Worked
from taktwin.model.phrase import Phrase
from taktwin.model.values.amountby import Jobs, most_of
from taktwin.model.values.noun import Condition, Noun, default, problem
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


class SplitStation(Worked):
    """Takes jobs apart: at the end of the work others are there, which leave before the job itself."""

    kind: ClassVar[str] = "split_station"
    one_leaves: ClassVar[bool] = True
    sees_queues: ClassVar[bool] = False

    name: str = Field(alias="split_station", description="Name of the split station, unique in the plant.")
    into: list[SplitPart] = Field(description="What comes out of a job besides itself, in the order of leaving.")
    cycle: Cycle = Field(description="Time of the work on one job: a distribution, or one for each value of an option.")

    exceptions: ClassVar[Mapping[int, Any]] = {}  # as an entry has one split station, for whoever looks at stations too

    @property
    def most(self) -> int:
        """The most jobs that one server holds: the job and all that may come out of it."""
        return 1 + sum(int(most_of(part.quantity)) for part in self.into)

    @field_validator("into")
    @classmethod
    def _parts(cls, value: list[SplitPart]) -> list[SplitPart]:
        if not value:
            raise problem(
                Phrase("nothing comes out of the jobs here"),
                Phrase("write `into: [{line: LINE}]`, or make it a station"),
            )
        for part in value:
            if most_of(part.quantity) < 1:
                raise problem(
                    Phrase("no job of {line} comes out", line=part.line),
                    Phrase("give a `quantity` above 0, or drop the entry"),
                )
            if VISIT in part.when:
                raise problem(
                    Phrase("what comes out of a job does not depend on its visits"), Phrase("name options in `when`")
                )
        return value
