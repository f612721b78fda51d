"""A plant that runs is joined, or tells its births anew: what they tell is old, and no news."""

from __future__ import annotations

from typing import Any

import pytest

import taktwin
from taktwin.live.bridge import Bridge
from taktwin.live.clock import PlantClock
from taktwin.live.emulator import Emulator
from taktwin.live.emulator.edge import EVENT, EVENTS, Edges, mapping_text
from taktwin.live.events import PlantEvent, event_line
from taktwin.live.mapping.file import mapping_of
from taktwin.live.mapping.translate import Translation
from taktwin.live.shadow.network import Network
from taktwin.live.sparkplug.messages import Message, Publish
from taktwin.live.sparkplug.session import HostSession
from taktwin.live.sparkplug.settings import HostSettings
from taktwin.live.sparkplug.source import SparkplugSource
from taktwin.live.twin import Twin, TwinSettings

CLOCK = PlantClock(1_800_000_000_000)
JOINED_S, END_S, PIECE_S = 7200.0, 10_800.0, 60.0
OLD = event_line(PlantEvent(0.0, "finish", order=1, state="finished"))


@pytest.fixture(scope="module")
def plant() -> Any:
    return taktwin.load("line20")


class Playing:
    """The emulated plant as edge nodes, and a twin that has not heard of it yet."""

    def __init__(self, plant: Any) -> None:
        emulator = Emulator(plant.starter, END_S / 86_400.0, 3, tell="counters", width=8)
        assert emulator.controllers is not None
        self.events = list(emulator.events())
        self.edges = Edges("line20", emulator.controllers, CLOCK)
        bridge = Bridge(Network(plant.starter), CLOCK)
        mapping = Translation(mapping_of(mapping_text("line20", 8, CLOCK)))
        self.source = SparkplugSource("mqtt", HostSession(HostSettings(host="twin")), mapping, bridge)
        self.twin = Twin(plant.starter, None, TwinSettings(forecast_s=float("inf")), clock=CLOCK, sources=[self.source])

    def values(self, word: str) -> dict[str, Any]:
        """The last values of all metrics that end so."""
        return {name: one for own in self.edges.values.values() for name, one in own.items() if name.endswith(word)}

    def plays(self, begin: float, end: float, heard: bool) -> None:
        """The plant goes on for a while, and is heard each minute, or by nobody."""
        while begin < end:
            piece = [one for one in self.events if begin <= one.time < begin + PIECE_S]
            begin += PIECE_S
            messages = self.edges.data(piece, CLOCK.ms(begin))
            if heard:
                self.hear(messages, begin)

    def births(self, at: float) -> list[Publish]:
        """The births of all nodes, the last event of the plant among their values, as some nodes keep it."""
        self.edges.values[EVENTS][EVENT] = OLD
        return self.edges.births(CLOCK.ms(at))

    def hear(self, messages: list[Publish], at: float) -> list[PlantEvent]:
        """The twin hears them; what it makes of them."""
        came = [Message(one.topic, one.payload, CLOCK.ms(at)) for one in messages]
        found = self.source.understood(self.source.session.receive(came))
        self.twin.tell("mqtt", found)
        self.twin.tick(at)
        return found


def test_births_of_a_running_plant_are_not_news(plant: Any) -> None:
    """They tell states and where counters stand; nobody has come, left or been read, and there is no alarm yet."""
    playing = Playing(plant)
    playing.plays(0.0, JOINED_S, heard=False)
    before = playing.values("/In")
    assert min(before.values()) > 0
    assert any(playing.values("/Read").values())
    found = playing.hear(playing.births(JOINED_S), JOINED_S)
    assert {one.kind for one in found} == {"state", "count"}
    twin = playing.twin
    assert set(twin.counts().values()) == {0}
    assert (twin.shadow.finished, twin.shadow.jobs, twin.made()) == (0, 0, 0)
    assert (twin.watcher.book.record, twin.watcher.stops.found) == ([], [])
    assert twin.shadow.figures.impossible == 0
    playing.plays(JOINED_S, END_S, heard=True)
    left = playing.values("/In")["workshop exit/In"] - before["workshop exit/In"]
    assert twin.counts()["workshop exit"] == twin.shadow.finished == left > 20
    assert twin.shadow.figures.impossible_share < 0.01


def test_births_told_anew_change_nothing(plant: Any) -> None:
    """Asked for their births in the midst of it: the twin believes what one believes that heard them once."""
    believed = []
    for again in (False, True):
        playing = Playing(plant)
        playing.hear(playing.edges.births(CLOCK.ms(0.0)), 0.0)
        playing.plays(0.0, JOINED_S, heard=True)
        before = playing.twin.shadow.figures.received
        if again:
            found = playing.hear(playing.births(JOINED_S), JOINED_S)
            assert {one.kind for one in found} == {"count"}
            assert playing.twin.shadow.figures.received == before + len(found)
        playing.plays(JOINED_S, END_S, heard=True)
        twin = playing.twin
        believed.append((twin.counts(), twin.shadow.finished, twin.shadow.where(), twin.watcher.book.record))
    assert believed[0] == believed[1]
    assert believed[0][1] > 50
