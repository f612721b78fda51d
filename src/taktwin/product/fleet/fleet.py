"""The cars of a plant's mix: each product and variant with its share, its file and its mass."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from taktwin.model.checks.ways.variants import Choices, Variant
from taktwin.model.errors import OptionError
from taktwin.model.nouns.car import Car as CarOfProduct
from taktwin.model.nouns.orders import OrderStream
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.product.drive.file.read import CarFile, car_names, read_car

PRODUCT = "product"


@dataclass(frozen=True)
class FleetCar:
    """A kind of car of the mix.

    Attributes:
        product: its name in the model.
        options: those that change how it drives, with their values.
        share: of all cars of the mix that drive.
        file: the car, with its mass.
    """

    product: str
    options: dict[str, str]
    share: float
    file: CarFile


def fleet(model: PlantModel, at: float = 0.0) -> tuple[FleetCar, ...]:
    """The cars of a model's mix.

    Several order streams count by what they release in an hour, and equally where one of them has no interval.

    Args:
        model: of one plant.
        at: time of the mix, s from the start of the model.

    Raises:
        OptionError: the model has several plants, no orders, or no product with a `car`.
        ModelError, OSError: a file of a car cannot be used.
    """
    if model.plants:
        raise OptionError(
            Phrase("{name} has several plants", name=model.name), Phrase("give a model of one of them"), "model"
        )
    with_car = {name: product.car for name, product in model.products.items() if product.car is not None}
    if not with_car or not model.orders:
        message = Phrase("no product of {name} says how it drives", name=model.name)
        raise OptionError(message, Phrase("add `car: {drive: FILE}` to the products"), "model")
    asked = list(dict.fromkeys(option for car in with_car.values() for option in car.options))
    choices = Choices(model)
    found: dict[tuple[str, ...], float] = {}
    for name, weight in _weights(model.orders).items():
        for variant in choices.at(name, at, asked):
            product = _only(variant, PRODUCT)
            if product in with_car:
                own = [option for option in asked if option in with_car[product].options]
                key = (product, *(_only(variant, option) for option in own))
                found[key] = found.get(key, 0.0) + weight * variant.share
    total = sum(found.values())
    if not total:
        raise OptionError(
            Phrase("{name}: no car of the mix says how it drives", name=model.name),
            Phrase("add a `car` to the products"),
            "model",
        )
    cars = []
    for (product, *values), share in found.items():
        car = with_car[product]
        own = [option for option in asked if option in car.options]
        options = dict(zip(own, values, strict=True))
        cars.append(FleetCar(product, options, share / total, _file(model, car, options)))
    return tuple(cars)


def _weights(orders: dict[str, OrderStream]) -> dict[str, float]:
    """Jobs that each stream releases in a second; equal where one has no interval."""
    rates = {name: one.mean_batch / one.interval.mean for name, one in orders.items() if one.interval is not None}
    return rates if len(rates) == len(orders) else dict.fromkeys(orders, 1.0)


def _only(variant: Variant, option: str) -> str:
    """The value that most of the jobs of a variant have; they were told apart by what is asked for."""
    values = variant.options[option]
    return max(values, key=lambda value: values[value])


def _file(model: PlantModel, car: CarOfProduct, options: dict[str, str]) -> CarFile:
    """The car of a variant."""
    changes = [car.options[option].get(value) for option, value in options.items()]
    drive = next((one.drive for one in changes if one is not None and one.drive is not None), car.drive)
    file = read_car(drive if drive in car_names() else Path(model.folder) / drive)
    mass = file.car.road.mass if car.mass is None else car.mass.value
    for one in changes:
        if one is not None:
            mass += (one.more.value if one.more is not None else 0) - (one.less.value if one.less is not None else 0)
    if mass <= 0:
        raise OptionError(
            Phrase("{name}: options take more than its mass off a car", name=model.name), Phrase("mend `less`"), "model"
        )
    return replace(file, car=replace(file.car, road=replace(file.car.road, mass=mass)))
