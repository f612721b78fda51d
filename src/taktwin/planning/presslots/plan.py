"""The lot plan of a press: lots, order of the dies, restart levels, stock."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from taktwin.model.phrase import Phrase
from taktwin.planning.presslots.lots import Cycles, independent, multiples, rotation
from taktwin.planning.presslots.panel import LotError, Numbers, Press
from taktwin.planning.presslots.restart import Restart, check_surety, restart
from taktwin.planning.presslots.sequence import lot_order
from taktwin.planning.presslots.timing import Schedule, equal_lots

METHODS = ("best", "multiples", "rotation")


@dataclass(frozen=True)
class Wish:
    """What is asked of a plan."""

    load: float = 0.9
    """Most load of the press with die changes, 0 to 1."""
    method: str = "best"
    """`multiples` (each part every basic period x a power of two), `rotation` (one common cycle), or the cheaper."""
    surety: float = 0.999
    """Share of the lots that begin in time."""
    safety: float = 1.0
    """Hours of demand on top of the restart level."""

    def check(self) -> None:
        """Refuse what cannot be meant.

        Raises:
            LotError: a value out of range.
        """
        if not 0 < self.load <= 1:
            raise LotError(
                Phrase("the load must be above 0 and at most 1 (100 %), got {load:g}", load=self.load), parameter="load"
            )
        if self.method not in METHODS:
            raise LotError(
                Phrase('there is no method "{method}"', method=self.method), f"use {', '.join(METHODS)}", "method"
            )
        check_surety(self.surety, self.safety)


@dataclass(frozen=True)
class LotPlan:
    """Lots of a press and what they mean."""

    press: Press
    wish: Wish
    cycles: Cycles
    frequencies: tuple[int, ...]
    """Lots of each part in a whole cycle."""
    schedule: Schedule
    restart: Restart
    bound: float
    """Lower bound of the cost of lots (stock above the restart levels, and die changes) of any plan at this load."""

    @property
    def load(self) -> float:
        """Load of the press with die changes."""
        return self.cycles.load

    @property
    def changes_a_day(self) -> float:
        """Die changes a day."""
        return float(np.sum(1.0 / self.cycles.hours)) * self.press.day_hours

    @property
    def drawn_off_shift(self) -> float | None:
        """Share of the parts drawn while the press is off shift; None if all are drawn steadily while it works."""
        return None if self.press.rhythm is None else self.press.rhythm.off_share

    @property
    def mean_stock(self) -> Numbers:
        """Mean number of each part in stock, if every lot begins as it falls due and waits the mean time."""
        before = self.press.figures("demand") * (self.restart.mean_wait + self.press.figures("change"))
        return self.restart.levels - before + self.cycles.mean_stock

    @property
    def max_stock(self) -> Numbers:
        """Most of each part in stock: its lot begins as it falls due, and nothing stops the press."""
        rise = self.cycles.lots * self.press.rises
        return self.restart.levels - self.press.figures("demand") * self.press.figures("change") + rise

    @property
    def cost(self) -> float:
        """Cost of die changes and of the mean stock, restart levels included, an hour."""
        changes = float(np.sum(self.press.figures("change_cost") / self.cycles.hours))
        return changes + float(np.sum(self.press.figures("holding") * self.mean_stock))

    def table(self) -> pl.DataFrame:
        """One row a part.

        Columns: part, demand_per_h, lot (parts), run_h, cycle_h (shift hours), restart, max_stock, mean_stock (parts),
        days_of_stock (mean stock / demand of a day), changes_per_day, load (of the press, without and `load_with` with
        its die changes).
        """
        press, hours = self.press, self.cycles.hours
        demand, change = press.figures("demand"), press.figures("change")
        return pl.DataFrame(
            {
                "part": press.names,
                "demand_per_h": demand,
                "lot": self.cycles.lots,
                "run_h": self.cycles.lots / press.figures("rate"),
                "cycle_h": hours,
                "restart": self.restart.levels,
                "max_stock": self.max_stock,
                "mean_stock": self.mean_stock,
                "days_of_stock": self.mean_stock / demand / press.day_hours,
                "changes_per_day": press.day_hours / hours,
                "load": press.figures("load"),
                "load_with": press.figures("load") + change / hours,
            }
        )


def plan(press: Press, wish: Wish | None = None) -> LotPlan:
    """Plan the lots of a press for the least stock (and cost of die changes, where one is given).

    Lots are rounded up to full racks, so the load comes out a little below the one allowed. Where the room of a store
    bounds the lots, the restart level of the part is part of what it holds.

    Raises:
        LotError: there is no plan; the message says what stands in the way.
    """
    wish = wish or Wish()
    wish.check()
    if wish.method != "best":
        return _planned(press, wish)
    found: list[LotPlan] = []
    why: LotError | None = None
    for method in METHODS[1:]:
        try:
            found.append(_planned(press, replace(wish, method=method)))
        except LotError as error:  # one cycle for all is too short for the smallest store, say
            why = why or error
    if why is not None and not found:
        raise why
    return min(found, key=lambda one: one.cost)


def _planned(press: Press, wish: Wish) -> LotPlan:
    levels = np.zeros(len(press.panels))
    for _ in range(50):
        longest = _longest(press, levels)
        cycles, frequencies = _cycles(press, wish, longest)
        whole = _in_racks(cycles)
        if press.load_with(whole.hours) >= 1.0:  # `load` 1: only its lots as they are keep the press just busy
            raise LotError(
                Phrase("press {name}: at a load of 100 % due lots wait without end", name=press.name),
                Phrase("allow 99 % at most"),
                "load",
            )
        found = restart(press, whole.hours, wish.surety, wish.safety)
        if not np.isfinite(longest).any() or (found.levels <= levels + 1e-9).all():
            return _finished(press, wish, whole, frequencies, found)
        levels = np.maximum(levels, found.levels)
    raise LotError(
        Phrase("press {name}: no lots fit the stores together with their restart levels", name=press.name),
        Phrase("enlarge them"),
    )


def _finished(press: Press, wish: Wish, whole: Cycles, frequencies: tuple[int, ...], found: Restart) -> LotPlan:
    order = lot_order(press, frequencies)
    # Lots of full racks last a little longer, each by another part: the cycle is their mean.
    schedule = equal_lots(press, order, float(np.mean(whole.hours * frequencies)))
    return LotPlan(press, wish, whole, frequencies, schedule, found, independent(press, wish.load).cost)


def _cycles(press: Press, wish: Wish, longest: Numbers) -> tuple[Cycles, tuple[int, ...]]:
    if wish.method == "rotation":
        return rotation(press, wish.load, longest), (1,) * len(press.panels)
    return multiples(press, wish.load, longest)


def _longest(press: Press, levels: Numbers) -> Numbers:
    """Most hours between two lots of each part that its store allows."""
    room, rack = press.figures("room"), press.figures("rack")
    free = room - levels + press.figures("demand") * press.figures("change")
    for panel, left in zip(press.panels, free, strict=True):
        if left <= panel.rack:
            raise LotError(
                Phrase(
                    "press {name}, part {name2}: a store of {room:g} parts "
                    "has no room for a lot above the restart level "
                    "of {room2:.0f}",
                    name=press.name,
                    name2=panel.name,
                    room=panel.room,
                    room2=panel.room - left,
                ),
                Phrase("enlarge it, or allow more load or less safety"),
            )
    # A lot is rounded up to racks afterwards: leave room for that.
    most = (free / press.rises - rack) / press.figures("demand")
    return np.where(np.isfinite(room), np.maximum(most, rack / press.figures("demand")), math.inf)


def _in_racks(cycles: Cycles) -> Cycles:
    """Lots rounded up to full racks."""
    rack = cycles.press.figures("rack")
    racks = np.ceil(cycles.lots / rack - 1e-9)
    return Cycles(cycles.press, racks * rack / cycles.press.figures("demand"))


def with_change(press: Press, hours: float) -> Press:
    """The same press with another die change (h)."""
    return replace(press, panels=tuple(replace(panel, change=hours) for panel in press.panels))


def change_effect(press: Press, wish: Wish, changes: tuple[float, float]) -> tuple[LotPlan, LotPlan]:
    """The plans for two die change times (h) at the same load of the press: what a shorter change is worth.

    Raises:
        LotError: one of them has no plan.
    """
    before, after = (plan(with_change(press, hours), wish) for hours in changes)
    return before, after
