"""The client on the wire: packet by packet, and against mosquitto."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from taktwin.exchange.sparkplug.reader import read_payload
from taktwin.live.journal.journal import Journal
from taktwin.live.sparkplug import library
from taktwin.live.sparkplug.client import listen
from taktwin.live.sparkplug.events import NodeBorn, NodeDied, ServerAway, ServerLost
from taktwin.live.sparkplug.messages import Message
from taktwin.live.sparkplug.numbering import Numbering
from taktwin.live.sparkplug.replay import replay
from taktwin.live.sparkplug.server import Server, server_of
from taktwin.live.sparkplug.session import GONE, HERE, HostSession, Step
from taktwin.live.sparkplug.settings import HostSettings
from taktwin.live.sparkplug.values import Values
from taktwin.model.errors import OptionError, TaktwinError
from tests.live.sparkplug.broker import Recorder, free_port, running
from tests.live.sparkplug.edge import Edge
from tests.live.sparkplug.host import told
from tests.live.sparkplug.tap import CONNECT, DISCONNECT, PUBLISH, SUBSCRIBE, Tap, connect_of, filters_of, published

OWN = "spBv1.0/STATE/twin"


class Listener:
    """A host that listens in this thread's event loop."""

    def __init__(self, port: int, **more: Any) -> None:
        self.server = Server(**{"address": "127.0.0.1", "port": port, **more})
        self.session = HostSession(HostSettings(host="twin", reorder_timeout=300))
        self.kept: list[Message] = []
        self.events: list[Any] = []
        self.stop = asyncio.Event()
        self.task = asyncio.create_task(listen(self.server, self.session, self.keep, self.tell, self.stop))

    def keep(self, messages: Sequence[Message]) -> None:
        self.kept += messages

    def tell(self, step: Step) -> None:
        self.events += step.events

    async def until(self, true: Callable[[], object]) -> None:
        async with asyncio.timeout(40):
            while not true():
                assert not self.task.done() or self.task.result()
                await asyncio.sleep(0.01)

    def of(self, kind: type) -> list[Any]:
        return [one for one in self.events if isinstance(one, kind)]

    async def leave(self) -> None:
        self.stop.set()
        await asyncio.wait_for(self.task, 10)


@pytest.mark.sparkplug(
    "host-topic-phid-death-required",
    "message-flow-phid-sparkplug-clean-session-311",
    "message-flow-phid-sparkplug-clean-session-50",
    "operational-behavior-host-application-connect-will",
    "operational-behavior-host-application-disconnect-intentional",
    "payloads-state-will-message",
    "host-topic-phid-birth-sub-required",
    "host-topic-phid-birth-required",
    "host-topic-phid-birth-payload-timestamp",
    "host-topic-phid-death-payload-timestamp-disconnect-clean",
)
@pytest.mark.parametrize("version", [5, 311])
def test_the_packets_of_a_host(version: int) -> None:
    pytest.importorskip("aiomqtt", reason="aiomqtt is not installed (`pip install taktwin[live]`)")

    async def main() -> Tap:
        async with Tap(version) as tap:
            host = Listener(tap.port, version=version)
            await tap.until(1)
            await host.leave()
            await tap.until(1, DISCONNECT)
        return tap

    packets = asyncio.run(main()).packets
    assert [one.kind for one in packets] == [CONNECT, SUBSCRIBE, PUBLISH, PUBLISH, DISCONNECT]
    connect = connect_of(packets[0])
    assert connect.version == {5: 5, 311: 4}[version]
    assert connect.clean
    assert connect.has_will
    if version == 5:
        expiry = connect.properties.find(b"\x11")  # session expiry interval: absent is 0
        assert expiry < 0 or connect.properties[expiry + 1 : expiry + 5] == bytes(4)
    assert (connect.will_topic, connect.will_qos, connect.will_retain) == (OWN, 1, True)
    will = json.loads(connect.will_payload)
    assert will["online"] is False
    assert filters_of(packets[1], version) == [(OWN, 1), ("spBv1.0/#", 1)]
    topic, payload, qos, retain = published(packets[2], version)
    assert (topic, json.loads(payload), qos, retain) == (
        OWN,
        {"online": True, "timestamp": will["timestamp"]},
        1,
        True,
    )
    topic, payload, qos, retain = published(packets[3], version)
    assert (topic, qos, retain) == (OWN, 1, True)
    assert json.loads(payload)["online"] is False
    assert json.loads(payload)["timestamp"] > will["timestamp"]


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[int]:
    yield from running(tmp_path)


