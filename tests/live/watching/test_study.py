"""A run watched: what it says agrees with the run itself."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

import taktwin
from taktwin.live.kpis import OPC_40001
from taktwin.live.watching import watch_run, watched
from taktwin.model.errors import OptionError, TaktwinError
from tests.live.watching.plants import TEXT


@pytest.fixture(scope="module")
def run() -> taktwin.Run:
    return taktwin.load(TEXT).simulate(days=1, warmup=0, trace=True)


def test_each_failure_is_named(run: taktwin.Run) -> None:
    found = watched(run.result, run.model)
    assert [(one.window.name, one.window.begin, one.window.end) for one in found.shifts] == [
        ("early", 0, 8 * 3600),
        ("late", 8 * 3600, 16 * 3600),
        ("night", 16 * 3600, 24 * 3600),
    ]
    failures = run.result.resources.filter(pl.col("resource") == "b").get_column("failures").item()
    alarms = [one for one in found.record if one.annunciates]
    assert {one.source for one in alarms} == {"b"}
    assert len(alarms) == failures == 10
    assert found.causes[0][0] == "b"
    assert {one.cause.name for one in found.line_stops if one.cause is not None} == {"b"}
    assert all(one.begin < one.end for one in found.line_stops)


def test_shifts_sum_to_the_run(run: taktwin.Run) -> None:
    found = watched(run.result, run.model)
    assert sum(one.finished for one in found.shifts) == run.result.orders.get_column("finished").sum()
    table = run.result.resources.filter(pl.col("resource") == "b").row(0, named=True)
    own = [one for one in found.kpis if one.resource == "b"]
    assert [one.window for one in own] == ["early", "late", "night"]
    assert sum(one.elements["APT"] for one in own) == pytest.approx(table["working"])
    assert sum(one.elements["TTR"] for one in own) == pytest.approx(table["down"] + table["waiting_crew"])
    assert sum(one.elements["FE"] for one in own) == table["failures"]
    assert sum(one.end - one.begin for one in found.stops) == pytest.approx(table["down"])


def test_the_map_is_told(run: taktwin.Run) -> None:
    found = watched(run.result, run.model, time_map=OPC_40001).as_dict()
    assert found["time_map"]["name"] == "OPC 40001-1"
    assert found["time_map"]["parts"]["blocked"] == "ADET"
    assert found["formulas"]["availability"] == "APT / PBT"
    json.dumps(found, allow_nan=False)


def test_from_its_folder(run: taktwin.Run, tmp_path: Path) -> None:
    run.save(tmp_path / "run")
    assert watch_run(tmp_path / "run").as_dict() == watched(run.result, run.model).as_dict()


def test_a_stop_in_the_body_shop_of_the_reference_plant_is_followed_to_its_machine() -> None:
    """Nothing but the laser of respot-3 fails, for 20 min; the gap arrives at the end of the line later."""
    others = [f"failures.{name}.up=100000 h" for name in taktwin.load("phoenix").model.failures if name != "roof-laser"]
    own = [f"failures.roof-laser.{text}" for text in ("clock=time", "up=9 h", "repair=20 min")]
    plant = taktwin.load("phoenix", [*others, *own])
    run = plant.simulate(days=0.25, warmup=0.25, trace=True)
    failing = set(run.result.resources.filter(pl.col("failures") > 0).get_column("resource"))
    found = watched(run.result, run.model, least_s=120)
    named = [one.cause for one in found.line_stops if one.cause and one.cause.kind in ("machine", "earlier stop")]
    assert failing == {"respot-3"}
    assert {one.name for one in named} == failing
    assert any(len(one.chain) > 15 for one in named)


def test_without_shifts_it_is_one_window() -> None:
    plant = taktwin.load(TEXT.replace("    calendar: two\n", ""))
    found = watched(plant.simulate(days=0.2, warmup=0, trace=True).result, plant.model)
    assert [one.window.name for one in found.shifts] == ["all"]


def test_what_is_refused(run: taktwin.Run, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="least"):
        watched(run.result, run.model, least_s=0)
    with pytest.raises(OptionError, match="three"):
        watched(run.result, run.model, calendar="three")
    with pytest.raises(OptionError, match="no trace"):
        watched(taktwin.load(TEXT).simulate(days=0.1, warmup=0).result, run.model)
    with pytest.raises(TaktwinError, match="no such folder"):
        watch_run(tmp_path / "none")
