"""Jobs: a pool of records; each job is in exactly one place, so the queues of places are linked through the jobs."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.memory import (
    dist_at,
    float_at,
    int_at,
    job_at,
    place,
    place_state,
    put_value,
    resource,
    resource_state,
    value_of,
)
from taktwin.kernel.base.random import address, sample, unit
from taktwin.kernel.base.state import (
    ASKED_FOR,
    BY_OWN_RULE,
    DUE,
    FIFO,
    FINISHED,
    LIFO,
    LOG_BORN,
    LOG_MORE,
    P_BATCH,
    P_OPTION,
    POOL_EMPTY,
    RANKED,
    SAME,
    SCRAPPED,
    SEQUENCE,
)
from taktwin.kernel.common.due import due_of
from taktwin.kernel.common.entering import may_enter
from taktwin.kernel.common.joblog import log_end, write_log
from taktwin.kernel.common.own import before_lowest, observe, rated


@kernel
def new_job(s):
    """A free job record, or -1 when the pool is empty (``advance`` asks for room before that happens)."""
    j = s.free
    if j < 0:
        s.error = POOL_EMPTY
        return -1
    s.free = job_at(s, j).next
    s.free_jobs -= 1
    s.created += 1
    job_at(s, j).next = -1
    return j


@kernel
def free_job(s, j):
    """Give the record back to the pool."""
    job_at(s, j).main = 0  # who looks through all jobs passes it by
    job_at(s, j).next = s.free
    s.free = j
    s.free_jobs += 1


@small_kernel
def settle_node(s, n):
    """Integrate the number of jobs in a place over time up to now."""
    here = place_state(s, n)
    dt = s.now - here.since
    if dt > 0.0:
        here.area += here.count * dt
        if here.count == 0:
            here.empty += dt
        elif here.count >= place(s, n).cap:
            here.full += dt
        here.since = s.now


@small_kernel
def append(s, n, j):
    """Put job ``j`` at the end of the queue of place ``n`` (levels are the caller's business)."""
    here = place_state(s, n)
    job_at(s, j).next = -1
    if here.head < 0:
        here.head = j
    else:
        job_at(s, here.tail).next = j
    here.tail = j


@kernel
def goes_before(s, n, k, j):
    """Whether the rule of place ``n`` prefers job ``k`` to job ``j``, which has come earlier."""
    p = place(s, n)
    if p.rule == FIFO:
        return False
    if p.rule == LIFO:
        return True
    if p.rule == SEQUENCE:
        return job_at(s, k).order < job_at(s, j).order
    if p.rule == DUE:
        return due_of(s, k) < due_of(s, j)
    mine = value_of(s, k * s.job_values + p.rule_option)
    theirs = value_of(s, j * s.job_values + p.rule_option)
    if p.rule == RANKED:
        return int_at(s, p.rule0 + mine) < int_at(s, p.rule0 + theirs)
    last = place_state(s, n).last_value
    return mine == last and theirs != last


@kernel
def lowest_by_own_rule(s, n, taker):
    """``next_by_rule`` where a rule of one's own rates the jobs: the lowest number goes first, of equals the oldest."""
    k = place_state(s, n).head
    row = place(s, n).rule0
    if taker < 0:
        if k == place_state(s, n).tail:  # one at most: there is nothing to decide
            return k, -1
        before = before_lowest(s, row, n)
        return (k, before) if before < 0 else (job_at(s, before).next, before)
    j = -1
    before = -1
    best = 0.0
    prev = -1
    position = 0
    while k >= 0:
        if may_enter(s, taker, k):
            number = rated(s, row, n, k, position, 0.0, 0.0)
            if j < 0 or number < best:
                j = k
                before = prev
                best = number
        prev = k
        k = job_at(s, k).next
        position += 1
    return j, before


@kernel
def job_asked_for(s, n):
    """``next_by_rule`` where who steps the run decides: the answer, or none, and then the run has to be stopped.

    An answer holds at its instant, until a job is taken.
    """
    k = place_state(s, n).head
    if k == place_state(s, n).tail:
        return k, -1
    if s.answered_at != n or s.answered != s.now:
        s.asked = n
        s.candidates = observe(s, place(s, n).rule0, n, -1)
        return -1, -1
    before = -1
    for _ in range(s.answer):
        before = k
        k = job_at(s, k).next
    return k, before


@kernel
def next_by_rule(s, n, taker):
    """The job that the rule of place ``n`` chooses, and the one before it in the queue; each -1 where there is none.

    Of the jobs that place ``taker`` may take; -1: of all.
    """
    p = place(s, n)
    if p.rule == BY_OWN_RULE:
        return lowest_by_own_rule(s, n, taker)
    if p.rule == ASKED_FOR:
        return job_asked_for(s, n)
    j = -1
    before = -1
    k = place_state(s, n).head
    prev = -1
    while k >= 0:
        if (taker < 0 or may_enter(s, taker, k)) and (j < 0 or goes_before(s, n, k, j)):
            j = k
            before = prev
            if p.rule == FIFO:
                break
        prev = k
        k = job_at(s, k).next
    return j, before


@small_kernel
def pop(s, n):
    """Take the job that the place's rule chooses."""
    p = place(s, n)
    here = place_state(s, n)
    j = here.head
    before = -1
    if p.rule != FIFO:
        j, before = next_by_rule(s, n, -1)
        if j < 0:  # it has to be asked for
            return -1
        if p.rule == ASKED_FOR:
            s.answered_at = -1
    unlink(s, n, j, before)
    return j


@small_kernel
def unlink(s, n, j, before):
    """Take job ``j`` out of the queue of place ``n``, where it stands behind job ``before`` (-1: it is the first)."""
    p = place(s, n)
    here = place_state(s, n)
    if p.rule == SAME or p.rule >= BY_OWN_RULE:
        here.last_value = value_of(s, j * s.job_values + p.rule_option)
    if before < 0:
        here.head = job_at(s, j).next
    else:
        job_at(s, before).next = job_at(s, j).next
    if here.tail == j:
        here.tail = before
    job_at(s, j).next = -1


@kernel
def pick(s, base, count, u):
    """Index of the value whose cumulative share in ``F[base:base+count]`` first exceeds ``u``."""
    for v in range(count - 1):
        if u < float_at(s, base + v):
            return v
    return count - 1


@kernel
def set_options(s, j, i, order):
    """Draw the options of order number ``order`` of stream ``i``, or read them from its list."""
    given = resource(s, i)
    options = s.options
    if given.row >= 0:  # a list of orders: rows of option values
        for k in range(options):
            put_value(s, j * s.job_values + k, int_at(s, given.row + order * options + k))
        return
    phase = 0
    while phase + 1 < given.lists and s.now >= float_at(s, given.list1 + phase + 1):
        phase += 1
    product = 0
    for k in range(options):
        if k == 0:
            at = given.list0 + 2 * phase
        else:
            at = given.list0 + 2 * (given.lists + product * (options - 1) + k - 1)
        count = int_at(s, at + 1)
        v = 0
        if count > 1:
            v = pick(s, int_at(s, at), count, unit(address(resource_state(s, i).key, P_OPTION + 16 * k, order)))
        put_value(s, j * s.job_values + k, v)
        if k == 0:
            product = v


@small_kernel
def batch_of(s, i, order):
    """How many jobs order stream ``i`` releases at once, if the first of them has number ``order``."""
    batch = resource(s, i).batch
    if batch < 0:
        return 1
    return int(sample(dist_at(s, batch), address(resource_state(s, i).key, P_BATCH, order)))


@kernel
def create(s, i):
    """The next job of order stream ``i``, or -1 when its orders are used up."""
    r = resource_state(s, i)
    if r.jobs >= r.count:
        return -1
    j = new_job(s)
    if j < 0:
        return -1
    order = r.jobs if resource(s, i).ranks0 < 0 else int_at(s, resource(s, i).ranks0 + r.jobs)
    r.jobs += 1
    job = job_at(s, j)
    job.order = order
    job.stream = i
    job.main = 1
    job.kin = 0
    job.ready = s.now
    if s.options > 0:
        set_options(s, j, i, order)
    clear_visits(s, j)
    return j


@small_kernel
def clear_visits(s, j):
    """A new job has been nowhere."""
    for k in range(s.options, s.job_values):
        put_value(s, j * s.job_values + k, 0)


@kernel
def is_kin(s, j, owner):
    """Whether job ``j`` was called for the main job ``owner``, and not for one that had its record before."""
    job, main = job_at(s, j), job_at(s, owner)
    return main.main == 1 and job.order == main.order and job.stream == main.stream


@kernel
def create_part_job(s, like):
    """A job of a sub-line, with the order and options of job ``like`` (or none, -1)."""
    j = new_job(s)
    if j < 0:
        return -1
    job = job_at(s, j)
    job.main = 0
    job.ready = s.now
    job.order = -1
    job.stream = -1
    job.kin = -1
    for k in range(s.job_values):
        put_value(s, j * s.job_values + k, 0)
    if like >= 0:
        job.order = job_at(s, like).order
        job.stream = job_at(s, like).stream
        owner = like if job_at(s, like).main == 1 else job_at(s, like).kin
        job.kin = owner
        if s.matched > 0 and owner >= 0 and is_kin(s, j, owner):
            job_at(s, owner).kin += 1
        for k in range(s.options):
            put_value(s, j * s.job_values + k, value_of(s, like * s.job_values + k))
    return j


@kernel
def log_birth(s, j):
    """Note that a main job enters its first element: order, stream and its options, packed (see ``Options.words``)."""
    code = 0
    kind = LOG_BORN
    stream, order = job_at(s, j).stream, job_at(s, j).order
    for k in range(s.options):
        if int_at(s, s.sizes0 + s.job_values + k) == 1:  # this option begins another word
            write_log(s, kind, stream, order, code, -1)
            kind = LOG_MORE
            code = 0
        code = code * int_at(s, s.sizes0 + k) + value_of(s, j * s.job_values + k)
    s.wip += 1
    write_log(s, kind, stream, order, code, -1)


@kernel
def end_job(s, j, outcome):
    """The job leaves the plant (finished, scrapped) or becomes part of another one (joined)."""
    job = job_at(s, j)
    if job.main == 1:
        s.wip -= 1
        log_end(s, j, outcome)
    if outcome == FINISHED:
        s.finished += 1
    elif outcome == SCRAPPED:
        s.scrapped += 1
    else:
        s.joined += 1
    free_job(s, j)
