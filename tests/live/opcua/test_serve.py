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
from taktwin.live.opcua.serve import PlantServer, Told, serve
from taktwin.live.opcua.settings import OpcUaServer
from taktwin.live.shadow.network import Network
from taktwin.live.source import ConnectorSource
from taktwin.model.errors import OptionError
from tests.live.opcua.test_client import Listening
from tests.live.sparkplug.broker import free_port

pytest.importorskip("asyncua", reason="asyncua is not installed (`pip install taktwin[live]`)")
START = 1_800_000_000_000


def test_what_is_played_is_heard(tmp_path: Path) -> None:
    """Every value, in its order, with the time of the plant."""
    url = f"opc.tcp://127.0.0.1:{free_port()}"
    first = {"weld/State": 2, "weld/In": 0, "weld/Read": "", "Event": ""}
    told = [[Told("weld/In", n, START + n), Told("weld/Read", f"main/{n}", START + n)] for n in range(1, 15)]
    told[3].append(Told("nowhere/In", 1, START))

    async def run() -> None:
        stop, ready = asyncio.Event(), asyncio.Event()
        listening = asyncio.Event()
        loop = asyncio.get_running_loop()

        def paced() -> Iterator[list[Told]]:
            asyncio.run_coroutine_threadsafe(listening.wait(), loop).result(30)
            yield from told

        playing = asyncio.create_task(serve(PlantServer(url, "plant", first), paced(), stop, ready.set))
        await ready.wait()
        client = Listening(tmp_path, OpcUaServer(url=url, name="opc"))
        await client.until(lambda: len(client.readings) == 4)
        assert client.session.tags == (
            "opc/plant/Event",
            "opc/plant/weld/State",
            "opc/plant/weld/In",
            "opc/plant/weld/Read",
        )
        listening.set()
        assert await asyncio.wait_for(playing, 20) == 28
        await client.end()
        counts = [(one.value, one.source_time) for one in client.readings if one.tag.path.endswith("/In")]
        assert counts[1:15] == [(n, START + n) for n in range(1, 15)]

    asyncio.run(run())


def test_a_plant_is_heard_as_it_is(tmp_path: Path) -> None:
    """From the emulator over the wire, by the mapping that it writes, to events: all counters end where it ended."""
    plant = taktwin.load("line20")
    stop = threading.Event()
    ends: dict[str, int | str] = {}
    played = play(Emulator(plant.starter, days=0.01, tell="counters"), 20_000.0, stop)
    url = f"opc.tcp://127.0.0.1:{free_port()}"

    async def run() -> tuple[int, Listening]:
        ready = asyncio.Event()
        go = threading.Event()

        def paced() -> Iterator[list[tuple[str, int | str, int]]]:
            go.wait(60)
            for piece in played.told():
                ends.update({name: value for name, value, _ in piece if name.endswith("/In")})
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
    assert {f"{name}/In": value for name, value in heard.items()} == ends
    assert sum(heard.values()) > 100
    assert {event.kind for event in events} >= {"count", "state", "identity", "order"}


@pytest.mark.parametrize("url", ["http://127.0.0.1", "opc.tcp://0.0.0.0:4840"])
def test_it_listens_on_this_computer_only(url: str) -> None:
    with pytest.raises(OptionError):
        PlantServer(url, "plant", {})
