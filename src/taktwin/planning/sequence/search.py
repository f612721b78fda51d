"""One search: the kernel's arrays, loaded with a sequence and annealed in rounds."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase
from taktwin.planning.sequence.bound import Bound
from taktwin.planning.sequence.kernel import choose, layout
from taktwin.planning.sequence.kernel.anneal import BLOCK, anneal, load
from taktwin.planning.sequence.kernel.layout import UNIT
from taktwin.planning.sequence.problem import OBJECTIVES, SequenceProblem
from taktwin.planning.sequence.score import SMOOTH_PARTS, ideal_use

#: A round's moves come in whole chunks, with a look at the clock between them; sooner where one takes longer than
#: ``LOOK`` seconds (the sequence that is found does not depend on it).
CHUNK, LOOK = 32 * BLOCK, 0.1
#: The most that a sequence to start from may be worth, in the kernel's units; what moves add to it fits in 64 bits too.
MOST = 2**61
#: How a round treats the weights: `steep` as they are, and hot enough to disturb the heaviest objective; `wide`, `firm`
#: and `soft` nearer to each other, so that a step of an important objective can be lent for many of the next one
#: (`wide` as hot as `steep`); `polish` as they are and so cold that only the lightest is disturbed. Where one objective
#: counts alone, `steady` stays at a temperature at which the search still wanders from one good sequence to the next,
#: and `ebb` falls through such temperatures; both go on with the sequence at hand instead of the best one.
Kind = Literal["steep", "wide", "firm", "soft", "polish", "steady", "ebb"]
#: In such a round an objective counts this many times the next one.
STEPS = {"wide": 30, "firm": 100, "soft": 30}
#: First temperature of a round, in units of its heaviest weight, and last one, in units of its lightest weight. A move
#: that costs one unit is taken with a probability of 4 % at 0.3, and practically never at 0.09.
HOT = {"steep": 0.3, "wide": 0.2, "firm": 0.01, "soft": 0.03, "polish": 0.0}
WARM, COLD = 0.25, 0.09
#: First and last temperature of the kinds that go on, in units of the only weight: a move that costs one unit is taken
#: with a probability of 5 in 100,000 at 0.1. Hotter, a search lies too far above the best; at 0.05 it stands still.
GOING_ON: dict[Kind, tuple[float, float]] = {"steady": (0.1, 0.1), "ebb": (0.12, 0.06)}

_ANYWHERE = {
    choose.SWAP_ANY: 10.0,
    choose.SWAP_IMPORTANT: 10.0,
    choose.SWAP_NEAR: 15.0,
    choose.SWAP_BROKEN: 10.0,
    choose.INSERT_NEAR: 6.0,
    choose.REFLECT_NEAR: 4.0,
}
_WITH_COLOURS = {
    choose.SWAP_COLOUR: 26.0,
    choose.SWAP_TWIN: 15.0,
    choose.INSERT_COLOUR: 5.0,
    choose.REFLECT_RUNS: 4.0,
    choose.REFLECT_MERGE: 5.0,
}


_ALONE = {
    choose.SWAP_ANY: 10.0,
    choose.SWAP_NEAR: 10.0,
    choose.SWAP_BROKEN: 30.0,
    choose.INSERT_NEAR: 10.0,
    choose.REFLECT_NEAR: 10.0,
}


def move_shares(problem: SequenceProblem) -> dict[int, float]:
    """How often each kind of move (of ``kernel.choose``) is tried."""
    shares = dict(_ANYWHERE)
    if len(np.unique(problem.colours)) > 1:
        shares |= _WITH_COLOURS
    elif len(problem.objectives) == 1:
        shares = dict(_ALONE)
    if "changes" in problem.objectives:
        shares[choose.SWAP_HOME] = 10.0
    return shares


class Search:
    """A search of its own random numbers; its state is in the arrays of ``kernel.layout``."""

    def __init__(self, problem: SequenceProblem, seed: int, bound: Bound) -> None:
        self.problem = problem
        self.weights = layout.kernel_weights(dict(problem.weight_of))
        self.arrays = layout.lay_out(problem, self.weights, seed)
        self.shares(move_shares(problem))
        self.set_bound(bound)
        self.scale = int(UNIT[layout.SMOOTH]) if self.weights[layout.SMOOTH] else 1
        self._portion = CHUNK

    def set_bound(self, bound: Bound) -> None:
        """Take over how small the objectives can be at best; may be called while the search runs."""
        self.bound = np.array([math.ceil(bound.values.get(name, 0) * UNIT[k]) for k, name in enumerate(OBJECTIVES)])
        self.goal = int((self.weights * self.bound).sum())

    @property
    def mix(self) -> NDArray[np.int64]:
        """Cumulative shares of the kinds of moves, out of ``layout.SHARES``; may be changed."""
        return self.arrays.s.mix

    @property
    def best(self) -> NDArray[np.int32]:
        """The best sequence so far."""
        return self.arrays.day.best.copy()

    @property
    def worth(self) -> int:
        """The weighted sum of the best sequence, in the kernel's units."""
        return int(self.arrays.s.best)

    @property
    def moves(self) -> int:
        """Moves tried so far."""
        return int(self.arrays.s.moves)

    @property
    def values(self) -> NDArray[np.int64]:
        """The objectives of the sequence at hand, in the kernel's units."""
        return self.arrays.s.values.copy()

    @property
    def sequence(self) -> NDArray[np.int32]:
        """The sequence at hand."""
        s, day, _ = self.arrays
        return day.place[layout.SEQ, s.first : s.end].copy()

    @property
    def first_at_bound(self) -> bool:
        """Whether the heaviest objective of the sequence at hand is at its bound."""
        first = int(np.argmax(self.weights * UNIT))
        return bool(self.values[first] <= self.bound[first])

    def start(self, order: NDArray[np.integer]) -> None:
        """Go on from a sequence that keeps the batch limit and the pinned positions.

        Raises:
            ModelError: It is worth so much that moves from it could leave 64 bits.
        """
        s, day, windows = self.arrays
        order = np.ascontiguousarray(order, np.int32)
        if self.weights[layout.SMOOTH]:
            used = SMOOTH_PARTS * np.cumsum(self.problem.has[order], axis=0, dtype=np.int64)
            windows.deviation[:] = (used - ideal_use(self.problem)).T[layout.chosen_ratios(self.problem, self.weights)]
        load(s, day, windows, order)
        values = np.maximum(s.values, s.enough)
        worth = sum(int(weight) * int(value) for weight, value in zip(self.weights, values, strict=True))
        if worth > MOST:
            message = Phrase(
                "the weighted sum of the objectives is {worth:.2g}, more than the search can count",
                worth=worth / self.scale,
            )
            raise ModelError(
                [Problem("", None, "weights", message, Phrase("give smaller weights, or fewer objectives"))]
            )
        if worth < s.best:
            day.best[:] = order
            s.best = worth

    def shares(self, shares: Mapping[int, float]) -> None:
        """Set how often each kind of move is tried."""
        parts = np.array([shares.get(kind, 0.0) for kind in range(layout.KINDS)])
        self.mix[:] = np.rint(np.cumsum(parts) / parts.sum() * layout.SHARES).astype(np.int64)
        self.mix[np.flatnonzero(parts)[-1] :] = layout.SHARES

    def run(self, kind: Kind, moves: int, go_on: Callable[[], bool]) -> None:
        """Anneal from the best sequence so far, or from the one at hand (see `GOING_ON`).

        Args:
            kind: How the weights are treated.
            moves: How many to try; rounded up to whole chunks.
            go_on: Asked after each chunk, or sooner; false ends the round.
        """
        if kind in GOING_ON:
            unit = float((self.weights * UNIT).max())
            hot, cold = GOING_ON[kind]
            self.anneal(self.weights.copy(), hot * unit, cold * unit, moves, go_on)
            return
        self.start(self.best)
        self.anneal(*self._temper(kind), moves, go_on)

    def anneal(
        self, weights: NDArray[np.int64], hot: float, cold: float, moves: int, go_on: Callable[[], bool]
    ) -> None:
        """Anneal the sequence at hand with given weights, from the temperature ``hot`` to ``cold``."""
        if self.arrays.s.free < 2:
            return  # there is nothing to move
        layout.set_weights(self.arrays, weights, self.weights)
        left = CHUNK * max(1, -(-moves // CHUNK))
        self.arrays.s.heat, self.arrays.s.cooling = hot, (cold / hot) ** (BLOCK / left)
        while left:
            began, portion = time.perf_counter(), min(self._portion, left)
            self.arrays.s.goal = self.goal  # a better bound may have come meanwhile
            anneal(*self.arrays, portion)
            left -= portion
            if time.perf_counter() - began > LOOK:
                self._portion = max(BLOCK, portion // 2)
            if self.worth <= self.goal or not go_on():
                break
        layout.set_weights(self.arrays, self.weights, self.weights)

    def _temper(self, kind: Kind) -> tuple[NDArray[np.int64], float, float]:
        """Weights to search with, first and last temperature."""
        order = sorted(np.flatnonzero(self.weights), key=lambda k: -self.weights[k] * UNIT[k])
        loose = list(order)
        # where the fewest colour changes come first and are reached, they are not given up any more
        while len(loose) > 1 and self.values[loose[0]] <= self.bound[loose[0]] and loose[0] == layout.PAINT:
            loose.pop(0)
        search = self.weights.copy()
        if kind in STEPS:
            step = 1
            for k in reversed(loose):
                search[k] = step * (UNIT[layout.SMOOTH] // UNIT[k] if self.weights[layout.SMOOTH] else 1)
                step *= STEPS[kind]
            search[[k for k in order if k not in loose]] = min(10 * step, 10**6) * search[loose].max()
        light = float(min(search[k] * UNIT[k] for k in loose))
        heavy = float(max(search[k] * UNIT[k] for k in loose))
        return search, max(HOT[kind] * heavy, WARM * light), COLD * light
