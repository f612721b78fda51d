"""Operators of a zone: a resource beside the zone asks for them, and its clock runs while they work.

The zone keeps by the clock of its line when the work ends, which is never while they are awaited; what is left of it
stands with the team then. Work goes on while the team is there, the line up and on shift. Whether operators have come
or gone is seen when the line is looked at, at the same instant.
"""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import (
    float_at,
    line_at,
    line_state,
    line_zone,
    line_zone_state,
    put_float,
    resource_state,
)
from taktwin.kernel.base.state import IN_WORK, INF, NO_WORK
from taktwin.kernel.common.machine import refresh, stop_clock
from taktwin.kernel.common.operators import muster


@kernel
def work_at_hand(s, z):
    """Time of the work on the job in zone ``z``, if it has begun, s; what else its team does is of jobs before."""
    zone = line_zone_state(s, z)
    return zone.work if zone.job >= 0 and zone.lacks == -1 else 0.0


# --- lines whose workers go on in the next zones: until when each zone is busy with the job in each


@kernel
def end_of(s, k, z, at):
    """By the clock, when zone ``z`` has done its work on the job in zone ``at``; while it waits, how much that is."""
    given = line_at(s, k)
    return float_at(s, given.ends0 + (z - given.zone0) * given.zones + at - given.zone0)


@kernel
def put_end(s, k, z, at, value):
    """Set that."""
    given = line_at(s, k)
    put_float(s, given.ends0 + (z - given.zone0) * given.zones + at - given.zone0, value)


@kernel
def tell_rest(s, k, at):
    """When all work on the job in zone ``at`` is done, and in which zone the last."""
    given = line_at(s, k)
    zone = line_zone_state(s, at)
    zone.rest = 0.0
    for z in range(given.zone0, at + 1):
        end = end_of(s, k, z, at)
        if end > 0.0 and line_zone_state(s, z).ends == INF:
            end = INF
        if end > zone.rest:
            zone.rest = end
            zone.holder = z


@kernel
def move_ends(s, k, z, clock, last):
    """What zone ``z`` has to do on each job: as time from now on where it stops, by the clock where it goes on.

    ``last`` is until when it was busy; 0 where it goes on.
    """
    given = line_at(s, k)
    if given.ends0 < 0:
        return
    left = resource_state(s, line_zone(s, z).team).left
    for at in range(z, given.zone0 + given.zones):
        end = end_of(s, k, z, at)
        if last > 0.0:
            put_end(s, k, z, at, left if end == last and end > clock else max(0.0, end - clock))
        elif end > 0.0:
            put_end(s, k, z, at, clock + end)
        tell_rest(s, k, at)


@kernel
def pitch_ends(s, k, passed):
    """Every job has come one zone further."""
    given = line_at(s, k)
    last = given.zone0 + given.zones - 1
    for z in range(given.zone0, last + 1):
        off = 0.0 if line_zone_state(s, z).ends == INF else passed
        for at in range(last, z, -1):
            put_end(s, k, z, at, max(0.0, end_of(s, k, z, at - 1) - off))
        put_end(s, k, z, z, 0.0)
    for at in range(given.zone0, last + 1):
        tell_rest(s, k, at)


# --- what the team of a zone does


@kernel
def dismiss_team(s, z):
    """The work of zone ``z`` is done: its operators are free."""
    t = line_zone(s, z).team
    stop_clock(s, t)
    r = resource_state(s, t)
    r.phase = NO_WORK
    r.left = 0.0
    muster(s, t)


@kernel
def give_work(s, k, z, clock):
    """Work on the job in zone ``z`` can begin: those who are at work there do it next, else the team is asked for."""
    zone = line_zone_state(s, z)
    t = line_zone(s, z).team
    r = resource_state(s, t)
    if r.phase == IN_WORK and r.running == 0:
        r.left += zone.work
    elif r.phase == IN_WORK:
        zone.ends = max(clock, zone.ends) + zone.work
        r.work_end += zone.work
        refresh(s, t)
    elif zone.work > 0.0:
        r.phase = IN_WORK
        r.left = zone.work
        last = zone.ends
        zone.ends = INF
        move_ends(s, k, z, clock, last)
        muster(s, t)
    else:  # nobody is needed for it
        zone.ends = max(clock, zone.ends)
    if line_at(s, k).ends0 >= 0:
        put_end(s, k, z, z, r.left if zone.ends == INF else zone.ends)
        tell_rest(s, k, z)


