"""A plant that is played over OPC UA, and heard again."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import taktwin
from taktwin.live.bridge import Bridge
from taktwin.live.emulator import Emulator
from taktwin.live.emulator.play import play
from taktwin.live.mapping.check import check_mapping
from taktwin.live.mapping.clock import clock_of
from taktwin.live.mapping.file import mapping_of
from taktwin.live.mapping.translate import Translation
from taktwin.live.opcua.serve import PlantServer, serve
from taktwin.live.opcua.settings import OpcUaServer
from taktwin.live.shadow.network import Network
from taktwin.live.source import ConnectorSource
from taktwin.model.errors import OptionError
from tests.live.opcua.test_client import Listening
from tests.live.sparkplug.broker import free_port

pytest.importorskip("asyncua", reason="asyncua is not installed (`pip install taktwin[live]`)")
START = 1_800_000_000_000


def test_a_plant_is_heard_as_it_is(tmp_path: Path) -> None:
    """From the emulator over the wire, by the mapping that it writes, to events: all counters end where it ended.

    Every value of a counter is heard, in its order, with the time of the plant; a value of nothing harms nobody.
    """
    plant = taktwin.load("line20")
    stop = threading.Event()
    said: dict[str, list[tuple[int | str, int]]] = {}
    played = play(Emulator(plant.starter, days=0.01, tell="counters"), 20_000.0, stop)
    url = f"opc.tcp://127.0.0.1:{free_port()}"

    async def run() -> tuple[int, Listening]:
        ready = asyncio.Event()
        go = threading.Event()

        def paced() -> Iterator[list[tuple[str, int | str, int]]]:
            go.wait(60)
            yield [("nowhere/In", 1, START)]
            for piece in played.told():
                for name, value, time in piece:
                    own = said.setdefault(name, [(0, 0)])
                    if name.endswith("/In") and value != own[-1][0]:
                        own.append((value, time))
                yield piece

        server = PlantServer(url, "line20", played.variables)
        playing = asyncio.create_task(serve(server, paced(), asyncio.Event(), ready.set))
        await ready.wait()
        client = Listening(tmp_path, OpcUaServer(url=url, name="opc", frozen=0, queue=1_000))
        await client.until(lambda: len(client.readings) == len(played.variables))
        go.set()
        told = await asyncio.wait_for(playing, 60)
        await client.end()
        return told, client

    told, client = asyncio.run(run())
    assert told > 100
    mapping = mapping_of(played.mapping)
    bridge = Bridge(Network(plant.starter), clock_of(mapping.clock, plant.model.start))
    events = ConnectorSource(client.session, Translation(mapping), bridge).understood(client.one.heard)
    assert check_mapping(mapping, plant.model, client.session.tags).problems == ()
    heard = {event.element: event.value or 0.0 for event in events if event.kind == "count"}
    ends = {name: values[-1][0] for name, values in said.items() if name.endswith("/In")}
    assert {f"{name}/In": value for name, value in heard.items()} == ends
    came: dict[str, list[tuple[int | str, int]]] = {name: [(0, 0)] for name in ends}
    for one in client.readings:
        name = one.tag.path.removeprefix("opc/line20/")
        if name in ends and not one.resync and one.value != came[name][-1][0]:
            came[name].append((one.value, one.source_time))
    assert came == {name: said[name] for name in ends}
    assert sum(heard.values()) > 100
    assert {event.kind for event in events} >= {"count", "state", "identity", "order"}


@pytest.mark.parametrize("url", ["http://127.0.0.1", "opc.tcp://0.0.0.0:4840"])
def test_it_listens_on_this_computer_only(url: str) -> None:
    with pytest.raises(OptionError):
        PlantServer(url, "plant", {})
