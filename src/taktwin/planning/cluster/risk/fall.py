"""What if one car maker falls: its plants stand, and its customers are lost to the cluster, or others serve them.

Investments are those of the plan, made before it was known. Between the two answers lies what can happen: lines of
others take over as far as they have room.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from taktwin.planning.cluster.file.nouns import ClusterNoun
from taktwin.planning.cluster.plan.data import ClusterData
from taktwin.planning.cluster.plan.solve import Plan, evaluate

_MOST = 0.5  # of its sales: a supplier that loses more hangs on the maker


@dataclass(frozen=True)
class Fall:
    """A year without a maker, expected; thousand vehicles, and millions of part value by local suppliers.

    Attributes:
        maker: who falls.
        year: of the plan.
        made: vehicles with it.
        others_serve: vehicles without it, where others serve its customers as far as they have lines.
        customers_lost: vehicles without it, where its customers go elsewhere.
        local: value of local parts with it.
        local_others: likewise without it.
        local_lost: likewise.
        hang_on_it: suppliers that lose over half of their sales where its customers go elsewhere, the largest share
            first, with that share.
    """

    maker: str
    year: int
    made: float
    others_serve: float
    customers_lost: float
    local: float
    local_others: float
    local_lost: float
    hang_on_it: tuple[tuple[str, float], ...]


def falls(noun: ClusterNoun, data: ClusterData, found: Plan) -> list[Fall]:
    """Each maker with plants, in each year of the plan."""
    result = []
    makers = dict.fromkeys(one.maker for one in noun.plants.values() if one.maker is not None)
    for maker in makers:
        mine = np.array([one.maker == maker for one in noun.plants.values()])
        built = found.built.copy()
        for b, one in enumerate(data.builds):
            if one.plant and all(mine[at] for at, _ in one.adds):
                built[b] = 0.0
        capacity = np.where(mine, 0.0, data.plant_capacity)
        of_kind = (data.makes[:, None] == np.arange(len(data.vehicles))).astype(float)  # [p, v]
        gone = (found.made * mine) @ of_kind
        others = evaluate(replace(data, plant_capacity=capacity), built)
        lost = evaluate(replace(data, plant_capacity=capacity, demand=np.maximum(data.demand - gone, 0.0)), built)
        before, after = _sales(data, found), _sales(data, lost)
        for t, year in enumerate(data.years):
            made, others_made, lost_made = (
                float(data.probability @ one.made[:, t].sum(axis=1)) for one in (found, others, lost)
            )
            local, local_others, local_lost = (_local(data, one, t) for one in (found, others, lost))
            hang = {
                name: 1.0 - after[name][t] / sold[t]
                for name, sold in before.items()
                if sold[t] > 1e-6 and 1.0 - after[name][t] / sold[t] > _MOST
            }
            ranked = tuple(sorted(hang.items(), key=lambda one: (-one[1], one[0])))
            result.append(Fall(maker, year, made, others_made, lost_made, local, local_others, local_lost, ranked))
    return result


def _sales(data: ClusterData, found: Plan) -> dict[str, Any]:
    """Value that each maker of parts sells, expected, millions, [t]."""
    value = np.einsum("wtop,o,w->ot", found.flow, data.value[data.option_family], data.probability)
    total: dict[str, Any] = {}
    for o, one in enumerate(data.options):
        total[one.maker] = total.get(one.maker, np.zeros(len(data.years))) + value[o]
    return total


def _local(data: ClusterData, found: Plan, t: int) -> float:
    value = np.einsum("wop,o,w->o", found.flow[:, t], data.value[data.option_family], data.probability)
    return float(value @ data.local)
