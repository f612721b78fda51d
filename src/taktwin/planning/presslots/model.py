"""The presses of a plant as lot problems, and a plan as changes of the plant.

The demand for a part is what its stock point gives out in a run of the plant as it is; its speed is the time of a hit
with scrap and the mean of the failures. A recipe's `lot` is in hits, its `reorder` in parts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from taktwin.analysis.tables import RunTables
from taktwin.model.nouns.failure import FailureMode
from taktwin.model.nouns.makecell import Make, MakeCell
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.planning.presslots.hours import cell_rhythm
from taktwin.planning.presslots.panel import LotError, Panel, Press, Stop
from taktwin.planning.presslots.plan import LotPlan

_HOUR_S = 3600.0
_YEAR_DAYS = 365.0


@dataclass(frozen=True)
class Die:
    """A recipe of a make cell."""

    path: str
    """Its path in the model."""
    stock: str
    """The stock point that it fills."""
    good_per_hit: float
    """Parts of a hit, less scrap."""
    lot: float
    """Parts of a lot, as the model has it."""
    reorder: float
    """Restart level in parts, as the model has it."""


@dataclass(frozen=True)
class Money:
    """What a die change costs, and what capital does: for plans that weigh the two."""

    change: float
    """Of one die change, in the currency of the parts' values."""
    interest: float
    """Of the value of the stock, a year (0.1 for 10 %)."""


@dataclass(frozen=True)
class ModelPress:
    """A make cell of a plant with its lot problem."""

    cell: str
    press: Press
    dies: tuple[Die, ...]

    @property
    def load_now(self) -> float:
        """Load with die changes that the present lots mean."""
        pairs = zip(self.press.panels, self.dies, strict=True)
        return self.press.load + math.fsum(panel.change * panel.demand / die.lot for panel, die in pairs)


def cells_with_lots(model: PlantModel) -> list[str]:
    """Make cells that make more than one part, in plant order."""
    return [name for _, name, cell in model.all_cells() if len(cell.makes) > 1]


def chosen_cells(model: PlantModel, cells: Sequence[str] | None = None, money: Money | None = None) -> list[str]:
    """The given make cells, each once; without any all that make more than one part, or all if none does.

    A cell with one die never changes it, so only what a lot costs (``money``) says how large its lots are.

    Raises:
        LotError: an unknown cell, or one that has no lots to plan.
    """
    known = {name: cell for _, name, cell in model.all_cells()}
    for name in cells or []:
        if name not in known:
            from taktwin.model.values.nearest import suggest

            raise LotError(Phrase('there is no make cell "{name}"', name=name), suggest(name, known), "cells")
        if len(known[name].makes) < 2 and money is None:
            raise LotError(
                Phrase("cell {name} makes one part alone: it never changes dies, so it has no lots to plan", name=name),
                Phrase("give what a lot costs, as a cost of the change"),
                "cells",
            )
    chosen = list(dict.fromkeys(cells or cells_with_lots(model) or (known if money is not None else ())))
    if not chosen:
        raise LotError(
            Phrase("no make cell of this plant makes more than one part, so there are no lots to plan"),
            Phrase("give what a lot costs, as a cost of the change, to plan those of one part"),
        )
    return chosen


def presses(
    model: PlantModel,
    results: Sequence[RunTables],
    cells: Sequence[str] | None = None,
    money: Money | None = None,
) -> list[ModelPress]:
    """The lot problems of make cells.

    Args:
        model: the plant.
        results: runs of it, for the demand.
        cells: names of make cells; None for those of `chosen_cells`.
        money: costs; None to plan for the least number of parts in stock.

    Raises:
        LotError: as of `chosen_cells`, a part that nobody draws, or figures that do not fit.
    """
    known = {name: (shop, cell) for shop, name, cell in model.all_cells()}
    return [_press(model, results, *known[name], name, money) for name in chosen_cells(model, cells, money)]


def overrides(found: ModelPress, plan: LotPlan) -> dict[str, str]:
    """A plan as values of the model: path -> value."""
    values = {}
    for die, lot, level in zip(found.dies, plan.cycles.lots, plan.restart.levels, strict=True):
        values[f"{die.path}.lot"] = str(max(1, math.ceil(lot / die.good_per_hit - 1e-6)))
        values[f"{die.path}.reorder"] = str(math.ceil(level - 1e-6))
    return values


