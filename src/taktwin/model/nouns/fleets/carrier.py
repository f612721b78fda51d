"""Carriers: skids, hangers, pallets or cards, which a job needs from point to point."""

from __future__ import annotations

from pydantic import Field, model_validator

from taktwin.model.phrase import Phrase
from taktwin.model.values.distribution import TimeDistribution
from taktwin.model.values.noun import Condition, Noun, default_time, problem
from taktwin.model.values.quantity import Count, Machines


class Span(Noun):
    """A way of jobs that need a carrier."""

    from_: str = Field(alias="from", description="Element; a carrier is taken before a job enters it.")
    to: str = Field(description="Element; the carrier is given back when the job leaves it.")


class Cleaning(Noun):
    """Each carrier is cleaned after so many trips, on its way back."""

    every: Count = Field(description="Trips of a carrier between two cleanings; 1 = after each.")
    time: TimeDistribution = Field(description="Time of a cleaning, added to that of the way back.")


class Carriers(Noun):
    """A pool of equal carriers, one of which a job needs from `from` to `to`, or on each of the `spans`."""

    count: Machines = Field(description="Number of carriers.")
    from_: str | None = Field(
        default=None, alias="from", description="Element; a carrier is taken before a job enters it."
    )
    to: str | None = Field(default=None, description="Element; the carrier is given back when the job leaves it.")
    spans: list[Span] = Field(
        default_factory=list, min_length=1, description="Instead of `from` and `to`: several ways that share the pool."
    )
    when: Condition = Field(default_factory=dict, description="Only jobs with these options need one; empty = all.")
    return_: TimeDistribution = Field(
        default_factory=default_time("0 s"),
        alias="return",
        description="Time of the empty way back, until the carrier can be taken again.",
    )
    cleaning: Cleaning | None = Field(default=None, description="Cleaning on the way back.")

    @model_validator(mode="after")
    def _one_way_or_several(self) -> Carriers:
        if self.spans and (self.from_ is not None or self.to is not None):
            raise problem(Phrase("both `spans` and `from` or `to` are given"), Phrase("keep one of the two"))
        if not self.spans and (self.from_ is None or self.to is None):
            missing = "from" if self.from_ is None else "to"
            raise problem(
                Phrase('the key "{missing}" is missing', missing=missing),
                Phrase("add `{missing}: ELEMENT`, or give `spans`", missing=missing),
            )
        return self

    @property
    def all_spans(self) -> list[Span]:
        """The ways on which jobs need a carrier of this pool."""
        if self.spans:
            return self.spans
        assert self.from_ is not None
        assert self.to is not None
        return [Span.model_validate({"from": self.from_, "to": self.to})]
