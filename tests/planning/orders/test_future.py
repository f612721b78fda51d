"""Futures: by hand, by theory, and what holds for every one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taktwin.planning.orders.book import (
    Allocation,
    Customer,
    Deposit,
    Model,
    OrderBook,
    Part,
    Patience,
    Plant,
    Variant,
    Waiting,
)
from taktwin.planning.orders.capacity import Capacity, Growth, Shortage
from taktwin.planning.orders.clearing import weekly_book, weeks_to_clear
from taktwin.planning.orders.future import Future, simulate_future
from taktwin.planning.orders.kernel.days import GONE, NONE, PROBE, REFUSED, STARTED, WAITING
from taktwin.planning.orders.launch import Burst, Demand
from taktwin.planning.orders.ramp import ExponentialRamp
from taktwin.planning.orders.stage import Stage

START = dt.date(2023, 9, 12)
ONE = (Variant("all", 1.0),)


def simple(waiting: int = 0, capacity: Any = 1500.0, base: float = 800.0, **more: Any) -> OrderBook:
    """One model, one plant."""
    model = Model("M7", Demand(base=base), ONE)
    given = capacity if isinstance(capacity, Capacity) else Capacity(capacity)
    groups = Waiting.groups([(0, waiting, 4.0, False)])
    return OrderBook(START, (model,), (Plant("one", (0,), given),), groups, **more)


def check_books(book: OrderBook, found: Future) -> None:
    """What holds for every future."""
    days, real = found.waiting.size, slice(0, found.state.size - found.probes)
    state, start, entry = found.state[real], found.start[real], found.entry[real]
    started, gone = state == STARTED, state == GONE
    assert np.isin(state, (NONE, WAITING, STARTED, GONE, REFUSED)).all()
    assert (found.state[real.stop :] == PROBE).all()
    # orders are conserved on each day: those that were firm by its end are waiting, started or given up
    ends = np.arange(1, days + 1)
    firm = np.sort(entry[np.isin(state, (WAITING, STARTED, GONE))])
    into = np.searchsorted(firm, ends, side="left")
    out = np.searchsorted(np.sort(np.ceil(np.maximum(start[started], 1e-9))), ends, side="right")
    off = np.searchsorted(np.sort(found.left[real][gone]), ends, side="right")
    assert (into - out - off == found.waiting).all()
    assert found.made.sum() == started.sum()
    assert (found.made.sum(axis=1).cumsum() == out).all()
    # nobody gets his car before he is firm, nobody who has given up gets one
    assert (start[started] >= entry[started]).all()
    assert (found.arrival[real][started] >= start[started]).all()
    # no plant starts more than it can; no part is used that was not there
    assert (found.made.cumsum(axis=0) <= found.capacity.cumsum(axis=0) + 1e-6).all()
    for k, part in enumerate(book.parts):
        uses = np.array(part.uses)[found.variant[real][started]]
        day = np.ceil(start[started]).astype(int) - 1
        used = np.bincount(day, weights=uses, minlength=days).cumsum()
        assert (used <= part.stock + found.supplied[:, k].cumsum() + 1e-6).all()
    # those who ordered before are served before, within what is the same for both
    if book.allocation == Allocation.ORDERED:
        for v in range(len(book.variants)):
            mine = np.flatnonzero((found.variant[real] == v) & started & (entry <= found.ordered[real]))
            mine = mine[np.argsort(found.ordered[mine], kind="stable")]
            assert (np.diff(start[mine]) >= -1).all()  # on a day several plants take turns


def test_the_exact_case_clears_when_it_must() -> None:
    found = simulate_future(replace(simple(20_000), models=(Model("M7", Demand(base=800), ONE),)), 300, 1, 0)
    check_books(simple(20_000), found)
    empty = np.flatnonzero(found.waiting < 1)[0] + 1
    assert empty / 7 == pytest.approx(weeks_to_clear(20_000, 1500, 800), rel=0.02)
    # the last of the 20,000 has 20,000 / 1500 weeks before it, whoever comes after
    assert found.start[19_999] / 7 == pytest.approx(20_000 / 1500, abs=1 / 7)
    assert found.start[7499] / 7 == pytest.approx(5, abs=1 / 7)


def test_it_is_the_book_by_hand_where_nothing_is_left_to_chance() -> None:
    capacity = Capacity(700.0, (Growth(4.0, 1400.0, ExponentialRamp(1.0, 5.0)),), (Shortage(10.0, 12.0, 0.0),))
    book = simple(9000, capacity, base=0.0)
    found = simulate_future(book, 140, 1, 0)
    check_books(book, found)
    by_hand = weekly_book(9000, capacity.planned(140).tolist(), [0.0] * 140)
    assert np.abs(found.waiting - by_hand.waiting[1:]).max() <= 1
    assert found.made[70:84].sum() == 0
    assert 700 * 20 + 1400 * float(ExponentialRamp(1.0, 5.0).cumulative(16)) - capacity.planned(140).sum() == (
        pytest.approx(2 * 700 + 1400 * (ExponentialRamp(1, 5).cumulative(8) - ExponentialRamp(1, 5).cumulative(6)))
    )


def test_the_queue_is_that_of_theory_and_keeps_littles_law() -> None:
    """Orders by Poisson, a fixed number of cars a day: the chain N' = max(N + A - c, 0) solved exactly."""
    from scipy.stats import poisson

    mean, cars, most = 9.0, 10, 400
    come = poisson.pmf(np.arange(most), mean)
    step = np.zeros((most, most))
    for n in range(most):
        for a in range(most - n):
            step[n, max(n + a - cars, 0)] += come[a]
    step /= step.sum(axis=1, keepdims=True)
    share = np.full(most, 1 / most)
    for _ in range(4000):
        share = share @ step
    exact = float(share @ np.arange(most))
    book = simple(0, 7.0 * cars, base=7.0 * mean)
    runs = [simulate_future(book, 3660, 5, k) for k in range(12)]
    levels = np.array([one.waiting[200:].mean() for one in runs])
    assert levels.mean() == pytest.approx(exact, abs=3.5 * levels.std(ddof=1) / 12**0.5)
    waits = np.concatenate([(one.start - one.ordered)[one.state == STARTED] for one in runs])
    # within a day orders come and go evenly, so that the level lies half a day's flow above that at its end at most
    assert mean * waits.mean() == pytest.approx(exact, abs=0.55 * mean)


