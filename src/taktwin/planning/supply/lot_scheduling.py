"""Economic lot scheduling: several parts on one machine, such as the dies of a press line, with even demand.

The two ends between which every schedule lies: one lot of each part in a common cycle (it always works, and is dear),
and each part at its own best pace, whether or not the lots fit beside each other (nothing is cheaper). What lies
between, multiples of a basic period with the order of the lots, is `taktwin.planning.presslots` with its simulated
plant.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from taktwin.analysis.supply.checks import numbers
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.planning.presslots.lots import independent, rotation
from taktwin.planning.presslots.panel import Panel, Press


@dataclass(frozen=True)
class LotSchedule:
    """The common cycle, and what no schedule can beat. Times are in the unit of the rates (days, say)."""

    cycle: float
    """Time of the common cycle: one lot of each part in it."""
    lots: tuple[float, ...]
    """Units in a lot of each part, in the common cycle."""
    cost: float
    """Cost of setups and stock in a unit of time, in the common cycle."""
    utilisation: float
    """Share of the time, 0 to 1, that making takes, without setups."""
    independent_cost: float
    """Cost in a unit of time if each part had the machine for itself: the lower bound that is usually printed."""
    independent_cycles: tuple[float, ...]
    """Time from lot to lot of each part then."""
    lower_bound: float
    """As `independent_cost`, but with the time of the machine that is left for setups shared (Dobson 1987): at least
    as high, and higher where setups take long."""


def common_cycle(
    demand: ArrayLike,
    production_rate: ArrayLike,
    setup_cost: ArrayLike,
    holding: ArrayLike,
    setup_time: ArrayLike | None = None,
) -> LotSchedule:
    """One lot of each part in a common cycle, and the lower bounds.

    T = max(sqrt(2 sum A / sum h d (1 - d / r)), sum s / (1 - sum d / r)), cost sum A / T + T / 2 sum h d (1 - d / r)
    (Hanssmann 1962); independent: the economic production quantities, sum sqrt(2 A h d (1 - d / r)) (Bomberger, A
    dynamic programming approach to a lot size scheduling problem, Management Science 12, 1966, 778-784).

    Args:
        demand: d, units in a unit of time, above 0; one for each part, as all that follow.
        production_rate: r, units in a unit of time while the part is made, above 0.
        setup_cost: A, cost of a setup, above 0.
        holding: h, cost of a unit in stock for a unit of time, above 0.
        setup_time: s, 0 or more; None: none.

    Raises:
        OptionError: a number out of range, lists of different length, or more demand than the machine can make.
    """
    d = numbers("demand", demand, above=0.0)
    r = numbers("production_rate", production_rate, above=0.0, length=d.size)
    cost = numbers("setup_cost", setup_cost, above=0.0, length=d.size)
    stock = numbers("holding", holding, above=0.0, length=d.size)
    setup = np.zeros(d.size) if setup_time is None else numbers("setup_time", setup_time, least=0.0, length=d.size)
    used = math.fsum((d / r).tolist())
    if not used < 1.0:
        message = Phrase("production_rate: making alone takes {used:.1f} % of the time of the machine", used=used * 100)
        raise OptionError(message, Phrase("make faster, or give a part to another machine"), "production_rate")
    columns = [one.tolist() for one in (d, r, setup, stock, cost)]
    press = Press("machine", tuple(Panel(str(part), *row) for part, row in enumerate(zip(*columns, strict=True))))
    common = rotation(press)
    own = np.sqrt(cost / press.figures("stock_rate"))
    return LotSchedule(
        cycle=float(common.hours[0]),
        lots=tuple(common.lots.tolist()),
        cost=common.cost,
        utilisation=used,
        independent_cost=float(2.0 * np.sqrt(cost * press.figures("stock_rate")).sum()),
        independent_cycles=tuple(own.tolist()),
        lower_bound=independent(press).cost,
    )
