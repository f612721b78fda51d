"""No step imports and exports, or charges and discharges, at once: what can be mended, and what needs a binary.

A linear program may do both at once. Most of that is of no use, and is taken back here without changing the cost:

- import and export: their difference is what crosses the meter. Both pays only where export earns more than import
  costs, and only there a binary is needed.
- charge and discharge: the same change of the level with one of them takes less power from the site. That is imported
  less (which saves money unless the price is negative) or curtailed. Where neither can be, burning energy in the
  battery pays: with a negative price in this or in a later step, or where photovoltaics must not be curtailed. Such
  steps get a binary, and the program is solved again.

Without a binary a program allows more than the site can do, so its optimum, once mended, is the optimum of the site.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.planning.dispatch.problem import DispatchProblem

TOLERANCE = 1e-6
"""kW: less is rounding of the solver."""


@dataclass(frozen=True, eq=False)
class Flows:
    """Power of each step (kW) and the level after it (kWh)."""

    imported: Any
    exported: Any
    charged: Any
    discharged: Any
    curtailed: Any
    level: Any
    flexible: tuple[Any, ...]


def grid_steps(problem: DispatchProblem) -> Any:
    """Steps in which import with export would pay and could be: they need a binary from the start."""
    pays = problem.prices.sell > problem.prices.import_price
    return np.flatnonzero(pays & (problem.most_import > 0) & (problem.most_export > 0))


def battery_steps(problem: DispatchProblem) -> Any:
    """Steps whose price invites to burn energy: with a binary from the second program on, to save further ones."""
    return np.flatnonzero(problem.prices.import_price < 0) if problem.battery.power else np.zeros(0, np.int64)


def mended(problem: DispatchProblem, values: Any, flexible: list[Any]) -> tuple[Flows, Any]:
    """The flows of a solution, mended, and the steps in which the battery still does both.

    Args:
        problem: what was solved.
        values: of all columns.
        flexible: columns of each flexible load.
    """
    n, battery = problem.steps, problem.battery
    g, s, c, d, level = (values[k * n : (k + 1) * n] for k in range(5))
    c, d = np.clip(c, 0.0, battery.power), np.clip(d, 0.0, battery.most_out)
    powers = []
    for one, columns in zip(problem.flexible, flexible, strict=True):
        power = np.zeros(n)
        power[one.first : one.last + 1] = np.clip(values[columns], 0.0, one.power)
        powers.append(power)
    shifted = np.sum(powers, axis=0) if powers else np.zeros(n)
    need = problem.load + shifted - problem.pv  # before the battery and without curtailing
    most = problem.pv if problem.curtailable else np.zeros(n)
    curtailed = np.clip(g - s - c + d - need, 0.0, most)
    change = battery.charge_efficiency * c - d / battery.discharge_efficiency
    alone_c = np.maximum(change, 0.0) / battery.charge_efficiency
    alone_d = np.maximum(-change, 0.0) * battery.discharge_efficiency
    both = np.minimum(c, d) > TOLERANCE
    spare = np.where(both, (c - d) - (alone_c - alone_d), 0.0)  # power that is not burnt any more
    net = need + curtailed + c - d
    cheaper = np.where(problem.prices.import_price >= 0, np.minimum(spare, np.maximum(net, 0.0)), 0.0)
    more = np.minimum(spare - cheaper, most - curtailed)
    left = spare - cheaper - more
    fine = left <= TOLERANCE
    c, d = np.where(fine, alone_c, c), np.where(fine, alone_d, d)
    curtailed = np.where(both & fine, curtailed + more, curtailed)
    net = need + curtailed + c - d
    net[np.abs(net) < 1e-9] = 0.0  # rounding of the sum
    flows = Flows(
        np.maximum(net, 0.0), np.maximum(-net, 0.0), c, d, curtailed, np.clip(level, 0.0, battery.energy), tuple(powers)
    )
    return flows, np.flatnonzero(both & ~fine)