@pytest.fixture
def recorder(broker: int) -> Iterator[Recorder]:
    one = Recorder(broker)
    yield one
    one.close()


def _states(recorder: Recorder) -> list[tuple[bool, int]]:
    return [(json.loads(one[1])["online"], one[2]) for one in recorder.came if one[0] == OWN]


@pytest.mark.sparkplug("conformance-primary-host", "message-flow-phid-sparkplug-state-publish")
def test_birth_and_death_at_a_server(broker: int, recorder: Recorder) -> None:
    async def main() -> None:
        host = Listener(broker)
        await host.until(lambda: _states(recorder))
        await host.leave()

    asyncio.run(main())
    recorder.until(lambda: len(_states(recorder)) == 2)
    assert _states(recorder) == [(True, 1), (False, 1)]
    late = Recorder(broker, OWN)
    late.until(lambda: late.came)
    late.close()
    assert late.came[0][3]  # kept by the server
    assert json.loads(late.came[0][1])["online"] is False


@pytest.mark.sparkplug("operational-behavior-host-application-connect-will", "payloads-state-will-message")
def test_a_killed_host_is_told_dead_by_the_server(broker: int, recorder: Recorder) -> None:
    code = (
        "import asyncio\n"
        "from taktwin.live.sparkplug.client import listen\n"
        "from taktwin.live.sparkplug.server import Server\n"
        "from taktwin.live.sparkplug.session import HostSession\n"
        "from taktwin.live.sparkplug.settings import HostSettings\n"
        "async def main():\n"
        f"    server = Server(address='127.0.0.1', port={broker})\n"
        "    session = HostSession(HostSettings(host='twin'))\n"
        "    await listen(server, session, lambda _: None, lambda _: None, asyncio.Event())\n"
        "asyncio.run(main())\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)})
    try:
        recorder.until(lambda: _states(recorder))
    finally:
        process.kill()
        process.wait(10)
    recorder.until(lambda: len(_states(recorder)) == 2)
    told = [json.loads(one[1]) for one in recorder.came if one[0] == OWN]
    assert [one["online"] for one in told] == [True, False]
    assert told[0]["timestamp"] == told[1]["timestamp"]


@pytest.mark.sparkplug(
    "message-flow-hid-sparkplug-state-message-delivered",
    "topics-ncmd-mqtt",
    "payloads-ncmd-qos",
    "payloads-ncmd-retain",
)
def test_a_host_at_work(broker: int, recorder: Recorder, tmp_path: Path) -> None:
    """Births, data, a gap with its request for rebirth, a death; a false death of the host, contradicted at once.

    Played again from a journal it is the same.
    """
    edge = Edge()

    def send(*messages: Message) -> None:
        for one in messages:
            recorder.publish(one.topic, one.payload, one.qos)

    async def main() -> None:
        host = Listener(broker)
        await host.until(lambda: _states(recorder))
        send(edge.nbirth(), edge.dbirth("robot", 1), edge.ddata("robot", 2))
        await host.until(lambda: len(host.of(Values)) == 3)
        edge.ddata("robot", 3)
        send(edge.ddata("robot", 4))
        await host.until(lambda: any("NCMD" in one[0] for one in recorder.came))
        send(edge.nbirth(), edge.dbirth("robot", 4))
        await host.until(lambda: len(host.of(NodeBorn)) == 2)
        send(edge.ndeath())
        await host.until(lambda: host.of(NodeDied))
        recorder.publish(OWN, b'{"online":false,"timestamp":1}', 1, True)
        await host.until(lambda: len(_states(recorder)) >= 3)  # once for each time that it is told, if these come apart
        await host.leave()
        assert [one.topic.split("/")[2] for one in host.kept if one.topic.startswith("spBv1.0/body/")] == [
            *("NBIRTH", "DBIRTH", "DDATA", "DDATA"),
            *("NCMD", "NBIRTH", "DBIRTH", "NDEATH"),
        ]
        assert host.of(ServerLost)[0].nodes == ()
        with Journal(tmp_path / "journal") as journal:
            journal.append(Numbering("mqtt").entries(host.kept))
            again = HostSession(host.session.settings)
            assert told([e for step in replay(journal, again) for e in step.events]) == told(host.events)

    asyncio.run(main())
    (request,) = [one for one in recorder.came if "NCMD" in one[0]]
    assert (request[0], request[2], request[3]) == ("spBv1.0/body/NCMD/line", 0, False)
    assert read_payload(request[1]).metrics[0].name == "Node Control/Rebirth"
    assert [online for online, _ in _states(recorder)][:3] == [True, False, True]


def test_it_comes_back_by_itself(tmp_path: Path) -> None:
    async def main() -> None:
        server: Any = running(tmp_path)
        port = next(server)
        host = Listener(port)
        await host.until(lambda: len(host.kept) > 1)  # its own state, as the server hands it on
        server.close()
        await host.until(lambda: host.of(ServerLost))
        kept = len(host.kept)
        server = running(tmp_path, port=port)
        next(server)
        await host.until(lambda: len(host.kept) > kept + 2)
        assert [one.topic for one in host.kept if one.topic.startswith("$")] == [HERE, GONE, HERE]
        await host.leave()
        server.close()

    asyncio.run(main())


def test_a_wrong_password_is_said(tmp_path: Path) -> None:
    for port in running(tmp_path, "allow_anonymous false"):

        async def main(port: int = port) -> None:
            with pytest.raises(TaktwinError, match="the server refuses us") as told:
                await asyncio.wait_for(Listener(port, user="x", password="secret").task, 10)
            assert "secret" not in str(told.value)

        asyncio.run(main())


def test_a_server_that_is_not_there_is_said_and_tried_again() -> None:
    pytest.importorskip("aiomqtt", reason="aiomqtt is not installed (`pip install taktwin[live]`)")

    async def main() -> None:
        host = Listener(free_port())
        await host.until(lambda: len(host.of(ServerAway)) > 1)
        await host.leave()
        assert not host.kept

    asyncio.run(main())


def _certificate(folder: Path, name: str, server: str = "localhost", days: int = 2) -> tuple[Path, Path]:
    """A certificate of its own authority for a server, from yesterday on, and its key."""
    pytest.importorskip("cryptography", reason="cryptography is not installed (`pip install taktwin[live]`)")
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key, whose = generate_private_key(SECP256R1()), x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    begin = dt.datetime.now(dt.UTC) - dt.timedelta(days=abs(days))
    made = x509.CertificateBuilder().subject_name(whose).issuer_name(whose).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).not_valid_before(begin)
    made = made.not_valid_after(begin + dt.timedelta(days=abs(days) + days, hours=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(server)]), critical=False)
    certificate, file = folder / f"{name}.pem", folder / f"{name}.key"
    certificate.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    file.chmod(0o644)  # mosquitto gives up its rights before it reads it
    return certificate, file


