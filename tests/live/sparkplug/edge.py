"""A small edge node that makes messages as the standard says, and as some do in spite of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from taktwin.exchange.sparkplug.datatypes import DataType as T
from taktwin.exchange.sparkplug.encode import encode
from taktwin.exchange.sparkplug.payload import Metric, Payload
from taktwin.live.sparkplug.messages import Message

START = 1_800_000_000_000


class Edge:
    """Node `body/line`, with a metric `Mode` (alias 1), and devices whose metric `Good` has the alias 10 and more."""

    def __init__(self, group: str = "body", node: str = "line", session: int = 3) -> None:
        self.group, self.node, self.session = group, node, session
        self.seq = 0
        self.now = START
        self.devices: dict[str, int] = {}

    def message(self, kind: str, device: str, metrics: Sequence[Metric], **more: Any) -> Message:
        """A message of the next sequence number; ``seq`` and ``timestamp`` can be said, None leaves them out."""
        topic = f"spBv1.0/{self.group}/{kind}/{self.node}" + (f"/{device}" if device else "")
        seq = more.pop("seq", self.seq)
        payload = encode(Payload(timestamp=more.pop("timestamp", self.now), metrics=tuple(metrics), seq=seq))
        if kind != "NDEATH":
            self.seq = (self.seq + 1) % 256
        received = more.pop("received", self.now + 5)
        return Message(topic, payload, received, **more)

    def nbirth(self, metrics: Sequence[Metric] | None = None, **more: Any) -> Message:
        self.seq = more.get("seq", 0)
        own = [Metric(name="Mode", alias=1, timestamp=self.now, datatype=T.Int32, value=0)]
        return self.message(
            "NBIRTH",
            "",
            [
                Metric(name="bdSeq", timestamp=self.now, datatype=T.Int64, value=self.session),
                Metric(name="Node Control/Rebirth", timestamp=self.now, datatype=T.Boolean, value=False),
                *(own if metrics is None else metrics),
            ],
            **more,
        )

    def dbirth(self, device: str, good: int = 0, alias: int | None = None, **more: Any) -> Message:
        self.devices.setdefault(device, 10 + len(self.devices))
        alias = self.devices[device] = alias if alias is not None else self.devices[device]
        good_metric = Metric(name="Counter/Good", alias=alias, timestamp=self.now, datatype=T.UInt32, value=good)
        return self.message("DBIRTH", device, [good_metric], **more)

    def ndata(self, mode: int, **more: Any) -> Message:
        return self.message("NDATA", "", [Metric(alias=1, timestamp=self.now, value=mode)], **more)

    def ddata(self, device: str, good: int, historical: bool | None = None, **more: Any) -> Message:
        metric = Metric(
            alias=self.devices[device], timestamp=more.pop("at", self.now), value=good, is_historical=historical
        )
        return self.message("DDATA", device, [metric], **more)

    def ddeath(self, device: str, **more: Any) -> Message:
        return self.message("DDEATH", device, [], **more)

    def ndeath(self, session: int | None = None, **more: Any) -> Message:
        bd = Metric(name="bdSeq", datatype=T.Int64, value=self.session if session is None else session)
        return self.message("NDEATH", "", [bd], seq=None, qos=1, **more)
