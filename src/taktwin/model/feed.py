"""Feeds: lots carried by a fleet from one stock point to another."""

from __future__ import annotations

from pydantic import Field, model_validator

from taktwin.model.noun import Noun, fill, later
from taktwin.model.quantity import Length, Number


class Feed(Noun):
    """Carries lots between two stock points; a lot is called when level and way together fall to ``reorder``."""

    from_: str = Field(alias="from", description="Stock point that gives.")
    to: str = Field(description="Stock point that is refilled.")
    fleet: str = Field(description="Fleet whose vehicles carry the lots.")
    distance: Length = Field(description="Way of the loaded trip.")
    empty: Length = Field(default_factory=later, description="Way to the pick-up; default as `distance`.")
    lot: Number = Field(description="Units in a lot.")
    reorder: Number = Field(
        description="A lot is called when the level of `to` and what is on the way is at or below this."
    )

    @model_validator(mode="after")
    def _fill(self) -> Feed:
        if self.empty is None:
            fill(self, "empty", self.distance)
        return self
