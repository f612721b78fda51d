"""Machines with pauses: one that has been idle for some time sleeps, and must wake before it works again.

In `floats` stand from ``pause0`` on: after how long it falls into the brief pause and how long it wakes from it, then
the same of the long one (s; INF: never), then the number of the hours of a week in which it is awake, with their begins
and ends (see `next_hours`). Its next change is planned in ``entry_at``, beside what its kind plans there.
"""

from __future__ import annotations

from taktwin.kernel.base import chain
from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.memory import float_at, resource, resource_state
from taktwin.kernel.base.state import (
    AWAKE,
    BRIEF_PAUSE,
    IN_BRIEF,
    IN_LONG,
    INF,
    NO_WORK,
    WAKES,
    WITHOUT_JOB,
    WITHOUT_WORK,
)
from taktwin.kernel.common.machine import refresh, update_state
from taktwin.kernel.common.shifttime import next_hours


@small_kernel
def paused(r):
    """The state of a machine that is not awake: asleep in one of its pauses, or waking."""
    return BRIEF_PAUSE + r.pause - 1


@kernel
def is_idle(s, i):
    """Nothing is to be done: there is no job, or (not of a belt) a finished one waits to go on."""
    r = resource_state(s, i)
    if resource(s, i).pauses == WITHOUT_JOB:
        return r.job < 0
    return r.phase == NO_WORK and (r.job < 0 or r.done == 1)


@kernel
def falls_asleep(s, i, idle):
    """When a machine that is idle from a time on falls asleep; INF: never.

    Not in the hours in which it is awake, nor so shortly before them that it would have to wake at once. Idle in such
    hours, its time counts from their end.
    """
    first = resource(s, i).pause0
    depth = first if float_at(s, first) < INF else first + 2
    after, wake = float_at(s, depth), float_at(s, depth + 1)
    if float_at(s, first + 4) == 0.0:
        return idle + after
    for _ in range(float_at(s, first + 4) + 2):  # each gap between the hours of a week, the first one a second time
        begin, end = next_hours(s, first + 4, idle)
        if idle < begin and idle + after + wake < begin:
            return idle + after
        idle = end
    return INF


@kernel
def sleeps_until(s, i):
    """When one who sleeps sleeps deeper, or wakes ahead of the hours in which it is awake; INF: never."""
    r = resource_state(s, i)
    first = resource(s, i).pause0
    begin, _ = next_hours(s, first + 4, s.now)
    if r.pause == IN_LONG:
        return begin - float_at(s, first + 3)
    deeper = s.now + (float_at(s, first + 2) - float_at(s, first))
    if deeper + float_at(s, first + 3) >= begin:
        deeper = INF
    return min(deeper, begin - float_at(s, first + 1))


@kernel
def arm_pause(s, i):
    """Have the machine looked after when its pause changes next."""
    r = resource_state(s, i)
    if r.pause_at < r.entry_at:
        r.entry_at = r.pause_at
        refresh(s, i)


@kernel
def stay_awake(s, i):
    """It is awake, and no pause is planned."""
    r = resource_state(s, i)
    if r.pause == AWAKE and r.pause_at == INF:
        return
    slept = r.pause != AWAKE
    r.pause = AWAKE
    r.pause_at = INF
    if resource(s, i).pauses == WITHOUT_WORK:
        r.entry_at = INF
    if slept:
        update_state(s, i)
    refresh(s, i)


@kernel
def settle_pause(s, i):
    """After anything that a machine has done: plan a pause where it has become idle, end all where it cannot be in one.

    A failure or the end of a shift ends pauses and waking: afterwards the machine is awake.
    """
    given = resource(s, i)
    if given.pauses == 0:
        return
    r = resource_state(s, i)
    able = r.up == 1 and r.on == 1
    if not able or (r.pause != WAKES and not is_idle(s, i)):
        stay_awake(s, i)
    elif r.pause_at == INF:
        r.pause_at = falls_asleep(s, i, s.now) if r.pause == AWAKE else sleeps_until(s, i)
    arm_pause(s, i)


@kernel
def change_pause(s, i):
    """It falls asleep, sleeps deeper, wakes ahead of its hours, or has woken, if that is due."""
    r = resource_state(s, i)
    if r.pause_at > s.now:
        return
    first = resource(s, i).pause0
    if resource(s, i).pauses == WITHOUT_WORK:
        r.entry_at = INF
    if r.pause == WAKES:
        r.pause = AWAKE
        r.pause_at = INF
        chain.wake(s, i)
    elif r.pause == AWAKE:
        r.pause = IN_BRIEF if float_at(s, first) < INF else IN_LONG
        r.pause_at = sleeps_until(s, i)
    else:
        begin, _ = next_hours(s, first + 4, s.now)
        if s.now >= begin - float_at(s, first + 2 * r.pause - 1):
            begin_to_wake(s, i)
            if resource(s, i).pauses == WITHOUT_JOB:
                chain.wake(s, i)  # its belt stands
        else:
            r.pause = IN_LONG
            r.pause_at = sleeps_until(s, i)
    update_state(s, i)
    refresh(s, i)


@kernel
def begin_to_wake(s, i):
    """One who sleeps begins to wake, or is awake where that takes no time; whether it takes some."""
    r = resource_state(s, i)
    wake = 0.0
    if r.pause != AWAKE:
        wake = float_at(s, resource(s, i).pause0 + 2 * r.pause - 1)
        r.cause = -1  # what it may lack is not known before it is awake
    stay_awake(s, i)
    if wake <= 0.0:
        return False
    r.pause = WAKES
    r.pause_at = s.now + wake
    update_state(s, i)
    arm_pause(s, i)
    return True


@kernel
def wakes_first(s, i):
    """Whether a machine that has something to do now has to wake before: it begins to, where it sleeps."""
    return resource_state(s, i).pause == WAKES or begin_to_wake(s, i)