def test_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Encrypted with the right authority; else nothing is sent, it is said why, and the password is not shown.

    Another authority, a certificate for another server, one whose time is over, none of ours where one is wanted, and
    a server that does not speak TLS.
    """
    monkeypatch.setattr(library, "CONNECT_S", 1.0)
    tmp_path.chmod(0o755)
    certificate, key = _certificate(tmp_path, "plant")
    other, other_key = _certificate(tmp_path, "other")

    def refused(port: int, authority: Path, wrong: str) -> None:
        async def main() -> None:
            host = Listener(port, address="localhost", authority=str(authority), user="twin", password="geheim")
            with pytest.raises(TaktwinError, match=wrong) as told:
                await asyncio.wait_for(host.task, 40)
            assert "geheim" not in f"{told.value} {told.value.remedy}"

        asyncio.run(main())

    def lines(name: str, one: Path, its: Path) -> tuple[str, ...]:
        file = tmp_path / f"{name}.log"
        file.touch(mode=0o666)
        return "allow_anonymous true", f"certfile {one}", f"keyfile {its}", "user root", f"log_dest file {file}"

    for port in running(tmp_path, *lines("right", certificate, key)):

        async def main(port: int = port) -> None:
            host = Listener(port, address="localhost", authority=str(certificate), user="twin", password="geheim")
            await host.until(lambda: len(host.kept) > 1)
            await host.leave()

        asyncio.run(main())
        refused(port, other, "its certificate does not hold")
    for name, server, days in (("late", "localhost", -2), ("elsewhere", "mqtt.elsewhere", 2)):
        one, its = _certificate(tmp_path, name, server, days)
        for port in running(tmp_path, *lines(name, one, its)):
            refused(port, one, "certificate has expired" if days < 0 else "not valid for 'localhost'")
    for port in running(tmp_path):

        async def asks(port: int = port) -> None:
            host = Listener(port, address="localhost", authority=str(certificate), user="twin", password="geheim")
            await host.until(lambda: host.of(ServerAway))
            await host.leave()
            assert "does it speak TLS at port" in host.of(ServerAway)[0].why

        asyncio.run(asks())
    wants = (f"cafile {other}", "require_certificate true")
    for port in running(tmp_path, *lines("wants", certificate, key), *wants):
        refused(port, certificate, "wants a certificate of ours")
        with pytest.raises(TaktwinError, match="others may read it too"):
            Server(address="localhost", certificate=str(other), key=str(other_key)).context()
        other_key.chmod(0o600)

        async def let_in(port: int = port) -> None:
            mine = {"certificate": str(other), "key": str(other_key)}
            host = Listener(port, address="localhost", authority=str(certificate), **mine)
            await host.until(lambda: len(host.kept) > 1)
            await host.leave()

        asyncio.run(let_in())


# --- who is let in, and how


def test_loopback_is_plain_and_all_else_is_not() -> None:
    assert [Server(address=one).secured for one in ("localhost", "127.0.0.1", "::1")] == [False] * 3
    assert Server(address="mqtt.plant").secured
    assert Server(address="mqtt.plant").port_used == 8883
    assert not Server(address="mqtt.plant", tls=False).secured
    assert Server().port_used == 1883
    assert Server().context() is None
    context = Server(address="mqtt.plant").context()
    assert context is not None
    assert context.check_hostname


def test_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("geheim\n", encoding="utf-8")
    file.chmod(0o640)
    with pytest.raises(TaktwinError, match="others may read it too"):
        server_of({"TAKTWIN_MQTT_PASSWORD_FILE": str(file)})
    file.chmod(0o600)
    server = server_of({"TAKTWIN_MQTT_PASSWORD_FILE": str(file), "TAKTWIN_MQTT_PORT": "1884", "HOME": "/"})
    assert (server.password, server.port) == ("geheim", 1884)
    assert "geheim" not in repr(server)
    with pytest.raises(TaktwinError, match="cannot be read"):
        server_of({"TAKTWIN_MQTT_PASSWORD_FILE": str(tmp_path / "none")})


@pytest.mark.parametrize(
    ("settings", "wrong"),
    [
        ({"port": 70_000}, "there is no port 70000"),
        ({"version": 4}, "there is no MQTT 4"),
        ({"certificate": "a.pem"}, "come together"),
        ({"authority": "a.pem", "tls": False}, "TLS is off"),
    ],
)
def test_servers_that_cannot_be(settings: dict[str, Any], wrong: str) -> None:
    with pytest.raises(OptionError, match=wrong):
        Server(**settings)


def test_a_port_in_words_and_a_missing_certificate(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match='TAKTWIN_MQTT_PORT is "x"'):
        server_of({"TAKTWIN_MQTT_PORT": "x"})
    with pytest.raises(TaktwinError, match="cannot be used for TLS"):
        Server(authority=str(tmp_path / "none.pem")).context()
    assert free_port() > 0
