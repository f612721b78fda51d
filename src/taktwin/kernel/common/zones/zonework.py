"""Work in the zones of a line whose jobs move together: what it needs, until when it lasts, and who is late.

All times are by the clock of the line: seconds of work since its last pitch. The clock goes on while the line stands,
so that workers finish what they have begun; it stops with the shift and with failures.
"""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import (
    dist_at,
    entry,
    int_at,
    line_at,
    line_state,
    line_zone,
    line_zone_state,
    place,
    resource_state,
    value_of,
)
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import FINISH, IN_WORK, INF, P_WORK, STANDS, UTILITY
from taktwin.kernel.common.flow import arrive
from taktwin.kernel.common.joining.joining import join_all, lacking_at
from taktwin.kernel.common.stock import draw_all
from taktwin.kernel.common.zones.zoneteam import give_work, help_team, left_in, owed_by, put_end


@kernel
def clock_of_line(s, i, k):
    """What the clock of line ``k``, whose resource is ``i``, shows now."""
    r = resource_state(s, i)
    line = line_state(s, k)
    if r.phase == IN_WORK:
        # never earlier than it was, which rounding would make it
        return max(line.clock, line.goal - (r.work_end - s.now if r.running == 1 else r.left))
    return line.clock + (s.now - line.since) if line.since < INF else line.clock


@kernel
def begin_in_zone(s, i, k, z, clock):
    """Everything is there: take it, and have the worker begin as soon as he is free."""
    zone = line_zone_state(s, z)
    n = line_zone(s, z).node
    node = place(s, n)
    draw_all(s, node.need0, node.needs, zone.job)
    if node.joins > 0:
        join_all(s, n, zone.job)
    dist = node.dist
    if node.by_option >= 0:
        dist = int_at(s, node.by0 + value_of(s, zone.job * s.job_values + node.by_option))
    purpose = P_WORK + 16 * (z - line_at(s, k).zone0)
    zone.work = sample(dist_at(s, dist), address(resource_state(s, i).key, purpose, zone.works))
    zone.works += 1
    zone.jobs += 1
    zone.assigned += zone.work
    if line_zone(s, z).team >= 0:
        give_work(s, k, z, clock)
    else:
        zone.ends = max(clock, zone.ends) + zone.work
        if line_at(s, k).ends0 >= 0:
            put_end(s, k, z, z, zone.ends)
    if zone.ends > zone.rest:
        zone.rest = zone.ends
        zone.holder = z
    line = line_state(s, k)
    line.planned = max(line.planned, dist_at(s, dist).mean)


@kernel
def enter_zone(s, i, k, z, clock):
    """The job that has come into zone ``z``: its work begins, or lacks something."""
    zone = line_zone_state(s, z)
    n = line_zone(s, z).node
    arrive(s, n, zone.job)
    zone.lacks = lacking_at(s, n, zone.job, -1)
    if zone.lacks < 0:
        begin_in_zone(s, i, k, z, clock)
    else:
        line_state(s, k).lacking += 1


@kernel
def left_by_lack(s, k, z, clock, free):
    """For how long line ``k`` will stand for work in zone ``z`` that begins only now, since something was lacking.

    That is the work that will be left where it must have ended, as far as it would not have been, had it begun when the
    job came in and its worker was ``free``. What the line has stood already, waiting, counts as that. Workers who go on
    in the next zone, and those who are helped, hold nobody up.
    """
    given = line_at(s, k)
    line = line_state(s, k)
    zone = line_zone_state(s, z)
    last = z == given.zone0 + given.zones - 1
    if given.indexed == 0 and (given.rule == UTILITY or (given.rule == FINISH and not last)):
        return 0.0
    begun = clock if free == INF else max(clock, free)
    came, due, drift = 0.0, 0.0, 0.0
    if given.indexed == 1:  # when the line could have moved on without it
        for other in range(given.zone0, given.zone0 + given.zones):
            ends = line_zone_state(s, other).ends
            if other != z and ends < INF:
                due = max(due, ends)
    else:
        due = given.takt if line.clock == line.at else line.clock + (given.takt - line.at)
        if line.stage == STANDS:
            due += line.goal - line.clock
        came = due - given.takt
        drift = line_zone(s, z).drift
    if free < INF:
        came = max(came, free)
    return max(0.0, min(begun + zone.work - max(due, clock) - drift, min(clock, due) - came))


@kernel
def serve_zones(s, i, k, clock):
    """Begin what lacked something that has come. Returns whether anything has begun."""
    given = line_at(s, k)
    begun = False
    for z in range(given.zone0, given.zone0 + given.zones):
        zone = line_zone_state(s, z)
        if zone.lacks != -1:
            lacked = zone.lacks
            zone.lacks = lacking_at(s, line_zone(s, z).node, zone.job, lacked)
            if zone.lacks < 0:
                line_state(s, k).lacking -= 1
                free = zone.ends
                begin_in_zone(s, i, k, z, clock)
                if lacked >= 0:
                    entry(s, lacked).seconds += left_by_lack(s, k, z, clock, free)
                begun = True
    return begun


@kernel
def must_end(s, k, z):
    """When the work ends that has to be done in zone ``z`` where the line has come to; 0 if none has."""
    given = line_at(s, k)
    at = line_state(s, k).at
    zone = line_zone_state(s, z)
    if given.indexed == 1:
        return zone.ends
    if given.rule == FINISH:  # the job may take its workers along, but not off the line
        last = z == given.zone0 + given.zones - 1 and at == given.takt
        return zone.rest if last and zone.job >= 0 else 0.0
    drift = line_zone(s, z).drift
    if drift == 0.0:
        return zone.ends if zone.job >= 0 and at == given.takt else 0.0
    return zone.late if drift == at else 0.0


@kernel
def take_over(s, k, z, clock):
    """A utility worker does the rest in zone ``z``, if one is free; its worker turns to the next job."""
    given = line_at(s, k)
    zone = line_zone_state(s, z)
    end = must_end(s, k, z)
    if end == INF:  # its operators have not come, or have left
        end = clock + owed_by(s, k, z, z)
    if given.utilities >= 0:
        free = -1
        for u in range(given.utility0, given.utility0 + given.utilities):
            if free < 0 and line_zone_state(s, u).ends <= clock:
                free = u
        if free < 0:
            return False
        line_zone_state(s, free).ends = end
    zone.helped += end - clock
    zone.assigned -= end - clock
    if line_zone(s, z).team >= 0:
        help_team(s, z, clock)
        return True
    if line_zone(s, z).drift == 0.0:
        zone.ends = clock
        return True
    zone.late = clock
    zone.ends = clock + zone.work if zone.job >= 0 and zone.lacks < 0 else clock
    return True


@kernel
def first_free_utility(s, k):
    """When the first utility worker has done what he has taken over; inf for no such worker."""
    given = line_at(s, k)
    first = INF
    for u in range(given.utility0, given.utility0 + given.utilities):
        first = min(first, line_zone_state(s, u).ends)
    return first


@kernel
def forget_work(s, k):
    """Begin the sums of a line's zones anew: of the work at hand only what is left counts."""
    given = line_at(s, k)
    i = place(s, given.node).res0
    clock = clock_of_line(s, i, k)
    for z in range(given.zone0, given.zone0 + given.zones):
        zone = line_zone_state(s, z)
        zone.assigned = left_in(s, z, clock)
        zone.overload = 0.0
        zone.helped = 0.0
        zone.stopped = 0.0
        zone.jobs = 0
        zone.overloads = 0
        zone.stops = 0
        zone.failures = 0
