"""The order of messages, requests for rebirth, and faults of the way there."""

from __future__ import annotations

import random

import pytest

from taktwin.exchange.sparkplug.reader import read_payload
from taktwin.live.sparkplug.events import Ignored, Lost, OutOfOrder, RebirthAsked, Refused, Reordered
from taktwin.live.sparkplug.messages import Message
from taktwin.live.sparkplug.session import rebirth_request
from taktwin.live.sparkplug.settings import HostSettings
from tests.live.sparkplug.edge import START, Edge
from tests.live.sparkplug.host import Host

NCMD = "spBv1.0/body/NCMD/line"


def _host(**settings: int) -> tuple[Host, Edge]:
    host, edge = Host(**settings), Edge()
    host(edge.nbirth(), edge.dbirth("robot", 0))
    return host, edge


def test_seq_goes_round() -> None:
    host, edge = _host()
    for good in range(1, 600):
        host(edge.ddata("robot", good))
    assert host.value("robot") == (599, 192)
    assert not host.of(OutOfOrder)


def test_a_birth_may_begin_anywhere() -> None:
    host, edge = Host(), Edge()
    host(edge.nbirth(seq=200), edge.dbirth("robot", 5))
    assert host.value("robot") == (5, 192)
    assert not host.of(OutOfOrder)


@pytest.mark.sparkplug("operational-behavior-host-reordering-param")
def test_the_timeout_is_a_setting() -> None:
    assert HostSettings(host="twin", reorder_timeout=750).reorder_timeout == 750


@pytest.mark.sparkplug("operational-behavior-host-reordering-start", "operational-behavior-host-reordering-success")
def test_what_comes_in_time_is_put_in_order() -> None:
    host, edge = _host()
    one, two, three = (edge.ddata("robot", good) for good in (1, 2, 3))
    host(three)
    assert host.session.due() == START + 5 + 2_000
    host(two)
    assert host.value("robot")[0] == 0
    assert [(one.expected, one.got) for one in host.of(OutOfOrder)] == [(2, 4), (2, 3)]
    host(one)
    assert host.value("robot") == (3, 192)
    assert len(host.of(Reordered)) == 1
    assert host.session.due() is None
    assert host.tick(START + 99_999).commands == []
    host(edge.ddata("robot", 4))
    assert host.value("robot") == (4, 192)


@pytest.mark.sparkplug("operational-behavior-host-reordering-rebirth")
def test_what_does_not_come_is_lost_and_the_births_are_asked_for() -> None:
    host, edge = _host(reorder_timeout=750)
    edge.ddata("robot", 1)
    host(edge.ddata("robot", 2))
    assert host.tick(START + 754).commands == []
    assert host.tick(START + 755).commands == [rebirth_request("body/line", START + 755)]
    assert host.of(Lost) == [Lost(START + 755, "body/line", 2, 1)]
    assert host.value("robot") == (0, 500)
    host(edge.ddata("robot", 3))
    assert host.value("robot") == (0, 500)
    edge.now += 900
    host(edge.nbirth(), edge.dbirth("robot", 4))
    assert host.value("robot") == (4, 192)
    assert host.rebirths() == [NCMD]


def test_without_a_timeout_nothing_is_waited_for() -> None:
    host, edge = _host(reorder_timeout=0)
    edge.ddata("robot", 1)
    assert len(host(edge.ddata("robot", 2)).commands) == 1


def test_a_lost_message_is_seen_by_the_next_ones_own_time() -> None:
    """The time runs with the messages, too: nobody needs to call `tick` between them."""
    host, edge = _host()
    edge.ddata("robot", 1)
    host(edge.ddata("robot", 2))
    edge.now += 5_000
    assert len(host(edge.ddata("robot", 3)).commands) == 1


def test_repeated_messages_count_once() -> None:
    host, edge = _host()
    birth_again = Edge().nbirth()
    one, two, _, four = (edge.ddata("robot", good) for good in (1, 2, 3, 4))
    host(one, two, one, four, four, two, birth_again._replace(received=START + 6))
    assert [ignored.why for ignored in host.of(Ignored)] == ["this message came before"] * 3
    assert host.value("robot") != (1, 192)


