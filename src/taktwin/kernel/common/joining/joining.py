"""What a job needs before its work begins: jobs of sub-lines, which it takes up, and parts."""

from __future__ import annotations

from taktwin.kernel.base import chain
from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import entry, job_at, place, resource, resource_state
from taktwin.kernel.base.state import BY_SERVER, INF, JOINED, LOG_ENTER, WAITING_PARTS
from taktwin.kernel.common.carriers import end_life
from taktwin.kernel.common.condition import holds
from taktwin.kernel.common.joblog import write_log
from taktwin.kernel.common.joining.matching import count_matched, owner_of, take_matched
from taktwin.kernel.common.stock import lacking, lacks


@kernel
def lacks_jobs(s, n, k, j):
    """Whether jobs of the sub-line of row ``k`` are lacking for job ``j``."""
    row = entry(s, k)
    if not holds(s, row.cond0, row.conds, j):
        return False
    wanted = row.amount
    for earlier in range(place(s, n).join0, k):  # other rows may join jobs of the same sub-line
        other = entry(s, earlier)
        if other.target == row.target and holds(s, other.cond0, other.conds, j):
            wanted += other.amount
    if row.lot == 1:  # whose main job has ended needs nothing any more
        return owner_of(s, j) >= 0 and count_matched(s, row.target, j, wanted) < wanted
    return chain.jobs_ready(s, row.target, n) < wanted


@kernel
def lacking_for(s, i, j):
    """Row of what is lacking for job ``j``, or -1: what has been waited for so far, else the first in the file."""
    r = resource_state(s, i)
    return lacking_at(s, resource(s, i).node, j, r.cause if r.state == WAITING_PARTS else -1)


@kernel
def lacking_at(s, n, j, k):
    """Row of what is lacking at place ``n`` for job ``j``, or -1: row ``k`` while it is, else the first in the file."""
    node = place(s, n)
    if k >= 0:
        if node.join0 <= k and k < node.join0 + node.joins:
            if lacks_jobs(s, n, k, j):
                return k
        elif lacks(s, node.need0, k, j):
            return k
    for k in range(node.join0, node.join0 + node.joins):
        if lacks_jobs(s, n, k, j):
            return k
    return lacking(s, node.need0, node.needs, j)


@kernel
def join_all(s, n, j):
    """Take the jobs of the sub-lines: they become part of job ``j``."""
    node = place(s, n)
    for k in range(node.join0, node.join0 + node.joins):
        row = entry(s, k)
        if not holds(s, row.cond0, row.conds, j):
            continue
        p = row.target
        giver = place(s, p)
        for _ in range(int(row.amount)):
            if row.lot == 1:
                part = take_matched(s, p, owner_of(s, j))
                if part >= 0:
                    become_part(s, p, part)
                continue
            m = -1
            if giver.traits & BY_SERVER:
                longest = INF
                for x in range(giver.res0, giver.res0 + giver.res):
                    since = chain.ready(s, p, x, n)
                    if since < longest:
                        m, longest = x, since
            become_part(s, p, chain.take(s, p, m))


@kernel
def become_part(s, p, j):
    """Job ``j``, taken from place ``p``, becomes part of another; a traced run notes it as an entry into -2 - p."""
    if s.trace == 1:
        job = job_at(s, j)
        write_log(s, LOG_ENTER, -2 - p, job.order, job.main, -2 - job.stream)
    end_life(s, j, JOINED)
