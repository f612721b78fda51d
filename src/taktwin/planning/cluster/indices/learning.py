"""Cost that falls with experience: cost(n) = first x n^b, b = log2 of what a doubling leaves (Wright 1936)."""

from __future__ import annotations

import math

from taktwin.model.phrase import Phrase
from taktwin.planning.cluster.check import number
from taktwin.planning.cluster.errors import ClusterError


def unit_cost(first: float, retained: float, unit: float) -> float:
    """Cost of the unit of a number.

    Args:
        first: cost of the first unit.
        retained: what a doubling of the number leaves of the cost, above 0 up to 1: 0.8 for "80 %".
        unit: its number, 1 or more.

    >>> unit_cost(1000, 0.8, 2)
    800.0
    """
    return number("first", first) * number("unit", unit, 1.0) ** _exponent(retained)


def mean_cost(first: float, retained: float, begin: float, end: float) -> float:
    """Mean cost of the units from ``begin`` to ``end``, both with them.

    By the integral of the curve from begin - 1/2 to end + 1/2, the mid-point rule backwards.

    >>> round(mean_cost(1000, 0.8, 1, 1000), 4)
    158.6982
    """
    begin, end = number("begin", begin, 1.0), number("end", end, 1.0)
    if end < begin:
        raise ClusterError(
            Phrase("end: {end:g} is before begin, {begin:g}", end=end, begin=begin), Phrase("exchange the two")
        )
    power = _exponent(retained) + 1.0
    low, high = begin - 0.5, end + 0.5
    area = math.log(high / low) if abs(power) < 1e-12 else (high**power - low**power) / power
    return number("first", first) * area / (end - begin + 1.0)


def _exponent(retained: float) -> float:
    if not 0.0 < number("retained", retained) <= 1.0:
        raise ClusterError(
            Phrase("retained: expected above 0 up to 1, got {retained:g}", retained=retained),
            Phrase("give a share such as 0.8"),
        )
    return math.log2(retained)
