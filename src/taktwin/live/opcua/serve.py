"""A server of OPC UA that plays a plant: a variable for each thing that a controller tells. Needs the extra `live`."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from taktwin.live.address import parts_of, shown
from taktwin.live.opcua.library import library
from taktwin.live.played import stream
from taktwin.live.sparkplug.server import LOOPBACK
from taktwin.model.errors import OptionError, TaktwinError
from taktwin.model.phrase import Phrase

LAST_S = 1.0  # so long those who listen have for the last values
SPACE = "urn:taktwin:plant"
_TYPES = {bool: "Boolean", int: "Int64", float: "Double", str: "String"}


class Told(NamedTuple):
    """What a controller tells.

    Attributes:
        name: of the variable, `PART/WORD`.
        value: a truth, a number or a text.
        time: when it was so, in ms since 1970 UTC.
    """

    name: str
    value: bool | int | float | str
    time: int


class PlantServer:
    """The server, to be used with `async with`.

    Its variables lie below the object of the plant: `PART/State` is the variable `State` of the object `PART`.

    Args:
        url: where it listens, on loopback: it has no security, for it plays and knows no secrets.
        plant: name of the plant.
        variables: name -> first value, which also says its type.

    Raises:
        OptionError: the address is none, or can be reached from outside.
    """

    def __init__(self, url: str, plant: str, variables: Mapping[str, bool | int | float | str]) -> None:
        form, never = Phrase("write it as opc.tcp://127.0.0.1:4840"), Phrase("no address: it knows no secrets")
        parts = parts_of(url, "opcua", Phrase("is no address"), form, never)
        if parts.scheme != "opc.tcp" or parts.query or parts.fragment:
            raise OptionError(Phrase('"{url}" is no address', url=shown(url)), form, "opcua")
        if parts.hostname not in LOOPBACK:
            message = Phrase(
                "{hostname} can be reached from outside, and an emulated plant has no security", hostname=parts.hostname
            )
            raise OptionError(message, Phrase("let it listen on 127.0.0.1"), "opcua")
        self.url, self.plant, self.variables = url, plant, dict(variables)
        self._nodes: dict[str, Any] = {}
        self._types: dict[str, Any] = {}
        self._server: Any = None

    async def __aenter__(self) -> PlantServer:
        """Build the variables and listen; some thousand of them take seconds.

        Raises:
            TaktwinError: asyncua is not installed, or the address cannot be listened on.
        """
        asyncua = library()
        ua = asyncua.ua
        self._server = server = asyncua.Server()
        await server.init()
        server.set_endpoint(self.url)
        server.set_server_name("Taktwin")
        server.set_security_policy([ua.SecurityPolicyType.NoSecurity])
        space = await server.register_namespace(SPACE)
        plant = await server.nodes.objects.add_object(space, self.plant)
        objects = {"": plant}
        for name, first in self.variables.items():
            part, _, word = name.rpartition("/")
            if part not in objects:
                objects[part] = await plant.add_object(space, part)
            kind = getattr(ua.VariantType, _TYPES[type(first)])
            self._types[name] = kind
            self._nodes[name] = await objects[part].add_variable(ua.NodeId(name, space), word, ua.Variant(first, kind))
        try:
            await server.start()
        except OSError as error:
            raise TaktwinError(
                Phrase("{url}: cannot be listened on ({strerror})", url=self.url, strerror=error.strerror),
                Phrase("name another port"),
            ) from None
        return self

    async def __aexit__(self, *_: object) -> None:
        # first it listens no more: asyncua would wait for whoever comes between its closing of connections and of this
        listening = getattr(self._server.bserver, "_server", None)
        if listening is not None:
            listening.close()
        await self._server.stop()

    async def tell(self, told: Told) -> bool:
        """Change a variable; False where there is none of that name."""
        node = self._nodes.get(told.name)
        if node is None:
            return False
        ua = library().ua
        at = dt.datetime.fromtimestamp(told.time / 1000, dt.UTC)
        value = ua.DataValue(
            ua.Variant(told.value, self._types[told.name]), SourceTimestamp=at, ServerTimestamp=dt.datetime.now(dt.UTC)
        )
        await self._server.write_attribute_value(node.nodeid, value)
        return True


async def serve(
    server: PlantServer,
    pieces: Iterable[Sequence[tuple[str, Any, int]]],
    stop: asyncio.Event,
    ready: Callable[[], None] | None = None,
) -> int:
    """Play a plant until it says no more or somebody sets ``stop``; how many values were told.

    Args:
        server: not yet listening.
        pieces: what controllers tell (the parts of `Told`), at its pace; a thread of its own asks for it, so it may
            sleep.
        stop: set it to leave.
        ready: is called when the server listens.

    Raises:
        TaktwinError: as `PlantServer`; and what ``pieces`` raise.
    """
    count = 0
    async with server:
        if ready is not None:
            ready()
        async for piece in stream(pieces, stop):
            for told in piece or ():
                count += await server.tell(Told(*told))
        await asyncio.sleep(LAST_S)
    return count
