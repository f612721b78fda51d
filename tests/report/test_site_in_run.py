"""The site in the report of a run: the same figures as of the page of energy, and why there may be none."""

from __future__ import annotations

import re

import pytest

import taktwin
from taktwin.energy import study_energy
from taktwin.planning.energy.ofrun import SiteOfRun
from taktwin.report.facts import Facts
from taktwin.report.run import render
from taktwin.report.shell.words import Words
from taktwin.report.site.inrun import site_books, site_flow, site_load
from tests.analysis.site.plant import TEXT, run


def words(language: str = "en") -> Words:
    return Words(language, False, {}, {})


def test_its_figures_are_those_of_the_study() -> None:
    done = run()
    found = SiteOfRun.of(done.model, done.results)
    assert found is not None
    assert found.study is not None
    wanted = study_energy(done.model, done.results, ["chongqing-bright"])
    assert found.study.kwh_per_car == wanted.kwh_per_car
    assert found.study.co2_per_car == wanted.co2_per_car


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sections(language: str) -> None:
    facts, spoken = Facts(run().results, run().model), words(language)
    flow, load, books = (make(facts, spoken) for make in (site_flow, site_load, site_books))
    assert flow is not None
    assert load is not None
    assert books is not None
    assert "<svg" in flow.html()
    assert len(load.figures) == 2
    assert "chongqing-bright" in books.html()
    assert all(one.title.startswith(spoken("site_title_in_run", title="")) for one in (flow, load, books))


def test_the_page_holds_them_in_both_languages() -> None:
    page = render(run().results, run().model)
    for name in ("site-flow", "site-load", "site-books"):
        assert len(re.findall(f'<section class="{name}">', page)) == 2
    assert "Energy of the site: From source to use" in page


def test_a_place_without_weather_says_so() -> None:
    done = run(1.0, 1.0, ("place: Chongqing", "place: Leipzig"))
    flow = site_flow(Facts(done.results, done.model), words())
    assert flow is not None
    assert "there is no synthetic year of Leipzig" in flow.html()
    assert site_load(Facts(done.results, done.model), words()) is None
    assert site_books(Facts(done.results, done.model), words()) is None


def test_no_site_no_section() -> None:
    done = taktwin.load(TEXT).simulate(days=1, warmup=0)
    assert SiteOfRun.of(done.model, done.results) is None
    assert site_flow(Facts(done.results, done.model), words()) is None
    assert "site-flow" not in render(done.results, done.model)
