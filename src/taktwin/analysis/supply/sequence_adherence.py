"""Do the cars come in the planned order? What suppliers that deliver just in sequence live on.

Position and displacement are the usual measures (Meissner, Controlling just-in-sequence flow-production, Logistics
Research 2, 2010, 45-53; Boysen, Scholl, Wopperer, Resequencing of mixed-model assembly lines, European Journal of
Operational Research 216, 2012, 594-604): the displacement of a car is its actual position minus its planned one, above
0 it comes late, below 0 early. One late car moves the positions of all that overtake it, so `overtaken` counts the late
ones themselves, `in_order` says how many cars would have to be taken out to put the rest in order, and `places` how
large a random-access store restores the order (the store of Inman, ASRS sizing for recreating automotive assembly
sequences, International Journal of Production Research 41(5), 2003, 847-863, where each car is asked for by its own
number). Everything here takes n log n steps for n cars.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from taktwin.analysis.supply.checks import amounts, numbers, whole

WITHIN = (1, 5, 10, 20)
"""Displacements k for which the share of cars within +-k positions is given."""


@dataclass(frozen=True)
class Adherence:
    """How well the cars that passed a point keep the planned order. Shares are 0 to 1, positions are counts of cars."""

    cars: int
    """Cars whose positions are compared."""
    missing: int
    """Cars planned between them that did not pass: scrapped, or still elsewhere."""
    in_position: float
    """Share of the cars that came at their planned position."""
    within: dict[int, float]
    """k -> share of the cars at most k positions from the planned one."""
    in_order: float
    """Share of the cars that are in order once the fewest possible are taken out (longest increasing subsequence)."""
    mean: float
    """Mean of |displacement|."""
    p50: float
    """Median of |displacement|."""
    p95: float
    """95th percentile of |displacement|."""
    late_most: int
    """Largest displacement: the car that came latest against its plan."""
    early_most: int
    """Largest displacement the other way: positions by which the earliest car came before its plan."""
    places: int
    """Places of a random-access store that would put these cars into the planned order: its buffer need."""
    overtaken: int
    """Late jobs: cars that one planned behind them overtook. A rack that was filled in the planned order fits the line
    no more where one of them was due."""
    inversions: int
    """Pairs of cars in the wrong order."""

    @property
    def errors_ppm(self) -> float:
        """Sequence errors: late jobs (`overtaken`) in a million cars."""
        return 1e6 * self.overtaken / self.cars

    def measures(self) -> dict[str, float]:
        """All measures by name; `within` becomes `within_1`, `within_5`, ..."""
        plain = {name: float(getattr(self, name)) for name in self.__dataclass_fields__ if name != "within"}
        return plain | {f"within_{k}": share for k, share in self.within.items()}


def displacements(planned: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Actual minus planned position of each car, in the order in which they came.

    Args:
        planned: the planned rank of each car, in the order in which the cars came. Any distinct numbers: only their
            order counts.

    Raises:
        ValueError: two cars have the same rank.
    """
    ranks = ranks_of(planned)
    return np.arange(ranks.size) - ranks


def places_to_restore(planned: npt.ArrayLike) -> int:
    """Places of a random-access store that puts the cars into the planned order; 0 if they come in it.

    A car that is the next one goes straight through; the others wait until all before them have gone. The number that
    waits is what has come, less what could go; the store needs the largest.

    Args:
        planned: as for `displacements`.
    """
    ranks = ranks_of(planned)
    if not ranks.size:
        return 0
    came = np.empty_like(ranks)
    came[ranks] = np.arange(ranks.size)
    goes = np.maximum.accumulate(came)  # the arrival after which car r of the plan, and so all before it, can go
    come = np.arange(1, ranks.size + 1)
    gone = np.searchsorted(goes, come, side="left")
    return int((come - gone).max())


def sequence_adherence(planned: npt.ArrayLike, missing: int = 0, edge: int = 0) -> Adherence:
    """The measures of one series of cars.

    Args:
        planned: as for `displacements`.
        missing: cars of the plan that did not come, for the record.
        edge: so many cars at each end count for the positions of the others, but are not measured themselves.

    Raises:
        ValueError: no cars are left to measure, two have the same rank, or a number is out of range.

    Example:
        >>> sequence_adherence([1, 3, 4, 2, 5, 6]).overtaken
        1
    """
    return pooled([Series(ranks_of(planned), whole("missing", missing), whole("edge", edge))])


