"""What a notebook shows of plants, runs and experiments."""

from __future__ import annotations

import pytest

import taktwin
from taktwin.report.notebook import plant_html, run_html
from tests.report.test_page import Checker


def test_a_plant_shows_what_it_holds_and_its_picture() -> None:
    plant = taktwin.load("phoenix")
    page = plant._repr_html_()
    text = "".join(Checker(page).text)
    assert text.startswith("Reference plant Phoenix, 120 s9 shops, ")
    assert "130 vehicles" in text
    assert plant.picture().strip() in page


def test_several_plants_are_told_apart() -> None:
    text = "".join(Checker(taktwin.load("two-plants")._repr_html_()).text)
    assert "chassis: 1 shop, 1 line, 1 make cell, 2 stock points, 1 buffer, 1 station" in text
    assert "cars: 1 shop, 1 line, 1 stock point, 13 stations, 2 buffers" in text


@pytest.mark.parametrize("name", ["mm1", "two-plants"])
def test_a_run_shows_its_figures(name: str) -> None:
    run = taktwin.load(name).simulate(days=1, replications=2)
    text = "".join(Checker(run._repr_html_()).text)
    assert "95 % interval" in text
    assert "Work in process" in text or "In short" in text
    assert "nan" not in text


def test_in_short_and_what_pays() -> None:
    run = taktwin.load("mm1").simulate(days=3)
    run.measure_bottleneck()
    text = "".join(Checker(run._repr_html_()).text)
    assert "In short" in text
    assert "What pays" in text
    assert "95 % interval" in text
    chinese = run_html(run.results, run.model, run.kpis, run.bottleneck, "zh")
    assert "改善何处最有效" in chinese


def test_titles_are_escaped() -> None:
    text = "taktwin: 1\nname: one\ntitle: <b>&\norders: {o: {interval: 40 s}}\n"
    text += "shops: {s: {lines: {l: {orders: o, flow: [{station: a, cycle: 4 s}]}}}}\n"
    assert "<b>&lt;b&gt;&amp;</b>" in plant_html(taktwin.load(text).model)


def test_an_experiment_is_a_table() -> None:
    found = taktwin.load("mm1").experiment(
        vary={"shops.workshop.lines.line.server.cycle": ["exp(0.5 min)", "exp(0.6 min)"]}, replications=3, days=1
    )
    page = found._repr_html_()
    checked = Checker(page)
    assert sum(tag == "tr" for tag, _ in checked.tags) == 1 + len(found.names)
    text = "".join(checked.text)
    assert all(name in text for name in found.names)
    assert "throughput_per_hour (1/h)" in text
    row = found.table.filter(scenario=found.names[1], kpi="wip").row(0, named=True)
    assert f"{row['mean']:.4g} ({row['low']:.4g} to {row['high']:.4g})" in text
