"""The report of an experiment: whole, in both languages, with the figures of the tables."""

from __future__ import annotations

from pathlib import Path

import pytest

import taktwin
from taktwin.analysis.kpi import OF_DUE_DATES
from taktwin.planning.experiment.replicate import FIGURES
from taktwin.planning.experiment.result import Experiment
from taktwin.report.experiment import render_experiment, write_experiment
from taktwin.report.shell.words import number
from taktwin.report.texts import TEXTS
from tests.planning.experiment.plants import CYCLE, ROOM, mm1
from tests.report.test_page import Checker, figures_of, own_part


@pytest.fixture(scope="module")
def found() -> Experiment:
    vary = {CYCLE: ["exp(0.4 min)", "exp(0.7 min)"]}
    return taktwin.load("mm1").experiment(vary=vary, days=1, replications=4, kpis=["wip", "lead_time_hours"])


def text_of(page: str) -> str:
    return " ".join(Checker(own_part(page)).text)


def test_both_languages_and_all_figures(found: Experiment) -> None:
    page = render_experiment(found, mm1(), "zh")
    text = text_of(page)
    assert 'lang="zh-CN"' in page[:200]
    for words in ("Work in process (jobs)", "在制品 (件)", "Lead time (h)", "higher", "更高", "base", "基准"):
        assert words in text
    wip = next(row for row in found.comparison.rows(named=True) if row["kpi"] == "wip")
    assert number(wip["difference"], 4) in text
    assert number(wip["mean"], 4) in text


def test_charts_show_the_tables(found: Experiment) -> None:
    """Dots are the means, whiskers the intervals."""
    charts = figures_of(render_experiment(found, mm1()))["en"]
    assert set(charts) == {f"kpi-{kpi}-{i}" for kpi in ("wip", "lead_time_hours") for i in (0, 1)}
    rows = [row for row in found.table.rows(named=True) if row["kpi"] == "wip"]
    (dots,) = charts["kpi-wip-0"]["data"]
    assert dots["x"] == pytest.approx([row["mean"] for row in rows], rel=1e-4)
    assert dots["error_x"]["array"] == pytest.approx([row["high"] - row["mean"] for row in rows], rel=1e-4)
    assert dots["error_x"]["arrayminus"] == pytest.approx([row["mean"] - row["low"] for row in rows], rel=1e-4)
    (changes,) = charts["kpi-wip-1"]["data"]
    assert changes["x"][0] == 0
    assert charts["kpi-wip-1"]["layout"]["xaxis"]["title"]["text"] == "Difference from the base (jobs)"


def test_many_scenarios_show_the_best() -> None:
    """And the base, wherever it ranks."""
    many = taktwin.load("mm1").experiment(
        ranges={CYCLE: ("exp(0.3 min)", "exp(0.9 min)")}, points=40, days=0.5, replications=2, kpis=["wip"], base=3
    )
    page = render_experiment(many, mm1())
    charts = figures_of(page)["en"]
    labels = charts["kpi-wip-0"]["layout"]["yaxis"]["ticktext"]
    assert len(labels) in (29, 30)
    assert labels[0].startswith("point 3:")
    assert "Shown are the base and the best 29 of 40." in text_of(page)
    assert charts["kpi-wip-0"]["data"][0]["x"][1] == pytest.approx(
        min(row["mean"] for row in many.table.rows(named=True) if row["kpi"] == "wip"), rel=1e-4
    )


def test_selection_is_told(found: Experiment) -> None:
    chosen = taktwin.load("mm1").experiment(
        vary={CYCLE: ["exp(0.4 min)", "exp(0.7 min)"]}, days=1, replications=5, select="min:wip", indifference=0.5
    )
    text = text_of(render_experiment(chosen, mm1()))
    assert "Selected by Work in process: server.cycle=exp(0.4 min), 95\u00a0% confidence" in text
    assert "选出的方案：server.cycle=exp(0.4 min)" in text


@pytest.mark.parametrize(("method", "word"), [("morris", "Strength"), ("sobol", "With others")])
def test_sensitivity(method: str, word: str) -> None:
    pytest.importorskip("SALib")
    ranges = {CYCLE: ("exp(0.3 min)", "exp(0.9 min)"), ROOM: (5, 9)}
    study = taktwin.load("mm1").experiment(ranges=ranges, sensitivity=method, points=4, days=0.5, kpis=["wip"])
    page = render_experiment(study, mm1())
    assert word in text_of(page)
    assert figures_of(page)["en"]["kpi-wip-0"]["data"][0]["y"][0] == CYCLE


def test_every_figure_has_a_name() -> None:
    """In both languages."""
    assert {f"kpi_{name}" for name in (*FIGURES, *OF_DUE_DATES)} == {key for key in TEXTS if key.startswith("kpi_")}


def test_figure_without_a_value() -> None:
    """Nothing finished: no lead time, and the page stays whole."""
    idle = taktwin.load("mm1").experiment(
        vary={"orders.arrivals.interval": ["30 d", "31 d"]}, days=1, replications=2, kpis=["lead_time_hours"]
    )
    assert "no interval" in text_of(render_experiment(idle, mm1()))


def test_file(found: Experiment, tmp_path: Path) -> None:
    path = write_experiment(found, mm1(), tmp_path / "x.html")
    assert path.read_text(encoding="utf-8") == render_experiment(found, mm1())
    assert [p.name for p in tmp_path.iterdir()] == ["x.html"]
    with pytest.raises(ValueError, match="fr"):
        write_experiment(found, mm1(), tmp_path / "y.html", "fr")
