"""Time to survive against time to recover, of suppliers with one part each.

While a supplier is out, its second source goes on with its share, so stock lasts stock / (use x (1 - share)); cars are
lost from then until the supplier is back (Simchi-Levi and others, Interfaces 45 (2015) 375-390).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.planning.cluster.check import number, numbers


@dataclass(frozen=True, eq=False)
class Survival:
    """What each supplier can be missing.

    Attributes:
        survive: days that the stock lasts; infinite where the second source does it all.
        lost: cars, if this supplier alone fails.
    """

    survive: Any
    lost: Any

    @property
    def worst(self) -> int:
        """The supplier that costs most cars, counted from 0; the first of equal ones."""
        return int(np.argmax(self.lost))


def survival(stock: Any, use: float, recovery: Any, second: Any) -> Survival:
    """How long each supplier can be missing, and what its recovery then costs.

    Args:
        stock: units at hand of the part of each supplier; one goes into a car.
        use: cars a day.
        recovery: days until each supplier is back.
        second: share of the use that a second source goes on with, 0 to 1.

    >>> found = survival([45], 60, [9], [0])
    >>> found.survive.tolist(), found.lost.tolist()
    ([0.75], [495.0])
    """
    at_hand = numbers("stock", stock, (None,))
    days = numbers("recovery", recovery, at_hand.shape)
    drawn = number("use", use) * (1.0 - numbers("second", second, at_hand.shape, 0.0, 1.0))
    survive = np.divide(at_hand, drawn, out=np.full(at_hand.shape, np.inf), where=drawn > 0)
    left = np.maximum(days - np.where(np.isinf(survive), days, survive), 0.0)
    return Survival(survive, left * drawn)
