"""What stands where in the compiled store.

A car that enters a lane reaches the other end after `length - 1` steps, or a step after the car before it was taken:
cars in a lane move together. A car can enter when the one before has cleared the first place: a step after that
entered, and a step after the car `length` before it was taken. So a lane is only the times in and out of its cars, and
the store moves from decision to decision.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

PAINT = -1
ASSEMBLY = -1
NEVER = 1 << 60
MOST_TURNS = 2  # through the return lane, of one car

#: How far a day is: when the machines are free (s), cars that came from paint, that left, that were put into the return
#: lane, when assembly had the last one (s), operations so far.
NOW = np.dtype(
    [(name, np.int64) for name in ("receiver_free", "sender_free", "coming", "left", "returns", "last", "operations")]
)
#: How many cars entered a lane and were taken from it.
LANE = np.dtype([("entered", np.int64), ("taken", np.int64)])
#: What a machine did: who (0 receiver, 1 sender), from where, to where, begin (s), car.
OPERATION = np.dtype([(name, np.int64) for name in ("who", "source", "target", "begin", "car")])
#: How long a search goes on, its first and last temperature (points), and the state of its random numbers.
SEARCH = np.dtype([("trials", np.int64), ("hot", np.float64), ("cold", np.float64), ("random", np.uint64)])


class Store(NamedTuple):
    """A day in the store."""

    now: Any
    """Record of `NOW`."""
    lanes: Any
    """Records of `LANE`; the last one is the return lane."""
    cars: Any
    """`cars[lane, i]`: the i-th car of a lane."""
    ins: Any
    """When it entered (s)."""
    outs: Any
    """When it was taken (s)."""
    out: Any
    """Cars in the order in which they left."""
    operations: Any
    """Records of `OPERATION`."""
    turned: Any
    """For each car, how often it was put into the return lane."""


class Lay(NamedTuple):
    """A store as it is built (`rules.Layout`): seconds from the middle, places, seconds."""

    where: Any
    back: int
    """`NEVER` without a return lane."""
    length: int
    step: int
    paint: int
    forced: bool


class Kinds(NamedTuple):
    """Flags of the cars."""

    hybrid: Any
    four: Any


class Genes(NamedTuple):
    """Decisions that are written down (`policy.decoded`)."""

    wanted: Any
    choice: Any


def empty(count: int, lanes: int) -> Store:
    """A store without cars."""
    most = (MOST_TURNS + 1) * count
    return Store(
        now=np.zeros(1, NOW)[0],
        lanes=np.zeros(lanes + 1, LANE),
        cars=np.zeros((lanes + 1, most), np.int64),
        ins=np.zeros((lanes + 1, most), np.int64),
        outs=np.zeros((lanes + 1, most), np.int64),
        out=np.zeros(count, np.int64),
        operations=np.zeros(2 * most, OPERATION),
        turned=np.zeros(count, np.int64),
    )
