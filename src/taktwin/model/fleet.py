"""Fleets of vehicles (AGVs, tuggers)."""

from __future__ import annotations

from pydantic import Field

from taktwin.model.distribution import TimeDistribution
from taktwin.model.failure import FailureEntry
from taktwin.model.noun import Noun, default_time
from taktwin.model.power import PowerEntry
from taktwin.model.quantity import Count, Speed


class Fleet(Noun):
    """A fleet of equal vehicles."""

    count: Count = Field(description="Number of vehicles.")
    speed: Speed = Field(description="Speed of a vehicle.")
    load: TimeDistribution = Field(default_factory=default_time("0 s"), description="Time to load.")
    unload: TimeDistribution = Field(default_factory=default_time("0 s"), description="Time to unload.")
    failures: list[FailureEntry] = Field(default_factory=list, description="Failure modes of each vehicle.")
    calendar: str | None = Field(default=None, description="Shift calendar; default that of its shop.")
    power: PowerEntry | None = Field(default=None, description="Power profile of each vehicle.")
    shop: str | None = Field(default=None, description="Shop to which it belongs.")