@kernel
def stop_team(s, k, z, clock):
    """The operators of zone ``z`` have left its work."""
    zone = line_zone_state(s, z)
    if zone.late > clock:
        zone.late = INF
    last = zone.ends
    zone.ends = INF
    move_ends(s, k, z, clock, last)


@kernel
def start_team(s, k, z, clock):
    """The operators of zone ``z`` have come, and its work goes on."""
    zone = line_zone_state(s, z)
    left = resource_state(s, line_zone(s, z).team).left
    if zone.late == INF:
        zone.late = clock + max(0.0, left - work_at_hand(s, z))
    zone.ends = clock + left
    move_ends(s, k, z, clock, 0.0)


@kernel
def settle_teams(s, k, clock):
    """See in which zones of line ``k`` operators have come or gone."""
    given = line_at(s, k)
    for z in range(given.zone0, given.zone0 + given.zones):
        t = line_zone(s, z).team
        if t < 0:
            continue
        r = resource_state(s, t)
        if r.running == 1 and line_zone_state(s, z).ends == INF:
            start_team(s, k, z, clock)
            line_state(s, k).teams_changed = 1
        elif r.phase == IN_WORK and r.running == 0 and line_zone_state(s, z).ends < INF:
            stop_team(s, k, z, clock)
            line_state(s, k).teams_changed = 1


@kernel
def pause_teams(s, i, k, clock):
    """Line ``k``, whose resource is ``i``, is down or off shift: the operators of its zones are free."""
    given = line_at(s, k)
    for z in range(given.zone0, given.zone0 + given.zones):
        t = line_zone(s, z).team
        if t < 0:
            continue
        r = resource_state(s, t)
        stop_clock(s, t)
        if r.phase == IN_WORK and r.left == 0.0:
            end_of_team(s, z, clock)  # at this very instant
        elif r.phase == IN_WORK and line_zone_state(s, z).ends < INF:
            stop_team(s, k, z, clock)
            line_state(s, k).teams_changed = 1
        r.phase = NO_WORK
        r.on = resource_state(s, i).on
        muster(s, t)


@kernel
def wake_teams(s, i, k):
    """Line ``k`` is up or on shift again: where there is work, operators are asked for."""
    given = line_at(s, k)
    able = resource_state(s, i).up == 1 and resource_state(s, i).on == 1
    for z in range(given.zone0, given.zone0 + given.zones):
        t = line_zone(s, z).team
        if t < 0:
            continue
        r = resource_state(s, t)
        r.on = resource_state(s, i).on
        if able and r.left > 0.0 and r.phase == NO_WORK:
            r.phase = IN_WORK
        muster(s, t)


@kernel
def help_team(s, z, clock):
    """A utility worker has taken over what is due in zone ``z``; its team turns to the job in it, if there is one."""
    zone = line_zone_state(s, z)
    t = line_zone(s, z).team
    r = resource_state(s, t)
    rest = work_at_hand(s, z) if line_zone(s, z).drift > 0.0 else 0.0
    zone.late = clock
    if rest == 0.0:
        zone.ends = clock
        dismiss_team(s, z)
        return
    r.left = rest
    if r.running == 1:
        r.work_end = s.now + rest
        zone.ends = clock + rest
        refresh(s, t)


@kernel
def owed_by(s, k, z, at):
    """How long zone ``z``, whose operators are awaited, has work that must have ended, on the job in zone ``at``, s."""
    left = resource_state(s, line_zone(s, z).team).left
    if line_at(s, k).ends0 >= 0:
        return end_of(s, k, z, at)
    return max(0.0, left - work_at_hand(s, z)) if line_zone(s, z).drift > 0.0 else left


@kernel
def left_in(s, z, clock):
    """Work that the worker of zone ``z``, or its operators, have still to do, s."""
    zone = line_zone_state(s, z)
    if zone.ends == INF:
        return resource_state(s, line_zone(s, z).team).left
    return max(0.0, zone.ends - clock)


@kernel
def end_of_team(s, z, clock):
    """The work of the team of zone ``z`` is done."""
    zone = line_zone_state(s, z)
    zone.ends = min(zone.ends, clock)
    zone.late = min(zone.late, clock)
    dismiss_team(s, z)
