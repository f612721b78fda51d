"""A run that stops where a decision is due, and goes on with the answer."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.base.record import offset_of
from taktwin.kernel.lowering.own.asked import AskedFor
from taktwin.kernel.lowering.program import Program
from taktwin.runs.start.begin import begin_anew


class Stepper:
    """One run, from question to question. ``seen`` is what is seen at the present one (see `AskedFor`)."""

    def __init__(self, program: Program, asked: AskedFor, seed: int, until: float, trace: bool = False) -> None:
        self.simulation = begin_anew(program, seed, 0, trace)
        self.until = float(until)
        world = self.simulation.world
        entries = self.simulation.entries
        entries.compile(world)
        #: calls the compiled kernel without finding out the types of its arguments anew, which takes longer than a step
        self._advance: Any = entries.advance.overloads[numba.typeof(world), numba.float64].entry_point
        self._world = world
        self._whole = world.view(np.int64)
        self._real = world.view(np.float64)
        offset = program.owned[-1].floats if program.owned else 0
        self.seen = self.simulation.arrays["floats"][offset : offset + asked.size]
        self.simulation.advance_to(0.0)
        self.waits = self._whole.item(_ASKED) >= 0

    def begin(self) -> None:
        """Run to the first question."""
        if not self.waits:
            self._go()

    def answer(self, choice: int) -> None:
        """Take the job in place ``choice`` of the queue that asks (from 0; of those that are seen), and run on."""
        whole = self._whole
        most = whole.item(_CANDIDATES) - 1
        whole[_ANSWER] = choice if choice < most else most
        whole[_ANSWERED_AT] = whole[_ASKED]
        self._real[_ANSWERED] = self._real[_NOW]
        whole[_ASKED] = -1
        self._go()

    @property
    def candidates(self) -> int:
        """How many jobs can be chosen among."""
        return int(self._whole.item(_CANDIDATES))

    @property
    def now(self) -> float:
        """Time, s."""
        return float(self._real.item(_NOW))

    @property
    def finished(self) -> int:
        """Jobs finished so far."""
        return int(self._whole.item(_FINISHED))

    @property
    def wip(self) -> int:
        """Jobs of orders in the plant."""
        return int(self._whole.item(_WIP))

    def _go(self) -> None:
        """Run to the next question, or to the end."""
        why = self._advance(self._world, self.until)
        if why == k.ASKS:
            self.waits = True
        elif why == k.REACHED:
            self.waits = False
        else:  # there is no room, or something broke: the long way
            self.simulation.advance_to(self.until)
            self.waits = self._whole.item(_ASKED) >= 0


def _at(name: str) -> int:
    return offset_of(k.WORLD, name) // 8


_NOW, _ASKED, _ANSWER, _ANSWERED_AT, _ANSWERED, _CANDIDATES, _FINISHED, _WIP = map(
    _at, ("now", "asked", "answer", "answered_at", "answered", "candidates", "finished", "wip")
)
