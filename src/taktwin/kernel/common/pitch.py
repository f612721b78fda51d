"""How a line moves whose jobs all move together: from pitch to pitch, and when it stands.

A moving line moves all the time, ``takt`` seconds from one pitch to the next; work goes on meanwhile. It stops where
work must have ended that has not: at the end of a zone, or so far behind it as the worker may drift. An indexed line
stands until all work is done and then moves on at once. What is planned next is the ``stage`` of the line.
"""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import (
    job_at,
    line_at,
    line_state,
    line_zone,
    line_zone_state,
    mode_at,
    place,
    resource,
    resource_state,
)
from taktwin.kernel.base.state import DOWN, FINISH, HELD, IN_WORK, INF, MOVES, NO_WORK, OPEN, PASSED, STANDS, UTILITY
from taktwin.kernel.common.machine import begin, mark, refresh, stop_clock, update_state, wait_for
from taktwin.kernel.common.zones.zoneteam import dismiss_team, owed_by, pitch_ends
from taktwin.kernel.common.zones.zonework import enter_zone, first_free_utility, must_end, take_over


@kernel
def book_clock(s, k):
    """The clock of a line that has nothing planned, up to now."""
    line = line_state(s, k)
    if line.since < INF:
        if line.stage == HELD and line.goal == INF:
            line_zone_state(s, line.holder).stopped += s.now - line.since
        line.clock += s.now - line.since
        line.since = s.now


@kernel
def goal_at(s, k, at):
    """What the clock will be ``at`` so many seconds of movement after the pitch, if the line does not stop before."""
    line = line_state(s, k)
    return at if line.clock == line.at else line.clock + (at - line.at)


@kernel
def plan_movement(s, k):
    """Plan to move to the next pitch, or to where a worker stops the line who has drifted as far as he may.

    Returns how long that takes, s.
    """
    given = line_at(s, k)
    line = line_state(s, k)
    to = given.takt
    if given.rule != FINISH:
        for z in range(given.zone0, given.zone0 + given.zones):
            drift = line_zone(s, z).drift
            if line.at < drift and drift < to:
                late = line_zone_state(s, z).late
                # operators who are at work may leave before
                if late > goal_at(s, k, drift) or (line_zone(s, z).team >= 0 and late > line.clock):
                    to = drift
    line.stage = MOVES
    line.goal = goal_at(s, k, to)
    line.to = to
    return to - line.at


@kernel
def move_on(s, i, k):
    """Begin to move."""
    begin(s, i, IN_WORK, plan_movement(s, k))


@kernel
def is_under_way(s, k):
    """Whether line ``k`` has to be moving where it is: nobody can have it stand there."""
    given = line_at(s, k)
    line = line_state(s, k)
    under_way = given.indexed == 0 and line.at != 0.0 and line.at != given.takt
    for z in range(given.zone0, given.zone0 + given.zones):
        under_way = under_way and line_zone(s, z).drift != line.at
    return under_way


@kernel
def stand_for_work(s, i, k, arrived):
    """Stand, if work must have ended here that has not; whether it does. ``arrived``: it has just come here."""
    given = line_at(s, k)
    line = line_state(s, k)
    last = line.clock
    holder = -1
    for z in range(given.zone0, given.zone0 + given.zones):
        end = must_end(s, k, z)
        if end <= line.clock:
            continue
        at = line_zone_state(s, z).holder if given.rule == FINISH and given.indexed == 0 else z
        if arrived and given.indexed == 0:
            line_zone_state(s, at).overloads += 1
            line_zone_state(s, at).overload += end - line.clock if end < INF else owed_by(s, k, at, z)
        if given.rule == UTILITY and take_over(s, k, z, line.clock):
            continue
        if end > last:
            last = end
            holder = at
    if holder < 0:
        return False
    if given.rule == UTILITY:
        last = min(last, first_free_utility(s, k))
    if arrived or line.holder != holder:
        line_zone_state(s, holder).stops += 1
    line.holder = holder
    line.goal = last
    if last == INF:
        hold_for_operators(s, i, k)
    else:
        line.stage = STANDS
        begin(s, i, IN_WORK, last - line.clock)
    return True


@kernel
def hold_for_operators(s, i, k):
    """Work must have ended here for which operators are awaited: the line stands until they come."""
    line = line_state(s, k)
    line.stage = HELD
    line.since = s.now
    wait_for(s, i, -1)
    refresh(s, i)


