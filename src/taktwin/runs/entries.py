"""The functions of the kernel that Python calls in a run: those of the tier that its program asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numba
import numpy as np

from taktwin.kernel.base.cache import announce
from taktwin.kernel.base.wholeprogram import one_program
from taktwin.kernel.loop import advance, advance_plain
from taktwin.kernel.serial import advance_serial
from taktwin.kernel.start.given import prime_from_state, prime_from_state_plain, redraw, redraw_plain
from taktwin.kernel.start.zero import (
    prime,
    prime_plain,
    reset_statistics,
    reset_statistics_plain,
    settle,
    settle_plain,
)


@dataclass(frozen=True, kw_only=True)
class Entries:
    """What moves a run, begins it at time zero or from a state, and keeps its accounts (see where each is written)."""

    advance: Any
    prime: Any
    reset_statistics: Any
    settle: Any
    prime_from_state: Any
    redraw: Any

    def compile(self, world: np.ndarray) -> None:
        """Compile what every run needs, or read it from the cache (so that no run's time includes it)."""
        if not self.advance.signatures:
            announce(self.advance.py_func.__name__)
            record = numba.typeof(world)
            with one_program(self.advance, self.prime, self.settle, self.reset_statistics):
                self.advance.compile((record, numba.float64))
                for function in (self.prime, self.settle, self.reset_statistics):
                    function.compile((record,))

    def compile_start(self, world: np.ndarray) -> None:
        """The same of what a run needs that begins from a state."""
        if not self.redraw.signatures:
            record = numba.typeof(world)
            with one_program(self.prime_from_state, self.redraw):
                self.prime_from_state.compile((record, numba.int64, numba.boolean))
                self.redraw.compile((record,))


WHOLE = Entries(
    advance=advance,
    prime=prime,
    reset_statistics=reset_statistics,
    settle=settle,
    prime_from_state=prime_from_state,
    redraw=redraw,
)
PLAIN = Entries(
    advance=advance_plain,
    prime=prime_plain,
    reset_statistics=reset_statistics_plain,
    settle=settle_plain,
    prime_from_state=prime_from_state_plain,
    redraw=redraw_plain,
)
#: Plain serial lines, without events: all else is that of the plain tier, which knows all kinds of a serial line.
SERIAL = replace(PLAIN, advance=advance_serial)
