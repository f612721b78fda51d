"""Prices of supply: what stock, space, trips, set-ups and stops cost, for the planner of delivery modes."""

from __future__ import annotations

from pydantic import Field

from taktwin.model.values.noun import Noun, default
from taktwin.model.values.quantity import Count, Duration, Number, Share


class Prices(Noun):
    """What supply costs, in the currency of the values. Every default is assumed: put in your own.

    They change no run.
    """

    days: Count = Field(default_factory=default(250, "count"), description="Days of production in a year.")
    capital: Share = Field(default_factory=default("8 %", "share"), description="Interest on stock, a year.")
    space: Number = Field(default_factory=default(500, "number"), description="A square metre, a year.")
    stack: Number = Field(
        default_factory=default("1.5", "number"), description="Metres of goods on a square metre, aisles taken off."
    )
    touch: Number = Field(default_factory=default(2, "number"), description="A move of a container in the plant.")
    stop: Number = Field(default_factory=default(20000, "number"), description="A minute in which the line stands.")
    delivery: Number = Field(default_factory=default(15, "number"), description="Booking in a delivery.")
    dock_container: Duration = Field(
        default_factory=default("6 s", "duration"), description="Time at the dock for a container."
    )
    dock_truck: Duration = Field(
        default_factory=default("10 min", "duration"),
        description="Time at the dock of a truck besides its containers.",
    )
    truck_volume: Number = Field(default_factory=default(45, "number"), description="What a truck takes, m3.")
    truck_km: Number = Field(default_factory=default(7, "number"), description="A km of a truck.")
    truck_trip: Number = Field(default_factory=default(120, "number"), description="A trip, whatever its length.")
    cart_volume: Number = Field(
        default_factory=default(4, "number"), description="What a vehicle in the plant takes, m3 (mode `in_plant`)."
    )
    cart_trip: Number = Field(default_factory=default(3, "number"), description="A trip of it.")
    sequencing: Number = Field(
        default_factory=default("1.5", "number"), description="Sorting the parts of a job into the sequence."
    )
    upstream: Duration = Field(
        default_factory=default("8 h", "duration"),
        description="Demand that a supplier in sequence keeps as finished stock; it counts as well.",
    )
    jis_setup: Number = Field(
        default_factory=default(500000, "number"),
        description="What it costs a supplier to deliver in sequence at all, a year; one can say its own.",
    )
