"""The variants of a stream's jobs, as far as their way through the plant depends on them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.orders import OrderStream
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Branching
from taktwin.model.text.orderfile import Order, read_orders
from taktwin.model.values.timeby import Cycle, TimeBy
from taktwin.model.values.visit import VISIT

PRODUCT = "product"
#: The only product of a plant that names none, and what a job has of an option that its product does not have.
NO_PRODUCT = ""
NONE = "none"
#: Combinations up to which variants are told apart.
MOST = 10_000

When = Mapping[str, list[str]]


@dataclass(frozen=True)
class Variant:
    """Jobs that go the same ways.

    ``share`` of the jobs of their stream; ``options``: option (``product``, too) -> value -> share of these jobs. What
    a way depends on has one value.
    """

    share: float
    options: Mapping[str, Mapping[str, float]]

    def chance(self, when: When) -> float:
        """Share of these jobs that fulfil a condition, at the visits that it names."""
        return math.prod(
            sum(self.options.get(option, {}).get(value, 0.0) for value in dict.fromkeys(wanted))
            for option, wanted in when.items()
            if option != VISIT
        )

    def mean(self, time: Cycle) -> float:
        """Mean of a time over these jobs, in s."""
        if not isinstance(time, TimeBy):
            return time.mean
        shares = self.options.get(time.by, {})
        default = time.default.mean if time.default is not None else 0.0
        return sum(share * (time.values[v].mean if v in time.values else default) for v, share in shares.items())

    def told(self, options: Iterable[str]) -> str:
        """These jobs for people, by some of their options: `jobs with product "b"`; all jobs without any."""
        chosen = [(option, next(iter(self.options[option]))) for option in options]
        return "jobs" + " and".join(f' with {option} "{value}"' for option, value in chosen if value)


def _asked_by(entry: Any) -> list[str]:
    """The options that an entry asks for: those of its condition, and that by which its quantity goes."""
    by = getattr(getattr(entry, "quantity", None), "by", None)
    return [*entry.when, *([by] if by is not None else [])]


def asked_options(model: PlantModel) -> list[str]:
    """The options on which the way of a job, or what is started for it, depends: those of routes, calls and joins."""
    asked: dict[str, None] = {}
    for _, _, line in model.all_lines():
        for call in [line.call] if line.call is not None else []:
            asked |= dict.fromkeys(_asked_by(call))
        for split in (element for element in line.flow if isinstance(element, SplitStation)):
            for part in split.into:
                asked |= dict.fromkeys(_asked_by(part))
        for station in (element for element in line.flow if isinstance(element, Branching | ZonedLine)):
            for worked in (station, *station.exceptions.values()):
                for entry in (*worked.routes, *worked.joins):
                    asked |= dict.fromkeys(_asked_by(entry))
    return [option for option in asked if option != VISIT]


def values_of(model: PlantModel, quantity: object) -> list[str]:
    """What a job can have of the option by which a quantity goes; nothing where it goes by none."""
    option = getattr(quantity, "by", None)
    if option is None:
        return []
    choices = Choices(model)
    if option == PRODUCT:
        return choices.products
    return list(dict.fromkeys(value for name in choices.products for value in choices.shares(name, option)))


class Choices:
    """What the jobs of a model can be."""

    def __init__(self, model: PlantModel) -> None:
        self.model = model
        self.products = list(model.products) or [NO_PRODUCT]
        own = (option for one in model.products.values() for option in one.options)
        self.options = list(dict.fromkeys([*model.options, *own]))

    def shares(self, name: str, option: str) -> dict[str, float]:
        """Value -> share of the jobs of a product, of one option."""
        given = self.model.products[name].options if name in self.model.products else {}
        shares = given.get(option) or self.model.options.get(option)
        return {value: share.value for value, share in shares.items()} if shares else {NONE: 1.0}

    def of(self, name: str) -> dict[str, dict[str, float]]:
        """Option -> value -> share of the jobs of a product; only values that some of them have."""
        every = {option: self.shares(name, option) for option in self.options}
        found = {option: {v: share for v, share in shares.items() if share > 0} for option, shares in every.items()}
        return {PRODUCT: {name: 1.0}, **found}

    def first(self) -> Variant:
        """The jobs of an endless line: the first value of each option that the plant knows."""
        values = {PRODUCT: self.products[0]}
        for option in self.options:
            common = self.model.options.get(option)
            values[option] = next(iter(common or self.shares(self.products[0], option)))
        return Variant(1.0, {option: {value: 1.0} for option, value in values.items()})

    def mixed(self, shares: Mapping[str, float], asked: Iterable[str]) -> list[Variant]:
        """The variants of a mix by the options that are asked for; by product alone where they are too many."""
        found: list[Variant] = []
        for name, share in shares.items():
            if share > 0:
                options = self.of(name)
                apart = [option for option in asked if option in options and option != PRODUCT]
                if math.prod(len(options[option]) for option in apart) > MOST:
                    apart = []
                for values in product(*(options[option].items() for option in apart)):
                    fixed = {option: {value: 1.0} for option, (value, _) in zip(apart, values, strict=True)}
                    part = math.prod(of_these for _, of_these in values)
                    found.append(Variant(share * part, {**options, **fixed}))
        return found

    def listed(self, orders: list[Order], asked: Iterable[str]) -> list[Variant]:
        """The variants of the orders of a file."""
        asked = [PRODUCT, *(option for option in asked if option != PRODUCT)]
        groups: dict[tuple[str, ...], list[dict[str, str]]] = {}
        firsts = {name: {o: next(iter(self.shares(name, o))) for o in self.options} for name in self.products}
        for order in orders:
            name = order.product if order.product is not None else self.products[0]
            values = {**firsts[name], **order.options, PRODUCT: name}
            groups.setdefault(tuple(values.get(option, NONE) for option in asked), []).append(values)
        found: list[Variant] = []
        for jobs in groups.values():
            options: dict[str, dict[str, float]] = {}
            for values in jobs:
                for option, value in values.items():
                    shares = options.setdefault(option, {})
                    shares[value] = shares.get(value, 0.0) + 1.0 / len(jobs)
            found.append(Variant(len(jobs) / len(orders), options))
        return found

    def periods(self, stream: OrderStream) -> list[tuple[float, dict[str, float]]]:
        """When the mix of a stream changes (s from the start), and the share of each product from then on."""
        if not stream.mix:
            return [(0.0, dict.fromkeys(self.products[:1], 1.0))]
        return [(one.from_.value, {p: q.value for p, q in one.shares.items()}) for one in stream.mix]

    def at(self, name: str, time: float, asked: Iterable[str]) -> list[Variant]:
        """The variants that a stream releases at a time (s from the start)."""
        stream = self.model.orders[name]
        if stream.file is not None or stream._given is not None:
            return self.listed(read_orders(self.model, name)[0], asked)
        periods = self.periods(stream)
        shares = [one for begin, one in periods if begin <= time]
        return self.mixed(shares[-1] if shares else periods[0][1], asked)
