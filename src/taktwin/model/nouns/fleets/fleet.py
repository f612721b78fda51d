"""Fleets of vehicles (AGVs, tuggers)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationInfo, model_validator

from taktwin.model.nouns.failure import FailureEntry
from taktwin.model.nouns.fleets.battery import Battery
from taktwin.model.nouns.fleets.factsheet import read_factsheet
from taktwin.model.nouns.machines.power import PowerEntry
from taktwin.model.values.distribution import TimeDistribution
from taktwin.model.values.noun import Noun, default, default_time
from taktwin.model.values.quantity import Acceleration, Length, Machines, Speed


class Fleet(Noun):
    """A fleet of equal vehicles."""

    count: Machines = Field(description="Number of vehicles.")
    speed: Speed = Field(description="Speed of a vehicle.")
    load: TimeDistribution = Field(default_factory=default_time("0 s"), description="Time to load.")
    unload: TimeDistribution = Field(default_factory=default_time("0 s"), description="Time to unload.")
    failures: list[FailureEntry] = Field(default_factory=list, description="Failure modes of each vehicle.")
    calendar: str | None = Field(default=None, description="Shift calendar; default that of its shop.")
    power: PowerEntry | None = Field(default=None, description="Power profile of each vehicle.")
    shop: str | None = Field(default=None, description="Shop to which it belongs.")
    paths: str | None = Field(
        default=None,
        description="Guide path of the vehicles; without one, trips take no notice of each other.",
    )
    length: Length = Field(
        default_factory=default("1.5 m", "length"),
        description="On a guide path: length of a vehicle, its safety distance included.",
    )
    acceleration: Acceleration | None = Field(
        default=None, description="On a guide path: acceleration; default so high that it takes no time."
    )
    deceleration: Acceleration | None = Field(
        default=None, description="On a guide path: braking; default as `acceleration`."
    )
    dispatch: Literal["oldest", "nearest", "least_loaded", "priority"] = Field(
        default="oldest",
        description="On a guide path: which request a free vehicle takes, and which free vehicle a request; see the "
        "page on AGVs.",
    )
    battery: Battery | None = Field(
        default=None, description="On a guide path: battery of each vehicle; default none, then `power` is drawn."
    )
    factsheet: str | None = Field(
        default=None,
        description="VDA 5050 factsheet (JSON) that gives `speed`, `acceleration`, `deceleration`, `length`, `load` "
        "and `unload` where they are not given here.",
    )

    @model_validator(mode="before")
    @classmethod
    def _from_factsheet(cls, value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, dict) or not isinstance(value.get("factsheet"), str):
            return value
        folder = Path((info.context or {}).get("folder", "."))
        fields = read_factsheet(folder / value["factsheet"])
        if value.get("paths") is None:  # without a guide path these would mean nothing
            fields = {key: text for key, text in fields.items() if key in ("speed", "load", "unload")}
        return {**fields, **value}
