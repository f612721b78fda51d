"""What the mapping does not want makes no objects, and many messages are taken at once."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import numpy as np
import pytest

import taktwin
from taktwin.live.bridge import Bridge
from taktwin.live.clock import PlantClock
from taktwin.live.mapping.file import mapping_of
from taktwin.live.mapping.translate import Translation
from taktwin.live.shadow.network import Network
from taktwin.live.sparkplug import client, values
from taktwin.live.sparkplug.messages import Message
from taktwin.live.sparkplug.session import HostSession
from taktwin.live.sparkplug.settings import HostSettings
from taktwin.live.sparkplug.source import SparkplugSource
from tests.live.sparkplug.edge import START, Edge

MAPPING = """mapping: 1
tags:
  - {tag: "*/*/{part}/Counter/Good", is: counter, of: "{part}"}
  - {tag: "**", is: ignored}
"""


def test_only_what_is_mapped_becomes_readings(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    reading = values._reading
    monkeypatch.setattr(
        values, "_reading", lambda batch, row, tag, *more: made.append(tag.path) or reading(batch, row, tag, *more)
    )
    bridge = Bridge(Network(taktwin.load("line20").starter), PlantClock(START))
    source = SparkplugSource("mqtt", HostSession(HostSettings(host="twin")), Translation(mapping_of(MAPPING)), bridge)
    edge = Edge()
    births = [edge.nbirth(), edge.dbirth("station-1", 5)]
    source.understood(source.session.receive(births))
    late = [edge.ndata(3), edge.ddata("station-1", 6), edge.dbirth("station-2", 7), edge.ddata("station-2", 8)]
    found = source.understood(source.session.receive(late))
    assert [(one.element, one.value) for one in found] == [("station-1", 6.0), ("station-2", 7.0), ("station-2", 8.0)]
    assert made == ["body/line/station-1/Counter/Good"] * 2 + ["body/line/station-2/Counter/Good"] * 2
    mode = source.session.tags.number("body/line", "", "Mode")
    assert source.session.tags.present["bits"][np.array(mode)] == 3  # kept all the same


def test_what_has_come_is_taken_at_once_with_much_of_it() -> None:
    inbox = client.Inbox(lambda: START)

    def come(size: int) -> None:
        topic = SimpleNamespace(value="spBv1.0/a/NDATA/b")
        inbox.put_nowait(SimpleNamespace(topic=topic, payload=bytes(size), qos=0, retain=0))

    async def main() -> None:
        for sizes, much in (((), False), ((10, 10), False), ((client.GATHER_BYTES // 2,) * 2, True), ((1,), False)):
            for size in sizes:
                come(size)
            assert inbox.much.is_set() is much
            await inbox.gather()
            assert [len(one.payload) for one in inbox.taken()] == list(sizes)
        inbox.came += [Message("", b"", 0)] * client.MOST_WAITING
        with pytest.raises(asyncio.QueueFull):
            come(1)

    asyncio.run(main())
