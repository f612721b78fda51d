"""Feeds: lots carried by a fleet from one stock point to another."""

from __future__ import annotations

from pydantic import Field, model_validator

from taktwin.model.values.noun import Noun, default, fill, later
from taktwin.model.values.quantity import Count, Length, Number


class Feed(Noun):
    """Carries lots between two stock points; a lot is called when level and way together fall to ``reorder``."""

    from_: str = Field(alias="from", description="Stock point that gives.")
    to: str = Field(description="Stock point that is refilled.")
    fleet: str = Field(description="Fleet whose vehicles carry the lots.")
    distance: Length | None = Field(
        default=None, description="Way of the loaded trip; required unless the fleet has a guide path."
    )
    empty: Length | None = Field(default_factory=later, description="Way to the pick-up; default as `distance`.")
    from_point: str | None = Field(
        default=None, description="Station of the fleet's guide path where a vehicle loads; required if it has one."
    )
    to_point: str | None = Field(
        default=None, description="Station of the fleet's guide path where a vehicle unloads; required if it has one."
    )
    priority: Count = Field(
        default_factory=default(0, "count"), description="Higher first, in a fleet with `dispatch: priority`."
    )
    lot: Number = Field(description="Units in a lot.")
    reorder: Number = Field(
        description="A lot is called when the level of `to` and what is on the way is at or below this."
    )

    @model_validator(mode="after")
    def _fill(self) -> Feed:
        if self.empty is None:
            fill(self, "empty", self.distance)
        return self