def test_whose_car_starts_first() -> None:
    customers = (Customer("private", 0.9, 1), Customer("fleet", 0.1, 0))
    n = 700
    whole = np.zeros(n, np.int64)
    due = np.where(np.arange(n) % 7 == 0, 5.0, 90.0)
    waiting = Waiting(
        np.arange(n, 0, -1.0), whole, whole, (np.arange(n) % 10 == 0).astype(np.int64), due, np.zeros(n, bool)
    )
    base = replace(simple(0, 70.0, base=0.0), waiting=waiting, customers=customers)
    order = {
        rule: np.argsort(simulate_future(replace(base, allocation=rule), 80, 1, 0).start, kind="stable")
        for rule in (Allocation.ORDERED, Allocation.CUSTOMER, Allocation.DUE)
    }
    assert order[Allocation.ORDERED].tolist() == list(range(n))
    assert order[Allocation.CUSTOMER].tolist() == sorted(range(n), key=lambda k: (k % 10 != 0, k))
    assert order[Allocation.DUE].tolist() == sorted(range(n), key=lambda k: (due[k], k))


def test_the_mix_is_kept() -> None:
    variants = (Variant("max", 0.25), Variant("pro", 0.75))
    n = 800
    waiting = Waiting(
        np.arange(n, 0, -1.0),
        (np.arange(n) >= 200).astype(np.int64),  # all 200 of the rare ones came first
        np.zeros(n, np.int64),
        np.zeros(n, np.int64),
        np.full(n, np.nan),
        np.zeros(n, bool),
    )
    model = Model("M7", Demand(), variants)
    plant = Plant("one", (0, 1), Capacity(70.0))
    found = simulate_future(OrderBook(START, (model,), (plant,), waiting, allocation=Allocation.MIX), 80, 1, 0)
    for day in (8, 16, 40):
        rare = ((found.start <= day) & (found.variant == 0)).sum()
        assert rare == pytest.approx(day * 10 / 4, abs=1)


def test_a_part_that_is_short_holds_back_only_what_needs_it() -> None:
    model = Model("M7", Demand(), (Variant("max", 0.5), Variant("pro", 0.5)))
    part = Part("cells", "maker", (2.0, 0.0), Capacity(70.0), stock=20.0, room=100.0)
    book = OrderBook(
        START, (model,), (Plant("one", (0, 1), Capacity(140.0)),), Waiting.groups([(0, 1400, 4.0, False)]), (part,)
    )
    found = simulate_future(book, 120, 1, 0)
    check_books(book, found)
    rare = found.start[found.variant == 0]
    assert (rare < 60).sum() == pytest.approx((20 + 60 * 10) / 2, abs=2)
    assert found.bound[60].tolist() == [False, True]  # the plant has room, the part has not
    assert found.bound[5].tolist() == [True, False]
    assert found.start[found.variant == 1].max() < 60


