"""What a ton of CO2 costs: by hand from the books, the order of the bars, and what is refused."""

from __future__ import annotations

import pytest

import taktwin
from taktwin.energy import site_ledger
from taktwin.model.errors import OptionError
from taktwin.planning.energy.abatement import abatement, in_order
from taktwin.planning.energy.bill import bill_of
from taktwin.planning.energy.measures import MeasureStudy, study_measures
from taktwin.report.shell.words import Words
from taktwin.report.site.abatement import curve, measure_section
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate
from tests.analysis.site.plant import always, bright, text

PLANT = taktwin.load(text(("cycle: 5 min", "cycle: exp(6 min)"))).model
RUNS = RunOptions(days=7, warmup=0, replications=3, seed=1)
MEASURES = {
    "leaks": ["site.compressed_air.leakage=0 %"],
    "recovery": ["site.booths.booth.heat_recovery=70 %"],
    "waste": ["site.lighting.light.power=60 kW"],
}
COSTS = {"leaks": 1000.0, "recovery": 20000.0}


@pytest.fixture(scope="module")
def study() -> MeasureStudy:
    return study_measures(PLANT, MEASURES, RUNS, [bright()], whole_year=True, costs=COSTS)


def test_a_ton_by_hand(study: MeasureStudy) -> None:
    """The electricity of the leaks over a year, its factor and the bills with it and without it, run by run."""
    found = next(one for one in study.abatements if one.measure == "leaks")
    without = taktwin.load(text(("cycle: 5 min", "cycle: exp(6 min)"), ("leakage: 25 %", "leakage: 0 %"))).model
    kg, money, jobs = [], [], []
    for result in simulate(PLANT, RUNS):
        before, after = (site_ledger(model, [result], bright(), True) for model in (PLANT, without))
        assert before.site.tariff is not None
        kg.append((before.emissions.location_kg - after.emissions.location_kg) / before.cars)
        bills = [bill_of(one, before.site.tariff).total for one in (before, after)]
        money.append((bills[0] - bills[1]) / before.cars)
        jobs.append(before.cars)
    made = sum(jobs) / 3
    tons, saved = sum(kg) / 3 * made / 1000, sum(money) / 3 * made
    assert found.tons == pytest.approx(tons)
    assert found.saved == pytest.approx(saved)
    assert found.net == pytest.approx(1000 - saved)
    assert found.price == pytest.approx((1000 - saved) / tons)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= (found.price or 0.0) <= found.high
    assert found.tons_low < found.tons < found.tons_high


def test_the_cheapest_ton_stands_first(study: MeasureStudy) -> None:
    bars = in_order(study.abatements, bright().name)
    assert [one.measure for one in bars] == ["leaks", "recovery"]
    assert bars[0].price is not None
    assert bars[0].price < 0 < (bars[1].price or 0.0)


def test_what_emits_more_has_no_price(study: MeasureStudy) -> None:
    (waste,) = [one for one in study.abatements if one.measure == "waste"]
    assert waste.tons_high < 0
    assert waste.price is waste.low is waste.high is None
    assert study.as_dict()["abatements"][2]["price"] is None


def test_bars_stand_side_by_side_as_wide_as_they_save(study: MeasureStudy) -> None:
    bars = in_order(study.abatements, bright().name)
    drawn = curve(bars, "CNY", Words("en", False, {}, {}))["data"]
    left = 0.0
    for bar, one in zip(drawn, bars, strict=True):
        assert bar["width"][0] == pytest.approx(one.tons, rel=1e-3)
        assert bar["x"][0] - bar["width"][0] / 2 == pytest.approx(left, abs=1e-2)
        assert bar["y"][0] + bar["error_y"]["array"][0] == pytest.approx(one.high, rel=1e-2)
        left += bar["width"][0]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_section(study: MeasureStudy, language: str) -> None:
    words = Words(language, False, {}, {})
    found = measure_section(study, words)
    assert found is not None
    shown = found.html()
    assert len(found.figures) == 1
    assert words("site_unsure") in shown
    assert measure_section(None, words) is None
    plain = measure_section(MeasureStudy(study.savings, "CNY"), words)
    assert plain is not None
    assert not plain.figures


def test_all_without_a_spread() -> None:
    found = abatement("one", "year", 1000.0, 5000.0, ([10.0, 10.0], [8.0, 8.0]), ([7.0, 7.0], [6.0, 6.0]), 3)
    assert (found.tons, found.tons_low, found.tons_high) == (2.0, 2.0, 2.0)
    assert (found.price, found.low, found.high) == (2000.0, 2000.0, 2000.0)


def test_what_is_refused() -> None:
    def study(costs: dict[str, float], year: bool = True, *changes: tuple[str, str]) -> None:
        study_measures(taktwin.load(text(*changes)).model, MEASURES, RUNS, [always(5.0)], year, costs=costs)

    with pytest.raises(OptionError, match="nothing, which is no measure"):
        study({"nothing": 1.0})
    for wrong in (-1.0, float("nan"), float("inf")):
        with pytest.raises(OptionError, match="leaks: the cost must be a number of 0 or more"):
            study({"leaks": wrong})
    with pytest.raises(OptionError, match="that of a year; ask for the whole year"):
        study({"leaks": 1.0}, False)
    whole = text()
    tariff = whole[whole.index("  tariff:") : whole.index("  waste:")]
    with pytest.raises(OptionError, match="the site has none; add `tariff`"):
        study({"leaks": 1.0}, True, (tariff, ""))
