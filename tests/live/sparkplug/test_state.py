"""What the host says of itself, as the state machine orders it; on the wire: `test_broker`."""

from __future__ import annotations

import json

import pytest

from taktwin.live.sparkplug.events import HostIdTwice, HostSeen, Ignored, ServerLost
from taktwin.live.sparkplug.hoststate import HostState, state_message, state_of
from taktwin.live.sparkplug.messages import Message, Publish, Subscribe
from taktwin.live.sparkplug.session import HostSession, gone
from taktwin.live.sparkplug.settings import HostSettings
from taktwin.model.errors import OptionError
from tests.live.sparkplug.edge import START, Edge
from tests.live.sparkplug.host import Host

OWN = "spBv1.0/STATE/twin"


def _state(online: bool, timestamp: int, host: str = "twin", **more: bool) -> Message:
    return Message(f"spBv1.0/STATE/{host}", state_message(host, online, timestamp).payload, START + 9, **more)


@pytest.mark.sparkplug(
    "host-topic-phid-death-qos",
    "host-topic-phid-death-retain",
    "host-topic-phid-death-topic",
    "host-topic-phid-death-payload",
    "host-topic-phid-death-payload-timestamp-connect",
    "operational-behavior-host-application-connect-will-topic",
    "operational-behavior-host-application-connect-will-payload",
    "operational-behavior-host-application-connect-will-qos",
    "operational-behavior-host-application-connect-will-retained",
    "operational-behavior-host-application-death-topic",
    "operational-behavior-host-application-death-payload",
    "operational-behavior-host-application-death-qos",
    "operational-behavior-host-application-death-retained",
    "payloads-state-will-message-qos",
    "payloads-state-will-message-retain",
    "payloads-state-will-message-payload",
)
def test_the_will_is_the_hosts_death() -> None:
    will = HostSession(HostSettings(host="twin")).connecting(START)
    assert (will.topic, will.qos, will.retain) == (OWN, 1, True)
    assert json.loads(will.payload.decode("utf-8")) == {"online": False, "timestamp": START}


@pytest.mark.sparkplug(
    "intro-sparkplug-host-state",
    "components-ph-state",
    "principles-birth-certificates-order",
    "host-topic-phid-birth-message",
    "host-topic-phid-birth-qos",
    "host-topic-phid-birth-retain",
    "host-topic-phid-birth-topic",
    "host-topic-phid-birth-sub-required",
    "host-topic-phid-birth-required",
    "host-topic-phid-birth-payload",
    "host-topic-phid-birth-payload-timestamp",
    "message-flow-phid-sparkplug-subscription",
    "message-flow-phid-sparkplug-state-publish",
    "message-flow-phid-sparkplug-state-publish-payload",
    "message-flow-phid-sparkplug-state-publish-payload-timestamp",
    "operational-behavior-host-application-connect-birth",
    "operational-behavior-host-application-connect-birth-topic",
    "operational-behavior-host-application-connect-birth-payload",
    "operational-behavior-host-application-connect-birth-qos",
    "operational-behavior-host-application-connect-birth-retained",
    "operational-behavior-primary-application-state-with-multiple-servers-state",
    "payloads-state-subscribe",
    "payloads-state-birth",
    "payloads-state-birth-payload",
    "conformance-primary-host",
)
def test_it_subscribes_and_then_says_that_it_is_there() -> None:
    session = HostSession(HostSettings(host="twin"))
    session.connecting(START)
    subscribe, birth = session.connected()
    assert isinstance(subscribe, Subscribe)
    assert subscribe.filters == ((OWN, 1), ("spBv1.0/#", 1))
    assert isinstance(birth, Publish)
    assert (birth.topic, birth.qos, birth.retain) == (OWN, 1, True)
    assert json.loads(birth.payload.decode("utf-8")) == {"online": True, "timestamp": START}


def test_only_its_groups() -> None:
    only = HostSettings(host="twin", groups=("body", "paint/line-2")).filters
    assert only == ("spBv1.0/body/#", "spBv1.0/paint/+/line-2/#")
    with pytest.raises(OptionError, match="is no id"):
        HostSettings(host="twin", groups=("paint/#",))


@pytest.mark.sparkplug("message-flow-hid-sparkplug-state-message-delivered")
def test_it_contradicts_its_own_death() -> None:
    host = Host()
    step = host(_state(False, START - 1))
    assert step.commands == [state_message("twin", True, START)]
    host.session.leaving(START + 100)
    assert host(_state(False, START + 100)).commands == []


