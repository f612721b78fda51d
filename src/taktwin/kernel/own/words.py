"""The numbers that a rule of one's own may ask for, by the names of its arguments, and how the kernel reads each.

Each is an expression over the world ``s``, the place ``n``, the job ``j`` and what is rated, ``x``: a place in the
queue, a server, a row of ways (-1: on along the line), a stream. ``k(i)`` is the i-th constant that lowering has noted
for the rule.
"""

from __future__ import annotations

from dataclasses import dataclass

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import (
    dist_at,
    entry,
    float_at,
    guided_at,
    int_at,
    job_at,
    mode_at,
    network_at,
    place,
    place_state,
    resource,
    resource_state,
    stock_at,
    stock_state,
    stop_at,
    value_of,
)
from taktwin.kernel.base.state import BY_SERVER, INF, TRANSPORT
from taktwin.kernel.common.route import level_of, room_of


@kernel
def column_of(s, j, column, node):
    """What a work time asks of job ``j``: the value of an option, or the number of a visit that is still to come."""
    value = value_of(s, j * s.job_values + column)
    if column >= s.options and column == node.visits:
        return min(value + 1, node.most_visits)
    return value


@kernel
def mean_at(s, n, j):
    """Mean time of the work of station ``n`` on job ``j``, before it is there, s; 0 at what is no station.

    Of servers with times of their own it is the mean of theirs.
    """
    if n < 0:
        return 0.0
    node = place(s, n)
    if not node.traits & BY_SERVER:
        return 0.0
    if node.unequal > 0:
        total = 0.0
        for i in range(node.res0, node.res0 + node.res):
            given = resource(s, i)
            dist = given.dist
            if given.by_option >= 0:
                dist = int_at(s, given.by0 + column_of(s, j, given.by_option, node))
            total += dist_at(s, dist).mean
        return total / node.res
    if node.by_option >= 0:
        return dist_at(s, int_at(s, node.by0 + column_of(s, j, node.by_option, node))).mean
    return dist_at(s, node.dist).mean


@kernel
def mean_on(s, i, j):
    """Mean time of the work of server ``i`` on job ``j``, which has come in, s."""
    given = resource(s, i)
    node = place(s, given.node)
    if node.unequal == 0:
        if node.by_option >= 0:
            return dist_at(s, int_at(s, node.by0 + value_of(s, j * s.job_values + node.by_option))).mean
        return dist_at(s, node.dist).mean
    if given.by_option >= 0:
        return dist_at(s, int_at(s, given.by0 + value_of(s, j * s.job_values + given.by_option))).mean
    return dist_at(s, given.dist).mean


@kernel
def work_left(s, n, j):
    """Mean work times of job ``j`` from place ``n`` on, along the line and those that it leads into, s."""
    total = 0.0
    for _ in range(s.nodes):  # a line may lead back into itself
        if n < 0:
            break
        total += mean_at(s, n, j)
        n = place(s, n).dest
    return total


@kernel
def due_of(s, j, table):
    """When the order of job ``j`` is due, s; infinite where it is due at no time."""
    job = job_at(s, j)
    if job.stream < 0:
        return INF
    at = int_at(s, table + job.stream)
    return float_at(s, at + job.order) if at >= 0 else INF


@kernel
def way_of(s, n, x):
    """The place to which way ``x`` of place ``n`` leads."""
    return entry(s, x).target if x >= 0 else place(s, n).dest


@kernel
def share_of(s, x, below):
    """The share of way ``x``; of that along the line what is left."""
    return entry(s, x).share if x >= 0 else 1.0 - below


@kernel
def number_of_way(s, n, x):
    """The place of way ``x`` among the routes in the file, from 0; the last is the one along the line."""
    node = place(s, n)
    first = node.route0 + node.scraps
    return x - first if x >= 0 else node.route0 + node.routes - first


@kernel
def way_between(s, v, a, b):
    """Time of guided vehicle ``v`` from stop ``a`` to stop ``b``, if nobody is in its way, s."""
    g = guided_at(s, resource(s, v).row)
    return float_at(s, g.pairs0 + stop_at(s, a).point * network_at(s, g.network).points + stop_at(s, b).point)


@kernel
def empty_of(s, n, v):
    """Time of the empty run of vehicle ``v`` to what node ``n`` has to fetch, s."""
    if resource(s, v).row >= 0:
        return way_between(s, v, guided_at(s, resource(s, v).row).at, place(s, n).load)
    return entry(s, place(s, n).row).empty_s


