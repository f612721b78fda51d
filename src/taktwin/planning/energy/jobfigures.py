"""What a job takes, emits and costs, replication by replication: what paired runs compare."""

from __future__ import annotations

from collections.abc import Sequence

from taktwin.analysis.site.ledger import site_ledger
from taktwin.analysis.tables import RunTables
from taktwin.analysis.weather.year import WeatherYear
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.energy.bill import bill_of, with_battery
from taktwin.planning.energy.study import site_of


def job_figures(
    model: PlantModel, results: Sequence[RunTables], year: WeatherYear, whole_year: bool, stored: bool = False
) -> dict[str, list[float]]:
    """kWh, CO2 and money of a job, one value for each replication.

    Args:
        model: of one plant, with a site.
        results: replications of its run.
        year: of weather.
        whole_year: spread the runs over a whole year.
        stored: plan the battery of the site, too.

    Returns:
        Figure -> values: `kwh`, `co2_kg` (scope 1, and scope 2 by location), and `money` where the site has a tariff.
    """
    tariff = site_of(model).tariff
    found: dict[str, list[float]] = {"kwh": [], "co2_kg": []} | ({} if tariff is None else {"money": []})
    for result in results:
        ledger = site_ledger(model, [result], year, whole_year)
        kwh, kg = ledger.kwh_per_car, ledger.co2_per_car
        if tariff is not None:
            bill = bill_of(ledger, tariff)
            battery = site_of(model).battery
            if stored and battery is not None:
                with_it = with_battery(ledger, tariff, battery)
                energy = with_it.plan.energy()
                kwh += (energy["charged_kwh"] - energy["discharged_kwh"]) / ledger.cars  # what it loses is used
                bill, kg = with_it.bill, with_it.location_kg / ledger.cars
            found["money"].append(bill.total / ledger.cars)
        found["kwh"].append(kwh)
        found["co2_kg"].append(kg)
    return found
