"""A store with random access in time: what waiting for a missing car costs assembly.

Cars come when they came in a run, and assembly wants one whenever it took one in that run; if it had to wait, it
catches up at the pace of its first station. While the car whose turn it is is missing, assembly waits until it comes,
until the store holds `hold` cars, or for `patience` seconds; then the lowest number goes. With `ahead` the crane of the
store fetches the next car as soon as it has handed over the last one, as in a model; its own time is left out.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from taktwin.model.phrase import Phrase
from taktwin.planning.bodystore.retrieval import Ranks, StoreError, ranks_of

Times = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Replay:
    """What left the store, and when."""

    order: Ranks
    """Planned positions in the order in which the cars left."""
    times: Times
    """When they left (s)."""
    most: int
    """Most cars in the store."""
    mean: float
    """Mean number of cars in the store."""
    waits: int
    """Cars for which assembly waited although there were others."""
    waited: float
    """Seconds of that."""

    def late(self, wanted: Times) -> float:
        """Mean delay of assembly against the given times (s): what of the waiting it could not catch up."""
        return float(np.mean(self.times - np.asarray(wanted)[: self.times.size]))


def replay(
    numbers: npt.ArrayLike,
    came: npt.ArrayLike,
    wanted: npt.ArrayLike,
    pace: float,
    hold: float = 0,
    patience: float = math.inf,
    ahead: bool = False,
) -> Replay:
    """Let cars through a store in time.

    Args:
        numbers: order number of each car, in the order in which they come.
        came: when they come (s), rising.
        wanted: when assembly wants a car (s), rising; as many leave as both have.
        pace: least seconds between two cars that leave.
        hold: cars in the store from which on assembly no longer waits for a missing one; 0 never to wait.
        patience: seconds that it waits for a missing one at most.
        ahead: whether each car is chosen when the one before it leaves, not when it is wanted.

    Raises:
        StoreError: times that fall, or another number of them than of cars; a negative pace, hold or patience.
    """
    ranks = ranks_of(numbers)
    arrivals, demands = np.asarray(came, np.float64), np.asarray(wanted, np.float64)
    if arrivals.size != ranks.size:
        raise StoreError(Phrase("{size} cars need as many times, got {size2}", size=ranks.size, size2=arrivals.size))
    if (np.diff(arrivals) < 0).any() or (np.diff(demands) < 0).any():
        raise StoreError(Phrase("the times must rise"), Phrase("sort the cars by them"))
    if pace < 0 or hold < 0 or patience < 0:
        raise StoreError(
            Phrase(
                "pace, hold and patience must be 0 or more, got {pace:g}, {hold:g}, {patience:g}",
                pace=pace,
                hold=hold,
                patience=patience,
            )
        )
    inside: list[int] = []
    left: list[int] = []
    out: list[float] = []
    coming = 0
    turn = 0
    most, area, waits, waited = 0, 0.0, 0, 0.0
    now = 0.0

    def pass_time(until: float) -> None:
        """Everybody comes in who comes until then."""
        nonlocal coming, most, area, now
        while coming < ranks.size and arrivals[coming] <= until:
            area += len(inside) * (arrivals[coming] - now)
            now = float(arrivals[coming])
            heapq.heappush(inside, int(ranks[coming]))
            most = max(most, len(inside))
            coming += 1
        area += len(inside) * (until - now)
        now = until

    for want in demands[: ranks.size].tolist():
        due = max(want, out[-1] + pace if out else want)
        begin = due if not ahead else out[-1] if out else 0.0
        pass_time(max(begin, now))
        while not inside:  # as many come as are wanted
            pass_time(float(arrivals[coming]))
        begin = now
        while inside[0] > turn and len(inside) < hold and coming < ranks.size:
            if arrivals[coming] > begin + patience:
                pass_time(begin + patience)
                break
            pass_time(float(arrivals[coming]))
        if now > max(due, begin):
            waits += 1
            waited += now - max(due, begin)
        turn = max(turn, inside[0] + 1)
        left.append(heapq.heappop(inside))
        out.append(max(due, now))
    span = out[-1] - float(arrivals[0]) if out else 0.0
    return Replay(np.array(left, np.int64), np.array(out), most, area / span if span else 0.0, waits, waited)
