"""Several parts from several suppliers to several plants over lanes that the parts share, at the least cost.

least   sum(cost_spk x_spk) + spot sum(z_pk)
so that sum over s of x_spk + z_pk = demand_pk         what is short is bought at the spot price
        sum over p of x_spk <= supply_sk
        sum over k of x_spk <= lane_sp
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.planning.cluster.check import number, numbers
from taktwin.planning.cluster.program import Program


@dataclass(frozen=True, eq=False)
class Flows:
    """What flows, shape [supplier, plant, part], what is bought on the spot, shape [plant, part], and the cost."""

    flow: Any
    spot: Any
    cost: float


def cheapest_flows(supply: Any, demand: Any, cost: Any, lane: Any, spot: float) -> Flows:
    """The cheapest flows.

    Args:
        supply: units of each part that a supplier has, shape [supplier, part].
        demand: units of each part that a plant wants, shape [plant, part].
        cost: of one unit, shape [supplier, plant, part].
        lane: units of all parts together from a supplier to a plant, shape [supplier, plant].
        spot: cost of one unit that is bought elsewhere.

    Raises:
        ClusterError: numbers are missing, negative or not finite.

    >>> cheapest_flows([[3]], [[5]], [[[1]]], [[9]], 10).cost
    23.0
    """
    supply = numbers("supply", supply, (None, None))
    suppliers, parts = supply.shape
    demand = numbers("demand", demand, (None, parts))
    plants = len(demand)
    cost = numbers("cost", cost, (suppliers, plants, parts))
    lane = numbers("lane", lane, (suppliers, plants))
    program = Program()
    flow = program.add_columns(cost.shape, cost)
    bought = program.add_columns(demand.shape, number("spot", spot))
    rows = program.add_rows(demand.shape, demand, demand)
    program.put(rows, flow)
    program.put(rows, bought)
    program.put(program.add_rows(supply.shape, high=supply)[:, None], flow)
    program.put(program.add_rows(lane.shape, high=lane)[:, :, None], flow)
    found = program.solve()
    values = np.maximum(found.values, 0.0)
    return Flows(values[flow], values[bought], found.cost)
