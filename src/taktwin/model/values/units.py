"""Units of measure: a small fast table, and pint for every other unit (imported only when one is met)."""

from __future__ import annotations

import difflib
import re
from functools import cache
from typing import Any

from taktwin.model.phrase import Phrase

#: Unit -> (dimension, factor to the SI unit of the dimension). A test compares each row with pint.
UNITS: dict[str, tuple[str, float]] = {
    "ms": ("time", 1e-3),
    "s": ("time", 1.0),
    "sec": ("time", 1.0),
    "second": ("time", 1.0),
    "seconds": ("time", 1.0),
    "min": ("time", 60.0),
    "minute": ("time", 60.0),
    "minutes": ("time", 60.0),
    "h": ("time", 3600.0),
    "hour": ("time", 3600.0),
    "hours": ("time", 3600.0),
    "d": ("time", 86400.0),
    "day": ("time", 86400.0),
    "days": ("time", 86400.0),
    "week": ("time", 604800.0),
    "weeks": ("time", 604800.0),
    "V": ("voltage", 1.0),
    "Ah": ("charge", 3600.0),
    "ohm": ("resistance", 1.0),
    "mohm": ("resistance", 1e-3),
    "Hz": ("frequency", 1.0),
    "kHz": ("frequency", 1e3),
    "um": ("length", 1e-6),
    "mm": ("length", 1e-3),
    "cm": ("length", 1e-2),
    "m": ("length", 1.0),
    "km": ("length", 1e3),
    "mm/s": ("speed", 1e-3),
    "m/s": ("speed", 1.0),
    "m/min": ("speed", 1.0 / 60.0),
    "km/h": ("speed", 1.0 / 3.6),
    "m/s2": ("acceleration", 1.0),
    "W": ("power", 1.0),
    "kW": ("power", 1e3),
    "MW": ("power", 1e6),
    "m3/s": ("flow", 1.0),
    "m3/min": ("flow", 1.0 / 60.0),
    "m3/h": ("flow", 1.0 / 3600.0),
    "L/s": ("flow", 1e-3),
    "l/s": ("flow", 1e-3),
    "L/min": ("flow", 1e-3 / 60.0),
    "l/min": ("flow", 1e-3 / 60.0),
    "L/h": ("flow", 1e-3 / 3600.0),
    "l/h": ("flow", 1e-3 / 3600.0),
    "J": ("energy", 1.0),
    "kJ": ("energy", 1e3),
    "MJ": ("energy", 1e6),
    "GJ": ("energy", 1e9),
    "Wh": ("energy", 3600.0),
    "kWh": ("energy", 3.6e6),
    "MWh": ("energy", 3.6e9),
    "m3": ("volume", 1.0),
    "L": ("volume", 1e-3),
    "l": ("volume", 1e-3),
    "g": ("mass", 1e-3),
    "kg": ("mass", 1.0),
    "t": ("mass", 1e3),
    "m2": ("area", 1.0),
    "kg/m2": ("area mass", 1.0),
    "g/m2": ("area mass", 1e-3),
    "kg/m3": ("density", 1.0),
    "Pa": ("pressure", 1.0),
    "kPa": ("pressure", 1e3),
    "MPa": ("pressure", 1e6),
    "GPa": ("pressure", 1e9),
    "Pa*s/m": ("flow resistance", 1.0),
    "N*s/m3": ("flow resistance", 1.0),
    "Pa*s/m2": ("flow resistivity", 1.0),
    "N*s/m4": ("flow resistivity", 1.0),
    "kN*s/m4": ("flow resistivity", 1e3),
    "%": ("share", 1e-2),
}

_LONGEST = 40  # characters of a unit
#: pint would work out the number of ``s**9**9**9``.
_POWER_TOWER = re.compile(r"\d\d|(\*\*|\^)\s*[^\d\s-]|\d\s*(\*\*|\^)")

#: The SI unit of each dimension.
SI_UNIT: dict[str, str] = {
    "time": "s",
    "length": "m",
    "speed": "m/s",
    "acceleration": "m/s2",
    "power": "W",
    "flow": "m3/s",
    "energy": "J",
    "volume": "m3",
    "mass": "kg",
    "voltage": "V",
    "charge": "A*s",
    "resistance": "ohm",
    "frequency": "Hz",
    "area": "m2",
    "area mass": "kg/m2",
    "density": "kg/m3",
    "pressure": "Pa",
    "flow resistance": "Pa*s/m",
    "flow resistivity": "Pa*s/m2",
    "share": "",
}

#: How a dimension is called in a message.
DIMENSION_WORD: dict[str, str] = {
    "time": Phrase("a time"),
    "length": Phrase("a length"),
    "speed": Phrase("a speed"),
    "acceleration": Phrase("an acceleration"),
    "power": Phrase("a power"),
    "flow": Phrase("a volume flow"),
    "energy": Phrase("an energy"),
    "volume": Phrase("a volume"),
    "mass": Phrase("a mass"),
    "voltage": Phrase("a voltage"),
    "charge": Phrase("an electric charge"),
    "resistance": Phrase("a resistance"),
    "frequency": Phrase("a frequency"),
    "area": Phrase("an area"),
    "area mass": Phrase("a mass of an area"),
    "density": Phrase("a density"),
    "pressure": Phrase("a pressure"),
    "flow resistance": Phrase("a flow resistance"),
    "flow resistivity": Phrase("a flow resistivity"),
    "share": Phrase("a share"),
    "number": Phrase("a plain number"),
}


def pint_spelling(unit: str) -> str:
    """A unit as pint spells it: powers are marked (``m3/h`` is ``m**3/h``)."""
    return "percent" if unit == "%" else re.sub(r"([A-Za-z])(\d)", r"\1**\2", unit)


@cache
def _registry() -> Any:
    import pint  # slow to import: only for units that the table lacks

    return pint.UnitRegistry(cache_folder=None)


def look_up(unit: str) -> tuple[str, float] | None:
    """Dimension and factor to SI of a unit, None where neither the table nor pint knows it.

    A known unit of a dimension that Taktwin does not use comes back as ``("other", factor)``.
    """
    row = UNITS.get(unit)
    if row is not None:
        return row
    return None if len(unit) > _LONGEST or _POWER_TOWER.search(unit) else _ask_pint(unit)


@cache
def _ask_pint(unit: str) -> tuple[str, float] | None:
    registry = _registry()
    try:
        one = registry.Quantity(1.0, registry.parse_units(pint_spelling(unit))).to_base_units()
        for dimension, si in SI_UNIT.items():
            if si and one.is_compatible_with(pint_spelling(si)):
                return dimension, float(one.to(pint_spelling(si)).magnitude)
        return "other", float(one.magnitude)
    except Exception:  # pint raises many kinds of error for odd texts; each means that it does not know the unit
        return None


def nearest_unit(unit: str, dimensions: tuple[str, ...]) -> str | None:
    """The unit of these dimensions that is spelt most like ``unit``, None where nothing is near."""
    names = [name for name, (dimension, _) in UNITS.items() if dimension in dimensions]
    folded = {name.lower(): name for name in names}
    close = difflib.get_close_matches(unit.lower(), list(folded), n=1, cutoff=0.4)
    return folded[close[0]] if close else None
