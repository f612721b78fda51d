"""When jobs were released: by hand, through snapshots and start states; and what became of orders that are due."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import taktwin
from taktwin.analysis.kpi import kpis
from taktwin.api.plant import Plant

LINE = """
taktwin: 1
name: shop
start: 2026-01-05 06:00
orders: {jobs: {ORDERS}}
shops:
  body:
    lines:
      main: {orders: jobs, flow: [{station: a, cycle: 10 s}, {station: b, cycle: 10 s}]}
"""


def plant(tmp_path: Path, orders: str, rows: str = "") -> Plant:
    (tmp_path / "orders.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "shop.yaml").write_text(LINE.replace("ORDERS", orders), encoding="utf-8")
    return taktwin.load(tmp_path / "shop.yaml")


def jobs_of(run: Any, *names: str) -> list[tuple[Any, ...]]:
    return run.result.jobs.select(names).rows()


def test_intervals(tmp_path: Path) -> None:
    """One every 4 s and 10 s a job: the third is released at 12 s and begins at 24 s."""
    run = plant(tmp_path, "interval: 4 s, quantity: 3").simulate(days=0.01, warmup=0)
    assert jobs_of(run, "released", "born", "ended") == [(4.0, 4.0, 24.0), (8.0, 14.0, 34.0), (12.0, 24.0, 44.0)]
    assert run.kpis["order_to_line_off_hours"].value == pytest.approx((20 + 26 + 32) / 3 / 3600)
    assert run.kpis["backlog"].value == pytest.approx((6 + 12) / 864)
    (row,) = run.result.orders.rows(named=True)
    assert (row["entered"], row["finished"], row["waiting_final"], row["main"]) == (3, 3, 0, True)


def test_on_demand(tmp_path: Path) -> None:
    """Where nothing says when, a job is released when it enters."""
    run = plant(tmp_path, "quantity: 2").simulate(days=0.01, warmup=0)
    assert jobs_of(run, "released", "born") == [(0.0, 0.0), (10.0, 10.0)]
    assert run.kpis["backlog"].value == 0.0


ORDERS = """release,due,ident,customer,quantity
2026-01-05 06:00:05,40 s,A1,north,1
2026-01-05 06:00:05,30,B7,south,2
40 s,,C2,,1
"""


def test_an_order_file(tmp_path: Path) -> None:
    """Dates and spans, rows of several jobs; what is due is ready, late, or not due at all."""
    run = plant(tmp_path, "file: orders.csv", ORDERS).simulate(days=0.01, warmup=0)
    assert jobs_of(run, "ident", "customer", "released", "born", "due", "ended") == [
        ("A1", "north", 5.0, 5.0, 40.0, 25.0),
        ("B7-1", "south", 5.0, 15.0, 30.0, 35.0),
        ("B7-2", "south", 5.0, 25.0, 30.0, 45.0),
        ("C2", None, 40.0, 40.0, None, 60.0),
    ]
    (row,) = run.result.orders.rows(named=True)
    assert (row["due"], row["on_time"], row["tardiness_s"]) == (3, 1, 5.0 + 15.0)
    assert run.kpis["on_time_share"].value == pytest.approx(1 / 3)
    assert run.kpis["tardiness_hours"].value == pytest.approx(20 / 3 / 3600)


def test_an_option_that_is_called_customer(tmp_path: Path) -> None:
    """The column of the file is the option of the car as well, and one column of the table."""
    plant(tmp_path, "file: orders.csv", "customer\nhome\nexport\n")
    text = (tmp_path / "shop.yaml").read_text(encoding="utf-8")
    options = "options: {customer: {home: 50 %, export: 50 %}}\nshops:"
    (tmp_path / "shop.yaml").write_text(text.replace("shops:", options), encoding="utf-8")
    run = taktwin.load(tmp_path / "shop.yaml").simulate(days=0.01, warmup=0)
    assert jobs_of(run, "customer") == [("home",), ("export",)]
    assert run.result.jobs.columns.count("customer") == 1


def test_what_is_not_finished_is_late_to_the_end(tmp_path: Path) -> None:
    """After 35 s one is on time, one just ready, and one still in the plant; a warm-up moves the dates with it."""
    run = plant(tmp_path, "file: orders.csv", ORDERS).simulate(days=35 / 86400, warmup=0)
    (row,) = run.result.orders.rows(named=True)
    assert (row["due"], row["on_time"], row["tardiness_s"]) == (2, 0, 5.0 + 5.0)
    run = plant(tmp_path, "file: orders.csv", ORDERS).simulate(days=35 / 86400, warmup=32 / 86400)
    (row,) = run.result.orders.rows(named=True)
    assert (row["due"], row["on_time"], row["tardiness_s"]) == (1, 1, 0.0)
    assert run.result.jobs["due"].to_list() == [-2.0, -2.0, None]


RANDOM = "interval: exp(11 s)"


def released(run: Any) -> dict[int, float]:
    """Order number -> when it was released, s from the start of the plant."""
    zero = (run.result.started_days + run.result.warmup_days) * 86400
    return {number: time + zero for number, time in run.result.jobs.select("order_number", "released").iter_rows()}


def test_through_a_snapshot(tmp_path: Path) -> None:
    """A run that goes on, one with the statistics so far, and one with other random numbers from there."""
    one = plant(tmp_path, RANDOM)
    whole = released(one.simulate(days=0.2, warmup=0))
    snapshot = one.snapshot(0.1)
    on = released(one.simulate(days=0.1, start=snapshot))
    assert len(on) > 300
    assert on == pytest.approx({number: whole[number] for number in on})
    kept = one.simulate(days=0.1, start=snapshot, keep_statistics=True)
    assert released(kept) == pytest.approx(whole)
    other = one.simulate(days=0.1, start=snapshot, seed=9)
    times = released(other)
    fresh = [number for number, time in times.items() if time > 0.1 * 86400]
    assert min(fresh) > 0
    assert {n: t for n, t in times.items() if n < min(fresh)} == pytest.approx(
        {n: whole[n] for n in times if n < min(fresh)}
    )
    assert times[min(fresh)] == pytest.approx(whole[min(fresh)])  # it had been drawn
    assert all(times[n] != whole.get(n) for n in fresh[1:])
    born = other.result.jobs.filter(pl.col("released") > pl.col("born"))
    assert born.height == 0


def test_through_a_state(tmp_path: Path) -> None:
    """Jobs that wait before the line have been released when the state says; the next is released when it says."""
    state = {
        "at": "1 h",
        "places": {"a": [{"order": 0, "left": "4 s"}], "main": [{"order": 1, "waited": "7 s"}]},
        "orders": {"jobs": {"released": 2, "next_in": "3 s"}},
    }
    run = plant(tmp_path, "interval: 20 s, quantity: 4").simulate(days=0.01, start=state)
    assert jobs_of(run, "order_number", "released", "born") == [
        (0, 0.0, 0.0), (1, -7.0, 4.0), (2, 3.0, 14.0), (3, 23.0, 24.0),
    ]  # fmt: skip


def test_little_and_the_queue_before_the_line() -> None:
    """M/M/1 at 0.9: 9 min from order to line off, 9 jobs in plant and backlog (F. S. Hillier, G. J. Lieberman)."""
    text = """
