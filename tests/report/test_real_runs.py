"""Reports of real runs: the tables of the engine are those that analysis and report expect."""

import json
import re
from pathlib import Path

import pytest

import taktwin
from taktwin.analysis.bottleneck import bottlenecks
from taktwin.report import render
from tests.report.test_page import Checker, own_part


@pytest.mark.parametrize("name", ["mm1", "line20", "paint-loop", "press-lots"])
def test_shipped_model(name: str) -> None:
    run = taktwin.load(name).simulate(days=2, replications=2)
    json.dumps({key: kpi.as_dict() for key, kpi in run.kpis.items()}, allow_nan=False)
    page = own_part(render(run.results, run.model))
    text = "".join(Checker(page).text)
    best = bottlenecks(run.results, run.model)[0]
    assert best.station in text.replace("\u2011", "-")
    assert not re.search(r"\bnan\b|\bNone\b", text)


def test_the_slow_station_is_named() -> None:
    plant = taktwin.load("line20", overrides=["shops.workshop.lines.line.flow.station-7.cycle=exp(2 min)"])
    run = plant.simulate(days=2)
    best = bottlenecks(run.results, run.model)[0]
    assert best.station == "station-7"
    assert best.active_share > 0.95
    assert best.upstream_blocked is not None
    assert best.upstream_blocked > 0.3


@pytest.mark.parametrize("seed", range(1, 5))
def test_jobs_that_all_take_equally_long_but_for_rounding(seed: int, tmp_path: Path) -> None:
    text = "taktwin: 1\nname: one\norders: {o: {interval: exp(40 min)}}\n"
    text += "shops: {s: {lines: {l: {orders: o, flow: [{station: a, cycle: 4 min}]}}}}\n"
    assert taktwin.load(text).simulate(days=0.5, warmup=0, seed=seed).report(tmp_path / "r.html").exists()
