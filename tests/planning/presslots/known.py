"""Presses of the literature."""

from taktwin.planning.presslots.panel import Panel, Press

_DEMAND = (400, 400, 800, 1600, 80, 80, 24, 340, 340, 400)  # a day
_RATE = (30000, 8000, 9500, 7500, 2000, 6000, 2400, 1300, 2000, 15000)
_SETUP = (1, 1, 2, 1, 4, 2, 8, 4, 6, 1)  # hours of an 8-hour day
_SETUP_COST = (15, 20, 30, 10, 110, 50, 310, 130, 200, 5)
_VALUE = (0.0065, 0.1775, 0.1275, 0.1, 2.785, 0.2675, 1.5, 5.9, 0.9, 0.04)

BOMBERGER = Press(
    "bomberger",
    tuple(
        Panel(
            str(i + 1), _DEMAND[i], _RATE[i], _SETUP[i] / 8, holding=_VALUE[i] * 0.1 / 240, change_cost=_SETUP_COST[i]
        )
        for i in range(10)
    ),
)
"""Ten stampings on one press (Bomberger 1966), time in days of 8 h, 240 of them a year, capital at 10 %.

The figures are those that Axsaeter, Inventory Control, example 7.1, gives as Bomberger's.
"""

C_HOURS = 9.0
_C_AND_D = 50 - 2 * 5000 / 420 - 2 * 3000 / 600 - 6 * 10 / 60
SCHULER = Press(
    "transfer press",
    (
        Panel("A", 2 * 5000 / 50, 7 * 60, 10 / 60),
        Panel("B", 2 * 3000 / 50, 10 * 60, 10 / 60),
        Panel("C", C_HOURS * 8 * 60 / 50, 8 * 60, 10 / 60),
        Panel("D", (_C_AND_D - C_HOURS) * 11 * 60 / 50, 11 * 60, 10 / 60),
    ),
)
"""The large-panel transfer press of Schuler, Metal Forming Handbook (Springer 1998), figure 4.9.5 and page 417.

Given: parts A B C D in the cycle A B C A B D of 50 h, 7, 10, 8 and 11 parts a minute, 10 min of die change after each
lot, lots of 5,000 A and 3,000 B. The lots of C and D are not given: the time that A, B and the changes leave is divided
so that the gaps lie around those given (14 h for A, 22 h for B).
"""
ORDER = (0, 1, 2, 0, 1, 3)
