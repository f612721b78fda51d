"""Which job goes first where several lines or elements lead into one element."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import Named, Noun, problem
from taktwin.model.values.quantity import Count


class Merge(Noun):
    """Priority, ratio or due dates among those that lead into an element; else the job ready longest goes first."""

    first: list[str] | None = Field(
        default=None,
        description="Lines or elements whose jobs go first, in this order; after them those that are not named.",
    )
    ratio: Named[Count] | None = Field(
        default=None,
        description="Line or element -> how many of its jobs go in a row before it is the turn of the next.",
    )

    rule: Literal["due"] | None = Field(
        default=None, description="`due`: the job that is due first; those that are due at no time come last."
    )

    @model_validator(mode="after")
    def _one_rule(self) -> Merge:
        if sum(map(bool, (self.first, self.ratio, self.rule))) != 1:
            remedy = Phrase("write `first: [LINE, ...]`, `ratio: {LINE: 2, LINE: 1}` or `rule: due`")
            raise problem(Phrase("a merge has one rule"), remedy)
        return self

    @property
    def names(self) -> list[str]:
        """The lines and elements that are named."""
        return self.first or list(self.ratio or {})
