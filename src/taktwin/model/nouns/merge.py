"""Which job goes first where several lines or elements lead into one element."""

from __future__ import annotations

from pydantic import Field, model_validator

from taktwin.model.values.noun import Named, Noun, problem
from taktwin.model.values.quantity import Count


class Merge(Noun):
    """Priority or a ratio among those that lead into an element; without it the job ready longest goes first."""

    first: list[str] | None = Field(
        default=None,
        description="Lines or elements whose jobs go first, in this order; after them those that are not named.",
    )
    ratio: Named[Count] | None = Field(
        default=None,
        description="Line or element -> how many of its jobs go in a row before it is the turn of the next.",
    )

    @model_validator(mode="after")
    def _one_rule(self) -> Merge:
        if bool(self.first) == bool(self.ratio):
            raise problem("a merge has one rule", "write `first: [LINE, ...]` or `ratio: {LINE: 2, LINE: 1}`")
        return self

    @property
    def names(self) -> list[str]:
        """The lines and elements that are named."""
        return self.first or list(self.ratio or {})
