"""Samples and values as arrays of one shape, or a refusal."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

Floats = npt.NDArray[np.float64]


def numbers(given: npt.ArrayLike, name: str) -> Floats:
    """A list of numbers (forecasts). Raises OptionError where one is none, or there is none."""
    found = np.atleast_1d(np.asarray(given, dtype=np.float64))
    if found.ndim != 1 or found.size == 0 or not np.isfinite(found).all():
        raise OptionError(
            Phrase("`{name}` is no list of numbers", name=name), Phrase("give one number a forecast"), name
        )
    return found


def samples(members: npt.ArrayLike, values: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Samples (forecasts, members), each sorted, and values (forecasts). Raises OptionError where they do not fit."""
    came = numbers(values, "values")
    found = np.atleast_2d(np.asarray(members, dtype=np.float64))
    if found.ndim != 2 or found.shape[0] != came.size or found.shape[1] == 0 or not np.isfinite(found).all():
        message = Phrase("samples of shape {shape} for {size} values", shape=found.shape, size=came.size)
        raise OptionError(message, Phrase("give a row of numbers for each value"), "members")
    return np.sort(found, axis=1), came


def shares(given: npt.ArrayLike, name: str) -> Floats:
    """Numbers from 0 to 1. Raises OptionError."""
    found = numbers(given, name)
    if not ((found >= 0) & (found <= 1)).all():
        raise OptionError(Phrase("`{name}` lies outside 0 to 1", name=name), Phrase("give shares"), name)
    return found


def same_length(**given: Floats) -> None:
    """Raises OptionError where lists are not equally long."""
    if len({one.size for one in given.values()}) > 1:
        told = ", ".join(f"{name} {one.size}" for name, one in given.items())
        raise OptionError(
            Phrase("lists of different length: {told}", told=told), Phrase("give one entry for each forecast")
        )
