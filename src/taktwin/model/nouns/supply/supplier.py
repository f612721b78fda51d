"""Suppliers: who sends parts, and from how far."""

from __future__ import annotations

from pydantic import Field

from taktwin.model.values.noun import Noun
from taktwin.model.values.quantity import Duration, Length


class Supplier(Noun):
    """A supplier of parts."""

    title: str | None = Field(default=None, description="Name for people.")
    distance: Length | None = Field(default=None, description="Way to the plant.")
    drive: Duration | None = Field(default=None, description="Time of the drive to the plant.")
    place: str | None = Field(default=None, description="Where it is.")