@dataclass(frozen=True)
class Series:
    """Planned ranks 0 to n-1 of the cars of one stream, in the order in which they came."""

    ranks: npt.NDArray[np.int64]
    missing: int
    edge: int

    @property
    def moved(self) -> npt.NDArray[np.int64]:
        """Displacements of the cars that are measured."""
        return self._measured(np.arange(self.ranks.size) - self.ranks)

    @property
    def overtaken(self) -> npt.NDArray[np.bool_]:
        """Whether one that is planned behind it came before it, for each car that is measured."""
        return self._measured(self.ranks < np.maximum.accumulate(self.ranks))

    def _measured(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        return values[self.edge : values.size - self.edge]


def pooled(streams: Sequence[Series]) -> Adherence:
    """The measures of several streams: each compared for itself, their cars counted together.

    Raises:
        ValueError: no cars are left to measure.
    """
    moved = np.concatenate([one.moved for one in streams])
    if not moved.size:
        cars = sum(one.ranks.size for one in streams)
        raise ValueError(f"none of {cars} cars is left to measure within the edges; simulate longer, or lower `edge`")
    away = np.abs(moved)
    cars = sum(one.ranks.size for one in streams)
    return Adherence(
        cars=int(moved.size),
        missing=sum(one.missing for one in streams),
        in_position=float((away == 0).mean()),
        within={k: float((away <= k).mean()) for k in WITHIN},
        in_order=sum(_longest_increasing(one.ranks) for one in streams) / cars,
        mean=float(away.mean()),
        p50=float(np.percentile(away, 50)),
        p95=float(np.percentile(away, 95)),
        late_most=max(int(moved.max()), 0),
        early_most=max(int(-moved.min()), 0),
        places=max(places_to_restore(one.ranks) for one in streams),
        overtaken=sum(int(one.overtaken.sum()) for one in streams),
        inversions=sum(_inversions(one.ranks) for one in streams),
    )


def ranks_of(planned: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Numbers 0 to n-1 in the order of the given ones.

    Raises:
        ValueError: two are equal, or one is no finite number.
    """
    if not amounts("planned", planned).size:
        return np.empty(0, np.int64)
    numbers("planned", planned)
    values = np.asarray(planned)  # as they were given: a float would confuse numbers of 17 digits
    if values.dtype.kind not in "iuf":
        values = amounts("planned", planned)
    order = np.argsort(values, kind="stable")
    if (values[order][1:] == values[order][:-1]).any():
        raise ValueError("two cars have the same planned rank; give each car once")
    ranks = np.empty(values.size, np.int64)
    ranks[order] = np.arange(values.size)
    return ranks


def _longest_increasing(ranks: npt.NDArray[np.int64]) -> int:
    """Length of the longest increasing subsequence (Fredman 1975: patience sorting, n log n)."""
    ends: list[int] = []
    for rank in ranks.tolist():
        place = bisect_left(ends, rank)
        if place == len(ends):
            ends.append(rank)
        else:
            ends[place] = rank
    return len(ends)


def _inversions(ranks: npt.NDArray[np.int64]) -> int:
    """Pairs in the wrong order, counted while runs of twice the length are merged (merge sort, all runs at once)."""
    size = 1 << max(int(ranks.size) - 1, 0).bit_length()
    runs = np.append(ranks, np.arange(ranks.size, size)).reshape(-1, 1)  # filled up with ranks that are in order
    pairs = 0
    while runs.shape[0] > 1:
        left, right = runs[0::2], runs[1::2]
        apart = size * np.arange(left.shape[0])[:, None]  # so that one search serves all pairs of runs
        earlier = np.searchsorted((left + apart).ravel(), (right + apart).ravel()).reshape(right.shape)
        pairs += int((left.shape[1] * (1 + np.arange(left.shape[0])[:, None]) - earlier).sum())
        runs = np.sort(np.concatenate((left, right), axis=1), axis=1, kind="stable")
    return pairs
