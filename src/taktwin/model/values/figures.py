"""Figures and series of functions that take plain numbers: checked, with place, what was expected and a remedy."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from taktwin.model.errors import TaktwinError
from taktwin.model.phrase import Phrase


def number(
    error: type[TaktwinError], where: str, name: str, value: Any, unit: str, least: float = 0.0, most: float = math.inf
) -> float:
    """A number from `least` to `most`, infinite only where `most` is.

    Args:
        error: class of the error to raise.
        where: what the number belongs to.
        name: of the number.
        value: what was given.
        unit: of the number, for the message.
        least: smallest value that can be.
        most: largest value that can be.

    Raises:
        error: it is none.
    """
    right = isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)
    if not right or math.isnan(value) or not least <= value <= most:
        bounds = f"from {least:g} to {most:g}" if most < math.inf else f"of {least:g} or more"
        if least == -math.inf:
            bounds = f"of {most:g} or less" if most < math.inf else ""
        told = f"a number {bounds}".strip()
        remedy = f"give {told}" + ("" if unit == "share" else f", in {unit}")
        raise error(
            Phrase(
                "{where}: {name} ({unit}) must be {told}, got {value}",
                where=where,
                name=name,
                unit=unit,
                told=told,
                value=repr(value),
            ),
            remedy,
        )
    return float(value)


def series(
    error: type[TaktwinError],
    where: str,
    name: str,
    values: Any,
    steps: int | None,
    unit: str,
    least: float = -math.inf,
    of: str = "the load",
    most: float = math.inf,
) -> Any:
    """One finite number for each step, as a read-only array; a single number stands for all of them.

    Args:
        error: class of the error to raise.
        where: what the series belongs to.
        name: of the series.
        values: numbers, or one number where `steps` is known.
        steps: how many there must be, None for any number of at least one.
        unit: of the values, for the message.
        least: smallest value that can be.
        of: whose steps they are.
        most: largest value that can be.

    Raises:
        error: no numbers, not finite, too small, or of the wrong length.
    """
    try:
        found = np.array(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise error(
            Phrase("{where}: {name} ({unit}) must be numbers", where=where, name=name, unit=unit),
            Phrase("give one for each step"),
        ) from None
    if found.ndim == 0 and steps is not None:
        found = np.full(steps, float(found))
    if found.ndim != 1 or found.size == 0:
        raise error(
            Phrase("{where}: {name} must be a list of numbers", where=where, name=name),
            Phrase("give one for each step"),
        )
    if steps is not None and found.size != steps:
        message = Phrase(
            "{where}: {name} has {size} values, {of} has {steps} steps",
            where=where,
            name=name,
            size=found.size,
            of=of,
            steps=steps,
        )
        raise error(message, Phrase("give one value for each step of {of}, or a single one for all", of=of))
    wrong = np.flatnonzero(~np.isfinite(found))
    if wrong.size:
        message = Phrase(
            "{where}: {name} is {found} at step {wrong}", where=where, name=name, found=found[wrong[0]], wrong=wrong[0]
        )
        raise error(
            message,
            Phrase("fill the gap: {size} of {size2} values are no finite number", size=wrong.size, size2=found.size),
        )
    low = np.flatnonzero(found < least)
    if low.size:
        message = Phrase(
            "{where}: {name} is {found:g} {unit} at step {low}, {least:g} is the least",
            where=where,
            name=name,
            found=found[low[0]],
            unit=unit,
            low=low[0],
            least=least,
        )
        raise error(
            message, Phrase("check the sign: {size} of {size2} values are too small", size=low.size, size2=found.size)
        )
    high = np.flatnonzero(found > most)
    if high.size:
        message = Phrase(
            "{where}: {name} is {found:g} {unit} at step {high}, {most:g} is the most",
            where=where,
            name=name,
            found=found[high[0]],
            unit=unit,
            high=high[0],
            most=most,
        )
        raise error(
            message, Phrase("check the unit: {size} of {size2} values are too large", size=high.size, size2=found.size)
        )
    found.setflags(write=False)
    return found
