"""Suppliers: who sends parts, and from how far."""

from __future__ import annotations

from pydantic import Field

from taktwin.model.values.distribution import TimeDistribution
from taktwin.model.values.noun import Noun, default_time
from taktwin.model.values.quantity import Length, Number


class Supplier(Noun):
    """A supplier of parts."""

    title: str | None = Field(default=None, description="Name for people.")
    distance: Length | None = Field(default=None, description="Way to the plant.")
    drive: TimeDistribution = Field(
        default_factory=default_time("0 s"),
        description="Time of the drive to the plant; default none.",
    )
    place: str | None = Field(default=None, description="Where it is.")
    calendar: str | None = Field(
        default=None,
        description="Shift calendar in which its trucks are loaded and leave, and in which it makes what comes in "
        "sequence; of several plants that of each which it supplies. Default: day and night.",
    )
    jis_setup: Number | None = Field(
        default=None, description="What it costs to deliver in sequence at all, a year; default as `prices` say."
    )
