"""Numbers as a person reads them."""

from __future__ import annotations

import math
from collections.abc import Callable

from taktwin.cli.language.say import text


def shown(value: float | None) -> str:
    """Return a number with four significant digits, thousands apart; `-` for None and for not a number.

    >>> shown(30.2719), shown(12345.6), shown(0.0123456), shown(7.0)
    ('30.27', '12,346', '0.01235', '7')
    """
    if value is None or math.isnan(value):
        return "-"
    if math.isinf(value):
        return text("unlimited") if value > 0 else text("-unlimited")
    value = value if abs(value) >= 1000 else float(f"{value:.4g}")
    if value == round(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    decimals = max(0, 3 - math.floor(math.log10(abs(value))))
    return f"{value:.{decimals}f}" if decimals <= 9 else f"{value:.3e}"


def interval(low: float | None, high: float | None, form: Callable[[float], str] = shown) -> str:
    """Return an interval such as `30.1 to 30.5`; `-` where there is none."""
    return "-" if low is None or high is None else text("{low} to {high}", low=form(low), high=form(high))


def parsed(text: str) -> list[float]:
    """Return the numbers of a list like `1 1 1` or `1, 1, 1`.

    Raises:
        ValueError: The text is empty or has something that is no finite number; the message names it.
    """
    words = text.replace(",", " ").split()
    if not words:
        raise ValueError('no number given; write for example "1 1 1"')
    numbers = []
    for word in words:
        try:
            number = float(word)
        except ValueError:
            raise ValueError(f"'{word}' is not a number") from None
        if not math.isfinite(number):
            raise ValueError(f"'{word}' is not a finite number")
        numbers.append(number)
    return numbers
