"""Savings of measures as paired runs: what follows from the rules by hand, and what is refused."""

from __future__ import annotations

import pytest

import taktwin
from taktwin.energy import site_ledger
from taktwin.model.errors import ModelError, OptionError
from taktwin.planning.energy.measures import MeasureStudy, study_measures
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate
from tests.analysis.site.plant import always, bright, text

STORE = ("  photovoltaics:", "  battery: {energy: 800 kWh, power: 300 kW}\n  photovoltaics:")
PLANT = taktwin.load(text(("cycle: 5 min", "cycle: exp(6 min)"), STORE)).model
RUNS = RunOptions(days=2, warmup=1, replications=4, seed=1)
MEASURES = {
    "leaks": ["site.compressed_air.leakage=0 %"],
    "recovery": ["site.booths.booth.heat_recovery=70 %", "site.halls.hall.heat_recovery=50 %"],
    "pauses": ["shops.body.lines.main.weld.power.electricity.idle=5 kW"],
    "nothing": ["site.lighting.light.power=40 kW"],
    "battery": [],
}


@pytest.fixture(scope="module")
def study() -> MeasureStudy:
    return study_measures(PLANT, MEASURES, RUNS, [always(5.0)])


def test_leaks(study: MeasureStudy) -> None:
    """Without leaks a quarter of the electricity of the compressors is saved, in each run of its own amount."""
    (one,) = study.of("leaks")
    saved = []
    for result in simulate(PLANT, RUNS):
        ledger = site_ledger(PLANT, [result], always(5.0))
        saved.append(sum(entry.total for entry in ledger.entries if entry.use == "leakage") / ledger.cars)
    assert one.saved == pytest.approx(sum(saved) / 4)
    assert one.low < one.saved < one.high
    assert one.sure


def test_every_measure_has_its_sign(study: MeasureStudy) -> None:
    for name in ("leaks", "recovery", "pauses"):
        for figure in ("kwh", "money", "co2_kg"):
            (one,) = study.of(name, figure)
            assert one.low > 0, (name, figure)
    for figure in ("kwh", "money", "co2_kg"):
        assert study.of("nothing", figure)[0].saved == 0.0


def test_a_battery_saves_money_and_takes_energy(study: MeasureStudy) -> None:
    assert study.of("battery", "money")[0].low > 0
    assert study.of("battery", "kwh")[0].high < 0


def test_a_run_of_its_own_has_the_same_random_numbers(study: MeasureStudy) -> None:
    """Less idle power changes no car: the interval is far narrower than the figure varies."""
    (one,) = study.of("pauses")
    assert one.high - one.low < 0.2 * one.before


def test_each_year_of_weather_has_its_row() -> None:
    found = study_measures(PLANT, {"leaks": MEASURES["leaks"]}, RUNS, [always(5.0), bright()])
    assert [one.weather for one in found.of("leaks")] == ["always", bright().name]
    assert found.as_dict()["currency"] == "CNY"


def test_what_is_refused() -> None:
    with pytest.raises(OptionError, match="no measures"):
        study_measures(PLANT, {}, RUNS, [bright()])
    with pytest.raises(OptionError, match="two replications"):
        study_measures(PLANT, {"leaks": MEASURES["leaks"]}, RunOptions(days=1, warmup=0), [bright()])
    with pytest.raises(ModelError, match="leakge"):
        study_measures(PLANT, {"leaks": ["site.compressed_air.leakge=0 %"]}, RUNS, [bright()])
    with pytest.raises(OptionError, match="there is no battery"):
        study_measures(taktwin.load(text()).model, {"battery": []}, RUNS, [bright()])
