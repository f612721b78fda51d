"""Stocks, days of supply, deliveries, demands and output of a traced run as documents of Catena-X."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import polars as pl

from taktwin.analysis.exports.partners import Partners
from taktwin.analysis.kinds import CELLS
from taktwin.analysis.supply.days_of_supply import days_of_supply
from taktwin.exchange.catenax.aspect import Aspect
from taktwin.exchange.catenax.daily import planned_production_output, short_term_material_demand
from taktwin.exchange.catenax.days_of_supply import days_of_supply_document
from taktwin.exchange.catenax.delivery_information import delivery_information, joined
from taktwin.exchange.catenax.item_stock import Stock, item_stock
from taktwin.exchange.catenax.values import ItemUnit
from taktwin.model.errors import OptionError
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.tables import Result

DAY_S = 86400.0
#: Unit of a part in the model -> that of the standard.
ITEM_UNITS: dict[str, ItemUnit] = {
    "piece": "unit:piece", "set": "unit:set", "pair": "unit:pair", "kg": "unit:kilogram", "g": "unit:gram",
    "t": "unit:tonneMetricTon", "m": "unit:metre", "m2": "unit:squareMetre", "m3": "unit:cubicMetre",
    "l": "unit:litre", "L": "unit:litre",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RunDocuments:
    """Documents of a run by the names of their files, and parts of which none could be made, with why."""

    documents: dict[str, Aspect] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)


def run_documents(result: Result, model: PlantModel, partners: Partners, zone: dt.tzinfo = dt.UTC) -> RunDocuments:
    """The documents of a run, one for each aspect model and part; all figures are of the measured time.

    `item_stock`: what lies where at the end. `days_of_supply`: of each stock point, day by day. `delivery_information`:
    the trucks of lanes. `short_term_material_demand`: what was drawn, by day. `planned_production_output`: what cells
    made and which products left the plant, by day. A day is 24 h from the begin of the measured time; the last one may
    be cut short by the end of the run, and days of supply need two.

    Args:
        result: of a run with ``trace=True``.
        model: that was run.
        partners: numbers of sites, addresses and parts.
        zone: of the plant's clock.

    Raises:
        OptionError: the run has no trace.
        DocumentError: a document is not what its model allows.

    Example:
        ``run_documents(run.result, run.model, Partners()).documents["item_stock.module.json"]``
    """
    if result.movements is None or result.shipments is None:
        raise OptionError("the run has no trace", "simulate with `trace=True`, or `taktwin run --trace`")
    zero = model.start.replace(tzinfo=zone) + dt.timedelta(days=result.started_days + result.warmup_days)
    made = RunDocuments()
    making = _Making(result, model, partners, zero)
    for part in sorted(set(result.stocks.get_column("part"))):
        unit = model.parts[part].unit if part in model.parts else "piece"
        if unit not in ITEM_UNITS:
            made.left_out[part] = f'its unit "{unit}" has none in the standard'
            continue
        for kind, document in making.of_part(part, ITEM_UNITS[unit]):
            made.documents[f"{kind}.{quote(part, safe='')}.json"] = document
    for product, document in making.of_products():
        made.documents[f"planned_production_output.{quote(product, safe='')}.json"] = document
    return made


@dataclass
class _Making:
    """The documents, while they are made."""

    result: Result
    model: PlantModel
    partners: Partners
    zero: dt.datetime

    def __post_init__(self) -> None:
        assert self.result.movements is not None
        self.end = self.at(self.result.elapsed_s)
        self.days = max(1, math.ceil(self.result.elapsed_s / DAY_S - 1e-9))
        self.moves = self.result.movements.filter(pl.col("time") >= 0.0).with_columns(
            (pl.col("time") / DAY_S).floor().cast(pl.Int64).clip(upper_bound=self.days - 1).alias("day")
        )

    def at(self, seconds: float) -> dt.datetime:
        """The instant of a time of the run."""
        return self.zero + dt.timedelta(seconds=seconds)

    def of_part(self, part: str, unit: ItemUnit) -> Iterator[tuple[str, Aspect]]:
        """The documents of a part; stocks that never run out are left out."""
        number = self.partners.part(part)
        stocks = self.result.stocks.filter((pl.col("part") == part) & pl.col("initial").is_finite()).to_dicts()
        if stocks:
            lies = [
                Stock(whole(row["final"]), self.site(row), self.partners.address(row["stock"]), self.end, unit)
                for row in stocks
            ]
            yield "item_stock", item_stock(number, lies)
        for row in stocks if self.days > 1 else ():
            drawn, received = (self.by_day(pl.col("stock") == row["stock"], event) for event in ("drawn", "received"))
            days = days_of_supply(row["initial"], drawn, received)
            document = days_of_supply_document(
                number, self.site(row), self.partners.address(row["stock"]), self.at(DAY_S), days, self.end
            )
            yield f"days_of_supply.{quote(row['stock'], safe='')}", document
        deliveries = self.deliveries(part, number, unit)
        if deliveries:
            yield "delivery_information", joined(deliveries)
        own = pl.col("part") == part
        plants = self.moves.filter(own).get_column("plant").unique(maintain_order=True).to_list()
        for plant in plants:
            suffix = "" if len(plants) == 1 else f".{quote(plant, safe='')}"
            demand = self.by_day(own & (pl.col("plant") == plant), "drawn")
            if any(demand):
                dates = {self.at(day * DAY_S).date(): whole(amount) for day, amount in enumerate(demand)}
                site = self.partners.site(plant)
                yield (
                    f"short_term_material_demand{suffix}",
                    short_term_material_demand(number, site, dates, self.end, unit=unit),
                )
            cells = self.result.resources.filter(pl.col("kind").is_in(CELLS)).get_column("resource").to_list()
            output = self.by_day(own & (pl.col("plant") == plant) & pl.col("resource").is_in(cells), "received")
            if any(output):
                ready = {self.ready(day): whole(amount) for day, amount in enumerate(output) if amount}
                site = self.partners.site(plant)
                yield (
                    f"planned_production_output{suffix}",
                    planned_production_output(number, site, ready, self.end, unit),
                )

    def of_products(self) -> Iterator[tuple[str, Aspect]]:
        """What left the plant, by product and day."""
        finished = self.result.jobs.filter((pl.col("outcome") == "finished") & (pl.col("ended") >= 0.0))
        for (plant, product), rows in finished.group_by("plant", "product", maintain_order=True):
            counts = [0] * self.days
            for time in rows.get_column("ended"):
                counts[min(int(time // DAY_S), self.days - 1)] += 1
            ready = {self.ready(day): count for day, count in enumerate(counts) if count}
            name = str(product) if len(self.result.plants) < 2 else f"{plant}.{product}"
            site = self.partners.site(str(plant))
            yield name, planned_production_output(self.partners.part(name), site, ready, self.end)

    def deliveries(self, part: str, number: str, unit: ItemUnit) -> list[Any]:
        """A document for each truck of a lane that brings a part and had not come when the measured time began."""
        assert self.result.shipments is not None
        rows = self.result.shipments.filter((pl.col("part") == part) & (pl.col("arrives") >= 0.0))
        return [
            delivery_information(
                number,
                whole(row["amount"]),
                self.partners.site(row["supplier"]) if row["supplier"] else self.site_of_stock(row["from"]),
                self.site_of_stock(row["stock"]),
                None if row["ordered"] is None else self.at(row["ordered"]),
                self.at(row["arrives"]),
                self.end,
                departed=True,
                arrived=row["arrives"] <= self.result.elapsed_s,
                unit=unit,
                tracking=f"{row['lane']}/{row['number']}",
            )
            for row in rows.iter_rows(named=True)
        ]

    def by_day(self, which: pl.Expr, event: str) -> list[float]:
        """Amounts that came in, or were drawn, by day."""
        amounts = [0.0] * self.days
        rows = self.moves.filter(which & (pl.col("event") == event)).group_by("day").agg(pl.col("amount").sum())
        for day, amount in rows.iter_rows():
            amounts[day] = amount
        return amounts

    def ready(self, day: int) -> dt.datetime:
        """The end of a day of the run."""
        return self.at(min((day + 1) * DAY_S, self.result.elapsed_s))

    def site(self, row: dict[str, Any]) -> str:
        """The site of a stock point, a row of the table."""
        return self.partners.site(row["stock"], row["plant"])

    def site_of_stock(self, stock: str) -> str:
        """The same by its name."""
        return self.site(self.result.stocks.row(by_predicate=pl.col("stock") == stock, named=True))


def whole(amount: float) -> float:
    """A whole number as one, so that it is written without a point."""
    return int(amount) if float(amount).is_integer() else float(amount)
