"""Everything that the report shows, worked out once for both languages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from taktwin.analysis import daily, energy, flow, losses, stocks
from taktwin.analysis.balance import balance
from taktwin.analysis.bottleneck import Bottleneck, bottlenecks
from taktwin.analysis.kpi import Kpi, kpis
from taktwin.analysis.oee import oee_by_shop
from taktwin.analysis.options import lead_by_option
from taktwin.analysis.overtime import levels
from taktwin.analysis.overtime.growth import growth
from taktwin.analysis.overtime.mainplaces import places_of_parts
from taktwin.analysis.supply.stops import part_stops
from taktwin.analysis.supply.summary import SupplySummary
from taktwin.analysis.tables import RunTables, last_shops, pooled_resources
from taktwin.model.errors import Problem
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.bottleneck.gain import Gain
from taktwin.planning.bottleneck.study import BottleneckStudy
from taktwin.planning.bottleneck.suspects import LOSSES
from taktwin.planning.energy.ofrun import SiteOfRun


@dataclass
class Facts:
    """Tables and figures behind the sections, and the model that was run."""

    results: Sequence[RunTables]
    model: Any
    study: BottleneckStudy | None = None
    warnings: Sequence[Problem] = ()
    kpis: dict[str, Kpi] = field(init=False)
    ranking: list[Bottleneck] = field(init=False)

    def __post_init__(self) -> None:
        results, first = self.results, self.results[0]
        self.first = first
        self.days = first.days
        self.start_hour = self._start_hour()
        self.last_shops = last_shops(results)
        self.kpis = kpis(results, self.model)
        self.growth = growth(results)
        self.ranking = bottlenecks(results, self.model)
        self.resources = pooled_resources(results)
        self.oee = oee_by_shop(results)
        self.hours = daily.by_hour_of_day(results, self.start_hour)
        self.by_day = daily.by_day(results, self.start_hour)
        self.buffers = flow.buffer_levels(results)
        self.stages = flow.stages(results)
        self.balance = balance(self.ranking, self.resources, self.stages)
        self.lead_times = flow.lead_times(results)
        self.lead_by_option = lead_by_option(results)
        self.over_time = levels.over_time(results, self._places_of_parts())
        self.stocks = stocks.stock_cover(results)
        self.part_stops = part_stops(results, self.model)
        self.supply = SupplySummary.of(self.model, results, self.start_hour)
        self.site = SiteOfRun.of(self.model, results)
        self.scheduled = losses.scheduled_time(results)
        self.losses = self._losses()
        self.energy = energy.energy_by_shop(results)
        self.energy_hours = energy.energy_by_hour(results, self.start_hour)
        shops = first.shops.sort("order")
        self.shops: list[str] = shops.get_column("shop").to_list()
        self.model_shops: list[str] = shops.get_column("model_shop").unique(maintain_order=True).to_list()
        self.copies: dict[str, tuple[str, int]] = {
            shop: (name, copy)
            for shop, name, copy in shops.select("shop", "model_shop", "copy").iter_rows()
            if copy is not None
        }

    def _losses(self) -> list[tuple[Gain, float]]:
        """What it gains to lose less time, the most first, and the hours a day that are lost so."""
        gains = self.study.gains if self.study is not None else []
        chosen = [one for one in gains if one.change in LOSSES]
        return [(one, losses.hours_lost(self.results, one.name, LOSSES[one.change])) for one in chosen]

    def _places_of_parts(self) -> set[str]:
        """The places of sub-lines, whose jobs are not counted in the plant."""
        if not isinstance(self.model, PlantModel):
            return set()
        return places_of_parts(self.model, self.first.orders.filter("main").get_column("stream").to_list())

    def _start_hour(self) -> float:
        """Clock hour at time 0 of the tables."""
        start = getattr(self.model, "start", None)
        hour = start.hour + start.minute / 60 + start.second / 3600 if start is not None else 0.0
        return (hour + (self.first.started_days + self.first.warmup_days) * 24.0) % 24.0

    def value(self, name: str) -> float:
        """A KPI's value."""
        return self.kpis[name].value

    def made_stocks(self) -> set[str]:
        """Stock points that a make cell of the model refills."""
        parts, into = set(), set()
        for shop in getattr(self.model, "shops", {}).values():
            for cell in getattr(shop, "cells", {}).values():
                for recipe in cell.makes.values():
                    parts.add(recipe.part)
                    if recipe.into:
                        into.add(recipe.into)
        chosen = pl.col("stock").is_in(list(into)) | pl.col("part").is_in(list(parts))
        return set(self.stocks.filter(chosen).get_column("stock"))
