"""Places that work by hand in part: phases of their work, failures and shifts, where these need operators."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import mode_at, place, resource, resource_state
from taktwin.kernel.base.state import INF, MANUAL, THERE
from taktwin.kernel.common.failureclock import plan_failure
from taktwin.kernel.common.machine import (
    MACHINE,
    begin,
    draw_open_failures,
    go_down,
    mark,
    note_failure,
    prime_given_machine,
    refresh,
    repair,
    rest_machine,
    runs_when_able,
    start_repair,
    stop_clock,
    update_state,
    wake_machine,
)
from taktwin.kernel.common.operators import muster
from taktwin.kernel.common.pausing import settle_pause


@kernel
def begin_at(s, i, phase, duration):
    """Begin a phase that takes ``duration`` seconds, once its operators are there where it needs any."""
    if place(s, resource(s, i).node).plain != MANUAL:
        begin(s, i, phase, duration)
        return
    r = resource_state(s, i)
    r.phase = phase
    r.left = duration
    if resource(s, i).spoils > 0:
        r.whole = duration
    muster(s, i)


@kernel
def let_hands_go(s, i):
    """The work of a server is over, and its operators are free where it needs any."""
    if place(s, resource(s, i).node).plain == MANUAL:
        muster(s, i)


@kernel
def wake_server(s, i):
    """A server is up and on shift again: it asks for its operators, and its place looks for more."""
    if place(s, resource(s, i).node).plain != MANUAL:
        wake_machine(s, i)
    else:
        muster(s, i)
        mark(s, resource(s, i).node)
    settle_pause(s, i)


@kernel
def rest_server(s, i):
    """The shift of a server ends: its operators are free, except those who repair it."""
    if place(s, resource(s, i).node).plain != MANUAL:
        rest_machine(s, i)
    else:
        stop_clock(s, i)
        muster(s, i)
    settle_pause(s, i)


@kernel
def failure_event_with_operators(s, i):
    """The end of a repair, or a failure, of a server that may need operators: they are free, or come to repair it."""
    r = resource_state(s, i)
    if r.up == 0:
        repair(s, i)
        wake_server(s, i)
        return
    note_failure(s, i)
    stop_clock(s, i)
    r.up = 0
    r.repair_end = INF
    muster(s, i)
    if r.wants == 0:
        go_down(s, i)  # only now: a server stands in one queue at a time, that of operators or that of the crew


@kernel
def prime_given_with_operators(s, i):
    """The same where a start state says what a server does that may need operators, and may have pauses."""
    prime_given_by_hand(s, i)
    settle_pause(s, i)


@kernel
def prime_given_by_hand(s, i):
    """``prime_given_machine`` of a server that may need operators: a start state says nothing of them, so they come."""
    if place(s, resource(s, i).node).plain != MANUAL:
        prime_given_machine(s, i)
        return
    draw_open_failures(s, i)
    plan_failure(s, i)
    r = resource_state(s, i)
    left = 0.0
    if r.up == 0 and mode_at(s, r.down_mode).crew < 0:
        left = r.repair_end - s.now
        r.repair_end = INF
    muster(s, i)
    if r.up == 1 or mode_at(s, r.down_mode).crew >= 0:
        return
    if r.wants != 0:
        r.repair_left = left if left < INF else 0.0
    elif left < INF:
        r.repair_end = s.now + left
        update_state(s, i)
        refresh(s, i)
    else:
        start_repair(s, i)


def runs_with_operators(resources, nodes):
    """The work of a server goes on while it is up, on shift, has some, and its operators are there."""
    return runs_when_able(resources, nodes) & (resources["hands"] == THERE)


#: What the resources do alike that may need operators.
WITH_OPERATORS = {
    **MACHINE,
    "wake": wake_server,
    "rest": rest_server,
    "prime_given": prime_given_with_operators,
    "runs": runs_with_operators,
    "finishes": True,
}
