"""Stock points: where parts are counted."""

from __future__ import annotations

from pydantic import Field

from taktwin.model.values.noun import Noun, default
from taktwin.model.values.quantity import Level, Units


class StockPoint(Noun):
    """A place where one part is counted; stations draw from it, and lanes, feeds and make cells refill it."""

    part: str = Field(description="The part that it holds.")
    shop: str | None = Field(default=None, description="Shop to which it belongs.")
    initial: Level = Field(
        default_factory=default(0, "level"),
        description="Level at the start; `unlimited` for a stock that never runs out.",
    )
    capacity: Units = Field(
        default_factory=default("unlimited", "units"), description="Most units in it, or `unlimited`."
    )
