"""Operators: a server asks for those that its phase needs, all of them come at once, and they are free when it ends.

Who asks stands in the queue of a desk, which gives out the operators of its pools when nothing else can move. Free
operators of a pool are linked in the order in which they became free, those of a server in that in which they came.
"""

from __future__ import annotations

import numpy as np

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import (
    entry,
    int_at,
    mode_at,
    place,
    place_state,
    resource,
    resource_state,
)
from taktwin.kernel.base.state import (
    ASKED,
    BY_TEAM,
    COMING,
    EMPTY_RUN,
    FOR_INSPECT,
    FOR_LOAD,
    FOR_REPAIR,
    FOR_SETUP,
    FOR_UNLOAD,
    FOR_WORK,
    IN_SETUP,
    IN_WORK,
    INF,
    INSPECTING,
    LOADING,
    NO_WORK,
    ON_FOOT,
    THERE,
)
from taktwin.kernel.common.jobs import settle_node
from taktwin.kernel.common.machine import (
    book,
    mark,
    refresh,
    start_clock,
    start_repair,
    stop_clock,
    update_state,
)
from taktwin.kernel.common.pool import put_free, take_nearest, walking_time


@kernel
def purpose_of(s, i):
    """What server ``i`` would use operators for now, as a bit; 0 for nothing."""
    r = resource_state(s, i)
    if r.up == 0:
        return FOR_REPAIR if mode_at(s, r.down_mode).crew < 0 else 0
    if r.on == 0 or r.phase == NO_WORK or r.phase == EMPTY_RUN:
        return 0
    if r.phase == IN_SETUP:
        return FOR_SETUP
    if r.phase == LOADING:
        return FOR_LOAD
    if r.phase == IN_WORK:
        return FOR_WORK
    return FOR_INSPECT if r.phase == INSPECTING else FOR_UNLOAD


@kernel
def wanted(s, i):
    """The same, where any of its needs is for that."""
    node = place(s, resource(s, i).node)
    what = purpose_of(s, i)
    for k in range(node.hand0, node.hand0 + node.hands):
        if entry(s, k).lot & what:
            return what
    return 0


# --- the queue of a desk


@kernel
def goes_first(s, i, other):
    """Whether server ``i`` gets operators before ``other``: priority, then who asked first, then plant order."""
    mine = place(s, resource(s, i).node).priority
    theirs = place(s, resource(s, other).node).priority
    if mine != theirs:
        return mine > theirs
    a = resource_state(s, i).asked
    b = resource_state(s, other).asked
    return a < b or (a == b and i < other)


@kernel
def forget_cause(s, i):
    """What server ``i`` waits for is named anew; a repair leaves open what its job has waited for before."""
    r = resource_state(s, i)
    if r.wants > 0 and r.wants != FOR_REPAIR:
        book(s, i, r)
        r.cause = -1


@kernel
def name_cause(s, i, k):
    """Server ``i`` waits for operators, those of need ``k`` first, unless another need has been named."""
    r = resource_state(s, i)
    if r.cause < 0 and r.wants != FOR_REPAIR:
        r.cause = k


@kernel
def ask(s, i):
    """Server ``i`` asks for operators from now on."""
    r = resource_state(s, i)
    r.hands = ASKED
    r.asked = s.now
    forget_cause(s, i)
    n = place(s, resource(s, i).node).desk
    settle_node(s, n)
    here = place_state(s, n)
    here.count += 1
    here.entered += 1
    before = -1
    m = here.head
    while m >= 0 and not goes_first(s, i, m):
        before = m
        m = resource_state(s, m).next_waiting
    r.next_waiting = m
    if before < 0:
        here.head = i
    else:
        resource_state(s, before).next_waiting = i
    mark(s, n)


@kernel
def leave_queue(s, i):
    """Server ``i`` asks no more."""
    n = place(s, resource(s, i).node).desk
    settle_node(s, n)
    here = place_state(s, n)
    here.count -= 1
    before = -1
    m = here.head
    while m != i:
        before = m
        m = resource_state(s, m).next_waiting
    after = resource_state(s, i).next_waiting
    if before < 0:
        here.head = after
    else:
        resource_state(s, before).next_waiting = after
    resource_state(s, i).next_waiting = -1


# --- operators of a server


@kernel
def release(s, o):
    """Operator ``o`` has nothing to do."""
    r = resource_state(s, o)
    r.giver = -1
    r.last_value = -1
    r.running = 0
    r.work_end = INF
    r.phase = NO_WORK
    r.next_waiting = -1
    if r.on == 1:
        put_free(s, o)
    update_state(s, o)
    refresh(s, o)


@kernel
def release_others(s, i, what):
    """Let those operators of server ``i`` go who are not needed for ``what``, the first that came first."""
    r = resource_state(s, i)
    kept = -1
    o = r.head
    r.head = -1
    while o >= 0:
        after = resource_state(s, o).next_waiting
        if entry(s, resource_state(s, o).last_value).lot & what:
            resource_state(s, o).next_waiting = -1
            if kept < 0:
                r.head = o
            else:
                resource_state(s, kept).next_waiting = o
            kept = o
        else:
            release(s, o)
        o = after


@kernel
def held_for(s, i, k):
    """How many operators of server ``i`` fill its need ``k``."""
    found = 0
    o = resource_state(s, i).head
    while o >= 0:
        if resource_state(s, o).last_value == k:
            found += 1
        o = resource_state(s, o).next_waiting
    return found


