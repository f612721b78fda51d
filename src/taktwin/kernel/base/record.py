"""How the records of the kernel lie in memory."""

from __future__ import annotations

from typing import Any

import numpy as np


def record(**fields: str) -> np.dtype:
    """A record padded to whole cache lines (64 bytes), or to a half or a quarter: an event then reads few of them."""
    dtype = np.dtype(list(fields.items()), align=True)
    size = next((part for part in (16, 32) if dtype.itemsize <= part), 64 * -(-dtype.itemsize // 64))
    layout: Any = {
        "names": list(fields),
        "formats": [dtype[name] for name in fields],
        "offsets": [offset_of(dtype, name) for name in fields],
        "itemsize": size,
    }
    return np.dtype(layout)


def aligned(array: np.ndarray) -> np.ndarray:
    """A copy that begins at a cache line, so that records padded to whole lines lie in as few of them as possible."""
    room = np.zeros(array.nbytes + 64, np.uint8)
    begin = -room.ctypes.data % 64
    copy = room[begin : begin + array.nbytes].view(array.dtype).reshape(array.shape)
    copy[...] = array
    return copy


def shared(array: np.ndarray) -> np.ndarray:
    """The array itself if it begins at a cache line (one that has come from another process may not), else a copy."""
    return array if not array.size or array.ctypes.data % 64 == 0 else aligned(array)


def offset_of(dtype: np.dtype, name: str) -> int:
    """Offset in bytes of a field in its record."""
    fields: Any = dtype.fields
    return fields[name][1]
