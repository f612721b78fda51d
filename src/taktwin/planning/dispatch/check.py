"""Checks of figures and series, each with the place, what was expected and the remedy in its error."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from taktwin.planning.dispatch.errors import DispatchError

if TYPE_CHECKING:
    import numpy.typing as npt

Series = "npt.NDArray[np.float64]"


def number(where: str, name: str, value: Any, unit: str, least: float = 0.0, most: float = math.inf) -> float:
    """A finite number (infinite only where `most` is) from `least` to `most`.

    Raises:
        DispatchError: it is none.
    """
    right = isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)
    if not right or math.isnan(value) or not least <= value <= most:
        told = f"from {least:g} to {most:g}" if most < math.inf else f"of {least:g} or more"
        told = "a number" if least == -math.inf else f"a number {told}"
        raise DispatchError(f"{where}: {name} ({unit}) must be {told}, got {value!r}", "correct it")
    return float(value)


def series(where: str, name: str, values: Any, steps: int | None, unit: str, least: float = -math.inf) -> Any:
    """One finite number for each step, as a read-only array; a single number stands for all of them.

    Args:
        where: what the series belongs to.
        name: of the series.
        values: numbers, or one number where `steps` is known.
        steps: how many there must be, None for any number of at least one.
        unit: of the values, for the message.
        least: smallest value that can be.

    Raises:
        DispatchError: no numbers, not finite, too small, or of the wrong length.
    """
    try:
        found = np.array(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise DispatchError(f"{where}: {name} ({unit}) must be numbers", "give one for each step") from None
    if found.ndim == 0 and steps is not None:
        found = np.full(steps, float(found))
    if found.ndim != 1 or found.size == 0:
        raise DispatchError(f"{where}: {name} must be a list of numbers", "give one for each step")
    if steps is not None and found.size != steps:
        message = f"{where}: {name} has {found.size} values, the load has {steps} steps"
        raise DispatchError(message, "give one value for each step of the load, or a single one for all")
    wrong = np.flatnonzero(~np.isfinite(found))
    if wrong.size:
        message = f"{where}: {name} is {found[wrong[0]]} at step {wrong[0]}"
        raise DispatchError(message, f"fill the gap: {wrong.size} of {found.size} values are no finite number")
    low = np.flatnonzero(found < least)
    if low.size:
        message = f"{where}: {name} is {found[low[0]]:g} {unit} at step {low[0]}, {least:g} is the least"
        raise DispatchError(message, f"check the sign: {low.size} of {found.size} values are too small")
    found.setflags(write=False)
    return found