def test_who_does_not_wait_leaves_at_the_rate_given() -> None:
    patience = Patience((4.0, 12.0), (0.1, 0.5))
    book = simple(20_000, 0.0, base=0.0, patience=patience)
    found = simulate_future(book, 140, 2, 0)
    check_books(book, found)
    age = book.waiting.age / 7
    for weeks in (1, 4, 9, 20):  # of those who wait already, more give up: they have not done so before
        gone = (found.left <= weeks * 7).sum()
        before, then = patience.given_up(age), patience.given_up(age + weeks)
        assert gone == pytest.approx(((then - before) / (1 - before)).sum(), abs=300)
    deposit = Deposit(1.0, 1.0, (0.0, 10.0), (0.8, 0.2))
    for cars, share in ((1e6, 0.8), (0.0, 0.2)):
        book = simple(0, cars, base=7000.0, deposit=deposit)
        found = simulate_future(book, 70, 3, 0)
        check_books(book, found)
        decided = (found.state != NONE).sum()
        assert decided == pytest.approx(63_000, rel=0.02)
        assert (found.state == REFUSED).sum() / decided == pytest.approx(1 - share, abs=0.02)


def test_a_car_is_on_its_way_as_long_as_it_is_said() -> None:
    plant = Plant("one", (0,), Capacity(7000.0), Stage(2.0, 0.5), Stage.of(np.array([1.0, 3.0])))
    book = replace(simple(0, base=3500.0), plants=(plant,))
    found = simulate_future(book, 80, 1, 0)
    on_way = (found.arrival - found.start)[found.state == STARTED]
    assert on_way.mean() == pytest.approx(4.0, abs=0.05)
    assert on_way.std() == pytest.approx((1.0 + 4 / 12) ** 0.5, abs=0.05)  # between what was measured the line is even


def test_probes_change_nothing_and_are_served_as_others_would() -> None:
    book = simple(5000, 1000.0, base=0.0)
    plain = simulate_future(book, 100, 4, 2)
    asked = simulate_future(book, 100, 4, 2, np.array([0.0, 14.0]))
    assert asked.start[: plain.start.size].tolist() == plain.start.tolist()
    assert asked.waiting.tolist() == plain.waiting.tolist()
    assert asked.start[-2] == pytest.approx(35.0, abs=0.2)
    assert asked.start[-1] == pytest.approx(35.0, abs=0.2)


@settings(max_examples=60)
@given(st.data())
def test_what_holds_for_every_future(data: st.DataObject) -> None:
    number = data.draw
    variants = number(st.integers(1, 3))
    share = tuple(Variant(f"v{k}", 1 / variants) for k in range(variants))
    demand = Demand(
        number(st.floats(0, 300)), bursts=(Burst(number(st.floats(-2, 5)), number(st.floats(0, 2000)), 1.0),),
        level_cv=number(st.sampled_from([0.0, 0.3])), weekly_cv=0.2,
    )  # fmt: skip
    models = tuple(Model(f"m{k}", demand, share) for k in range(number(st.integers(1, 2))))
    kinds = range(len(models) * variants)
    plants = tuple(
        Plant(
            f"p{k}",
            tuple(kinds) if k == 0 else tuple(number(st.lists(st.sampled_from(list(kinds)), unique=True))),
            Capacity(number(st.floats(0, 400)), weekly_cv=0.3, shortages=(Shortage(2.0, 4.3, 0.2, 0.5),)),
            Stage(3.0, 0.3),
        )
        for k in range(number(st.integers(1, 3)))
    )
    parts = tuple(
        Part(
            f"k{k}", "s", tuple(number(st.sampled_from([0.0, 1.0, 2.5])) for _ in kinds),
            Capacity(number(st.floats(0, 800)), weekly_cv=0.2), number(st.floats(0, 100)), number(st.floats(0, 500)),
        )
        for k in range(number(st.integers(0, 2)))
    )  # fmt: skip
    waiting = Waiting.groups([(0, number(st.integers(0, 900)), 5.0, number(st.booleans()))])
    book = OrderBook(
        START, models, plants, waiting, parts, (Customer("a", 0.7, 1), Customer("b", 0.3, 0)),
        number(st.sampled_from(list(Allocation))), Patience((3.0, 9.0), (0.2, 0.4)),
        Deposit(number(st.sampled_from([0.0, 0.5])), 1.5, (0.0, 8.0), (0.9, 0.3)), promise=6.0,
    )  # fmt: skip
    found = simulate_future(book, 90, number(st.integers(0, 99)), 1, np.array([0.0, 30.5]))
    check_books(book, found)
