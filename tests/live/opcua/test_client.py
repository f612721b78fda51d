"""The client of OPC UA against a server: values, restarts, a clock that stands, security."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import time
from collections.abc import Iterator
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
ALL = {f"plc/Line/{name}" for name in NAMES}


@pytest.fixture(scope="module")
def plc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plc]:
    one = Plc(free_port(), NAMES, tmp_path_factory.mktemp("plc"))
    yield one
    one.end()


class Listening:
    """A client at work on a server."""

    def __init__(self, folder: Path, server: OpcUaServer) -> None:
        self.session = OpcUaSession(server.name, server.frozen)
        self.one = Collected(folder, self.session)
        one = self.one
        self.ever: set[str] = set()
        self.task = asyncio.create_task(listen(server, self.session, one.keep, one.tell, one.stop))

    @property
    def readings(self) -> list[Reading]:
        return self.one.heard.readings

    @property
    def what(self) -> list[str]:
        return self.one.what()

    async def until(self, true: Any) -> None:
        await self.one.until(lambda: self.task.done() or true(), 40.0)
        if self.task.done():
            await self.task

    async def taken(self) -> dict[str, Reading]:
        """What has come since, by tag."""
        found = {one.tag.path: one for one in self.readings}
        self.ever |= set(self.what)
        self.one.heard.readings, self.one.heard.notes = [], []
        return found

    async def end(self) -> None:
        self.one.stop.set()
        await asyncio.wait_for(self.task, 20)
        self.one.journal.close()


def test_values_with_time_and_quality(plc: Plc, tmp_path: Path) -> None:
    """First what is there, then what changes, none between left out; every value with its own time and status."""

    async def run() -> None:
        await plc.set("weld/Good", 7)
        client = Listening(tmp_path, OpcUaServer(url=plc.url, name="plc", most_items=2))
        await client.until(lambda: len(client.readings) == 3)
        assert {one.tag.path for one in client.readings} == ALL
        assert all(one.resync for one in client.readings)
        at = dt.datetime(2026, 1, 5, 10, 30, 0, 250_000, tzinfo=dt.UTC)
        for value in range(8, 18):  # faster than it is sampled
            await plc.set("weld/Good", value, at=at)
        await plc.set("weld/State", "Executing", plc.ua.StatusCodes.UncertainLastUsableValue)
        await plc.set("paint/Good", None, plc.ua.StatusCodes.BadNotConnected)
        await client.until(lambda: len(client.readings) == 15)
        values = [one.value for one in client.readings if one.tag.path == "plc/Line/weld/Good"]
        assert values == list(range(7, 18))
        last = {one.tag.path: one for one in client.readings}
        good, state, bad = (last[f"plc/Line/{name}"] for name in NAMES)
        assert (good.source_time, good.quality, good.resync) == (int(at.timestamp() * 1000), Quality.GOOD, False)
        assert (state.value, state.quality) == ("Executing", Quality.UNCERTAIN)
        assert (bad.value, bad.quality) == (None, Quality.BAD)
        assert client.what == ["here", "here"]  # two connections
        again = [one for part in replayed(client.one.journal, OpcUaSession("plc")) for one in part.readings]
        assert again == client.readings  # the journal tells the same once more
        await client.end()
        for root, told in (("ns=2;s=none", "the server has no node"), ("ns=2;s=weld/Good", "no variables below")):
            wrong = OpcUaServer(url=plc.url, roots=(root,))
            with pytest.raises(TaktwinError, match=told):
                await listen(wrong, client.session, lambda _: None, lambda _: None, asyncio.Event())

    asyncio.run(run())


@pytest.mark.filterwarnings("ignore:coroutine:RuntimeWarning")  # of asyncua's server, when a node is deleted
def test_a_server_that_is_away_restarts_or_freezes(plc: Plc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Values are stale at once, and there again soon after the server, as a resync and not as news."""
    monkeypatch.setattr(subscribed, "AGAIN_S", 0.5)

    async def back(client: Listening, known: set[str], **how: Any) -> dict[str, Reading]:
        await client.until(lambda: "gone" in client.what)
        assert {one.quality for one in (await client.taken()).values()} == {Quality.STALE}
        await plc.start(**how)
        since = time.monotonic()
        await client.until(lambda: {one.tag.path for one in client.readings} == known)
        assert time.monotonic() - since < 5.0  # 3 s where nothing else runs
        found = await client.taken()
        assert all(one.resync and one.quality is Quality.GOOD for one in found.values())
        return found

    async def run() -> None:
        for name, value in zip(NAMES, (0, "Executing", 1), strict=True):
            await plc.set(name, value)
        await plc.stop(forget=True)
        client = Listening(tmp_path, OpcUaServer(url=plc.url, name="plc", frozen=2_500))
        await client.until(lambda: "away" in client.what)
        await plc.start()
        await client.until(lambda: len(client.readings) == 3)
        await client.taken()
        await plc.stop(forget=False)  # the connection breaks, and the session goes on
        await back(client, ALL)
        await plc.stop(forget=True)  # the server has started anew, and knows nothing of us
        await plc.set("weld/Good", 3)
        found = await back(client, ALL - {"plc/Line/paint/Good"}, without="paint/Good")
        assert found["plc/Line/weld/Good"].value == 3
        await plc.set("weld/Good", 4)
        await client.until(lambda: "lacking" in {*client.ever, *client.what} and client.readings)
        assert (client.readings[0].value, client.readings[0].resync) == (4, False)
        await client.taken()
        await plc.clock(False)  # the connection stands and says nothing wrong: the classic of the field
        await client.until(lambda: "frozen" in client.what)
        assert {one.quality for one in (await client.taken()).values()} == {Quality.STALE}
        await plc.clock(True)
        await client.until(lambda: len(client.readings) == 2)
        assert {(one.quality, one.resync) for one in client.readings} == {(Quality.GOOD, True)}
        assert abs(client.session.skew(1) or 0) < 2_000
        await client.end()

    asyncio.run(run())


def test_signed_and_encrypted(plc: Plc, tmp_path: Path) -> None:
    """Our certificate is made where there is none, its key for us alone; the server's is compared."""

    async def run() -> None:
        ours: dict[str, Any] = {"certificate": str(tmp_path / "our.der"), "key": str(tmp_path / "our.pem")}
        print_ = hashlib.sha256(plc.certificate).hexdigest()
        for security, trusted in (("sign", print_), ("sign-and-encrypt", str(plc.folder / "server.der"))):
            server = OpcUaServer(url=plc.url, name="plc", security=security, trusted=trusted, **ours)
            (tmp_path / security).mkdir()
            client = Listening(tmp_path / security, server)
            await client.until(lambda one=client: len(one.readings) == len(plc.nodes))
            await client.end()
        assert (tmp_path / "our.pem").stat().st_mode & 0o077 == 0
        for trusted, told in (("0" * 64, f"another certificate than it should .{print_}"), (print_, "chmod 600")):
            other = OpcUaServer(url=plc.url, trusted=trusted, **ours)
            assert other.security_used == "sign-and-encrypt"
            with pytest.raises(TaktwinError, match=told):
                await listen(other, OpcUaSession("plc"), lambda _: None, lambda _: None, asyncio.Event())
            (tmp_path / "our.pem").chmod(0o644)

    asyncio.run(run())
