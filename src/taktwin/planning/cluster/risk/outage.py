"""What an outage of each supplier costs the cluster, by formula: for clusters whose plants have no model, and for all.

Of a family that is missing, stock at hand lasts stock / (1 - second) days, where others go on with ``second`` of its
use (`survival`); from then on a day costs the vehicles that the rest would have gone into. A supplier of several
families costs what the worst of them does, since a vehicle takes all. Days are of the calendar, a year has 365.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.planning.cluster.file.nouns import ClusterNoun
from taktwin.planning.cluster.plan.data import ClusterData
from taktwin.planning.cluster.plan.solve import Plan

YEAR_DAYS, WEEK_DAYS = 365.0, 7.0
_NONE = 1e-6  # thousand sets a year: a flow up to this is none


@dataclass(frozen=True, eq=False)
class Exposure:
    """What hangs on a supplier in a year of the plan, by scenario and family that it supplies.

    Attributes:
        supplier: name.
        families: numbers of its families.
        stock: days of use at hand.
        second: share of the use with which others can go on, [w, family].
        part: vehicles a day that its family goes into, of all makers, [w, family].
        mine: of these, vehicles for which its own sets are meant.
        value: of its own sets, millions a year, [w, family].
        used: value of all sets of its families, of all makers, likewise.
        margin: money of a vehicle, thousands, [w, family].
    """

    supplier: str
    families: tuple[int, ...]
    stock: float
    second: Any
    part: Any
    mine: Any
    value: Any
    used: Any
    margin: Any

    def lost(self, days: float, more: float = 0.0, second: float = 0.0, from_day: float = 0.0) -> Any:
        """Vehicles lost in an outage of so many days, [w]; the other source begins on ``from_day``."""
        return self.of_families(days, more, second, from_day).max(axis=1)

    def lost_money(self, days: float, more: float = 0.0, second: float = 0.0, from_day: float = 0.0) -> Any:
        """The same in millions of margin, [w]."""
        return (self.of_families(days, more, second, from_day) * self.margin).max(axis=1) / 1e3

    def _second(self, more: float) -> Any:
        return np.minimum(self.second + more * self.mine / np.maximum(self.part, 1e-12), 1.0)

    def of_families(self, days: float, more: float = 0.0, second: float = 0.0, from_day: float = 0.0) -> Any:
        """Vehicles for which each family alone would lack, [w, family].

        Stock is drawn down by what is missing, at the pace before and after the other source begins.
        """
        before, after = 1.0 - self.second, 1.0 - self._second(second)  # shares of the use that are missing
        stock, first = self.stock + more, min(from_day, days)
        gone = before * first
        missing = np.maximum(gone - stock, 0.0)
        left = np.maximum(stock - gone, 0.0)
        missing = missing + np.maximum(after * (days - first) - left, 0.0)
        return missing * self.part


def exposures(noun: ClusterNoun, data: ClusterData, found: Plan, year: int) -> list[Exposure]:
    """Of all suppliers that deliver in a year of the plan, in the order of the file.

    Others go on with their capacity that is left; supply from outside is taken as it is planned, since nobody outside
    holds a line free.
    """
    t = data.years.index(year)
    flow, outside = found.flow[:, t], found.outside[:, t]  # [w, o, p], [w, f, p]
    sets = flow.sum(axis=2)
    spare = np.maximum(data.option_capacity[:, t] - sets, 0.0)
    result = []
    for name, supplier in noun.suppliers.items():
        mine = [o for o, one in enumerate(data.options) if one.maker == name and (sets[:, o] > _NONE).any()]
        if not mine:
            continue
        rows: list[tuple[Any, ...]] = []
        for o in mine:
            f = data.options[o].family
            others = [k for k, one in enumerate(data.options) if one.family == f and k != o]
            use = sets[:, o] + sets[:, others].sum(axis=1) + outside[:, f].sum(axis=1)
            goes_on = (sets[:, others] + spare[:, others]).sum(axis=1) + outside[:, f].sum(axis=1)
            takes = data.use[f] > 0
            made = found.made[:, t, takes]  # thousand vehicles a year that take the family
            part = 1e3 * made.sum(axis=1) / YEAR_DAYS
            margin = (made @ data.margin[data.makes[takes]]) / np.maximum(made.sum(axis=1), 1e-12)
            second = np.minimum(goes_on / np.maximum(use, 1e-12), 1.0)
            mine_of_it = part * sets[:, o] / np.maximum(use, 1e-12)
            rows.append((second, part, mine_of_it, sets[:, o] * data.value[f], use * data.value[f], margin))
        columns = (np.stack(column, axis=1) for column in zip(*rows, strict=True))
        families = tuple(data.options[o].family for o in mine)
        result.append(Exposure(name, families, supplier.stock.value, *columns))
    return result


@dataclass(frozen=True)
class OutageLoss:
    """Vehicles that an outage of a supplier costs the cluster, by formula.

    Attributes:
        supplier: name.
        family: the part family that stops it.
        lost: for each length, expected.
        low: the least of the scenarios.
        high: the most.
    """

    supplier: str
    family: str
    lost: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


def outage_losses(data: ClusterData, exposed: Sequence[Exposure], weeks: Sequence[float]) -> list[OutageLoss]:
    """Of each supplier, the one whose longest outage costs most first."""
    result = []
    for one in exposed:
        lost = np.stack([one.lost(week * WEEK_DAYS) for week in weeks], axis=1)  # [w, length]
        longest = one.of_families(max(weeks) * WEEK_DAYS)
        worst = int(np.argmax(data.probability @ longest))
        result.append(
            OutageLoss(
                one.supplier,
                data.families[one.families[worst]],
                tuple((data.probability @ lost).tolist()),
                tuple(lost.min(axis=0).tolist()),
                tuple(lost.max(axis=0).tolist()),
            )
        )
    return sorted(result, key=lambda one: (-max(one.lost), one.supplier))
