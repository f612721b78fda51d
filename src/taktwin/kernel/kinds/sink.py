"""Exits: jobs leave the plant."""

from __future__ import annotations

from taktwin.kernel.base.jit import small_kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.state import FINISHED
from taktwin.kernel.common.carriers import end_life
from taktwin.kernel.common.flow import pull
from taktwin.kernel.outlook.places import EXITS


@small_kernel
def look(s, n):
    """Whatever is ready leaves."""
    while True:
        j = pull(s, n)
        if j < 0:
            return
        end_life(s, j, FINISHED)


SINK = Kind(name="exit", look=look, exit=True, serial=True, outlook=EXITS)
