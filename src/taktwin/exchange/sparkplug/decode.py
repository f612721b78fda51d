"""Payloads in bulk: compiled, into arrays (`wire.layout`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.exchange.sparkplug.errors import PayloadError
from taktwin.exchange.sparkplug.wire import layout as k

_FAULTS = {
    k.CUT: ("the payload is cut here, or a length in it is wrong", "ask for the message anew"),
    k.LONG_NUMBER: ("a number of more than ten bytes", "this is no Sparkplug payload; look at what sends it"),
    k.NO_FIELD: ("a field that cannot be", "this is no Sparkplug payload; look at what sends it"),
    k.GROUP: ("a group, which no Sparkplug payload has", "this is no Sparkplug payload; look at what sends it"),
    k.DEEP: (f"more than {k.MOST_DEPTH} messages within each other", "have the sender nest less"),
}


@dataclass(frozen=True, slots=True)
class Batch:
    """Payloads that were read together.

    Attributes:
        data: their bytes, one after the other.
        bounds: payload `i` is `data[bounds[i]:bounds[i + 1]]`.
        heads: a row a payload, of `wire.layout.HEAD`.
        metrics: a row a metric, of `wire.layout.METRIC`, in their order.
    """

    data: bytes
    bounds: np.ndarray
    heads: np.ndarray
    metrics: np.ndarray

    def metrics_of(self, payload: int) -> np.ndarray:
        """The metrics of one payload."""
        head = self.heads[payload]
        return self.metrics[int(head["first"]) : int(head["first"] + head["count"])]

    def fault_of(self, payload: int) -> PayloadError | None:
        """Why a payload was refused; None where it was not."""
        head = self.heads[payload]
        if not head["fault"]:
            return None
        message, remedy = _FAULTS[int(head["fault"])]
        return PayloadError(message, remedy, int(head["fault_at"] - self.bounds[payload]))

    def timestamp_of(self, payload: int) -> int | None:
        """Time of a payload, in ms since 1970 UTC; None where it says none."""
        head = self.heads[payload]
        return int(head["timestamp"]) % 2**64 if head["flags"] & k.SAID_TIME else None

    def seq_of(self, payload: int) -> int | None:
        """Sequence number of a payload; None where it says none."""
        head = self.heads[payload]
        return int(head["seq"]) % 2**64 if head["flags"] & k.SAID_SEQ else None

    def name_of(self, metric: np.void) -> str | None:
        """Name of a metric; None where it says none. Bytes that are no UTF-8 are escaped."""
        if not metric["flags"] & k.HAS_NAME:
            return None
        at = int(metric["name_at"])
        return text_of(self.data[at : at + int(metric["name_length"])])


def text_of(told: bytes) -> str:
    """The text that bytes of a payload are; those that are no UTF-8 are escaped."""
    return told.decode("utf-8", "backslashreplace")


def decode(payloads: Sequence[bytes]) -> Batch:
    """Read payloads. A refused one has no metrics, and `Batch.fault_of` says why; the others are read all the same.

    Example:
        >>> batch = decode([bytes.fromhex("120b10056900000000000004401803")])
        >>> batch.seq_of(0), int(batch.metrics["alias"][0]), batch.metrics["bits"].copy().view("f8").tolist()
        (3, 5, [2.5])
    """
    from taktwin.exchange.sparkplug.wire.scan import scan_batch

    data = b"".join(payloads)
    bounds = np.zeros(len(payloads) + 1, dtype=np.int64)
    np.cumsum([len(one) for one in payloads], out=bounds[1:])
    buffer = np.frombuffer(data, dtype=np.uint8)
    room = len(data) // 12 + 8  # the shortest metric of practice: alias, and a value of one byte, with time
    spare: Any = np.zeros(1, dtype=k.METRIC)
    ends, kinds = np.zeros(k.MOST_DEPTH, dtype=np.int64), np.zeros(k.MOST_DEPTH, dtype=np.int64)
    while True:
        heads, metrics = np.zeros(len(payloads), dtype=k.HEAD), np.empty(room, dtype=k.METRIC)
        found = scan_batch(buffer, bounds, heads, metrics, spare, ends, kinds)
        if found <= room:
            return Batch(data, bounds, heads, metrics[:found])
        room = found
