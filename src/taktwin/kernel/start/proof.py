"""Whether each machine is in the state that its kind makes of what it does: asked of what comes from outside."""

from __future__ import annotations

import numba
import numpy as np

from taktwin.kernel.base.jit import entry_kernel
from taktwin.kernel.base.memory import place, place_state, resource, resource_state
from taktwin.kernel.base.state import TAKES
from taktwin.kernel.base.wholeprogram import one_program
from taktwin.kernel.common.entering import lacks_carriers
from taktwin.kernel.common.machine import state_of


@entry_kernel
def first_wrong_state(world):
    """The first machine whose state is another one than its kind makes of what it does; -1 if there is none.

    Or, behind the last machine, the first place of which it is not true whether its jobs wait for carriers alone.

    Every index in the arrays must be in range: they are followed.
    """
    s = world[0]
    for i in range(s.resources):
        if resource(s, i).machine == 1 and state_of(s, i) != resource_state(s, i).state:
            return i
    for n in range(s.nodes):
        if place(s, n).traits & TAKES and place_state(s, n).lacks != lacks_carriers(s, n):
            return s.resources + n
    return -1


def compile_proof(world: np.ndarray) -> None:
    """Compile the function that Python calls, or read it from the cache."""
    if not first_wrong_state.signatures:
        with one_program(first_wrong_state):
            first_wrong_state.compile((numba.typeof(world),))
