"""What measures save: paired runs with the same random numbers, kWh, money and CO2 a job, each with its interval."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from taktwin.analysis.paired import paired
from taktwin.analysis.site.ledger import site_ledger
from taktwin.analysis.tables import RunTables
from taktwin.analysis.weather.year import WeatherYear
from taktwin.model.errors import OptionError
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.site.site import Site
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.views import one_plant
from taktwin.planning.energy.abatement import Abatement, abatement
from taktwin.planning.energy.jobfigures import job_figures
from taktwin.planning.energy.study import site_of
from taktwin.planning.energy.weather import weather_years
from taktwin.planning.meter import Meter, telling
from taktwin.planning.warmup.run import chosen_warmup
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate

BATTERY = "battery"
"""The measure that plans the battery of the site."""
OF_SITE = "site."
"""Changes below it touch no run."""


@dataclass(frozen=True)
class Saving:
    """What a measure saves of one figure in one year of weather, a job.

    Attributes:
        measure: its name.
        weather: name of the year.
        figure: `kwh`, `money` (where the site has a tariff) or `co2_kg` (scope 1, and scope 2 by location).
        before: mean without the measure.
        saved: mean of what it saves; below 0 where it takes more.
        low: lower end of the interval of `saved`.
        high: upper end of it.
    """

    measure: str
    weather: str
    figure: str
    before: float
    saved: float
    low: float
    high: float

    @property
    def sure(self) -> bool:
        """Whether it saves, or takes more, for sure."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class MeasureStudy:
    """What some measures save.

    Attributes:
        savings: by measure, weather and figure.
        currency: of the money; None without a tariff.
        abatements: by measure and weather, of a whole year; empty where it is none, or without a tariff.
    """

    savings: tuple[Saving, ...]
    currency: str | None
    abatements: tuple[Abatement, ...] = ()

    def of(self, measure: str, figure: str = "kwh") -> list[Saving]:
        """The savings of a measure of one figure, one for each year of weather."""
        return [one for one in self.savings if (one.measure, one.figure) == (measure, figure)]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        found: dict[str, Any] = {
            "currency": self.currency,
            "savings": [{**asdict(one), "sure": one.sure} for one in self.savings],
        }
        if self.abatements:
            found["abatements"] = [asdict(one) for one in self.abatements]
        return found


def study_measures(
    model: PlantModel,
    measures: Mapping[str, Sequence[str]],
    options: RunOptions,
    weather: Sequence[str | Path | WeatherYear] = (),
    whole_year: bool = False,
    meter: Meter | None = None,
    before: Sequence[RunTables] | None = None,
    costs: Mapping[str, float] | None = None,
) -> MeasureStudy:
    """What measures save, each alone, beside the plant as it is.

    Every measure runs with the random numbers of the plant as it is; one that changes only the site needs no run of
    its own. The intervals (paired t) hold for all measures together at 95 % (Bonferroni), figure by figure and year by
    year.

    Args:
        model: of one plant, with a site.
        measures: name -> changes `PATH=VALUE`; no changes of the name `battery`: plan that of the site.
        options: of the runs, with two replications or more.
        weather: as of `study_energy`.
        whole_year: spread the runs over a whole year.
        meter: shows how far it is.
        before: results of the plant as it is, run with these options; None: it is run here.
        costs: name -> what the measure itself costs a year, in the money of the tariff; with `whole_year` alone.

    Raises:
        OptionError: no measures, a single replication, no battery to plan, or a cost that cannot be used.
        ModelError: a change cannot be made.
        LedgerError, FactorError, WeatherError, OSError: as of `study_energy`.
    """
    site, meter, costs = site_of(one_plant(model)), meter or telling(), costs or {}
    check_measures(site, measures, costs, whole_year)
    if options.replications < 2:
        raise OptionError(
            Phrase("an interval needs two replications or more"), Phrase("ask for 5 or more"), "replications"
        )
    models = {name: load_model(model, list(changes)) for name, changes in measures.items()}
    years = weather_years(site, weather)
    chosen, _ = chosen_warmup(model, options)
    base = before
    if base is None:
        with meter(Phrase("simulating")) as step:
            base = simulate(model, chosen, step)
    plain = [job_figures(model, base, year, whole_year, False) for year in years]
    jobs = [site_ledger(model, base, year, whole_year).cars for year in years]
    found: list[Saving] = []
    yearly: list[Abatement] = []
    for name, changes in measures.items():
        results = base
        if any(not change.strip().startswith(OF_SITE) for change in changes):
            with meter(Phrase("simulating")) as step:
                results = simulate(models[name], replace(chosen, seed=chosen.run_seed), step)
        stored = name == BATTERY and not changes
        for year, was, made in zip(years, plain, jobs, strict=True):
            after = job_figures(models[name], results, year, whole_year, stored)
            found += [_saving(name, year.name, key, was[key], after[key], len(measures)) for key in was]
            if whole_year and site.tariff is not None:
                pairs = (was["co2_kg"], after["co2_kg"]), (was["money"], after["money"])
                yearly.append(abatement(name, year.name, made, costs.get(name, 0.0), *pairs, len(measures)))
    return MeasureStudy(tuple(found), None if site.tariff is None else site.tariff.currency, tuple(yearly))


def check_measures(
    site: Site, measures: Mapping[str, Sequence[str]], costs: Mapping[str, float], whole_year: bool
) -> None:
    """See to it, before any run, that measures and their costs can be looked at.

    Args:
        site: of the plant as it is.
        measures: as of `study_measures`.
        costs: likewise.
        whole_year: likewise.

    Raises:
        OptionError: there are none, there is no battery to plan, or a cost cannot be used.
    """
    if not measures:
        raise OptionError(Phrase("there are no measures"), Phrase("name at least one"), "measures")
    if BATTERY in measures and not measures[BATTERY] and (site.battery is None or site.tariff is None):
        raise OptionError(
            Phrase("there is no battery, or no tariff to plan it with"), Phrase("add both to the site"), "measures"
        )
    for name, cost in costs.items():
        if name not in measures:
            raise OptionError(
                Phrase("a cost is given of {name}, which is no measure", name=name),
                Phrase("name a measure"),
                "measures",
            )
        if not 0.0 <= cost < math.inf:
            message = Phrase("{name}: the cost must be a number of 0 or more, got {cost}", name=name, cost=repr(cost))
            raise OptionError(message, Phrase("give what the measure costs a year"), "measures")
    if costs and site.tariff is None:
        message = Phrase("the cost of a measure is money of the tariff, and the site has none")
        raise OptionError(message, Phrase("add `tariff` to the site"), "measures")
    if costs and not whole_year:
        raise OptionError(
            Phrase("the cost of a measure is that of a year"), Phrase("ask for the whole year: `year`"), "measures"
        )


def _saving(
    measure: str, weather: str, figure: str, before: Sequence[float], after: Sequence[float], many: int
) -> Saving:
    difference = paired(before, after, comparisons=many)
    mean = sum(before) / len(before)
    return Saving(measure, weather, figure, mean, difference.difference, difference.low, difference.high)
