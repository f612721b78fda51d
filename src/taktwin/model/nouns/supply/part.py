"""Parts and part families."""

from __future__ import annotations

from pydantic import Field

from taktwin.model.values.noun import Noun
from taktwin.model.values.quantity import Mass, Number


class Part(Noun):
    """A part that stations draw from stock points."""

    family: str | None = Field(default=None, description="Part family, such as `seats` or `pressings`.")
    unit: str = Field(default="piece", description="Unit in which it is counted.")
    title: str | dict[str, str] | None = Field(
        default=None, description="Name for people: a text, or {en: ..., zh: ...}."
    )
    value: Number | None = Field(default=None, description="Value of one unit, in any currency.")
    mass: Mass | None = Field(default=None, description="Mass of one unit.")
    volume: Number | None = Field(default=None, description="Packed volume of one unit, in m3.")
