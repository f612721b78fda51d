"""A small OPC UA server on a port of loopback, in a thread of this process: to build one takes seconds."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import threading
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

SPACE = "urn:taktwin:test"


class Plc:
    """Variables of a line, each with a value that can be set.

    Args:
        port: of loopback.
        names: of the variables, `station/name`.
        folder: for certificate and key.
    """

    def __init__(self, port: int, names: list[str], folder: Path) -> None:
        self.url, self.names, self.folder = f"opc.tcp://127.0.0.1:{port}", names, folder
        self.nodes: dict[str, Any] = {}
        self.server: Any = None
        self.ua: Any = None
        self.certificate = b""
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self._now(self._build())

    def end(self) -> None:
        """End server and thread."""
        self._now(self.server.stop())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)

    async def set(self, name: str, value: Any, status: int = 0, at: dt.datetime | None = None) -> None:
        """Write a value, with the time of its source."""
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._set(name, value, status, at), self.loop))

    async def clock(self, runs: bool) -> None:
        """Stop the clock of the server, or have it go on."""
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._clock(runs), self.loop))

    async def stop(self, forget: bool) -> None:
        """Close all connections and listen no more; whether sessions are forgotten, as by a real restart."""
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._stop(forget), self.loop))

    async def start(self, without: str = "") -> None:
        """Listen again, without one of the variables."""
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._start(without), self.loop))

    def _now(self, what: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(what, self.loop).result(60)

    async def _build(self) -> None:
        import asyncua
        from asyncua.crypto.cert_gen import setup_self_signed_certificate
        from cryptography.x509.oid import ExtendedKeyUsageOID

        logging.getLogger("asyncua").setLevel(logging.CRITICAL)
        module: Any = asyncua
        self.ua, self.server = module.ua, module.Server()
        ua = self.ua
        await self.server.init()
        self.server.set_endpoint(self.url)
        key, certificate = self.folder / "server.pem", self.folder / "server.der"
        uri = "urn:taktwin:test:server"
        await self.server.set_application_uri(uri)
        await setup_self_signed_certificate(key, certificate, uri, "localhost", [ExtendedKeyUsageOID.SERVER_AUTH], {})
        self.certificate = certificate.read_bytes()
        await self.server.load_certificate(str(certificate))
        await self.server.load_private_key(str(key))
        policies = ua.SecurityPolicyType
        self.server.set_security_policy(
            [policies.NoSecurity, policies.Basic256Sha256_SignAndEncrypt, policies.Basic256Sha256_Sign]
        )
        space = await self.server.register_namespace(SPACE)
        line = await self.server.nodes.objects.add_object(space, "Line")
        stations: dict[str, Any] = {}
        for name in self.names:
            station, _, last = name.partition("/")
            if station not in stations:
                stations[station] = await line.add_object(space, station)
            first = ua.Variant("") if last == "State" else ua.Variant(0, ua.VariantType.Int32)
            self.nodes[name] = await stations[station].add_variable(ua.NodeId(name, space), last, first)
        await self.server.start()

    async def _set(self, name: str, value: Any, status: int, at: dt.datetime | None) -> None:
        ua = self.ua
        variant = ua.Variant(value, ua.VariantType.Int32) if isinstance(value, int) else ua.Variant(value)
        when = at or dt.datetime.now(dt.UTC)
        data = ua.DataValue(variant, StatusCode=ua.StatusCode(status), SourceTimestamp=when, ServerTimestamp=when)
        await self.server.write_attribute_value(self.nodes[name].nodeid, data)

    async def _clock(self, runs: bool) -> None:
        inner = self.server.iserver
        inner._time_task_stop = not runs
        if runs:
            inner.time_task = asyncio.create_task(inner._set_current_time_loop())

    async def _stop(self, forget: bool) -> None:
        # first it listens no more: asyncua would wait for whoever comes between its closing of connections and of this
        self.server.bserver._server.close()
        await self.server.stop()
        if forget:
            self.server.iserver._external_sessions.clear()
            service = self.server.iserver.subscription_service
            await service.delete_subscriptions(list(service.subscriptions))

    async def _start(self, without: str) -> None:
        if without:
            await self.server.delete_nodes([self.nodes.pop(without)])
        self.server.iserver._time_task_stop = False
        await self.server.start()
