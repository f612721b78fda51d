"""The reference plants make what they are made for (short runs; the docs give the figures over ten seeds)."""

from __future__ import annotations

from statistics import fmean

import pytest

import taktwin

# name -> seeds, days, jobs an hour with tolerance, least and most hours from body start to line off
TARGETS = {
    "phoenix": (2, 20, 30.0, 1.0, 13.0, 19.0),
    "phoenix-60": (1, 10, 59.0, 2.0, 12.0, 19.0),
    "phoenix-30": (1, 10, 118.0, 4.0, 12.0, 19.0),
}


@pytest.mark.parametrize("name", TARGETS)
def test_rate_lead_time_energy_and_supply(name: str) -> None:
    seeds, days, rate, tolerance, least, most = TARGETS[name]
    plant = taktwin.load(name)
    kpis = [plant.simulate(days=days, seed=seed).kpis for seed in range(1, seeds + 1)]

    def mean(key: str) -> float:
        return fmean(float(one[key].value) for one in kpis)

    assert mean("throughput_per_hour") == pytest.approx(rate, abs=tolerance)
    assert least <= mean("lead_time_hours") <= most
    assert 520 <= mean("electricity_kwh_per_job") <= 600
    assert 750 <= mean("energy_kwh_per_job") <= 1800
    # parts do not hold up the line in the base case
    assert mean("line_stop_share") < 1e-3


def test_paint_takes_most_of_the_energy() -> None:
    run = taktwin.load("phoenix").simulate(days=10, seed=1)
    energy = run.result.energy
    used = energy.filter(energy["unit"] == "kWh")
    share = float(used.filter(used["shop"] == "paint")["amount"].sum()) / float(used["amount"].sum())
    assert 0.4 <= share <= 0.7


def test_a_year_of_production_days_is_the_listed_capacity() -> None:
    # 250 days of 20 h at 30 jobs an hour: 150,000 cars
    hours = taktwin.load("phoenix").model.calendars["two-shift"].hours_per_week() / 7
    assert hours == pytest.approx(20.0)
