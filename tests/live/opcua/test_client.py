"""The client of OPC UA against a server in this process: values, restarts, frozen servers, security."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import time
from pathlib import Path
from typing import Any

import pytest

from taktwin.live.connector import replayed
from taktwin.live.opcua import subscribed
from taktwin.live.opcua.client import listen
from taktwin.live.opcua.session import OpcUaSession
from taktwin.live.opcua.settings import OpcUaServer
from taktwin.live.sparkplug.values import Quality, Reading
from taktwin.model.errors import TaktwinError
from tests.live.lines.collect import Collected
from tests.live.opcua.plc import Plc
from tests.live.sparkplug.broker import free_port

pytest.importorskip("asyncua", reason="asyncua is not installed (`pip install taktwin[live]`)")
NAMES = ["weld/Good", "weld/State", "paint/Good"]


class Listening:
    """A client at work on a server."""

    def __init__(self, folder: Path, server: OpcUaServer) -> None:
        self.session = OpcUaSession(server.name, server.frozen)
        self.one = Collected(folder, self.session)
        one = self.one
        self.task = asyncio.create_task(listen(server, self.session, one.keep, one.tell, one.stop))

    @property
    def readings(self) -> list[Reading]:
        return self.one.heard.readings

    def values(self, path: str) -> list[Any]:
        return [one.value for one in self.readings if one.tag.path == path]

    async def until(self, true: Any) -> None:
        await self.one.until(lambda: self.task.done() or true())
        if self.task.done():
            await self.task

    async def end(self) -> None:
        self.one.stop.set()
        await asyncio.wait_for(self.task, 20)
        again = OpcUaSession(self.session.source, self.session.frozen)  # the journal tells the same once more
        heard = [one for part in replayed(self.one.journal, again) for one in part.readings]
        assert heard == self.readings
        self.one.journal.close()


def test_values_with_time_and_quality(tmp_path: Path) -> None:
    """First what is there, then what changes, none between left out; every value with its own time and status.

    Then the connection breaks and comes back with the same session, and then the clock of the server stands while the
    connection says nothing wrong: the classic of the field.
    """

    async def run() -> None:
        from asyncua import ua

        async with Plc(free_port(), NAMES) as plc:
            await plc.set("weld/Good", 7)
            client = Listening(tmp_path, OpcUaServer(url=plc.url, name="plc", most_items=2, frozen=2_500))
            await client.until(lambda: len(client.readings) == 3)
            assert {one.tag.path for one in client.readings} == {f"plc/Line/{name}" for name in NAMES}
            assert all(one.resync for one in client.readings)
            assert client.values("plc/Line/weld/Good") == [7]
            at = dt.datetime(2026, 1, 5, 10, 30, 0, 250_000, tzinfo=dt.UTC)
            for value in range(8, 18):  # faster than it is sampled
                await plc.set("weld/Good", value, at=at)
            await plc.set("weld/State", ua.Variant("Executing"), ua.StatusCodes.UncertainLastUsableValue)
            await plc.set("paint/Good", ua.Variant(None), ua.StatusCodes.BadNotConnected)
            await client.until(lambda: len(client.readings) == 15)
            assert client.values("plc/Line/weld/Good") == list(range(7, 18))
            last = {one.tag.path: one for one in client.readings}
            good = last["plc/Line/weld/Good"]
            assert (good.source_time, good.quality, good.resync) == (int(at.timestamp() * 1000), Quality.GOOD, False)
            state = last["plc/Line/weld/State"]
            assert (state.value, state.quality) == ("Executing", Quality.UNCERTAIN)
            assert (last["plc/Line/paint/Good"].value, last["plc/Line/paint/Good"].quality) == (None, Quality.BAD)
            assert client.one.what() == ["here", "here"]  # two connections

            await plc.reconnect()
            await client.until(lambda: client.one.what().count("here") == 4 and len(client.readings) == 21)
            assert client.one.what().count("gone") == 2
            assert [one.quality for one in client.readings[15:18]] == [Quality.STALE] * 3
            assert [(one.resync, one.value) for one in client.readings[18:]] == [
                (True, 17),
                (True, "Executing"),
                (True, None),
            ]

            plc.clock(False)
            await client.until(lambda: client.one.what().count("frozen") == 2)
            assert [one.quality for one in client.readings[21:]] == [Quality.STALE] * 3
            plc.clock(True)
            await client.until(lambda: len(client.readings) == 27)
            assert all(one.resync for one in client.readings[24:])
            assert abs(client.session.skew(1) or 0) < 2_000
            await client.end()
            for root, told in (("ns=2;s=none", "the server has no node"), ("ns=2;s=weld/Good", "no variables below")):
                wrong = OpcUaServer(url=plc.url, roots=(root,))
                with pytest.raises(TaktwinError, match=told):
                    await listen(wrong, client.session, lambda _: None, lambda _: None, asyncio.Event())

    asyncio.run(run())


def test_a_server_that_comes_late_and_restarts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Values are stale at once, and there again within three seconds after the server, as a resync and not as news."""

    monkeypatch.setattr(subscribed, "AGAIN_S", 0.5)

    async def run() -> None:
        port = free_port()
        client = Listening(tmp_path, OpcUaServer(url=f"opc.tcp://127.0.0.1:{port}", name="plc"))
        await client.until(lambda: "away" in client.one.what())
        async with Plc(port, [*NAMES, "old/Good"]) as plc:
            await plc.set("weld/Good", 9)
            await client.until(lambda: len(client.readings) == 4)
        await client.until(lambda: "gone" in client.one.what())
        assert [one.quality for one in client.readings[4:]] == [Quality.STALE] * 4
        async with Plc(port, NAMES) as plc:
            await plc.set("weld/Good", 3)
            since = time.monotonic()
            await client.until(lambda: len(client.readings) == 11)
            assert time.monotonic() - since < 3.0
            assert all(one.resync and one.quality is Quality.GOOD for one in client.readings[8:])
            await plc.set("weld/Good", 4)
            await client.until(lambda: client.values("plc/Line/weld/Good")[-1] == 4)
            assert not client.readings[-1].resync
            await client.until(lambda: "lacking" in client.one.what())  # asked for again
            await client.end()

    asyncio.run(run())


def test_signed_and_encrypted(tmp_path: Path) -> None:
    """Our certificate is made where there is none, its key for us alone; the server's is compared."""

    async def run() -> None:
        async with Plc(free_port(), NAMES, tmp_path) as plc:
            ours = {"certificate": str(tmp_path / "our.der"), "key": str(tmp_path / "our.pem")}
            print_ = hashlib.sha256(plc.certificate).hexdigest()
            for security, trusted in (("sign", print_), ("sign-and-encrypt", str(tmp_path / "server.der"))):
                server = OpcUaServer(url=plc.url, name="plc", security=security, trusted=trusted, **ours)
                (tmp_path / security).mkdir()
                client = Listening(tmp_path / security, server)
                await client.until(lambda one=client: len(one.readings) == 3)
                await client.end()
            assert (tmp_path / "our.pem").stat().st_mode & 0o077 == 0
            other = OpcUaServer(url=plc.url, trusted="0" * 64, **ours)
            assert other.security_used == "sign-and-encrypt"
            with pytest.raises(TaktwinError, match=f"another certificate than it should .{print_}"):
                await listen(other, client.session, lambda _: None, lambda _: None, asyncio.Event())
            (tmp_path / "our.pem").chmod(0o644)
            with pytest.raises(TaktwinError, match=r"our.pem: others may read it too; chmod 600"):
                await listen(server, client.session, lambda _: None, lambda _: None, asyncio.Event())

    asyncio.run(run())
