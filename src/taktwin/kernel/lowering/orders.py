"""Lowering of options, conditions and order streams."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import accumulate
from typing import Any

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.builder import Builder
from taktwin.kernel.lowering.visits import Visits, visits_of
from taktwin.model.errors import ModelError
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.text.orderfile import Order, read_orders
from taktwin.model.values.amountby import spread
from taktwin.model.values.distribution import Distribution
from taktwin.model.values.visit import VISIT

ANY_PRODUCT = "job"  # the only product of a plant that names none
WORD = 1 << 62  # so many combinations of options are told apart by one number in the log
NONE = "none"  # value of an option that a product does not have


class PlantOptions:
    """Names and values of the options of a plant's jobs; option 0 is the product."""

    def __init__(self, model: PlantModel) -> None:
        self.products = list(model.products) or [ANY_PRODUCT]
        self.names = ["product"]
        self.values: list[list[str]] = [self.products]
        self.shares: list[dict[str, dict[str, float]]] = [{}]  # option -> product -> value -> share
        names = [*model.options, *(o for p in model.products.values() for o in p.options)]
        for name in dict.fromkeys(names):
            common = model.options.get(name)
            by_product: dict[str, dict[str, float]] = {}
            for product in self.products:
                own = model.products[product].options.get(name) if product in model.products else None
                chosen = own if own is not None else common
                by_product[product] = {v: q.value for v, q in chosen.items()} if chosen else {NONE: 1.0}
            self.names.append(name)
            self.values.append(
                list(dict.fromkeys(v for shares in [common or {}, *by_product.values()] for v in shares))
            )
            self.shares.append(by_product)

    def __len__(self) -> int:
        return len(self.names)

    def first(self, option: int, product: str | None) -> str:
        """What a job has of an option that its order file leaves out: the first value that its product can have."""
        return next(iter(self.shares[option][product or self.products[0]]))

    def condition(self, builder: Builder, when: dict[str, list[str]], visits: Visits | None = None) -> dict[str, int]:
        """``cond0`` and ``conds`` of a ``when``: pairs (option or counter, bit mask of the values that hold).

        ``visits`` is the counter of the element to which the condition belongs.
        """
        pairs: list[int] = []
        for option, values in when.items():
            if option == VISIT:
                assert visits is not None
                pairs += [visits.column, visits.mask(values)]
                continue
            at = self.names.index(option)
            pairs += [at, sum(1 << self.values[at].index(v) for v in values if v in self.values[at])]
        return {"cond0": builder.ints(pairs), "conds": len(when)}


class Options:
    """The options of all jobs: as many columns as the plant with the most has. Each plant numbers its own values."""

    def __init__(self, model: PlantModel) -> None:
        self.plants = {
            name: PlantOptions(plant) for name, plant in (model._spelt.plants or {model.name: model}).items()
        }
        self._spelt, self._name = model._spelt, model.name
        self.sizes = [
            max(len(one.values[at]) if at < len(one) else 1 for one in self.plants.values())
            for at in range(max(map(len, self.plants.values())))
        ]
        #: element -> the counter of its visits, where something asks for them
        self.visits = visits_of(model, len(self.sizes))
        #: how many values a job can have in each column: its options, then its counters
        self.columns = [*self.sizes, *(visits.size for visits in self.visits.values())]
        #: pool of carriers -> the column of the carrier that a job has of it, as its number and 1 (0: none)
        self.carriers = {name: len(self.columns) + at for at, name in enumerate(model.carriers)}
        carriers = sum(int(pool.count.value) for pool in model.carriers.values())
        self.columns += [carriers + 1] * len(self.carriers)

    def __len__(self) -> int:
        return len(self.sizes)

    def of(self, group: str, name: str) -> PlantOptions:
        """The options of the plant that something belongs to, such as `("shops", "body")`."""
        return self.plants[self._spelt.owner[group, name] if self._spelt.plants else self._name]

    def single(self, entries: Iterable[Any], shop: str) -> list[Any]:
        """Entries of a shop, each with one quantity: of one that goes by an option, one for each of its quantities."""
        plant, found = self.of("shops", shop), []
        for entry in entries:
            by = getattr(entry.quantity, "by", None)
            found += spread(entry, plant.values[plant.names.index(by)] if by is not None else ())
        return found

    def translated(self, theirs: PlantOptions, mine: PlantOptions) -> list[tuple[int, list[int]]]:
        """How jobs of plant ``mine`` get the options of those of plant ``theirs`` that call them, by name and value.

        For each column: the column there (-1: that plant has no such option, or this one none in this column), and the
        number here of each value there. A value that is not known here cannot come, see the checks: it counts as 0.
        """
        found: list[tuple[int, list[int]]] = []
        for at in range(len(self)):
            name = mine.names[at] if at < len(mine) else None
            if name not in theirs.names:
                found.append((-1, []))
                continue
            column, known = theirs.names.index(name), mine.values[at]
            found.append((column, [known.index(v) if v in known else 0 for v in theirs.values[column]]))
        return found

    @property
    def words(self) -> list[list[int]]:
        """The options that are packed into each word of a birth in the log, as many as a word holds (`WORD`)."""
        words: list[list[int]] = [[]]
        combinations = 1
        for at, size in enumerate(self.sizes):
            combinations *= size
            if combinations > WORD:
                words.append([])
                combinations = size
            words[-1].append(at)
        return words

    def packed(self, values: np.ndarray) -> np.ndarray:
        """Words of jobs, shape [job, word], from the numbers of their options' values, shape [job, option].

        Each word is one number in mixed radix, its first option the most significant.
        """
        words = self.words
        found = np.zeros((len(values), len(words)), np.int64)
        for w, word in enumerate(words):
            for at in word:
                found[:, w] = found[:, w] * self.sizes[at] + values[:, at]
        return found

    def tables(self, builder: Builder, plant: PlantOptions, phases: list[dict[str, float]]) -> int:
        """Offset of a stream's tables: (offset, count) of each phase's product shares, then of options by product."""
        index: list[int] = []
        for shares in phases:
            index += _cumulative(builder, [shares.get(p, 0.0) for p in plant.products])
        for product in plant.products:
            for option in range(1, len(self)):
                shares = plant.shares[option][product] if option < len(plant) else {}
                values = plant.values[option] if option < len(plant) else [NONE]
                index += _cumulative(builder, [shares.get(v, 0.0) for v in values])
        return builder.ints(index)


