"""What a ledger refuses: each says what is wrong, and what to do."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

import taktwin
from taktwin.analysis.site.times import times_of
from taktwin.energy import LedgerError, WeatherYear, ledger_by_car, site_ledger, study_energy
from taktwin.model.errors import ModelError, OptionError
from tests.analysis.site.plant import SITE, TEXT, bright, run, text


def test_unknown_region() -> None:
    with pytest.raises(ModelError, match="did you mean `Chongqing`"):
        taktwin.load(text(("grid: {region: Chongqing", "grid: {region: Chonqing")))


def test_no_factor_of_another_year() -> None:
    with pytest.raises(ModelError, match="no location factor of Chongqing is known for 2023"):
        taktwin.load(text(("{region: Chongqing, year: 2022}", "{region: Chongqing, year: 2023}")))


def cut(year: WeatherYear, hours: int) -> WeatherYear:
    arrays = {one.name: getattr(year, one.name) for one in fields(year)}
    return replace(year, **{name: value[:hours] for name, value in arrays.items() if isinstance(value, np.ndarray)})


def test_a_year_that_was_cut() -> None:
    with pytest.raises(LedgerError, match="there is no weather of 1/12 0:00; the ledger needs a whole year"):
        site_ledger(run().model, run().results, cut(bright(), 11 * 24))


def test_time_that_is_no_whole_number_of_intervals() -> None:
    done = run(1.004, 0.0)
    with pytest.raises(LedgerError, match=r"no whole number of 15 min; measure whole days"):
        site_ledger(done.model, done.results, bright())


def test_less_than_a_week_is_no_year() -> None:
    done = run(6.0)
    with pytest.raises(LedgerError, match="no whole week; measure at least one week: `--days 7`"):
        site_ledger(done.model, done.results, bright(), whole_year=True)


def test_a_begin_between_two_intervals() -> None:
    done = run(7.0, 0.001)
    with pytest.raises(LedgerError, match="do not fit the hours of the day"):
        site_ledger(done.model, done.results, bright(), whole_year=True)


def test_no_car() -> None:
    done = run(0.125, 0.0)
    with pytest.raises(LedgerError, match="no job was finished"):
        study_energy(done.model, done.results, [bright()])


def test_no_site() -> None:
    plant = taktwin.load(TEXT)
    with pytest.raises(OptionError, match="small has no site; add `site:`"):
        plant.energy()


def test_weather_of_another_altitude() -> None:
    done = run(1.0, 0.0, ("place: Chongqing\n", "place: Chongqing\n  altitude: 3600 m\n"))
    with pytest.raises(OptionError, match=r"its weather is of 259\.1 m, the site lies at 3600 m"):
        site_ledger(done.model, done.results, bright())


def test_no_synthetic_year_of_another_place() -> None:
    done = run(1.0, 0.0, ("place: Chongqing\n", "place: Harbin\n"))
    with pytest.raises(OptionError, match="no synthetic year of Harbin; name a weather file"):
        study_energy(done.model, done.results)


def test_machines_that_draw_heat_from_nowhere() -> None:
    gas, air = "  heat: {source: gas, efficiency: 92 %}\n", "kW}}\n            energy_per_job"
    lines = SITE.splitlines(keepends=True)
    booth, hall = (next(line for line in lines if line.startswith(f"    {name}:")) for name in ("booth", "hall"))
    done = run(
        1.0, 0.0, (gas, ""), ("  booths:\n" + booth, ""), ("  halls:\n" + hall, ""),
        ("gas: {working: 300 kW, idle: 250 " + air, "heat: {working: 300 kW, idle: 250 " + air),
    )  # fmt: skip
    with pytest.raises(LedgerError, match="paint draws heat, but the site does not say where it comes from"):
        site_ledger(done.model, done.results, bright())


def test_cars_of_a_year() -> None:
    ledger = site_ledger(run().model, run().results, bright(), whole_year=True)
    with pytest.raises(LedgerError, match="no single cars"):
        ledger_by_car(ledger, run().result)
    with pytest.raises(OptionError, match="share by occupancy, or equal"):
        ledger_by_car(ledger, run().result, "colour")  # type: ignore[arg-type]


def test_no_step() -> None:
    with pytest.raises(LedgerError, match="no step of time"):
        times_of(run().model.start, 900.0, 0)