taktwin: 1
name: queue
orders: {parts: {interval: exp(1 min)}}
shops: {shop: {lines: {main: {orders: parts, flow: [{station: f, cycle: exp(0.9 min)}]}}}}
"""
    run = taktwin.load(text).simulate(days=400, warmup=5, replications=6)
    found = run.kpis
    low, high = found["order_to_line_off_hours"].low, found["order_to_line_off_hours"].high
    assert low is not None
    assert high is not None
    assert low * 60 < 9.0 < high * 60
    rate = found["throughput_per_hour"].value
    inside = found["wip"].value + found["backlog"].value
    assert inside == pytest.approx(rate * found["order_to_line_off_hours"].value, rel=2e-3)


def test_jobs_of_a_sub_line_are_parts_of_others(shared: Path) -> None:
    """A sub-line with orders of its own: its jobs are joined, and neither in process for good nor counted as WIP."""
    run = taktwin.load(shared / "cases" / "faults" / "wip-counts-subline.yaml").simulate(days=30, warmup=1)
    rows = {row["stream"]: row for row in run.result.orders.rows(named=True)}
    assert (rows["frames"]["main"], rows["engines"]["main"]) == (True, False)
    assert rows["engines"]["joined"] == pytest.approx(rows["frames"]["finished"], abs=2)
    engines = run.result.jobs.filter(stream="engines")
    assert engines.filter(outcome="in_process").height <= 4
    assert engines.filter(outcome="joined").get_column("ended").null_count() == 0
    found = {name: kpi.value for name, kpi in run.kpis.items()}
    assert found["wip"] == pytest.approx(found["throughput_per_hour"] * found["lead_time_hours"], rel=1e-3)
    assert found["finished_jobs"] == rows["frames"]["finished"]


def test_several_lines_take_turns() -> None:
    """A stream of two lines: each job was released when the stream let it go, whichever line it went to."""
    text = """
taktwin: 1
name: turns
orders: {parts: {interval: exp(1 min)}}
shops:
  shop:
    lines:
      one: {orders: parts, flow: [{station: f, cycle: exp(1.8 min)}]}
      two: {orders: parts, flow: [{station: g, cycle: exp(1.8 min)}]}
"""
    run = taktwin.load(text).simulate(days=1, warmup=0)
    table = run.result.jobs.sort("order_number")
    assert (np.diff(table["released"].to_numpy()) > 0).all()
    waits = table["born"] - table["released"]
    assert waits.min() == 0.0  # type: ignore[operator]
    assert kpis([run.result])["backlog"].value == pytest.approx(waits.sum() / 86400, rel=0.02)


def test_intervals_of_the_shifts_alone() -> None:
    """An hour a day from 6 o'clock, a job every 20 min of it, each worked at once: nobody waits over night."""
    run = taktwin.load("""
taktwin: 1
name: shifts
start: 2026-01-05 06:00
calendars: {hour: {shifts: [{days: daily, from: "06:00", to: "07:00"}]}}
orders: {jobs: {interval: 20 min, calendar: hour}}
shops: {s: {lines: {l: {orders: jobs, flow: [{station: m, cycle: 1 min}]}}}}
""").simulate(days=3, warmup=0)
    released = run.result.jobs["released"].to_list()
    assert released[:7] == [
        1200.0,
        2400.0,
        3600.0,
        *(86400.0 + at for at in (1200.0, 2400.0, 3600.0)),
        2 * 86400.0 + 1200.0,
    ]
    assert run.kpis["backlog"].value == pytest.approx(0.0, abs=1e-9)
    assert run.kpis["order_to_line_off_hours"].value == pytest.approx(1 / 60)
