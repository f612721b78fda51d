"""The ledger of a site: every medium by step, shop and use; sun, purchases and emissions; the same for each car."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from taktwin.analysis.ledger.errors import LedgerError
from taktwin.analysis.photovoltaics.mounting import Mounting
from taktwin.analysis.photovoltaics.output import pv_yield
from taktwin.analysis.site.convert import Entry, entries_of
from taktwin.analysis.site.demand import needs_of
from taktwin.analysis.site.emissions import Emissions, emissions_of
from taktwin.analysis.site.machines import Machines, machines_of
from taktwin.analysis.site.times import HOUR_S, Times
from taktwin.analysis.site.year import spread, steps_of_times
from taktwin.analysis.tables import RunTables
from taktwin.analysis.weather.year import WeatherYear
from taktwin.model.errors import OptionError
from taktwin.model.nouns.machines.power import VOLUME_MEDIA
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.site.site import Site

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

FARTHEST_ALTITUDE_M = 300.0
"""Between a site and its weather."""


@dataclass(frozen=True, eq=False)
class SiteLedger:
    """The books of a site in one year of weather; amounts are kWh, of water and compressed air m3.

    Attributes:
        model: what was run.
        weather: that was taken.
        machines: what the machines drew in the time of the ledger.
        entries: all lines.
        pv_kwh: what the photovoltaics give in each step, by name.
        whole_year: the run was spread over a whole year.
    """

    model: PlantModel
    weather: WeatherYear
    machines: Machines
    entries: tuple[Entry, ...]
    pv_kwh: dict[str, Numbers]
    whole_year: bool

    @property
    def site(self) -> Site:
        """Of the model."""
        assert self.model.site is not None
        return self.model.site

    @property
    def times(self) -> Times:
        """Steps of the ledger."""
        return self.machines.times

    @property
    def step_h(self) -> float:
        """Length of a step (h)."""
        return self.times.step_s / HOUR_S

    @property
    def cars(self) -> float:
        """Main jobs finished in the time of the ledger (mean over the replications)."""
        return float(self.machines.finished.sum())

    def of_medium(self, medium: str) -> Numbers:
        """What is drawn of a medium in each step, kWh or m3."""
        return sum((one.amounts for one in self.entries if one.medium == medium), np.zeros(self.times.steps))

    @cached_property
    def sun(self) -> Numbers:
        """What all photovoltaics give in each step, kWh."""
        return sum(self.pv_kwh.values(), np.zeros(self.times.steps))

    @cached_property
    def bought(self) -> Numbers:
        """Electricity from the grid in each step, kWh: what the sun does not give. No battery is in it."""
        return np.maximum(self.of_medium("electricity") - self.sun, 0.0)

    @cached_property
    def fed_in(self) -> Numbers:
        """Electricity to the grid in each step, kWh."""
        return np.maximum(self.sun - self.of_medium("electricity"), 0.0)

    @cached_property
    def totals(self) -> dict[str, float]:
        """Medium -> amount of the whole time."""
        media = dict.fromkeys(one.medium for one in self.entries)
        return {medium: float(self.of_medium(medium).sum()) for medium in media}

    @property
    def kwh(self) -> float:
        """Electricity, gas and bought heat that were used, own sun included."""
        return sum(amount for medium, amount in self.totals.items() if medium not in VOLUME_MEDIA)

    @property
    def kwh_per_car(self) -> float:
        """`kwh` for each finished job.

        Raises:
            LedgerError: none was finished.
        """
        return self.kwh / self._made()

    @cached_property
    def emissions(self) -> Emissions:
        """Scope 1 and 2.

        Raises:
            FactorError: a factor of the site is not known.
        """
        return emissions_of(self.site, self.of_medium("electricity"), self.sun, self.totals)

    @property
    def co2_per_car(self) -> float:
        """Kg CO2 of scope 1 and scope 2 by location for each finished job."""
        return self.emissions.location_kg / self._made()

    @property
    def waste_kg(self) -> dict[str, float]:
        """Waste by name, kg."""
        return {name: one.per_job.value * self.cars for name, one in self.site.waste.items()}

    def by_use(self) -> pl.DataFrame:
        """One row for each shop, use, name, medium and way: amount, unit, per_car (null where none was finished)."""
        rows = [
            {
                "shop": one.shop,
                "use": one.use,
                "name": one.name,
                "medium": one.medium,
                "via": one.via,
                "amount": one.total,
                "unit": "m3" if one.medium in VOLUME_MEDIA else "kWh",
                "per_car": one.total / self.cars if self.cars else None,
            }
            for one in self.entries
        ]
        names = ("shop", "use", "name", "medium", "via", "unit")
        schema = dict.fromkeys(names, pl.String) | {"amount": pl.Float64, "per_car": pl.Float64}
        order = ("shop", "use", "name", "medium", "via", "amount", "unit", "per_car")
        return pl.DataFrame(rows, schema={name: schema[name] for name in order})

    def by_shop(self) -> pl.DataFrame:
        """Sums of `by_use` by shop and medium, in plant order."""
        shops = {name: place for place, name in enumerate(self.model.shops)}
        order = pl.col("shop").replace_strict(shops, default=len(shops), return_dtype=pl.Int64)
        return (
            self.by_use()
            .group_by("shop", "medium", "unit", maintain_order=True)
            .agg(pl.col("amount").sum(), pl.col("per_car").sum())
            .sort(order, "medium")
        )

    def series(self) -> pl.DataFrame:
        """One row for each step, with what is used, bought and given back: `start` (local) and a column each.

        Columns are SHOP.MEDIUM (kWh or m3), then `pv_kwh`, `bought_kwh`, `fed_in_kwh`, `cars`.
        """
        columns: dict[str, Any] = {"start": pl.Series(steps_of_times(self.times), dtype=pl.Datetime("us"))}
        for one in self.entries:
            name = f"{one.shop or '-'}.{one.medium}"
            columns[name] = columns.get(name, 0.0) + one.amounts
        columns |= {"pv_kwh": self.sun, "bought_kwh": self.bought, "fed_in_kwh": self.fed_in}
        return pl.DataFrame(columns | {"cars": self.machines.finished})

    def _made(self) -> float:
        if not self.cars:
            raise LedgerError("ledger: no job was finished", "measure a longer time, or begin after the warm-up")
        return self.cars


def site_ledger(
    model: PlantModel, results: Sequence[RunTables], weather: WeatherYear, whole_year: bool = False
) -> SiteLedger:
    """The ledger of a run in one year of weather: post-processing, nothing is run.

    Args:
        model: of one plant, with a site.
        results: replications of its run; the ledger is of their mean.
        weather: a whole year, checked by the guard; hours are taken by month, day and hour of the plant's clock.
        whole_year: spread the run over the calendar year in which the model starts (see `year.spread`).

    Raises:
        OptionError: the model has no site, or the weather is of another altitude.
        LedgerError: the run or the weather does not fit; the message says why.
    """
    site = model.site
    if site is None:
        raise OptionError("the model has no site", "add `site:` to it (docs/energy.md)", "model")
    if site.altitude is not None and abs(weather.place.altitude_m - site.altitude.value) > FARTHEST_ALTITUDE_M:
        message = (
            f"{weather.name}: its weather is of {weather.place.altitude_m:g} m, the site lies at {site.altitude.text}"
        )
        raise OptionError(message, "take the weather of a place of like altitude", "weather")
    machines = machines_of(model, results)
    if whole_year:
        machines = spread(model, results, machines)
    needs = needs_of(model, machines.times, weather)
    shops = list(model.shops)
    found = entries_of(model, site, machines, needs, weather)
    entries = tuple(sorted(found, key=lambda one: len(shops) if one.shop is None else shops.index(one.shop)))
    return SiteLedger(model, weather, machines, entries, _sun(site, machines.times, weather), whole_year)


def _sun(site: Site, times: Times, weather: WeatherYear) -> dict[str, Numbers]:
    hours = times.hours_of(weather)
    found: dict[str, Numbers] = {}
    for name, one in site.photovoltaics.items():
        tilt = None if one.tilt is None else one.tilt.value
        mounting = Mounting(one.mounting, tilt, one.azimuth.value, losses=one.losses.value)
        of_a_kwp = pv_yield([weather], mounting).years[0].ac_w / 1000.0
        found[name] = times.by_step(of_a_kwp[hours] * one.peak.value / 1000.0)
    return found
