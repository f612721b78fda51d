"""Lot sizes: of one part alone, of all parts in one cycle, and of each part at its own pace.

A part that is made every T hours in lots of demand x T has at most demand x T x (1 - load) in stock, half of that on
average (Taft, The most economical production lot, Iron Age 101, 1918, 1410-1412). Its cost an hour is

    change cost / T + holding x demand x (1 - load) / 2 x T.

On one press all parts share the time that pressing leaves for die changes: the sum of change / T is at most the load
that is allowed less the load of pressing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.presslots.panel import LotError, Numbers, Press

_STEPS = 200  # halvings of an interval: past the last bit


def order_quantity(demand: float, order_cost: float, holding: float) -> float:
    """Economic order quantity sqrt(2 A d / h), in parts (Harris, How many parts to make at once, Factory 10, 1913).

    Args:
        demand: parts an hour.
        order_cost: of one order.
        holding: cost of a part in stock for an hour.
    """
    return math.sqrt(2.0 * order_cost * demand / holding)


def production_quantity(demand: float, rate: float, change_cost: float, holding: float) -> float:
    """Economic production quantity sqrt(2 A d / (h (1 - d / p))), in parts (Taft 1918).

    Args:
        demand: parts an hour.
        rate: parts an hour while it is made.
        change_cost: of one change.
        holding: cost of a part in stock for an hour.

    Raises:
        LotError: the rate does not exceed the demand.
    """
    if rate <= demand:
        raise LotError(
            Phrase("a rate of {rate:g} an hour never gets ahead of a demand of {demand:g}", rate=rate, demand=demand)
        )
    return order_quantity(demand, change_cost, holding) / math.sqrt(1.0 - demand / rate)


@dataclass(frozen=True)
class Cycles:
    """How often each part is made."""

    press: Press
    hours: Numbers
    """Hours from lot to lot of each part."""

    @property
    def lots(self) -> Numbers:
        """Parts in a lot."""
        return self.press.figures("demand") * self.hours

    @property
    def mean_stock(self) -> Numbers:
        """Mean number of each part in stock, above the level at which its lots begin."""
        return self.lots * (1.0 - self.press.figures("load")) / 2.0

    @property
    def load(self) -> float:
        """Load of the press with die changes."""
        return self.press.load_with(self.hours)

    @property
    def cost(self) -> float:
        """Cost of die changes and stock an hour."""
        changes = float(np.sum(self.press.figures("change_cost") / self.hours))
        return changes + float(np.sum(self.press.figures("stock_rate") * self.hours))


def shortest_cycle(press: Press, load: float = 1.0) -> float:
    """Shortest cycle with one lot of each part: sum of the changes / (load - load of pressing), in hours.

    Hanssmann, Operations Research in Production and Inventory Control, Wiley 1962; `load` 1 is the whole press.

    Raises:
        LotError: pressing leaves no time for die changes.
    """
    return _shortest(press, load, np.ones(len(press.panels)))


def rotation(press: Press, load: float = 1.0, longest: Numbers | None = None) -> Cycles:
    """One lot of each part in a common cycle, the cheapest that the press can keep (Hanssmann 1962).

    Args:
        press: the press and its parts.
        load: most load with die changes, 0 to 1.
        longest: most hours between two lots of each part, such as the store allows.

    Raises:
        LotError: no cycle fits.
    """
    least = max(shortest_cycle(press, load), 0.0)
    cheapest = math.sqrt(press.figures("change_cost").sum() / press.figures("stock_rate").sum())
    most = math.inf if longest is None else float(longest.min())
    hours = min(max(least, cheapest), most)
    if hours <= 0.0:
        raise LotError(_no_reason(press))
    _check_fits(press, load, np.full(len(press.panels), most))
    return Cycles(press, np.full(len(press.panels), hours))


def independent(press: Press, load: float = 1.0, longest: Numbers | None = None) -> Cycles:
    """The best cycle of each part, whether or not the lots fit beside each other: a lower bound of the cost.

    T = sqrt((A + m s) / (h d (1 - load) / 2)), where m >= 0 is the price of an hour of press time for which the changes
    just fit; m = 0 is the economic production quantity of each part (Bomberger, A dynamic programming approach to a lot
    size scheduling problem, Management Science 12, 1966, 778-784; the bound is that of Dobson, The economic lot
    scheduling problem: achieving feasibility using time-varying lot sizes, Operations Research 35, 1987, 764-771).

    Args:
        press: the press and its parts.
        load: most load with die changes, 0 to 1.
        longest: most hours between two lots of each part.

    Raises:
        LotError: no cycles fit.
    """
    left = _left(press, load)
    change, cost, slope = (press.figures(name) for name in ("change", "change_cost", "stock_rate"))
    most = np.full(len(press.panels), math.inf) if longest is None else longest
    _check_fits(press, load, most)

    def cycles(price: float) -> Numbers:
        return np.minimum(np.sqrt((cost + price * change) / slope), most)

    def needed(price: float) -> float:
        with np.errstate(divide="ignore", invalid="ignore"):
            return float(np.sum(np.where(change > 0, change / cycles(price), 0.0)))

    if needed(0.0) <= left:
        found = cycles(0.0)
    else:
        low, high = 0.0, 1.0
        while needed(high) > left:
            high *= 2.0
        while needed(high / 2.0) <= left:  # so that the halvings that follow reach the last bit of a small price too
            high /= 2.0
        found = cycles(_root(lambda price: needed(price) <= left, low, high))
    if (found <= 0).any():
        raise LotError(_no_reason(press))
    return Cycles(press, found)


def multiples(press: Press, load: float = 1.0, longest: Numbers | None = None) -> tuple[Cycles, tuple[int, ...]]:
    """Each part every basic period times a power of two, and how many lots of it the whole cycle then has.

    The cycles of `independent` are rounded to powers of two of a basic period (Roundy, 98 %-effective integer-ratio
    lot-sizing, Management Science 31, 1985, 1416-1430: at most 6 % dearer); the basic period is tried at each point
    where a rounding changes. Basic periods: Elmaghraby, The economic lot scheduling problem: review and extensions,
    Management Science 24, 1978, 587-598.

    Args:
        press: the press and its parts.
        load: most load with die changes, 0 to 1.
        longest: most hours between two lots of each part.

    Returns:
        The cycles, and the lots of each part in the longest of them.

    Raises:
        LotError: no cycles fit.
    """
    ideal = independent(press, load, longest).hours
    most = np.full(len(press.panels), math.inf) if longest is None else longest
    best: Cycles | None = None
    exponents = np.zeros(len(press.panels), np.int64)
    for start in ideal:
        # Around each ideal cycle: with it just rounded up and just rounded down.
        for base in (start * math.sqrt(2.0) * (1 + 1e-9), start * math.sqrt(2.0) * (1 - 1e-9), start):
            powers = np.round(np.log2(ideal / base))
            found = _at_powers(press, load, powers, most)
            if found is not None and (best is None or found.cost < best.cost):
                best, exponents = found, powers.astype(np.int64)
    if best is None and np.isfinite(most).any():
        # The smallest store sets the basic period; the others are made as often as is just possible then.
        powers = np.minimum(np.ceil(np.log2(ideal / most.min()) - 1e-9), np.floor(np.log2(most / most.min()) + 1e-9))
        best, exponents = _at_powers(press, load, powers, most), powers.astype(np.int64)
    if best is None:
        best, exponents = rotation(press, load, longest), np.zeros(len(press.panels), np.int64)
    return best, tuple(int(2**power) for power in exponents.max() - exponents)


def _at_powers(press: Press, load: float, powers: Numbers, most: Numbers) -> Cycles | None:
    """The cheapest cycles of the given powers of two that the press and the stores can keep; None if none can."""
    factor = np.exp2(powers)
    cheapest = math.sqrt(
        float(np.sum(press.figures("change_cost") / factor)) / float(np.sum(press.figures("stock_rate") * factor))
    )
    least = _shortest(press, load, factor)
    base = min(max(cheapest, least), float((most / factor).min()))
    return Cycles(press, base * factor) if base >= least * (1 - 1e-12) and base > 0 else None


def _shortest(press: Press, load: float, factor: Numbers) -> float:
    """Shortest basic period of cycles that are multiples of it (h)."""
    changes = float(np.sum(press.figures("change") / factor))
    left = _left(press, load)
    return changes / left if changes > 0.0 else 0.0


def _left(press: Press, load: float) -> float:
    """Share of the time for die changes; none is needed where they take no time."""
    left = load - press.load
    if left < 0.0 or (left == 0.0 and press.figures("change").any()):
        raise LotError(
            Phrase(
                "press {name}: pressing alone takes {load:.1f} % of the time, so a load of {load2:.1f} % leaves none "
                "for die changes",
                name=press.name,
                load=press.load * 100,
                load2=load * 100,
            ),
            Phrase("allow a higher load"),
            "load",
        )
    return left


def _check_fits(press: Press, load: float, most: Sequence[float] | Numbers) -> None:
    needed = press.load_with(most)
    if needed > load + 1e-12:
        raise LotError(
            Phrase(
                "press {name}: lots that fit the stores need a load of {needed:.1f} % with die changes, more than "
                "{load:.1f} %",
                name=press.name,
                needed=needed * 100,
                load=load * 100,
            ),
            Phrase("allow a higher load, a larger store or a shorter die change"),
            "load",
        )


def _no_reason(press: Press) -> str:
    return Phrase(
        "press {name}: die changes take no time and cost nothing, so nothing keeps the lots from being "
        "single parts; give the cell a `change`, or a cost of a die change",
        name=press.name,
    )


def _root(holds: Callable[[float], bool], low: float, high: float) -> float:
    """The smallest value between low (where it does not hold) and high (where it does)."""
    for _ in range(_STEPS):
        middle = (low + high) / 2.0
        if holds(middle):
            high = middle
        else:
            low = middle
    return high
