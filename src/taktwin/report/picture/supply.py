"""The parts of a plant: make cells, stock points and what runs between them, as boxes and links."""

from __future__ import annotations

from collections.abc import Iterator

from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.station import WorkPlace
from taktwin.model.nouns.supply.lane import Lane
from taktwin.report.picture import about
from taktwin.report.picture.diagram import Box, Link, Member
from taktwin.report.picture.fold import FEW
from taktwin.report.picture.lines import Lines
from taktwin.report.shell.words import Words, title_of

_NAMED = 2
"""So many part families have room in a box."""


class Supply:
    """Boxes of the make cells and stock points of a plant: ``cells`` (shop, cell) and ``stocks`` by name.

    ``homes`` says in which shop each stock point is drawn: its own, or where it is drawn from or filled; None for
    neither.
    """

    def __init__(self, lines: Lines, coarse: bool) -> None:
        self.plant, self.model, self.words = lines.plant, lines.model, lines.words
        self.lines, self.names = lines, lines.names
        self.few = 1 if coarse else FEW
        self.cells = self._fold_cells()
        self.drawn = list(self._drawn())
        self._beside: dict[str, list[Box]] = {}  # stock point -> where it is drawn from, then where it is filled
        for name, box in (*self.drawn, *self._made()):
            self._beside.setdefault(name, []).append(box)
        self._by_lane = {load.to for lane in self.model.lanes.values() for load in lane.all_loads}
        self.homes = {name: self._home(name) for name in self.model.stocks}
        self.stocks = self._fold_stocks()

    def links(self) -> Iterator[Link]:
        """Parts drawn and made, feeds, and lanes within the plant."""
        for stock, box in self.drawn:
            start = self.stocks[stock]
            yield Link(start.key, box.key, "part", net=f"part {start.key}")
        for stock, cell in self._made():
            yield Link(cell.key, self.stocks[stock].key, "part", net=f"part {self.stocks[stock].key} in")
        for name, feed in self.model.feeds.items():
            start, end = self.stocks[feed.from_], self.stocks[feed.to]
            yield Link(start.key, end.key, "feed", tip=f"{name}: {feed.fleet}", net=f"feed {start.key}")
        for name, lane in self.model.lanes.items():
            if lane.from_ in self.stocks and lane.to in self.stocks:
                tip = lane_tip(name, lane, self.words)
                yield Link(self.stocks[lane.from_].key, self.stocks[lane.to].key, "lane", tip=tip)

    def _fold_cells(self) -> dict[tuple[str, str], Box]:
        found: dict[tuple[str, str], Box] = {}
        by_shop: dict[str, list[str]] = {}
        for shop, cell, _ in self.model.all_cells():
            by_shop.setdefault(shop, []).append(cell)
        for shop, cells in by_shop.items():
            nouns = self.model.shops[shop].cells
            for names in [cells] if len(cells) > self.few else [[one] for one in cells]:
                several = len(names) > 1
                box = Box(
                    f"{self.plant}/{shop}/cell/{names[0]}",
                    "cell",
                    about.count("pic_cell", len(names), self.words) if several else names[0],
                    about.cell(nouns[names[0]], self.words) if not several else "",
                    [Member(self.plant, "cell", shop, name) for name in names],
                    [f"{name}: {self.words('pic_is_cell')}, {about.cell(nouns[name], self.words)}" for name in names],
                )
                found.update({(shop, name): box for name in names})
        return found

    def _drawn(self) -> Iterator[tuple[str, Box]]:
        """(stock point, box that draws from it)."""
        for shop, line, place, element in self.model.all_elements():
            if isinstance(element, WorkPlace | ZonedLine):
                for worked in (element, *element.exceptions.values()):
                    for use in worked.uses:
                        stock = self.names.stock(use.part, use.from_)
                        if stock is not None:
                            yield stock, self.lines.at[shop, line, place]
        for shop, name, cell in self.model.all_cells():
            for make in cell.makes.values():
                for use in make.uses:
                    stock = self.names.stock(use.part, use.from_)
                    if stock is not None:
                        yield stock, self.cells[shop, name]

    def _made(self) -> Iterator[tuple[str, Box]]:
        for shop, name, cell in self.model.all_cells():
            for make in cell.makes.values():
                stock = self.names.stock(make.part, make.into)
                if stock is not None:
                    yield stock, self.cells[shop, name]

    def _home(self, stock: str) -> str | None:
        own = self.model.stocks[stock].shop
        if own is not None:
            return own
        return next((member.shop for box in self._beside.get(stock, []) for member in box.members), None)

    def _fold_stocks(self) -> dict[str, Box]:
        groups: dict[tuple[str, ...], list[str]] = {}
        sizes: dict[str | None, int] = {}
        for home in self.homes.values():
            sizes[home] = sizes.get(home, 0) + 1
        for name, home in self.homes.items():
            way = self._way(name) if sizes[home] > self.few else name
            groups.setdefault((home or "", way), []).append(name)
        return {
            name: box for (home, _), names in groups.items() for box in [self._stock_box(home, names)] for name in names
        }

    def _way(self, stock: str) -> str:
        """How a stock point is filled, by which those of a shop are folded."""
        if self.few == 1:
            return ""
        if stock in self._by_lane:
            return "lane"
        fleets = [feed.fleet for feed in self.model.feeds.values() if feed.to == stock]
        return f"feed {fleets[0]}" if fleets else "made"

    def _stock_box(self, home: str, names: list[str]) -> Box:
        nouns, words = self.model.stocks, self.words
        alone = len(names) == 1
        return Box(
            f"{self.plant}/{home}/stock/{names[0]}",
            "stock",
            names[0] if alone else about.count("pic_stock", len(names), words),
            about.stock(nouns[names[0]], words) if alone else self._held(names),
            [Member(self.plant, "stock", home, name) for name in names],
            [line for several in self._by_family(names).values() for line in self._stock_tip(several)],
        )

    def _by_family(self, names: list[str]) -> dict[str, list[str]]:
        """Family of the part (or the part itself, if it is of none) -> its stock points among these."""
        found: dict[str, list[str]] = {}
        for name in names:
            part = self.model.stocks[name].part
            found.setdefault(self.model.parts[part].family or part, []).append(name)
        return found

    def _title(self, family: str) -> str:
        """The title of a family of the supplier park, or of a part; else its name."""
        known = self.model.supply.families if self.model.supply is not None else {}
        return title_of(known[family], family, self.words.language) if family in known else self.words.part(family)

    def _held(self, names: list[str]) -> str:
        """What a box of several stock points holds: families of parts, of more than two how many, else the parts."""
        families = self._by_family(names)
        known = all(self.model.parts[self.model.stocks[name].part].family for name in names)
        if known and len(families) > _NAMED:
            return about.count("pic_family", len(families), self.words)
        return self.words("comma").join(self._title(family) for family in families)

    def _stock_tip(self, names: list[str]) -> list[str]:
        """A line for the stock points of a family that is in some of them, or for the only one."""
        nouns, words = self.model.stocks, self.words
        if len(names) == 1:
            return [f"{names[0]}: {words('pic_is_stock')}, {about.stock(nouns[names[0]], words)}"]
        part = nouns[names[0]].part
        return [f"{self._title(self.model.parts[part].family or part)}: {about.count('pic_stock', len(names), words)}"]


def lane_tip(name: str, lane: Lane, words: Words) -> str:
    """What a lane says when a reader points at it."""
    if lane.every is None:
        return words("pic_lane_tip_drawn", name=name)
    return words("pic_lane_tip", name=name, time=words.duration(lane.every.value, 2))
