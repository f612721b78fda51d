"""Scenarios that grow without end are marked, have no mean of some figures, and are not called best."""

from __future__ import annotations

import json
import math
from typing import Any

import polars as pl

import taktwin
from taktwin.planning.experiment.growing import growing, grows
from taktwin.planning.experiment.result import Experiment

PLANT = """\
taktwin: 1
name: queue
orders: {jobs: {interval: 60 s}}
shops: {s: {lines: {l: {orders: jobs, flow: [{buffer: q, capacity: unlimited}, {station: a, cycle: exp(50 s)}]}}}}
"""
CYCLE = "shops.s.lines.l.flow.a.cycle"
INTERVAL = "orders.jobs.interval"


def experiment(path: str, values: list[str], **options: Any) -> Experiment:
    return taktwin.load(PLANT).experiment(vary={path: values}, days=2, warmup=0.5, **options)


def test_half_of_the_replications_decide() -> None:
    rows = {
        (scenario, i): {"wip": 1.0, "growth_per_hour": rate}
        for scenario, rates in enumerate([(0.0, 0.0, 0.0), (0.0, 2.0, 0.0), (1.0, 0.0, 3.0)])
        for i, rate in enumerate(rates)
    }
    assert growing(rows, [3, 3, 3]) == [2]
    assert growing(rows, [2, 2, 2]) == [1, 2]
    assert not grows({(0, 0): {"wip": 1.0}}, 0, 1)


def test_a_scenario_that_grows_is_not_the_best() -> None:
    """More orders make more cars, and the most of all where they pile up."""
    found = experiment(INTERVAL, ["60 s", "55 s", "40 s"], replications=3, kpis=["throughput_per_hour", "wip"])
    assert found.growing == [found.names[2]]
    means = found.table.filter(pl.col("kpi") == "throughput_per_hour")["mean"].to_list()
    assert means[2] == max(means)
    assert found.best == found.names[1]
    row = found.table.filter((pl.col("kpi") == "wip") & (pl.col("scenario") == found.names[2])).row(0, named=True)
    assert math.isnan(row["mean"])
    assert (row["low"], row["high"]) == (None, None)
    against = found.comparison.filter((pl.col("kpi") == "wip") & (pl.col("scenario") == found.names[2]))
    assert against["verdict"].to_list() == ["grows"]
    content = found.as_dict()
    assert content["growing"] == found.growing
    assert content["scenarios"][2]["kpis"]["wip"]["mean"] is None
    json.dumps(content, allow_nan=False)


def test_the_selection_takes_none_that_grows() -> None:
    found = experiment(INTERVAL, ["60 s", "55 s", "40 s"], replications=5, select="max:throughput_per_hour", most=40)
    assert found.best == found.names[1]
    assert found.plan.used[2] == 5
    assert found.selected is not None
    assert found.names[1] in found.selected


def test_one_that_does_not_grow_is_the_best_without_a_contest() -> None:
    found = experiment(CYCLE, ["50 s", "70 s", "80 s"], replications=5, select="max:throughput_per_hour", most=40)
    assert found.best == found.names[0]
    assert found.selected is not None
    assert "the only scenario that does not grow" in found.selected


def test_where_all_grow_none_is_the_best() -> None:
    for options in ({}, {"select": "max:throughput_per_hour", "most": 40}):
        found = experiment(CYCLE, ["70 s", "80 s"], replications=3, **options)
        assert found.best is None
        assert found.as_dict()["best"] is None
        assert len(found.growing) == 2
