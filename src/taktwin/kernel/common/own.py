"""Rules of one's own, where the kernel asks them."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import own_at
from taktwin.kernel.base.own import call_rule
from taktwin.kernel.base.state import NO_NUMBER


@kernel
def rated(s, row, n, j, x, u, below):
    """The number that rule ``row`` gives job ``j`` at place ``n`` for ``x`` (see `own.words`); none ends the run."""
    own = own_at(s, row)
    number = call_rule(own.code, s, n, j, x, own.base, u, below)
    if number != number:
        no_number(s, row)
    return number


@kernel
def before_lowest(s, row, n):
    """The job before the one that goes first by rule ``row``, of all in the queue of place ``n``; -1: there is none."""
    own = own_at(s, row)
    before = call_rule(own.whole, s, n, -1, -1, own.base, 0.0, 0.0)
    if before != before:
        no_number(s, row)
        return -1
    return int(before)


@kernel
def observe(s, row, n):
    """Have what is seen at place ``n`` written down for who decides; how many jobs he can choose among."""
    own = own_at(s, row)
    return int(call_rule(own.whole, s, n, -1, -1, own.base, 0.0, 0.0))


@kernel
def no_number(s, row):
    """Rule ``row`` has given no number: the run ends."""
    if s.error == 0:
        s.error = NO_NUMBER
        s.culprit = row
