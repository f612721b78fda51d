"""When the jobs of an order stream were released, worked out after the run: so the kernel need not keep it."""

from __future__ import annotations

from taktwin.kernel.base.jit import entry_kernel
from taktwin.kernel.base.memory import dist_at, float_at, resource, resource_state
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import P_RELEASE


@entry_kernel
def tell_releases(world, i, first, due, times):
    """Write into ``times`` when stream ``i`` released its orders from number ``first`` on, whose release was ``due``.

    As `stream_event` plans them: at the times of a file, or after intervals that are drawn by the number of the order.
    """
    s = world[0]
    given = resource(s, i)
    key = resource_state(s, i).key
    now = due
    for k in range(times.size):
        if k > 0 and given.releases0 >= 0:
            now = max(now, float_at(s, given.releases0 + first + k))
        elif k > 0:
            now += sample(dist_at(s, given.dist), address(key, P_RELEASE, first + k))
        times[k] = now
