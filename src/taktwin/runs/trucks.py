"""Trucks of lanes (see `taktwin.kernel.common.supply.trucks`), and of deliveries at docks, in the arrays of a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from taktwin.kernel.common.supply.trucks import BEFORE_AMOUNTS
from taktwin.kernel.kinds.register import KINDS

Arrays = Mapping[str, np.ndarray]


def lanes_of(arrays: Arrays) -> list[int]:
    """The resources that are lanes."""
    return np.flatnonzero(arrays["resources"]["kind"] == KINDS.code("lane")).tolist()


def loads_of(arrays: Arrays, i: int) -> np.ndarray:
    """The loads of lane ``i`` (resource): records."""
    lane = arrays["lanes"][arrays["resources"]["row"][i]]
    return arrays["lane_loads"][lane["load0"] : lane["load0"] + lane["loads"]]


def dock_of(arrays: Arrays, i: int) -> int:
    """The dock of lane ``i``, or -1."""
    return int(arrays["lanes"]["dock"][arrays["resources"]["row"][i]])


def place_width(arrays: Arrays, i: int) -> int:
    """Numbers that the place of one truck of lane ``i`` has in the floats."""
    return BEFORE_AMOUNTS + int(arrays["lanes"]["loads"][arrays["resources"]["row"][i]])


def places_of(arrays: Arrays, i: int) -> np.ndarray:
    """Where in the floats the trucks of lane ``i`` stand, those at the dock first, shape [truck, number of a place]."""
    given, state, width = arrays["resources"][i], arrays["resource_states"][i], place_width(arrays, i)
    at = (int(state["head"]) + np.arange(int(state["count"]))) % int(given["capacity"])
    return int(given["list0"]) + width * at[:, None] + np.arange(width)[None, :]


def trucks_of(arrays: Arrays, i: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of the trucks of lane ``i``: time at the gate, or when their parts are in; begin of unloading; amounts.

    The first two have shape [truck], in s; the begin is nothing where a truck is not at the dock. The amounts have
    shape [truck, load].
    """
    numbers = arrays["floats"][places_of(arrays, i)]
    return numbers[:, 0], numbers[:, 1], numbers[:, BEFORE_AMOUNTS:]


def on_trucks(arrays: Arrays) -> np.ndarray:
    """By stock point: what trucks of lanes are to bring to it."""
    coming = np.zeros(arrays["stocks"].size)
    for i in lanes_of(arrays):
        np.add.at(coming, loads_of(arrays, i)["stock"], trucks_of(arrays, i)[2].sum(axis=0))
    return coming


def deliveries_at(arrays: Arrays, dock: int) -> list[int]:
    """The resources that are trucks of deliveries to a dock."""
    nodes = arrays["nodes"]["dock"][arrays["resources"]["node"]]
    trucks = np.isin(arrays["resources"]["kind"], KINDS.codes("delivers")) & (nodes == dock)
    return np.flatnonzero(trucks).tolist()


def at_dock(arrays: Arrays, dock: int) -> Iterator[tuple[float, float]]:
    """Of each truck at a dock, the next to begin first: when its unloading begins, and ends (s)."""
    found: list[tuple[float, float]] = []
    for i in lanes_of(arrays):
        if dock_of(arrays, i) == dock:
            ends, begins, _ = trucks_of(arrays, i)
            yard = int(arrays["resource_states"]["yard"][i])
            found += zip(begins[:yard].tolist(), ends[:yard].tolist(), strict=True)
    for i in deliveries_at(arrays, dock):
        one = arrays["resource_states"][i]
        if one["yard"] > 0:
            found.append((float(one["base"]), float(one["last_arrival"])))
    return iter(sorted(found))
