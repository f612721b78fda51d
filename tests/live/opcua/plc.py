"""A small OPC UA server in this process, on a port of loopback."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path
from typing import Any

SPACE = "urn:taktwin:test"


class Plc:
    """Variables of a line, each with a value that can be set.

    Args:
        port: of loopback.
        names: of the variables, `station/name`.
        secure: folder for certificate and key; None for no security.
    """

    def __init__(self, port: int, names: list[str], secure: Path | None = None) -> None:
        self.url, self.names, self.secure = f"opc.tcp://127.0.0.1:{port}", names, secure
        self.nodes: dict[str, Any] = {}
        self.server: Any = None
        self.certificate = b""

    async def __aenter__(self) -> Plc:
        import logging

        from asyncua import Server, ua

        logging.getLogger("asyncua").setLevel(logging.CRITICAL)
        self.server = Server()
        await self.server.init()
        self.server.set_endpoint(self.url)
        if self.secure is None:
            self.server.set_security_policy([ua.SecurityPolicyType.NoSecurity])
        else:
            await self._secure(ua)
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
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.server.stop()

    def clock(self, runs: bool) -> None:
        """Stop the clock of the server, or have it go on."""
        inner = self.server.iserver
        inner._time_task_stop = not runs
        if runs:
            inner.time_task = asyncio.create_task(inner._set_current_time_loop())

    async def reconnect(self) -> None:
        """Close all connections, and listen again; sessions are remembered."""
        await self.server.stop()
        self.server.iserver._time_task_stop = False
        await self.server.start()

    async def _secure(self, ua: Any) -> None:
        from asyncua.crypto.cert_gen import setup_self_signed_certificate
        from cryptography.x509.oid import ExtendedKeyUsageOID

        assert self.secure is not None
        key, certificate = self.secure / "server.pem", self.secure / "server.der"
        uri = "urn:taktwin:test:server"
        await self.server.set_application_uri(uri)
        await setup_self_signed_certificate(key, certificate, uri, "localhost", [ExtendedKeyUsageOID.SERVER_AUTH], {})
        self.certificate = certificate.read_bytes()
        await self.server.load_certificate(str(certificate))
        await self.server.load_private_key(str(key))
        policies = ua.SecurityPolicyType
        self.server.set_security_policy([policies.Basic256Sha256_SignAndEncrypt, policies.Basic256Sha256_Sign])

    async def set(self, name: str, value: Any, status: int = 0, at: dt.datetime | None = None) -> None:
        """Write a value, with the time of its source."""
        from asyncua import ua

        variant = value if isinstance(value, ua.Variant) else ua.Variant(value, ua.VariantType.Int32)
        when = at or dt.datetime.now(dt.UTC)
        data = ua.DataValue(variant, StatusCode=ua.StatusCode(status), SourceTimestamp=when, ServerTimestamp=when)
        await self.server.write_attribute_value(self.nodes[name].nodeid, data)
