"""The page of the energy of a site: its bands carry the books, and it is whole in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.energy import study_energy
from taktwin.report.picture.sankey import Band, sankey
from taktwin.report.site.page import render_energy
from taktwin.report.site.sections import flows
from tests.analysis.site.plant import always, bright, run

STORE = ("  photovoltaics:", "  battery: {energy: 800 kWh, power: 300 kW}\n  photovoltaics:")


def test_bands_carry_the_books() -> None:
    """What comes into a node goes out of it; sources and uses are the kWh a job; the sun is what is not fed in."""
    ledger = study_energy(run().model, run().results, [bright()]).ledgers[0]
    bands = flows(ledger)
    ways = {band.target for band in bands if band.source in ("grid", "sun", "gas", "heat")}
    for way in ways:
        into = sum(band.amount for band in bands if band.target == way)
        assert into == pytest.approx(sum(band.amount for band in bands if band.source == way))
    sources = sum(band.amount for band in bands if band.target in ways)
    assert sources == pytest.approx(ledger.kwh_per_car)
    sun = sum(band.amount for band in bands if band.source == "sun")
    assert sun == pytest.approx(float((ledger.sun - ledger.fed_in).sum()) / ledger.cars)


def test_a_sankey_is_as_wide_as_what_flows() -> None:
    drawn = sankey(
        [("a", "b"), ("c",)], [Band("a", "c", 3), Band("b", "c", 1)], dict(zip("abc", "abc", strict=True)), {}, "x<y"
    )
    assert drawn.count("<path") == 2
    assert 'stroke-width="225.00"' in drawn  # 3 of 4 of 300 px
    assert 'stroke-width="75.00"' in drawn
    assert "x&lt;y" in drawn


def test_nothing_flows() -> None:
    assert "<path" not in sankey([("a",), ("b",)], [], {"a": "a", "b": "b"}, {}, "none")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_page(language: str, tmp_path: Path) -> None:
    done = run(7.0, 7.0, STORE)
    study = study_energy(done.model, done.results, [bright(), always(5.0)], battery=True)
    page = render_energy("small", study, language)
    assert page.count('<figure class="drawing">') == 2  # in each language
    for told in ("From source to use", "从来源到用途", "site-week", "MEE and NBS", "yaxis2"):
        assert told in page


def test_a_site_without_sun() -> None:
    done = run(1.0, 1.0, ("  photovoltaics: {roof: {peak: 500 kW}}\n", ""))
    page = render_energy("small", study_energy(done.model, done.results, [bright()]), "en")
    assert 'class="site-week"' not in page
    with pytest.raises(ValueError, match="unknown language"):
        render_energy("small", study_energy(done.model, done.results, [bright()]), "fr")
