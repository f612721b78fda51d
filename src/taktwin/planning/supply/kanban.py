"""Card loops: how much flows with so many cards, and how much of the demand is served.

Work times are exponential, so all is exact: mean value analysis for a closed loop, birth and death for a cell that
makes to stock, a Markov chain for two cells in a row.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from taktwin.analysis.supply.checks import number, numbers, whole
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

_MOST_CARDS = 1_000_000
_MOST_STATES = 200_000
_FURTHEST = 1e8  # rates further apart leave probabilities that the solution of the chain cannot tell from 0


@dataclass(frozen=True)
class CardLoop:
    """A closed loop of cards in the long run."""

    cards: int
    """In the loop."""
    throughput: float
    """Rounds that cards complete in a unit of time."""
    at_station: tuple[float, ...]
    """Mean cards at each station, waiting and in work."""
    in_delays: float
    """Mean cards under way."""
    loop_time: float
    """Mean time of a round: cards / throughput."""
    bound: float
    """Throughput if nothing were random: the lower of 1 / slowest station and cards / time of an empty loop."""


@dataclass(frozen=True)
class StockCell:
    """A cell that makes to stock while cards are free, in the long run."""

    throughput: float
    """Units served in a unit of time."""
    fill_rate: float
    """Share of the demand, 0 to 1, that is served at once."""
    lost_share: float
    """Share of the demand that is lost; 0 where demand waits."""
    stock: float
    """Mean units in stock."""
    backorders: float
    """Mean units that are waited for; 0 where demand is lost."""


@dataclass(frozen=True)
class TwoCells:
    """Two cells in a row, each with its cards, in the long run."""

    throughput: float
    """Units served in a unit of time."""
    lost_share: float
    """Share of the demand, 0 to 1, that is lost."""
    stores: tuple[float, float]
    """Mean units in the store behind the first cell (not counting the one in work at the second) and the second."""
    states: int
    """States of the Markov chain."""


def card_loop(cards: int, stations: ArrayLike, delays: ArrayLike = ()) -> CardLoop:
    """Throughput of a loop of cards, by mean value analysis.

    A card that arrives at a station finds there what a loop with one card less has there on average: W = t (1 + L of
    one card less), X = cards / (sum W + delays), L = X W (Reiser, Lavenberg, Mean-value analysis of closed multichain
    queuing networks, Journal of the ACM 27, 1980, 313-322). Exact for exponential work times, one server a station,
    first come first served; delays (transport, drying) may have any distribution.

    Args:
        cards: in the loop, at least 1.
        stations: mean work time at each station, above 0; at least one station.
        delays: mean time of each step in which cards do not wait for each other, 0 or more.

    Raises:
        OptionError: a number out of range.

    Example:
        >>> round(card_loop(cards=5, stations=[1, 1, 1]).throughput, 4)
        0.7143
    """
    count = whole("cards", cards, least=1, most=_MOST_CARDS)
    work = numbers("stations", stations, above=0.0)
    away = math.fsum(numbers("delays", delays, least=0.0).tolist()) if np.size(delays) else 0.0
    waiting = np.zeros(work.size)
    rate = 0.0
    for n in range(1, count + 1):
        spent = work * (1.0 + waiting)
        rate = n / (float(spent.sum()) + away)
        waiting = rate * spent
    bound = min(1.0 / float(work.max()), count / (float(work.sum()) + away))
    return CardLoop(count, rate, tuple(waiting.tolist()), rate * away, count / rate, bound)


def make_to_stock_lost(cards: int, cell_rate: float, demand_rate: float) -> StockCell:
    """A cell that makes while fewer units than cards are in stock; Poisson demand that finds nothing is lost.

    Birth and death between 0 and `cards` units in stock, with p(n) proportional to (cell rate / demand rate)^n.

    Args:
        cards: most units in stock, at least 1.
        cell_rate: units in a unit of time while the cell works, exponential, above 0.
        demand_rate: units in a unit of time, above 0.

    Raises:
        OptionError: a number out of range.
    """
    count = whole("cards", cards, least=1, most=_MOST_CARDS)
    growth = math.log(number("cell_rate", cell_rate, above=0.0)) - math.log(number("demand_rate", demand_rate, above=0))
    weight = growth * np.arange(count + 1)
    p = np.exp(weight - weight.max())
    p /= p.sum()
    lost, served = float(p[0]), float(p[1:].sum())
    return StockCell(demand_rate * served, served, lost, float(p @ np.arange(count + 1)), 0.0)


def make_to_stock_backorders(base_stock: int, cell_rate: float, demand_rate: float) -> StockCell:
    """A cell that makes while stock less backorders is below the base stock; Poisson demand waits.

    The shortfall is an M/M/1 queue: fill rate 1 - u^S, backorders u^(S + 1) / (1 - u), stock the sum of 1 - u^n for n =
    1 ... S, with u = demand rate / cell rate (Buzacott, Shanthikumar, Stochastic Models of Manufacturing Systems, 1993,
    chapter 4).

    Args:
        base_stock: S, 0 or more.
        cell_rate: units in a unit of time while the cell works, exponential.
        demand_rate: units in a unit of time, above 0 and below the cell rate.

    Raises:
        OptionError: a number out of range, or demand that the cell cannot make.
    """
    level = whole("base_stock", base_stock, most=_MOST_CARDS)
    number("demand_rate", demand_rate, above=0.0)
    if not number("cell_rate", cell_rate, above=0.0) > demand_rate:
        message = Phrase(
            "cell_rate must be above the demand of {demand_rate:g}, got {cell_rate:g}",
            demand_rate=demand_rate,
            cell_rate=cell_rate,
        )
        raise OptionError(message, Phrase("or the backorders grow for ever"), "cell_rate")
    left = (cell_rate - demand_rate) / cell_rate  # 1 - u, exact where the cell is barely fast enough
    log = math.log1p(-left) if left < 0.5 else math.log(demand_rate) - math.log(cell_rate)  # of u
    waiting = math.exp((level + 1) * log) / left
    stock = -float(np.expm1(np.arange(1, level + 1) * log).sum())
    return StockCell(demand_rate, -math.expm1(level * log), 0.0, stock, waiting)


def two_stage_kanban(cards: tuple[int, int], cell_rates: tuple[float, float], demand_rate: float) -> TwoCells:
    """Two cells with a store behind each; Poisson demand that finds the last store empty is lost.

    The first cell makes while fewer than its cards wait in its store. The second takes a unit from there when it is
    idle and fewer than its cards wait in its own store; the unit in its hands is in neither store. The Markov chain of
    (first store, second cell at work or not, second store) is solved.

    Args:
        cards: most units in each store, at least 1.
        cell_rates: units in a unit of time while a cell works, exponential, above 0.
        demand_rate: units in a unit of time, above 0.

    Raises:
        OptionError: a number out of range, or more than 200,000 states.
    """
    from taktwin.analysis.stationary import stationary

    limits = numbers("cards", cards, least=1.0, length=2)
    first, second = (whole("cards", one, least=1) for one in limits.tolist())
    rates = numbers("cell_rates", cell_rates, above=0.0, length=2).tolist()
    asked = number("demand_rate", demand_rate, above=0.0)
    if max(*rates, asked) > _FURTHEST * min(*rates, asked):
        message = Phrase("cell_rates and demand_rate must lie within a factor of {furthest:g}", furthest=_FURTHEST)
        raise OptionError(message, Phrase("leave out the cell that is never short"), "cell_rates")
    count = (first + 1) * second + second + first + 1
    if count > _MOST_STATES:
        raise OptionError(
            Phrase("cards: the chain has {count:,} states", count=count),
            Phrase("up to {most_states:,} are solved", most_states=_MOST_STATES),
            "cards",
        )
    # At work with room behind it; idle because nothing waits; idle because its own store is full.
    states = [(a, True, b) for a in range(first + 1) for b in range(second)]
    states += [(0, False, b) for b in range(second)] + [(a, False, second) for a in range(first + 1)]
    places = {state: place for place, state in enumerate(states)}

    def settled(a: int, busy: bool, b: int) -> int:
        """The state once the idle second cell has taken what it may."""
        takes = not busy and a > 0 and b < second
        return places[(a - 1, True, b) if takes else (a, busy, b)]

    moves = []
    for (a, busy, b), place in places.items():
        if a < first:
            moves.append((place, settled(a + 1, busy, b), rates[0]))
        if busy:
            moves.append((place, settled(a, False, b + 1), rates[1]))
        if b > 0:
            moves.append((place, settled(a, busy, b - 1), asked))
    begin, end, rate = (np.array(column) for column in zip(*moves, strict=True))
    p = stationary(begin, end, rate / asked, len(states))
    waits, _, last = (np.array(column, np.float64) for column in zip(*states, strict=True))
    lost = float(p[last == 0].sum())
    return TwoCells(demand_rate * (1.0 - lost), lost, (float(p @ waits), float(p @ last)), len(states))
