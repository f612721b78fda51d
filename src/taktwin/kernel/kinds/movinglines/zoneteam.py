"""The operators of a zone as a resource: it asks for them, and tells whether they work or are awaited."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind, nothing
from taktwin.kernel.base.memory import line_at, line_zone_state, place, resource, resource_state
from taktwin.kernel.base.state import DOWN, IN_WORK, INF, STARVED, THERE, WAITING_OPERATOR, WORKING
from taktwin.kernel.common.machine import refresh, stop_clock, update_state
from taktwin.kernel.common.operators import muster
from taktwin.kernel.common.zones.zoneteam import end_of_team, tell_rest
from taktwin.kernel.common.zones.zonework import clock_of_line


@kernel
def line_of(s, t):
    """The resource of the line of which ``t`` is the team of a zone."""
    return place(s, resource(s, t).node).res0


@kernel
def team_event(s, t):
    """All work of the zone is done."""
    stop_clock(s, t)
    i = line_of(s, t)
    end_of_team(s, resource(s, t).row, clock_of_line(s, i, place(s, resource(s, i).node).row))


@kernel
def state_of_team(s, t):
    """Its line is down; or it works, or waits for operators; or there is nothing to do."""
    r = resource_state(s, t)
    if resource_state(s, line_of(s, t)).up == 0:
        return DOWN
    if r.running == 1:
        return WORKING
    return WAITING_OPERATOR if r.phase == IN_WORK else STARVED


@kernel
def prime_team(s, t):
    """Nobody is there at the start."""
    resource_state(s, t).on = resource_state(s, line_of(s, t)).on
    update_state(s, t)
    refresh(s, t)


@kernel
def prime_given_team(s, t):
    """A start state says what work is left, and nothing of operators: they come."""
    r = resource_state(s, t)
    i = line_of(s, t)
    k = place(s, resource(s, i).node).row
    z = resource(s, t).row
    zone = line_zone_state(s, z)
    given = line_at(s, k)
    r.on = resource_state(s, i).on
    r.left = zone.ends
    if r.left > 0.0:
        zone.ends = INF
        if zone.late > 0.0:
            zone.late = INF
        if r.on == 1 and resource_state(s, i).up == 1:
            r.phase = IN_WORK
    if given.ends0 >= 0:
        for at in range(z, given.zone0 + given.zones):
            tell_rest(s, k, at)
    muster(s, t)


def runs_with_team(resources, nodes):
    """Its clock runs while its operators are there."""
    return (resources["phase"] == IN_WORK) & (resources["hands"] == THERE)


ZONE_TEAM = Kind(
    name="zone_team",
    event=team_event,
    state=state_of_team,
    wake=nothing,
    rest=nothing,
    prime=prime_team,
    prime_given=prime_given_team,
    draw_ahead=nothing,
    go_on=nothing,
    runs=runs_with_team,
    machine=True,
    carries=True,
    phases=(IN_WORK,),
)
