"""How jobs move: a place that has room takes a job from a place before it that has one ready.

Nobody pushes. Where several places wait, the job that has been ready longest goes first; if two became ready at the
same instant, the one from the place that comes first in the plant. A merge may say otherwise (see `merge`).
"""

from __future__ import annotations

from taktwin.kernel.base import chain
from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.memory import (
    entry,
    int_at,
    job_at,
    place,
    place_state,
    put_value,
    resource,
    resource_state,
    value_of,
)
from taktwin.kernel.base.state import (
    BY_DUE,
    BY_SERVER,
    IN_TURN,
    INF,
    LOG_ENTER,
    LONGEST,
    OWN_JOBS,
    PICKED,
    QUEUE,
    SCRAPPED,
)
from taktwin.kernel.common.carriers import end_life, give_at, take_carriers
from taktwin.kernel.common.condition import holds
from taktwin.kernel.common.joblog import log_passage, write_log
from taktwin.kernel.common.jobs import append, create_part_job, pop, settle_node
from taktwin.kernel.common.joining.matching import belongs, take_out
from taktwin.kernel.common.machine import mark, mark_receiver, mark_room, refresh, update_state
from taktwin.kernel.common.merge import count_turn, find_by_merge, find_picked
from taktwin.kernel.common.stock import call_parts


@small_kernel
def find_giver(s, n):
    """The place before ``n`` whose job has been ready longest: (its node, its server or -1); (-1, -1) if none."""
    node = place(s, n)
    if node.feeder >= 0:  # only one server before this place: nothing to choose
        r = resource_state(s, node.feeder)
        ready = r.done == 1 and r.claimed == 0 and job_at(s, r.job).dest == n
        return (node.giver, node.feeder) if ready else (-1, -1)
    if node.giver >= 0:  # only one place before this one
        if place(s, node.giver).traits & QUEUE:
            before = place_state(s, node.giver)
            return (node.giver, -1) if before.count > before.claimed else (-1, -1)
        return (node.giver, -1) if chain.ready(s, node.giver, -1, n) < INF else (-1, -1)
    if node.merge != LONGEST:
        return find_by_merge(s, n)
    best = INF
    giver_node = -1
    server = -1
    for k in range(node.pred0, node.pred0 + node.preds):
        p = int_at(s, k)
        giver = place(s, p)
        if giver.traits & BY_SERVER:
            for m in range(giver.res0, giver.res0 + giver.res):
                t = chain.ready(s, p, m, n)
                if t < best:
                    best = t
                    giver_node = p
                    server = m
        else:
            t = chain.ready(s, p, -1, n)
            if t < best:
                best = t
                giver_node = p
                server = -1
    if s.asked >= 0:  # who goes first is not known yet
        return -1, -1
    return giver_node, server


@small_kernel
def has_room(s, n):
    """Whether one more job fits into place ``n``."""
    return place_state(s, n).count < place(s, n).cap


@kernel
def take_from_queue(s, p, m):
    """Take the job that the rule of a place chooses out of its queue."""
    here = place_state(s, p)
    settle_node(s, p)
    j = pop(s, p)
    if j < 0:
        return -1
    here.count -= 1
    if here.count < here.least:
        here.least = here.count
    mark_room(s, p)
    return j


@kernel
def claim_one(s, p, m):
    """Keep one of the jobs that are ready for the vehicle that is on its way."""
    place_state(s, p).claimed += 1


@kernel
def unclaim_one(s, p):
    """The vehicle has come."""
    place_state(s, p).claimed -= 1


@kernel
def translate_options(s, first, caller, j):
    """Job ``j`` was called by a job of another plant: it gets the options as its own plant numbers them.

    From ``first`` on, for each of its options: the column of the option there, and where the list begins that says what
    each value there is called here. Column -1: the other plant does not have the option.
    """
    for k in range(s.options):
        column = int_at(s, first + 2 * k)
        value = 0
        if column >= 0:
            value = int_at(s, int_at(s, first + 2 * k + 1) + value_of(s, caller * s.job_values + column))
        put_value(s, j * s.job_values + k, value)


