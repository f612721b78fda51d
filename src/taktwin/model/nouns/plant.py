"""The root of the model file: one plant, or several with what they share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, PrivateAttr, WithJsonSchema, field_validator, model_validator

from taktwin.model.nouns.batches.batchstation import BatchStation
from taktwin.model.nouns.batches.delivery import Delivery
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.calendar import Calendar
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.failure import FailureMode
from taktwin.model.nouns.feed import Feed
from taktwin.model.nouns.fleets.carrier import Carriers
from taktwin.model.nouns.fleets.fleet import Fleet
from taktwin.model.nouns.fleets.guidepath import GuidePath
from taktwin.model.nouns.fleets.transport import Transport
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.nouns.line import Line
from taktwin.model.nouns.machines.pauses import Pauses
from taktwin.model.nouns.machines.power import PowerProfile
from taktwin.model.nouns.makecell import MakeCell
from taktwin.model.nouns.movingline import IndexedLine, MovingLine
from taktwin.model.nouns.orders import OrderStream
from taktwin.model.nouns.people.crew import Crew
from taktwin.model.nouns.people.operators import Operators
from taktwin.model.nouns.product import Product
from taktwin.model.nouns.shop import Shop
from taktwin.model.nouns.site.site import Site
from taktwin.model.nouns.station import Station
from taktwin.model.nouns.store import Store
from taktwin.model.nouns.supply.dock import Dock
from taktwin.model.nouns.supply.lane import Lane
from taktwin.model.nouns.supply.park import Park
from taktwin.model.nouns.supply.part import Part
from taktwin.model.nouns.supply.stock import StockPoint
from taktwin.model.nouns.supply.supplier import Supplier
from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import Named, Noun, default, problem
from taktwin.model.values.quantity import Duration, Machines, Share
from taktwin.model.values.spelt import Spelt

AnyElement = (
    Station
    | Buffer
    | Conveyor
    | Store
    | Transport
    | MovingLine
    | IndexedLine
    | BatchStation
    | SplitStation
    | Delivery
    | Lift
)


#: Years in which a plant may start: a run of 1000 years from there still has dates.
YEARS = (1900, 2999)


def within_calendar(at: dt.datetime) -> dt.datetime:
    """The date itself; raises a pydantic error where its year lies outside `YEARS`."""
    if not YEARS[0] <= at.year <= YEARS[1]:
        raise problem(
            Phrase("the year {year} lies outside {years} to {years2}", year=at.year, years=YEARS[0], years2=YEARS[1]),
            Phrase("give a date within these years"),
        )
    return at


def _as_date(value: Any) -> dt.datetime:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)
    try:
        found = value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise problem(
            Phrase('expected a date and time, got "{value}"', value=value), Phrase('write it as in "2026-01-05 06:00"')
        ) from None
    if found.tzinfo is not None:
        remedy = Phrase(
            'write the local date and time without it, as in "{value:%Y-%m-%d %H:%M}"', value=found.replace(tzinfo=None)
        )
        raise problem(
            Phrase('"{value}" has a time zone, but the clock of a plant is its local one', value=value), remedy
        )
    return found


#: A date and time, without a time zone.
StartDate = Annotated[dt.datetime, WithJsonSchema({"type": "string", "examples": ["2026-01-05 06:00"]})]


class Streams(Noun):
    """Equal copies of some shops beside each other; all else is shared."""

    count: Machines = Field(description="Number of copies; the names in copy 1 begin with `1/`, and so on.")
    shops: list[str] = Field(min_length=1, description="Shops that are copied.")


class OnePlant(Noun):
    """A plant with all that is its own: its names need to be unique in it alone."""

    title: str | dict[str, str] | None = Field(default=None, description="Title: a text, or {en: ..., zh: ...}.")
    description: str | None = Field(default=None, description="What this model shows.")
    extends: str | None = Field(default=None, description="Shipped model or file on which this one builds.")
    overrides: Named[Any] = Field(
        default_factory=dict, alias="set", description="Path -> value, applied to the model that `extends` names."
    )
    start: StartDate | None = Field(
        default=None,
        description="Local date and time at the start of the simulation, for a plant in another time zone; default "
        "that of the model.",
    )
    options: Named[Named[Share]] = Field(default_factory=dict, description="Option -> value -> share of the jobs.")
    products: Named[Product] = Field(default_factory=dict, description="Products, by name.")
    orders: Named[OrderStream] = Field(default_factory=dict, description="Order streams, by name.")
    calendars: Named[Calendar] = Field(default_factory=dict, description="Shift calendars, by name.")
    crews: Named[Crew] = Field(default_factory=dict, description="Repair crews, by name.")
    operators: Named[Operators] = Field(default_factory=dict, description="Pools of operators, by name.")
    failures: Named[FailureMode] = Field(default_factory=dict, description="Failure modes, by name.")
    power: Named[PowerProfile] = Field(default_factory=dict, description="Power profiles, by name.")
    pauses: Named[Pauses] = Field(
        default_factory=dict, description="Pauses of machines that sleep while they are idle, by name."
    )
    parts: Named[Part] = Field(default_factory=dict, description="Parts, by name.")
    stocks: Named[StockPoint] = Field(default_factory=dict, description="Stock points, by name.")
    suppliers: Named[Supplier] = Field(default_factory=dict, description="Suppliers, by name.")
    lanes: Named[Lane] = Field(default_factory=dict, description="Lanes to stock points, by name.")
    docks: Named[Dock] = Field(default_factory=dict, description="Docks where trucks are unloaded, by name.")
    feeds: Named[Feed] = Field(default_factory=dict, description="Feeds between stock points, by name.")
    supply: Park | None = Field(
        default=None, description="Supplier park: part families, each with its supplier and delivery mode."
    )
    fleets: Named[Fleet] = Field(default_factory=dict, description="Fleets of vehicles, by name.")
    carriers: Named[Carriers] = Field(default_factory=dict, description="Pools of carriers, by name.")
    paths: Named[GuidePath] = Field(default_factory=dict, description="Guide paths of fleets, by name.")
    shops: Named[Shop] = Field(min_length=1, description="Shops, by name.")
    streams: Streams | None = Field(default=None, description="Copies of some shops that run beside each other.")
    site: Site | None = Field(
        default=None, description="The site: its loads, weather, photovoltaics and emission factors; no run reads it."
    )

    @field_validator("start", mode="before")
    @classmethod
    def _a_date(cls, value: Any) -> Any:
        return within_calendar(_as_date(value))

    @model_validator(mode="after")
    def _places_of_transports(self) -> Self:
        """A transport without a capacity of its own has a place for each vehicle of its fleet."""
        lines = (line for shop in self.shops.values() for line in shop.lines.values())
        for transport in (one for line in lines for one in line.flow if isinstance(one, Transport)):
            if transport.fleet in self.fleets:
                transport.places_for(self.fleets[transport.fleet].count.value)
        return self


#: What a model says beside its plants, of the fields that a plant has.
BESIDE_PLANTS = frozenset(
    {"title", "description", "extends", "overrides", "start", "parts", "suppliers", "lanes", "mark", "note"}
)


class PlantModel(OnePlant):
    """The whole of a model file: a plant, its suppliers and its site; or several plants with what they share."""

    taktwin: Literal[1] = Field(default=1, description="Version of the model language.")
    name: str = Field(description="Short name of the plant.")
    start: StartDate = Field(
        default=dt.datetime(2026, 1, 5), description="Date and time of the start of the simulation."
    )
    bucket: Duration = Field(
        default_factory=default("15 min", "duration"), description="Length of the intervals of the time series."
    )
    sources: Named[str] = Field(default_factory=dict, description="Key -> citation; marks cite the keys.")
    shops: Named[Shop] = Field(description="Shops, by name; needed unless there are `plants`.")
    plants: Named[OnePlant] = Field(
        default_factory=dict,
        description="Several plants, by name. Beside them a model has only what they share: `parts`, `suppliers`, "
        "`sources`, `lanes` between them, `start` and `bucket`.",
    )

    _folder: Path | None = PrivateAttr(default=None)
    _origins: Any = PrivateAttr(default=None)
    #: The file before its part families were spelt out; None where it has none.
    _written: Any = PrivateAttr(default=None)
    #: Stock points of a plant alone from which lanes to other plants are cut.
    _cut: frozenset[str] = PrivateAttr(default=frozenset())
    #: Lines (shop, name) of a plant among several that others join, with the plants and elements where they do.
    _joined: dict[tuple[str, str], list[tuple[str, str]]] = PrivateAttr(default_factory=dict)
    _rules: Any = PrivateAttr(default=None)  # of one's own (`model.own`): given beside the file, never in it
    _spelt: Spelt = PrivateAttr(default_factory=Spelt)  # filled where copies and counts are spelt out

    @model_validator(mode="before")
    @classmethod
    def _shops_of_plants(cls, value: Any) -> Any:
        """The shops of several plants stand in these."""
        return {"shops": {}, **value} if isinstance(value, dict) and value.get("plants") else value

    @model_validator(mode="after")
    def _one_or_several(self) -> PlantModel:
        if not self.plants and not self.shops:
            raise problem(
                Phrase('the key "shops" is missing'), Phrase("add `shops: {NAME: {lines: {...}}}`, or several `plants`")
            )
        return self

    @property
    def week_offset(self) -> float:
        """Seconds from Monday 00:00 to the start: time 0 of a run on the axis of `Calendar.windows`."""
        at = self.start
        return at.weekday() * 86400.0 + at.hour * 3600.0 + at.minute * 60.0 + at.second + at.microsecond / 1e6

    @property
    def folder(self) -> Path:
        """Folder of the model file, to which the order files are relative (the current one for a model from a text)."""
        return self._folder or Path()

    def title_in(self, language: str = "en") -> str:
        """Title in a language; else the English one, else any, else the name."""
        if isinstance(self.title, dict):
            return self.title.get(language) or self.title.get("en") or next(iter(self.title.values()), self.name)
        return self.title or self.name

    def all_lines(self) -> Iterator[tuple[str, str, Line]]:
        """Each line with the names of its shop and its own, in plant order."""
        for shop_name, shop in self.shops.items():
            for line_name, line in shop.lines.items():
                yield shop_name, line_name, line

    def all_elements(self) -> Iterator[tuple[str, str, int, AnyElement]]:
        """Each element with shop, line and place in the flow, in plant order."""
        for shop_name, line_name, line in self.all_lines():
            for place, element in enumerate(line.flow):
                yield shop_name, line_name, place, element

    def all_cells(self) -> Iterator[tuple[str, str, MakeCell]]:
        """Each make cell with the names of its shop and its own, in plant order."""
        for shop_name, shop in self.shops.items():
            for cell_name, cell in shop.cells.items():
                yield shop_name, cell_name, cell
