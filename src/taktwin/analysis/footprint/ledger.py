"""The account of a plant and of what it bought, and how its products share it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

RATED = ("technology", "time", "geography")


@dataclass(frozen=True)
class Factor:
    """An emission factor as it was used."""

    text: str
    """The number with its unit, or region, year and kind."""
    source: str
    sure: str
    """`seen`, `recalled` (to be verified before it is published) or `given`."""


@dataclass(frozen=True)
class Line:
    """Emissions of one line of the ledger over the period.

    Attributes:
        what: it was used for.
        medium: that was used.
        amount: as it was given.
        kg: CO2e of it.
        factor: by which it was computed.
        weights: product -> its share before division by their sum.
        shared_by: `each`, `mass` or `weights`, for the reader.
        primary: share of it that rests on measurement, 0 to 1.
        quality: ratings 1 to 5, by names of `RATED`; what is not rated is not there.
        place: of the line in its file, for the reader.
    """

    what: str
    medium: str
    amount: str
    kg: float
    factor: Factor
    weights: Mapping[str, float]
    shared_by: str
    primary: float
    quality: Mapping[str, float] = field(default_factory=dict)
    place: str = ""

    def of(self, product: str) -> float:
        """Kg CO2e of all pieces of a product."""
        return self.kg * self.weights.get(product, 0.0) / math.fsum(self.weights.values())


@dataclass(frozen=True)
class Part:
    """A bought part of one product: emissions (kg CO2e) of all that one product holds of it.

    `uptake_kg` is the biogenic CO2 that its material took up, 0 or more.
    """

    part: str
    product: str
    count: float
    kg: float
    source: str
    primary: float
    quality: Mapping[str, float] = field(default_factory=dict)
    uptake_kg: float = 0.0
    place: str = ""


@dataclass(frozen=True)
class Product:
    """What was made."""

    key: str
    name: str
    ids: tuple[str, ...]
    made: float
    mass_kg: float
    description: str = ""
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Footprint:
    """Of one piece of a product, kg CO2e.

    Attributes:
        product: whose it is.
        lines: (what, medium, kg) of each line of the ledger that it shares.
        parts: (part, count, kg) of what was bought for it.
        plant_kg: sum of the lines: gate to gate.
        bought_kg: sum of the parts.
        uptake_kg: biogenic CO2 taken up by material, 0 or more; in no other figure.
        primary_share: share of the emissions that rests on measurement; nan where there are none.
        quality: mean of the ratings, by emissions; only of those that every line and part has.
    """

    product: Product
    lines: tuple[tuple[str, str, float], ...]
    parts: tuple[tuple[str, float, float], ...]
    plant_kg: float
    bought_kg: float
    uptake_kg: float
    primary_share: float
    quality: Mapping[str, float]

    @property
    def kg(self) -> float:
        """All of it, without biogenic uptake."""
        return self.plant_kg + self.bought_kg

    def as_dict(self) -> dict[str, Any]:
        """For JSON; what is not known is None."""
        return {
            "product": self.product.key,
            "name": self.product.name,
            "made": self.product.made,
            "kg_co2e": self.kg,
            "plant_kg_co2e": self.plant_kg,
            "bought_kg_co2e": self.bought_kg,
            "biogenic_uptake_kg_co2": self.uptake_kg,
            "primary_data_share": None if math.isnan(self.primary_share) else self.primary_share,
            "quality": dict(self.quality),
            "ledger": [{"what": what, "medium": medium, "kg_co2e": kg} for what, medium, kg in self.lines],
            "parts": [{"part": part, "count": count, "kg_co2e": kg} for part, count, kg in self.parts],
        }


def footprint(product: Product, lines: tuple[Line, ...], parts: tuple[Part, ...]) -> Footprint:
    """The footprint of one piece.

    A line is shared by its weights: kg x weight / sum of weights / pieces made. The share of primary data and the
    ratings are means by emissions, as the PACT methodology has them.

    Args:
        product: whose it is.
        lines: of the ledger, shared with other products.
        parts: bought, of all products.
    """
    own = [(one, one.of(product.key) / product.made) for one in lines if one.weights.get(product.key)]
    bought = [one for one in parts if one.product == product.key]
    every = [(kg, one.primary, one.quality) for one, kg in own] + [(one.kg, one.primary, one.quality) for one in bought]
    total = math.fsum(kg for kg, _, _ in every)
    quality = {
        name: math.fsum(kg * rated[name] for kg, _, rated in every) / total
        for name in RATED
        if total and all(name in rated for _, _, rated in every)
    }
    return Footprint(
        product,
        tuple((one.what, one.medium, kg) for one, kg in own),
        tuple((one.part, one.count, one.kg) for one in bought),
        math.fsum(kg for _, kg in own),
        math.fsum(one.kg for one in bought),
        math.fsum(one.uptake_kg for one in bought),
        math.fsum(kg * primary for kg, primary, _ in every) / total if total else math.nan,
        quality,
    )


@dataclass(frozen=True)
class Books:
    """Whether what the products bear is what the plant emitted, kg CO2e."""

    plant_kg: float
    """Sum of the ledger."""
    shared_kg: float
    """Sum over the products of pieces made x the plant's part of the footprint."""

    @property
    def off(self) -> float:
        """Relative difference of the two."""
        return abs(self.shared_kg - self.plant_kg) / self.plant_kg if self.plant_kg else abs(self.shared_kg)


def books(lines: tuple[Line, ...], footprints: tuple[Footprint, ...]) -> Books:
    """The two sums that must agree."""
    shared = math.fsum(one.plant_kg * one.product.made for one in footprints)
    return Books(math.fsum(one.kg for one in lines), shared)
