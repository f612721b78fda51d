"""Units of printed figures: those of model files, and what newspapers add (GWh, tce, yuan, mu, cars).

A figure is held in kWh, kg, m2, m3, m, s, yuan, kgce and cars; a power is an energy by a time.
"""

from __future__ import annotations

import re

from taktwin.model.values.units import look_up

#: Dimensions: name of the base unit -> exponent.
Dims = dict[str, int]

POWER: Dims = {"energy": 1, "time": -1}
YEAR_H = 8760.0
#: What is printed "a year" or "an hour": the period, in s.
PERIODS = {
    "second": 1.0, "s": 1.0, "minute": 60.0, "min": 60.0, "hour": 3600.0, "h": 3600.0, "day": 86400.0, "d": 86400.0,
    "week": 604800.0, "month": YEAR_H * 300.0, "quarter": YEAR_H * 900.0, "year": YEAR_H * 3600.0,
    "yr": YEAR_H * 3600.0, "annum": YEAR_H * 3600.0, "y": YEAR_H * 3600.0,
}  # fmt: skip
SCALES = {
    "thousand": 1e3, "k": 1e3, "wan": 1e4, "万": 1e4, "million": 1e6, "M": 1e6, "mn": 1e6, "m": 1e6, "亿": 1e8,
    "billion": 1e9, "bn": 1e9, "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
CARS = (
    "cars", "car", "vehicles", "vehicle", "NEVs", "NEV", "bodies", "body", "automobiles", "units", "unit", "veh",
)  # fmt: skip

_OURS: dict[str, tuple[Dims, float]] = {
    "Wh": ({"energy": 1}, 1e-3),
    "kWh": ({"energy": 1}, 1.0),
    "MWh": ({"energy": 1}, 1e3),
    "GWh": ({"energy": 1}, 1e6),
    "TWh": ({"energy": 1}, 1e9),
    "MJ": ({"energy": 1}, 1 / 3.6),
    "GJ": ({"energy": 1}, 1e3 / 3.6),
    "TJ": ({"energy": 1}, 1e6 / 3.6),
    "W": (POWER, 1e-3 / 3600),
    "kW": (POWER, 1 / 3600),
    "MW": (POWER, 1e3 / 3600),
    "GW": (POWER, 1e6 / 3600),
    "Wp": (POWER, 1e-3 / 3600),
    "kWp": (POWER, 1 / 3600),
    "MWp": (POWER, 1e3 / 3600),
    "GWp": (POWER, 1e6 / 3600),
    "m2": ({"area": 1}, 1.0),
    "m²": ({"area": 1}, 1.0),
    "sqm": ({"area": 1}, 1.0),
    "square metres": ({"area": 1}, 1.0),
    "square meters": ({"area": 1}, 1.0),
    "km2": ({"area": 1}, 1e6),
    "ha": ({"area": 1}, 1e4),
    "mu": ({"area": 1}, 10000 / 15),
    "m³": ({"volume": 1}, 1.0),
    "Nm3": ({"volume": 1}, 1.0),
    "cubic metres": ({"volume": 1}, 1.0),
    "cubic meters": ({"volume": 1}, 1.0),
    "litre": ({"volume": 1}, 1e-3),
    "litres": ({"volume": 1}, 1e-3),
    "liter": ({"volume": 1}, 1e-3),
    "liters": ({"volume": 1}, 1e-3),
    "tonne": ({"mass": 1}, 1e3),
    "tonnes": ({"mass": 1}, 1e3),
    "tons": ({"mass": 1}, 1e3),
    "kt": ({"mass": 1}, 1e6),
    "Mt": ({"mass": 1}, 1e9),
    "mg": ({"mass": 1}, 1e-6),
    "kgce": ({"coal": 1}, 1.0),
    "tce": ({"coal": 1}, 1e3),
    "t ce": ({"coal": 1}, 1e3),
    "tonnes of standard coal": ({"coal": 1}, 1e3),
    "tons of standard coal": ({"coal": 1}, 1e3),
    "t of standard coal": ({"coal": 1}, 1e3),
    "yuan": ({"money": 1}, 1.0),
    "CNY": ({"money": 1}, 1.0),
    "RMB": ({"money": 1}, 1.0),
    "percentage points": ({"points": 1}, 0.01),
    "percentage point": ({"points": 1}, 0.01),
    "points": ({"points": 1}, 0.01),
    "pp": ({"points": 1}, 0.01),
    "percent": ({"share": 1}, 0.01),
    "per cent": ({"share": 1}, 0.01),
    "%": ({"share": 1}, 0.01),
    "times": ({"times": 1}, 1.0),
    "fold": ({"times": 1}, 1.0),
    "months": ({"time": 1}, YEAR_H * 300),
    "month": ({"time": 1}, YEAR_H * 300),
    "years": ({"time": 1}, YEAR_H * 3600),
    "year": ({"time": 1}, YEAR_H * 3600),
    "cycles": ({"cycle": 1}, 1.0),
    **{word: ({"car": 1}, 1.0) for word in CARS},
}
_OF_MODELS = {
    "time": ({"time": 1}, 1.0), "length": ({"length": 1}, 1.0), "energy": ({"energy": 1}, 1 / 3.6e6),
    "power": (POWER, 1 / 3.6e6), "mass": ({"mass": 1}, 1.0), "volume": ({"volume": 1}, 1.0),
}  # fmt: skip
_SHORT = ("s", "sec", "second", "seconds", "min", "minute", "minutes", "h", "hour", "hours", "d", "day", "days",
          "week", "weeks", "mm", "m", "km", "J", "kJ", "m3", "L", "l", "g", "kg", "t")  # fmt: skip
#: All units that a sentence may hold, the longest first.
SPELT = tuple(sorted({*_OURS, *_SHORT}, key=len, reverse=True))
PATTERN = "|".join(re.escape(one) for one in SPELT)


def unit_of(unit: str) -> tuple[Dims, float] | None:
    """Dimensions and factor to the base unit of one unit without a slash; None where nobody knows it."""
    if unit in _OURS:
        return _OURS[unit]
    row = look_up(unit)
    if row is None or row[0] not in _OF_MODELS:
        return None
    dims, factor = _OF_MODELS[row[0]]
    return dims, factor * row[1]


def times(one: Dims, other: Dims, power: int = 1) -> Dims:
    """The dimensions of a product (or, with ``power`` -1, of a quotient)."""
    found = dict(one)
    for name, exponent in other.items():
        found[name] = found.get(name, 0) + power * exponent
    return {name: exponent for name, exponent in found.items() if exponent}