@kernel
def all_held(s, i, what):
    """Whether every need for ``what`` is filled."""
    node = place(s, resource(s, i).node)
    for k in range(node.hand0, node.hand0 + node.hands):
        if entry(s, k).lot & what and held_for(s, i, k) < entry(s, k).amount:
            return False
    return True


@kernel
def on_the_way(s, i):
    """Whether an operator of server ``i`` is still walking."""
    o = resource_state(s, i).head
    while o >= 0:
        if resource_state(s, o).running == 1:
            return True
        o = resource_state(s, o).next_waiting
    return False


@kernel
def tell_operators(s, i):
    """The operators of a server may be in another state: they wait for one of them, or not any more."""
    o = resource_state(s, i).head
    while o >= 0:
        update_state(s, o)
        o = resource_state(s, o).next_waiting


@kernel
def tell_line(s, i):
    """The operators of a zone have come or gone: its line sees to it."""
    node = place(s, resource(s, i).node)
    if node.plain == BY_TEAM:
        mark(s, resource(s, node.res0).node)


@kernel
def go_on(s, i):
    """Work or repair of server ``i`` goes on, if all operators for it are there."""
    r = resource_state(s, i)
    if r.hands == THERE:
        if r.up == 1:
            start_clock(s, i)
            tell_line(s, i)
        elif r.wants == FOR_REPAIR and r.repair_end == INF:
            if r.repair_left > 0.0:
                r.repair_end = s.now + r.repair_left
                r.repair_left = 0.0
            else:
                start_repair(s, i)
    update_state(s, i)
    refresh(s, i)


@kernel
def muster(s, i):
    """Server ``i`` does something else: it lets those go whom it needs no more, and asks if it needs others."""
    r = resource_state(s, i)
    what = wanted(s, i)
    if what != r.wants:
        if r.hands == ASKED:
            leave_queue(s, i)
        forget_cause(s, i)
        r.wants = what
        release_others(s, i, what)
        if what > 0 and not all_held(s, i, what):
            release_others(s, i, 0)
            ask(s, i)
        else:
            r.hands = COMING if on_the_way(s, i) else THERE
            tell_operators(s, i)
    go_on(s, i)


@kernel
def interrupt(s, i):
    """An operator of server ``i`` leaves: its work or repair stops, and it asks anew for all that it needs."""
    r = resource_state(s, i)
    if r.up == 1:
        stop_clock(s, i)
    elif r.repair_end < INF:
        r.repair_left = r.repair_end - s.now
        r.repair_end = INF
    release_others(s, i, 0)
    ask(s, i)
    tell_line(s, i)
    update_state(s, i)
    refresh(s, i)


# --- giving out


@kernel
def lacking_need(s, i):
    """The first need of server ``i``, in the order of the file, for which too few operators are free; -1 if none."""
    node = place(s, resource(s, i).node)
    what = resource_state(s, i).wants
    lacks = -1
    for k in range(node.hand0, node.hand0 + node.hands):
        row = entry(s, k)
        left = row.amount
        if row.lot & what == 0:
            continue
        for at in range(row.need0, row.need0 + row.needs):
            pool = place_state(s, int_at(s, at))
            some = min(left, pool.count - pool.claimed)
            pool.claimed += np.int64(some)
            left -= some
        if left > 0.0 and lacks < 0:
            lacks = k
    for k in range(node.hand0, node.hand0 + node.hands):
        for at in range(entry(s, k).need0, entry(s, k).need0 + entry(s, k).needs):
            place_state(s, int_at(s, at)).claimed = 0
    return lacks


@kernel
def send(s, o, i, k):
    """Send operator ``o`` to server ``i`` for its need ``k``; he is the last of those who came."""
    r = resource_state(s, o)
    r.giver = i
    r.last_value = k
    r.jobs += 1
    r.next_waiting = -1
    if resource_state(s, i).head < 0:
        resource_state(s, i).head = o
    else:
        last = resource_state(s, i).head
        while resource_state(s, last).next_waiting >= 0:
            last = resource_state(s, last).next_waiting
        resource_state(s, last).next_waiting = o
    spot = place(s, resource(s, i).node).spot
    t = walking_time(s, o, spot)
    r.at = spot
    if t > 0.0:
        resource_state(s, i).hands = COMING
        r.phase = ON_FOOT
        r.running = 1
        r.began = s.now
        r.work_end = s.now + t


@kernel
def fill(s, i):
    """Send server ``i`` the operators that it needs; they are free."""
    node = place(s, resource(s, i).node)
    r = resource_state(s, i)
    r.hands = THERE
    for k in range(node.hand0, node.hand0 + node.hands):
        row = entry(s, k)
        if row.lot & r.wants == 0:
            continue
        name_cause(s, i, k)
        left = row.amount
        for at in range(row.need0, row.need0 + row.needs):
            pool = int_at(s, at)
            while left > 0.0 and place_state(s, pool).count > 0:
                send(s, take_nearest(s, pool, node.spot), i, k)
                left -= 1.0
    o = r.head
    while o >= 0:
        update_state(s, o)
        refresh(s, o)
        o = resource_state(s, o).next_waiting
    go_on(s, i)


@kernel
def come(s, o):
    """Operator ``o`` has come to his server; when all are there, it begins."""
    r = resource_state(s, o)
    r.phase = NO_WORK
    r.running = 0
    r.work_end = INF
    i = r.giver
    if not on_the_way(s, i):
        resource_state(s, i).hands = THERE
        tell_operators(s, i)
        go_on(s, i)
    update_state(s, o)
    refresh(s, o)
