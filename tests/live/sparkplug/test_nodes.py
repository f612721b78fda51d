"""Births, data and deaths of nodes and devices: what the host makes of them."""

from __future__ import annotations

import random

import pytest

from taktwin.exchange.sparkplug.datatypes import DataType as T
from taktwin.exchange.sparkplug.payload import Metric, Property
from taktwin.live.sparkplug.events import Deviation, DeviceBorn, DeviceDied, Ignored, NodeBorn, NodeDied, Refused
from taktwin.live.sparkplug.messages import Message
from taktwin.live.sparkplug.topics import Topic, topic_of
from taktwin.live.sparkplug.values import Quality, Values
from tests.exchange.sparkplug.test_damaged import mutate
from tests.live.sparkplug.edge import START, Edge
from tests.live.sparkplug.host import Host


def _born(host: Host, edge: Edge, *devices: str) -> None:
    host(edge.nbirth(), *(edge.dbirth(device, 100) for device in devices))


@pytest.mark.sparkplug(
    "topic-structure",
    "topic-structure-namespace-a",
    "topic-structure-namespace-device-id-associated-message-types",
    "topic-structure-namespace-device-id-non-associated-message-types",
)
def test_topics() -> None:
    for kind in ("NBIRTH", "NDEATH", "NDATA", "NCMD"):
        assert topic_of(f"spBv1.0/g/{kind}/n") == Topic("g", kind, "n")
        assert topic_of(f"spBv1.0/g/{kind}/n/d") is None
        assert str(Topic("g", kind, "n")) == f"spBv1.0/g/{kind}/n"
    for kind in ("DBIRTH", "DDEATH", "DDATA", "DCMD"):
        assert topic_of(f"spBv1.0/g/{kind}/n/d") == Topic("g", kind, "n", "d")
        assert topic_of(f"spBv1.0/g/{kind}/n") is None
        assert str(Topic("g", kind, "n", "d")) == f"spBv1.0/g/{kind}/n/d"
    assert topic_of("spBv1.0/g/NOTE/n") is None


@pytest.mark.sparkplug("payloads-timestamp-in-UTC", "payloads-metric-timestamp-in-UTC", "payloads-name-requirement")
def test_a_birth_names_the_tags_and_gives_their_values() -> None:
    host, edge = Host(), Edge()
    _born(host, edge, "robot", "press")
    assert [(one.node, one.session, one.time) for one in host.of(NodeBorn)] == [("body/line", 3, START)]
    assert [one.device for one in host.of(DeviceBorn)] == ["robot", "press"]
    tags = host.session.tags
    assert [tags[i].path for i in range(len(tags))] == [
        "body/line/bdSeq",
        "body/line/Node Control/Rebirth",
        "body/line/Mode",
        "body/line/robot/Counter/Good",
        "body/line/press/Counter/Good",
    ]
    assert host.value("press") == (100, 192)
    assert not host.of(Deviation)


@pytest.mark.sparkplug("payloads-alias-data-cmd-requirement", "payloads-metric-datatype-not-req")
def test_data_by_alias_without_type() -> None:
    host, edge = Host(), Edge()
    _born(host, edge, "robot")
    host(edge.ddata("robot", 101, at=START + 40, received=START + 90))
    reading = host.of(Values)[-1].readings()[0]
    assert (reading.tag.name, reading.value, reading.quality) == ("Counter/Good", 101, Quality.GOOD)
    assert (reading.source_time, reading.received, reading.historical) == (START + 40, START + 90, False)


def test_a_negative_number_without_type_is_of_the_type_of_its_birth() -> None:
    host, edge = Host(), Edge()
    _born(host, edge)
    host(edge.message("NDATA", "", [Metric(alias=1, timestamp=START, value=2**32 - 7, field=10)]))
    assert host.of(Values)[-1].readings()[0].value == -7


def test_data_by_name() -> None:
    """Edges without aliases name their metrics in data; one that gives both is believed where both agree."""
    host, edge = Host(), Edge()
    _born(host, edge, "robot")
    host(edge.message("DDATA", "robot", [Metric(name="Counter/Good", value=105)]))
    assert host.value("robot")[0] == 105
    host(edge.message("DDATA", "robot", [Metric(name="Counter/Good", alias=10, value=106)]))
    assert host.value("robot")[0] == 106
    host(edge.message("DDATA", "robot", [Metric(name="Counter/Good", alias=1, value=107)]))
    assert host.value("robot")[0] == 106
    assert len(host.rebirths()) == 1


