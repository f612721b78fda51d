"""Checks of numbers that people give to the functions of supply.

Each raises an `OptionError` that names the parameter, what it must be and what it is. Numbers beyond any plant are
refused here, once, so that no formula behind has to fear an overflow: the largest products and quotients in them have
eight factors, and 1e30 to the power of eight is still a number.
"""

from __future__ import annotations

import math
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from taktwin.model.errors import OptionError

LARGEST = 1e30
"""Largest size of a number that is reckoned with, in any unit."""
SMALLEST = 1e-30
"""Smallest size of a number that is not 0. Probabilities may be smaller: the tail of a distribution is."""
MOST_WHOLE = 2**53
"""Largest whole number: up to here each one is a different float."""


def number(
    name: str,
    value: Any,
    least: float = -math.inf,
    most: float = math.inf,
    above: float = -math.inf,
    below: float = math.inf,
    smallest: float = SMALLEST,
) -> float:
    """The value as a float, if it is a finite number within `least` <= value <= `most` and `above` < value < `below`.

    Its size must be 0 or from `smallest` to `LARGEST`.

    Raises:
        OptionError: it is not; the message names the parameter and the range.
    """
    if not isinstance(value, Real):
        raise OptionError(f"{name} must be a number, got {value!r}", "", name)
    try:
        found = float(value)
    except OverflowError:  # a whole number of hundreds of digits
        raise OptionError(f"{name} must be at most {LARGEST:g} in size", "count in larger units", name) from None
    if not math.isfinite(found):
        raise OptionError(f"{name} must be a finite number, got {found:g}", "", name)
    if not (least <= found <= most and above < found < below):
        raise OptionError(f"{name} must be {_range(least, most, above, below)}, got {found:g}", "", name)
    if found != 0.0 and not smallest <= abs(found) <= LARGEST:
        raise OptionError(_size(name, found, smallest), "count in other units", name)
    return found


def whole(name: str, value: Any, least: int = 0, most: int = MOST_WHOLE) -> int:
    """The value as an int, if it is a whole number within `least` <= value <= `most`.

    Raises:
        OptionError: it is not.
    """
    found = number(name, value, least=least, most=most)
    if found != math.floor(found):
        raise OptionError(f"{name} must be a whole number, got {found:g}", "", name)
    return int(found)


def numbers(
    name: str,
    values: ArrayLike,
    least: float = -math.inf,
    above: float = -math.inf,
    length: int | None = None,
    smallest: float = SMALLEST,
) -> NDArray[np.float64]:
    """The values as an array in one dimension, each a finite number within the bounds; `length` values if given.

    Raises:
        OptionError: one is not (the message says which, from 0), there is none, or there are too many or too few.
    """
    found = amounts(name, values, least, above, smallest)
    if found.ndim != 1 or not found.size:
        raise OptionError(f"{name} must be a list of at least one number, got {values!r}", "", name)
    if length is not None and found.size != length:
        raise OptionError(f"{name} must have {length} values, got {found.size}", "give one for each", name)
    return found


def amounts(
    name: str, values: ArrayLike, least: float = -math.inf, above: float = -math.inf, smallest: float = SMALLEST
) -> NDArray[np.float64]:
    """The values as an array of any shape, each a finite number within the bounds.

    Raises:
        OptionError: one is not; the message says which, from 0, in the order of the array.
    """
    try:
        found = np.asarray(values, np.float64)
    except (TypeError, ValueError, OverflowError):
        raise OptionError(f"{name} must be a list of numbers, got {_shown(values)}", "", name) from None
    flat = found.ravel()
    wrong = np.flatnonzero(~(np.isfinite(flat) & (flat >= least) & (flat > above)))
    if wrong.size:
        wanted = _range(least, math.inf, above, math.inf)
        first = int(wrong[0])
        raise OptionError(f"{name} must each be {wanted}, got {flat[first]:g} at place {first}", "", name)
    size = np.abs(flat)
    wrong = np.flatnonzero((size != 0.0) & ((size < smallest) | (size > LARGEST)))
    if wrong.size:
        first = int(wrong[0])
        message = f"{_size(name, float(flat[first]), smallest)} at place {first}"
        raise OptionError(message, "count in other units", name)
    return found


def _size(name: str, found: float, smallest: float) -> str:
    if abs(found) > LARGEST:
        return f"{name} must be at most {LARGEST:g} in size, got {found:g}"
    return f"{name} must be 0 or at least {smallest:g} in size, got {found:g}"


def _shown(values: Any) -> str:
    text = repr(values)
    return text if len(text) <= 80 else text[:77] + "..."


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
