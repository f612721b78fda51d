"""Payloads and their metrics out of bytes. A payload counts whole or not at all."""

from __future__ import annotations

from taktwin.exchange.sparkplug.wire import layout as k
from taktwin.exchange.sparkplug.wire.jit import entry_kernel, kernel
from taktwin.exchange.sparkplug.wire.nested import check_nested
from taktwin.exchange.sparkplug.wire.varint import read_fixed, read_varint, skip_value


@kernel
def _scan_metric(data, at, end, metric):
    """Fill the row of a metric; what is wrong, where, and whether messages stand within it."""
    metric.at = at
    metric.length = end - at
    metric.name_at = 0
    metric.name_length = 0
    metric.alias = 0
    metric.timestamp = 0
    metric.bits = 0
    metric.value_at = 0
    metric.value_length = 0
    metric.datatype = 0
    metric.field = 0
    flags = 0
    nested = False
    while at < end:
        begin = at
        tag, at = read_varint(data, at, end)
        if at < 0:
            return -1 - at, begin, nested
        field = (tag >> 3) & 0x1FFFFFFF
        wire = tag & 7
        if field == 0 or tag >> 32 != 0:
            return k.NO_FIELD, begin, nested
        if wire == k.VARINT:
            value, at = read_varint(data, at, end)
            if at < 0:
                return -1 - at, begin, nested
            if field == k.M_ALIAS:
                metric.alias = value
                flags |= k.HAS_ALIAS
            elif field == k.M_TIMESTAMP:
                metric.timestamp = value
                flags |= k.HAS_TIME
            elif field == k.M_DATATYPE:
                metric.datatype = value & 0xFFFFFFFF
                flags |= k.HAS_TYPE
            elif field == k.M_HISTORICAL:
                flags = (flags & ~k.HISTORICAL) | k.SAID_HISTORICAL | (k.HISTORICAL if value != 0 else 0)
            elif field == k.M_TRANSIENT:
                flags = (flags & ~k.TRANSIENT) | k.SAID_TRANSIENT | (k.TRANSIENT if value != 0 else 0)
            elif field == k.M_NULL:
                flags = (flags & ~k.NULL) | k.SAID_NULL | (k.NULL if value != 0 else 0)
            elif field == k.M_INT:
                metric.field = k.M_INT
                metric.bits = value & 0xFFFFFFFF
            elif field == k.M_LONG:
                metric.field = k.M_LONG
                metric.bits = value
            elif field == k.M_BOOLEAN:
                metric.field = k.M_BOOLEAN
                metric.bits = 1 if value != 0 else 0
        elif wire == k.SIZED:
            length, at = read_varint(data, at, end)
            if at < 0:
                return -1 - at, begin, nested
            if length < 0 or length > end - at:
                return k.CUT, begin, nested
            if field == k.M_NAME:
                metric.name_at = at
                metric.name_length = length
                flags |= k.HAS_NAME
            elif k.M_STRING <= field <= k.M_TEMPLATE:
                metric.field = field
                metric.value_at = at
                metric.value_length = length
                nested |= field >= k.M_DATASET
            elif field == k.M_METADATA:
                flags |= k.HAS_METADATA
                nested = True
            elif field == k.M_PROPERTIES:
                flags |= k.HAS_PROPERTIES
                nested = True
            at += length
        elif wire == k.EIGHT or wire == k.FOUR:
            width = 8 if wire == k.EIGHT else 4
            if end - at < width:
                return k.CUT, begin, nested
            if (field == k.M_DOUBLE and width == 8) or (field == k.M_FLOAT and width == 4):
                metric.field = field
                metric.bits = read_fixed(data, at, width)
            at += width
        else:
            return k.GROUP, begin, nested
    metric.flags = flags
    return k.SOUND, 0, nested


@kernel
def _scan_payload(data, at, end, head, number, metrics, spare, counted, ends, kinds):
    """Fill the row of a payload and those of its metrics, from number `counted` on; what is wrong, and where.

    Metrics for which there is no room are read into the spare row, so that they are checked and counted.
    """
    flags = 0
    while at < end:
        begin = at
        tag, at = read_varint(data, at, end)
        if at < 0:
            return -1 - at, begin, counted
        field = (tag >> 3) & 0x1FFFFFFF
        wire = tag & 7
        if field == 0 or tag >> 32 != 0:
            return k.NO_FIELD, begin, counted
        if wire == 3 or wire == 4 or wire > 5:
            return k.GROUP, begin, counted
        if wire == k.VARINT:
            value, at = read_varint(data, at, end)
            if at < 0:
                return -1 - at, begin, counted
            if field == k.P_TIMESTAMP:
                head.timestamp = value
                flags |= k.SAID_TIME
            elif field == k.P_SEQ:
                head.seq = value
                flags |= k.SAID_SEQ
        elif wire == k.SIZED:
            length, at = read_varint(data, at, end)
            if at < 0:
                return -1 - at, begin, counted
            if length < 0 or length > end - at:
                return k.CUT, begin, counted
            if field == k.P_METRICS:
                row = metrics[counted] if counted < len(metrics) else spare[0]
                row.payload = number
                fault, place, nested = _scan_metric(data, at, at + length, row)
                if fault == k.SOUND and nested:
                    fault, place = check_nested(data, at, at + length, k.METRIC_, ends, kinds)
                if fault != k.SOUND:
                    return fault, place, counted
                counted += 1
            elif field == k.P_UUID:
                head.uuid_at = at
                head.uuid_length = length
                flags |= k.SAID_UUID
            elif field == k.P_BODY:
                head.body_at = at
                head.body_length = length
                flags |= k.SAID_BODY
            at += length
        else:
            at = skip_value(data, at, end, wire)
            if at < 0:
                return -1 - at, begin, counted
    head.flags = flags
    return k.SOUND, 0, counted


@entry_kernel
def scan_batch(data, bounds, heads, metrics, spare, ends, kinds):
    """Read payload `i` from `data[bounds[i]:bounds[i + 1]]` into `heads[i]` and the metrics from its `first` on.

    Returns how many metrics there are; where there are more than `metrics` has rows, those above are not in it.
    """
    counted = 0
    for number in range(len(heads)):
        head = heads[number]
        first = counted
        fault, place, counted = _scan_payload(
            data, bounds[number], bounds[number + 1], head, number, metrics, spare, counted, ends, kinds
        )
        if fault != k.SOUND:
            counted = first
            head.fault_at = place
            head.flags = 0
            head.timestamp = 0
            head.seq = 0
            head.uuid_at = 0
            head.uuid_length = 0
            head.body_at = 0
            head.body_length = 0
        head.fault = fault
        head.first = first
        head.count = counted - first
    return counted
