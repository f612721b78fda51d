"""Order books out of files: what they say, and 40 that are wrong."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from taktwin.model.errors import ModelError
from taktwin.planning.orders.book import Allocation
from taktwin.planning.orders.file.read import read_order_book
from taktwin.planning.orders.ramp import ExponentialRamp, LearningRamp
from tests.planning.orders.example import BOOK, ORDERS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "book.yaml").write_text(BOOK, encoding="utf-8")
    (tmp_path / "orders.csv").write_text(ORDERS, encoding="utf-8")
    return tmp_path


def test_what_a_file_says(folder: Path) -> None:
    read = read_order_book(folder / "book.yaml")
    book = read.book
    assert (read.name, book.start, book.allocation) == ("works", dt.date(2026, 1, 5), Allocation.CUSTOMER)
    assert [book.variant_name(k) for k in range(3)] == ["M7 max", "M7 pro", "M9"]
    assert read.products == (("M7", "trim", "max"), ("M7", "trim", "pro"), ("M9", None, "all"))
    assert [one.makes for one in book.plants] == [(0, 1, 2), (1,)]
    assert book.waiting.count == 350
    assert book.waiting.small.sum() == 50
    assert book.waiting.age.max() == pytest.approx(42, abs=0.2)
    (part,) = book.parts
    assert part.uses == (1.0, 1.0, 2.0)
    assert part.stock == pytest.approx(150 * 2 / 7)
    first, second = part.capacity.growths
    assert (first.told, first.more, first.lead) == (pytest.approx(5 / 7), 150.0, 4.0)
    assert first.ramp == ExponentialRamp(1.0, 2.0)
    assert second.more == 100
    assert second.ramp == LearningRamp(1.0, 0.2, 0.8, 1.0)
    m9 = book.models[1].demand
    assert m9.price is not None
    assert m9.price.factor == pytest.approx((469_800 / 459_800) ** -1.5)
    assert (m9.bursts[0].at, m9.renewals[0].at, m9.renewals[0].before) == (1.0, 8.0, 4.0)
    assert read.marks.seen == 1
    assert read.marks.assumed == 3
    assert "plants.works.capacity" in read.marks.unmarked


def test_orders_of_a_table(folder: Path) -> None:
    waiting = read_order_book(folder / "book.yaml", folder / "orders.csv").book.waiting
    assert waiting.ident == ("a-1", "a-2-1", "a-2-2", "a-3")
    assert waiting.age.tolist() == [16, 12, 12, 2]
    assert waiting.variant.tolist() == [0, 2, 2, -1]
    assert waiting.customer.tolist() == [0, 1, 1, 0]
    assert waiting.due[[0, 3]].tolist() == [16, 37]  # by the end of the day
    assert np.isnan(waiting.due[1])
    assert waiting.small.tolist() == [False, False, False, True]


#: What is changed in the book -> what is said of it.
WRONG = {
    "version": ("orderbook: 1", "orderbook: 2", "orderbook"),
    "no start": ("start: 2026-01-05\n", "", "start"),
    "no date": ("start: 2026-01-05", "start: soon", "expected a date"),
    "unknown key": ("allocation:", "alocation:", "did you mean `allocation`"),
    "unknown rule": ("allocation: customer", "allocation: lottery", "expected"),
    "no models": (BOOK[BOOK.index("models:") : BOOK.index("\norders:\n")], "models: {}", "there are no models"),
    "variants do not sum": ("pro: {share: 60 %}", "pro: {share: 50 %}", "the shares sum to 0.9"),
    "share above 1": ("max: {share: 40 %}", "max: {share: 140 %}", "a share is between 0 and 1"),
    "negative demand": ('"40 [assumed: dealers]"', "-40", "cannot be negative"),
    "unknown mark": ("[assumed: dealers]", "[guessed: dealers]", "mark"),
    "unknown source": ("[seen: list]", "[seen: lisst]", "not in `sources`"),
    "elasticity without price": ("    reference_price: 459800\n", "", "needs `price` and `reference_price`"),
    "burst without decay": ("decay: 1 week", "decay: 0", "decay of a burst"),
    "decay without unit": ("decay: 1 week", "decay: 1", "add a unit"),
    "date of a launch": ("date: 2026-01-12", "date: January 12", "expected a date"),
    "p of 0": ("p: 0.03", "p: 0", "p, innovation"),
    "unknown model waits": ("{model: M9, number: 50", "{model: M8, number: 50", 'no model "M8"'),
    "half an order": ("number: 50", "number: 50.5", "whole number"),
    "far too many": ("number: 50,", "number: 500000000,", "2,000,000"),
    "small without rule": (
        "  small: {share: 20 %, decide: 2 weeks, firm: {0 weeks: 90 %, 8 weeks: 60 %}}\n",
        "",
        "small",
    ),
    "customers do not sum": ("fleet: {share: 10 %}", "fleet: {share: 20 %}", "the shares sum to 1.1"),
    "given up falls": ("{4 weeks: 2 %, 10 weeks: 8 %}", "{4 weeks: 9 %, 10 weeks: 8 %}", "falls with the wait"),
    "waits not sorted": ("{4 weeks: 2 %, 10 weeks: 8 %}", "{10 weeks: 2 %, 4 weeks: 8 %}", "do not rise"),
    "a bare share": ("given_up: {4 weeks: 2 %, 10 weeks: 8 %}", "given_up: 8 %", "expected shares by waits"),
    "wait without unit": ("{4 weeks: 2 %", "{4: 2 %", "add a unit"),
    "thirteenth month": ("holidays: {1: 0.9", "holidays: {13: 0.9", 'no month "13"'),
    "no plants": (BOOK[BOOK.index("plants:") : BOOK.index("parts:")], "plants: {}\n", "there are no plants"),
    "nobody makes it": ("    capacity: 100\n", "    capacity: 100\n    makes: [M7]\n", "no plant makes M9"),
    "unknown variant": ("makes: [M7 pro]", "makes: [M7 plus]", 'no model "M7 plus"'),
    "no capacity": ("    capacity: 100\n", "", "not said what it can make"),
    "capacity and plan": ("    makes: [M7 pro]\n", "    makes: [M7 pro]\n    capacity: 4\n", "there is a plan as well"),
    "plan without dates": ("{2026-01-05: 20", "{January: 20", 'expected a date, got "January"'),
    "plan not sorted": ("{2026-01-05: 20, 2026-03-01: 60}", "{2026-03-01: 20, 2026-01-05: 60}", "do not rise"),
    "shortage ends first": ("to: 2026-02-23", "to: 2026-02-10", "ends before it begins"),
    "growth that falls": ("reaches: 300", "reaches: 100", "falls from 150"),
    "growths not sorted": ("told: 2026-04-01", "told: 2025-04-01", "lies before the growth above it"),
    "ramp without time": ("ramp: {time: 2 weeks}", "ramp: {shape: logistic}", "needs `time`"),
    "ramp with too much": ("ramp: {time: 2 weeks}", "ramp: {time: 2 weeks, first: 3 %}", "has no `first`"),
    "uses of nothing": ("uses: {M7: 1, M9: 2}", "uses: {M7: 0}", "no car needs this part"),
    "more than room": ("stock: 2 d", "stock: 2 weeks", "than there is room for"),
    "no supplier": ("    supplier: neighbour\n", "", "supplier"),
    "no YAML": ("orderbook: 1", "orderbook: [1", "YAML"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_that_is_wrong(folder: Path, name: str) -> None:
    old, new, words = WRONG[name]
    assert BOOK.count(old) >= 1
    path = folder / "book.yaml"
    path.write_text(BOOK.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ModelError) as refused:
        read_order_book(path)
    assert words in str(refused.value)
    assert all(one.file == str(path) and one.remedy for one in refused.value.problems)
    assert any(one.line for one in refused.value.problems)
    assert len({str(one) for one in refused.value.problems}) == len(refused.value.problems)


WRONG_TABLES = {
    "empty": (ORDERS, "", "empty"),
    "heading alone": (ORDERS[ORDERS.index("M7,max") :], "", "no row below its heading"),
    "unknown column": ("ordered,due", "orderd,due", "did you mean `ordered`"),
    "column twice": ("ordered,due", "ordered,ordered", "stands twice"),
    "no product": ("product,", "variant,", "stands twice"),
    "unknown product": ("M9,,2025", "M8,,2025", 'unknown product "M8"'),
    "unknown variant": ("M7,max", "M7,mux", "did you mean `max`"),
    "no day": ("2025-12-24", "Christmas", "expected a date"),
    "day behind the start": ("2025-12-24", "2026-12-24", "behind the start"),
    "due before ordered": ("2026-01-20", "2025-01-20", "lies before the order"),
    "unknown customer": ("fleet", "fleat", "did you mean `fleet`"),
    "no number": ("fleet,2", "fleet,two", "expected a number"),
    "kind": ("small", "tiny", "expected firm or small"),
    "ident twice": ("a-2", "a-1", "stands in row 2 already"),
    "no ident": ("a-2", "", "has no ident"),
    "short row": ("M9,,2025-12-24,,a-2,fleet,2,firm", "M9,,2025-12-24", "expected 8 values, got 3"),
}


@pytest.mark.parametrize("name", WRONG_TABLES)
def test_a_table_that_is_wrong(folder: Path, name: str) -> None:
    old, new, words = WRONG_TABLES[name]
    assert old in ORDERS
    path = folder / "orders.csv"
    path.write_text(ORDERS.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ModelError) as refused:
        read_order_book(folder / "book.yaml", path)
    assert words in str(refused.value)
    assert all(one.file.startswith(str(path)) and one.remedy for one in refused.value.problems)