def test_128_lost_messages_are_no_repeated_ones() -> None:
    host, edge = _host()
    for lost in (127, 128, 200, 254):
        host, edge = _host()
        for good in range(lost):
            edge.now += 10
            edge.ddata("robot", good)
        host(edge.ddata("robot", 999))
        assert len(host.of(OutOfOrder)) == 1, lost


def test_a_fast_node_goes_round_while_a_message_is_waited_for() -> None:
    """Number 2 is lost; 256 messages later comes another 2, which is not the one that lacks."""
    host, edge = _host()
    edge.ddata("robot", 1)
    for good in range(2, 600):
        edge.now += 1
        host(edge.ddata("robot", good))
    assert not host.of(Reordered)
    assert host.of(Lost) == [Lost(START + 128 + 5, "body/line", 2, 128)]
    assert host.value("robot") == (0, 500)
    assert host.rebirths() == [NCMD]


@pytest.mark.parametrize("later", [0, 30])
def test_what_fills_a_hole_is_not_newer_than_what_waits(later: int) -> None:
    """100 wait, then most of a round is lost, too: what comes has a number that lacks, or that waits."""
    host, edge = _host()
    edge.ddata("robot", 1)
    for good in range(2, 102):
        edge.now += 1
        host(edge.ddata("robot", good))
    for good in range(102, 257 + later):
        edge.now += 1
        edge.ddata("robot", good)
    edge.now += 1
    host(edge.ddata("robot", 999))
    assert [one.unused for one in host.of(Lost)] == [101]
    assert not host.of(Reordered)
    assert host.value("robot") == (0, 500)


