"""A plant that is played over OPC UA, and heard again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from taktwin.live.opcua.serve import PlantServer, Told, serve
from taktwin.live.opcua.settings import OpcUaServer
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


@pytest.mark.parametrize("url", ["http://127.0.0.1", "opc.tcp://0.0.0.0:4840"])
def test_it_listens_on_this_computer_only(url: str) -> None:
    with pytest.raises(OptionError):
        PlantServer(url, "plant", {})
