"""Transports: a job is carried by a vehicle of a fleet."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from taktwin.model.nouns.place import Place
from taktwin.model.values.noun import default, fill, later
from taktwin.model.values.quantity import Count, Length, Places, parse_quantity


class Transport(Place):
    """A trip of a fleet's vehicle with one job, from the element before to the element after."""

    kind: ClassVar[str] = "transport"

    name: str = Field(alias="transport", description="Name of the transport, unique in the plant.")
    fleet: str = Field(description="Fleet whose vehicles carry the jobs.")
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
    capacity: Places = Field(
        default_factory=later,
        description="Places at the far end; jobs on the way count as well; default one for each vehicle of the fleet.",
    )

    @model_validator(mode="after")
    def _fill(self) -> Transport:
        if self.empty is None:
            fill(self, "empty", self.distance)
        if self.capacity is None:
            self.places_for(1)
        return self

    def places_for(self, vehicles: float) -> None:
        """Set the default of `capacity` for a fleet of so many vehicles: with fewer places some would wait for ever."""
        if "capacity" not in self.model_fields_set:
            fill(self, "capacity", parse_quantity(max(1, int(vehicles)), "places"))
