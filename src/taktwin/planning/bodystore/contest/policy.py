"""Who decides what: simple rules, and decisions that are written down before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from taktwin.model.phrase import Phrase
from taktwin.planning.bodystore.contest.kernel import store as k
from taktwin.planning.bodystore.contest.kernel.through import let_through
from taktwin.planning.bodystore.contest.rules import Cars, Layout
from taktwin.planning.bodystore.contest.score import Points, points
from taktwin.planning.bodystore.retrieval import StoreError

Genes = npt.NDArray[np.int64]
POLICIES = ("first", "greedy", "kinds")
_CODE = {"first": 0, "greedy": 1, "kinds": 2}


@dataclass(frozen=True)
class Run:
    """A run of the store."""

    order: npt.NDArray[np.int64]
    """Cars in the order in which assembly gets them (numbers from 0 in the order of paint)."""
    seconds: int
    """When the last one was there."""
    operations: npt.NDArray[np.int64]
    """A row each: who (0 receiver, 1 sender), from where and to where (lane from 0, the return lane is the number of
    lanes, -1 paint or assembly), begin (s), car."""
    points: Points


def run(cars: Cars, policy: str = "greedy", layout: Layout | None = None) -> Run:
    """Let the cars through the store by a simple policy.

    `first`: every car into the nearest lane with room; who comes to an end first leaves first.
    `greedy`: every car into the lane with the fewest; of the cars at the ends the one leaves that costs the fewest
    points at once.
    `kinds`: as `greedy`, and on the way in lanes are kept for kinds (hybrid or not, four-wheel drive or not), in
    proportion to their cars.
    With `Layout.forced` only the first car of the ends may leave, and `greedy` and `kinds` differ on the way in alone.

    Raises:
        StoreError: an unknown policy.
    """
    if policy not in _CODE:
        raise StoreError(Phrase('there is no policy "{policy}"', policy=policy), f"use {', '.join(POLICIES)}")
    layout = layout or Layout()
    wanted = kind_lanes(cars, layout) if policy == "kinds" else np.full(cars.count, -1, np.int64)
    return decoded(cars, layout, wanted, np.zeros(2 * cars.count, np.int64), first=policy == "first")


def decoded(cars: Cars, layout: Layout, wanted: Genes, choice: Genes, first: bool = False) -> Run:
    """The run of written decisions.

    Args:
        cars: the cars.
        layout: the store.
        wanted: lane for each car from paint, taken if it has room within two steps; -1 for the one with the fewest.
        choice: at each decision of the sender: 0 the best car at the ends, 1 the second best, ...; -1 the best one, but
            into the return lane. With `Layout.forced` there is no choice of cars, and all but 0 say: into the return
            lane.
        first: the sender takes who came first, whatever `choice` says.
    """
    store = k.empty(cars.count, len(layout.lanes))
    let_through(store, compiled_layout(layout), kinds_of(cars), k.Genes(wanted, choice), first)
    seconds = int(store.now["last"])
    done = points(cars, store.out, int(store.now["returns"]), float(seconds), layout)
    operations = store.operations[: store.now["operations"]].view(np.int64).reshape(-1, 5).copy()
    return Run(store.out, seconds, operations, done)


def compiled_layout(layout: Layout) -> k.Lay:
    """The layout as the compiled store takes it."""
    back = k.NEVER if layout.back is None else layout.back
    where = np.array(layout.lanes, np.int64)
    return k.Lay(where, back, layout.length, layout.step, layout.paint, layout.forced)


def kinds_of(cars: Cars) -> k.Kinds:
    """The kinds of the cars as the compiled store takes them."""
    return k.Kinds(cars.hybrid, cars.four)


def kind_lanes(cars: Cars, layout: Layout) -> Genes:
    """A lane for each car by its kind: each kind has lanes in proportion to its cars, at least one where there is."""
    kinds = 2 * cars.hybrid + cars.four
    counts = np.bincount(kinds, minlength=4)
    lanes = len(layout.lanes)
    present = [kind for kind in range(4) if counts[kind]]
    if len(present) > lanes:
        return np.full(cars.count, -1, np.int64)
    share = dict.fromkeys(present, 1)
    for _ in range(lanes - len(present)):
        fullest = max(present, key=lambda kind: counts[kind] / share[kind])
        share[fullest] += 1
    near = sorted(range(lanes), key=lambda lane: (abs(layout.lanes[lane]), lane))
    own: dict[int, list[int]] = {}
    for kind in sorted(present, key=lambda kind: -counts[kind] / share[kind]):
        own[kind], near = near[: share[kind]], near[share[kind] :]
    turn = dict.fromkeys(present, 0)
    wanted = np.empty(cars.count, np.int64)
    for car, kind in enumerate(kinds.tolist()):
        wanted[car] = own[kind][turn[kind] % share[kind]]
        turn[kind] += 1
    return wanted
