"""Lowering of setups: one time for every change, or one for each pair of values, and purges."""

from __future__ import annotations

from typing import Any

import numpy as np

from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.model.nouns.station import Setup


def lower_setup(low: FlowLowering, setup: Setup | None, shop: str) -> dict[str, Any]:
    """The fields of a station's node that say when it is set up, and for how long."""
    if setup is None:
        return {}
    options = low.options.of("shops", shop)
    column = options.names.index(setup.by)
    fields: dict[str, Any] = {"setup_option": column, "setup_dist": low.b.distribution(setup.time)}
    if setup.matrix:
        values = options.values[column]
        others = [-1] * (low.options.columns[column] - len(values))  # values that only jobs of other plants have
        pairs: list[int] = []
        for last in values:
            changes = [setup.change(last, value) if value != last else None for value in values]
            pairs += [low.b.distribution(time) for time in changes] + others
        fields["matrix0"] = low.b.ints(pairs + others * low.options.columns[column])
    if setup.purge_after is not None:
        fields["purge_after"] = int(setup.purge_after.value)
        fields["purge_dist"] = low.b.distribution(setup.purge_time or setup.time)
    return fields


def matrix_of(arrays: dict[str, Any], node: Any) -> np.ndarray:
    """Where the times from one value (row) to another (column) of a node stand in ``ints``; empty without a matrix.

    Of a make cell they are those from one recipe to another.
    """
    if node["matrix0"] < 0:
        return np.zeros((0, 0), np.int64)
    if node["setup_option"] < 0:
        values = int(node["rows"])
    else:
        values = int(arrays["ints"][int(arrays["world"]["sizes0"][0]) + int(node["setup_option"])])
    return int(node["matrix0"]) + np.arange(values * values).reshape(values, values)
