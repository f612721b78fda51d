"""Numbers that a caller gives: finite, of the right shape, and not below what they can be."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.cluster.errors import ClusterError


def numbers(name: str, given: Any, shape: tuple[int | None, ...], least: float = 0.0, most: float = math.inf) -> Any:
    """An array of floats of a shape, in which None is any length.

    Args:
        name: of the argument, for the message.
        given: numbers, nested as the shape says.
        shape: lengths; `()` for one number.
        least: the least that each may be.
        most: the most that each may be.

    Raises:
        ClusterError: no numbers, another shape, not finite, or out of bounds.
    """
    try:
        found = np.array(given, np.float64)
    except (TypeError, ValueError):
        raise ClusterError(
            Phrase("{name}: expected numbers, got {given}", name=name, given=str(given)[:60]),
            Phrase("give plain numbers"),
        ) from None
    fits = found.ndim == len(shape) and all(
        one is None or one == other for one, other in zip(shape, found.shape, strict=True)
    )
    if not fits:
        wanted = " x ".join("n" if one is None else str(one) for one in shape) or Phrase("one number")
        got = " x ".join(map(str, found.shape)) or Phrase("one number")
        raise ClusterError(
            Phrase("{name}: expected {wanted}, got {got}", name=name, wanted=wanted, got=got),
            Phrase("give as many numbers as there are places"),
        )
    if not np.isfinite(found).all():
        raise ClusterError(Phrase("{name}: a number is not finite", name=name), Phrase("give finite numbers"))
    if found.size and (found.min() < least or found.max() > most):
        wrong = found.min() if found.min() < least else found.max()
        told = Phrase("{least:g} or more", least=least) if most == math.inf else f"{least:g} to {most:g}"
        raise ClusterError(
            Phrase("{name}: expected {told}, got {wrong:g}", name=name, told=told, wrong=wrong),
            Phrase("mend the number"),
        )
    return found


def number(name: str, given: Any, least: float = 0.0, most: float = math.inf) -> float:
    """One finite number within bounds. Raises ClusterError."""
    return float(numbers(name, given, (), least, most))


def whole(name: str, given: Any, least: int = 0, most: int = 1_000_000) -> int:
    """One whole number within bounds. Raises ClusterError."""
    found = number(name, given, least, most)
    if found != int(found):
        raise ClusterError(
            Phrase("{name}: expected a whole number, got {found:g}", name=name, found=found),
            Phrase("give a whole number"),
        )
    return int(found)
