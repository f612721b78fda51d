"""Series in fixed buckets: at each bucket's end all accounts are settled and cumulative figures are written down."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import float_at, place, put_series, resource, seconds_in, series_at, stock_at
from taktwin.kernel.base.state import LEVEL
from taktwin.kernel.common.jobs import settle_node
from taktwin.kernel.common.machine import book
from taktwin.kernel.common.stock import settle_stock

STATE_COUNT = 9


@kernel
def settle_all(s):
    """Book all state times, levels and stocks up to now."""
    now = s.now
    for i in range(s.resources):
        book(s, i, resource(s, i))
        resource(s, i).since = now
    for n in range(s.nodes):
        if place(s, n).traits & LEVEL:
            settle_node(s, n)
    for k in range(s.stocks):
        settle_stock(s, k)


@kernel
def write_row(s, b):
    """Cumulative figures into row ``b``: nodes (area, entered), stocks (area), by shop states and energy by medium."""
    nodes = s.nodes
    stocks = s.stocks
    media = s.media
    row = b * s.columns
    col = row + 2 * nodes + stocks
    for c in range(s.columns):
        put_series(s, row + c, 0.0)
    for n in range(nodes):
        put_series(s, row + 2 * n, place(s, n).area)
        put_series(s, row + 2 * n + 1, place(s, n).entered)
    for k in range(stocks):
        put_series(s, row + 2 * nodes + k, stock_at(s, k).area)
    width = STATE_COUNT + media
    for i in range(s.resources):
        r = resource(s, i)
        if r.group < 0:
            continue
        at = col + r.group * width
        if r.serves == 1:
            for q in range(STATE_COUNT):
                put_series(s, at + q, series_at(s, at + q) + seconds_in(s, i * 9 + q))
        for m in range(media):
            p = r.power + m * (STATE_COUNT + 1)
            total = float_at(s, p + STATE_COUNT) * r.jobs
            for q in range(STATE_COUNT):
                total += float_at(s, p + q) * seconds_in(s, i * 9 + q)
            put_series(s, at + STATE_COUNT + m, series_at(s, at + STATE_COUNT + m) + total)


@kernel
def end_of_bucket(s):
    """A bucket ends: all that happened up to its end, its last instant included, has been done."""
    settle_all(s)
    write_row(s, s.bucket_n)
    s.bucket_n += 1
    s.bucket_count += 1
    s.bucket_due = s.bucket_base + (s.bucket_count + 1) * s.bucket_len
