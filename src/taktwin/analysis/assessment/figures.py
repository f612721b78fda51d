"""Figures with compound units, such as `1.05 MWh/car`, in the unit that a table asks for."""

from __future__ import annotations

import math
import re
from typing import Any

from taktwin.analysis.carbon.errors import CarbonError
from taktwin.model.values.units import look_up

_FIGURE = re.compile(r"^\s*(?P<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)\s*(?P<unit>.*?)\s*$")
_STROKE = re.compile(r"\s*/\s*")
PERCENT = "%"
MOST = 1e15
"""Largest figure that is believed, in any unit."""


def figure_of(given: Any, unit: str) -> float:
    """A figure in a unit.

    Numerator and denominator are converted each by itself where both are known units of one dimension (MWh and kWh, t
    and kg); a word such as car must stand as it is.

    Args:
        given: such as `1.05 MWh/car`; a plain number only for the unit `1`, and for `%` as a share up to 1.
        unit: that is asked for, such as `kWh/car`, `%` or `1`.

    Raises:
        CarbonError: no figure, negative, beyond belief, of another unit, or a share above 100 %.

    >>> from taktwin.analysis.assessment.figures import figure_of
    >>> figure_of("1.05 MWh/car", "kWh/car")
    1050.0
    """
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise CarbonError(f"expected a figure in {unit}", f'write for example "12 {unit}"')
    match = _FIGURE.match(str(given))
    if match is None:
        raise CarbonError(f'expected a figure in {unit}, got "{given}"', f'write for example "12 {unit}"')
    number, own = float(match["number"]), match["unit"]
    if not math.isfinite(number):
        raise CarbonError(f'expected a finite figure, got "{given}"', "correct it")
    if number < 0:
        raise CarbonError(f'a figure of this kind cannot be negative, got "{given}"', "correct the sign")
    value = number * _factor(own, unit, str(given))
    if value > MOST:
        raise CarbonError(f'"{given}" is more than {MOST:g} {unit}', "check the number")
    if unit == PERCENT and value > 100 * (1 + 1e-9):
        raise CarbonError(f'a share is at most 100 %, got "{given}"', "correct it")
    return value


def _factor(own: str, unit: str, given: str) -> float:
    if own == unit or (unit == "1" and not own):
        return 1.0
    if unit == PERCENT and not own:
        return 100.0  # a share from 0 to 1
    if not own:
        raise CarbonError(f'"{given}" has no unit, expected {unit}', f'write "{given} {unit}"')
    here, there = _STROKE.split(own), _STROKE.split(unit)
    ratios = [_ratio(a, b) for a, b in zip(here, there, strict=True)] if len(here) == len(there) else []
    if not ratios or None in ratios:
        raise CarbonError(f'"{given}" is in {own}, expected {unit}', f"give the figure in {unit}")
    value = ratios[0] or 0.0
    for one in ratios[1:]:
        value /= one or 1.0
    return value


def _ratio(own: str, unit: str) -> float | None:
    """How many of the other unit one is; None where they do not fit."""
    if own == unit:
        return 1.0
    a, b = look_up(own), look_up(unit)
    if a is None or b is None or a[0] != b[0] or a[0] == "other":
        return None
    return a[1] / b[1]
