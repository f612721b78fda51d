"""Docks through the day: the same figures as the table of docks."""

from __future__ import annotations

import numpy as np
import pytest

import taktwin
from taktwin.analysis.supply.dockday import dock_days, dock_visits
from taktwin.analysis.supply.onecar import last_finished, parts_of_order
from tests.analysis.supply.park import TEXT, park_run


def test_visits_sum_to_the_table_of_docks() -> None:
    run = park_run()
    for result in run.results:
        row = result.docks.row(0, named=True)
        visits = (dock_visits(run.model, result) or {})["north"]
        came = visits[(visits[:, 0] >= 0.0) & (visits[:, 0] < result.elapsed_s)]
        assert len(came) == row["trucks"]
        waits = came[:, 1] - came[:, 0]
        assert waits.mean() == pytest.approx(row["wait_mean_s"])
        assert waits.max() == pytest.approx(row["wait_max_s"])
        at_doors = np.clip(visits[:, 1:], 0.0, result.elapsed_s)
        assert (at_doors[:, 1] - at_doors[:, 0]).sum() / result.elapsed_s == pytest.approx(row["busy_share"])


def test_the_day_has_the_means_of_the_runs() -> None:
    run = park_run()
    (day,) = dock_days(run.model, run.results, 6.0)
    rows = [result.docks.row(0, named=True) for result in run.results]
    assert day.doors == 1
    assert day.trucks.mean() * 24.0 == pytest.approx(sum(row["trucks"] for row in rows) / 8.0)
    assert day.busy.mean() == pytest.approx(np.mean([row["busy_share"] for row in rows]))


def test_several_trucks_of_one_lane() -> None:
    """An order that no truck takes whole comes in several, one behind the other at the door."""
    text = """
taktwin: 1
name: trucks
orders: {cars: {interval: 1 min}}
parts: {bolt: {}}
suppliers: {trader: {}}
stocks: {rack: {part: bolt, initial: 3000}}
docks: {north: {doors: 1}}
lanes:
  bolts:
    {supplier: trader, to: rack, every: 2 h, quantity: 120, container: 40, capacity: 1, lead: 1 h, dock: north,
     unload: 10 min}
shops: {s: {lines: {main: {orders: cars, flow: [{station: fit, cycle: 50 s, uses: {bolt: 1}}]}}}}
"""
    run = taktwin.load(text).simulate(days=1, warmup=0, trace=True)
    visits = (dock_visits(run.model, run.result) or {})["north"]
    assert (visits[:3] / 60.0).tolist() == [[60, 60, 70], [60, 70, 80], [60, 80, 90]]
    (day,) = dock_days(run.model, run.results, 0.0)
    assert day.trucks[2:4].tolist() == [6.0, 0.0]  # three in half an hour
    assert day.busy[1:4].tolist() == [0.0, 1.0, 0.0]
    assert day.waiting[2] == pytest.approx((10 + 20) / 30)


def test_a_run_without_a_trace_does_not_tell() -> None:
    run = park_run(trace=False)
    assert dock_days(run.model, run.results, 6.0) == []
    assert dock_visits(run.model, run.result) is None


def test_trucks_of_parts_in_sequence_count_as_well() -> None:
    """The seats come to the same door: visits, the table and the report tell of them, and the order knows its gate."""
    run = taktwin.load(TEXT.replace("      mode: jis\n", "      dock: north\n      mode: jis\n")).simulate(
        days=2, warmup=1, seed=1, trace=True
    )
    row = run.result.docks.row(0, named=True)
    visits = (dock_visits(run.model, run.result) or {})["north"]
    came = visits[(visits[:, 0] >= 0.0) & (visits[:, 0] < run.result.elapsed_s)]
    assert len(came) == row["trucks"] > 100
    assert (came[:, 1] - came[:, 0]).mean() == pytest.approx(row["wait_mean_s"])
    at_doors = np.clip(visits[:, 1:], 0.0, run.result.elapsed_s)
    assert (at_doors[:, 1] - at_doors[:, 0]).sum() / run.result.elapsed_s == pytest.approx(row["busy_share"])
    (stream, job) = last_finished(run.result) or ("", 0)
    seats = next(one for one in parts_of_order(run.model, run.result, job, stream).parts if one.sequenced)
    assert seats.sent is not None
    assert seats.at_gate is not None
    assert seats.at_line is not None
    assert seats.sent < seats.at_gate <= seats.at_line - 240.0
