"""What the names in a model stand for: elements, lines, stocks, and the targets of `to`, routes, joins and calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station

SCRAP = "scrap"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a `to` leads: an element (``element`` is its name), the first element of a line, or scrap."""

    kind: Literal["element", "line", "scrap"]
    shop: str = ""
    line: str = ""
    element: str | None = None
    place: int = 0


def stations_of(station: Station | ZonedLine) -> list[str]:
    """Names of the single stations of an entry: NAME-1 to NAME-n, or NAME itself for one; of the zones of a line."""
    count = int(station.count.value)
    return (
        [station.name]
        if count == 1 and isinstance(station, Station)
        else [f"{station.name}-{number}" for number in range(1, count + 1)]
    )


class Names:
    """The names of a model.

    ``elements``: name -> (shop, line, place in the flow); the single stations of an entry with `count`
    are there as well, and the zones of moving and indexed lines, which ``zones`` leads back to their line.
    ``lines``: name -> the shops that have a line of this name. ``stocks_of``: part -> stocks that hold it.
    """

    def __init__(self, model: PlantModel) -> None:
        self.elements: dict[str, tuple[str, str, int]] = {}
        self.zones: dict[str, str] = {}
        self.lines: dict[str, list[str]] = {}
        self.stocks_of: dict[str, list[str]] = {}
        self._model = model
        self._lines: dict[str, tuple[str, str]] = {}
        for shop, line, _ in model.all_lines():
            self.lines.setdefault(line, []).append(shop)
            self._lines[f"{shop}.{line}"] = (shop, line)
        for shop, line, place, element in model.all_elements():
            names = (
                {element.name, *stations_of(element)} if isinstance(element, Station | ZonedLine) else {element.name}
            )
            for name in names:
                self.elements.setdefault(name, (shop, line, place))
            if isinstance(element, ZonedLine):
                self.zones |= dict.fromkeys(stations_of(element), element.name)
        for stock, point in model.stocks.items():
            self.stocks_of.setdefault(point.part, []).append(stock)

    @property
    def whole_lines(self) -> list[str]:
        """All lines as SHOP.LINE."""
        return list(self._lines)

    def line(self, name: str, shop: str) -> tuple[str, str] | None:
        """Shop and name of a line, seen from a shop: `SHOP.LINE`, one of the own shop, or the only one in the plant."""
        if name in self._lines:
            return self._lines[name]
        shops = self.lines.get(name, [])
        if shop in shops:
            return shop, name
        return (shops[0], name) if len(shops) == 1 else None

    def target(self, name: str, shop: str) -> Target | None:
        """What a `to` stands for, seen from a shop; None where nothing has this name, or several lines have it."""
        if name == SCRAP:
            return Target("scrap")
        if name in self.elements:
            at_shop, at_line, place = self.elements[name]
            return Target("element", at_shop, at_line, name, place)
        line = self.line(name, shop)
        return Target("line", *line) if line is not None else None

    def stock(self, part: str, named: str | None = None) -> str | None:
        """The stock point that a use or a recipe means: the named one, or the only one that holds the part."""
        if named is not None:
            return named if named in self._model.stocks else None
        stocks = self.stocks_of.get(part, [])
        return stocks[0] if len(stocks) == 1 else None
