"""Capacity of a plant or of the supplier of a part, day by day: what is there, what grows, what fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taktwin.model.phrase import Phrase
from taktwin.planning.orders.chance import factors, uniforms
from taktwin.planning.orders.errors import OrderBookError, check_number
from taktwin.planning.orders.launch import DAYS
from taktwin.planning.orders.ramp import ConstantRamp, PlannedRamp, Ramp

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Growth:
    """Capacity that is added from a week on.

    Attributes:
        told: week in which it is decided; a supplier is told then.
        more: units a week that are added at last.
        ramp: how it comes, with a full rate of 1.
        lead: weeks from `told` to the begin of the ramp.
        lead_cv: coefficient of variation of the lead.
        pace_cv: the same of the pace: all times of the ramp are multiplied by one factor.
    """

    told: float
    more: float
    ramp: Ramp
    lead: float = 0.0
    lead_cv: float = 0.0
    pace_cv: float = 0.0

    def __post_init__(self) -> None:
        check_number("capacity that is added", self.more)
        check_number("lead", self.lead)
        check_number("scatter of the lead", self.lead_cv, 0.0, 5.0)
        check_number("scatter of the pace", self.pace_cv, 0.0, 5.0)
        if not isinstance(self.ramp, ConstantRamp | PlannedRamp) and self.ramp.full != 1:
            raise OrderBookError(
                Phrase("the ramp of a growth has a full rate of {full:g}", full=self.ramp.full),
                Phrase("give it one of 1"),
            )

    def times(self, name: str, seed: int, futures: Sequence[int]) -> tuple[Numbers, Numbers]:
        """Lead in weeks and factor of the pace in each of some futures."""
        one = np.zeros(1)
        leads = [self.lead * factors(seed, k, f"{name}/lead", one, self.lead_cv)[0] for k in futures]
        paces = [factors(seed, k, f"{name}/pace", one, self.pace_cv)[0] for k in futures]
        return np.array(leads), np.array(paces)


@dataclass(frozen=True)
class Shortage:
    """A time in which a part of the capacity is there.

    Attributes:
        begin: week in which it begins.
        end: week in which it ends.
        left: share of the capacity that is there; 0 for a closed plant.
        chance: probability that it comes at all.
    """

    begin: float
    end: float
    left: float
    chance: float = 1.0

    def __post_init__(self) -> None:
        check_number("share left in a shortage", self.left, 0.0, 1.0)
        check_number("chance of a shortage", self.chance, 0.0, 1.0)
        if self.end <= self.begin:
            raise OrderBookError(Phrase("a shortage ends before it begins"), Phrase("exchange the two"))

    def of_days(self, days: int) -> Numbers:
        """The factor of each day; one that it covers in part lies between."""
        edges = np.clip(np.arange(days + 1) / DAYS, self.begin, self.end)
        return np.clip(1.0 - (1.0 - self.left) * np.diff(edges) * DAYS, 0.0, 1.0)


@dataclass(frozen=True)
class Capacity:
    """Units a week by time.

    Attributes:
        now: units a week at the start of the book, or a plan of them by week.
        growths: what is added.
        shortages: when less is there.
        level_cv: coefficient of variation of all of it (one factor for a future).
        weekly_cv: the same of each week.
    """

    now: float | PlannedRamp
    growths: tuple[Growth, ...] = ()
    shortages: tuple[Shortage, ...] = ()
    level_cv: float = 0.0
    weekly_cv: float = 0.0

    def __post_init__(self) -> None:
        if not isinstance(self.now, PlannedRamp):
            check_number("capacity", self.now)
        check_number("scatter of the capacity", self.level_cv, 0.0, 5.0)
        check_number("scatter of the weeks", self.weekly_cv, 0.0, 5.0)

    def planned(self, days: int) -> Numbers:
        """Units of each day, without chance; a shortage counts by its probability."""
        found = self._before(days)
        for one in self.growths:
            found = found + _grown(one, days, one.lead, 1.0)
        for one in self.shortages:
            found = found * (1.0 - one.chance * (1.0 - one.of_days(days)))
        return found

    def drawn(self, days: int, name: str, seed: int, future: int) -> Numbers:
        """Units of each day in one future; `name` is the address of what is drawn."""
        found = self._before(days)
        for k, one in enumerate(self.growths):
            leads, paces = one.times(f"{name}/{k}", seed, [future])
            found = found + _grown(one, days, leads[0], paces[0])
        for k, one in enumerate(self.shortages):
            if uniforms(seed, future, f"{name}/shortage", np.array([k]))[0] < one.chance:
                found = found * one.of_days(days)
        level = factors(seed, future, f"{name}/level", np.zeros(1), self.level_cv)
        return found * level * factors(seed, future, f"{name}/week", np.arange(days) // DAYS, self.weekly_cv)

    def _before(self, days: int) -> Numbers:
        """Without what is added: of a plan the area below it."""
        edges = np.arange(days + 1) / DAYS
        if isinstance(self.now, PlannedRamp):
            return np.diff(self.now.cumulative(edges))
        return np.full(days, self.now / DAYS)


def _grown(one: Growth, days: int, lead: float, pace: float) -> Numbers:
    """What a growth adds on each day: the area below its ramp."""
    edges = (np.arange(days + 1) / DAYS - one.told - lead) / pace
    return one.more * pace * np.diff(one.ramp.cumulative(edges))
