"""Entries with `count` become single stations, `streams` become copies of their shops."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.nouns.fleets.carrier import Carriers, Span
from taktwin.model.nouns.fleets.fleet import Fleet
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.nouns.line import Line
from taktwin.model.nouns.merge import Merge
from taktwin.model.nouns.movingline import Zone, ZonedLine
from taktwin.model.nouns.people.operators import Operators
from taktwin.model.nouns.plant import AnyElement, PlantModel
from taktwin.model.nouns.routing.route import Route
from taktwin.model.nouns.shop import Shop
from taktwin.model.nouns.station import Branching, Join, Station
from taktwin.model.nouns.supply.stock import StockPoint
from taktwin.model.text.names import SCRAP, Names, stations_of
from taktwin.model.text.zones import zones_of
from taktwin.model.values.noun import default
from taktwin.model.values.spelt import Noted, Spelt

_ONE = default(1, "count")


def spell_copies(model: PlantModel) -> PlantModel:
    """The same plant with single stations only, and with each copy of the shops in `streams` spelt out.

    Stations of an entry with ``count: n`` are named NAME-1 to NAME-n; a reference to NAME means NAME-1, and ``point``
    and ``merge`` stay with NAME-1. Shops, lines, elements, cells and loads of copy i carry the prefix ``i/``;
    references from a copy lead into the same copy where they can. Order streams, stocks, fleets, crews, operators and
    points are shared, so a stock, fleet or pool of a copied shop belongs to no shop any more (fleet and pool keep the
    calendar). References to lines are written as the bare name where one line alone has it, else as `SHOP.LINE`. The
    model must have passed `check_model`.
    """
    copied = set(model.streams.shops) if model.streams is not None else set()
    copies = int(model.streams.count.value) if model.streams is not None else 1
    rename = _Rename(model, copied, copies)
    # copies stand where the copied shops stood, copy after copy, so that the plant order of each stream is kept
    ordered: dict[str, Shop] = {}
    spelt = Spelt()
    done = False
    for name, shop in model.shops.items():
        if name not in copied:
            ordered[name] = _shop(shop, name, None, rename, spelt)
        elif not done:
            done = True
            for number in range(1, copies + 1):
                for inner in model.shops:
                    if inner in copied:
                        ordered[f"{number}/{inner}"] = _shop(model.shops[inner], inner, number, rename, spelt)
    stocks = {name: _shared_stock(stock, copied) for name, stock in model.stocks.items()}
    fleets = {name: _shared_fleet(fleet, model, copied) for name, fleet in model.fleets.items()}
    operators = {name: _shared_operators(pool, model, copied) for name, pool in model.operators.items()}
    carriers = {name: _shared_carriers(pool, rename) for name, pool in model.carriers.items()}
    own = {"shops": ordered, "stocks": stocks, "fleets": fleets, "operators": operators, "carriers": carriers}
    plant = _copy(model, **own, streams=None)
    plant._spelt = spelt
    return plant


def _copy(model: PlantModel, **changes: Any) -> PlantModel:
    copy = model.model_copy(update=changes)
    copy._folder = model.folder
    copy._origins = None  # lines of the file do not fit the expanded plant
    return copy


def _shared_stock(stock: StockPoint, copied: set[str]) -> StockPoint:
    return stock.model_copy(update={"shop": None}) if stock.shop in copied else stock


def _shared_fleet(fleet: Fleet, model: PlantModel, copied: set[str]) -> Fleet:
    return fleet.model_copy(update=_of_no_shop(fleet, model)) if fleet.shop in copied else fleet


def _shared_operators(pool: Operators, model: PlantModel, copied: set[str]) -> Operators:
    return pool.model_copy(update=_of_no_shop(pool, model)) if pool.shop in copied else pool


def _of_no_shop(noun: Fleet | Operators, model: PlantModel) -> dict[str, Any]:
    """What belonged to a shop that is copied keeps its calendar."""
    assert noun.shop is not None
    calendar = noun.calendar if noun.calendar is not None else model.shops[noun.shop].calendar
    return {"shop": None, "calendar": calendar}


def _shared_carriers(pool: Carriers, rename: _Rename) -> Carriers:
    """A pool whose spans begin and end at single stations; copies of a shop share it, each with spans of its own."""
    spans: list[Span] = []
    for span in pool.all_spans:
        inside = any(rename.is_copied(name) for name in (span.from_, span.to))
        for copy in range(1, rename.copies + 1) if inside else [None]:
            begin, end = rename.element(span.from_, copy, rename.first), rename.element(span.to, copy, rename.last)
            spans.append(Span.model_validate({"from": begin, "to": end}))
    return pool.model_copy(update={"from_": None, "to": None, "spans": spans})


class _Rename:
    """Old names -> names in the expanded plant, seen from a shop and a copy."""

    def __init__(self, model: PlantModel, copied: Iterable[str], copies: int) -> None:
        self.names = Names(model)
        self.before = model._spelt  # what the names of copied lines stand for
        self.copied = set(copied)
        self.first: dict[str, str] = {}
        self.last: dict[str, str] = {}
        for _, _, _, element in model.all_elements():
            if isinstance(element, Station):
                self.first[element.name], self.last[element.name] = stations_of(element)[0], stations_of(element)[-1]
        self.copies = copies

    def is_copied(self, element: str) -> bool:
        """Whether an element stands in a shop that is copied."""
        return self.names.elements[element][0] in self.copied

    def element(self, name: str, copy: int | None, ends: dict[str, str]) -> str:
        """An element; of stations in a row that which ``ends`` names (`first` or `last`)."""
        return self.prefix(self.names.elements[name][0], copy) + ends.get(name, name)

    def prefix(self, shop: str, copy: int | None) -> str:
        return f"{copy or 1}/" if shop in self.copied else ""

    def target(self, name: str, shop: str, copy: int | None) -> str:
        found = self.names.target(name, shop)
        if found is None or found.kind == "scrap":
            return name if found is None else SCRAP
        if found.kind == "element":
            element = found.element or ""
            return self.prefix(found.shop, copy) + self.first.get(element, element)
        return self.line(name, shop, copy)

    def giver(self, name: str, shop: str, copy: int | None) -> str:
        """A line or element of which jobs come: of stations in a row the last."""
        if name not in self.names.elements:
            return self.line(name, shop, copy)
        return self.prefix(self.names.elements[name][0], copy) + self.last.get(name, name)

    def givers(self, name: str, shop: str, copy: int | None) -> list[str]:
        """What `giver` says of one copy; of each, seen from a shop that all copies share."""
        copies = range(1, self.copies + 1) if copy is None else (copy,)
        return list(dict.fromkeys(self.giver(name, shop, one) for one in copies))

    def merged(self, name: str, shop: str, copy: int | None) -> str:
        """What `giver` says; seen from a shop that all copies share, the name in the file means them all."""
        return name if copy is None and len(self.givers(name, shop, copy)) > 1 else self.giver(name, shop, copy)

    def line(self, name: str, shop: str, copy: int | None) -> str:
        found = self.names.line(name, shop)
        if found is None:
            return name
        at_shop, line = found
        prefix = self.prefix(at_shop, copy)
        same = self.names.lines[line]
        # within one copy the prefixed name is unique if only one copied shop has such a line, and likewise outside
        rivals = [one for one in same if (one in self.copied) == (at_shop in self.copied)]
        bare = prefix + line
        return bare if len(rivals) == 1 else f"{prefix}{at_shop}.{bare}"


def _shop(shop: Shop, name: str, copy: int | None, rename: _Rename, spelt: Spelt) -> Shop:
    prefix = rename.prefix(name, copy)
    own = prefix + name
    spelt.shops[own] = Noted(name, copy)
    before = rename.before
    spelt.lines |= {(own, prefix + key): before.lines.get((name, key), key) for key in shop.lines}
    spelt.line_copies |= {
        (own, prefix + key): before.line_copies[name, key] for key in shop.lines if (name, key) in before.line_copies
    }
    spelt.cells |= {(own, prefix + key): key for key in shop.cells}
    spelt.loads |= {(own, prefix + key): key for key in shop.loads}
    for line in shop.lines.values():
        for element in line.flow:
            names = stations_of(element) if isinstance(element, Station | ZonedLine) else []
            names = names if isinstance(element, Station) else [element.name, *names]
            spelt.elements |= {(own, prefix + one): before.elements.get((name, one), one) for one in names}
    return shop.model_copy(
        update={
            "title": _title(shop.title, copy),
            "lines": {prefix + key: _line(line, name, copy, prefix, rename) for key, line in shop.lines.items()},
            "cells": {prefix + key: cell for key, cell in shop.cells.items()},
            "loads": {prefix + key: load for key, load in shop.loads.items()},
        }
    )


def _title(title: str | dict[str, str] | None, copy: int | None) -> str | dict[str, str] | None:
    if title is None or copy is None:
        return title
    if isinstance(title, dict):
        return {language: f"{text} {copy}" for language, text in title.items()}
    return f"{title} {copy}"


def _line(line: Line, shop: str, copy: int | None, prefix: str, rename: _Rename) -> Line:
    changes: dict[str, Any] = {}
    if line.to is not None:
        changes["to"] = rename.target(line.to, shop, copy)
    if line.call is not None and line.call.at in rename.names.elements:  # of another plant: see `join`
        changes["call"] = line.call.model_copy(update={"at": rename.target(line.call.at, shop, copy)})
    flow: list[AnyElement] = []
    for element in line.flow:
        if isinstance(element, Station):
            flow += [_refer(single, shop, copy, prefix, rename) for single in single_stations(element)]
        else:
            changed: dict[str, Any] = {
                "name": prefix + element.name,
                "merge": _merge(element.merge, shop, copy, rename),
            }
            if isinstance(element, ZonedLine):
                changed |= {
                    "joins": _joins(element, shop, copy, rename),
                    "exceptions": {
                        number: zone.model_copy(update={"joins": _joins(zone, shop, copy, rename)})
                        if "joins" in zone.model_fields_set
                        else zone
                        for number, zone in element.exceptions.items()
                    },
                }
            if isinstance(element, Branching):
                changed |= _leading_on(element, shop, copy, rename)
            if isinstance(element, Lift):
                changed["inlets"] = {
                    giver: at for name, at in element.inlets.items() for giver in rename.givers(name, shop, copy)
                }
            if isinstance(element, SplitStation):
                changed["into"] = [
                    part.model_copy(update={"line": rename.line(part.line, shop, copy)}) for part in element.into
                ]
            flow.append(element.model_copy(update=changed))
    changes["flow"] = flow
    return line.model_copy(update=changes)


def _refer(station: Station, shop: str, copy: int | None, prefix: str, rename: _Rename) -> Station:
    changes: dict[str, Any] = {"name": prefix + station.name, "merge": _merge(station.merge, shop, copy, rename)}
    return station.model_copy(update=changes | _leading_on(station, shop, copy, rename))


def _leading_on(station: Branching, shop: str, copy: int | None, rename: _Rename) -> dict[str, Any]:
    """The routes and joins of a station of any sort, or of a lift."""
    changes: dict[str, Any] = {}
    if station.routes:
        changes["routes"] = [
            route.model_copy(update=_ways(route, lambda name: rename.target(name, shop, copy)))
            for route in station.routes
        ]
    if station.joins:
        changes["joins"] = _joins(station, shop, copy, rename)
    return changes


def _ways(route: Route, renamed: Callable[[str], str]) -> dict[str, str]:
    """Where a route leads, and where jobs go that find it full, by other names."""
    found = {"to": renamed(route.to)}
    return found if route.elsewhere is None else found | {"full": renamed(route.elsewhere)}


def _joins(worked: Branching | ZonedLine | Zone, shop: str, copy: int | None, rename: _Rename) -> list[Join]:
    return [join.model_copy(update={"line": rename.line(join.line, shop, copy)}) for join in worked.joins]


def _merge(merge: Merge | None, shop: str, copy: int | None, rename: _Rename) -> Merge | None:
    if merge is None:
        return None
    if merge.first:
        return Merge(first=[rename.merged(name, shop, copy) for name in merge.first])
    if merge.rule is not None:
        return merge
    return Merge(ratio={rename.merged(name, shop, copy): count for name, count in (merge.ratio or {}).items()})


def single_stations(station: Station | ZonedLine) -> list[Station]:
    """The single stations of an entry, with the fields of `except` applied; of a line its zones."""
    if isinstance(station, ZonedLine):
        return zones_of(station)
    found: list[Station] = []
    for number, name in enumerate(stations_of(station), start=1):
        changes: dict[str, Any] = {"name": name, "count": _ONE(), "exceptions": {}}
        if number > 1:
            changes |= {"point": None, "merge": None, "in_sequence": False}
        other = station.exceptions.get(number)
        if other is not None:
            changes |= {key: getattr(other, key) for key in other.model_fields_set if key not in ("mark", "note")}
        found.append(station.model_copy(update=changes))
    return found
