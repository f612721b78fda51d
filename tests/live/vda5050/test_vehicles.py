"""Vehicles that tell their states: gaps, silence, last wills, restarts; and fleets of a model that play them."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from taktwin.exchange.vda5050.messages import (
    BROKEN,
    OFFLINE,
    ONLINE,
    VehicleConnection,
    connection_payload,
    read_connection,
    read_state,
    state_payload,
)
from taktwin.live.connector import Heard, replayed
from taktwin.live.events import PlantEvent
from taktwin.live.mapping.file import mapping_of
from taktwin.live.mapping.translate import Translation
from taktwin.live.message import Message
from taktwin.live.sparkplug.server import Server
from taktwin.live.sparkplug.values import Quality
from taktwin.live.vda5050.client import listen
from taktwin.live.vda5050.play import Fleet, play
from taktwin.live.vda5050.session import GONE, HERE, LARGEST, VehicleSession
from tests.exchange.vda5050.test_messages import OX
from tests.fuzz.mutate import mutated
from tests.live.lines.collect import Collected
from tests.live.sparkplug.broker import Recorder, running

START = 1_800_000_000_000
TOPIC = "vda5050/v2/Bull/ox-7"


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[int]:
    yield from running(tmp_path)


def state(header: int, at: int = 0, **more: object) -> Message:
    one = replace(OX, header=header, time=START + at, **more)
    return Message(f"{TOPIC}/state", state_payload(one), START + at + 20)


def connection(word: str, at: int = 0, header: int = 1, version: str = "2.1", retain: bool = False) -> Message:
    one = VehicleConnection(version, "Bull", "ox-7", header, START, word)
    return Message(f"{TOPIC}/connection", connection_payload(one), START + at, 1, retain)


def what(heard: Heard) -> list[str]:
    return [note.what for note in heard.notes]


def test_states_become_records_of_vehicles() -> None:
    session = VehicleSession("mqtt.plant")
    heard = session.receive([connection(ONLINE, retain=True), state(1), state(2, 1_000, driving=False)])
    assert what(heard) == ["here"]
    assert [(one.resync, one.value.driving) for one in heard.readings] == [(True, True), (False, False)]
    assert session.tags == ("vda5050/Bull/ox-7/vehicle",)
    rule = '{tag: "vda5050/Bull/{name}/vehicle", is: vehicle, of: oxen}'
    records = list(Translation(mapping_of(f"mapping: 1\ntags:\n  - {rule}\n")).records(heard.readings))
    assert [(one.resource, one.kind, one.value.serial, one.value.loads) for one in records] == [
        ("oxen", "vehicle", "ox-7", ("4711",))
    ] * 2


def test_gaps_repetitions_and_restarts() -> None:
    session = VehicleSession("mqtt.plant")
    session.receive([state(5)])
    heard = session.receive([state(9, 1_000)])
    assert (what(heard), heard.notes[0].text) == (["lost"], "vda5050/Bull/ox-7: 3 of its states are lost (6 to 8)")
    heard = session.receive([state(9, 1_000), state(7, 500)])
    assert (what(heard), [one.historical for one in heard.readings]) == (["resent", "late"], [True])
    heard = session.receive([state(0, 60_000 - 40_000)])  # it was switched off and on: its numbers begin anew
    assert (what(heard), [one.resync for one in heard.readings]) == ([], [True])
    odd = state(1, 21_000)
    heard = session.receive([odd._replace(payload=b"{}"), odd._replace(topic="vda5050/v2/Cow/x/state"), odd])
    assert what(heard) == ["refused", "deviates"]


def test_silence_and_last_wills() -> None:
    """Silent is unknown, as of the moment at which that was due; a last will counts whatever its header and time."""
    session = VehicleSession("mqtt.plant")
    session.receive([connection(ONLINE, header=8), state(1)])
    assert session.due() == START + 20 + 35_000
    heard = session.tick(START + 90_000)
    assert (what(heard), heard.readings[0].source_time) == (["silent"], START + 35_020)
    assert [(one.quality, one.value.header) for one in heard.readings] == [(Quality.STALE, 1)]
    heard = session.receive([state(2, 91_000)])
    assert [(one.quality, one.resync) for one in heard.readings] == [(Quality.GOOD, True)]
    for version in ("2.1", "3.0"):
        heard = session.receive([connection(BROKEN, 92_000, header=0, version=version)])
        assert [one.quality for one in heard.readings] == [Quality.STALE]
        heard = session.receive([state(3, 93_000), connection(ONLINE, 93_500)])
        assert [one.quality for one in heard.readings] == [Quality.GOOD]
        session.receive([state(2, 94_000)])
    heard = session.receive([connection(OFFLINE, 95_000), Message(GONE, b"why", START + 96_000)])
    assert what(heard) == ["gone", "gone"]
    assert session.due() is None
    assert what(session.receive([Message(HERE, b"", START), Message("x", b"", START)])) == ["here", "ignored"]
    assert session.receive([Message(f"{TOPIC}/connection", b"", START)]).notes == []  # taken away


def test_it_goes_on_from_a_memory() -> None:
    session = VehicleSession("mqtt.plant")
    session.receive([connection(ONLINE), state(1), state(2, 1_000, loads=None, position=None)])
    again = VehicleSession("mqtt.plant")
    again.remember(json.loads(json.dumps(session.memory())))
    more = [state(2, 1_000, loads=None, position=None), state(5, 2_000), connection(BROKEN, 3_000)]
    assert again.receive(more) == session.receive(more)
    assert again.memory() == session.memory()


def test_more_vehicles_than_allowed_are_refused() -> None:
    session = VehicleSession("mqtt.plant", most_vehicles=1)
    other = state(1)._replace(topic="vda5050/v2/Bull/ox-8/state")
    assert what(session.receive([state(1), other])) == ["refused"]


def test_mutated_messages() -> None:
    draw = random.Random(4)
    session = VehicleSession("mqtt.plant")
    for n in range(800):
        one = state(n, n * 1000) if n % 4 else connection(ONLINE, n * 1000)
        session.receive([one._replace(payload=mutated(one.payload, draw))])


@pytest.mark.parametrize("version", ["2.1", "3.0"])
def test_a_fleet_tells_what_the_plant_does(version: str) -> None:
    fleet = Fleet({"agv": 2}, version)
    begin = list(fleet.begin(START))
    assert [one.retain for one in begin] == [True, False] * 2
    assert fleet.said is not None
    event = PlantEvent(60.0, "state", "agv", 2, 17, state="working")
    (said,) = fleet.said(event, START + 1_000)
    found, deviations = read_state(said.payload)
    assert (found.serial, found.header, found.driving, found.loads, deviations) == ("agv-2", 1, True, ("17",), [])
    (down,) = fleet.said(event._replace(state="down", order=-1), START + 2_000)
    assert read_state(down.payload)[0].down
    assert list(fleet.said(PlantEvent(1.0, "enter", "agv"), START)) == []
    assert [one.topic for one in fleet.tick(START + 31_000)] == [f"vda5050/v{version[0]}/taktwin/agv-1/state"]
    assert read_connection(fleet.will(("agv", 1), START).payload).state == BROKEN
    assert {read_connection(one.payload).state for one in fleet.end(START)} == {OFFLINE}


def test_a_fleet_and_its_listener_over_a_server(broker: int, tmp_path: Path) -> None:
    """What was retained comes first; the journal tells the same once more; the end is told."""

    async def run() -> None:
        server = Server(address="127.0.0.1", port=broker)
        events = [PlantEvent(float(n), "state", "agv", 1 + n % 2, n, state="working") for n in range(20)]
        stop = asyncio.Event()

        def paced() -> Iterator[PlantEvent]:
            yield from events
            while not stop.is_set():
                import time

                time.sleep(0.01)

        playing = asyncio.create_task(play(server, Fleet({"agv": 2}), paced(), stop))
        await asyncio.sleep(0.3)
        session = VehicleSession("mqtt.plant")
        one = Collected(tmp_path, session)
        task = asyncio.create_task(listen(server, session, one.keep, one.tell, one.stop))
        await one.until(lambda: len(session.vehicles) == 2)
        assert {vehicle.connection for vehicle in session.vehicles.values()} == {ONLINE}
        stop.set()
        assert await asyncio.wait_for(playing, 10) == 2 * 3 + 20
        await one.until(lambda: {vehicle.connection for vehicle in session.vehicles.values()} == {OFFLINE})
        one.stop.set()
        await asyncio.wait_for(task, 10)
        again = Heard()
        for heard in replayed(one.journal, VehicleSession("mqtt.plant")):
            again.add(heard)
        assert (again.readings, again.notes) == (one.heard.readings, one.heard.notes)

    asyncio.run(run())


@pytest.mark.parametrize("version", [5, 311])
def test_a_message_that_is_too_large_is_refused_unread(version: int, broker: int, tmp_path: Path) -> None:
    """With MQTT 5 the server keeps it; before, it comes and is told. Neither is it written down."""
    sender = Recorder(broker, "none")
    sender.publish(f"{TOPIC}/state", b"{" * (LARGEST + 100_000), 0, True)
    sender.publish("vda5050/v2/Bull/ox-8/state", state_payload(replace(OX, serial="ox-8")), 0, True)
    sender.close()

    async def run() -> None:
        session = VehicleSession("mqtt.plant")
        one = Collected(tmp_path, session)
        server = Server(address="127.0.0.1", port=broker, version=version)
        task = asyncio.create_task(listen(server, session, one.keep, one.tell, one.stop))
        await one.until(lambda: bool(session.vehicles) and (version == 5 or "refused" in what(one.heard)))
        one.stop.set()
        await asyncio.wait_for(task, 10)
        assert list(session.vehicles) == ["vda5050/Bull/ox-8"]
        assert all(len(kept.entry.payload) < 10_000 for kept in one.journal.entries())

    asyncio.run(run())
