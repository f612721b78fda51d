"""Whether each machine is in the state that its kind makes of what it does: asked of what comes from outside."""

from __future__ import annotations

import numba
import numpy as np

from taktwin.kernel.base.jit import entry_kernel
from taktwin.kernel.base.memory import resource, resource_state
from taktwin.kernel.base.wholeprogram import one_program
from taktwin.kernel.common.machine import state_of


@entry_kernel
def first_wrong_state(world):
    """The first machine whose state is another one than its kind makes of what it does; -1 if there is none.

    Every index in the arrays must be in range: they are followed.
    """
    s = world[0]
    for i in range(s.resources):
        if resource(s, i).machine == 1 and state_of(s, i) != resource_state(s, i).state:
            return i
    return -1


def compile_proof(world: np.ndarray) -> None:
    """Compile the function that Python calls, or read it from the cache."""
    if not first_wrong_state.signatures:
        with one_program(first_wrong_state):
            first_wrong_state.compile((numba.typeof(world),))
