"""Lowering of the planned time of a work, where a station says it."""

from __future__ import annotations

from typing import Any

from taktwin.kernel.lowering.builder import Builder
from taktwin.kernel.lowering.orders import Options
from taktwin.model.values.quantity import Quantity
from taktwin.model.values.timeby import TimeBy


def planned_fields(
    builder: Builder, options: Options, shop: str | None, ideal: Quantity | TimeBy | None
) -> dict[str, Any]:
    """The fields of a node: one time, or an option and the time of each of its values."""
    if ideal is None:
        return {}
    if not isinstance(ideal, TimeBy):
        return {"ideal": ideal.value}
    plant = options.of("shops", shop or "")
    at = plant.names.index(ideal.by)
    times = [ideal.values.get(value, ideal.default) for value in plant.values[at]]
    others = [0.0] * (options.columns[at] - len(times))  # values that only jobs of other plants have
    means = [time.mean if time is not None else 0.0 for time in times]
    return {"ideal_by": at, "ideal0": builder.numbers(means + others)}