def _press(
    model: PlantModel, results: Sequence[RunTables], shop: str, cell: MakeCell, name: str, money: Money | None
) -> ModelPress:
    modes = [model.failures[entry] if isinstance(entry, str) else entry for entry in cell.failures]
    hit = math.fsum(make.hit.mean for make in cell.makes.values()) / len(cell.makes)
    stops = tuple(Stop(_up(mode, hit) / _HOUR_S, mode.repair.mean / _HOUR_S) for mode in modes)
    _check_stops(name, stops)
    available = 1.0 / (1.0 + math.fsum(stop.repair / stop.up for stop in stops))
    share = _on_shift(results, name)
    panels, dies = [], []
    for recipe, make in cell.makes.items():
        stock = make.into or next(s for s, point in model.stocks.items() if point.part == make.part)
        good = make.per_hit.value * (1.0 - make.scrap.value)
        if good <= 0 or make.hit.mean <= 0:
            raise LotError(
                Phrase(
                    "cell {name}, recipe {recipe}: hits that take no time or give no parts have no lot size",
                    name=name,
                    recipe=recipe,
                )
            )
        path = f"shops.{shop}.cells.{name}.makes.{recipe}"
        dies.append(Die(path, stock, good, make.lot.value * good, make.reorder.value))
        panels.append(
            Panel(
                recipe,
                demand=_demand(model, results, name, recipe, stock) / share,
                rate=good * available * _HOUR_S / make.hit.mean,
                change=cell.mean_change(recipe) / _HOUR_S,  # one die alone stays in the press
                holding=_holding(model, make, recipe, money, 24.0 * share),
                change_cost=money.change if money else 0.0,
                room=model.stocks[stock].capacity.value,
                rack=max([feed.lot.value for feed in model.feeds.values() if feed.from_ == stock], default=1.0),
            )
        )
    rhythm = cell_rhythm(model, shop, cell, [die.stock for die in dies])
    return ModelPress(name, Press(name, tuple(panels), stops, 24.0 * share, rhythm), tuple(dies))


def _up(mode: FailureMode, hit: float) -> float:
    """Mean up time of a failure mode, s; one that counts hits is up for so many of the mean time of all recipes."""
    return mode.up.mean if mode.up is not None else mode.jobs.value * hit if mode.jobs is not None else 0.0


def _check_stops(name: str, stops: Sequence[Stop]) -> None:
    for stop in stops:
        if stop.up <= 0:
            raise LotError(Phrase("cell {name}: a failure mode with no up time leaves no time to press", name=name))


def _on_shift(results: Sequence[RunTables], cell: str) -> float:
    """Share of the elapsed time in which the cell is on shift."""
    off = math.fsum(
        result.resources.filter(pl.col("resource") == cell).get_column("off_shift").sum() for result in results
    )
    share = 1.0 - off / math.fsum(result.elapsed_s for result in results)
    if share <= 0:
        raise LotError(
            Phrase("cell {cell} was never on shift in the run", cell=cell), Phrase("simulate a time in which it works")
        )
    return share


def _demand(model: PlantModel, results: Sequence[RunTables], cell: str, recipe: str, stock: str) -> float:
    """Parts an hour of elapsed time that this cell has to make for a stock point."""
    drawn = math.fsum(result.stocks.filter(pl.col("stock") == stock).get_column("drawn").sum() for result in results)
    if drawn <= 0:
        raise LotError(
            Phrase(
                'cell {cell}, recipe {recipe}: nothing was drawn from the stock point "{stock}" in the run',
                cell=cell,
                recipe=recipe,
                stock=stock,
            ),
            Phrase("another plant draws from it, which is cut off here: let a station use the part")
            if stock in model._cut
            else Phrase("simulate more `days`, or take the recipe out"),
        )
    makers = sum(_fills(model, make, stock) for _, _, other in model.all_cells() for make in other.makes.values())
    return drawn / math.fsum(result.elapsed_s for result in results) * _HOUR_S / makers


def _fills(model: PlantModel, make: Make, stock: str) -> bool:
    point = model.stocks[stock]
    if make.into is not None:
        return make.into == stock
    return make.part == point.part


def _holding(model: PlantModel, make: Make, recipe: str, money: Money | None, day_hours: float) -> float:
    if money is None:
        return 1.0
    value = model.parts[make.part].value
    if value is None or value.value <= 0:
        raise LotError(
            Phrase(
                'recipe {recipe}: the part "{part}" has no value, and a cost of capital needs one',
                recipe=recipe,
                part=make.part,
            ),
            Phrase("give it `value`, or plan without `change_cost`"),
            "change_cost",
        )
    return value.value * money.interest / _YEAR_DAYS / day_hours
