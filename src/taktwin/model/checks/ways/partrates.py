"""Parts: how many an hour the mix of jobs draws from each stock point, before anything is run."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from taktwin.model.checks.ways.between import traffic_of_plants
from taktwin.model.checks.ways.jobflow import Traffic
from taktwin.model.checks.ways.partflow import part_flow
from taktwin.model.checks.ways.variants import values_of
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.use import Use
from taktwin.model.spelt.views import plants_of
from taktwin.model.text.names import Names
from taktwin.model.text.zones import works_of
from taktwin.model.values.amountby import quantity_of, spread


@dataclass(frozen=True)
class PartRate:
    """What is drawn from a stock point.

    Attributes:
        stock: name of the stock point.
        part: the part that it holds.
        plant: whose it is; None where the model has one plant.
        per_hour: units an hour in the mean of the mix and of the week, those for feeds and make cells included.
        least: fewest that a station draws for a job that needs any; None where no station draws from it.
        most: most that a station draws for a job.
        days: for how many days of 24 hours the initial level lasts; infinite where it never runs out.
    """

    stock: str
    part: str
    plant: str | None
    per_hour: float
    least: float | None
    most: float | None
    days: float

    def as_dict(self) -> dict[str, Any]:
        """For JSON; a stock that never runs out has null days."""
        return {**asdict(self), "days": self.days if math.isfinite(self.days) else None}


def part_rates(model: PlantModel) -> list[PartRate]:
    """What is drawn from each stock point of a model without errors, in the order of the file.

    Of several periods (mixes that change) that in which the most is drawn. Empty where it does not follow from the
    model alone, as in `taktwin.model.checks.ways.loads.loads`.
    """
    views = plants_of(model, alone=True)
    flows = traffic_of_plants(views)
    return of_plants({name: rates_of(view, flows[name]) for name, view in views.items()}, bool(model.plants))


def of_plants(rates: Mapping[str, list[PartRate]], several: bool) -> list[PartRate]:
    """The rates of all plants by their names; each says whose it is where there are several."""
    return [replace(one, plant=name) if several else one for name, own in rates.items() for one in own]


def rates_of(model: PlantModel, periods: Sequence[Traffic]) -> list[PartRate]:
    """What is drawn from each stock point of one plant; ``periods`` is its flow of jobs."""
    drawn: dict[str, float] = {}
    for period in periods:
        for stock, rate in part_flow(period).drawn.items():
            drawn[stock] = max(drawn.get(stock, 0.0), rate)
    names, amounts = Names(model), dict[str, list[float]]()
    for use in _uses(model):
        stock = names.stock(use.part, use.from_)
        if stock is not None:
            each = spread(use, values_of(model, use.quantity))
            amounts.setdefault(stock, []).extend(quantity_of(one) for one in each)
    rates = []
    for stock in (name for name in model.stocks if drawn.get(name, 0.0) > 0.0):
        point, each, rate = model.stocks[stock], amounts.get(stock, []), drawn[stock]
        least, most = min(each, default=None), max(each, default=None)
        rates.append(PartRate(stock, point.part, None, rate * 3600, least, most, point.initial.value / (rate * 86400)))
    return rates


def _uses(model: PlantModel) -> Iterator[Use]:
    for _, _, _, element in model.all_elements():
        for work in works_of(element):
            yield from work.uses
