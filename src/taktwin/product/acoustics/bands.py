"""Third-octave bands."""

from __future__ import annotations

from taktwin.model.phrase import Phrase
from taktwin.product.acoustics.errors import StackError

CENTRES: tuple[float, ...] = (
    25, 31.5, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500, 3150,
    4000, 5000, 6300, 8000, 10_000, 12_500, 16_000, 20_000,
)  # fmt: skip
"""Nominal centres, Hz (IEC 61260)."""
FIRST, LAST = 100.0, 6300.0
"""Of the bands that are computed by default."""


def centres(first: float = FIRST, last: float = LAST) -> tuple[float, ...]:
    """The centres from one to another, both included.

    Raises:
        StackError: there is none.
    """
    found = tuple(centre for centre in CENTRES if first <= centre <= last)
    if not found:
        message = Phrase("there is no third-octave band between {first:g} and {last:g} Hz", first=first, last=last)
        raise StackError(message, Phrase("give for example 500 and 5000"))
    return found