@kernel
def loaded_of(s, n, v):
    """Time of the loaded run, s."""
    if resource(s, v).row >= 0:
        return way_between(s, v, place(s, n).load, place(s, n).unload)
    return entry(s, place(s, n).row).loaded_s


@kernel
def goods_before(s, n):
    """Jobs in the places before a transport; parts at the stock point from which a feed fetches."""
    node = place(s, n)
    if not node.traits & TRANSPORT:
        return stock_state(s, entry(s, node.row).source).level
    jobs = 0
    for k in range(node.pred0, node.pred0 + node.preds):
        jobs += level_of(s, int_at(s, k))
    return 1.0 * jobs


@kernel
def goods_behind(s, n):
    """Jobs of a transport that are on the way or at its far end; parts at the stock point that a feed refills."""
    node = place(s, n)
    if node.traits & TRANSPORT:
        return 1.0 * place_state(s, n).count
    return stock_state(s, entry(s, node.row).target).level


@kernel
def room_behind(s, n):
    """Free places at the far end of a transport; what still fits into the stock point that a feed refills."""
    node = place(s, n)
    if node.traits & TRANSPORT:
        return 1.0 * (node.cap - place_state(s, n).count)
    row = entry(s, node.row)
    return stock_at(s, row.target).cap - stock_state(s, row.target).level


@kernel
def charge_of(s, v):
    """How full the battery of vehicle ``v`` is, from 0 to 1; 1 without one."""
    if resource(s, v).row < 0:
        return 1.0
    g = guided_at(s, resource(s, v).row)
    if g.capacity <= 0.0:
        return 1.0
    return (g.level - g.draw * (s.now - g.drawn_at)) / g.capacity


@kernel
def repair_of(s, i):
    """Mean time of the repair for which resource ``i`` waits, s."""
    return dist_at(s, mode_at(s, resource_state(s, i).down_mode).repair).mean


@dataclass(frozen=True)
class Word:
    """A number: ``code`` reads it, ``text`` says what it is, ``whole`` whether it counts something."""

    code: str
    text: str
    whole: bool = False


_OF_ALL = {
    "now": Word("s.now", "time since the start of the plant, s"),
    "wip": Word("s.wip", "jobs of orders in the plant", whole=True),
}
_OF_ORDER = {
    "order": Word("job_at(s, j).order", "order number of the job; -1 where it has none", whole=True),
    "due": Word("due_of(s, j, k({due}))", "when its order is due, s; infinite where it is due at no time"),
}
_OF_JOB = {
    "order": _OF_ORDER["order"],
    "born": Word("job_at(s, j).born", "when the job entered its first element, s"),
    "age": Word("s.now - job_at(s, j).born", "time since then, s"),
    "due": _OF_ORDER["due"],
}

