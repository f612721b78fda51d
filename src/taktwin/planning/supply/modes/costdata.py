"""What the cost of an option is made of: the part, the way, the delivery, and the prices of the plant."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from taktwin.model.phrase import Phrase
from taktwin.planning.supply.modes.errors import ModeError
from taktwin.planning.supply.modes.lateness import KINDS
from taktwin.planning.supply.modes.problem import MODES

#: How often a container is moved inside the plant, by mode; a definition of the mode: unload, put away, take out, to
#: the line; unload, supermarket, to the line (twice); unload, to the line (twice); from the cell to the line.
TOUCHES = {"warehouse": 4, "kanban": 3, "vendor_managed": 3, "jit": 2, "jis": 2, "in_plant": 1}


@dataclass(frozen=True)
class Family:
    """A part family; amounts are in cars' worth, what one car needs of it."""

    name: str
    value: float
    """Money a car."""
    volume: float
    """Litres a car, in its container."""
    per_min: float
    """Cars' worth drawn a minute of production."""
    per_container: float
    """Cars' worth in a container or rack."""
    container_price: float = 0.0
    variants: int = 1
    """That the cars choose from; a container holds one of them, unless it comes in sequence."""

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            ModeError: a figure out of range.
        """
        _above(f"family {self.name}", self, "per_min", "per_container", "variants")
        _least(f"family {self.name}", self, "value", "volume", "container_price")


@dataclass(frozen=True)
class Vehicle:
    """A lorry, or an AGV."""

    litres: float
    """That it takes, at the fill that is usual."""
    price_km: float
    price_trip: float = 0.0
    """Whatever the distance: loading, waiting, papers."""
    dock_minutes: float = 0.0
    """At the dock a trip, beside the containers' own."""

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            ModeError: a figure out of range.
        """
        _above("vehicle", self, "litres")
        _least("vehicle", self, "price_km", "price_trip", "dock_minutes")


@dataclass(frozen=True)
class Lane:
    """The way from a supplier to the plant."""

    supplier: str
    km: float
    travel: float
    """Mean minutes from leaving to the dock."""
    vehicle: Vehicle
    travel_sd: float = 0.0
    travel_kind: str = "normal"
    """Of the travel time: `normal` or `gamma`."""
    shared: bool = False
    """Whether a vehicle that is not full carries other parts as well (a milk run): a part then pays its share."""

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            ModeError: a figure out of range, or a kind that is not there.
        """
        where = Phrase("lane from {supplier}", supplier=self.supplier)
        _least(where, self, "km", "travel", "travel_sd")
        if self.travel_kind not in KINDS:
            raise ModeError(
                Phrase(
                    "{where}: there is no travel_kind {travel_kind}", where=where, travel_kind=repr(self.travel_kind)
                ),
                f"use {' or '.join(KINDS)}",
            )
        if self.travel_kind == "gamma" and self.travel_sd > 0 and self.travel == 0:
            raise ModeError(
                Phrase("{where}: a gamma travel time has a mean above 0", where=where),
                Phrase("give travel, or use normal"),
            )


@dataclass(frozen=True)
class Delivery:
    """How an option delivers."""

    name: str
    mode: str
    lot: float
    """Cars' worth in a delivery; s,S: S - s."""
    safety: float | None = None
    """Minutes of cover left at the planned arrival. None: just enough for `Prices.stop_chance`, and in sequence what
    the frozen horizon leaves."""
    frozen_horizon: float | None = None
    """Minutes from the call-off of a car's part to its fitting. What has one comes in sequence: mode `jis` needs it,
    `in_plant` may have it."""
    preparing: float = 0.0
    """In sequence: minutes from the call-off of a lot's last car to its leaving, for making or picking and loading."""
    spread: float = 0.0
    """Standard deviation of the leaving (min)."""
    review: float = 0.0
    """Minutes between two looks at the stock (s,S); 0 where every draw is seen (r,Q; cards)."""
    supplier_cover: float = 0.0
    """Finished stock at the supplier (min of demand). It counts, for stock that only moves upstream is not saved."""
    sequencing: float = 0.0
    """Money a car for sorting into the sequence."""

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            ModeError: a mode that is not there, a figure out of range, or a sequence without a frozen horizon.
        """
        where = f"delivery {self.name}"
        if self.mode not in MODES:
            raise ModeError(
                Phrase("{where}: there is no mode {mode}", where=where, mode=repr(self.mode)),
                Phrase("use one of {modes}", modes=", ".join(MODES)),
            )
        _above(where, self, "lot")
        _least(where, self, "preparing", "spread", "review", "supplier_cover", "sequencing")
        for name in ("safety", "frozen_horizon"):
            if getattr(self, name) is not None:
                _least(where, self, name)
        if self.mode == "jis" and self.frozen_horizon is None:
            raise ModeError(
                Phrase("{where}: what comes in sequence is called for", where=where), Phrase("give it a frozen_horizon")
            )
        if self.frozen_horizon is not None and self.mode not in ("jis", "in_plant"):
            raise ModeError(
                Phrase("{where}: mode {mode} does not come in sequence", where=where, mode=self.mode),
                Phrase("leave frozen_horizon out"),
            )
        if self.frozen_horizon is not None and self.safety is not None:
            raise ModeError(
                Phrase("{where}: the frozen horizon already says how much cover is left", where=where),
                Phrase("leave safety out"),
            )


@dataclass(frozen=True)
class Prices:
    """Figures of the plant, the same for all parts. Money in the unit of the values."""

    minutes_a_day: float
    """Of production."""
    days_a_year: float
    capital: float
    """Interest on stock, as a share of its value a year."""
    space: float
    """A square metre a year."""
    touch: float
    """A move of a container inside the plant."""
    stop: float
    """A minute in which the line stands."""
    stack: float = 1.0
    """Metres of goods on a square metre: height of the stacks x share of the area that is not aisle."""
    delivery: float = 0.0
    """Booking in a delivery, whatever its size."""
    dock_container: float = 0.0
    """Minutes at the dock a container."""
    container_life: float = 8.0
    """Years."""
    stop_chance: float = 0.001
    """Chance of a stop for a delivery that a cover is laid out for, where none is given."""

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            ModeError: a figure out of range.
        """
        _above("prices", self, "minutes_a_day", "days_a_year", "stack", "container_life", "stop_chance")
        _least("prices", self, "capital", "space", "touch", "stop", "delivery", "dock_container")
        if self.stop_chance >= 1:
            raise ModeError(
                Phrase("prices: stop_chance must be below 1, got {stop_chance}", stop_chance=repr(self.stop_chance)),
                Phrase("0.001 is one in 1,000"),
            )


def _above(where: str, of: Any, *names: str) -> None:
    _least(where, of, *names)
    for name in names:
        if getattr(of, name) == 0:
            raise ModeError(Phrase("{where}: {name} must be above 0", where=where, name=name), Phrase("correct it"))


def _least(where: str, of: Any, *names: str) -> None:
    for name in names:
        value = getattr(of, name)
        right = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        if not right or value < 0:
            raise ModeError(
                Phrase("{where}: {name} must be 0 or more, got {value}", where=where, name=name, value=repr(value)),
                Phrase("correct it"),
            )
