"""What is kept of many futures: weeks, quotes, what binds, what delay costs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taktwin.planning.meter import Progress
from taktwin.planning.orders.book import Numbers, OrderBook
from taktwin.planning.orders.future import Future, simulate_future
from taktwin.planning.orders.launch import DAYS

#: Orders of the book whose delivery is kept in each future.
MOST_QUOTED = 2000
#: Orders of a future, from which on one of them stands for several cars.
MANY = 40_000


@dataclass(frozen=True, eq=False)
class Collected:
    """Figures by future (first axis).

    Attributes:
        weeks: whole weeks that are covered.
        ordered: new orders by week, small ones among them.
        started: cars started by week.
        capacity: what plants could have started by week.
        delivered: cars delivered by week.
        left: orders given up or refused by week.
        waiting: firm orders at the end of each week.
        cleared: weeks until nothing waits, after the time at which most orders wait; inf for not before the end.
        bound: share of the days on which orders waited for a resource, by week, then plants, then parts; mean of all.
        rows: which orders of the book are quoted, as indices.
        arrival: their day of delivery by future and row; nan where a small order is refused.
        asked: days on which a customer asks.
        wait: days from asking to delivery, by future, asking and variant.
        compensation: money for delay, by future.
        late: orders that came later than promised, by future.
    """

    weeks: int
    ordered: Numbers
    started: Numbers
    capacity: Numbers
    delivered: Numbers
    left: Numbers
    waiting: Numbers
    cleared: Numbers
    bound: Numbers
    rows: NDArray[np.int64]
    arrival: Numbers
    asked: Numbers
    wait: Numbers
    compensation: Numbers
    late: Numbers


def lot_of(book: OrderBook, expected: Numbers) -> int:
    """For how many cars an order stands: one, where orders have names or there are not too many."""
    return 1 if book.waiting.ident else max(1, int((book.waiting.count + expected.sum()) // MANY))


def quoted_rows(count: int) -> NDArray[np.int64]:
    """All orders of a book, or so many of a large one, the first and the last among them."""
    if count <= MOST_QUOTED:
        return np.arange(count)
    return np.unique(np.linspace(0, count - 1, MOST_QUOTED).round().astype(np.int64))


def collect(
    book: OrderBook, days: int, seed: int, futures: int, progress: Progress | None = None, ask_every: int = 1
) -> Collected:
    """Simulate futures and keep what counts.

    Args:
        book: the order book.
        days: of each future.
        seed: of the study.
        futures: how many.
        progress: called with the share done.
        ask_every: weeks between two askings of a new customer.
    """
    weeks = -(-days // DAYS)
    asked = np.arange(0.0, days, float(DAYS * ask_every))
    expected = book.expected(days)
    lot = lot_of(book, expected)
    standing = np.arange(lot - 1, book.waiting.count, lot)  # the last of each lot: nobody is promised too much
    short = replace(book, waiting=book.waiting.rows(standing)) if lot > 1 else book
    rows = quoted_rows(standing.size)
    found: list[dict[str, Numbers]] = []
    bound = np.zeros((weeks, len(book.plants) + len(book.parts)))
    for k in range(futures):
        one = simulate_future(short, days, seed, k, asked, expected, lot)
        found.append(_figures(short, one, weeks, rows, asked, lot))
        bound += _by_week(one.bound.astype(float), weeks) / np.minimum(DAYS, days - DAYS * np.arange(weeks))[:, None]
        if progress is not None:
            progress((k + 1) / futures)
    arrays = {name: np.array([one[name] for one in found]) for name in found[0]}
    made: Any = {"weeks": weeks, "bound": bound / futures, "rows": standing[rows], "asked": asked, **arrays}
    return Collected(**made)


def _figures(
    book: OrderBook, one: Future, weeks: int, rows: NDArray[np.int64], asked: Numbers, lot: int
) -> dict[str, Numbers]:
    from taktwin.planning.orders.kernel.days import REFUSED, STARTED

    real = one.state.size - one.probes
    started = one.state[:real] == STARTED
    arrival = one.arrival[:real]
    days = one.waiting.size
    level = np.append(_firm_at_start(one), one.waiting)
    peak = int(level.argmax())
    empty = np.flatnonzero(level[peak:] == 0)
    probes = (one.arrival - one.ordered)[real:].reshape(asked.size, len(book.variants))
    quoted = np.where(one.state[rows] == REFUSED, np.nan, arrival[rows])
    money, late = _delay(book, one, started, arrival)
    ends = np.minimum(DAYS * np.arange(1, weeks + 1), days) - 1
    return {
        "ordered": lot * _count(one.ordered[one.book : real], weeks),
        "started": lot * _by_week(one.made.sum(axis=1), weeks),
        "capacity": lot * _by_week(one.capacity.sum(axis=1), weeks),
        "delivered": lot * _count(arrival[started], weeks),
        "left": lot * _count(one.left[:real], weeks),
        "waiting": lot * one.waiting[ends].astype(float),
        "cleared": np.array((peak + empty[0]) / DAYS if empty.size else np.inf),
        "arrival": quoted,
        "wait": probes,
        "compensation": np.array(lot * money),
        "late": np.array(float(lot * late)),
    }


def _firm_at_start(one: Future) -> int:
    """Firm orders before the first day."""
    return int((one.entry[: one.book] <= 0).sum())


def _count(moments: Numbers, weeks: int) -> Numbers:
    """How many of some days lie in each week."""
    inside = moments[(moments >= 0) & (moments < weeks * DAYS)]
    return np.bincount((inside // DAYS).astype(np.int64), minlength=weeks)[:weeks].astype(float)


def _by_week(by_day: Numbers, weeks: int) -> Numbers:
    """Sums of days by week; the last week may be short."""
    full = np.zeros((weeks * DAYS, *by_day.shape[1:]))
    full[: by_day.shape[0]] = by_day
    return full.reshape(weeks, DAYS, *by_day.shape[1:]).sum(axis=1)


def _delay(book: OrderBook, one: Future, started: NDArray[np.bool_], arrival: Numbers) -> tuple[float, int]:
    """Money for delay, and how many orders came late; one that still waits is late until the end of the future."""
    from taktwin.planning.orders.kernel.days import WAITING

    a_day, most = book.compensation
    real = started.size
    due = one.due[:real]
    if book.promise is not None:
        due = np.where(np.isnan(due), one.ordered[:real] + book.promise * DAYS, due)
    still = started | (one.state[:real] == WAITING)
    late = np.where(still & ~np.isnan(due), np.minimum(arrival, one.waiting.size) - due, 0.0)
    late = np.maximum(late, 0.0)
    return float(np.minimum(np.ceil(late) * a_day, most).sum()), int((late > 0).sum())