def test_historical_values_are_told_and_leave_the_present_alone() -> None:
    host, edge = Host(), Edge()
    _born(host, edge, "robot")
    host(edge.ddata("robot", 60, historical=True, at=START - 3_600_000))
    assert host.value("robot") == (100, 192)
    reading = host.of(Values)[-1].readings()[0]
    assert (reading.value, reading.historical, reading.source_time) == (60, True, START - 3_600_000)


@pytest.mark.sparkplug(
    "operational-behavior-edge-node-termination-host-action-ndeath-node-offline",
    "operational-behavior-edge-node-termination-host-action-ndeath-node-tags-stale",
    "operational-behavior-edge-node-termination-host-action-ndeath-devices-offline",
    "operational-behavior-edge-node-termination-host-action-ndeath-devices-tags-stale",
)
def test_the_death_of_a_node_takes_all_with_it_at_the_hosts_time() -> None:
    host, edge = Host(), Edge()
    _born(host, edge, "robot", "press")
    host(edge.ndeath(timestamp=START - 100_000, received=START + 700))
    assert host.of(NodeDied) == [NodeDied(START + 700, "body/line", START + 700, ("robot", "press"))]
    node = host.session.nodes["body/line"]
    assert not node.online
    assert not any(device.online for device in node.devices.values())
    present = host.session.tags.present
    assert present["quality"].tolist() == [500] * 5
    assert present["since"].tolist() == [START + 700] * 5


@pytest.mark.sparkplug(
    "operational-behavior-edge-node-termination-host-action-ddeath-devices-offline",
    "operational-behavior-edge-node-termination-host-action-ddeath-devices-tags-stale",
)
def test_the_death_of_a_device_counts_from_the_time_it_says() -> None:
    host, edge = Host(), Edge()
    _born(host, edge, "robot", "press")
    host(edge.ddeath("robot", timestamp=START + 40, received=START + 90))
    assert host.of(DeviceDied) == [DeviceDied(START + 90, "body/line", "robot", START + 40)]
    assert not host.session.nodes["body/line"].devices["robot"].online
    assert host.value("robot")[1] == 500
    assert host.session.tags.present["since"].tolist() == [0, 0, 0, START + 40, 0]
    assert host.value("press")[1] == 192
    host(edge.ddata("robot", 5))  # it is not there
    assert host.value("robot") == (100, 500)
    assert len(host.rebirths()) == 1


@pytest.mark.parametrize("session", [2, 4])
def test_the_death_of_another_session_does_not_count(session: int) -> None:
    host, edge = Host(), Edge()
    _born(host, edge, "robot")
    host(edge.ndeath(session))
    assert host.session.nodes["body/line"].online
    assert [one.why for one in host.of(Ignored)] == ["the death of another session of the node"]
    host(edge.ddata("robot", 101))
    assert host.value("robot") == (101, 192)


def test_a_death_of_nobody() -> None:
    host, edge = Host(), Edge()
    host(edge.ndeath())
    assert not host.session.nodes
    assert len(host.of(Ignored)) == len(host.events) == 1


def test_a_new_birth_forgets_the_aliases() -> None:
    host, edge = Host(), Edge()
    _born(host, edge, "robot", "press")
    edge.session += 1
    edge.now += 1_000
    host(edge.nbirth(), edge.dbirth("press", 7, alias=10), edge.dbirth("robot", 8, alias=11))
    assert (host.value("press")[0], host.value("robot")[0]) == (7, 8)
    host(edge.ddata("press", 9))
    assert (host.value("press")[0], host.value("robot")[0]) == (9, 8)
    assert not host.sent


def test_after_a_birth_a_device_is_not_there_before_its_own() -> None:
    host, edge = Host(), Edge()
    _born(host, edge, "robot")
    host(edge.nbirth())
    assert host.value("robot") == (100, 500)
    host(edge.ddata("robot", 101))
    assert host.value("robot") == (100, 500)
    assert len(host.rebirths()) == 1


