"""Products: what the plant makes, with the options of their variants."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from taktwin.model.nouns.car import Car
from taktwin.model.values.noun import Named, Noun
from taktwin.model.values.quantity import Mass, Share


class Product(Noun):
    """A product; its variants are the combinations of option values."""

    title: str | dict[str, str] | None = Field(
        default=None, description="Name for people: a text, or {en: ..., zh: ...}."
    )
    options: Named[Named[Share]] = Field(
        default_factory=dict, description="Option -> value -> share of the jobs; overrides the plant's options."
    )
    mass: Mass | None = Field(default=None, description="Mass of one finished product.")
    car: Car | None = Field(default=None, description="How it drives, where it is a car; no run reads it.")
    attributes: dict[str, Any] = Field(
        default_factory=dict, description="Free facts about the product, such as its powertrain."
    )
