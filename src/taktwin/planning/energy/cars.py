"""The energy and the CO2 of every single car of a run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from taktwin.analysis.site.cars import By, ledger_by_car
from taktwin.analysis.site.ledger import site_ledger
from taktwin.analysis.tables import RunTables
from taktwin.analysis.weather.year import WeatherYear
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.energy.study import site_of
from taktwin.planning.energy.weather import weather_years

if TYPE_CHECKING:
    import polars as pl

UNITS = {"water": "m3", "compressed_air": "m3"}
"""Of the media that are not in kWh."""


def energy_of_cars(
    model: PlantModel,
    result: RunTables,
    weather: Sequence[str | Path | WeatherYear] = (),
    by: By = "occupancy",
) -> pl.DataFrame:
    """What each car of a run took of each medium, and emitted; the columns sum to the books of the run.

    Media are shared as `ledger_by_car` says. The CO2 of a car is that of its media: gas and bought heat by their
    factors, electricity by the mean factor of all that was used, own sun included (scope 1, and scope 2 by location).

    Args:
        model: of one plant, with a site.
        result: one replication of its run.
        weather: as of `study_energy`; the first year of it is taken.
        by: `occupancy` or `equal`.

    Returns:
        One row for each car: `job`, `stream`, `outcome`, `electricity_kwh` and so on, `water_m3`, `co2_kg`.

    Raises:
        OptionError, LedgerError, FactorError, WeatherError, OSError: as of `study_energy`, or no car was in the plant.
    """
    import polars as pl

    ledger = site_ledger(model, [result], weather_years(site_of(model), weather)[0])
    cars, emissions = ledger_by_car(ledger, result, by), ledger.emissions
    emitted = {
        "gas": emissions.scope1_kg,
        "heat": emissions.heat_kg,
        "electricity": emissions.electricity.location_kg,
    }
    kg = pl.lit(0.0)
    for medium, amount in emitted.items():
        total = ledger.totals.get(medium, 0.0)
        if total:
            kg = kg + pl.col(medium) * (amount / total)
    named = {medium: f"{medium}_{UNITS.get(medium, 'kwh')}" for medium in ledger.totals}
    return cars.with_columns(kg.alias("co2_kg")).rename(named)
