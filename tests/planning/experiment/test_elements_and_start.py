"""Experiments with figures of elements, and experiments that begin from a state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import taktwin
from taktwin.model.start.file import StartStateError
from taktwin.planning.experiment.errors import ExperimentError

PLANT = """
taktwin: 1
name: small
orders: {jobs: {}}
shops: {shop: {lines: {main: {orders: jobs, flow: [
  {station: a, cycle: exp(18 s)}, {buffer: b, capacity: 2}, {station: c, cycle: exp(20 s)}]}}}}
"""
CAPACITY = {"shops.shop.lines.main.b.capacity": [2, 8]}


def experiment(**options: Any) -> Any:
    chosen: dict[str, Any] = {"vary": CAPACITY, "days": 0.05, "replications": 3, "warmup": 0.01, **options}
    return taktwin.load(PLANT).experiment(**chosen)


def test_figures_of_elements(tmp_path: Path) -> None:
    """They are compared as KPIs are, kept in the folder, and worked out again where other ones are asked for."""
    found = experiment(kpis=["a.blocked_share", "b.mean_jobs", "wip"], out=tmp_path / "one")
    rows = {(row["scenario"], row["kpi"]): row for row in found.table.rows(named=True)}
    small, large = found.names
    assert rows[small, "a.blocked_share"]["mean"] > rows[large, "a.blocked_share"]["mean"]
    assert rows[small, "a.blocked_share"]["unit"] == "share"
    assert rows[large, "b.mean_jobs"]["mean"] > 2
    assert found.aim.kpi == "a.blocked_share"
    assert not found.aim.largest
    again = experiment(kpis=["c.starved_share"], out=tmp_path / "one")
    rows = {(row["scenario"], row["kpi"]): row for row in again.table.rows(named=True)}
    assert 0 < rows[large, "c.starved_share"]["mean"] < rows[small, "c.starved_share"]["mean"]


def test_one_decides_where_more_is_neither_better_nor_worse() -> None:
    assert experiment(kpis=["b.mean_jobs"]).aim.kpi == "throughput_per_hour"


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("a.blockd_share", "`blocked_share`"),
        ("x.blocked_share", ".blocked_share"),
        ("b.blocked_share", ".blocked_share"),
    ],
)
def test_unknown_figures(name: str, remedy: str) -> None:
    with pytest.raises(ExperimentError, match="there is no KPI") as caught:
        experiment(kpis=[name])
    assert remedy in str(caught.value)


def test_figures_of_due_dates(tmp_path: Path) -> None:
    """Of orders from a file they are figures as any other; of other orders there are none."""
    (tmp_path / "orders.csv").write_text("due,quantity\n1 min,5\n1 h,40\n", encoding="utf-8")
    (tmp_path / "due.yaml").write_text(PLANT.replace("jobs: {}", "jobs: {file: orders.csv}"), encoding="utf-8")
    plant = taktwin.load(tmp_path / "due.yaml")
    names = ["on_time_share", "tardiness_hours"]
    found = plant.experiment(vary=CAPACITY, days=0.05, replications=3, warmup=0, kpis=names, select=None)
    means = {row["kpi"]: row["mean"] for row in found.table.rows(named=True) if row["scenario"] == found.names[0]}
    assert 0.8 < means["on_time_share"] < 1
    assert 0 < means["tardiness_hours"] < 0.1


STATE = {"at": "1 h", "places": {"b": [{"order": 1}, {"order": 0}], "c": [{"order": 2, "left": "30 s"}]}}


def test_from_a_state(tmp_path: Path) -> None:
    """Each replication begins from it: the figures are those of runs from it, and without a warm-up."""
    found = experiment(start=STATE, warmup=None, kpis=["wip"])
    runs = taktwin.load(PLANT).simulate(days=0.05, start=STATE, replications=3, seed=1)
    row = found.table.filter(scenario=found.names[0], kpi="wip").row(0, named=True)
    assert row["mean"] == pytest.approx(runs.kpis["wip"].value, rel=1e-12)
    assert found.as_dict("small")["warmup_days"] == 0.0
    experiment(start=STATE, out=tmp_path / "from")
    with pytest.raises(ExperimentError, match="`start`"):
        experiment(start={**STATE, "at": "2 h"}, out=tmp_path / "from")


def test_a_state_that_does_not_fit_a_scenario() -> None:
    """It is refused before anything runs, with the name of the scenario."""
    three = {"places": {"b": [{"order": 1}, {"order": 0}, {"order": 2}]}}
    with pytest.raises(StartStateError, match=r'scenario "b.capacity=2"'):
        experiment(start=three)
    with pytest.raises(ExperimentError, match="begin from a state"):
        experiment(start=STATE, warmup="auto")


def test_a_snapshot_is_no_start_of_other_models(tmp_path: Path) -> None:
    taktwin.load(PLANT).snapshot(0.01).save(tmp_path / "now.npz")
    with pytest.raises(ExperimentError, match="belongs to one model"):
        experiment(start=tmp_path / "now.npz")
