"""The energy of a run: a ledger in each year of weather, and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktwin.analysis.interval import t_interval
from taktwin.analysis.site.ledger import SiteLedger, site_ledger
from taktwin.analysis.tables import RunTables
from taktwin.analysis.weather.year import WeatherYear
from taktwin.model.errors import OptionError
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.site.site import Site
from taktwin.model.phrase import Phrase
from taktwin.planning.energy.bill import SiteBill, WithBattery, bill_of, unpriced, with_battery
from taktwin.planning.energy.weather import of_elsewhere, weather_years

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, eq=False)
class EnergyStudy:
    """What was found; every figure is a range over the years of weather.

    Attributes:
        ledgers: one for each year of weather, in the order given; each is the mean of all replications.
        kwh_intervals: 95 % interval of the kWh a car over the replications, for each year of weather; None of one run.
        bills: what each costs without the battery; empty where the site has no tariff.
        stored: with the battery; empty where the site has none, or no tariff, or it was not asked for.
    """

    ledgers: tuple[SiteLedger, ...]
    kwh_intervals: tuple[tuple[float, float] | None, ...]
    bills: tuple[SiteBill, ...]
    stored: tuple[WithBattery, ...]

    @property
    def site(self) -> Site:
        """Of the model."""
        return self.ledgers[0].site

    def span(self, figure: Callable[[SiteLedger], float]) -> tuple[float, float]:
        """Lowest and highest of a figure over the years of weather."""
        found = [figure(one) for one in self.ledgers]
        return min(found), max(found)

    @property
    def kwh_per_car(self) -> tuple[float, float]:
        """Lowest and highest kWh a car: electricity, gas and bought heat."""
        return self.span(lambda one: one.kwh_per_car)

    @property
    def co2_per_car(self) -> tuple[float, float]:
        """Lowest and highest kg CO2 a car: scope 1, and scope 2 by location."""
        return self.span(lambda one: one.co2_per_car)

    def by_shop(self) -> pl.DataFrame:
        """Shop, medium, unit, and the amount a car at the lowest and highest over the years: `low`, `high`."""
        return _ranged(self.ledgers, SiteLedger.by_shop, ("shop", "medium", "unit"))

    def by_use(self) -> pl.DataFrame:
        """The same for each use: shop, use, name, medium, via, unit, `low`, `high`."""
        return _ranged(self.ledgers, SiteLedger.by_use, ("shop", "use", "name", "medium", "via", "unit"))

    def as_dict(self) -> dict[str, Any]:
        """The figures, for JSON: kWh, m3, kg, money of the tariff."""
        first = self.ledgers[0]
        return {
            "start": first.times.start.isoformat(),
            "hours": first.times.seconds / 3600.0,
            "whole_year": first.whole_year,
            "step_min": first.times.step_s / 60.0,
            "jobs": first.cars,
            "kwh_per_job": self.kwh_per_car,
            "co2_kg_per_job": self.co2_per_car,
            "currency": None if self.site.tariff is None else self.site.tariff.currency,
            "waste_kg": first.waste_kg,
            "by_shop": self.by_shop().to_dicts(),
            "by_use": self.by_use().to_dicts(),
            "weather": [self._of(number) for number in range(len(self.ledgers))],
        }

    def _of(self, number: int) -> dict[str, Any]:
        """The figures of one year of weather."""
        ledger = self.ledgers[number]
        found: dict[str, Any] = {
            "weather": ledger.weather.name,
            "place": ledger.weather.place.name,
            "synthetic": ledger.weather.synthetic,
            "totals": ledger.totals,
            "kwh_per_job": ledger.kwh_per_car,
            "kwh_per_job_interval": self.kwh_intervals[number],
            "pv_kwh": {name: float(one.sum()) for name, one in ledger.pv_kwh.items()},
            "bought_kwh": float(ledger.bought.sum()),
            "fed_in_kwh": float(ledger.fed_in.sum()),
            "highest_import_kw": float(ledger.bought.max()) / ledger.step_h,
            "emissions": ledger.emissions.as_dict(),
        }
        if self.bills:
            found["bill"] = {**asdict(self.bills[number]), "total": self.bills[number].total}
        if self.stored:
            stored = self.stored[number]
            battery = {"bill": {**asdict(stored.bill), "total": stored.bill.total}, "location_kg": stored.location_kg}
            plan = stored.plan
            above = {"proven": plan.proven, "at_most_above_least_cost": max(0.0, plan.cost - plan.bound)}
            found["with_battery"] = {**battery, "cycles": plan.cycles, **above}
        return found

    @property
    def elsewhere(self) -> list[WeatherYear]:
        """The years of weather that are of another place than the site."""
        return of_elsewhere(self.site, [one.weather for one in self.ledgers])

    @property
    def unpriced(self) -> list[str]:
        """Media that are drawn and have no price: they are in no bill."""
        tariff = self.site.tariff
        return [] if tariff is None else list(dict.fromkeys(m for one in self.ledgers for m in unpriced(one, tariff)))


def study_energy(
    model: PlantModel,
    results: Sequence[RunTables],
    weather: Sequence[str | Path | WeatherYear] = (),
    whole_year: bool = False,
    battery: bool = False,
) -> EnergyStudy:
    """The ledger of a run in each of some years of weather.

    Args:
        model: of one plant, with a site.
        results: replications of its run.
        weather: EPW files, names of synthetic years, or years at hand; none: the synthetic years of the place.
        whole_year: spread the run over a whole year.
        battery: plan the battery of the site, too; a year takes some ten seconds.

    Raises:
        OptionError: the model has no site, or no battery and tariff to plan with, or there is no weather of it.
        WeatherError: a file cannot be weather.
        LedgerError: run, weather and site do not fit, or no job was finished.
        FactorError: an emission factor of the site is not known.
        OSError: a file cannot be read.
    """
    site = site_of(model)
    years = weather_years(site, weather)
    ledgers = tuple(site_ledger(model, results, year, whole_year) for year in years)
    for one in ledgers:
        _ = one.kwh_per_car, one.emissions
    bills = () if site.tariff is None else tuple(bill_of(one, site.tariff) for one in ledgers)
    stored = _stored(site, ledgers) if battery else ()
    intervals = tuple(_interval(model, results, year, whole_year) for year in years)
    return EnergyStudy(ledgers, intervals, bills, stored)


def site_of(model: PlantModel) -> Site:
    """The site of a model.

    Raises:
        OptionError: it has none.
    """
    if model.site is None:
        raise OptionError(
            Phrase("{name} has no site", name=model.name), Phrase("add `site:` to the model (docs/energy.md)"), "model"
        )
    return model.site


def _stored(site: Site, ledgers: Iterable[SiteLedger]) -> tuple[WithBattery, ...]:
    tariff, battery = site.tariff, site.battery
    if tariff is None or battery is None:
        message = Phrase("the site has no battery") if battery is None else Phrase("the site has no tariff")
        raise OptionError(message, Phrase("add it to the site, or do not ask for the battery"), "battery")
    return tuple(with_battery(one, tariff, battery) for one in ledgers)


def _interval(
    model: PlantModel, results: Sequence[RunTables], year: WeatherYear, whole_year: bool
) -> tuple[float, float] | None:
    if len(results) < 2:
        return None
    return t_interval([site_ledger(model, [one], year, whole_year).kwh_per_car for one in results])


def _ranged(
    ledgers: Sequence[SiteLedger], table: Callable[[SiteLedger], pl.DataFrame], keys: tuple[str, ...]
) -> pl.DataFrame:
    """Rows of all ledgers by their keys; a row that a ledger lacks is 0 there."""
    import polars as pl

    every = pl.concat([table(one) for one in ledgers])
    return (
        every.group_by(keys, maintain_order=True)
        .agg(pl.col("per_car").min().alias("low"), pl.col("per_car").max().alias("high"), pl.len().alias("many"))
        .with_columns(pl.when(pl.col("many") < len(ledgers)).then(0.0).otherwise(pl.col("low")).alias("low"))
        .drop("many")
    )
