"""Series in fixed buckets: at each bucket's end all accounts are settled and cumulative figures are written down."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import (
    float_at,
    place_state,
    put_series,
    resource,
    resource_state,
    seconds_in,
    series_at,
    stock_state,
)
from taktwin.kernel.base.state import STATE_COUNT
from taktwin.kernel.common.jobs import settle_node
from taktwin.kernel.common.machine import book
from taktwin.kernel.common.stock import settle_stock
from taktwin.kernel.serieslayout import (
    ACCOUNTS,
    amounts_of_group,
    area_of_node,
    area_of_stock,
    entered_node,
    seconds_of_group,
)


@kernel
def settle_all(s):
    """Book all state times, levels and stocks up to now."""
    now = s.now
    for i in range(s.resources):
        r = resource_state(s, i)
        book(s, i, r)
        r.since = now
    for n in range(s.nodes):
        settle_node(s, n)
    for k in range(s.stocks):
        settle_stock(s, k)


@kernel
def write_row(s, b):
    """Cumulative figures into row ``b``: nodes, stocks, and by group states and the ledger (see ``serieslayout``)."""
    row = b * s.columns
    for c in range(s.columns):
        put_series(s, row + c, 0.0)
    for n in range(s.nodes):
        put_series(s, row + area_of_node(n), place_state(s, n).area)
        put_series(s, row + entered_node(n), place_state(s, n).entered)
    for k in range(s.stocks):
        put_series(s, row + area_of_stock(s.nodes, k), stock_state(s, k).area)
    for i in range(s.resources):
        given = resource(s, i)
        if given.group >= 0:
            if given.serves == 1:
                at = row + seconds_of_group(s.nodes, s.stocks, given.group)
                for q in range(STATE_COUNT):
                    put_series(s, at + q, series_at(s, at + q) + seconds_in(s, i * STATE_COUNT + q))
            for m in range(s.media):
                at = row + amounts_of_group(s.nodes, s.stocks, given.group, m)
                write_medium(s, i, given.power + m * ACCOUNTS, at)


@kernel
def write_medium(s, i, power, at):
    """Add what resource ``i`` drew of a medium to its group's accounts, which begin at ``at``."""
    for q in range(STATE_COUNT):
        put_series(s, at + q, series_at(s, at + q) + float_at(s, power + q) * seconds_in(s, i * STATE_COUNT + q))
    jobs = resource_state(s, i).jobs
    put_series(s, at + STATE_COUNT, series_at(s, at + STATE_COUNT) + float_at(s, power + STATE_COUNT) * jobs)


@kernel
def end_of_bucket(s):
    """A bucket ends: all that happened up to its end, its last instant included, has been done."""
    settle_all(s)
    write_row(s, s.bucket_n)
    s.bucket_n += 1
    s.bucket_count += 1
    s.bucket_due = s.bucket_base + (s.bucket_count + 1) * s.bucket_len
