"""Whether the messages within a metric are whole: metadata, properties, data sets, templates."""

from __future__ import annotations

from taktwin.exchange.sparkplug.wire.jit import kernel
from taktwin.exchange.sparkplug.wire.layout import (
    CUT,
    DEEP,
    GROUP,
    LONG_NUMBER,
    MOST_DEPTH,
    NO_FIELD,
    NUMBERS,
    SOUND,
    WITHIN,
)
from taktwin.exchange.sparkplug.wire.varint import read_varint, skip_value

_FIELDS = WITHIN.shape[1]


@kernel
def check_nested(data, at, end, kind, ends, kinds):
    """What is wrong with a message and all within it, and where; (SOUND, 0) for nothing.

    Args:
        data: the buffer.
        at: where the message begins.
        end: where it ends.
        kind: which message it is (`layout.WITHIN`).
        ends: room for MOST_DEPTH numbers.
        kinds: the same.
    """
    depth = 0
    ends[0] = end
    kinds[0] = kind
    while True:
        while at == ends[depth]:
            if depth == 0:
                return SOUND, 0
            depth -= 1
        end = ends[depth]
        begin = at
        tag, at = read_varint(data, at, end)
        if at < 0:
            return -1 - at, begin
        if kinds[depth] == NUMBERS:
            continue
        field = (tag >> 3) & 0x1FFFFFFF
        wire = tag & 7
        if field == 0 or tag >> 32 != 0:
            return NO_FIELD, begin
        if wire == 3 or wire == 4 or wire > 5:
            return GROUP, begin
        inner = WITHIN[kinds[depth], field] if field < _FIELDS else 0
        if wire != 2 or inner == 0:
            at = skip_value(data, at, end, wire)
            if at < 0:
                return -1 - at, begin
            continue
        length, at = read_varint(data, at, end)
        if at < 0:
            return -1 - at, begin
        if length < 0 or length > end - at:
            return CUT, begin
        if depth + 1 == MOST_DEPTH:
            return DEEP, begin
        depth += 1
        ends[depth] = at + length
        kinds[depth] = inner
    return LONG_NUMBER, at
