"""Every car bears its part of energy and CO2: all together are the books of the run."""

from __future__ import annotations

import math

import pytest

import taktwin
from taktwin.energy import site_ledger
from taktwin.model.errors import OptionError
from taktwin.planning.energy.cars import energy_of_cars
from tests.analysis.site.plant import TEXT, bright, run

NETWORK = ("heat: {source: gas, efficiency: 92 %}", "heat: {source: network, factor: 0.396}")


@pytest.mark.parametrize("by", ["occupancy", "equal"])
@pytest.mark.parametrize("change", [(), (NETWORK,)])
def test_sums_are_the_books(by: str, change: tuple[tuple[str, str], ...]) -> None:
    done = run(7.0, 7.0, *change)
    ledger = site_ledger(done.model, done.results, bright())
    cars = energy_of_cars(done.model, done.result, [bright()], by)  # type: ignore[arg-type]
    for medium, total in ledger.totals.items():
        column = f"{medium}_m3" if medium == "water" else f"{medium}_kwh"
        assert math.fsum(cars[column]) == pytest.approx(total, rel=1e-9)
    assert math.fsum(cars["co2_kg"]) == pytest.approx(ledger.emissions.location_kg, rel=1e-9)
    assert cars["job"].n_unique() == cars.height


def test_a_car_emits_what_its_media_do() -> None:
    done = run()
    ledger = site_ledger(done.model, done.results, bright())
    row = energy_of_cars(done.model, done.result, [bright()]).row(5, named=True)
    of_electricity = 0.5227 * float(ledger.bought.sum()) / ledger.totals["electricity"]
    of_gas = ledger.emissions.scope1_kg / ledger.totals["gas"]
    wanted = row["electricity_kwh"] * of_electricity + row["gas_kwh"] * of_gas
    assert row["co2_kg"] == pytest.approx(wanted)


def test_no_site() -> None:
    done = taktwin.load(TEXT).simulate(days=1, warmup=0)
    with pytest.raises(OptionError, match="small has no site"):
        energy_of_cars(done.model, done.result, [bright()])
