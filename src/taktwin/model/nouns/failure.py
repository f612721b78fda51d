"""Failure modes: how a resource fails and is repaired; minor stops, and planned maintenance."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from taktwin.model.phrase import Phrase
from taktwin.model.values.distribution import Distribution, TimeDistribution
from taktwin.model.values.noun import Noun, fill, problem
from taktwin.model.values.quantity import Count, Duration


class FailureMode(Noun):
    """One way in which a resource fails: up for a time or a number of jobs, then under repair."""

    model_config = Noun.model_config | {
        "json_schema_extra": {"anyOf": [{"required": [key]} for key in ("up", "jobs", "every")]}
    }

    clock: Literal["time", "operation"] = Field(
        default="time",
        description="`time`: the up time runs on the wall clock; `operation`: it runs only while the resource works: "
        "it is the age of a tool since its last change.",
    )
    up: TimeDistribution | None = Field(
        default=None,
        description="Time from the end of a repair to the next failure; needed unless `jobs` or `every` is given.",
    )
    jobs: Count | None = Field(
        default=None,
        description="Instead of `up`: it fails when so many jobs (a cell: hits) have been worked since the last "
        "repair, as a tool that is changed after so many. For stations, stores and make cells.",
    )
    every: Duration | None = Field(
        default=None,
        description="Instead of `up`, for planned maintenance by the calendar: due at `offset`, `offset + every`, ... "
        "whatever came before.",
    )
    offset: Duration | None = Field(
        default=None, description="Time after the start at which it is due first; default `every`."
    )
    planned: bool = Field(
        default=False,
        description="Planned maintenance, which is no failure: it begins at the end of the work in hand (on conveyors, "
        "moving and indexed lines and in fleets at once).",
    )
    minor: bool = Field(
        default=False, description="A short stop, which is counted and booked apart from failures (breakdowns)."
    )
    work: Literal["resume", "restart", "scrap"] = Field(
        default="resume",
        description="What becomes of work that the failure stops: after the repair it goes on where it stopped, or "
        "begins anew with its whole time, or the job is scrapped (a cell: the hit). `restart` and `scrap` are for "
        "stations, stores and make cells.",
    )
    repair: TimeDistribution = Field(description="Time of a repair, once the crew is there.")
    crew: str | None = Field(
        default=None, description="Repair crew that is needed; without one the repair begins at once."
    )

    @model_validator(mode="after")
    def _up_or_jobs(self) -> FailureMode:
        if self.up is None and self.jobs is None and self.every is None:
            raise problem(
                Phrase("neither `up` nor `jobs` is given"), Phrase("say how long it is up, as in `up: exp(8 h)`")
            )
        if self.jobs is not None and (self.up is not None or "clock" in self.model_fields_set):
            other = "up" if self.up is not None else "clock"
            raise problem(
                Phrase("`jobs` and `{other}` are both given", other=other),
                Phrase("drop `{other}`: `jobs` counts works, no time", other=other),
            )
        self._check_plan()
        return self

    def _check_plan(self) -> None:
        if self.planned and self.minor:
            raise problem(
                Phrase("`planned` and `minor` are both given"), Phrase("drop one of them: a minor stop comes by chance")
            )
        if self.planned and self.work != "resume":
            message = Phrase(
                "planned work does not stop a job, so it cannot have it begin anew or scrap it (`work: {work}`)",
                work=self.work,
            )
            raise problem(message, Phrase("drop `work`"))
        if self.every is None:
            if self.offset is not None:
                raise problem(
                    Phrase("`offset` without `every`"), Phrase("say how often it is due, as in `every: 1 week`")
                )
            return
        for key in ("up", "jobs", "clock"):
            if key in self.model_fields_set:
                raise problem(
                    Phrase("`every` and `{key}` are both given", key=key),
                    Phrase("drop `{key}`: `every` goes by the calendar", key=key),
                )
        if not self.planned:
            raise problem(
                Phrase("only planned work comes by the calendar"),
                Phrase("add `planned: true`, or write `up:` for `every:`"),
            )
        if self.every.value <= self.repair.mean:
            message = Phrase(
                "it takes {mean:g} s in the mean, and is due every {text}", mean=self.repair.mean, text=self.every.text
            )
            raise problem(message, Phrase("shorten `repair`, or plan it less often"))
        fill(self, "up", Distribution("constant", (self.every.value - self.repair.mean,)))

    @property
    def plain(self) -> bool:
        """Whether any resource can fail like this: by time or operation, and work goes on afterwards."""
        return self.jobs is None and self.work == "resume"


def name_or_inline(value: Any) -> str:
    """Tag of a field that takes a name or a mapping in its place."""
    return "<name>" if isinstance(value, str) else "<inline>"


#: The name of a failure mode, or a failure mode in its place.
FailureEntry = Annotated[
    Annotated[str, Tag("<name>")] | Annotated[FailureMode, Tag("<inline>")], Discriminator(name_or_inline)
]
