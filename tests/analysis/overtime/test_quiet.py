"""A plant that has gone quiet: orders that are done, a lock, and what is no reason to say anything."""

from __future__ import annotations

from pathlib import Path

import taktwin
from taktwin.analysis.overtime.quiet import Quiet

PLANT = """
taktwin: 1
name: shop
start: 2026-01-05 06:00
calendars: {early: {shifts: [{days: Mon-Fri, from: "06:00", to: "14:00"}]}}
orders: {jobs: {interval: 2 min, ORDERS}}
shops:
  body:
    calendar: early
    lines:
      main: {orders: jobs, flow: [{buffer: in, capacity: unlimited}, {station: a, cycle: 100 s}, LAST]}
"""
END = "{station: z, cycle: 50 s}"


def quiet(days: float, orders: str = "calendar: early", last: str = END, more: str = "") -> list[Quiet]:
    text = PLANT.replace("ORDERS", orders).replace("LAST", last) + more
    return taktwin.load(text).simulate(days=days, warmup=0).quiet


def test_nights_are_no_quiet() -> None:
    """The run ends at 6 in the morning, 16 h after the last job, which are no scheduled hours."""
    assert quiet(1.0) == []
    assert quiet(5.0) == []


def test_orders_that_are_done() -> None:
    """30 jobs in the first hour, and the plant has nothing to do in the other 7 of the shift."""
    (found,) = quiet(1.0, "quantity: 30")
    assert found.done
    assert (found.inside, found.waiting) == (0, 0)
    assert abs(found.since_hours - (3600 + 100 + 50) / 3600) < 1e-9
    assert abs(found.scheduled_hours + found.since_hours - 8) < 1e-9
    assert found.measured_hours == 8.0
    assert "all orders were made 1.042 h after the warm-up" in str(found)
    assert quiet(0.045, "quantity: 30") == []  # what follows is too short to be told


def test_a_plant_in_which_nothing_moves_any_more(tmp_path: Path) -> None:
    """The part that the end needs runs out, as its next truck comes in a year."""
    (found,) = quiet(
        1.0,
        last="{station: z, cycle: 50 s, uses: {p: 1}}",
        more="""
parts: {p: {}}
suppliers: {far: {}}
stocks: {s: {part: p, initial: 40}}
lanes: {l: {supplier: far, to: s, every: 400 d, offset: 399 d, quantity: 10}}
""",
    )
    assert not found.done
    assert found.inside > 100
    assert "it may have locked up" in str(found)


def test_it_is_told_everywhere(tmp_path: Path) -> None:
    plant = taktwin.load(PLANT.replace("ORDERS", "quantity: 30").replace("LAST", END))
    run = plant.simulate(days=1, warmup=0, replications=2)
    assert [one.replication for one in run.quiet] == [0, 1]
    assert run.manifest()["quiet"][0]["done"]
    run.report(tmp_path / "out.html")
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "All orders were made before the end" in page
    assert "全部订单已提前完成" in page
