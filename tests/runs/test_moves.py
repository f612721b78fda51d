"""What was moved in a traced run: the books of movements and shipments close, and looking changes nothing."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import taktwin
from taktwin.api.run import Run

MODEL = """
taktwin: 1
name: frames
parts: {frame: {}, sheet: {unit: kg}, bolt: {}}
suppliers: {mill: {}, screws: {}}
stocks:
  sheets: {part: sheet, initial: 40, capacity: 200}
  store: {part: frame, initial: 4, shop: weld, capacity: 40}
  side: {part: frame, shop: trim}
  bolts: {part: bolt, initial: 50000, shop: trim}
lanes:
  coils: {supplier: mill, to: sheets, every: 20 min, up_to: 150, container: 2.5, lead: "tri(5 min, 15 min, 90 min)"}
  screws: {supplier: screws, to: bolts, every: 1 d, offset: 20 h, quantity: 10000}
  milk: {from: store, to: side, every: 10 min, up_to: 9, container: 3, lead: 4 min}
options: {doors: {two: 50 %, four: 50 %}}
orders: {cars: {interval: exp(4 min)}}
shops:
  weld:
    cells:
      press:
        makes: {frame: {part: frame, into: store, hit: 100 s, lot: 5, reorder: 25, scrap: 10 %, uses: {sheet: 2.5}}}
  trim:
    lines:
      main:
        orders: cars
        flow:
          - {buffer: in, capacity: unlimited}
          - station: fit
            servers: 2
            cycle: exp(3 min)
            uses: [{part: frame, from: side}, {part: bolt, quantity: {by: doors, two: 8, four: 16}}]
