"""Checkpoints: the same text as in one piece, made without ever holding it."""

from __future__ import annotations

import json
import random
import tracemalloc
import zlib
from typing import Any

from taktwin.live.twin.written import packed, unpacked


def test_it_is_the_text_of_the_whole() -> None:
    rest: list[Any] = [[float(n), f"ä {n}"] for n in range(123)]
    memory = {"list": rest, 'a "name"': {"inner": [], "none": {}, "deep": {"ß": rest[:50], "x": [rest, 1]}}, "at": 1.5}
    assert zlib.decompress(packed(memory)).decode() == json.dumps(memory, ensure_ascii=False)
    assert unpacked(packed(memory)) == memory
    assert unpacked(packed({})) == {}


def test_no_text_of_the_whole_is_held() -> None:
    """Texts of several MB, each hour anew, left holes in the memory of the twin: 4 % more after the first."""
    draw = random.Random(1)
    memory = {"since": [[float(n), draw.randbytes(4).hex() * 50] for n in range(10_000)]}
    whole = len(json.dumps(memory))
    tracemalloc.start()
    state = packed(memory)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert whole > 4_000_000
    assert peak < whole / 4 + 2 * len(state)