@kernel
def call_off(s, n, j):
    """The job's arrival at place ``n`` orders jobs of sub-lines, and calls parts."""
    for k in range(place(s, n).call0, place(s, n).call0 + place(s, n).calls):
        row = entry(s, k)
        if holds(s, row.cond0, row.conds, j):
            if row.source >= 0:
                call_parts(s, row.source, row.amount)
                continue
            source = place_state(s, row.target)
            for _ in range(int(row.amount)):
                part = create_part_job(s, j)
                if part < 0:
                    return
                if row.lot > 0:
                    translate_options(s, row.need0, j, part)
                settle_node(s, row.target)
                append(s, row.target, part)
                source.count += 1
            mark(s, place(s, row.target).dest)


@small_kernel
def arrive(s, n, j):
    """What happens wherever a job enters a place: it is counted, its passage noted, its parts called off."""
    place_state(s, n).entered += 1
    if place(s, n).noted == 1:
        note_arrival(s, n, j)


@kernel
def count_visit(s, node, j):
    """The job has come into this place once more; beyond the visits that something asks for, all are alike."""
    at = j * s.job_values + node.visits
    count = value_of(s, at)
    if count < node.most_visits:
        put_value(s, at, count + 1)


@kernel
def note_arrival(s, n, j):
    """Count the visit of job ``j`` at place ``n``, log its passage and call off what its arrival orders."""
    node = place(s, n)
    if node.visits >= 0:
        count_visit(s, node, j)
    if job_at(s, j).main == 1:
        if node.point >= 0:
            log_passage(s, j, node.point)
        if node.shop_point >= 0:
            log_passage(s, j, node.shop_point)
    if node.calls > 0:
        call_off(s, n, j)
    if s.trace == 1:
        write_log(s, LOG_ENTER, n, job_at(s, j).order, job_at(s, j).main, -2 - job_at(s, j).stream)


@small_kernel
def pull(s, n):
    """Take the job that has been ready longest for place ``n``; -1 if there is none."""
    if place(s, n).traits & PICKED:
        return pull_picked(s, n)
    p, m = find_giver(s, n)
    if p < 0:
        return -1
    j = chain.take(s, p, m)
    if j >= 0:
        arrive(s, n, j)
    return j


@kernel
def pull_picked(s, n):
    """``pull`` where some jobs may not come in; those that nobody wants any more are taken away."""
    while True:
        j = pick_one(s, n)
        if j < 0:
            return -1
        if place(s, n).matched == 0 or belongs(s, j, job_at(s, j).kin):
            take_carriers(s, n, j)
            arrive(s, n, j)
            return j
        end_life(s, j, SCRAPPED)


@kernel
def pick_one(s, n):
    """``pull`` where a merge takes turns, or jobs take carriers or give some back; it has not come in yet."""
    node = place(s, n)
    picked = -1
    if node.takes > 0 or node.unequal == OWN_JOBS or node.merge == BY_DUE or node.alikes > 0 or node.sequence0 >= 0:
        p, m, picked = find_picked(s, n)
    else:
        p, m = find_giver(s, n)
    if p < 0:
        return -1
    if place(s, p).traits & QUEUE and picked >= 0:
        j = picked
        take_out(s, p, j)
    else:
        j = chain.take(s, p, m)
    if j >= 0:
        if node.merge == IN_TURN:
            count_turn(s, n, p)
        give_at(s, p, j)
    return j


@small_kernel
def put_into_queue(s, n, j):
    """Job ``j`` goes into the queue of place ``n``, which has room."""
    node = place(s, n)
    here = place_state(s, n)
    settle_node(s, n)
    append(s, n, j)
    here.count += 1
    if here.count > here.most:
        here.most = here.count
    job = job_at(s, j)
    job.ready = s.now
    job.dest = node.dest
    mark_receiver(s, n, node.dest)


@small_kernel
def hold(s, i):
    """A resource keeps its finished job until somebody takes it."""
    r = resource_state(s, i)
    r.done = 1
    job_at(s, r.job).ready = s.now
    update_state(s, i)
    refresh(s, i)
    mark_receiver(s, resource(s, i).node, job_at(s, r.job).dest)
