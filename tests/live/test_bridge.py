"""Values of tags become events of the plant: one by one, and a whole emulated plant by Sparkplug, without a network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import taktwin
from taktwin.live.bridge import Bridge
from taktwin.live.clock import PlantClock
from taktwin.live.emulator import Emulator, Faults
from taktwin.live.emulator.edge import Edges, mapping_text
from taktwin.live.journal.journal import Journal
from taktwin.live.mapping.check import check_mapping
from taktwin.live.mapping.file import mapping_of
from taktwin.live.mapping.translate import Translation
from taktwin.live.record import BAD, Record
from taktwin.live.shadow.network import Network
from taktwin.live.sparkplug.messages import Message
from taktwin.live.sparkplug.session import HostSession
from taktwin.live.sparkplug.settings import HostSettings
from taktwin.live.sparkplug.source import SparkplugSource
from taktwin.live.twin import Twin, TwinSettings
from taktwin.live.twin.feed import at_once
from taktwin.model.errors import ModelError

ZERO = 1_800_000_000_000
CLOCK = PlantClock(ZERO)
SETTINGS = TwinSettings(forecast_s=float("inf"), checkpoint_s=1200.0)


@pytest.fixture(scope="module")
def plant() -> Any:
    return taktwin.load("line20")


def record(resource: str, kind: str, value: Any, second: float, **more: Any) -> Record:
    at = ZERO + round(second * 1000)
    return Record(at, at + 40, resource, kind, value, source="plc", **more)


def test_each_kind_of_tag(plant: Any) -> None:
    """What is told again and changes nothing makes no event; what cannot be understood is counted."""
    network = Network(plant.starter)
    full = {network.node_of["places-2"]}
    bridge = Bridge(network, CLOCK, full.__contains__)
    told = bridge.events(
        [
            record("station-1", "counter", 65_535, 1, width=16),
            record("workshop exit", "counter", 3, 2, counts="in"),
            record("line", "counter", 3, 2),
            record("station-2", "state", "waiting", 3),
            record("station-3", "state", "waiting", 4),
            record("station-3", "state", "waiting", 5),
            record("station-3", "fault", 17, 6),
            record("station-3", "fault", 17, 7),
            record("station-3", "fault", 0, 8),
            record("station-4", "cycle", True, 9),
            record("station-4", "stop", True, 10),
            record("station-4", "stop", False, 11),
            record("station-1", "order", '{"order": 7, "options": {"product": "job"}, "ident": "VIN7"}', 12),
            record("station-1", "identity", "VIN7", 13),
            record("station-1", "identity", "VIN7", 14),
            record("station-1", "identity", 8, 15),
            record("station-5", "present", False, 16),
            record("station-5", "present", True, 17),
            record("station-6", "state", "down", 18, quality=BAD),
            record("", "event", '{"kind": "finish", "order": 7, "state": "scrapped"}', 19),
        ]
    )
    said = [(one.time, one.kind, one.element, one.state if one.kind != "order" else one.order) for one in told]
    assert said == [
        (1.0, "count", "station-1", "out"),
        (2.0, "count", "workshop exit", "in"),
        (2.0, "count", "workshop exit", "in"),
        (3.0, "state", "station-2", "blocked"),
        (4.0, "state", "station-3", "starved"),
        (6.0, "state", "station-3", "down"),
        (8.0, "state", "station-3", "starved"),
        (9.0, "state", "station-4", "working"),
        (10.0, "state", "station-4", "minor_stop"),
        (11.0, "state", "station-4", "working"),
        (12.0, "order", None, 7),
        (13.0, "identity", "station-1", None),
        (15.0, "identity", "station-1", None),
        (17.0, "enter", "station-5", None),
        (18.0, "state", "station-6", "down"),
        (19.0, "finish", None, "scrapped"),
    ]
    assert [one.order for one in told if one.kind == "identity"] == [7, 8]
    assert (told[0].width, told[0].received, told[0].source, told[-2].quality) == (16, 1.04, "plc", "bad")
    wrong = [
        record("nowhere", "state", "down", 1),
        record("station-1", "identity", "no such", 1),
        record("station-1", "counter", "many", 1),
        record("", "event", "{", 1),
        record("", "event", '{"kind": "wish"}', 1),
    ]
    assert bridge.events(wrong) == []
    assert sum(bridge.unknown.values()) == len(wrong)
    again = Bridge(network, CLOCK)
    again.remember(bridge.memory())
    assert again.events([record("station-1", "identity", 8, 20)]) == []


def source_of(plant: Any, mapping: str) -> SparkplugSource:
    host = HostSession(HostSettings(host="twin"))
    return SparkplugSource("mqtt", host, Translation(mapping_of(mapping)), Bridge(Network(plant.starter), CLOCK))


def hear(twin: Twin, source: SparkplugSource, messages: list[Message]) -> None:
    """As the client does: write down, understand, tell."""
    twin.keep("mqtt", source.entries(messages))
    twin.tell("mqtt", source.understood(source.session.receive(messages)))


def test_a_plant_by_sparkplug_is_the_plant(plant: Any, tmp_path: Path) -> None:
    """Counters of 8 bits, states and gates alone; killed twice, each time with what came last sent once more."""
    emulator = Emulator(plant.starter, 0.12, 3, tell="counters", width=8)
    assert emulator.controllers is not None
    edges = Edges("line20", emulator.controllers, CLOCK)
    mapping = mapping_text("line20", 8, CLOCK)
    tags = [f"line20/{node}/{name}" for node, metrics in edges.values.items() for name in metrics]
    found = check_mapping(mapping_of(mapping), plant.model, tags)
    assert (found.problems, found.unmapped, found.unseen) == ((), (), ())

    batches = [[Message(one.topic, one.payload, ZERO) for one in edges.births(ZERO)]]
    for piece, at in at_once(emulator.events(), 60.0, _never()):
        now = CLOCK.ms(at)
        batches.append([Message(one.topic, one.payload, now) for one in edges.data(piece, now)])

    path, third = tmp_path / "plant.journal", len(batches) // 3
    for begin, end in ((0, third), (third - 3, 2 * third), (2 * third - 3, len(batches))):
        with Journal(path) as journal:
            source = source_of(plant, mapping)
            twin = Twin(plant.starter, journal, SETTINGS, clock=CLOCK, sources=[source])
            for batch in batches[max(0, begin) : end]:
                hear(twin, source, batch)
    whole = Emulator(plant.starter, 0.12, 3)
    ended = sum(one.kind == "finish" and one.state == "finished" for one in whole.happened())
    assert twin.shadow.finished == ended > 80
    assert twin.counts()["workshop exit"] == ended
    assert source.bridge.unknown == {}
    assert source.seen.keys() <= {"Ignored"}, "nothing was lost"
    assert twin.shadow.figures.impossible_share < 0.01
    truth = {name: len(place.jobs) for name, place in whole.state(0.12 * 86400.0).places.items() if place.jobs}
    places = twin.now()["places"]
    assert sum(min(places.get(name, 0), jobs) for name, jobs in truth.items()) >= 0.95 * sum(truth.values())


def test_counters_that_survive_tell_the_same(plant: Any) -> None:
    """Lost, late, twice, in disorder, with wrong clocks, and gone round: all counts are those of the clean run."""
    told = []
    for faults, width in (
        (Faults(), 32),
        (Faults(loss=0.05, late=0.03, doubled=0.02, reorder=2.0, skew=90.0), 16),
        (Faults(loss=0.02, skew=20.0), 8),
        (Faults(resets=0.005, returns=1.0), 16),
    ):
        twin = Twin(plant.starter, None, SETTINGS)
        twin.apply(Emulator(plant.starter, 0.15, 3, faults=faults, tell="counters", width=width).events())
        told.append((twin.counts(), twin.shadow.finished))
    assert told[0][1] > 100
    assert all(one == told[0] for one in told[1:])


def _never() -> Any:
    class Stop:
        def is_set(self) -> bool:
            return False

    return Stop()


def test_the_newest_value_of_each_sensor_is_kept(plant: Any) -> None:
    """Also over a restart; an older one, an old one told late and no number change nothing, and no event is made."""
    rule = "{tag: 'hall/plc/{name}/power', is: sensor, of: '{name}', unit: kW}"
    told = mapping_of(f"mapping: 1\ntags: [{rule}]").told("hall/plc/station-1/power")
    assert told is not None
    assert (told.resource, told.unit) == ("station-1", "kW")
    with pytest.raises(ModelError, match="has no unit"):
        mapping_of("mapping: 1\ntags: [{tag: a, is: cycle, of: station-1, unit: kW}]")
    bridge = Bridge(Network(plant.starter), CLOCK)

    def measured(value: Any, second: float, **more: Any) -> Record:
        return record("station-1", "sensor", value, second, unit="kW", tag="hall/plc/station-1/power", **more)

    passed_over = [measured(30.0, 9), measured("x", 11), measured(7.0, 12, historical=True)]
    assert not bridge.events([measured(40.0, 10), *passed_over])
    assert bridge.measured["hall/plc/station-1/power"][1:] == ("station-1", "kW", 40.0, ZERO + 10_000, True)
    bridge.events([measured(41.0, 13, quality=BAD)])
    other = Bridge(Network(plant.starter), CLOCK)
    other.remember(json.loads(json.dumps(bridge.memory())))
    assert other.measured == bridge.measured
    assert not other.measured["hall/plc/station-1/power"].good