@pytest.mark.sparkplug(
    "host-topic-phid-death-payload-timestamp-disconnect-clean",
    "host-topic-phid-death-payload-timestamp-disconnect-with-no-disconnect-packet",
    "operational-behavior-host-application-termination",
)
def test_leaving_it_says_so_with_the_time_of_leaving() -> None:
    host = Host()
    assert host.session.leaving(START + 700) == [state_message("twin", False, START + 700)]


@pytest.mark.sparkplug(
    "operational-behavior-host-application-multi-server-timestamp",
    "operational-behavior-primary-application-state-with-multiple-servers-state-subs",
)
def test_each_server_has_a_time_of_its_own() -> None:
    settings = HostSettings(host="twin")
    one, other = HostSession(settings), HostSession(settings)
    assert one.connecting(START) != other.connecting(START + 5)
    assert one.connected()[1] == state_message("twin", True, START)
    assert other.connected()[1] == state_message("twin", True, START + 5)


def test_the_time_never_goes_back() -> None:
    """An edge takes no state that is older than the last one: a clock that was set back must not make us invisible."""
    session = HostSession(HostSettings(host="twin"))
    told = [state_of(session.connecting(now).payload) for now in (START, START - 5_000, START - 4_000, START + 9)]
    assert [one.timestamp for one in told if one] == [START, START + 1, START + 2, START + 9]


@pytest.mark.sparkplug("operational-behavior-host-application-host-id")
def test_another_program_with_our_id_is_seen() -> None:
    host = Host()
    host(_state(True, START), _state(True, START - 90, retain=True))  # our own; that of our earlier connection
    assert not host.events
    host(_state(True, START + 1))
    assert host.of(HostIdTwice) == [HostIdTwice(START + 9, "twin")]
    host(_state(True, START + 1, "other"))
    assert host.of(HostSeen) == [HostSeen(START + 9, "other", True, START + 1)]


@pytest.mark.sparkplug("topic-structure-namespace-a")
@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        ("spBv1.0/STATE/twin", b"OFFLINE"),
        ("spBv1.0/STATE/twin", b'{"online":1,"timestamp":5}'),
        ("spBv1.0/STATE/twin", b'{"online":true,"timestamp":"5"}'),
        ("spBv1.0/STATE/twin", b"[" * 100_000),
        ("spBv1.0/STATE", b'{"online":true,"timestamp":5}'),
        ("spAv1.0/body/NDATA/line", b""),
        ("spBv1.0/body/NDATA/line/device", b""),
        ("spBv1.0/body/DDATA/line", b""),
        ("spBv1.0/body/NDATA/", b""),
        ("plant/body", b"\xff"),
        ("", b""),
    ],
)
def test_what_is_not_sparkplug_changes_nothing(topic: str, payload: bytes) -> None:
    host = Host()
    host(Message(topic, payload, START))
    assert len(host.of(Ignored)) == len(host.events) == 1
    assert not host.sent


def test_a_lost_server_leaves_nothing_known() -> None:
    host, edge = Host(), Edge()
    host(edge.nbirth(), edge.dbirth("robot", 7))
    assert host.value("robot") == (7, 192)
    step = host(gone(START + 50))
    assert step.events == [ServerLost(START + 50, ("body/line",))]
    assert host.value("robot") == (7, 500)
    host.session.connecting(START + 60)
    host.session.connected()
    host(edge.ddata("robot", 8))  # its number is the next one, but who knows what came in between
    assert host.value("robot") == (7, 500)
    assert host.rebirths() == ["spBv1.0/body/NCMD/line"]


@pytest.mark.parametrize(
    ("settings", "wrong"),
    [
        ({"host": "a/b"}, 'it holds "/"'),
        ({"host": ""}, "it is empty"),
        ({"host": "twin", "groups": ("+",)}, 'it holds "+"'),
        ({"host": "twin", "groups": ("STATE",)}, "STATE"),
        ({"host": "x" * 2000}, "longer"),
        ({"host": "twin", "reorder_timeout": -1}, "reorder_timeout is -1"),
        ({"host": "twin", "rebirth_interval": 0}, "rebirth_interval is 0"),
    ],
)
def test_settings_that_cannot_be(settings: dict[str, object], wrong: str) -> None:
    with pytest.raises(OptionError) as told:
        HostSettings(**settings)  # pyright: ignore[reportArgumentType]
    assert wrong in str(told.value)
    assert told.value.parameter in ("host", "groups", "reorder_timeout", "rebirth_interval")


def test_state_messages_come_back() -> None:
    assert state_of(state_message("twin", True, 5).payload) == HostState(True, 5)


def test_no_connection_without_a_will() -> None:
    with pytest.raises(RuntimeError):
        HostSession(HostSettings(host="twin")).connected()
