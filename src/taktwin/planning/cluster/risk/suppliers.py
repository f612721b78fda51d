"""How long the cluster survives without each of its suppliers, and how long that takes to recover.

Stock at hand lasts so many days of use; while a supplier is out, the others that make its families go on with what they
have left, and with what comes from outside (`survival` has the rule). A supplier of several families stops the first of
them that runs out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taktwin.planning.cluster.file.nouns import ClusterNoun
from taktwin.planning.cluster.plan.data import ClusterData
from taktwin.planning.cluster.plan.solve import Plan
from taktwin.planning.cluster.risk.survival import survival


@dataclass(frozen=True)
class SupplierRisk:
    """A supplier: days it can be missing, days until it is back, and days of stop; None where the file says no days.

    ``second``: the share of its least covered family that others could go on with. ``family`` is that family.
    """

    supplier: str
    family: str
    survives: float
    recovers: float | None
    stop: float | None
    second: float


def supplier_risks(noun: ClusterNoun, data: ClusterData, found: Plan, year: int) -> list[SupplierRisk]:
    """All suppliers in a year of the plan, expected flows; those with the longest stop first.

    Others can go on with their capacity that is left; supply from outside is taken as it is planned, since nobody
    outside holds a line free.
    """
    t = data.years.index(year)
    flow = np.tensordot(data.probability, found.flow[:, t], 1).sum(axis=1)
    outside = np.tensordot(data.probability, found.outside[:, t], 1).sum(axis=1)
    capacity = np.tensordot(data.probability, data.option_capacity[:, t], 1)
    result = []
    for name, supplier in noun.suppliers.items():
        mine = [o for o, one in enumerate(data.options) if one.maker == name and flow[o] > 1e-6]
        risks = []
        for o in mine:
            family = data.options[o].family
            others = [k for k, one in enumerate(data.options) if one.family == family and k != o]
            use = float(flow[o] + flow[others].sum() + outside[family])
            goes_on = float(np.maximum(capacity[others], flow[others]).sum() + outside[family])
            second = min(1.0, goes_on / use)
            one = survival([supplier.stock.value * use], use, [supplier.recovery.value], [second])
            survives = float(one.survive[0])
            recovers = supplier.recovery.value or None
            stop = None if recovers is None else max(0.0, recovers - survives)
            risks.append(SupplierRisk(name, data.families[family], survives, recovers, stop, second))
        if risks:
            result.append(max(risks, key=_worst))
    return sorted(result, key=_worst, reverse=True)


def _worst(one: SupplierRisk) -> tuple[float, float]:
    return (one.stop or 0.0, -one.survives)
