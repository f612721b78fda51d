"""When a supplier must be told that more is needed, so that no car waits for his part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from taktwin.planning.orders.book import Numbers, OrderBook, Part
from taktwin.planning.orders.capacity import Growth
from taktwin.planning.orders.collected import lot_of
from taktwin.planning.orders.future import simulate_future
from taktwin.planning.orders.launch import DAYS
from taktwin.planning.orders.promise import interval

#: A part is short where cars wait for more of it than is needed in so many days of the week that needs most.
SLACK_DAYS = 2.0
EARLIEST = -260.0  # weeks: who had to be told five years before could not do it at all
_FUTURES = 100
_STEPS = 24
_RARE = 0.1


@dataclass(frozen=True)
class Told:
    """What a supplier must be told, and when.

    Attributes:
        part: name.
        supplier: name.
        needed: parts a week in the week that needs most, mean of the futures.
        now: parts a week that he makes at the start.
        grown: parts a week after what is planned to be added.
        reach: parts a week that he must reach: what is planned, or where that is not enough in a tenth of the futures,
            what nine in ten futures need in the week that needs most; then `latest` holds for that.
        short: share of the futures in which the part is short as things are planned.
        told: week in which he is told as planned; None where nothing is added.
        latest: week by which he must be told: low, middle, high of 95 % of the futures; inf where what he makes now is
            enough, -inf where nothing is planned to be added or it does not come in time whenever he is told.
        sure: week by which he must be told for the confidence that is asked for.
    """

    part: str
    supplier: str
    needed: float
    now: float
    grown: float
    reach: float
    short: float
    told: float | None
    latest: tuple[float, float, float]
    sure: float

    @property
    def earlier(self) -> tuple[float, float, float] | None:
        """By how many weeks earlier than planned he must be told: low, middle, high; below 0 there is time left."""
        if self.told is None:
            return None
        low, middle, high = (self.told - one for one in self.latest)
        return high, middle, low


def suppliers_told(book: OrderBook, days: int, seed: int, futures: int, confidence: float) -> list[Told]:
    """For each part: what cars need of it where no part is short, against what the supplier makes.

    A future gives what the plants would start with all parts at hand, the lead of the supplier, the pace of his ramp
    and his shortages; the latest week is found by halving. His scatter from week to week is left out.

    Args:
        book: the order book.
        days: that are looked at.
        seed: of the study.
        futures: how many, 100 at most.
        confidence: of `sure`.
    """
    if not book.parts:
        return []
    from taktwin.planning.orders.kernel.days import STARTED

    some = list(range(min(futures, _FUTURES)))
    expected = book.expected(days)
    lot = lot_of(book, expected)
    standing = book.waiting.rows(np.arange(lot - 1, book.waiting.count, lot))
    free = replace(book, parts=(), waiting=standing)
    needs = np.zeros((len(some), days, len(book.parts)))
    for k in some:
        one = simulate_future(free, days, seed, k, expected=expected, lot=lot)
        started = np.flatnonzero(np.isfinite(one.start) & (one.state == STARTED))
        day = np.clip(np.ceil(one.start[started]).astype(np.int64) - 1, 0, days - 1)
        for place, part in enumerate(book.parts):
            uses = np.array(part.uses)[one.variant[started]]
            needs[k, :, place] = lot * np.bincount(day, weights=uses, minlength=days)
    return [_told(part, needs[:, :, place], seed, some, confidence) for place, part in enumerate(book.parts)]


def _told(part: Part, needs: Numbers, seed: int, futures: list[int], confidence: float) -> Told:
    days = needs.shape[1]
    name = f"part/{part.name}"
    growths = part.capacity.growths
    before = replace(part.capacity, growths=(), shortages=()).planned(days)
    # a week of 7 units, so that what is drawn is the factor of the level and of the shortages
    drawn = replace(part.capacity, now=float(DAYS), growths=(), weekly_cv=0.0)
    factor = np.stack([drawn.drawn(days, name, seed, k) for k in futures])
    grown = [one.times(f"{name}/{place}", seed, futures) for place, one in enumerate(growths)]

    def supplied(told: Numbers | None, times: float = 1.0) -> Numbers:
        """By future and day; `told` for the first growth, None: as planned, inf: never; so many times what is added."""
        found = np.tile(before, (len(futures), 1))
        for place, (one, (leads, paces)) in enumerate(zip(growths, grown, strict=True)):
            begin = told if told is not None and place == 0 else np.full(len(futures), one.told)
            found += times * _added(one, days, begin + leads, paces)
        return found * factor

    short = _short(part, supplied(None), needs)
    weekly = needs[:, : days // DAYS * DAYS].reshape(len(futures), -1, DAYS).sum(axis=2)
    needed = float(weekly.max(axis=1).mean()) if weekly.size else 0.0
    now = float(before[:DAYS].mean() * DAYS)
    more = sum(one.more for one in growths)
    told = growths[0].told if growths else None
    reach = now + more
    latest = _latest(part, supplied, needs) if growths else np.where(short, -np.inf, np.inf)
    if more and (latest == -np.inf).mean() > _RARE:
        reach = max(reach, float(np.quantile(weekly.max(axis=1), 1.0 - _RARE)))
        latest = _latest(part, lambda told: supplied(told, (reach - now) / more), needs)
    low, middle, high = interval(latest)
    ordered = np.sort(latest)
    sure = float(ordered[max(0, int(np.floor((1.0 - confidence) * (ordered.size + 1))) - 1)])
    return Told(
        part.name, part.supplier, needed, now, now + more, reach, float(short.mean()), told, (low, middle, high), sure
    )


def _latest(part: Part, supplied: Callable[[Numbers | None], Numbers], needs: Numbers) -> Numbers:
    """The latest week of each future in which the supplier can be told."""
    days, count = needs.shape[1], needs.shape[0]
    low, high = np.full(count, EARLIEST), np.full(count, days / DAYS)
    never, enough = _short(part, supplied(low), needs), ~_short(part, supplied(np.full(count, 1e6)), needs)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        bad = _short(part, supplied(middle), needs)
        low, high = np.where(bad, low, middle), np.where(bad, middle, high)
    return np.where(enough, np.inf, np.where(never, -np.inf, low))


def _short(part: Part, supply: Numbers, needs: Numbers) -> np.ndarray:
    """Whether cars ever wait for more parts than `SLACK_DAYS` allow, by future."""
    stock = np.full(needs.shape[0], part.stock)
    owed, most = np.zeros(needs.shape[0]), np.zeros(needs.shape[0])
    room = max(part.room, *part.uses)
    for day in range(needs.shape[1]):
        have = np.minimum(stock + supply[:, day], room + needs[:, day])
        want = owed + needs[:, day]
        used = np.minimum(have, want)
        stock, owed = np.minimum(have - used, room), want - used
        most = np.maximum(most, owed)
    weeks = np.add.reduceat(needs, np.arange(0, needs.shape[1], DAYS), axis=1)
    return most > SLACK_DAYS / DAYS * weeks.max(axis=1)


def _added(one: Growth, days: int, begin: Numbers, paces: Numbers) -> Numbers:
    """What a growth adds by future and day."""
    edges = (np.arange(days + 1)[None] / DAYS - begin[:, None]) / paces[:, None]
    return one.more * paces[:, None] * np.diff(one.ramp.cumulative(edges), axis=1)
