"""What the cars of a plant take and emit in use, product by product and in the mean of the mix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from taktwin.analysis.footprint.study import FootprintStudy
from taktwin.model.errors import OptionError
from taktwin.model.files.yamlio import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.product.drive.car import Car
from taktwin.product.drive.cycle import Cycle, read_cycle
from taktwin.product.drive.synthetic import cycle_names, synthetic_cycle
from taktwin.product.drive.utility import UtilityCurve, read_utility
from taktwin.product.fleet.fleet import FleetCar, fleet
from taktwin.product.fleet.use import Use, use_of

_PARTS = ("kwh", "litres", "kg_hydrogen")


@dataclass(frozen=True)
class Driven:
    """A kind of car with what it takes."""

    car: FleetCar
    use: Use


@dataclass(frozen=True)
class FleetStudy:
    """What was found.

    Attributes:
        cycle: that was driven.
        curve: of the share on the battery.
        driven: every kind of car of the mix.
    """

    cycle: Cycle
    curve: UtilityCurve
    driven: tuple[Driven, ...]

    def of(self, product: str | None = None) -> Use:
        """What the mean car of a product takes, or that of the whole mix.

        Raises:
            OptionError: no car of this name is in the mix.
        """
        chosen = [one for one in self.driven if product in (None, one.car.product)]
        if not chosen:
            raise OptionError(
                Phrase('no car of the mix is a "{product}"', product=product), Phrase("name one of the mix"), "product"
            )
        return _mean([one.use for one in chosen], [one.car.share for one in chosen])

    def products(self) -> list[str]:
        """The products of the mix that drive."""
        return list(dict.fromkeys(one.car.product for one in self.driven))

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "cycle": self.cycle.name,
            "utility": self.curve.name,
            "cars": [
                {
                    "product": one.car.product,
                    "options": one.car.options,
                    "share": one.car.share,
                    "mass_kg": one.car.file.car.road.mass,
                    "drive": one.car.file.car.name,
                    **{name: getattr(one.use, name) for name in _PARTS},
                }
                for one in self.driven
            ],
        }


def study_fleet(
    model: str | Path | PlantModel, cycle: str | Path | Cycle = "like-cltc", utility: str | Path = "wltp"
) -> FleetStudy:
    """What the cars of a model's mix take.

    Args:
        model: of one plant, whose products say how they drive (`car`).
        cycle: a file, one of `cycle_names`, or a cycle.
        utility: a file of a curve, or one of `utility_names`.

    Raises:
        ModelError, DriveError, OSError: a file cannot be used.
        OptionError: no product drives.
        CannotFollowError: a car cannot follow the cycle.
    """
    plant = model if isinstance(model, PlantModel) else load_model(model)
    if isinstance(cycle, Cycle):
        driving = cycle
    else:
        driving = synthetic_cycle(str(cycle)) if str(cycle) in cycle_names() else read_cycle(cycle)
    curve = read_utility(utility)
    known: dict[Car, Use] = {}  # variants that drive alike are driven once
    driven = []
    for one in fleet(plant):
        car = one.file.car
        if car not in known:
            known[car] = use_of(car, driving, curve)
        driven.append(Driven(one, known[car]))
    return FleetStudy(driving, curve, tuple(driven))


@dataclass(frozen=True)
class Beside:
    """Making and using one product, kg CO2e.

    Attributes:
        product: its key.
        made: its footprint from cradle to gate.
        used: over its life, with the curve that was asked for.
        least: with the highest share on the battery among the known curves.
        most: with the lowest one.
        use: on 100 km.
    """

    product: str
    made: float
    used: float
    least: float
    most: float
    use: Use


@dataclass(frozen=True)
class LifeStudy:
    """Making and using the products of a footprint's file.

    Attributes:
        fleet: what the cars take.
        life_km: that each drives.
        factor: kg for each kWh from the plug, as text with its source.
        beside: one for each product of the footprint that drives.
    """

    fleet: FleetStudy
    life_km: float
    factor: str
    beside: tuple[Beside, ...]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            **self.fleet.as_dict(),
            "life_km": self.life_km,
            "electricity": self.factor,
            "products": [
                {
                    "product": one.product,
                    "made_kg": one.made,
                    "used_kg": one.used,
                    "used_least_kg": one.least,
                    "used_most_kg": one.most,
                    **{name: getattr(one.use, name) for name in _PARTS},
                }
                for one in self.beside
            ],
        }


def study_life(footprint: FootprintStudy) -> LifeStudy | None:
    """What the products of a footprint's file emit in use, beside their making; None where the file has no `use`.

    Raises:
        OptionError: no product of the file is one of the model's that drives.
        ModelError, DriveError, OSError, CannotFollowError: as of `study_fleet`.
    """
    use = footprint.account.use
    if use is None:
        return None
    found = study_fleet(use.model, use.cycle, use.utility)
    keys: Sequence[str] = [one.product.key for one in footprint.footprints if one.product.key in found.products()]
    if not keys:
        message = Phrase("no product of {name} is a car of {model}", name=footprint.account.name, model=use.model)
        raise OptionError(message, Phrase("call them alike: {found}", found=", ".join(found.products())), "file")
    hundreds = use.life_km / 100
    beside = []
    for key in keys:
        one = found.of(key)
        kg = [value * hundreds for value in one.co2(use.factor)]
        beside.append(Beside(key, footprint.of(key).kg, kg[0], kg[1], kg[2], one))
    return LifeStudy(found, use.life_km, use.told, tuple(beside))


def _mean(uses: Sequence[Use], weights: Sequence[float]) -> Use:
    total = sum(weights)

    def of(ways: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
        a, b, c = (sum(w * way[i] for w, way in zip(weights, ways, strict=True)) / total for i in range(3))
        return a, b, c

    middle = of([(one.kwh, one.litres, one.kg_hydrogen) for one in uses])
    return replace(
        uses[0],
        kwh=middle[0],
        litres=middle[1],
        kg_hydrogen=middle[2],
        lowest=of([one.lowest for one in uses]),
        highest=of([one.highest for one in uses]),
    )