def _cumulative(builder: Builder, shares: list[float]) -> list[int]:
    """Cumulative shares into the pool. Values with no share at the end are cut off: rounding must never pick them."""
    while len(shares) > 1 and shares[-1] <= 0.0:
        shares = shares[:-1]
    return [builder.numbers(list(accumulate(shares))), len(shares)]


def asks_for_due(model: PlantModel) -> bool:
    """Whether a rule or a merge goes by the times at which orders are due."""
    for _, _, _, element in model.all_elements():
        rule = getattr(element, "rule", None)
        if getattr(rule, "kind", "") == "due" or (element.merge is not None and element.merge.rule == "due"):
            return True
    return False


def orders_of(model: PlantModel, name: str) -> list[Order] | None:
    """The orders of a stream's file; None where it has none. Raises `ModelError`."""
    if model.orders[name].file is None:
        return None
    orders, problems = read_orders(model, name)
    if problems:
        raise ModelError(problems)
    return orders


def lower_stream(
    builder: Builder, model: PlantModel, options: Options, name: str, orders: list[Order] | None = None
) -> int:
    """The resource of order stream ``name``, which releases the orders of a file, or draws them."""
    stream, plant = model.orders[name], options.of("orders", name)
    fields: dict[str, Any] = {"dist": builder.distribution(stream.interval), "count": k.UNLIMITED}
    if stream.calendar is not None:
        windows = model.calendars[stream.calendar].windows()
        fields["shifts0"] = builder.numbers([model.week_offset, *(t for window in windows for t in window)])
        fields["shifts"] = len(windows)
    if stream.batch is not None:
        fields["batch"] = builder.distribution(_sizes(stream.batch_shares))
    if stream.quantity is not None:
        fields["count"] = int(stream.quantity.value)
    if orders is not None:
        fields.update(_lower_file(builder, model, options, name, orders))
    else:
        periods = stream.mix or []
        phases = [{p: q.value for p, q in period.shares.items()} for period in periods] or [
            dict.fromkeys(plant.products, 1.0)
        ]
        fields["list1"] = builder.numbers([period.from_.value for period in periods] or [0.0])
        fields["lists"] = len(phases)
        fields["list0"] = options.tables(builder, plant, phases)
    return builder.resource("stream", name, **fields)


def _sizes(shares: dict[int, float]) -> Distribution:
    """Numbers of jobs that are released at once, with their shares, as counted times are lowered."""
    sizes = sorted(size for size, share in shares.items() if share > 0.0)
    return Distribution("discrete", (*map(float, sizes), *(shares[size] for size in sizes)))


def _lower_file(
    builder: Builder, model: PlantModel, options: Options, name: str, orders: list[Order]
) -> dict[str, Any]:
    codes: list[int] = []
    plant = options.of("orders", name)
    for order in orders:
        codes.append(plant.products.index(order.product or plant.products[0]))
        for at, option in enumerate(plant.names[1:], start=1):
            value = order.options.get(option) or plant.first(at, order.product)
            codes.append(plant.values[at].index(value))
        codes += [0] * (len(options) - len(plant))
    fields: dict[str, Any] = {"row": builder.ints(codes), "count": len(orders)}
    limit = model.orders[name].quantity
    if limit is not None:
        fields["count"] = min(len(orders), int(limit.value))
    if orders and orders[0].release is not None:
        fields["releases0"] = builder.numbers([order.release or 0.0 for order in orders])
    if any(order.due is not None for order in orders) and asks_for_due(model):
        fields["dues0"] = builder.numbers([math.inf if order.due is None else order.due for order in orders])
        fields["dues"] = len(orders)
    return fields
