"""What a file of a station may say: its keys, with their units."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from taktwin.model.values.noun import Noun
from taktwin.model.values.quantity import Duration, Kind, OfKind, Power, Quantity, Room, Share

PLACES = Kind("places", ("number",), "a whole number", "13", "at most 200", most=200, integer=True)
ENERGY = Kind("pack energy", ("energy",), "an energy", "50 kWh", "1 Wh to 10 MWh", 3600.0, 3.6e10)

Places = Annotated[Quantity, OfKind(PLACES)]
PackEnergy = Annotated[Quantity, OfKind(ENERGY)]


class ServiceNoun(Noun):
    """What is promised: a share of the cars is served within a time of waiting."""

    share: Share = Field(description="Of the cars that come.")
    within: Duration = Field(
        default=Quantity(0.0, "0 s", None, "time"), description="Time of waiting; default none at all."
    )


class PackNoun(Noun):
    """The packs of the station."""

    number: Places = Field(description="That belong to the station, beside those in the cars.")
    energy: PackEnergy = Field(description="Of a pack between 0 and 100 %.")
    arrive: list[Share] = Field(
        min_length=2, max_length=2, description="Lowest and highest charge of a pack that comes out of a car."
    )
    leave: Share = Field(description="Charge of a pack that is given to a car.")


class ChargerNoun(Noun):
    """The chargers."""

    number: Places = Field(description="Of them.")
    power: Power = Field(description="Of one, at the pack.")
    efficiency: Share = Field(
        default=Quantity(0.95, "95 %", None, "share"), description="It takes power / efficiency of the grid."
    )


class StationNoun(Noun):
    """A file of a station."""

    swap: Literal[1] = Field(description="Version of the format.")
    name: str = Field(default="", description="Name of the station.")
    bays: Places = Field(default=Quantity(1.0, "1"), description="In which one car each is served.")
    takes: Duration = Field(description="A swap, with driving in and out.")
    packs: PackNoun = Field(description="The packs.")
    chargers: ChargerNoun = Field(description="The chargers.")
    cars: list[float] = Field(
        min_length=24, max_length=24, description="Cars that come in each hour of the day, from 0:00 on."
    )
    room: Room = Field(
        default=Quantity(float("inf"), "unlimited"), description="Cars that may wait; who finds no room drives on."
    )
    service: ServiceNoun | None = Field(default=None, description="What is promised; default nothing.")
