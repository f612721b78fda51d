"""The points of the contest: 0.4 (100 - P1) + 0.3 (100 - P2) + 0.2 (100 - P3) + 0.1 (100 - P4).

P1: pairs of hybrids, one after the other, that do not have exactly two other cars between them. P2: blocks with unequal
numbers of four- and two-wheel drives; a block is a run of the drive of the first car with the run of the other drive
behind it. P3: cars put into the return lane. P4: a hundredth of the seconds beyond 9 x cars + 72, the time that all
cars need through the nearest lane. (Weights, P1, P3 and P4 from public solutions of the contest; how blocks are cut is
our reading of it.)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from taktwin.planning.bodystore.contest.rules import Cars, Layout

WEIGHTS = (0.4, 0.3, 0.2, 0.1)


@dataclass(frozen=True)
class Points:
    """What a run of the store is worth."""

    spacing: int
    """P1."""
    blocks: int
    """P2."""
    returns: int
    """P3."""
    time: float
    """P4."""

    @property
    def total(self) -> float:
        """Points, 100 at most."""
        penalties = (self.spacing, self.blocks, self.returns, self.time)
        return sum(weight * (100.0 - penalty) for weight, penalty in zip(WEIGHTS, penalties, strict=True))


def points(cars: Cars, order: npt.ArrayLike, returns: int, seconds: float, layout: Layout | None = None) -> Points:
    """The points of an order of cars (numbers from 0 in the order of paint) that was ready after some seconds."""
    layout = layout or Layout()
    out = np.asarray(order)
    least = layout.step * cars.count + layout.step * (layout.length - 2)
    return Points(spacing(cars.hybrid[out]), blocks(cars.four[out]), returns, 0.01 * (seconds - least))


def spacing(hybrid: npt.ArrayLike) -> int:
    """P1 of a row of flags."""
    places = np.flatnonzero(np.asarray(hybrid))
    return int((np.diff(places) != 3).sum())


def blocks(four: npt.ArrayLike) -> int:
    """P2 of a row of flags."""
    flags = np.asarray(four)
    if not flags.size:
        return 0
    edges = np.flatnonzero(np.diff(flags)) + 1
    runs = np.diff(np.concatenate([[0], edges, [flags.size]]))
    if runs.size % 2:
        runs = np.append(runs, 0)
    return int((runs[0::2] != runs[1::2]).sum())
