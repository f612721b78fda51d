"""Lifts and cross-transfers: one job at a time goes from an inlet to an outlet; empty it goes to the next inlet.

Of the fields of its node ``rule`` says which job it fetches next, ``rule0`` where the levels of the places before it
stand (in the order of these), ``transit`` is the level of the way along the line, ``spacing`` the time for a metre;
those of other outlets stand in the rows of its routes. The resource keeps its own level in ``base``.
"""

from __future__ import annotations

from typing import Any

from taktwin.kernel.base import chain
from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import dist_at, entry, float_at, int_at, job_at, place, resource, resource_state
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import EMPTY_RUN, IN_WORK, INF, NEAREST, NO_WORK, OLDEST, P_TRIP, STARVED
from taktwin.kernel.common.carriers import give_at
from taktwin.kernel.common.failureclock import count_work
from taktwin.kernel.common.flow import arrive, find_giver, hold
from taktwin.kernel.common.machine import (
    MACHINE,
    at_work,
    begin,
    failure_event,
    holding,
    mark,
    refresh,
    stop_clock,
)
from taktwin.kernel.common.merge import readiest
from taktwin.kernel.common.route import choose_route
from taktwin.kernel.kinds.lifts.state import put_in_lift, tell_lift
from taktwin.kernel.kinds.station import claim, jobs_ready, ready, take, unclaim
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.outlook.lifts import LIFTS
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.phrase import Phrase


@kernel
def level_of_inlet(s, n, p):
    """Level at which place ``p``, which leads into lift ``n``, does so."""
    node = place(s, n)
    for k in range(node.preds):
        if int_at(s, node.pred0 + k) == p:
            return float_at(s, node.rule0 + k)
    return 0.0


@kernel
def level_of_outlet(s, n, dest):
    """Level at which lift ``n`` lets out what goes to place ``dest``."""
    node = place(s, n)
    if dest != node.dest:
        for k in range(node.route0, node.route0 + node.routes):
            if entry(s, k).target == dest:
                return entry(s, k).loaded_s
    return node.transit


@kernel
def next_to_fetch(s, n):
    """The place whose job the lift fetches next, and the server that holds it; -1, -1 where none is ready."""
    node = place(s, n)
    if node.rule == OLDEST:
        return find_giver(s, n)
    nearest = INF
    longest = INF
    giver_node = -1
    server = -1
    for k in range(node.preds):
        p = int_at(s, node.pred0 + k)
        t, m = readiest(s, p, n)
        way = abs(float_at(s, node.rule0 + k) - resource_state(s, node.res0).base)
        if t < INF and (way < nearest or (way == nearest and t < longest)):
            nearest = way
            longest = t
            giver_node = p
            server = m
    return giver_node, server


@kernel
def set_out(s, n, i):
    """The lift goes empty to the inlet of the job that it fetches next, which is kept for it."""
    p, m = next_to_fetch(s, n)
    if p < 0:
        return
    chain.claim(s, p, m)
    r = resource_state(s, i)
    r.giver_node = p
    r.giver = m
    seconds = abs(level_of_inlet(s, n, p) - r.base) * place(s, n).spacing
    r.ideal += seconds
    begin(s, i, EMPTY_RUN, seconds)


@kernel
def take_in(s, n, i):
    """The lift is at the inlet: it takes the job in and goes to its outlet."""
    r = resource_state(s, i)
    node = place(s, n)
    p = r.giver_node
    r.giver_node = -1
    chain.unclaim(s, p)
    j = chain.take(s, p, r.giver)
    r.giver = -1
    give_at(s, p, j)
    arrive(s, n, j)
    r.job = j
    r.works += 1
    job_at(s, j).ready = s.now
    job_at(s, j).dest = choose_route(s, i, j, r.works)
    seconds = 0.0
    if node.load >= 0:
        seconds += sample(dist_at(s, node.load), address(r.key, P_TRIP, 2 * r.works - 2))
        r.ideal += dist_at(s, node.load).mean
    if node.unload >= 0:
        seconds += sample(dist_at(s, node.unload), address(r.key, P_TRIP, 2 * r.works - 1))
        r.ideal += dist_at(s, node.unload).mean
    level = level_of_outlet(s, n, job_at(s, j).dest)
    way = abs(level - r.base) * node.spacing
    r.ideal += way
    r.base = level
    begin(s, i, IN_WORK, seconds + way)


@kernel
def look(s, n):
    """A lift that is empty sets out for a job; one that has come to it takes it in."""
    i = place(s, n).res0
    r = resource_state(s, i)
    if r.up == 0 or r.on == 0 or r.job >= 0 or r.phase != NO_WORK:
        return
    if r.giver_node >= 0:
        take_in(s, n, i)
    else:
        set_out(s, n, i)


@kernel
def lift_event(s, i):
    """The end of a way before that of a repair before a failure."""
    r = resource_state(s, i)
    if r.running == 0 or r.work_end > s.now:
        failure_event(s, i)
        return
    stop_clock(s, i)
    n = resource(s, i).node
    empty = r.phase == EMPTY_RUN
    r.phase = NO_WORK
    if empty:
        r.base = level_of_inlet(s, n, r.giver_node)
        refresh(s, i)
        mark(s, n)
        return
    r.jobs += 1
    s.operations += 1
    if resource(s, i).counts > 0:
        count_work(s, i)
    if job_at(s, r.job).dest != place(s, n).dest:
        r.rerouted += 1
    hold(s, i)


@kernel
def lift_state(s, i):
    """On its way; or its job cannot go on; or there is none."""
    r = resource_state(s, i)
    if r.running == 1:
        return at_work(s, r)
    return holding(s, i) if r.job >= 0 else STARVED


def lower(low: FlowLowering, shop: str, line: str, element: Lift) -> tuple[int, int]:
    """The node of a lift and its resource; its outlets are told when all lines are known."""
    fields: dict[str, Any] = low.point(element)
    fields |= {"load": low.b.distribution(element.load), "unload": low.b.distribution(element.unload)}
    fields |= {"transit": element.outlet.value, "spacing": 1.0 / element.speed.value}
    fields["rule"] = OLDEST if element.rule == "oldest" else NEAREST
    node = low.node("lift", element.name, shop, line, **fields)
    low.servers(node, "lift", 1, element)
    low.inlets[node] = element.inlets
    low.b.resources[low.b.nodes[node]["res0"]].update(giver=-1, giver_node=-1)
    return node, node


LIFT = Kind(
    **MACHINE,
    name="lift",
    noun=Lift,
    phase="element",
    lower=lower,
    look=look,
    ready=ready,
    jobs_ready=jobs_ready,
    take=take,
    claim=claim,
    unclaim=unclaim,
    event=lift_event,
    state=lift_state,
    phases=(EMPTY_RUN, IN_WORK),
    holds="servers",
    fetches=True,
    carries=True,
    serves=True,
    work_unit=True,
    limits=True,
    able=True,
    relief="ride",
    outlook=LIFTS,
    job_words=("left", "finished", "waited", "to"),
    place_words=("at",),
    where=Phrase("in a lift"),
    put_jobs=put_in_lift,
    tell_jobs=tell_lift,
)
