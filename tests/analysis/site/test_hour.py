"""One hour of every load, worked out by hand: Monday, 12 January 2026, from 8 to 9 o'clock, 0 C, 200 W/m2."""

from __future__ import annotations

import pytest

from taktwin.analysis.site.ledger import SiteLedger
from taktwin.energy import booth_air, site_ledger
from tests.analysis.site.plant import always, bright, run

COLD = always(0.0, 0.5, ghi=200.0)
HOT = always(32.0, 0.6)
EIGHT = slice(32, 36)  # quarters of an hour from midnight on
AIR = 101325.0 / (287.042 * 293.15)  # kg/m3


def of(ledger: SiteLedger, use: str, medium: str, via: str | None = None, when: slice = EIGHT) -> float:
    found = [one for one in ledger.entries if (one.use, one.medium, one.via) == (use, medium, via)]
    return sum(float(one.amounts[when].sum()) for one in found)


@pytest.fixture(scope="module")
def cold() -> SiteLedger:
    return site_ledger(run().model, run().results, COLD)


def test_hall(cold: SiteLedger) -> None:
    """(12 kW/K + 10 m3/s x density x 1.006) x 18 K - 60 kW, of a boiler of 92 %."""
    heat = (12.0 + 10.0 * AIR * 1.006) * 18.0 - 60.0
    assert of(cold, "hall air", "gas", "boiler") == pytest.approx(heat / 0.92)
    assert of(cold, "hall air", "electricity") == pytest.approx(15.0)


def test_hall_off_shift(cold: SiteLedger) -> None:
    """From 0 to 1 o'clock: the walls alone, to 8 C."""
    assert of(cold, "hall air", "gas", "boiler", slice(0, 4)) == pytest.approx(12.0 * 8.0 / 0.92)
    assert of(cold, "hall air", "electricity", None, slice(0, 4)) == 0.0


def test_light(cold: SiteLedger) -> None:
    """Half of full daylight saves half of 30 %; the break from 12:00 to 12:30 is off shift."""
    assert of(cold, "lighting", "electricity") == pytest.approx(40.0 * 0.85)
    assert of(cold, "lighting", "electricity", None, slice(48, 50)) == pytest.approx(4.0 * 0.5)


def test_oxidiser(cold: SiteLedger) -> None:
    """2 m3/s x density x 1.09 x 775 K x 5 %."""
    assert of(cold, "oxidiser", "gas") == pytest.approx(2.0 * AIR * 1.09 * 775.0 * 0.05)
    assert of(cold, "oxidiser", "electricity") == pytest.approx(12.0)


def test_booth_in_winter(cold: SiteLedger) -> None:
    """Supply air at the lower corner of its band, 22 C and 60 %: as `booth_air` has it."""
    loads = booth_air(0.0, 0.5, 60_000, 22.0, 0.6, recirculated_share=0.7, heat_recovery=0.5)
    assert of(cold, "booth air", "gas", "boiler") == pytest.approx(float(loads.heating_kw) / 0.92)
    assert of(cold, "booth air", "water") == pytest.approx(float(loads.water_kg_h) / 1000.0)
    assert of(cold, "booth air", "electricity") == pytest.approx(60.0)
    assert of(cold, "booth air", "electricity", None, slice(0, 4)) == pytest.approx(6.0)


def test_booth_in_summer() -> None:
    """Cold of chillers at 32 C: a COP of 5 - 0.1 x 2."""
    ledger = site_ledger(run().model, run().results, HOT)
    loads = booth_air(32.0, 0.6, 60_000, 24.0, 0.7, recirculated_share=0.7, heat_recovery=0.5)
    assert of(ledger, "booth air", "electricity", "chillers") == pytest.approx(float(loads.cooling_kw) / 4.8)


def test_compressed_air(cold: SiteLedger) -> None:
    """Weld works for 4 of 5 min, as it waits for spray: 84 m3/h; the leak is a third of the mean draw of the week."""
    assert of(cold, "machines", "electricity", "compressors") == pytest.approx(84.0 * 0.11)
    mean = 5 * 15.5 * 84.0 / 168.0
    assert of(cold, "leakage", "electricity", "compressors") == pytest.approx(mean / 3.0 * 0.11)


def test_machines(cold: SiteLedger) -> None:
    """Weld 104 kW, spray 200 kW; the old light is left out."""
    assert of(cold, "machines", "electricity") == pytest.approx(104.0 + 200.0)
    assert of(cold, "machines", "gas") == pytest.approx(300.0)
    assert of(cold, "machines", "water") == pytest.approx(12 * 0.8)


def test_emissions(cold: SiteLedger) -> None:
    """Gas by the figures of fuels.yaml, electricity by 0.5227 and 0.5856 kg/kWh of what the sun does not give."""
    found, gas = cold.emissions, cold.totals["gas"]
    bought = float(cold.bought.sum())
    assert found.scope1_kg == pytest.approx(gas * 3.6 * 15.3 * 0.99 * 44 / 12 / 1e3)
    assert found.electricity.location_kg == pytest.approx(bought * 0.5227)
    assert found.electricity.market_annual_kg == pytest.approx(bought * 0.5856)
    assert cold.waste_kg == {"sludge": pytest.approx(3.0 * cold.cars)}


def test_hours_of_the_weather_are_those_of_the_clock() -> None:
    """The sun of 12 January from 12 to 13 o'clock is what the file has at label 13."""
    ledger = site_ledger(run().model, run().results, bright())
    from taktwin.energy import Mounting, pv_yield

    hour = (12 - 1) * 24 + 12
    of_a_kwp = pv_yield([bright()], Mounting("roof")).years[0].ac_w[hour] / 1000.0
    assert of_a_kwp > 0
    assert float(ledger.sun[48:52].sum()) == pytest.approx(500.0 * of_a_kwp)
