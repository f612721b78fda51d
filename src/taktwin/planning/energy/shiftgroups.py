"""Whose hours can be chosen: make cells of a shop, vehicles that charge, and machines that wake ahead of a shift."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from taktwin.analysis.tables import RunTables
from taktwin.model.nouns.calendar import Calendar
from taktwin.model.nouns.makecell import MakeCell
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.energy.cheaphours import ALWAYS
from taktwin.planning.energy.pausegroups import groups_of as sleepers_of
from taktwin.planning.energy.pausegroups import watts_of

CHARGING = "charging"
"""Name of the group of the fleets."""


@dataclass(frozen=True)
class ShiftGroup:
    """Cells, vehicles or ovens whose hours are chosen together.

    The make cells of a shop that work by the same calendar, all fleets that charge without need, or the machines of an
    entry of `pauses` who wake ahead of hours in which they are awake: ovens that warm up.

    Attributes:
        name: of the shop; with that of the calendar where the shop has several; of the fleets `CHARGING`.
        shop: its name; of fleets empty.
        cells: their names.
        calendar: by which they work.
        stocks: that they fill.
        fleets: names of the fleets.
        machines: that warm up; of them `calendar` says when they are awake.
        wake_s: how long they wake (s), from the deepest pause that begins.
        watts: of them by state (`waking`, `idle`, `asleep`) and medium (W).
    """

    name: str
    shop: str
    cells: tuple[str, ...]
    calendar: Calendar
    stocks: tuple[str, ...] = ()
    fleets: tuple[str, ...] = ()
    machines: tuple[str, ...] = ()
    wake_s: float = 0.0
    watts: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


def groups_of(model: PlantModel) -> list[ShiftGroup]:
    """The groups of a model of one plant; cells that work through breaks and nights have no hours to be chosen."""
    cells: dict[tuple[str, str | None], list[tuple[str, MakeCell]]] = {}
    for shop, name, cell in model.all_cells():
        if not cell.continuous:
            cells.setdefault((shop, cell.calendar or model.shops[shop].calendar), []).append((name, cell))
    shops = [shop for shop, _ in cells]
    found: list[ShiftGroup] = []
    for (shop, calendar), members in cells.items():
        name = shop if shops.count(shop) == 1 else f"{shop}-{calendar}"
        stocks = dict.fromkeys(stock for _, cell in members for stock in _filled(model, cell))
        by = ALWAYS if calendar is None else model.calendars[calendar]
        found.append(ShiftGroup(name, shop, tuple(one for one, _ in members), by, tuple(stocks)))
    fleets = tuple(
        name for name, fleet in model.fleets.items() if fleet.battery and fleet.battery.policy != "threshold"
    )
    if fleets:
        found.append(ShiftGroup(CHARGING, "", (), ALWAYS, fleets=fleets))
    return [*found, *_warm_ups(model)]


def _warm_ups(model: PlantModel) -> list[ShiftGroup]:
    """The entries of `pauses` whose machines sleep, and wake ahead of hours in which they are awake."""
    found: list[ShiftGroup] = []
    for one in sleepers_of(model):
        said = model.pauses[one.name]
        deepest = "long" if said.long is not None and said.long.after is not None else "brief"
        pause = said.long if deepest == "long" else said.brief
        if said.awake is None or pause is None or pause.after is None:
            continue
        states = {"waking": "waking", "idle": "idle", "asleep": deepest}
        watts = {state: watts_of(one.profile, drawn) for state, drawn in states.items()}
        hours, machines = model.calendars[said.awake], tuple(name for _, name in one.machines)
        found.append(ShiftGroup(one.name, "", (), hours, machines=machines, wake_s=pause.wake.value, watts=watts))
    return found


def use_of(results: Sequence[RunTables]) -> dict[str, float]:
    """Parts that are drawn from each stock in a second, the mean over the replications."""
    found: dict[str, float] = {}
    for result in results:
        for stock, drawn in result.stocks.select("stock", "drawn").iter_rows():
            found[stock] = found.get(stock, 0.0) + drawn / result.elapsed_s / len(results)
    return found


def raised(
    model: PlantModel, group: ShiftGroup, use: Mapping[str, float], rest_h: float
) -> dict[tuple[str, str], float]:
    """The level at which a lot is due, raised by what is drawn in a rest, as far as the stock has room for the lot.

    Args:
        model: of one plant.
        group: of its cells.
        use: parts drawn from each stock in a second of the calendar, day and night.
        rest_h: the rest, in hours in which the cells worked before.

    Returns:
        Cell and recipe -> level, where it is raised. Several recipes of one stock are raised alike.
    """
    week = group.calendar.hours_per_week() / 168.0  # what is drawn in their hours serves for all
    found: dict[tuple[str, str], float] = {}
    cells = model.shops[group.shop].cells
    for cell in group.cells:
        for name, make in cells[cell].makes.items():
            stock = make.into or _stock_of(model, make.part)
            if stock is None:
                continue
            level = make.reorder.value + math.ceil(use.get(stock, 0.0) * rest_h * 3600.0 / week)
            room = model.stocks[stock].capacity
            most = math.inf if room is None else room.value - make.lot.value * make.per_hit.value
            if min(level, most) > make.reorder.value:
                found[cell, name] = min(level, most)
    return found


def _filled(model: PlantModel, cell: MakeCell) -> list[str]:
    stocks = [make.into or _stock_of(model, make.part) for make in cell.makes.values()]
    return [one for one in stocks if one is not None]


def _stock_of(model: PlantModel, part: str) -> str | None:
    """The stock point of a part, where one alone holds it."""
    found = [name for name, stock in model.stocks.items() if stock.part == part]
    return found[0] if len(found) == 1 else None