def test_one_alias_for_two_metrics_is_of_neither() -> None:
    host, edge = Host(), Edge()
    _born(host, edge, "robot")
    host(edge.dbirth("press", 7, alias=10))
    assert "one alias for two metrics" in [one.what for one in host.of(Deviation)]
    host(edge.ddata("robot", 101))
    assert host.value("robot") == (100, 192)
    assert len(host.rebirths()) == 1


def test_quality_and_values_of_another_kind() -> None:
    host, edge = Host(), Edge()
    _born(host, edge, "robot")

    def told(quality: object, **more: object) -> Quality:
        properties = {"Quality": Property(T.Int32, quality)}
        host(edge.message("DDATA", "robot", [Metric(alias=10, value=5, properties=properties, **more)]))  # pyright: ignore[reportArgumentType]
        return host.of(Values)[-1].readings()[0].quality

    assert [told(one) for one in (192, 0, 500, 7)] == [Quality.GOOD, Quality.BAD, Quality.STALE, Quality.BAD]
    assert host.value("robot")[1] == 0
    host(edge.message("DDATA", "robot", [Metric(alias=10, datatype=T.String, value="x")]))
    host(edge.message("DDATA", "robot", [Metric(alias=10, value="five")]))
    assert [one.readings()[0].quality for one in host.of(Values)[-2:]] == [Quality.GOOD, Quality.BAD]
    host(edge.message("DDATA", "robot", [Metric(alias=10, is_null=True)]))
    assert host.of(Values)[-1].readings()[0].value is None


def test_deviations_are_taken_and_told_once() -> None:
    """As some edges do: bdSeq as UInt64, UInt32 in long_value, a Will of QoS 0."""
    host, edge = Host(), Edge()
    metrics = [Metric(name="bdSeq", datatype=T.UInt64, value=0, timestamp=START)]
    for _ in range(2):
        edge.seq = 0
        host(edge.message("NBIRTH", "", metrics))
        death = edge.ndeath(0)._replace(qos=0)
        host(death)
        edge.now += 10
    assert [one.what for one in host.of(Deviation)] == [
        "the birth of a node has no Node Control/Rebirth",
        "bdSeq is UInt64, not Int64",
        "NDEATH with QoS 0",
    ]
    assert len(host.of(NodeBorn)) == len(host.of(NodeDied)) == 2


def test_old_births_are_not_taken() -> None:
    host, edge = Host(), Edge()
    _born(host, edge, "robot")
    host(Edge().nbirth(timestamp=START - 1))
    assert host.value("robot") == (100, 192)
    kept = edge.nbirth(retain=True)
    host(kept)
    assert [one.why for one in host.of(Ignored)] == [
        "a birth older than the last one",
        "a birth that the server kept from earlier",
    ]
    assert host.value("robot") == (100, 192)


def test_too_much_is_refused() -> None:
    host = Host(largest_payload=100, most_nodes=2, most_tags=5)
    for name in ("a", "b", "c"):
        host(Edge(node=name).nbirth(metrics=[]))
    assert [one.error.detail for one in host.of(Refused)] == ["more than 2 nodes"]
    host(Message("spBv1.0/body/NDATA/a", b"\x00" * 101, START))
    assert host.of(Refused)[-1].error.detail == "a message of 101 bytes"
    host(Edge(node="a").nbirth(timestamp=START + 9))
    assert host.of(Refused)[-1].error.detail == "more than 5 metrics"
    assert len(host.session.tags) == 4


def test_damaged_messages_never_stop_the_host() -> None:
    """20,000 of every kind; afterwards a birth is all that it takes."""
    chance = random.Random(3)
    host, edge = Host(), Edge()
    kinds = ("NBIRTH/line", "NDEATH/line", "NDATA/line", "DBIRTH/line/robot", "DDEATH/line/robot", "DDATA/line/robot")
    for i in range(20):
        messages = [Message(f"spBv1.0/body/{chance.choice(kinds)}", mutate(chance), START + i) for _ in range(1_000)]
        host(*messages)
        for one in host.of(Values):
            one.readings()
        host.events.clear()
    edge.now = 2**53 - 1
    host(edge.nbirth(received=START), edge.dbirth("robot", 7, received=START))
    host(edge.ddata("robot", 8, received=START))
    assert host.value("robot") == (8, 192)
    assert len(host.rebirths()) == 1
