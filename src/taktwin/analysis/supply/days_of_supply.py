"""Days of supply as Catena-X exchanges them: how many of the following days the stock of a day covers."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from taktwin.analysis.supply.checks import amounts, number, numbers
from taktwin.model.errors import OptionError

_ROUNDING = 1e-12  # of all quantities together: 0.1 + 0.2 covers a demand of 0.3


def days_of_supply(initial_stock: float, consumed: ArrayLike, added: ArrayLike = ()) -> tuple[float, ...]:
    """Days of supply at the end of each day but the last.

    The stock of a day is that of the day before, less what is consumed, plus what is added. It may become negative (a
    backlog) and is carried on. It covers the following days one after the other as far as it reaches, and of the first
    day that it does not cover whole, the share stock / consumption. A day without consumption is covered unless there
    is a backlog. Deliveries yet to come are not counted: they raise the stock of their own day.

    Standard CX-0145 (Catena-X, days of supply) in the reading of the open-source implementation PURIS.

    Args:
        initial_stock: stock before the first day, in any unit; may be negative.
        consumed: consumption of each day in the same unit, 0 or more: at the customer the demand, at the supplier what
            is delivered.
        added: what comes in each day, 0 or more; or several such rows (own and reported deliveries), which are summed.

    Returns:
        One value for each day but the last, in days; nothing for fewer than two days.

    Raises:
        OptionError: a number out of range, or rows of different length.

    Example:
        >>> days_of_supply(100, [40, 60, 50, 50, 60, 50], [0, 60, 100, 0, 0, 40])
        (1.0, 1.2, 2.0, 1.0, 0.0)
    """
    stock = number("initial_stock", initial_stock)
    if amounts("consumed", consumed, least=0.0).size == 0:
        return ()
    use = numbers("consumed", consumed, least=0.0)
    come = _rows(added, use.size)
    smallest = _ROUNDING * (abs(stock) + float(use.sum()) + float(come.sum()))
    found = []
    for day in range(use.size - 1):
        stock = stock - float(use[day]) + float(come[day])
        found.append(_covered(stock, use[day + 1 :].tolist(), smallest))
    return tuple(found)


def _covered(stock: float, following: list[float], smallest: float) -> float:
    days = 0
    for need in following:
        if stock < need - smallest:  # with a backlog not even one without consumption is covered
            return days + stock / need if stock > smallest else float(days)
        stock -= need
        days += 1
    return float(days)


def _rows(added: ArrayLike, days: int) -> np.ndarray:
    """What comes in each day, over all rows."""
    total = np.zeros(days)
    try:
        rows = list(added)  # type: ignore[arg-type]
    except TypeError:
        raise OptionError(f"added must be a list of numbers, got {added!r}", "", "added") from None
    if rows and not isinstance(rows[0], (list, tuple, np.ndarray)):
        rows = [rows]
    if not any(len(row) for row in rows):
        return total
    for row in rows:
        total += numbers("added", row, least=0.0, length=days)
    return total
