"""Milk runs of a supplier park: trucks that call at several suppliers in turn, for the families that name them."""

from __future__ import annotations

from pydantic import Field, model_validator

from taktwin.model.phrase import Phrase
from taktwin.model.values.distribution import TimeDistribution
from taktwin.model.values.noun import Noun, default_time, problem
from taktwin.model.values.quantity import Count, Duration


class RunStop(Noun):
    """A supplier at which a milk run calls; what is loaded there, the families say."""

    supplier: str = Field(description="Supplier who is called at.")
    drive: TimeDistribution = Field(
        default_factory=default_time("0 s"),
        description="Time of the drive to it, from the stop before; to the first one from where the truck stands.",
    )
    load: TimeDistribution = Field(
        default_factory=default_time("0 s"),
        description="Time of the loading, however much is loaded; it runs in the shifts of the supplier alone.",
    )


class MilkRun(Noun):
    """A round of one truck by several suppliers. A stop of which no family comes by it is left out."""

    stops: list[RunStop] = Field(min_length=1, description="The suppliers, in the order in which it calls at them.")
    every: Duration | None = Field(
        default=None, description="Time between two rounds; default: a truck sets out as soon as something lacks."
    )
    lead: TimeDistribution | None = Field(
        default=None,
        description="Time from the last stop to the gate; default the `drive` of the supplier of the last stop.",
    )
    capacity: Count | None = Field(
        default=None, description="Containers on a truck, which all stops share; default as many as are ordered."
    )
    dock: str | None = Field(default=None, description="Dock at which it is unloaded; default the `dock` of the park.")
    unload: TimeDistribution | None = Field(default=None, description="Time of a truck at the dock; default none.")

    @model_validator(mode="after")
    def _sound(self) -> MilkRun:
        names = [stop.supplier for stop in self.stops]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise problem(
                Phrase('a milk run calls at "{twice}" twice', twice=twice),
                Phrase("make one stop of them, or two milk runs"),
            )
        if self.every is not None and self.every.value <= 0:
            raise problem(
                Phrase("the time between two rounds cannot be 0"), Phrase("give a time above 0, or drop `every`")
            )
        return self
