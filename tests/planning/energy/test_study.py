"""The study of a run in several years of weather: ranges, the bill, the battery."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.energy import study_energy, synthetic_names
from taktwin.model.errors import OptionError
from taktwin.planning.energy.bill import bill_of, unpriced, with_battery
from tests.analysis.site.plant import always, bright, run

STORE = ("  photovoltaics:", "  battery: {energy: 800 kWh, power: 300 kW}\n  photovoltaics:")


def test_the_synthetic_years_of_the_place_are_the_default() -> None:
    found = study_energy(run().model, run().results)
    assert [one.weather.name for one in found.ledgers] == synthetic_names()
    assert all(one.weather.synthetic for one in found.ledgers)
    low, high = found.kwh_per_car
    assert (low, high) == (min(found.span(lambda one: one.kwh_per_car)), max(one.kwh_per_car for one in found.ledgers))
    assert low < high


def test_a_row_that_one_year_lacks_is_nothing_there() -> None:
    """Chillers run in the hot year alone."""
    found = study_energy(run().model, run().results, [always(32.0, 0.6), always(0.0)]).by_use()
    row = found.filter(found["via"] == "chillers").row(0, named=True)
    assert row["low"] == 0.0 < row["high"]


def test_the_bill_is_the_sum_of_its_steps() -> None:
    """By hand: price of the hour x what is bought, 38 for the highest quarter of an hour, 7 days of 31."""
    ledger = study_energy(run().model, run().results, [bright()]).ledgers[0]
    tariff = ledger.site.tariff
    assert tariff is not None
    bill = bill_of(ledger, tariff)
    hour = (np.arange(ledger.times.steps) // 4) % 24
    price = np.select([hour < 8, hour < 12, hour < 18], [0.33, 0.68, 1.15], 0.70)
    assert bill.electricity == pytest.approx(float(price @ ledger.bought))
    assert bill.demand == pytest.approx(38 * float(ledger.bought.max()) * 4 * 7 / 31)
    assert bill.gas == pytest.approx(0.30 * ledger.totals["gas"])
    assert bill.water == pytest.approx(4.5 * ledger.totals["water"])
    assert bill.total == pytest.approx(bill.electricity + bill.demand + bill.gas + bill.water)


def test_a_medium_without_a_price_is_told() -> None:
    done = run(7.0, 7.0, ("    gas: 0.30\n", ""))
    found = study_energy(done.model, done.results, [bright()])
    assert found.unpriced == ["gas"]
    assert found.bills[0].gas == 0.0
    assert found.ledgers[0].site.tariff is not None
    assert unpriced(found.ledgers[0], found.ledgers[0].site.tariff) == ["gas"]


def test_a_battery_saves_money_and_loses_energy() -> None:
    done = run(7.0, 7.0, STORE)
    found = study_energy(done.model, done.results, [bright()], battery=True)
    stored, bill, ledger = found.stored[0], found.bills[0], found.ledgers[0]
    assert stored.bill.total < bill.total
    energy = stored.plan.energy()
    lost = energy["charged_kwh"] - energy["discharged_kwh"]
    assert lost == pytest.approx((1 - 0.95**2) * energy["charged_kwh"], rel=1e-6)
    net = energy["imported_kwh"] - energy["exported_kwh"] - energy["load_kwh"] + energy["pv_kwh"]
    assert net == pytest.approx(lost + energy["curtailed_kwh"], rel=1e-6)
    others = ledger.emissions.scope1_kg
    assert stored.location_kg == pytest.approx(others + energy["imported_kwh"] * 0.5227)


def test_a_battery_of_nothing_changes_no_bill() -> None:
    done = run(7.0, 7.0, (STORE[0], STORE[1].replace("800 kWh", "0 kWh")))
    found = study_energy(done.model, done.results, [bright()], battery=True)
    assert found.stored[0].bill.total == pytest.approx(found.bills[0].total)
    tariff, battery = found.site.tariff, found.site.battery
    assert tariff is not None
    assert battery is not None
    assert with_battery(found.ledgers[0], tariff, battery).plan.cycles == 0


@pytest.mark.long
def test_a_year_in_which_feeding_in_pays_more_than_the_cheapest_hour() -> None:
    """The battery feeds nothing in, so that few choices are left: the plan is the cheapest, and found in seconds."""
    done = run(7.0, 7.0, STORE, ("demand_charge: 38", "demand_charge: 38\n    sell: 0.40"))
    found = study_energy(done.model, done.results, [bright()], whole_year=True, battery=True)
    plan = found.stored[0].plan
    assert plan.proven
    surplus = np.maximum(plan.problem.pv - plan.problem.load, 0.0)
    assert np.all(plan.flows.exported <= surplus + 1e-6)
    assert found.stored[0].bill.total < found.bills[0].total


def test_replications_give_an_interval() -> None:
    import taktwin
    from tests.analysis.site.plant import text

    plant = taktwin.load(text(("cycle: 5 min", "cycle: exp(5 min)")))
    found = plant.energy([bright()], days=2, warmup=0, replications=3)
    interval = found.kwh_intervals[0]
    assert interval is not None
    assert interval[0] < found.kwh_per_car[0] < interval[1]
    assert found.as_dict()["weather"][0]["kwh_per_job_interval"] == interval


def test_no_battery_to_plan() -> None:
    with pytest.raises(OptionError, match="the site has no battery; add it"):
        study_energy(run().model, run().results, [bright()], battery=True)
