"""What insures against outages of suppliers, by what it saves: stock, a second source, a flexible line of others.

An option costs a sum each year whether or not anything happens, and saves a part of what outages cost. How often they
happen nobody prints, so beside what an option is worth at the assumed chance stands the chance from which it pays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from taktwin.planning.cluster.file.nouns import ClusterNoun
from taktwin.planning.cluster.plan.data import ClusterData
from taktwin.planning.cluster.risk.outage import WEEK_DAYS, YEAR_DAYS, Exposure


@dataclass(frozen=True)
class Insured:
    """An option for a supplier, all money in millions a year, expected.

    Attributes:
        supplier: whose outages.
        option: stock, second or line.
        costs: a year.
        saves: at the assumed chance of an outage.
        low: the same in the scenario in which it saves least.
        high: most.
        pays_from: outages a year from which it saves what it costs; None where it saves nothing.
    """

    supplier: str
    option: str
    costs: float
    saves: float
    low: float
    high: float
    pays_from: float | None

    @property
    def worth(self) -> float:
        """What it saves less what it costs."""
        return self.saves - self.costs


def insure(noun: ClusterNoun, data: ClusterData, exposed: Sequence[Exposure]) -> list[Insured]:
    """Each option for each supplier, by worth; empty where the file has no `insurance`."""
    given = noun.insurance
    if given is None:
        return []
    lengths = {WEEK_DAYS * float(week): share.value for week, share in given.weeks.items()}
    result = []
    for one in exposed:
        value, used = (float((data.probability @ array).sum()) for array in (one.value, one.used))  # millions a year
        options: list[tuple[str, float, dict[str, float]]] = []
        if given.stock is not None:
            more = given.stock.days.value
            options.append(("stock", more / YEAR_DAYS * used * given.stock.holding.value, {"more": more}))
        if given.second is not None:
            share = given.second.share.value
            cost = share * value * given.second.premium.value + data.annuity * given.second.opening.value
            options.append(("second", cost, {"second": share}))
        if given.line is not None:
            cost = data.annuity * given.line.invest.value
            late = {"second": given.line.share.value, "from_day": given.line.changeover.value}
            options.append(("line", cost, late))
        for name, costs, how in options:
            spared: Any = sum(
                share * (one.lost_money(days) - one.lost_money(days, **how)) for days, share in lengths.items()
            )
            expected = float(data.probability @ spared)
            saves = given.chance.value * expected
            low, high = (given.chance.value * float(one) for one in (spared.min(), spared.max()))
            pays_from = costs / expected if expected > 1e-9 else None
            result.append(Insured(one.supplier, name, costs, saves, low, high, pays_from))
    return sorted(result, key=lambda one: (-one.worth, one.supplier, one.option))