def test_data_before_a_birth_ask_for_it_once_a_minute() -> None:
    host, edge = Host(), Edge()
    edge.devices["robot"] = 10
    for second in range(0, 130, 10):
        edge.now = START + 1_000 * second
        host(edge.ddata("robot", second))
    asked = [one.received for one in host.of(RebirthAsked)]
    assert [(one - asked[0]) // 1_000 for one in asked] == [0, 60, 120]
    assert host.of(RebirthAsked)[0].why == "a message came before its birth"
    assert len(host.of(Ignored)) == 13


def test_a_request_that_had_to_wait_is_sent_when_it_may_be() -> None:
    host, edge = _host()
    host(edge.message("DDATA", "robot", [], seq=None))
    edge.now += 1_000
    host(edge.nbirth(), edge.dbirth("robot", 1))
    host(edge.message("DDATA", "robot", [], seq=None))
    assert len(host.sent) == 1
    assert host.session.due() == START + 5 + 60_000
    host.tick(START + 5 + 60_000)
    assert len(host.sent) == 2
    assert host.session.due() is None
    # nobody is asked who has answered, or is gone
    edge.now += 1_000
    host(edge.nbirth(), edge.dbirth("robot", 1), edge.message("DDATA", "robot", [], seq=None), edge.ndeath())
    assert host.session.due() is None


def test_a_host_that_starts_does_not_ask_all_at_once() -> None:
    host = Host(rebirths_a_second=3)
    edges = [Edge(node=f"line-{i}") for i in range(8)]
    host(*(edge.ndata(1) for edge in edges))
    now = START + 5
    assert len(host.sent) == 3
    while (due := host.session.due()) is not None:
        assert due > now
        now = due
        host.tick(now)
    assert sorted(one.node for one in host.of(RebirthAsked)) == [f"body/line-{i}" for i in range(8)]
    assert now == START + 5 + 2_000


def test_thousands_of_unknown_nodes_do_not_slow_the_host_down() -> None:
    """All of a plant speaks before its births: each node is asked in its turn, and only once a minute."""
    host = Host(rebirths_a_second=200)
    message = Edge().ndata(1)
    topics = [f"spBv1.0/body/NDATA/line-{i}" for i in range(2_000)]
    for second in range(12):
        received = START + 1_000 * second
        host(*(message._replace(topic=topic, received=received) for topic in topics))
    asked = [one.node for one in host.of(RebirthAsked)]
    assert len(asked) == len(set(asked)) == 2_000


def test_an_unknown_alias_is_never_guessed() -> None:
    """Not even the metrics beside it are taken: the aliases of this node are not those that we know."""
    host, edge = _host()
    edge.devices["robot"] = 77
    host(edge.ddata("robot", 5))
    assert host.value("robot") == (0, 192)
    assert host.rebirths() == [NCMD]
    edge.devices["robot"] = 1  # an alias of the node, in data of a device
    host(edge.ddata("robot", 6))
    assert host.value("", "Mode") == (0, 192)


def test_what_cannot_be_read_is_refused_and_asks() -> None:
    host, edge = _host()
    whole = edge.ddata("robot", 1)
    host(whole._replace(payload=whole.payload[:-1]))
    assert len(host.of(Refused)) == 1
    assert host.rebirths() == [NCMD]


@pytest.mark.sparkplug(
    "topics-ncmd-topic",
    "topics-ncmd-mqtt",
    "topics-ncmd-timestamp",
    "topics-ncmd-payload",
    "operational-behavior-data-commands-ncmd-rebirth-verb",
    "operational-behavior-data-commands-ncmd-rebirth-name",
    "operational-behavior-data-commands-ncmd-rebirth-value",
    "operational-behavior-data-commands-ncmd-verb",
    "operational-behavior-data-commands-ncmd-metric-name",
    "operational-behavior-data-commands-ncmd-metric-value",
    "payloads-name-cmd-requirement",
    "payloads-ncmd-timestamp",
    "payloads-ncmd-seq",
    "payloads-ncmd-qos",
    "payloads-ncmd-retain",
)
def test_the_request_for_rebirth() -> None:
    request = rebirth_request("body/line", START)
    assert (request.topic, request.qos, request.retain) == (NCMD, 0, False)
    payload = read_payload(request.payload)
    assert (payload.timestamp, payload.seq) == (START, None)
    (metric,) = payload.metrics
    assert (metric.name, metric.value, metric.timestamp) == ("Node Control/Rebirth", True, START)


def _faulty(chance: random.Random, messages: list[Message]) -> list[Message]:
    """Messages as a bad network delivers them: some never, some twice, some late by a few places."""
    placed: list[tuple[float, Message]] = []
    for i, one in enumerate(messages):
        for _ in range(chance.choices((0, 1, 2), (1, 97, 2))[0]):
            late = chance.randrange(1, 6) if chance.random() < 0.1 else 0
            placed.append((i + late + chance.random() / 2, one))
    return [one for _, one in sorted(placed, key=lambda pair: pair[0])]


@pytest.mark.parametrize("seed", range(20))
def test_counters_end_right_whatever_the_network_does(seed: int) -> None:
    """The edge answers each request for rebirth: at the end all values are its own, and none was wrong before."""
    chance = random.Random(seed)
    host, edge = Host(reorder_timeout=300, rebirth_interval=1_000), Edge(session=seed)
    good = {"robot": 0, "press": 0}
    host(edge.nbirth(), *(edge.dbirth(device) for device in good))
    asked = 0
    for _ in range(60):
        messages = []
        for _ in range(20):
            edge.now += 10
            device = chance.choice(list(good))
            good[device] += 1
            messages.append(edge.ddata(device, good[device]))
        now = edge.now + 10
        for one in _faulty(chance, messages):
            host(one._replace(received=now))
            assert all(host.value(device)[0] <= good[device] for device in good)
        edge.now += 320
        host.tick(edge.now)
        if len(host.sent) > asked:
            asked = len(host.sent)
            host(edge.nbirth(), *(edge.dbirth(device, good[device]) for device in good))
    for _ in range(4):
        edge.now += 1_000
        host(edge.ndata(1))
        edge.now += 400
        host.tick(edge.now)
        if len(host.sent) > asked:
            asked = len(host.sent)
            host(edge.nbirth(), *(edge.dbirth(device, good[device]) for device in good))
    host(*(edge.ddata(device, good[device]) for device in good))
    assert {device: host.value(device) for device in good} == {device: (n, 192) for device, n in good.items()}
    assert host.of(Lost) or host.of(Reordered)
