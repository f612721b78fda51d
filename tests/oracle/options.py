"""Options of jobs: their names, values and shares."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from typing import Any

from taktwin.model.nouns.plant import PlantModel
from tests.oracle.job import Condition


class Options:
    """``values``: option -> its values in the order of the file; the first option is the product."""

    def __init__(self, model: PlantModel) -> None:
        self.model = model
        products = list(model.products) or ["job"]
        self.values: dict[str, list[str]] = {"product": products}
        named = [*model.options, *(option for product in model.products.values() for option in product.options)]
        for option in dict.fromkeys(named):
            found = list(model.options.get(option, {}))
            for product in products:
                found += list(self.shares(option, product))
            self.values[option] = list(dict.fromkeys(found))

    def shares(self, option: str, product: str) -> dict[str, float]:
        """Value -> share of the jobs of a product; the product's own shares before the plant's."""
        own = self.model.products[product].options.get(option) if product in self.model.products else None
        chosen = own if own is not None else self.model.options.get(option)
        return {value: share.value for value, share in chosen.items()} if chosen else {"none": 1.0}


def pick(shares: dict[str, float], values: list[str], u: float) -> str:
    """The first value, in the order of ``values``, up to which the shares add up to more than ``u``."""
    given = [value for value in values if shares.get(value, 0.0) > 0.0]
    for value, total in zip(given, accumulate(shares[value] for value in given), strict=True):
        if u < total:
            return value
    return given[-1]


def each_quantity(entry: Any, options: Options, saw: Callable[[str], None]) -> list[tuple[int | float, Condition]]:
    """Quantities of an entry and for which jobs: one, or those that go by an option, in the order of the file.

    Equal ones are one entry; the default comes last, for all values that are not listed.
    """
    given = entry.quantity
    if not hasattr(given, "by"):
        return [(given.value, entry.when)]
    saw("quantity by option")
    values = options.values[given.by]
    wanted = [value for value in values if given.by not in entry.when or value in entry.when[given.by]]
    found: dict[float, list[str]] = {}
    for value, amount in given.values.items():
        if value in wanted and amount.value:
            found.setdefault(amount.value, []).append(value)
    for value in wanted:
        if value not in given.values and given.default is not None and given.default.value:
            found.setdefault(given.default.value, []).append(value)
    return [(amount, {**entry.when, given.by: which}) for amount, which in found.items()]