"""


def run(folder: Path, **options: object) -> Run:
    file = folder / "frames.yaml"
    file.write_text(MODEL, encoding="utf-8")
    return taktwin.load(str(file)).simulate(**{"days": 0.6, "warmup": 0, **options})  # pyright: ignore[reportArgumentType]


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run(tmp_path_factory.mktemp("frames"), trace=True)


def sums(table: pl.DataFrame, event: str) -> dict[str, float]:
    rows = table.filter(pl.col("event") == event).group_by("stock").agg(pl.col("amount").sum())
    return dict(rows.iter_rows())


@pytest.mark.parametrize("event", ["received", "drawn"])
def test_the_books_close(traced: Run, event: str) -> None:
    """What the table of movements tells is what the stock points have received and given, unit for unit."""
    assert traced.result.movements is not None
    found = sums(traced.result.movements, event)
    for row in traced.result.stocks.iter_rows(named=True):
        assert found.get(row["stock"], 0.0) == pytest.approx(row[event], abs=1e-9)
    assert sum(found.values()) > 100


def test_a_draw_names_its_job(traced: Run) -> None:
    """Each car that was begun drew one frame, and bolts by its doors."""
    assert traced.result.movements is not None
    drawn = traced.result.movements.filter(pl.col("main"))
    frames = drawn.filter(pl.col("part") == "frame")
    assert frames.get_column("order_number").is_unique().all()
    assert frames.get_column("amount").eq(1.0).all()
    bolts = drawn.filter(pl.col("part") == "bolt").join(traced.result.jobs, on=["stream", "order_number"])
    assert bolts.height == frames.height > 50
    wanted = pl.when(pl.col("doors") == "two").then(8.0).otherwise(16.0)
    assert bolts.select((pl.col("amount") == wanted).all()).item()


def test_a_cell_is_named(traced: Run) -> None:
    assert traced.result.movements is not None
    rows = traced.result.movements.filter(pl.col("resource") == "press")
    (cell,) = traced.result.resources.filter(kind="cell").to_dicts()
    assert rows.filter(event="received").height == cell["jobs"] - cell["scrapped"] > 20
    assert rows.filter(event="drawn").get_column("amount").unique().to_list() == [2.5]


def test_shipments_are_what_came_and_what_is_on_its_way(traced: Run) -> None:
    """Of each lane: arrived trucks make up what its stock point received, the others what is on the way."""
    shipments, elapsed = traced.result.shipments, traced.result.elapsed_s
    assert shipments is not None
    for stock in ("sheets", "side"):
        (row,) = traced.result.stocks.filter(stock=stock).to_dicts()
        own = shipments.filter(pl.col("stock") == stock)
        arrived = float(own.filter(pl.col("arrives") <= elapsed).get_column("amount").sum())
        assert arrived == pytest.approx(row["received"])
        assert float(own.get_column("amount").sum()) - arrived == pytest.approx(row["on_way"])
        assert own.get_column("number").to_list() == list(range(own.height))
        assert own.height > 5
    times = shipments.filter(pl.col("lane") == "milk")
    assert times.select(((pl.col("arrives") - pl.col("ordered") - 240.0).abs() < 1e-6).all()).item()
    assert times.select((pl.col("ordered") % 600.0).max()).item() == 0.0
    assert (shipments.get_column("supplier").is_null() == (shipments.get_column("lane") == "milk")).all()


def test_what_lanes_receive_arrives_at_the_told_time(traced: Run) -> None:
    assert traced.result.movements is not None
    assert traced.result.shipments is not None
    came = traced.result.movements.filter(pl.col("event") == "received", pl.col("stock") == "sheets")
    told = traced.result.shipments.filter(pl.col("stock") == "sheets", pl.col("arrives") <= traced.result.elapsed_s)
    assert came.select("time", "amount").rows() == told.sort("arrives").select("arrives", "amount").rows()


def test_looking_changes_nothing(traced: Run, tmp_path: Path) -> None:
    plain = run(tmp_path)
    assert plain.result.movements is None
    assert plain.result.shipments is None
    assert plain.result.stocks.equals(traced.result.stocks)
    assert plain.result.jobs.equals(traced.result.jobs)


def test_trucks_that_were_on_their_way_at_the_start(tmp_path: Path) -> None:
    """From a snapshot a run knows what comes, but not when it was ordered; with it, the books close."""
    file = tmp_path / "frames.yaml"
    file.write_text(MODEL, encoding="utf-8")
    plant = taktwin.load(str(file))
    found = plant.simulate(days=0.3, trace=True, start=plant.snapshot(0.3)).result
    assert found.shipments is not None
    assert found.shipments.get_column("ordered").is_null().any()
    (row,) = found.stocks.filter(stock="sheets").to_dicts()
    own = found.shipments.filter(pl.col("stock") == "sheets", pl.col("arrives") <= found.elapsed_s)
    assert own.get_column("amount").sum() == pytest.approx(row["received"])


def test_orders_without_a_timetable_are_told_with_their_times(tmp_path: Path) -> None:
    """A lane that orders as parts are drawn: each truck is noted, with the time at which parts were drawn."""
    file = tmp_path / "frames.yaml"
    file.write_text(MODEL.replace("milk: {from: store, to: side, every: 10 min", "milk: {from: store, to: side"))
    found = taktwin.load(str(file)).simulate(days=0.5, warmup=0, trace=True, seed=3).result
    assert found.shipments is not None
    assert found.movements is not None
    own = found.shipments.filter(pl.col("lane") == "milk")
    assert own.get_column("ordered").to_list()[0] == 0.0
    assert own.select(((pl.col("arrives") - pl.col("ordered") - 240.0).abs() < 1e-6).all()).item()
    sent = found.movements.filter(pl.col("event") == "drawn", pl.col("stock") == "store")
    assert own.select("ordered", "amount").rows() == sent.select("time", "amount").rows()
    (row,) = found.stocks.filter(stock="side").to_dicts()
    assert own.get_column("amount").sum() == pytest.approx(row["received"] + row["on_way"])


def test_movements_are_no_passages() -> None:
    """A traced run tells the same passages as one that is not: what a job draws is none."""
    plant = taktwin.load("press-lots")
    traced, plain = (plant.simulate(days=0.1, warmup=0, trace=trace).result for trace in (True, False))
    assert traced.passages.equals(plain.passages)
