"""Servers that hold several jobs in a row: how these leave one by one, and what a failure may do to all of them.

Each server has the first job that leaves; the others stand behind it, through their records. All else is as at a
station.
"""

from __future__ import annotations

from typing import Any

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import job_at, place, place_state, resource, resource_state
from taktwin.kernel.base.state import MANUAL, NO_WORK, RESTART, SCRAP, SCRAPPED
from taktwin.kernel.common.byhand import failure_event_with_operators
from taktwin.kernel.common.carriers import end_life
from taktwin.kernel.common.choice import note_freed
from taktwin.kernel.common.failureclock import close
from taktwin.kernel.common.flow import hold
from taktwin.kernel.common.jobs import settle_node
from taktwin.kernel.common.machine import failure_event, mark, refresh, update_state
from taktwin.kernel.common.spoilt import spoils_work
from taktwin.kernel.kinds.station import BY_SERVERS
from taktwin.kernel.lowering.batches import tell_rows


@kernel
def change_level(s, n, jobs):
    """So many jobs more (or less) are in the servers of place ``n``."""
    settle_node(s, n)
    here = place_state(s, n)
    here.count += jobs
    here.most = max(here.most, here.count)
    here.least = min(here.least, here.count)


@kernel
def take(s, p, m):
    """The first job of server ``m`` leaves; the next one is ready, or the server is free."""
    r = resource_state(s, m)
    j = r.job
    r.job = job_at(s, j).next
    job_at(s, j).next = -1
    r.claimed = 0
    change_level(s, p, -1)
    if r.job >= 0:
        update_state(s, m)  # it may wait for something else
        mark(s, job_at(s, r.job).dest)
    else:
        note_freed(s, r, p)
        r.done = 0
        update_state(s, m)
        mark(s, p)
    return j


@kernel
def keep_or_free(s, i):
    """The work of server ``i`` has ended: it keeps its jobs until they are taken; without any it is free."""
    r = resource_state(s, i)
    n = resource(s, i).node
    if r.job >= 0:
        hold(s, i)
        return
    note_freed(s, r, n)
    update_state(s, i)
    refresh(s, i)
    mark(s, n)


@kernel
def failure_event_in_row(s, i):
    """The end of a repair, or a failure, which may have the work of server ``i`` begin anew, or scrap all its jobs."""
    if place(s, resource(s, i).node).plain == MANUAL:
        failure_event_with_operators(s, i)
    else:
        failure_event(s, i)
    if resource(s, i).spoils == 0:
        return
    r = resource_state(s, i)
    work = spoils_work(s, i)
    if work == RESTART:
        r.left = r.whole
    elif work == SCRAP:
        lose_row(s, i)


@kernel
def lose_row(s, i):
    """All jobs of server ``i`` are scrapped."""
    r = resource_state(s, i)
    n = resource(s, i).node
    if place(s, n).back < 0:
        close(s, i)
    r.phase = NO_WORK
    lost = 0
    while r.job >= 0:
        j = r.job
        r.job = job_at(s, j).next
        lost += 1
        end_life(s, j, SCRAPPED)
    r.jobs += lost
    r.scrapped += lost
    change_level(s, n, -lost)
    note_freed(s, r, n)
    update_state(s, i)


#: What batch stations and split stations do alike.
IN_ROWS: dict[str, Any] = {
    **BY_SERVERS,
    "take": take,
    "batches": True,
    "level": True,
    "work_unit": True,
    "tell_jobs": tell_rows,
    "by_number": False,
    "serial": False,
}
