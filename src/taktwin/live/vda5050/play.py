"""Fleets of a model, played as vehicles that tell their states."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from taktwin.analysis.kinds import VEHICLES
from taktwin.exchange.vda5050.messages import (
    OFFLINE,
    ONLINE,
    VehicleConnection,
    VehicleState,
    connection_payload,
    state_payload,
)
from taktwin.kernel.lowering.program import Program
from taktwin.live.connector import Clock
from taktwin.live.events import PlantEvent
from taktwin.live.message import now_ms
from taktwin.live.played import stream
from taktwin.live.sparkplug.library import let_in, library, raise_for_good
from taktwin.live.sparkplug.messages import Publish
from taktwin.live.sparkplug.server import Server
from taktwin.live.vda5050.session import INTERVAL
from taktwin.live.vda5050.topics import CONNECTION, STATE, Topic
from taktwin.model.errors import OptionError, TaktwinError
from taktwin.model.phrase import Phrase

MANUFACTURER = "taktwin"
_MOVING = ("working",)
_DOWN = ("down", "waiting_crew", "maintenance")


@dataclass(slots=True)
class _Played:
    """A vehicle."""

    place: str
    state: str = "starved"
    order: int = -1
    header: int = 0
    connections: int = 0
    told: int = 0


class Fleet:
    """The vehicles of fleets.

    Args:
        fleets: name of each fleet -> how many vehicles it has. A vehicle's serial number is `FLEET-NUMBER`.
        version: of VDA 5050: 2.0, 2.1 or 3.0.
        interface: first part of all topics.

    Raises:
        OptionError: there is no such version.

    Example:
        >>> fleet = Fleet({"agv": 1})
        >>> [message.topic for message in fleet.begin(1_800_000_000_000)]
        ['vda5050/v2/taktwin/agv-1/connection', 'vda5050/v2/taktwin/agv-1/state']
    """

    def __init__(self, fleets: Mapping[str, int], version: str = "2.1", interface: str = "vda5050") -> None:
        if version not in ("2.0", "2.1", "3.0"):
            raise OptionError(
                Phrase("there is no version {version}", version=version), Phrase("write 2.0, 2.1 or 3.0"), "version"
            )
        self.version, self.interface = version, interface
        self._where: dict[tuple[str | None, int], str] = {}  # job -> place
        self.vehicles = {(name, n): _Played(name) for name, count in fleets.items() for n in range(1, count + 1)}

    def begin(self, now: int) -> Iterator[Publish]:
        """What vehicles tell when they are switched on, at ``now`` ms since 1970 UTC."""
        for key in self.vehicles:
            yield self._connection(key, ONLINE, now)
            yield self._state(key, now)

    def end(self, now: int) -> Iterator[Publish]:
        """What they tell when they are switched off."""
        for key in self.vehicles:
            yield self._connection(key, OFFLINE, now)

    def said(self, event: PlantEvent, now: int) -> Iterator[Publish]:
        """What a vehicle tells of an event; nothing of events of other things."""
        key = (event.element or "", event.server or 1)
        one = self.vehicles.get(key)
        if event.kind == "enter" and event.element is not None and not event.sub:
            self._where[event.stream, event.order] = event.element
        elif event.kind == "finish":
            self._where.pop((event.stream, event.order), None)
        if one is not None and event.kind == "state" and event.state is not None:
            one.state, one.order = event.state, event.order
            one.place = self._where.get((event.stream, event.order), one.place)
            yield self._state(key, now)

    def tick(self, now: int) -> Iterator[Publish]:
        """What vehicles tell because they have been silent for 30 s."""
        for key, one in self.vehicles.items():
            if now - one.told >= INTERVAL:
                yield self._state(key, now)

    def will(self, key: tuple[str, int], now: int) -> Publish:
        """What the server tells when it has lost a vehicle."""
        word = "CONNECTION_BROKEN" if self.version == "3.0" else "CONNECTIONBROKEN"
        message = self._connection(key, ONLINE, now)
        return Publish(message.topic, message.payload.replace(b"ONLINE", word.encode()), 1, True)

    def _topic(self, key: tuple[str, int], kind: str) -> str:
        return str(Topic(self.interface, f"v{self.version[0]}", MANUFACTURER, f"{key[0]}-{key[1]}", kind))

    def _connection(self, key: tuple[str, int], word: str, now: int) -> Publish:
        one = self.vehicles[key]
        said = VehicleConnection(self.version, MANUFACTURER, f"{key[0]}-{key[1]}", one.connections, now, word)
        one.connections += 1
        return Publish(self._topic(key, CONNECTION), connection_payload(said), 1, True)

    def _state(self, key: tuple[str, int], now: int) -> Publish:
        one = self.vehicles[key]
        job = str(one.order) if one.order >= 0 else ""
        said = VehicleState(
            version=self.version,
            manufacturer=MANUFACTURER,
            serial=f"{key[0]}-{key[1]}",
            header=one.header,
            time=now,
            node=one.place,
            sequence=0,
            distance=None,
            order=job,
            driving=one.state in _MOVING,
            mode="AUTOMATIC",
            loads=(job,) if job else (),
            battery=1.0,
            charging=False,
            errors=(("failure", "FATAL"),) if one.state in _DOWN else (),
            emergency=False,
            paused=one.state in ("off_shift", "brief_pause", "long_pause"),
            position=None,
        )
        one.header, one.told = one.header + 1, now
        return Publish(self._topic(key, STATE), state_payload(said), 0, False)


def fleets_of(program: Program) -> dict[str, int]:
    """The fleets of a plant, each with its number of vehicles."""
    found: dict[str, int] = {}
    for where in program.flow.resource_where.values():
        if where.kind in VEHICLES:
            found[where.element] = max(found.get(where.element, 0), where.server or 1)
    return found


def mapping_text(plant: str, fleets: Iterable[str], interface: str = "vda5050") -> str:
    """The mapping file for the vehicles of an emulated plant."""
    rules = [f'{{tag: "{interface}/{MANUFACTURER}/{one}-{{n}}/vehicle", is: vehicle, of: {one}}}' for one in fleets]
    lines = "\n".join(f"  - {rule}" for rule in rules)
    return f"mapping: 1\nplant: {plant}\ntags:\n{lines}\n"


async def play(
    server: Server, fleet: Fleet, events: Iterable[PlantEvent], stop: asyncio.Event, clock: Clock = now_ms
) -> int:
    """Tell a server what the vehicles of a plant do, until its events end or told to stop; how many messages those are.

    Args:
        server: which one.
        fleet: the vehicles.
        events: of the plant, at its pace (`emulator.paced`): they are asked for in a thread of their own.
        stop: set it to leave.
        clock: gives ms since 1970 UTC.

    Raises:
        TaktwinError: aiomqtt is not installed, or the server cannot be reached.
    """
    aiomqtt = library()
    count = 0
    try:
        async with aiomqtt.Client(**let_in(server)) as client:

            async def tell(messages: Iterable[Publish]) -> None:
                nonlocal count
                for one in messages:
                    count += 1
                    await client.publish(one.topic, one.payload, one.qos, one.retain)

            await tell(fleet.begin(clock()))
            async for event in stream(events, stop, every_s=1.0):
                await tell(fleet.tick(clock()) if event is None else fleet.said(event, clock()))
            await tell(fleet.end(clock()))
    except aiomqtt.MqttError as error:
        raise_for_good(aiomqtt, server, error)
        message = Phrase(
            "{address}:{port_used}: cannot be reached ({error})",
            address=server.address,
            port_used=server.port_used,
            error=str(error),
        )
        raise TaktwinError(message, Phrase("check the address, and that a server listens there")) from None
    return count
