"""What a host says of itself: STATE messages (Sparkplug 3.0, sections 5.3 and 6.4.22)."""

from __future__ import annotations

import json
from typing import NamedTuple

from taktwin.live.sparkplug.messages import Publish
from taktwin.live.sparkplug.topics import state_topic


class HostState(NamedTuple):
    """Whether a host is there, and the time that it gives, in ms since 1970 UTC."""

    online: bool
    timestamp: int


def state_message(host: str, online: bool, timestamp: int) -> Publish:
    """A birth or death of a host: UTF-8 JSON, QoS 1, retained."""
    payload = json.dumps({"online": online, "timestamp": timestamp}, separators=(",", ":")).encode()
    return Publish(state_topic(host), payload, qos=1, retain=True)


def state_of(payload: bytes) -> HostState | None:
    """What a STATE message says; None where it is none."""
    try:
        told = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    online, timestamp = told.get("online"), told.get("timestamp")
    if not isinstance(online, bool) or isinstance(timestamp, bool) or not isinstance(timestamp, int):
        return None
    return HostState(online, timestamp)
