"""The order book by hand: rates that do not change, and rates by week, without chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.orders.errors import OrderBookError, check_number


def weeks_to_clear(waiting: float, deliveries: float, new: float) -> float:
    """Weeks until nothing waits: waiting / (deliveries - new); inf where as many or more come than leave.

    Args:
        waiting: orders in the book.
        deliveries: cars delivered a week while orders wait.
        new: orders that come in a week.

    Raises:
        OrderBookError: a number is below 0 or not finite.

    Example:
        >>> round(weeks_to_clear(20_000, 1500, 800), 1)
        28.6
    """
    for name, value in (("orders waiting", waiting), ("deliveries a week", deliveries), ("new orders a week", new)):
        check_number(name, value)
    if waiting == 0:
        return 0.0
    return waiting / (deliveries - new) if deliveries > new else math.inf


def wait_of_last(waiting: float, deliveries: float) -> float:
    """Weeks until the order that came last is delivered, first come, first served; inf where nothing is delivered.

    Later orders stand behind it: how many come does not matter.

    Raises:
        OrderBookError: a number is below 0 or not finite.
    """
    check_number("orders waiting", waiting)
    check_number("deliveries a week", deliveries)
    if waiting == 0:
        return 0.0
    return waiting / deliveries if deliveries else math.inf


@dataclass(frozen=True, eq=False)
class WeeklyBook:
    """A book by week, first come, first served, without chance and without cancellations.

    Attributes:
        waiting: orders at the end of each week, with that of the start before it (weeks + 1).
        delivered: cars delivered in each week.
        clears: weeks until nothing waits for the first time; inf where that does not happen.
    """

    waiting: np.ndarray
    delivered: np.ndarray
    clears: float


def weekly_book(waiting: float, capacity: Sequence[float], new: Sequence[float]) -> WeeklyBook:
    """Go through the weeks: what waits or comes is delivered as far as the capacity of the week goes.

    Within a week orders come and leave evenly, so that with rates that do not change `clears` is `weeks_to_clear`.

    Args:
        waiting: orders at the start.
        capacity: cars that can be delivered in each week.
        new: orders that come in each week.

    Raises:
        OrderBookError: a number is below 0, or there are not as many weeks of both.
    """
    check_number("orders waiting", waiting)
    if len(capacity) != len(new):
        message = Phrase("{n} weeks of capacity, and {n2} of new orders", n=len(capacity), n2=len(new))
        raise OrderBookError(message, Phrase("give as many of both"))
    levels, delivered, clears = [float(waiting)], [], 0.0 if waiting == 0 else math.inf
    for week, (can, come) in enumerate(zip(capacity, new, strict=True)):
        check_number(f"capacity of week {week + 1}", can)
        check_number(f"new orders of week {week + 1}", come)
        before = levels[-1]
        after = max(0.0, before + come - can)
        if clears == math.inf and can > come and before <= can - come:
            clears = week + before / (can - come)
        levels.append(after)
        delivered.append(before + come - after)
    return WeeklyBook(np.array(levels), np.array(delivered), clears)
