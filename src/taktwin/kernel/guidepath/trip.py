"""What a trip does to jobs and parts, however its vehicle moves: a task is taken, goods are loaded, and handed over."""

from __future__ import annotations

from taktwin.kernel.base import chain
from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import entry, job_at, place, place_state, resource_state, stock_state
from taktwin.kernel.base.state import IN_TURN, NO_WORK, TRANSPORT
from taktwin.kernel.common.carriers import give_at
from taktwin.kernel.common.flow import arrive, find_giver
from taktwin.kernel.common.jobs import append, settle_node
from taktwin.kernel.common.machine import mark
from taktwin.kernel.common.merge import count_turn
from taktwin.kernel.common.stock import draw_for, receive_from


@kernel
def assign(s, v, n):
    """Give vehicle ``v`` the task of node ``n``; False if there is nothing to fetch after all."""
    here = place_state(s, n)
    r = resource_state(s, v)
    if place(s, n).traits & TRANSPORT:
        p, m = find_giver(s, n)
        if p < 0:
            return False
        chain.claim(s, p, m)
        if place(s, n).merge == IN_TURN:
            count_turn(s, n, p)
        settle_node(s, n)
        here.count += 1
        here.most = max(here.most, here.count)
        r.giver_node = p
        r.giver = m
    r.task = n
    return True


@kernel
def load_up(s, v):
    """The vehicle has loaded: its job leaves the place before, its parts leave the stock point that gives."""
    r = resource_state(s, v)
    n = r.task
    node = place(s, n)
    if node.traits & TRANSPORT:
        chain.unclaim(s, r.giver_node)
        r.job = chain.take(s, r.giver_node, r.giver)
        give_at(s, r.giver_node, r.job)
        arrive(s, n, r.job)
    else:
        row = entry(s, node.row)
        stock_state(s, row.source).reserved -= row.amount
        draw_for(s, row.source, row.amount, -2 - v)


@kernel
def hand_over(s, v):
    """The vehicle has unloaded: its job is ready at the far end, its parts are in the stock point."""
    r = resource_state(s, v)
    n = r.task
    node = place(s, n)
    r.phase = NO_WORK
    r.works += 1
    r.jobs += 1
    r.freed = s.now
    if node.traits & TRANSPORT:
        job_at(s, r.job).ready = s.now
        job_at(s, r.job).dest = node.dest
        append(s, n, r.job)
        place_state(s, n).waiting += 1
        r.job = -1
        mark(s, node.dest)
    else:
        row = entry(s, node.row)
        stock_state(s, row.target).on_way -= row.amount
        receive_from(s, row.target, row.amount, v)
        mark(s, n)


@kernel
def queue(s, f, n):
    """Put node ``n`` at the end of the fleet's queue."""
    fleet = place_state(s, f)
    place_state(s, n).next_waiting = -1
    if fleet.head < 0:
        fleet.head = n
    else:
        place_state(s, fleet.tail).next_waiting = n
    fleet.tail = n
