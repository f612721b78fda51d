"""Load shifting: cells rest, and vehicles and ovens wait, in the dear hours, where no job is lost by it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from taktwin.analysis.paired import Paired, paired
from taktwin.analysis.weather.year import WeatherYear
from taktwin.model.errors import OptionError
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.site.generation import SiteTariff
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.views import one_plant
from taktwin.planning.energy.cheaphours import CheapHours, cheap_hours, early_hours, prices_by_minute
from taktwin.planning.energy.equal import OTHER_SEED, is_equal
from taktwin.planning.energy.jobfigures import job_figures
from taktwin.planning.energy.shiftgroups import ShiftGroup, groups_of, raised, use_of
from taktwin.planning.energy.study import site_of
from taktwin.planning.energy.weather import weather_years
from taktwin.planning.meter import Meter, telling
from taktwin.planning.warmup.run import chosen_warmup
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate
from taktwin.runs.tables import Result


@dataclass(frozen=True)
class Shifted:
    """Hours that the cells of a group work, and what it takes to let them rest in the others.

    Attributes:
        group: of cells.
        hours: in which they work.
        reorder: recipe, as cell and name -> level at which a lot of it is due; those that are not as before.
    """

    group: ShiftGroup
    hours: CheapHours
    reorder: Mapping[tuple[str, str], float] = field(default_factory=dict)

    @property
    def calendar(self) -> str:
        """Name of the new calendar."""
        return f"{'early' if self.group.machines else 'cheap'}-{self.group.name}"

    @property
    def changes(self) -> dict[str, str | float]:
        """Of the model, path -> value, with the calendar added to it."""
        if self.group.fleets:
            return {f"fleets.{name}.battery.hours": self.calendar for name in self.group.fleets}
        if self.group.machines:
            return {f"pauses.{self.group.name}.awake": self.calendar}
        cells = f"shops.{self.group.shop}.cells"
        found: dict[str, str | float] = {f"{cells}.{cell}.calendar": self.calendar for cell in self.group.cells}
        levels = {f"{cells}.{cell}.makes.{name}.reorder": at for (cell, name), at in self.reorder.items()}
        return found | {path: int(at) if at == int(at) else at for path, at in levels.items()}


Plan = Mapping[str, Shifted]
"""Name of a group -> its hours; a group that is not there works as before."""


@dataclass(frozen=True)
class ShiftStudy:
    """The hours that were found, and their proof in paired runs with other random numbers than they were chosen by.

    Savings are for each job, those without the plan less those with it: below 0 where it takes more.

    Attributes:
        plan: hours by group; empty where none pays without losing jobs.
        groups: all that were looked at, by name.
        currency: of the money.
        money: for each job, in each year of weather.
        kwh: likewise.
        co2_kg: likewise (scope 1, and scope 2 by location).
        before: money for each job without the plan, in each year of weather.
        jobs: jobs a day without the plan.
        gained: jobs a day with it less those without it.
        stock: mean number of parts more in the stocks that the cells fill.
        replications: of each run.
        runs: how many plans were run.
    """

    plan: Plan
    groups: tuple[str, ...]
    currency: str
    money: Mapping[str, Paired]
    kwh: Mapping[str, Paired]
    co2_kg: Mapping[str, Paired]
    before: Mapping[str, float]
    jobs: float
    gained: Paired
    stock: Paired
    replications: int
    runs: int

    @property
    def equal(self) -> bool:
        """Whether the throughput is the same, as of `is_equal`."""
        return is_equal(self.gained, self.jobs)

    @property
    def model(self) -> dict[str, Any]:
        """What to add to the model, as a file that `extends` it says it."""
        return added_to(self.plan) | {"set": changes_of(self.plan)}

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "currency": self.currency,
            "plan": [
                {
                    "shop": one.group.shop or None,
                    "cells": list(one.group.cells),
                    "fleets": list(one.group.fleets),
                    "warmed_up": list(one.group.machines),
                    "highest_price": one.hours.most,
                    "hours": one.hours.told,
                    "hours_a_week": one.hours.hours,
                    "reorder": {f"{cell}.{name}": at for (cell, name), at in one.reorder.items()},
                }
                for one in self.plan.values()
            ],
            "groups": list(self.groups),
            "saved_per_job": {
                name: {"money": asdict(self.money[name]), "kwh": asdict(self.kwh[name])}
                | {"co2_kg": asdict(self.co2_kg[name]), "money_before": self.before[name]}
                for name in self.money
            },
            "jobs_per_day": self.jobs,
            "jobs_gained_per_day": asdict(self.gained),
            "equal_throughput": self.equal,
            "parts_more_in_stock": asdict(self.stock),
            "replications": self.replications,
            "plans_run": self.runs,
            "model": self.model,
        }


def check_shifting(model: PlantModel) -> tuple[SiteTariff, Any, list[ShiftGroup]]:
    """What there is to shift in a model of one plant: its tariff, the price of each minute of the day, and the groups.

    Raises:
        OptionError: no site, no tariff, a single price, or nothing whose hours could be chosen.
    """
    site = site_of(one_plant(model))
    if site.tariff is None:
        raise OptionError(Phrase("the site has no tariff"), Phrase("add `tariff` to the site"), "shift")
    prices = prices_by_minute({band: price.value for band, price in site.tariff.buy.items()})
    groups = groups_of(model)
    if len(set(prices.tolist())) < 2 or not groups:
        none = Phrase("no make cell could rest, no vehicle charges, and no oven warms up")
        what = Phrase("electricity has one price at all hours") if groups else none
        remedy = Phrase(
            "it needs prices by the hour, and cells that fill stocks, vehicles with a battery, or ovens whose pauses "
            "have `after` and `awake`"
        )
        raise OptionError(what, remedy, "shift")
    return site.tariff, prices, groups


def study_shifting(
    model: PlantModel,
    options: RunOptions,
    weather: Sequence[str | Path | WeatherYear] = (),
    whole_year: bool = False,
    meter: Meter | None = None,
) -> ShiftStudy:
    """Find when make cells work, vehicles charge and ovens warm up at the least cost, at equal throughput.

    The cells of a shop rest while electricity costs more than one of the prices of the tariff, within the hours that
    they work today; either as they are, or with lots due earlier, by what is drawn in the longest rest. Vehicles that
    charge without need do so in such hours alone. Machines that wake ahead of a shift do so earlier, and stay warm
    until it begins, where that is cheaper. Each such plan is run beside the plant as it is, with the same random
    numbers, and the cheapest of each shop that loses no job, and saves for sure, is taken. All of them together are
    proved with random numbers that played no part in the choice; while jobs are lost there, the shop that saves least
    goes back to its old hours.

    Args:
        model: of one plant, with a site, a tariff and make cells.
        options: of the runs, with two replications or more.
        weather: as of `study_energy`.
        whole_year: spread the runs over a whole year.
        meter: shows how far it is.

    Raises:
        OptionError: no site, no tariff, a single price, nothing whose hours could be chosen, or a single replication.
        LedgerError, FactorError, WeatherError, OSError: as of `study_energy`.
    """
    site = site_of(one_plant(model))
    if options.replications < 2:
        raise OptionError(
            Phrase("an interval needs two replications or more"), Phrase("ask for 5 or more"), "replications"
        )
    tariff, prices, groups = check_shifting(model)
    levels = sorted(set(prices.tolist()))
    chosen, _ = chosen_warmup(model, options)
    chosen = replace(chosen, seed=chosen.run_seed)
    years = weather_years(site, weather)
    bench = _Bench(model, chosen, years, whole_year, meter or telling())
    best: dict[str, Shifted] = {}
    for group in groups:
        if group.machines:
            every = _earlier(group, tariff, prices)
        else:
            every = _candidates(model, group, prices, levels, use_of(bench.plain))
        good = [one for one in every if bench.equal({group.name: one}) and bench.saves({group.name: one})]
        if good:
            best[group.name] = max(good, key=lambda one: bench.saved({group.name: one}))
    proof = _Bench(model, replace(chosen, seed=chosen.run_seed + OTHER_SEED), years, whole_year, meter or telling())
    plan: Plan = best
    while plan and not (proof.equal(plan) and proof.saves(plan)):
        least = min(plan, key=lambda name: bench.saved({name: best[name]}))
        plan = {name: one for name, one in plan.items() if name != least}
    return _told(plan, [one.name for one in groups], tariff.currency, proof, bench.runs)


def added_to(plan: Plan) -> dict[str, Any]:
    """The calendars of a plan, as a part of a model."""
    return {"calendars": {one.calendar: one.hours.calendar for one in plan.values()}} if plan else {}


def changes_of(plan: Plan) -> dict[str, str | float]:
    """The changes of a plan, path -> value."""
    return {path: value for one in plan.values() for path, value in one.changes.items()}


def _candidates(
    model: PlantModel, group: ShiftGroup, prices: Any, levels: Sequence[float], use: Mapping[str, float]
) -> list[Shifted]:
    """Hours up to each price but the highest, with the levels of today and with raised ones."""
    found: list[Shifted] = []
    for level in levels[:-1]:
        hours = cheap_hours(group.calendar, prices, level)
        if hours is not None:
            found.append(Shifted(group, hours))
            if group.cells:
                found.append(Shifted(group, hours, raised(model, group, use, hours.longest_rest)))
    return found


def _earlier(group: ShiftGroup, tariff: SiteTariff, prices: Any) -> list[Shifted]:
    """Hours from which on ovens are warm, begun when it costs least."""
    other = {"gas": tariff.gas, "heat": tariff.heat}
    each = {medium: 0.0 if price is None else price.value for medium, price in other.items()}
    costs = {
        state: sum(watts * (prices if medium == "electricity" else each[medium]) for medium, watts in drawn.items())
        + 0.0 * prices
        for state, drawn in group.watts.items()
    }
    early = early_hours(group.calendar, group.wake_s, costs)
    return [] if early is None else [Shifted(group, early)]


class _Bench:
    """Runs plans beside the plant as it is, with the same random numbers."""

    def __init__(
        self, model: PlantModel, options: RunOptions, years: Sequence[WeatherYear], whole_year: bool, meter: Meter
    ) -> None:
        self.model, self.options, self.years, self.whole_year, self.meter = model, options, years, whole_year, meter
        self._known: dict[str, tuple[PlantModel, list[Result]]] = {}
        self._figures: dict[str, list[dict[str, list[float]]]] = {}
        self.plain = self.of({})[1]

    @property
    def runs(self) -> int:
        """How many plans have been run, beside the plant as it is."""
        return len(self._known) - 1

    def of(self, plan: Plan) -> tuple[PlantModel, list[Result]]:
        """The model with a plan, and its replications."""
        key = _key(plan)
        if key not in self._known:
            model = load_model(self.model, changes_of(plan), added_to(plan)) if plan else self.model
            with self.meter(Phrase("simulating")) as step:
                self._known[key] = model, simulate(model, self.options, step)
        return self._known[key]

    def figures(self, plan: Plan) -> list[dict[str, list[float]]]:
        """Figures of a job in each year of weather, by replication."""
        key = _key(plan)
        if key not in self._figures:
            model, results = self.of(plan)
            self._figures[key] = [job_figures(model, results, year, self.whole_year) for year in self.years]
        return self._figures[key]

    def saved(self, plan: Plan) -> float:
        """Money for each job that a plan saves, the mean over the years of weather."""
        return self._money(plan).difference

    def saves(self, plan: Plan) -> bool:
        """Whether a plan saves money for sure."""
        return self._money(plan).low > 0.0

    def _money(self, plan: Plan) -> Paired:
        """Money for each job without a plan less that with it, the mean over the years of weather."""
        before, after = (
            [_mean(values) for values in zip(*(one["money"] for one in self.figures(which)), strict=True)]
            for which in ({}, plan)
        )
        return paired(before, after)

    def gained(self, plan: Plan) -> Paired:
        """Jobs a day with a plan less those without it."""
        return paired(self.jobs(self.of(plan)[1]), self.jobs(self.plain))

    def equal(self, plan: Plan) -> bool:
        """Whether a plan loses no jobs."""
        return is_equal(self.gained(plan), _mean(self.jobs(self.plain)))

    def jobs(self, results: Sequence[Result]) -> list[float]:
        """Jobs a day that were finished."""
        return [_jobs(one) / one.days for one in results]


def _told(plan: Plan, groups: Sequence[str], currency: str, bench: _Bench, tried: int) -> ShiftStudy:
    """What a plan does, by the runs of ``bench``."""
    before, after = bench.figures({}), bench.figures(plan)
    names = [year.name for year in bench.years]

    def saved(figure: str) -> dict[str, Paired]:
        pairs = zip(names, before, after, strict=True)
        return {name: paired(was[figure], now[figure], comparisons=len(names)) for name, was, now in pairs}

    filled = {stock for one in plan.values() for stock in one.group.stocks}
    levels = [[_level(one, filled) for one in results] for results in (bench.of(plan)[1], bench.plain)]
    return ShiftStudy(
        plan=plan,
        groups=tuple(groups),
        currency=currency,
        money=saved("money"),
        kwh=saved("kwh"),
        co2_kg=saved("co2_kg"),
        before={name: _mean(was["money"]) for name, was in zip(names, before, strict=True)},
        jobs=_mean(bench.jobs(bench.plain)),
        gained=bench.gained(plan),
        stock=paired(levels[0], levels[1]),
        replications=bench.options.replications,
        runs=tried + bench.runs,
    )


def _key(plan: Plan) -> str:
    return repr((added_to(plan), changes_of(plan)))


def _jobs(result: Result) -> int:
    import polars as pl

    return int(result.orders.filter(pl.col("main")).get_column("finished").sum())


def _level(result: Result, stocks: set[str]) -> float:
    import polars as pl

    return float(result.stocks.filter(pl.col("stock").is_in(sorted(stocks))).get_column("mean").sum())


def _mean(values: Any) -> float:
    found = list(values)
    return math.fsum(found) / len(found)
