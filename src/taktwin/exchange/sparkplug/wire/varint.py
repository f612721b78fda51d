"""Numbers as protocol buffers write them. A place of -1 - FAULT in a result says what is wrong."""

from __future__ import annotations

import numpy as np

from taktwin.exchange.sparkplug.wire.jit import small_kernel
from taktwin.exchange.sparkplug.wire.layout import CUT, LONG_NUMBER


@small_kernel
def read_varint(data, at, end):
    """A number of 7 bits a byte, lowest first, and the place after it. What goes beyond 64 bits is dropped."""
    value = np.int64(0)
    shift = 0
    while at < end:
        byte = np.int64(data[at])
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
        if shift > 63:
            return np.int64(0), -1 - LONG_NUMBER
    return np.int64(0), -1 - CUT


@small_kernel
def read_fixed(data, at, width):
    """A number of so many bytes, lowest first; they are known to be there."""
    value = np.int64(0)
    for k in range(width):
        value |= np.int64(data[at + k]) << (8 * k)
    return value


@small_kernel
def skip_value(data, at, end, wire):
    """The place after a value that is written in one of the four ways (0, 1, 2, 5)."""
    if wire == 0:
        _, at = read_varint(data, at, end)
        return at
    if wire == 1:
        return at + 8 if end - at >= 8 else -1 - CUT
    if wire == 5:
        return at + 4 if end - at >= 4 else -1 - CUT
    length, at = read_varint(data, at, end)
    if at < 0:
        return at
    return at + length if 0 <= length <= end - at else -1 - CUT
