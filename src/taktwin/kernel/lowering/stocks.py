"""Lowering of stock points."""

from __future__ import annotations

from taktwin.kernel.lowering.builder import Builder
from taktwin.model.nouns.plant import PlantModel

ENDLESS_STOCK = 1e12  # level of a stock that never runs out; whole numbers stay exact in float64


def lower_stocks(builder: Builder, model: PlantModel) -> dict[str, int]:
    """Index of each stock point."""
    for point in model.stocks.values():
        level = min(point.initial.value, ENDLESS_STOCK)
        cap = max(min(point.capacity.value, 2 * ENDLESS_STOCK), level)
        builder.stocks.append({"level": level, "cap": cap, "least": level, "most": level})
    return {name: i for i, name in enumerate(model.stocks)}
