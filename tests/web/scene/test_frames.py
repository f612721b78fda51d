"""Frames: what is packed comes out again, and what is damaged is refused."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.web.scene.frames import LEVELS, SEGMENTS, STATES, FrameError, packed, unpacked


def test_what_is_packed_comes_out_again() -> None:
    """All types, empty arrays and texts of any language; each array begins at a multiple of 8."""
    types = {**SEGMENTS, **STATES, **LEVELS}
    arrays = {name: np.arange(number % 5, dtype=kind) for number, (name, kind) in enumerate(types.items())}
    frame = packed({"begin": -1.5, "things": {"name": ["车身", 'a"b']}}, arrays)
    header, found = unpacked(frame)
    assert header == {"begin": -1.5, "things": {"name": ["车身", 'a"b']}}
    assert {name: one.tolist() for name, one in found.items()} == {name: one.tolist() for name, one in arrays.items()}
    assert all(one.dtype == arrays[name].dtype for name, one in found.items())
    assert (8 + int.from_bytes(frame[4:8], "little")) % 8 == 0


@pytest.mark.parametrize("cut", [0, 3, 7, 40, -9])
def test_what_is_cut_off_is_no_frame(cut: int) -> None:
    frame = packed({"begin": 0.0}, {"t0": np.arange(4.0)})
    with pytest.raises(FrameError):
        unpacked(frame[:cut])
