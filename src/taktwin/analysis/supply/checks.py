"""Checks of numbers that people give to the functions of supply.

Each raises an `OptionError` that names the parameter, what it must be and what it is.
"""

from __future__ import annotations

import math
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from taktwin.model.errors import OptionError


def number(
    name: str,
    value: Any,
    least: float = -math.inf,
    most: float = math.inf,
    above: float = -math.inf,
    below: float = math.inf,
) -> float:
    """The value as a float, if it is a finite number within `least` <= value <= `most` and `above` < value < `below`.

    Raises:
        OptionError: it is not; the message names the parameter and the range.
    """
    if not isinstance(value, Real):
        raise OptionError(f"{name} must be a number, got {value!r}", "", name)
    found = float(value)
    if not math.isfinite(found):
        raise OptionError(f"{name} must be a finite number, got {found:g}", "", name)
    if not (least <= found <= most and above < found < below):
        raise OptionError(f"{name} must be {_range(least, most, above, below)}, got {found:g}", "", name)
    return found


def whole(name: str, value: Any, least: int = 0, most: float = math.inf) -> int:
    """The value as an int, if it is a whole number within `least` <= value <= `most`.

    Raises:
        OptionError: it is not.
    """
    found = number(name, value, least=least, most=most)
    if found != math.floor(found):
        raise OptionError(f"{name} must be a whole number, got {found:g}", "", name)
    return int(found)


def numbers(
    name: str, values: ArrayLike, least: float = -math.inf, above: float = -math.inf, length: int | None = None
) -> NDArray[np.float64]:
    """The values as an array in one dimension, each a finite number within the bounds; `length` values if given.

    Raises:
        OptionError: one is not (the message says which, from 0), there is none, or there are too many or too few.
    """
    try:
        found = np.asarray(values, np.float64)
    except (TypeError, ValueError):
        raise OptionError(f"{name} must be a list of numbers, got {values!r}", "", name) from None
    if found.ndim != 1 or not found.size:
        raise OptionError(f"{name} must be a list of at least one number, got {values!r}", "", name)
    if length is not None and found.size != length:
        raise OptionError(f"{name} must have {length} values, got {found.size}", "give one for each", name)
    wrong = np.flatnonzero(~(np.isfinite(found) & (found >= least) & (found > above)))
    if wrong.size:
        wanted = _range(least, math.inf, above, math.inf)
        first = int(wrong[0])
        raise OptionError(f"{name} must each be {wanted}, got {found[first]:g} at place {first}", "", name)
    return found


def _range(least: float, most: float, above: float, below: float) -> str:
    words = []
    if above > -math.inf:
        words.append(f"above {above:g}")
    if least > -math.inf:
        words.append(f"{least:g} or more")
    if below < math.inf:
        words.append(f"below {below:g}")
    if most < math.inf:
        words.append(f"{most:g} or less")
    return " and ".join(words) or "a finite number"
