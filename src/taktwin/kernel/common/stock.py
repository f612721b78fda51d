"""Stock points: amounts that are drawn by stations and cells, and refilled by cells, lanes and feeds."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import entry, int_at, stock_at, stock_state
from taktwin.kernel.common.condition import holds
from taktwin.kernel.common.joblog import log_stock
from taktwin.kernel.common.machine import mark


@kernel
def settle_stock(s, k):
    """Integrate level over time up to now."""
    p = stock_state(s, k)
    dt = s.now - p.since
    if dt > 0.0:
        p.area += p.level * dt
        if p.level <= 0.0:
            p.empty += dt
        p.since = s.now


@kernel
def available(s, k):
    """Amount that nobody has reserved."""
    return stock_state(s, k).level - stock_state(s, k).reserved


@kernel
def draw(s, k, amount):
    """Take ``amount`` out for nobody who is named (a lane): see `draw_for`."""
    draw_for(s, k, amount, -1)


@kernel
def draw_for(s, k, amount, job):
    """Take ``amount`` out; what waits at the dock for room moves in; whoever refills the stock is told.

    ``job`` is whom it is for, -2 - i for resource ``i``, -1 for nobody who is named; a traced run logs it.
    """
    if s.trace == 1:
        log_stock(s, k, -amount, job)
    settle_stock(s, k)
    p = stock_state(s, k)
    given = stock_at(s, k)
    p.level -= amount
    p.drawn += amount
    if given.called == 1:
        p.owed = max(0.0, p.owed - amount)
    if p.dock > 0.0:
        moved = min(p.dock, given.cap - p.level)
        p.dock -= moved
        p.level += moved
        if moved > 0.0:
            for i in range(given.user0, given.user0 + given.users):
                mark(s, int_at(s, i))
    if p.level < p.least:
        p.least = p.level
    mark_makers(s, k)


@kernel
def call_parts(s, k, amount):
    """So much will be drawn from stock point ``k``: whoever orders by what is called is told."""
    stock_state(s, k).owed += amount
    mark_makers(s, k)


@kernel
def mark_makers(s, k):
    """Less is there or to come than before: have whoever refills the stock look at it."""
    p = stock_at(s, k)
    for i in range(p.maker0, p.maker0 + p.makers):
        mark(s, int_at(s, i))


@kernel
def receive(s, k, amount):
    """Put ``amount`` in that a lane has brought: see `receive_from`."""
    receive_from(s, k, amount, -1)


@kernel
def receive_from(s, k, amount, i):
    """Put ``amount`` in; beyond the capacity it waits at the dock. Whoever waits for the part is told.

    ``i`` is the resource that has made or brought it, -1 for a lane; a traced run logs it.
    """
    if s.trace == 1:
        log_stock(s, k, amount, -2 - i if i >= 0 else -1)
    settle_stock(s, k)
    p = stock_state(s, k)
    given = stock_at(s, k)
    p.received += amount
    p.level += amount
    if p.level > given.cap:
        p.dock += p.level - given.cap
        p.level = given.cap
    if p.level > p.most:
        p.most = p.level
    for i in range(given.user0, given.user0 + given.users):
        mark(s, int_at(s, i))


@kernel
def lacks(s, need0, i, job):
    """Whether the part of row ``i`` is lacking. ``job`` -1: no conditions."""
    row = entry(s, i)
    if job >= 0 and not holds(s, row.cond0, row.conds, job):
        return False
    wanted = row.amount
    for earlier in range(need0, i):  # other rows of the list may draw from the same stock
        other = entry(s, earlier)
        if other.target == row.target and (job < 0 or holds(s, other.cond0, other.conds, job)):
            wanted += other.amount
    return available(s, row.target) < wanted - 1e-9


@kernel
def lacking(s, need0, needs, job):
    """Row of the first part that is lacking, or -1. ``job`` -1: no conditions."""
    for i in range(need0, need0 + needs):
        if lacks(s, need0, i, job):
            return i
    return -1


@kernel
def draw_all(s, need0, needs, job):
    """Draw every part of the list (the caller has checked that none is lacking).

    ``job`` below 0: no conditions; -2 - i names the resource ``i`` that draws.
    """
    for i in range(need0, need0 + needs):
        row = entry(s, i)
        if job < 0 or holds(s, row.cond0, row.conds, job):
            draw_for(s, row.target, row.amount, job)
