"""The order book and a plant model: cars in their order, and what the plant truly makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.model.errors import ModelError
from taktwin.model.files.load import load_model
from taktwin.model.text.orderfile import read_orders
from taktwin.planning.orders.errors import OrderBookError
from taktwin.planning.orders.file.read import OrderBookFile, read_order_book
from taktwin.planning.orders.inplant import plant_orders, true_capacity, with_orders, with_true_capacity
from tests.planning.orders.example import BOOK, ORDERS, WORKS


@pytest.fixture
def read(tmp_path: Path) -> OrderBookFile:
    (tmp_path / "book.yaml").write_text(BOOK, encoding="utf-8")
    (tmp_path / "orders.csv").write_text(ORDERS, encoding="utf-8")
    (tmp_path / "works.yaml").write_text(WORKS, encoding="utf-8")
    return read_order_book(tmp_path / "book.yaml")


def test_a_plant_reads_the_cars_of_the_book(read: OrderBookFile, tmp_path: Path) -> None:
    cars = plant_orders(read.book, read.products, "works", 3.0)
    assert cars.columns == ["product", "trim", "due", "customer"]
    assert cars.height == pytest.approx(300, rel=0.1)
    cars.write_csv(tmp_path / "cars.csv")
    model = load_model(WORKS.replace("mix: {M7: 80 %, M9: 20 %}", f'file: "{tmp_path / "cars.csv"}"'))
    orders, problems = read_orders(model, "cars")
    assert problems == []
    assert len(orders) == cars.height
    dues = [one.due for one in orders if one.due is not None]
    assert dues == sorted(dues)
    assert dues[0] >= 2 * 86400
    named = read_order_book(tmp_path / "book.yaml", tmp_path / "orders.csv")
    mine = plant_orders(named.book, named.products, "works", 3.0)
    assert mine["ident"].n_unique() == mine.height
    for wrong, words in (("work", "there is no plant"), ("other", "starts no car")):
        with pytest.raises(OrderBookError, match=words):
            plant_orders(read.book, read.products, wrong, 0.01)


def test_the_plant_gives_its_true_capacity_back(read: OrderBookFile, tmp_path: Path) -> None:
    cars = plant_orders(read.book, read.products, "works", 4.0)
    found = true_capacity(read.book, "works", tmp_path / "works.yaml", cars, days=28, warmup=1, replications=2)
    slow = ((cars["product"] == "M7") & (cars["trim"] == "max")).mean()
    assert isinstance(slow, float)
    # the station trim has no failures: it makes a car after the other, 75 or 60 minutes each
    assert found.true == pytest.approx(168 / ((75 * slow + 60 * (1 - slow)) / 60), rel=0.01)
    assert found.nominal == pytest.approx(100)
    assert 110 / 1440 <= found.through.mean <= 1
    truly = with_true_capacity(read.book, [found])
    assert truly.plants[0].capacity.now == pytest.approx(found.true)
    assert truly.plants[0].through == found.through
    assert truly.plants[1] == read.book.plants[1]
    with pytest.raises(ModelError, match='unknown product "M9"'):
        with_orders(load_model(WORKS.replace(", M9: {}", "").replace("M7: 80 %, M9: 20 %", "M7: 1")), cars)
