"""When the jobs of an order stream were released, worked out after the run: so the kernel need not keep it."""

from __future__ import annotations

import numba
import numpy as np

from taktwin.kernel.base.jit import entry_kernel
from taktwin.kernel.base.memory import dist_at, float_at, resource, resource_state
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import P_RELEASE
from taktwin.kernel.base.wholeprogram import one_program
from taktwin.kernel.common.jobs import batch_of
from taktwin.kernel.common.shifttime import shift_time_from


@entry_kernel
def tell_releases(world, i, first, due, times):
    """Write into ``times`` when stream ``i`` released its orders from number ``first`` on, whose release was ``due``.

    As `stream_event` plans them: at the times of a file, or after intervals that are drawn by the number of the order.
    """
    s = world[0]
    given = resource(s, i)
    key = resource_state(s, i).key
    now = due
    last = batch_of(s, i, first)  # the number of the first one that is not of this batch, from `first` on
    for k in range(times.size):
        if k > 0 and given.releases0 >= 0:
            now = max(now, float_at(s, given.releases0 + first + k))
        elif k > 0 and k == last:
            now = shift_time_from(s, i, now, sample(dist_at(s, given.dist), address(key, P_RELEASE, first + k)))
            last = k + batch_of(s, i, first + k)
        times[k] = now


def compile_releases(world: np.ndarray) -> None:
    """Compile the function that Python calls, or read it from the cache."""
    if not tell_releases.signatures:
        with one_program(tell_releases):
            tell_releases.compile((numba.typeof(world), numba.int64, numba.int64, numba.float64, numba.float64[::1]))
