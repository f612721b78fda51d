"""What follows from the takt: moulds, trucks, and the takt itself from a yearly volume."""

from __future__ import annotations

import math
from dataclasses import dataclass

from taktwin.analysis.supply.checks import MOST_WHOLE, number, whole
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

_ROUNDING = 1e-9  # 0.3 s / 0.1 s are three moulds, not four


@dataclass(frozen=True)
class Moulds:
    """Moulds (or mould carriers) that a takt needs."""

    moulds: int
    rate_per_h: float
    """Pieces an hour with so many: the takt, unless the moulds are slower."""
    utilisation: float
    """Share of the time, 0 to 1, in which a mould is not empty."""


@dataclass(frozen=True)
class TruckHeadway:
    """How often a truck comes."""

    headway_min: float
    """Minutes from truck to truck."""
    trucks_per_day: float
    """In the hours of a day that were given; a fraction is a truck that takes turns."""


def moulds_for_takt(demould_s: float, takt_s: float, index_s: float = 0.0) -> Moulds:
    """Smallest number of moulds for a takt: (demould + index) / takt, rounded up.

    Args:
        demould_s: time from closing a mould to taking the piece out, above 0.
        takt_s: time from piece to piece, above 0.
        index_s: time in which a mould is moved on and cannot be filled, 0 or more.

    Raises:
        OptionError: a number out of range.

    Example:
        >>> moulds_for_takt(demould_s=240, index_s=12, takt_s=31).moulds
        9
    """
    bound = number("demould_s", demould_s, above=0.0) + number("index_s", index_s, least=0.0)
    needed = max(1, math.ceil(bound / number("takt_s", takt_s, above=0.0) * (1.0 - _ROUNDING)))
    if needed > MOST_WHOLE:
        raise OptionError(
            Phrase("takt_s: {needed:g} moulds would be needed", needed=needed), Phrase("give a longer takt"), "takt_s"
        )
    rate = mould_rate(needed, demould_s, takt_s, index_s)
    return Moulds(needed, rate, rate * bound / 3600.0 / needed)


def mould_rate(moulds: int, demould_s: float, takt_s: float, index_s: float = 0.0) -> float:
    """Pieces an hour of so many moulds: 3600 times the lower of 1 / takt and moulds / (demould + index).

    Args:
        moulds: at least 1.
        demould_s: time from closing a mould to taking the piece out, above 0.
        takt_s: time from piece to piece, above 0.
        index_s: time in which a mould is moved on and cannot be filled, 0 or more.

    Raises:
        OptionError: a number out of range.
    """
    count = whole("moulds", moulds, least=1)
    bound = number("demould_s", demould_s, above=0.0) + number("index_s", index_s, least=0.0)
    return 3600.0 * min(1.0 / number("takt_s", takt_s, above=0.0), count / bound)


def truck_headway(units_per_truck: float, takt_s: float, hours_per_day: float = 24.0) -> TruckHeadway:
    """Time between trucks: units on a truck x takt.

    Args:
        units_per_truck: cars that a truck brings parts for, above 0.
        takt_s: time from car to car, above 0.
        hours_per_day: in which the line runs, above 0 and at most 24.

    Raises:
        OptionError: a number out of range.

    Example:
        >>> truck_headway(units_per_truck=30, takt_s=120, hours_per_day=16)
        TruckHeadway(headway_min=60.0, trucks_per_day=16.0)
    """
    units, takt = number("units_per_truck", units_per_truck, above=0.0), number("takt_s", takt_s, above=0.0)
    hours = number("hours_per_day", hours_per_day, above=0.0, most=24.0)
    headway = units * takt / 60.0
    return TruckHeadway(headway, hours * 60.0 / headway)


def takt_from_volume(volume: float, hours: float, availability: float = 1.0) -> float:
    """Takt in seconds: hours x 3600 x availability / volume.

    Args:
        volume: pieces in the time, a year say, above 0.
        hours: planned working hours in that time, above 0.
        availability: share of them in which the line can run, above 0 and at most 1.

    Raises:
        OptionError: a number out of range.

    Example:
        >>> round(takt_from_volume(volume=500_000, hours=5_000, availability=0.85), 1)
        30.6
    """
    number("volume", volume, above=0.0)
    number("hours", hours, above=0.0)
    number("availability", availability, above=0.0, most=1.0)
    return hours * 3600.0 * availability / volume
