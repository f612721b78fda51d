"""When a make cell works and when its parts are drawn, by the calendars of a plant."""

from __future__ import annotations

from collections.abc import Iterator

from taktwin.model.nouns.calendar import WEEK_S
from taktwin.model.nouns.makecell import MakeCell
from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import WorkPlace
from taktwin.model.nouns.use import Use
from taktwin.planning.presslots.rhythm import Rhythm, Windows, rhythm_of

_HOUR_S = 3600.0
_WEEK = WEEK_S / _HOUR_S


def cell_rhythm(model: PlantModel, shop: str, cell: MakeCell, stocks: list[str]) -> Rhythm | None:
    """The rhythm of a cell that fills some stock points; None if parts are drawn just while it works."""
    works = _windows(model, cell.calendar, shop, cell.continuous)
    return rhythm_of(works, [_drawn(model, stock) for stock in stocks], _WEEK)


def _windows(model: PlantModel, own: str | None, shop: str, continuous: bool) -> Windows:
    """On-shift hours of the week of a resource."""
    name = own or model.shops[shop].calendar
    if name is None or continuous:
        return [(0.0, _WEEK)]
    return [(begin / _HOUR_S, end / _HOUR_S) for begin, end in model.calendars[name].windows()]


def _drawn(model: PlantModel, stock: str) -> Windows:
    """When somebody works who draws from a stock point, or from one that is fed from it."""
    sources = {stock}
    while more := {feed.to for feed in model.feeds.values() if feed.from_ in sources} - sources:
        sources |= more
    windows = [
        window
        for shop, calendar, continuous, uses in _users(model)
        if any(_source(model, use) in sources for use in uses)
        for window in _windows(model, calendar, shop, continuous)
    ]
    return windows or [(0.0, _WEEK)]


def _users(model: PlantModel) -> Iterator[tuple[str, str | None, bool, list[Use]]]:
    """Shop, calendar, whether it works on through breaks, and parts of everybody who draws parts."""
    for shop, _, _, element in model.all_elements():
        if isinstance(element, WorkPlace | ZonedLine):
            for one in (element, *element.exceptions.values()):
                calendar, continuous = one.calendar or element.calendar, one.continuous or element.continuous
                yield shop, calendar, continuous, one.uses
    for shop, _, cell in model.all_cells():
        yield shop, cell.calendar, cell.continuous, [use for make in cell.makes.values() for use in make.uses]


def _source(model: PlantModel, use: Use) -> str | None:
    return use.from_ or next((name for name, point in model.stocks.items() if point.part == use.part), None)
