"""Amounts of a medium, and emissions for each of them, out of texts such as `90 GWh` and `0.578 kg/kWh`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from taktwin.analysis.carbon.errors import CarbonError
from taktwin.model.values.mark import QuantityError
from taktwin.model.values.quantity import Kind, parse_quantity
from taktwin.model.values.units import SI_UNIT, look_up

#: What a medium or a material is counted in.
DIMENSIONS = ("energy", "volume", "mass")
_AMOUNT = Kind("amount", DIMENSIONS, "an amount with its unit", "90 GWh", "up to 1e24", most=1e24)
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_RATE = re.compile(rf"^\s*(?P<number>{_NUMBER})\s*(?P<mass>[a-zA-Z]+?)\s*(?:CO2(?:e|eq)?)?\s*/\s*(?P<unit>\S+)\s*$")
#: Highest emission that is believed, kg for each SI unit: a kg of SF6 warms like 25,200 kg of CO2.
_MOST = {"energy": 5.0 / 3.6e6, "volume": 1e5, "mass": 3e4}


@dataclass(frozen=True)
class Amount:
    """An amount in the SI unit of its dimension (J, m3 or kg)."""

    value: float
    dimension: str
    text: str


@dataclass(frozen=True)
class Rate:
    """Kg CO2e for each SI unit of a dimension (J, m3 or kg)."""

    value: float
    dimension: str
    text: str


def amount_of(given: Any, dimensions: tuple[str, ...] = DIMENSIONS) -> Amount:
    """An amount out of its text.

    Args:
        given: such as `90 GWh`, `9.5e6 m3`, `40 t`.
        dimensions: which of `DIMENSIONS` it may have.

    Raises:
        CarbonError: no amount, negative, or of another dimension.

    >>> from taktwin.analysis.carbon.amounts import amount_of
    >>> amount_of("2 MWh").value
    7200000000.0
    """
    try:
        found = parse_quantity(given, _AMOUNT)
    except QuantityError as error:
        raise CarbonError(error.message, error.remedy) from None
    if found.dimension not in dimensions:
        words = " or ".join(dict.fromkeys(dimensions))
        raise CarbonError(f'"{found.text}" is no {words}', f"give it as {words}, such as {_example(dimensions[0])}")
    return Amount(found.value, found.dimension, found.text)


def rate_of(given: Any) -> Rate:
    """An emission for each unit out of its text.

    Args:
        given: such as `0.578 kg/kWh`, `110 kg/GJ`, `2.1 t/t`; `CO2` or `CO2e` may stand behind the mass.

    Raises:
        CarbonError: none, negative, or more than any substance emits.

    >>> from taktwin.analysis.carbon.amounts import rate_of
    >>> round(rate_of("0.36 kg CO2e/kWh").value * 3.6e6, 6)
    0.36
    """
    match = _RATE.match(given) if isinstance(given, str) else None
    mass = look_up(match["mass"]) if match else None
    unit = look_up(match["unit"]) if match else None
    if match is None or mass is None or mass[0] != "mass" or unit is None or unit[0] not in DIMENSIONS:
        message = f'expected an emission for each unit, got "{given}"'
        raise CarbonError(message, "write kg for each unit of the amount, such as 0.578 kg/kWh, 1.9 kg/m3 or 2.1 t/t")
    value = float(match["number"]) * mass[1] / unit[1]
    if value < 0:
        raise CarbonError(f'an emission cannot be negative, got "{given}"', "what is avoided stands apart: `avoided`")
    if value > _MOST[unit[0]]:
        most = f"{_MOST[unit[0]]:g} kg/{SI_UNIT[unit[0]]}"
        raise CarbonError(f'"{given}" is more than {most}, which nothing emits', "check the unit")
    return Rate(value, unit[0], given)


def _example(dimension: str) -> str:
    return {"energy": "90 GWh", "volume": "9.5e6 m3", "mass": "40 t"}[dimension]
