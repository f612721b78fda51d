"""Cars: how a product drives, for the electricity and fuel of its use; no run reads it."""

from __future__ import annotations

from pydantic import Field

from taktwin.model.values.noun import Named, Noun
from taktwin.model.values.quantity import Mass


class CarChange(Noun):
    """What a value of an option changes of a car."""

    drive: str | None = Field(default=None, description="The file of the cars that have it, in place of the product's.")
    more: Mass | None = Field(default=None, description="Mass that it adds.")
    less: Mass | None = Field(default=None, description="Mass that it saves.")


class Car(Noun):
    """How a product drives."""

    drive: str = Field(
        description="File of the car as `taktwin drive` reads it, relative to the model file; or a car that comes with "
        "Taktwin."
    )
    mass: Mass | None = Field(default=None, description="Mass with load; default that of the file.")
    options: Named[Named[CarChange]] = Field(
        default_factory=dict, description="Option -> value -> what it changes of the car."
    )
