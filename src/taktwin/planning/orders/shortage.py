"""What shortages cost: the same futures once with and once without them.

Random numbers have addresses, so a future without a shortage differs by the shortage alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from taktwin.planning.orders.book import OrderBook
from taktwin.planning.orders.collected import Collected, collect
from taktwin.planning.orders.options import OrderOptions
from taktwin.planning.orders.promise import interval

MOST_FUTURES = 100


@dataclass(frozen=True)
class ShortageCost:
    """Cars that shortages cost: low, middle, high of 95 % of the futures.

    Attributes:
        week: at the end of which most cars are missing, in the mean; from 0.
        missing: cars less by then.
        end: cars less at the end, after what was caught up on.
        given_up: orders more that are given up by the end.
    """

    week: int
    missing: tuple[float, float, float]
    end: tuple[float, float, float]
    given_up: tuple[float, float, float]


def without_shortages(book: OrderBook) -> OrderBook:
    """The same book, in which nothing runs short but what is too small."""
    plants = tuple(replace(one, capacity=replace(one.capacity, shortages=())) for one in book.plants)
    parts = tuple(replace(one, capacity=replace(one.capacity, shortages=())) for one in book.parts)
    return replace(book, plants=plants, parts=parts)


def shortage_cost(book: OrderBook, options: OrderOptions, found: Collected) -> ShortageCost | None:
    """What the shortages of a book cost; None where it has none.

    Args:
        book: the order book.
        options: of its study.
        found: its futures, of which the first 100 are gone through again.
    """
    if not any(one.capacity.shortages for one in (*book.plants, *book.parts)):
        return None
    futures = min(options.futures, MOST_FUTURES)
    free = collect(without_shortages(book), options.days, options.seed, futures)
    lost = np.cumsum(free.started - found.started[:futures], axis=1)
    left = (found.left[:futures] - free.left).sum(axis=1)
    week = int(np.argmax(lost.mean(axis=0)))
    return ShortageCost(week, interval(lost[:, week]), interval(lost[:, -1]), interval(left))
