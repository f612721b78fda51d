"""One order for one period: how much, if what is left costs and what is missing costs more.

The cost of an order up to S is h E[(S - D)+] + p E[(D - S)+]; the smallest S with P(D <= S) >= p / (h + p) is optimal
(Arrow, Harris, Marschak, Optimal inventory policy, Econometrica 19, 1951, 250-272).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from taktwin.analysis.supply.checks import number, numbers
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.planning.supply.demand import poisson, probabilities

_FURTHEST = 1e10


@dataclass(frozen=True)
class Newsvendor:
    """The order for one period."""

    order_up_to: float
    """S, in the unit of the demand."""
    cost: float
    """Expected cost of the period, in the money of `holding` and `shortage`."""
    fill_probability: float
    """P(D <= S): probability, 0 to 1, that nothing is missing."""


def newsvendor_normal(mean: float, sd: float, holding: float, shortage: float) -> Newsvendor:
    """The best order for normal demand: S = mean + z sd, cost (h + p) sd phi(z) with Phi(z) = p / (h + p).

    Args:
        mean: of the demand.
        sd: standard deviation, 0 or more.
        holding: cost h of a unit that is left, above 0.
        shortage: cost p of a unit that is missing, above 0.

    Raises:
        OptionError: a number out of range.

    Example:
        >>> round(newsvendor_normal(mean=50, sd=8, holding=0.18, shortage=0.70).order_up_to, 2)
        56.6
    """
    from scipy.special import ndtri

    number("mean", mean)
    number("sd", sd, least=0.0)
    ratio = critical_ratio(holding, shortage)
    # From the smaller of both shares: 1 - 1e-20 is 1 to a computer.
    z = float(ndtri(ratio) if ratio <= 0.5 else -ndtri(holding / (holding + shortage)))
    density = math.exp(-z * z / 2.0) / math.sqrt(2.0 * math.pi)
    return Newsvendor(mean + z * sd, (holding + shortage) * sd * density, ratio if sd > 0.0 else 1.0)


def newsvendor_poisson(mean: float, holding: float, shortage: float) -> Newsvendor:
    """The best order for Poisson demand, in whole units.

    Args:
        mean: of the demand, above 0.
        holding: cost h of a unit that is left, above 0.
        shortage: cost p of a unit that is missing, above 0.

    Raises:
        OptionError: a number out of range.
    """
    ratio = counted_ratio(holding, shortage)
    demand = poisson(number("mean", mean, above=0.0))
    level = demand.quantile(ratio)
    cost = holding * float(demand.on_hand(level)) + shortage * float(demand.backorders(level))
    return Newsvendor(float(level), cost, float(demand.not_above(level)))


def newsvendor_discrete(pmf: Mapping[float, float], holding: float, shortage: float) -> Newsvendor:
    """The best order for demand that takes some values only.

    Args:
        pmf: value of the demand -> probability; they sum to 1.
        holding: cost h of a unit that is left, above 0.
        shortage: cost p of a unit that is missing, above 0.

    Raises:
        OptionError: a number out of range, or probabilities that do not sum to 1.

    Example:
        >>> newsvendor_discrete({0: 0.5, 100: 0.5}, holding=2, shortage=18).order_up_to
        100.0
    """
    ratio = counted_ratio(holding, shortage)
    if not isinstance(pmf, Mapping):
        raise OptionError(
            Phrase("pmf must give each value of the demand a probability, got {pmf}", pmf=repr(pmf)), "", "pmf"
        )
    if not pmf:
        raise OptionError(Phrase("pmf is empty"), Phrase("give each value of the demand a probability"), "pmf")
    amounts = numbers("pmf", list(pmf))
    order = np.argsort(amounts)
    amounts, p = amounts[order], probabilities("pmf", list(pmf.values()))[order]
    reached = np.cumsum(p)
    best = min(int(np.searchsorted(reached, ratio - 1e-13)), amounts.size - 1)
    level = float(amounts[best])
    left, missing = p @ np.maximum(level - amounts, 0.0), p @ np.maximum(amounts - level, 0.0)
    return Newsvendor(level, float(holding * left + shortage * missing), min(float(reached[best]), 1.0))


def critical_ratio(holding: float, shortage: float) -> float:
    """P / (h + p), after a check of both.

    Raises:
        OptionError: one is not above 0.
    """
    number("holding", holding, above=0.0)
    number("shortage", shortage, above=0.0)
    return shortage / (holding + shortage)


def counted_ratio(holding: float, shortage: float) -> float:
    """As `critical_ratio`, for demand in units: the shares that are summed must be able to tell it from 0 and 1.

    Raises:
        OptionError: one is not above 0, or they lie too far apart.
    """
    ratio = critical_ratio(holding, shortage)
    if not holding / _FURTHEST <= shortage <= holding * _FURTHEST:
        message = Phrase(
            "shortage must lie within a factor of {furthest:g} of holding ({holding:g}), got {shortage:g}",
            furthest=_FURTHEST,
            holding=holding,
            shortage=shortage,
        )
        raise OptionError(message, Phrase("leave out the cost that does not count"), "shortage")
    return ratio


def check_quantity(rate: float, setup: float, holding: float, shortage: float, most: float) -> None:
    """Refuse costs for which an order would be of more units than can be tried.

    The best order is about as large as that for an even demand, sqrt(2 K d (h + p) / (h p)).

    Raises:
        OptionError: it is larger than `most`.
    """
    quantity = math.sqrt(2.0 * setup * rate * (holding + shortage) / (holding * shortage))
    if quantity > most:
        raise OptionError(
            Phrase("setup: an order would be of some {quantity:,.0f} units", quantity=quantity),
            Phrase("count larger units"),
            "setup",
        )
