"""Works after which a job went a regular way, and not to scrap or rework."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from taktwin.kernel.base import state as k

_ALL = 1.0 - 1e-9


def first_passes(arrays: dict[str, np.ndarray], working: np.ndarray, sizes: Sequence[int]) -> np.ndarray:
    """Works of each resource after which the job was neither scrapped nor sent off its regular way.

    That is the way along the line. Where the routes take all jobs, as at a gate before several lines, each of them is.
    ``sizes`` is the number of values of each option.
    """
    given, states = arrays["resources"][working], arrays["resource_states"][working]
    rerouted = states["rerouted"].copy()
    nodes = np.where(rerouted > 0, given["node"], -1)
    for node in np.unique(nodes[nodes >= 0]).tolist():
        if _takes_all(arrays, node, sizes):
            rerouted[nodes == node] = 0
    return states["jobs"] - states["scrapped"] - rerouted


def _takes_all(arrays: dict[str, np.ndarray], node: int, sizes: Sequence[int]) -> bool:
    """Whether the routes of a place take all its jobs: by their shares, by the shortest queue, or by an option."""
    place = arrays["nodes"][node]
    rows = arrays["entries"][place["route0"] : place["route0"] + place["routes"]]
    rows = rows[rows["full"] != k.ALONG]
    free = rows[rows["conds"] == 0]
    if place["own_route"] == k.BY_QUEUE:
        return bool(free["target"].size > place["scraps"])
    always = float(free["share"].sum())
    taken: dict[int, list[float]] = {}  # share of the jobs with each value of an option
    for row in rows[rows["conds"] == 1]:
        option, values = arrays["ints"][row["cond0"] : row["cond0"] + 2].tolist()
        if option < len(sizes):  # else it counts visits
            shares = taken.setdefault(option, [always] * sizes[option])
            shares[:] = [share + row["share"] * (values >> at & 1) for at, share in enumerate(shares)]
    return always >= _ALL or any(min(shares) >= _ALL for shares in taken.values())