@kernel
def decide_anew(s, i, k):
    """Operators have come or gone: a line that stands may do so for another zone, or longer, or may go on."""
    line = line_state(s, k)
    line.teams_changed = 0
    if line.stage == STANDS:
        stop_clock(s, i)
        r = resource_state(s, i)
        r.phase = NO_WORK
        clock = max(line.clock, line.goal - r.left)
        line_zone_state(s, line.holder).stopped += clock - line.clock
        line.clock = clock
        go_on_from_here(s, i, k, False)
    elif line.stage == HELD and line.goal == INF:
        leave_hold(s, k)
        go_on_from_here(s, i, k, False)


@kernel
def leave_hold(s, k):
    """What a line was held up for may have come."""
    book_clock(s, k)
    line = line_state(s, k)
    line.since = INF
    line.goal = line.clock


@kernel
def name_cause(s, i, k):
    """The line waits for what its first zone lacks that lacks something."""
    given = line_at(s, k)
    for z in range(given.zone0, given.zone0 + given.zones):
        if line_zone_state(s, z).lacks >= 0:
            wait_for(s, i, line_zone_state(s, z).lacks)
            return


@kernel
def hold_for_parts(s, i, k):
    """All work is done that can be, but something is lacking: the line stands until it comes."""
    line = line_state(s, k)
    line.stage = HELD
    line.since = s.now
    name_cause(s, i, k)
    refresh(s, i)


@kernel
def offer_last(s, i, k):
    """The line could move by a pitch: the job in the last zone must go on first."""
    given = line_at(s, k)
    line = line_state(s, k)
    line.stage = PASSED
    line.since = s.now
    j = line_zone_state(s, given.zone0 + given.zones - 1).job
    if j >= 0:
        resource_state(s, i).done = 1
        job_at(s, j).ready = s.now
        mark(s, place(s, given.node).dest)
        update_state(s, i)
    else:  # it moves at once
        mark(s, given.node)
    refresh(s, i)


@kernel
def go_on_from_here(s, i, k, arrived):
    """Nothing is planned: stand for work, for parts or for the exit, or move on."""
    given = line_at(s, k)
    line = line_state(s, k)
    if stand_for_work(s, i, k, arrived):
        return
    if given.indexed == 0 and line.at < given.takt:
        move_on(s, i, k)
    elif line.lacking > 0:
        hold_for_parts(s, i, k)
    else:
        offer_last(s, i, k)


@kernel
def end_of_stretch(s, i, k):
    """The line has come to where it was moving to, or has stood until the work was done."""
    line = line_state(s, k)
    resource_state(s, i).phase = NO_WORK
    arrived = line.stage == MOVES
    if arrived:
        line.at = line.to
    else:
        line_zone_state(s, line.holder).stopped += line.goal - line.clock
    line.clock = line.goal
    return arrived


@kernel
def pitch(s, i, k):
    """Every job is in the next zone now, and the first zone is open."""
    book_clock(s, k)
    given = line_at(s, k)
    line = line_state(s, k)
    passed = line.clock
    for u in range(given.utility0, given.utility0 + given.utilities):
        line_zone_state(s, u).ends = max(0.0, line_zone_state(s, u).ends - passed)
    for z in range(given.zone0 + given.zones - 1, given.zone0 - 1, -1):
        zone = line_zone_state(s, z)
        zone.late = max(0.0, zone.ends - passed)
        if zone.late == 0.0 and line_zone(s, z).team >= 0:
            dismiss_team(s, z)
        zone.ends = zone.late
        zone.work = 0.0
        zone.job = -1
        zone.rest = 0.0
        if z > given.zone0:
            before = line_zone_state(s, z - 1)
            zone.job = before.job
            zone.rest = max(0.0, before.rest - passed)
            zone.holder = before.holder
    if given.ends0 >= 0:
        pitch_ends(s, k, passed)
    line.at = 0.0
    line.clock = 0.0
    line.since = INF
    line.planned = 0.0
    line.holder = -1
    line.stage = OPEN
    for z in range(given.zone0 + given.zones - 1, given.zone0, -1):
        if line_zone_state(s, z).job >= 0:
            enter_zone(s, i, k, z, 0.0)


@kernel
def note_failed_zone(s, i, k):
    """Count the failure that is due with the zone to which its mode belongs, if it is one's."""
    given = line_at(s, k)
    if mode_at(s, resource_state(s, i).due_mode).state != DOWN:
        return
    mode = resource_state(s, i).due_mode - resource(s, i).mode0
    for z in range(given.zone0, given.zone0 + given.zones):
        zone = line_zone(s, z)
        if zone.mode0 <= mode and mode < zone.mode0 + zone.modes:
            line_zone_state(s, z).failures += 1
