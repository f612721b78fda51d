"""What comes from a plant, before anybody knows what it means: bytes, where they were sent to, and when they came."""

from __future__ import annotations

import time
from typing import NamedTuple


class Message(NamedTuple):
    """A message that came.

    Attributes:
        topic: as it came; of connections without topics, what the connector writes there.
        payload: its bytes.
        received: when, in ms since 1970 UTC, by the clock of this computer.
        qos: quality of service, 0 to 2.
        retain: whether the server had kept it from earlier.
    """

    topic: str
    payload: bytes
    received: int
    qos: int = 0
    retain: bool = False


def now_ms() -> int:
    """The time of this computer, in ms since 1970 UTC."""
    return time.time_ns() // 1_000_000
