"""What runs short, where and when: local capacity against demand by sub-sector, and lines by kind of vehicles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.planning.cluster.file.nouns import ClusterNoun
from taktwin.planning.cluster.plan.data import ClusterData
from taktwin.planning.cluster.plan.solve import Plan


@dataclass(frozen=True, eq=False)
class Gap:
    """A sub-sector, or the lines of a kind of vehicles.

    Attributes:
        name: of it.
        lines: whether it is lines of plants.
        stands: share of the demand that local capacity covers as it stands and is decided, expected, by year.
        planned: the same with what the plan builds.
        lacking: value that local capacity lacks as it stands, billions a year; of lines, thousand vehicles.
        binds: the year of the plan in which most is lacking, relative to demand, with the plan.
        short: the first year in which something is lacking as it stands; None for never.
        worst: the part family that lacks most in that year; empty for lines.
    """

    name: str
    lines: bool
    stands: Any
    planned: Any
    lacking: Any
    binds: int
    short: int | None
    worst: str


def gaps(noun: ClusterNoun, data: ClusterData, found: Plan) -> list[Gap]:
    """All sub-sectors in the order of the file, then the lines; the largest lack of value is worth being filled."""
    demand = np.einsum("wtv,fv->wtf", data.demand, _use_by_kind(noun, data))
    stands, planned = (_local(data, built) for built in (np.zeros_like(found.built), found.built))
    families = list(noun.families.values())
    result = []
    for name in noun.sub_sectors:
        inside = np.array([one.sub_sector == name for one in families])
        if inside.any():
            wanted, now, then = (array[:, :, inside] for array in (demand, stands, planned))
            names = [key for key, yes in zip(data.families, inside, strict=True) if yes]
            result.append(_gap(name, data, wanted, now, then, data.value[inside], names))
    for v, name in enumerate(data.vehicles):
        mine = data.makes == v
        there = data.plant_capacity[:, :, mine].sum(axis=2, keepdims=True)
        more = there + _plants(data, found.built)[:, :, mine].sum(axis=2, keepdims=True)
        result.append(_gap(name, data, data.demand[:, :, v : v + 1], there, more, np.ones(1), []))
    return result


def _gap(name: str, data: ClusterData, demand: Any, stands: Any, planned: Any, value: Any, families: list[str]) -> Gap:
    wanted = np.maximum(demand @ value, 1e-9)

    def covered(capacity: Any) -> Any:
        return data.probability @ (np.minimum(capacity, demand) @ value / wanted)

    lack = np.maximum(demand - stands, 0.0)
    lacking = data.probability @ (lack @ value)
    first = np.flatnonzero(lacking > 1e-6)
    short = int(first[0]) if first.size else None
    worst = ""
    if families and short is not None:
        worst = families[int(np.argmax((data.probability @ lack[:, short]) * value))]
    binds = int(np.argmin(covered(planned)))
    scale = 1e-3 if families else 1.0  # millions to billions
    return Gap(
        name, not families, covered(stands), covered(planned), lacking * scale, data.years[binds],
        None if short is None else data.years[short], worst,
    )  # fmt: skip


def _use_by_kind(noun: ClusterNoun, data: ClusterData) -> Any:
    return np.array(
        [[one.use[kind].value if kind in one.use else 0.0 for kind in data.vehicles] for one in noun.families.values()]
    )


def _local(data: ClusterData, built: Any) -> Any:
    """Local capacity of each family, [w, t, f]."""
    capacity = data.option_capacity + _added(data, built, False)
    return (capacity * data.local) @ data.of_family


def _plants(data: ClusterData, built: Any) -> Any:
    return _added(data, built, True)


def _added(data: ClusterData, built: Any, plants: bool) -> Any:
    """What builds add to plants, or options, [w, t, .]."""
    scenarios, years = data.demand.shape[:2]
    found = np.zeros((scenarios, years, len(data.plants) if plants else len(data.options)))
    for b, one in enumerate(data.builds):
        if one.plant != plants or not built[b].any():
            continue
        for at, size in one.adds:
            for t in np.flatnonzero(built[b]):
                found[:, t:, at] += built[b, t] * size * data.shares[:, b, : years - t]
    return found
