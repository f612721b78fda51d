"""What values of OPC UA mean, without a network; settings, and who is trusted."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from taktwin.live.journal.journal import Journal
from taktwin.live.message import Message
from taktwin.live.opcua.session import SKEW_ALARM, OpcUaSession
from taktwin.live.opcua.settings import OpcUaServer, server_of
from taktwin.live.opcua.wire import (
    CLOCK,
    DATA,
    GONE,
    HERE,
    ITEMS,
    Change,
    Place,
    data_of,
    data_payload,
    items_payload,
    place_of,
)
from taktwin.live.sparkplug.values import Quality
from taktwin.model.errors import OptionError, TaktwinError
from tests.fuzz.mutate import mutated

START = 1_800_000_000_000


def message(kind: str, number: int, payload: bytes, at: int = START, session: int = START) -> Message:
    return Message(str(Place(kind, 1, session, number)), payload, at)


def items(number: int = 0, at: int = START, session: int = START, **tags: str) -> Message:
    named = {int(key[1:]): (tag, f"i={key[1:]}") for key, tag in tags.items()}
    return message(ITEMS, number, items_payload({CLOCK: ("plc/clock", "i=2258"), **named}), at, session)


def data(number: int, *changes: Change, at: int = START, session: int = START) -> Message:
    return message(DATA, number, data_payload(changes), at, session)


def good(item: int, value: Any, at: int = START) -> Change:
    return Change(item, "Int32", value, 0, at * 1000, at * 1000)


def what(heard: Any) -> list[str]:
    return [note.what for note in heard.notes]


def test_what_is_there_first_is_no_news() -> None:
    session = OpcUaSession("plc", frozen=0)
    heard = session.receive([items(n1="plc/a"), data(1, good(1, 5)), data(2, good(1, 6))])
    assert [(one.value, one.resync) for one in heard.readings] == [(5, True), (6, False)]
    later = START + 60_000  # a new session of the connection: the server has restarted
    heard = session.receive([items(at=later, session=later, n1="plc/a"), data(1, good(1, 0), session=later)])
    assert [(one.value, one.resync) for one in heard.readings] == [(0, True)]
    assert session.tags == ("plc/a",)


def test_lost_resent_and_strange() -> None:
    """A gap in the numbers is told; what comes twice counts once; what cannot be read changes nothing."""
    session = OpcUaSession("plc", frozen=0)
    session.receive([items(n1="plc/a"), data(1, good(1, 5))])
    heard = session.receive([data(1, good(1, 5)), data(3, good(1, 7)), data(2, good(1, 6)), items(n1="plc/a")])
    assert (what(heard), [one.value for one in heard.readings]) == (["resent", "lost", "resent", "resent"], [7])
    odd = [data(4, good(9, 1)), data(5, good(1, 1), session=START - 5), Message("x", b"", START)]
    strange = (b"[[1]]", b"{}", b"\xff", b'[["a","b",1,2,3,4]]', b"[" * 5000)
    odd += [message(DATA, n, one) for n, one in enumerate(strange, start=5)]
    assert set(what(session.receive(odd))) == {"refused", "ignored"}
    overflow = Change(1, "Int32", 9, 0x0480, None, None)
    heard = session.receive([data(10, overflow)])
    assert (heard.readings[0].value, heard.readings[0].source_time, what(heard)) == (9, START, ["lost"])
    more = session.receive([message(ITEMS, 11, items_payload({2: ("plc/b", "i=2")})), data(12, good(2, 1), good(1, 8))])
    assert [(one.tag.path, one.resync) for one in more.readings] == [("plc/b", True), ("plc/a", False)]


def test_gone_frozen_and_back() -> None:
    """Stale at once; frozen as of the moment at which that was due, however late somebody asks."""
    session = OpcUaSession("plc", frozen=10_000)
    session.receive([items(n1="plc/a"), data(1, good(1, 5), good(CLOCK, 0, START))])
    assert session.due() == START + 10_000
    again = data(2, good(CLOCK, 0, START), at=START + 9_000)  # it tells the same time again
    assert session.receive([again]).notes == []
    heard = session.receive([data(3, good(1, 6), at=START + 60_000)])
    assert (heard.notes[0].what, heard.notes[0].received) == ("frozen", START + 10_000)
    assert [(one.value, one.quality) for one in heard.readings] == [(5, Quality.STALE), (6, Quality.GOOD)]
    assert session.due() is None
    heard = session.receive([data(4, good(CLOCK, 0, START + 61_000), at=START + 61_000)])
    assert [(one.value, one.resync) for one in heard.readings] == [(6, True)]
    heard = session.receive([message(GONE, 5, b"why", START + 62_000), message(HERE, 6, b"", START + 63_000)])
    assert what(heard) == ["gone", "here"]
    assert [one.quality for one in heard.readings] == [Quality.STALE, Quality.GOOD]
    assert session.tick(START + 73_000).notes[0].what == "frozen"


def test_it_goes_on_from_a_memory() -> None:
    """In the middle of a session: nothing is told twice, and the next value is news."""
    session = OpcUaSession("plc")
    session.receive([items(n1="plc/a", n2="plc/b"), data(1, good(1, 5), good(CLOCK, 0, START))])
    again = OpcUaSession("plc")
    again.remember(json.loads(json.dumps(session.memory())))
    more = [data(1, good(1, 5)), data(2, good(1, 6), good(2, 1)), message(GONE, 3, b"why", START + 500)]
    assert again.receive(more) == session.receive(more)
    assert again.memory() == session.memory()


def test_a_clock_that_is_wrong_is_told_once() -> None:
    session = OpcUaSession("plc")
    late = SKEW_ALARM + 5_000
    session.receive([items(n1="plc/a")])
    told = [
        what(session.receive([data(n, good(CLOCK, 0, START - late + 1000 * n), at=START + 1000 * n)])) for n in (1, 2)
    ]
    assert told == [["clock"], []]
    assert session.skew(1) == late
    assert session.skew(2) is None


def test_the_journal_knows_each_message_once(tmp_path: Path) -> None:
    session = OpcUaSession("plc")
    messages = [items(n1="plc/a"), data(1, good(1, 5)), data(3, good(1, 6))]
    with Journal(tmp_path / "j") as journal:
        assert journal.append(session.entries(messages)).written == 3
        assert journal.append(session.entries(messages)).written == 0
        assert {kept.entry.source for kept in journal.entries()} == {"plc/1"}


def test_values_go_into_a_message_and_come_out_again() -> None:
    changes = [
        Change(1, "Double", 0.1 + 0.2, 0, 1, None), Change(2, "String", "läuft \ud800", 1 << 31, None, 2),
        Change(3, "Int64", -(2**63), 0, 0, 0), Change(4, "Boolean", True, 0, -5, 1), Change(5, "", None, 0, None, None),
        Change(6, "Float", float("inf"), 0, 1, 1), Change(7, "Int32", [1, 2], 0, 1, 1),
    ]  # fmt: skip
    assert data_of(data_payload(changes)) == changes
    assert place_of("data/1/2/-3") is None


def test_mutated_messages() -> None:
    """Nothing raises, whatever has become of the bytes of a journal."""
    draw = random.Random(3)
    for _ in range(1_500):
        session = OpcUaSession("plc", frozen=100)
        first = items(n1="plc/a")
        second = data(1, good(1, 5), good(CLOCK, "2026-01-05T10:00:00", START))
        session.receive([first._replace(payload=mutated(first.payload, draw)), second])
        session.receive([first, second._replace(payload=mutated(second.payload, draw))])
        session.tick(START + 1_000)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"url": "http://plc"}, "is no address"),
        ({"url": "opc.tcp://me:secret@plc:4840"}, "does not belong into an address"),
        ({"url": "opc.tcp://plc:4840"}, "needs a certificate of ours"),
        ({"url": "opc.tcp://plc:4840", "security": "none", "user": "a", "password": "b"}, "unencrypted"),
        ({"security": "basic128"}, "there is no security"),
        ({"certificate": "a.der"}, "come together"),
        ({"queue": 1}, "queue is 1; it must be 2 to 100,000"),
        ({"most_items": 2_001}, "most_items is 2,001"),
        ({"name": "a/b"}, "is no name"),
    ],
)
def test_settings_that_do_not_go_together(more: dict[str, Any], told: str) -> None:
    with pytest.raises(OptionError) as error:
        OpcUaServer(**more)
    assert told in str(error.value)
    assert "secret" not in str(error.value)


def test_security_and_secrets(tmp_path: Path) -> None:
    """None only on loopback, or by explicit wish; passwords from the environment, or a file that is ours alone."""
    assert OpcUaServer().security_used == "none"
    assert OpcUaServer(url="opc.tcp://plc:4840", security="none").security_used == "none"
    beyond = OpcUaServer(url="opc.tcp://plc:4840", certificate="a.der", key="a.pem")
    assert beyond.security_used == "sign-and-encrypt"
    file = tmp_path / "password"
    file.write_text("secret\n", encoding="utf-8")
    file.chmod(0o644)
    named = {"TAKTWIN_OPCUA_USER": "twin", "TAKTWIN_OPCUA_PASSWORD_FILE": str(file)}
    with pytest.raises(TaktwinError, match="others may read it too; chmod 600"):
        server_of(named)
    file.chmod(0o600)
    server = server_of(named, name="plc")
    assert (server.password, server.name) == ("secret", "plc")
    assert "secret" not in repr(server)
    with pytest.raises(TaktwinError, match="cannot be read"):
        server_of({"TAKTWIN_OPCUA_PASSWORD_FILE": str(tmp_path / "none")})


def test_who_is_trusted(tmp_path: Path) -> None:
    """Beyond loopback a server is who its certificate says, and somebody has to have said which that is."""
    pytest.importorskip("cryptography")
    import hashlib

    from taktwin.live.opcua.library import check_trust, first_of_chain

    theirs = b"\x30\x82\x00\x02ab"
    assert first_of_chain(theirs + theirs) == theirs
    beyond: dict[str, Any] = {"url": "opc.tcp://plc:4840", "certificate": "a.der", "key": "a.pem"}
    print_ = hashlib.sha256(theirs).hexdigest()
    with pytest.raises(TaktwinError, match=f"it shows {print_}"):
        check_trust(OpcUaServer(**beyond), theirs)
    check_trust(OpcUaServer(**beyond, trusted=":".join(print_[i : i + 2] for i in range(0, 64, 2)).upper()), theirs)
    (tmp_path / "plc.der").write_bytes(theirs)
    check_trust(OpcUaServer(**beyond, trusted=str(tmp_path / "plc.der")), theirs)
    with pytest.raises(TaktwinError, match="another certificate"):
        check_trust(OpcUaServer(**beyond, trusted=str(tmp_path / "plc.der")), theirs + b"x")
    with pytest.raises(TaktwinError, match="no certificate that can be read"):
        check_trust(OpcUaServer(**beyond, trusted=str(tmp_path / "none.der")), theirs)
