"""What the order book refuses, and why."""

from __future__ import annotations

import math
from numbers import Real

from taktwin.model.errors import INPUT, TaktwinError
from taktwin.model.phrase import Phrase


class OrderBookError(TaktwinError, ValueError):
    """A ramp, a demand or an order book that cannot be used; the message says what is wrong, and what to do."""

    exit_code = INPUT


def check_number(name: str, value: float, least: float = 0.0, most: float = math.inf, above: bool = False) -> float:
    """A finite number within bounds.

    Args:
        name: how messages call it.
        value: the number.
        least: smallest that can be.
        most: largest that can be.
        above: whether it must be above `least`, not just there.

    Raises:
        OrderBookError: it is none.
    """
    if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
        raise OrderBookError(
            Phrase("{name}: expected a finite number, got {value}", name=name, value=repr(value)),
            Phrase("write a plain number"),
        )
    if value < least or value > most or (above and value == least):
        low = f"above {least:g}" if above else Phrase("{least:g} or more", least=least)
        bounds = low if most == math.inf else Phrase("{low}, at most {most:g}", low=low, most=most)
        raise OrderBookError(
            Phrase("{name}: expected {bounds}, got {value:g}", name=name, bounds=bounds, value=value),
            Phrase("correct the number"),
        )
    return float(value)
