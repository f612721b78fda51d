"""One future of an order book: what is drawn, and what follows from it day by day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taktwin.planning.orders.book import Allocation, Numbers, OrderBook
from taktwin.planning.orders.chance import uniforms
from taktwin.planning.orders.launch import DAYS

Whole = NDArray[np.int64]
_A_DAY = 1 << 24  # addresses of the orders of a day
_NEVER = np.iinfo(np.int64).max // 4


@dataclass(frozen=True, eq=False)
class Future:
    """What became of every order. The first `book` of them were there at the start, the last are the probes.

    A probe is a customer who asks and does not order: it has a place, never takes a car and changes nothing.

    Attributes:
        ordered: day of the order; before the start below 0.
        entry: day on which it is firm, or would be.
        variant: index.
        customer: index.
        due: the day promised; nan for none.
        start: day on which its car starts, or would have started had it not been given up; inf for not before the end.
        arrival: day of delivery, likewise.
        left: day on which it was given up or refused; inf for not.
        plant: index; -1 for none.
        state: of `taktwin.planning.orders.kernel.days`.
        waiting: firm orders at the end of each day.
        made: cars started by day and plant.
        bound: by day, plants then parts: whether orders waited for it at the end of the day.
        capacity: what could have started, by day and plant.
        supplied: parts by day and part, before what nobody could store is left out.
        book: number of orders at the start.
        probes: number of probes.
    """

    ordered: Numbers
    entry: Numbers
    variant: Whole
    customer: Whole
    due: Numbers
    start: Numbers
    arrival: Numbers
    left: Numbers
    plant: Whole
    state: Whole
    waiting: Whole
    made: Whole
    bound: NDArray[np.bool_]
    capacity: Numbers
    supplied: Numbers
    book: int
    probes: int


@dataclass(frozen=True, eq=False)
class _Drawn:
    """Orders of one kind, before the days are run."""

    ordered: Numbers
    variant: Whole
    customer: Whole
    due: Numbers
    entry: Numbers
    luck: Numbers  # -1 for firm ones
    patience: Numbers  # weeks from `entry`; inf for never


def simulate_future(
    book: OrderBook,
    days: int,
    seed: int,
    future: int,
    probes: Numbers | None = None,
    expected: Numbers | None = None,
    lot: int = 1,
) -> Future:
    """Draw a future and go through its days.

    Args:
        book: the order book.
        days: how many.
        seed: of the study.
        future: its number: the same seed and number give the same future, whatever else is asked.
        probes: days on which a customer asks, one of each variant; None for none.
        expected: of `OrderBook.expected`, where it is known already.
        lot: cars for which one of the new orders, and one of the book, stands; capacities and stocks are divided by it,
            and whatever is counted is in lots.
    """
    expected = book.expected(days) if expected is None else expected
    kinds = [_waiting(book, seed, future)]
    kinds += [_new(book, k, expected[:, k], seed, future, lot) for k in range(len(book.models))]
    asked = np.zeros(0) if probes is None else np.asarray(probes, float)
    kinds.append(_probes(book, asked))
    all_orders = _Drawn(
        *(np.concatenate([getattr(one, name) for one in kinds]) for name in _Drawn.__dataclass_fields__)
    )
    return _run(book, days, all_orders, asked.size * len(book.variants), seed, future, lot)


def _waiting(book: OrderBook, seed: int, future: int) -> _Drawn:
    """The orders of the book; of those who wait already it is known that they have not given up so far."""
    given, rows = book.waiting, np.arange(book.waiting.count)
    variant = given.variant.copy()
    picked = uniforms(seed, future, "book/variant", rows)
    for k in range(len(book.models)):
        open_ = (variant < 0) & (given.model == k)
        variant[open_] = _variant(book, k, picked[open_])
    luck = np.where(given.small, uniforms(seed, future, "book/luck", rows), -1.0)
    # who has a small order decides when his time is up; who is late with it does it at once
    entry = np.where(given.small, np.maximum(0.0, book.deposit.decide * DAYS - given.age), 0.0)
    age = np.where(given.small, 0.0, given.age / DAYS)
    patience = book.patience.wait(uniforms(seed, future, "book/patience", rows), age) - age
    return _Drawn(-given.age, variant, given.customer, given.due, entry, luck, patience)


def _new(book: OrderBook, k: int, expected: Numbers, seed: int, future: int, lot: int) -> _Drawn:
    """The orders that come of a model."""
    model = book.models[k]
    counts = model.demand.drawn(expected, model.name, seed, future)
    if lot > 1:
        counts = np.diff(counts.cumsum() // lot, prepend=0)
    day = np.repeat(np.arange(counts.size), counts)
    within = np.arange(day.size) - np.repeat(np.cumsum(counts) - counts, counts)
    number = day * _A_DAY + within
    ordered = day + (within + 0.5) / np.maximum(counts[day], 1)

    def drawn(what: str) -> Numbers:
        return uniforms(seed, future, f"{model.name}/{what}", number)

    edges = np.cumsum([one.share for one in book.customers])[:-1]
    small = drawn("small") < book.deposit.share if book.deposit.share else np.zeros(day.size, bool)
    luck = np.where(small, drawn("luck"), -1.0) if small.any() else np.full(day.size, -1.0)
    return _Drawn(
        ordered,
        _variant(book, k, drawn("variant")),
        np.searchsorted(edges, drawn("customer"), side="right") if edges.size else np.zeros(day.size, np.int64),
        np.full(day.size, np.nan),
        ordered + np.where(small, book.deposit.decide * DAYS, 0.0),
        luck,
        book.patience.wait(drawn("patience"), np.zeros(day.size)),
    )


def _probes(book: OrderBook, asked: Numbers) -> _Drawn:
    """Customers who ask: behind all others of their time, of the last rank."""
    variants = len(book.variants)
    ordered, n = np.repeat(asked, variants), asked.size * variants
    last = int(np.argmax([one.rank for one in book.customers]))
    kind = np.tile(np.arange(variants), asked.size)
    return _Drawn(ordered, kind, np.full(n, last), np.full(n, np.nan), ordered, np.full(n, -1.0), np.full(n, np.inf))


def _variant(book: OrderBook, k: int, uniform: Numbers) -> Whole:
    """Index of the variant of each order of a model."""
    first = next(place for place, (model, _) in enumerate(book.variants) if model == k)
    edges = np.cumsum([one.share for one in book.models[k].variants])[:-1]
    return first + np.searchsorted(edges, uniform, side="right")


def _keys(book: OrderBook, orders: _Drawn) -> Numbers:
    """Who goes first: the lower number."""
    if book.allocation == Allocation.CUSTOMER:
        ranks = np.array([one.rank for one in book.customers], float)
        return ranks[orders.customer] * 1e6 + orders.ordered
    if book.allocation == Allocation.DUE:
        promised = orders.ordered + (book.promise or 0.0) * DAYS
        return np.where(np.isnan(orders.due), promised, orders.due)
    return orders.ordered


def _run(book: OrderBook, days: int, orders: _Drawn, probes: int, seed: int, future: int, lot: int) -> Future:
    from taktwin.planning.orders.kernel.days import GONE, REFUSED, run_days

    n, variants = orders.ordered.size, len(book.variants)
    never = np.isinf(orders.patience)
    last_day = np.floor(orders.entry + np.where(never, 0.0, orders.patience) * DAYS).astype(np.int64)
    last_day[never] = _NEVER
    last_day[n - probes :] = -1
    plant_day = (
        np.stack([one.capacity.drawn(days, f"plant/{one.name}", seed, future) for one in book.plants], axis=1) / lot
    )
    parts = [one.capacity.drawn(days, f"part/{one.name}", seed, future) for one in book.parts]
    part_day = np.stack(parts, axis=1) / lot if parts else np.zeros((days, 0))
    can = np.zeros((variants, len(book.plants)), bool)
    for p, one in enumerate(book.plants):
        can[list(one.makes), p] = True
    uses = np.ascontiguousarray(np.array([one.uses for one in book.parts], float).reshape(-1, variants).T)
    room = np.array([one.room / lot for one in book.parts], float)
    mix = np.zeros(variants)
    if book.allocation == Allocation.MIX:
        mix = book.expected_variants(days).sum(axis=0) + np.bincount(
            orders.variant[: book.waiting.count], minlength=variants
        )
        mix = mix / mix.sum() if mix.sum() else mix
    sizes = np.bincount(orders.variant, minlength=variants)
    start, plant, state = np.full(n, np.inf), np.full(n, -1, np.int64), np.zeros(n, np.int64)
    waiting, made = np.zeros(days, np.int64), np.zeros((days, len(book.plants)), np.int64)
    bound = np.zeros((days, len(book.plants) + len(book.parts)), bool)
    run_days(
        np.argsort(np.floor(orders.entry), kind="stable"),
        orders.entry,
        _keys(book, orders),
        orders.variant.astype(np.int64),
        orders.luck,
        last_day,
        np.array(book.deposit.quotes, float),
        np.array(book.deposit.shares, float),
        can,
        plant_day,
        uses,
        part_day,
        np.array([one.stock / lot for one in book.parts], float),
        np.maximum(room, uses.max(axis=0, initial=0.0)),  # less than those of a car would never be one
        mix,
        np.zeros(n, np.int64),
        (np.cumsum(sizes) - sizes).astype(np.int64),
        np.zeros(variants, np.int64),
        np.zeros(variants, np.int64),
        np.zeros((days, variants), np.int64),
        np.zeros(variants, np.int64),
        np.zeros(len(book.plants)),
        np.zeros(len(book.plants)),
        start,
        plant,
        state,
        waiting,
        made,
        bound,
    )
    left = np.where(state == GONE, last_day + 1.0, np.where(state == REFUSED, orders.entry, np.inf))
    return Future(
        orders.ordered, orders.entry, orders.variant, orders.customer, orders.due, start,
        _arrival(book, orders, start, plant, seed, future), left, plant, state, waiting, made, bound, plant_day,
        part_day, book.waiting.count, probes,
    )  # fmt: skip


def _arrival(book: OrderBook, orders: _Drawn, start: Numbers, plant: Whole, seed: int, future: int) -> Numbers:
    """The day of delivery: start, time through the plant, transport."""
    found = start.copy()
    # an order has its luck by when it came and what it is, not by how many are in the book before it
    number = np.floor((orders.ordered + 100_000) * 65_536).astype(np.int64) * 64 + orders.variant
    for p, one in enumerate(book.plants):
        mine = plant == p
        for what, stage in (("through", one.through), ("transport", one.transport)):
            if stage.cv or stage.measured:
                found[mine] += stage.quantile(uniforms(seed, future, f"plant/{one.name}/{what}", number[mine]))
            else:
                found[mine] += stage.mean
    return found
