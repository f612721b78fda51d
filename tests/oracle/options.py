"""Options of jobs: their names, values and shares."""

from __future__ import annotations

from itertools import accumulate

from taktwin.model.nouns.plant import PlantModel


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
