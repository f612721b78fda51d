"""The frames in which moves are sent: a header of JSON that names the arrays, then the arrays, as they lie in memory.

    bytes 0 to 3    the letters TKF1
    bytes 4 to 7    length of the header in bytes, little endian
    then            the header, UTF-8, filled with spaces so that what follows begins at a multiple of 8
    then            the arrays, each at its ``offset`` from the end of the header, little endian

The header has ``arrays``: name -> {type, offset, length}; types are `f8`, `f4`, `u4`, `i4` and `u1`. All else in it is
plain JSON: ``begin`` and ``end`` of the time that the frame tells (s), ``now`` of the server, ``things``.
`static/scene/frames.js` reads the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from taktwin.model.errors import INPUT, TaktwinError
from taktwin.model.phrase import Phrase

MAGIC = b"TKF1"
#: Names of the arrays of segments, in their order, with their types; see `Segments`.
SEGMENTS = {
    "t0": "f8", "t1": "f8", "move": "f4", "thing": "u4", "place": "i4", "slot": "u4", "from": "i4", "from_slot": "u4",
    "way": "i4", "sure": "u1",
}  # fmt: skip
#: Of changes of state, and of levels of stock points.
STATES = {"state_t": "f8", "state_of": "u4", "state": "u1"}
LEVELS = {"level_t": "f8", "level": "f8", "level_of": "u4"}
_ALIGN = 8


class FrameError(TaktwinError, ValueError):
    """Bytes that are no frame."""

    exit_code = INPUT


def packed(header: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> bytes:
    """A frame.

    >>> told, arrays = unpacked(packed({"begin": 0.0}, {"t0": np.array([1.0, 2.0])}))
    >>> told["begin"], arrays["t0"].tolist()
    (0.0, [1.0, 2.0])
    """
    pieces, about, offset = [], {}, 0
    for name, array in arrays.items():
        plain = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False)
        about[name] = {"type": f"{plain.dtype.kind}{plain.dtype.itemsize}", "offset": offset, "length": plain.size}
        data = plain.tobytes()
        data += b"\0" * (-len(data) % _ALIGN)
        pieces.append(data)
        offset += len(data)
    text = json.dumps({**header, "arrays": about}, ensure_ascii=False, allow_nan=False).encode()
    text += b" " * (-(len(text) + len(MAGIC) + 4) % _ALIGN)
    return b"".join([MAGIC, len(text).to_bytes(4, "little"), text, *pieces])


def unpacked(frame: bytes) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """The header and the arrays of a frame.

    Raises:
        FrameError: it is none, or cut off.
    """
    if frame[:4] != MAGIC or len(frame) < 8:
        raise FrameError(Phrase("these bytes are no frame"), Phrase("frames begin with TKF1"))
    begin = 8 + int.from_bytes(frame[4:8], "little")
    try:
        header = json.loads(frame[8:begin])
        arrays = {
            name: np.frombuffer(frame, dtype=f"<{one['type']}", count=one["length"], offset=begin + one["offset"])
            for name, one in header.pop("arrays").items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise FrameError(Phrase("this frame is damaged ({error})", error=error), Phrase("ask for it again")) from None
    return header, arrays
