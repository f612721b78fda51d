"""The study: promises that hold, suppliers, ramps, and the press."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from taktwin.model.errors import OptionError
from taktwin.planning.orders import collected
from taktwin.planning.orders.book import Deposit, Model, OrderBook, Part, Patience, Plant, Variant, Waiting
from taktwin.planning.orders.capacity import Capacity, Growth, Shortage
from taktwin.planning.orders.file.read import book_names, read_order_book
from taktwin.planning.orders.launch import Burst, Demand
from taktwin.planning.orders.options import OrderOptions
from taktwin.planning.orders.promise import interval, kept, promised
from taktwin.planning.orders.ramp import ConstantRamp, ExponentialRamp
from taktwin.planning.orders.shortage import without_shortages
from taktwin.planning.orders.stage import Stage
from taktwin.planning.orders.study import OrderStudy, check_promises, study_orders
from tests.planning.orders.test_future import START, simple


def uncertain(tau: float = 5.0) -> OrderBook:
    """A launch whose ramp, demand, part and transport are uncertain."""
    demand = Demand(base=60, base_from=0.0, bursts=(Burst(0.0, 900, 1.5),), level_cv=0.1, weekly_cv=0.2)
    grows = Growth(1.0, 150.0, ExponentialRamp(1.0, tau), lead=1.0, lead_cv=0.3, pace_cv=0.4)
    plant = Plant("one", (0, 1), Capacity(50.0, (grows,), level_cv=0.1, weekly_cv=0.15), Stage(2, 0.3), Stage(4, 0.5))
    part = Part(
        "seats", "neighbour", (1.0, 0.0), Capacity(60.0, (replace(grows, lead=3.0),), weekly_cv=0.1), 10.0, 60.0
    )
    return OrderBook(
        START, (Model("M7", demand, (Variant("max", 0.5), Variant("pro", 0.5))),), (plant,),
        Waiting.groups([(0, 300, 3.0, False), (0, 100, 1.0, True)]), (part,),
        patience=Patience((4.0, 12.0), (0.1, 0.3)), deposit=Deposit(0.3, 2.0, (0.0, 8.0), (0.9, 0.5)),
    )  # fmt: skip


@pytest.fixture(scope="module")
def study() -> OrderStudy:
    return study_orders(uncertain(), OrderOptions(until=40, futures=200, fresh=200))


def test_a_promise_is_kept_in_fresh_futures_as_often_as_it_says(study: OrderStudy) -> None:
    found = study.coverage
    assert found is not None
    assert 0.85 <= found.book <= 0.95
    assert 0.85 <= found.new <= 0.95
    assert found.unknown == 0
    assert found.error < 0.02
    half = study_orders(uncertain(), OrderOptions(until=40, futures=100, confidence=0.5, fresh=100)).coverage
    assert half is not None
    assert 0.42 <= half.book <= 0.58
    # it holds for the futures that were assumed: where the ramp is truly half as fast it does not
    assert check_promises(study, 60, uncertain(tau=10.0)).new < 0.8


def test_later_places_wait_longer_and_more_sureness_takes_longer(study: OrderStudy) -> None:
    days = study.promises
    for small in (False, True):
        mine = days[study.book.waiting.small == small]
        assert np.corrcoef(np.arange(mine.size), mine)[0, 1] > 0.9
    median = promised(study.found.arrival, 0.5)
    assert (days >= median).all()
    assert (study.wait_promised >= promised(study.found.wait, 0.5)).all()
    weekly = study.weekly()
    ordered, left, started = (float(weekly[key].to_numpy().sum()) for key in ("ordered", "left", "started"))
    flow = ordered + study.book.waiting.count - left - started
    assert 0 <= flow - weekly["waiting"][-1] <= 150  # small orders that have not decided yet
    assert (weekly["started"] <= weekly["capacity"] + 1).all()
    assert weekly["delivered"].sum() <= weekly["started"].sum()
    assert study.binding()["share"].is_between(0, 1).all()
    quotes = study.quotes()
    assert quotes["position"].to_list() == list(range(1, 401))
    assert quotes["due"].null_count() == 400


def test_the_order_statistic_promises_by_counting() -> None:
    days = np.random.default_rng(1).permuted(np.arange(1.0, 100)[:, None], axis=0)
    assert promised(days, 0.9).tolist() == [90.0]
    assert promised(days[:19] * 0 + np.arange(1.0, 20)[:, None], 0.95).tolist() == [19.0]
    assert promised(np.arange(1.0, 9)[:, None], 0.9).tolist() == [math.inf]  # 8 futures cannot say it
    gaps = np.array([[1.0, np.nan], [np.nan, np.nan], [3.0, np.nan]])
    assert promised(gaps, 0.5).tolist()[0] == 3.0
    assert np.isnan(promised(gaps, 0.5)[1])
    assert kept(gaps, np.array([2.0, 2.0])).tolist()[0] == 0.5
    assert interval(np.array([1.0, 2.0, 3.0, np.inf]))[1] == 3.0
    draws = np.random.default_rng(2).lognormal(size=(2000, 40, 1))  # 40 past futures and as many fresh ones
    rate = np.mean([kept(one[20:], promised(one[:20], 0.9))[0] for one in draws])
    assert rate == pytest.approx(19 / 21, abs=0.01)


def test_one_order_for_several_cars_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    book = simple(6000, 500.0, base=200.0, patience=Patience((8.0,), (0.2,)))
    options = OrderOptions(until=30, futures=20)
    one = study_orders(book, options)
    monkeypatch.setattr(collected, "MANY", 1500)
    assert collected.lot_of(book, book.expected(210)) == 8
    some = study_orders(book, options)
    assert some.clears[1] == pytest.approx(one.clears[1], rel=0.02)
    at = dict(zip(one.found.rows.tolist(), one.promises.tolist(), strict=True))
    shared = [
        (day, at[row]) for row, day in zip(some.found.rows.tolist(), some.promises.tolist(), strict=True) if row in at
    ]
    assert len(shared) > 100
    assert np.abs(np.diff(shared, axis=1)).max() < 3
    assert some.weekly()["ordered"].sum() == pytest.approx(one.weekly()["ordered"].sum(), rel=0.01)


def test_a_supplier_is_told_his_lead_before_he_is_needed() -> None:
    """The plant doubles at week 20; a supplier with the same rates needs 6 weeks. Two days of the need may wait."""
    doubles = Growth(20.0, 70.0, ConstantRamp(1.0))
    capacity = Capacity(70.0, (doubles,))

    def told(part: Capacity, room: float = 0.0) -> Any:
        book = replace(simple(6_000, capacity, base=0.0), parts=(Part("seats", "s", (1.0,), part, room, room),))
        return study_orders(book, OrderOptions(until=40, futures=12)).told[0]

    grows = Capacity(70.0, (Growth(18.0, 70.0, ConstantRamp(1.0), lead=6.0),))
    one = told(grows)
    assert one.short == 1
    assert one.latest == pytest.approx((14 + 40 / 70,) * 3, abs=0.05)
    assert one.earlier == pytest.approx((18 - 14 - 40 / 70,) * 3, abs=0.05)
    assert one.sure == pytest.approx(one.latest[1], abs=1e-9)
    assert told(grows, room=140.0).latest[1] == pytest.approx(14 + 40 / 70 + 2, abs=0.05)  # two weeks in stock
    assert told(Capacity(140.0)).latest[1] == math.inf
    assert told(Capacity(70.0)).latest[1] == -math.inf
    unsure = Capacity(70.0, (Growth(18.0, 70.0, ConstantRamp(1.0), lead=6.0, lead_cv=0.3),))
    found = told(unsure)
    assert found.latest[0] < 14 < found.latest[2] + 1
    assert found.sure < found.latest[1]


def test_a_threefold_ramp_asks_three_times_of_the_parts() -> None:
    grows = Growth(0.0, 200.0, ExponentialRamp(1.0, 3.0), lead=4.0)
    part = Part("seats", "neighbour", (1.0,), Capacity(72.0, (grows,)), 10.0, 70.0)
    book = replace(simple(9_000, 70.0, base=70.0), parts=(part,))
    found = study_orders(book, OrderOptions(until=30, futures=10, factor=3.0, within=13.0))
    weekly = found.weekly()
    assert weekly["capacity"][20] == pytest.approx(210, rel=1e-6)
    assert weekly["capacity"][6] == pytest.approx(70 + 140 * 6.5 / 13, rel=1e-6)
    assert found.told[0].needed == pytest.approx(210, rel=0.01)
    assert found.told[0].latest[1] < 0  # the plant is faster than this supplier
    assert study_orders(book, OrderOptions(until=30, futures=10)).told[0].latest[1] == math.inf


def test_delay_costs_what_is_said() -> None:
    book = simple(3000, 700.0, base=0.0, promise=3.0, compensation=(200.0, 1000.0))
    found = study_orders(book, OrderOptions(until=20, futures=10)).found
    whole = book.waiting
    late = np.maximum((np.arange(3000) + 1) / 100 - (21 - whole.age), 0)
    assert found.late[0] == pytest.approx((late > 0).sum(), abs=3)
    assert found.compensation[0] == pytest.approx(np.minimum(np.ceil(late) * 200, 1000).sum(), rel=0.02)


def test_the_part_shortage_of_2022_costs_what_was_printed() -> None:
    study = study_orders(read_order_book("shortage-2022").book, OrderOptions(until=30 / 7, futures=40))
    made = study.found.started.sum(axis=1)
    assert made.mean() == pytest.approx(10_142, rel=0.02)
    assert 1 - made.mean() / 16_000 == pytest.approx(0.37, abs=0.02)
    assert study.binding().row(0, named=True)["name"] == "power chips"


def test_the_printed_waits_of_the_m7_lie_in_the_band() -> None:
    study = study_orders(read_order_book("m7-launch").book, OrderOptions(until=24, futures=30))
    wait = study.found.wait[:, :, 0] / 7
    low, high = np.quantile(wait[:, :7], (0.025, 0.975), axis=0)
    assert low[1] < 6
    assert high[1] > 4  # a week after the launch: 4 to 6 weeks
    assert low[4] < 10
    assert high[4] > 8  # in October: 8 to 10
    told = {one.part: one for one in study.told}
    assert told["seats"].earlier is not None
    assert told["seats"].told is not None
    assert told["seats"].sure < told["seats"].told
    assert told["seats"].earlier[0] < told["seats"].earlier[1] < told["seats"].earlier[2]
    ordered = study.found.ordered.mean(axis=0).cumsum()
    assert ordered[[3, 6]] == pytest.approx([55_000, 79_500], rel=0.06)  # printed 50,000 in 25 days, 80,000 in 50


@pytest.mark.parametrize("name", book_names())
def test_every_number_of_a_shipped_book_says_where_it_comes_from(name: str) -> None:
    read = read_order_book(name)
    assert read.marks.unmarked == ()
    assert read.marks.derived + read.marks.seen > 0
    study = study_orders(read.book, OrderOptions(until=4, futures=9))
    assert np.isfinite(study.found.waiting).all()


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"until": 0.0}, "until"),
        ({"until": math.inf}, "until"),
        ({"futures": 5}, "futures"),
        ({"confidence": 1.0}, "confidence"),
        ({"seed": -1}, "seed"),
        ({"fresh": -1}, "fresh"),
        ({"factor": 0.5}, "factor"),
        ({"within": 0.0}, "within"),
    ],
)
def test_options_that_cannot_be_meant(given: dict[str, Any], what: str) -> None:
    with pytest.raises(OptionError, match=what):
        OrderOptions(**given)


def test_a_shortage_that_need_not_come() -> None:
    capacity = Capacity(70.0, shortages=(Shortage(2.0, 4.0, 0.5, 0.3),))
    found = study_orders(simple(500, capacity, base=0.0), OrderOptions(until=5, futures=300)).found
    made = found.started.sum(axis=1)
    assert set(np.unique(made.round(-1)).tolist()) == {280.0, 350.0}
    assert (made < 300).mean() == pytest.approx(0.3, abs=0.08)
    assert capacity.planned(35).sum() == pytest.approx(350 - 0.3 * 70)


def test_what_shortages_cost(tmp_path: Path) -> None:
    """Half of the parts for two weeks: by hand half of two weeks' cars, made good by a plant with room."""
    text = """
orderbook: 1
mark: "[assumed: by hand]"
start: 2026-01-05
models: {car: {demand: {base: 700}}}
orders: {waiting: [{model: car, number: 500, over: 1 week}]}
plants: {works: {capacity: 1400}}
parts:
  seats:
    supplier: neighbour
    uses: {car: 1}
    capacity: 1400
    stock: 0 d
    room: 0 d
    shortages: [{from: 2026-02-02, to: 2026-02-16, left: 25 %}]
"""
    (tmp_path / "book.yaml").write_text(text, encoding="utf-8")
    book = read_order_book(tmp_path / "book.yaml").book
    study = study_orders(book, OrderOptions(until=12, futures=40))
    cost = study.shortage
    assert cost is not None
    assert cost.week == 5  # parts that cannot be kept are used on the day on which they come
    assert cost.missing[1] == pytest.approx(2 * (700 - 350), abs=80)
    assert cost.end[1] == pytest.approx(0, abs=30)
    totals = study.totals
    assert totals["left"] == (0, 0, 0)
    assert totals["ordered"][1] + 500 == pytest.approx(totals["started"][1] + totals["waiting"][1], abs=60)
    assert study_orders(without_shortages(book), OrderOptions(until=2, futures=9)).shortage is None