#: Decision -> argument -> the number. Beside these, every option of the plant is an argument.
WORDS: dict[str, dict[str, Word]] = {
    "retrieval": {
        **_OF_ALL,
        **_OF_JOB,
        "ready": Word("job_at(s, j).ready", "when the job came in, s"),
        "waited": Word("s.now - job_at(s, j).ready", "time since then, s"),
        "position": Word("x", "how many jobs that are still there came in before it", whole=True),
        "count": Word("place_state(s, n).count", "jobs in the element", whole=True),
        "work": Word("mean_at(s, k({work}), j)", "mean time of the work on it at the next station along the line, s"),
        "work_left": Word(
            "work_left(s, place(s, n).dest, j)", "the same at all stations from here on along the line, s"
        ),
    },
    "choice": {
        **_OF_ALL,
        **_OF_JOB,
        "server": Word("x - place(s, n).res0", "number of the server, from 0", whole=True),
        "free_since": Word("resource_state(s, x).freed", "since when the server has had no job, s; 0 before the first"),
        "idle": Word("s.now - resource_state(s, x).freed", "time since then, s"),
        "turn": Word(
            "(x - place(s, n).res0 - place_state(s, n).next_server) % place(s, n).res",
            "how many servers stand between the one that took a job last and this one, in turn",
            whole=True,
        ),
        "work": Word("mean_on(s, x, j)", "mean time of the work on the job on this server, s"),
    },
    "route": {
        **_OF_ALL,
        **_OF_JOB,
        "way": Word("number_of_way(s, n, x)", "place of the way among `routes`, from 0; on along the line: the last",
                    whole=True),
        "u": Word("u", "a random number from 0 to 1, the same for all ways of the job"),
        "share": Word("share_of(s, x, below)", "share of the way; of the last what is left"),
        "below": Word("below", "shares of scrap and of the open ways before it"),
        "level": Word("level_of(s, way_of(s, n, x))", "jobs in the element to which the way leads", whole=True),
        "room": Word("room_of(s, way_of(s, n, x))", "free places there; infinite without a limit"),
        "work": Word("mean_at(s, way_of(s, n, x), j)", "mean time of the work on the job there, s; 0 at no station"),
    },
    "release": {
        **_OF_ALL,
        **_OF_ORDER,
        "ready": Word("job_at(s, j).ready", "when the order was released, s"),
        "waited": Word("s.now - job_at(s, j).ready", "time since then, s"),
        "position": Word("x", "how many orders that still wait were released before it", whole=True),
        "count": Word("place_state(s, n).count", "orders that wait before the line", whole=True),
        "work": Word("mean_at(s, k({work}), j)", "mean time of the work on it at the first station of the line, s"),
        "work_left": Word("work_left(s, place(s, n).dest, j)", "the same at all stations along the line, s"),
    },
    "dispatch": {
        **_OF_ALL,
        "vehicle": Word("x - place(s, place(s, n).fleet).res0", "number of the vehicle, from 0", whole=True),
        "trips": Word("resource_state(s, x).works", "trips that it has made", whole=True),
        "free_since": Word("resource_state(s, x).freed", "since when it has had no task, s; 0 before the first"),
        "idle": Word("s.now - resource_state(s, x).freed", "time since then, s"),
        "charge": Word("charge_of(s, x)", "how full its battery is, from 0 to 1; 1 without one"),
        "element": Word("n", "the transport or feed that asks (see `rule.element`)", whole=True),
        "position": Word("int(u)", "how many requests stand before it in the queue of the fleet", whole=True),
        "wanted": Word("max(1, place_state(s, n).queued)", "trips that it waits for", whole=True),
        "empty": Word("empty_of(s, n, x)", "time of the vehicle's empty run to it, s"),
        "loaded": Word("loaded_of(s, n, x)", "time of the loaded run, s"),
        "priority": Word("place(s, n).priority", "its `priority`, on a guide path; else 0", whole=True),
        "before": Word("goods_before(s, n)", "jobs in the places before it; of a feed parts where it fetches"),
        "level": Word("goods_behind(s, n)", "jobs on its way and at its far end; of a feed parts where it brings them"),
        "room": Word("room_behind(s, n)", "how many more fit there"),
    },
    "repair": {
        **_OF_ALL,
        "element": Word("resource(s, x).node", "where it stands (see `rule.element`)", whole=True),
        "server": Word("x - place(s, resource(s, x).node).res0", "its number there, from 0", whole=True),
        "mode": Word("resource_state(s, x).down_mode - resource(s, x).mode0",
                     "which of its failure modes has struck, from 0", whole=True),
        "repair": Word("repair_of(s, x)", "mean time of the repair, s"),
        "failures": Word("resource_state(s, x).failures", "how often it has failed", whole=True),
        "position": Word("int(u)", "how many resources stand before it in the queue of the crew", whole=True),
    },
}  # fmt: skip

#: Numbers of the plant that a decorator may name (see `model.own.rule`).
OF_PLANT = {
    "level": Word("level_of(s, {at})", "", whole=True),
    "stock": Word("stock_state(s, {at}).level", ""),
    "value": Word("{at}", "", whole=True),
    "element": Word("{at}", "", whole=True),
    "option": Word("value_of(s, j * s.job_values + {at})", "", whole=True),
}
OPTION = OF_PLANT["option"]
LAST_OPTION = Word("place_state(s, n).last_value", "", whole=True)
LAST = "last_"

#: What these expressions are made of.
NAMES = {
    one.__name__ if hasattr(one, "__name__") else one.py_func.__name__: one
    for one in (
        level_of,
        room_of,
        mean_at,
        mean_on,
        work_left,
        due_of,
        way_of,
        share_of,
        number_of_way,
        empty_of,
        loaded_of,
        goods_before,
        goods_behind,
        room_behind,
        charge_of,
        repair_of,
    )
} | {
    "job_at": job_at,
    "place": place,
    "place_state": place_state,
    "resource": resource,
    "resource_state": resource_state,
    "stock_state": stock_state,
    "value_of": value_of,
    "int_at": int_at,
}
