"""Lots over time without a limit: in which periods to order, with a setup for each order and holding at period ends.

By Wagner and Whitin's recursion (Management Science 5 (1958) 89-96): in some optimal plan each order lasts until the
next. With n periods it takes n^2 steps.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from taktwin.planning.cluster.check import number, numbers


@dataclass(frozen=True)
class Lots:
    """The periods in which is ordered, counted from 1, and the cost of setups and holding."""

    periods: tuple[int, ...]
    cost: float


def cheapest_lots(demand: Any, setup: float, holding: float) -> Lots:
    """The cheapest periods in which to order.

    Args:
        demand: units of each period.
        setup: money for each order.
        holding: money for each unit at hand at the end of a period.

    Raises:
        ClusterError: numbers are negative or not finite.

    >>> cheapest_lots([10, 10, 10], 25, 1)
    Lots(periods=(1,), cost=55.0)
    """
    wanted = numbers("demand", demand, (None,)).tolist()
    setup, holding = number("setup", setup), number("holding", holding)
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]  # of the periods before each
    for last in range(1, len(wanted) + 1):
        if wanted[last - 1] == 0.0:  # nothing to be at hand for
            best.append(best[-1])
            continue
        found = (math.inf, ())
        held = later = 0.0
        for first in range(last, 0, -1):  # an order in `first` lasts to `last`
            held += holding * later  # what comes after `first` is held one period longer
            later += wanted[first - 1]
            found = min(found, (best[first - 1][0] + setup + held, (*best[first - 1][1], first)))
        best.append(found)
    return Lots(best[-1][1], best[-1][0])
