"""What demand and rework change in a model: overrides that come at T. Levels of stock stay as they are laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from taktwin.model.errors import ModelError
from taktwin.model.files.load import load_model, validate
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.views import plants_of
from taktwin.model.text.tree import Tree
from taktwin.model.values.nearest import suggest
from taktwin.model.values.quantity import Quantity
from taktwin.planning.stress.options import StressError

_ALL = 1.0 + 1e-9


def changed(model: PlantModel, overrides: Mapping[str, Any]) -> PlantModel:
    """The model with the overrides; what its part families stand for stays as it was spelt out.

    Raises:
        ModelError: the overrides make no model.
    """
    if model._written is None or not isinstance(model._origins, Tree):
        return load_model(model, overrides)
    spelt = validate(model._origins.copy(), model.folder)
    spelt._cut, spelt._rules = model._cut, model._rules
    return load_model(spelt, overrides)


def rarest_product(model: PlantModel, by: float) -> str | None:
    """The product with the smallest share that can grow by so much, as `product=NAME`; None where there is none."""
    shares: dict[str, float] = {}
    for view in plants_of(model).values():
        for stream in view.orders.values():
            for product, share in stream.mix[0].shares.items() if stream.mix else ():
                shares[product] = max(shares.get(product, 0.0), share.value)
    fitting = {name: share for name, share in shares.items() if share > 0.0 and share * by <= _ALL and share < 1.0}
    return f"product={min(fitting, key=lambda name: fitting[name])}" if fitting else None


def grown(model: PlantModel, what: str, by: float) -> dict[str, Any]:
    """Overrides with which a product or a value of an option is asked for ``by`` times as often, the total kept.

    A share p becomes ``by`` p, and all others (1 - by p) / (1 - p) of what they were.

    Raises:
        StressError: there is no such product or value, or its share would be above 100 %.
    """
    option, _, value = what.partition("=")
    found: dict[str, Any] = {}
    known: set[str] = set()
    for name, view in plants_of(model).items():
        path = f"plants.{name}." if model.plants else ""
        if option == "product":
            for stream, orders in view.orders.items():
                known |= {product for period in orders.mix or () for product in period.shares}
                if any(value in period.shares for period in orders.mix or ()):
                    periods = [
                        {"from": period.from_.text, "shares": _more(period.shares, value, by, what)}
                        for period in orders.mix or ()
                    ]
                    found[f"{path}orders.{stream}.mix"] = periods
            continue
        places = {f"options.{option}": view.options.get(option)}
        places |= {f"products.{name}.options.{option}": one.options.get(option) for name, one in view.products.items()}
        for place, shares in places.items():
            known |= set(shares or ())
            if shares and value in shares:
                found[path + place] = _more(shares, value, by, what)
    if not found:
        message = Phrase(
            'there is no {value} "{value2}"',
            value="product" if option == "product" else Phrase("value of {option}", option=option),
            value2=value,
        )
        raise StressError(
            message, suggest(value, known) if known else Phrase("name product=NAME or OPTION=VALUE"), "grow"
        )
    return found


def _more(shares: Mapping[str, Quantity], value: str, by: float, what: str) -> dict[str, str]:
    p = shares[value].value if value in shares else 0.0
    if p * by > _ALL:
        message = Phrase(
            "{what} has a share of {p:.1%}, and {by:g} times as much is above 100 %", what=what, p=p, by=by
        )
        raise StressError(message, Phrase("give a factor of {value:.3g} at most", value=1.0 / p), "by")
    rest = (1.0 - by * p) / (1.0 - p) if p < 1.0 else 1.0
    return {one: f"{100.0 * share.value * (by if one == value else rest)!r} %" for one, share in shares.items()}


def more_rework(model: PlantModel, elements: Sequence[str], factor: float) -> tuple[dict[str, Any], list[str]]:
    """Overrides with which shares of routes are so many times as large, at most what is left; and the elements.

    Without ``elements`` those of shops called `paint`, or where there are none of all shops.

    Raises:
        StressError: an element has no route with a share.
    """
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for name, view in plants_of(model).items():
        path = f"plants.{name}." if model.plants else ""
        for shop, line, _, element in view.all_elements():
            if not isinstance(element, Station) or not any(0.0 < route.share.value < 1.0 for route in element.routes):
                continue
            written = {
                f"{path}shops.{shop}.lines.{line}.flow.{element.name}.routes.{number}.share": _share(
                    route.share.value, factor
                )
                for number, route in enumerate(element.routes)
                if 0.0 < route.share.value < 1.0
            }
            found[element.name] = shop, written
    unknown = [name for name in elements if name not in found]
    if unknown:
        message = Phrase('there is no element "{unknown}" with a share of rework', unknown=unknown[0])
        raise StressError(message, suggest(unknown[0], found) if found else Phrase("the plant has none"), "routes")
    paint = [name for name, (shop, _) in found.items() if shop == "paint"]
    chosen = list(elements) or paint or list(found)
    return {path: value for name in chosen for path, value in found[name][1].items()}, chosen


def _share(share: float, factor: float) -> str:
    return f"{100.0 * min(share * factor, 1.0)!r} %"


__all__ = ["ModelError", "changed", "grown", "more_rework", "rarest_product"]
