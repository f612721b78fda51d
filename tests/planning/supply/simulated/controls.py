"""What was drawn in a batch against what is drawn on average: demand and times of work, whose laws are given.

A batch in which by chance more was demanded shows less in stock. How much more was demanded is seen, and how much is
demanded on average is known; so this chance can be taken off again (`interval.regressed`). Only laws of the draws are
used, nothing of the policy or of the formula that is tried.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from tests.planning.supply.simulated.replicated import Batch, Controls, works


def poisson(rate: float, sizes: Mapping[int, float]) -> list[float]:
    """First three cumulants of the units demanded in a second, where batches come at random: rate x E[size^n]."""
    return [rate * sum(share * size**n for size, share in sizes.items()) for n in (1, 2, 3)]


def each_period(units: Mapping[int, float]) -> list[float]:
    """The same where each second, a period, has a demand of its own: mean, variance, third central moment."""
    mean = sum(share * size for size, share in units.items())
    return [mean, *(sum(share * (size - mean) ** n for size, share in units.items()) for n in (2, 3))]


def demand(cumulants: Sequence[float], width_s: float, parts: int) -> Controls:
    """Units demanded, and second and third moment of those demanded within a lead time, all about their means.

    The windows slide along the batch by a part of their width; cumulants of independent demands add up.
    """
    mean, second, third = (width_s * one for one in cumulants)

    def seen(one: Batch) -> list[float]:
        bins = int(one.seconds * parts / width_s + 1e-6)
        at = (one.born * (parts / width_s)).astype(np.int64)
        until = np.concatenate([[0], np.cumsum(np.bincount(at, minlength=bins)[:bins])])
        off = until[parts:] - until[:-parts] - mean
        square = off * off
        return [
            one.born.size / one.seconds - cumulants[0],
            float(square.mean()) - second,
            float((square * off).mean()) - third,
        ]

    return seen


def demanded(rate: float) -> Controls:
    """Jobs that came, in a second, above the rate at which they come."""
    return lambda one: [one.born.size / one.seconds - rate]


def work_time(element: str, mean_s: float) -> Controls:
    """Share of the time that a server works, less its works at the mean time each: what works took too long."""
    busy, ended = works(element, "working"), works(element)
    return lambda one: [(busy(one) - mean_s * ended(one)) / one.seconds]
