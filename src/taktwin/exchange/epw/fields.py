"""The columns of an EPW row that Taktwin uses: place, unit, code for a missing value, bounds of the format."""

from __future__ import annotations

from dataclasses import dataclass

COLUMNS = 35
"""Columns of a row as the format has them."""
FEWEST = 22
"""Columns that a row must have: up to the wind speed, the last that is used."""
YEAR, MONTH, DAY, HOUR, MINUTE, FLAGS = range(6)
HEADER = (
    "LOCATION",
    "DESIGN CONDITIONS",
    "TYPICAL/EXTREME PERIODS",
    "GROUND TEMPERATURES",
    "HOLIDAYS/DAYLIGHT SAVINGS",
    "COMMENTS 1",
    "COMMENTS 2",
    "DATA PERIODS",
)
"""How the eight lines of the header begin, in their order."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of numbers.

    Attributes:
        name: in Taktwin.
        column: place in the row, from 0.
        unit: of its numbers.
        missing: the code for a missing value.
        low: smallest number that the format allows.
        high: largest number that the format allows.
        decimals: with which it is written.
    """

    name: str
    column: int
    unit: str
    missing: float
    low: float
    high: float
    decimals: int


#: Codes and bounds as in the description of the format (EnergyPlus, Auxiliary Programs, "EPW data dictionary").
#: Radiation has no upper bound there; that of the guard depends on the sun. A negative radiation is impossible.
FIELDS = {
    one.name: one
    for one in (
        Field("dry_bulb", 6, "C", 99.9, -70.0, 70.0, 1),
        Field("dew_point", 7, "C", 99.9, -70.0, 70.0, 1),
        Field("relative_humidity", 8, "%", 999.0, 0.0, 110.0, 0),
        Field("pressure", 9, "Pa", 999999.0, 31000.0, 120000.0, 0),
        Field("ghi", 13, "W/m2", 9999.0, 0.0, float("inf"), 0),
        Field("dni", 14, "W/m2", 9999.0, 0.0, float("inf"), 0),
        Field("dhi", 15, "W/m2", 9999.0, 0.0, float("inf"), 0),
        Field("wind_speed", 21, "m/s", 999.0, 0.0, 40.0, 1),
    )
}
