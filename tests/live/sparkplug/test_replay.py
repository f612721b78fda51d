"""Messages in a journal: which is which, and the same events again when they are played."""

from __future__ import annotations

import random
from pathlib import Path

from taktwin.live.journal.journal import Journal
from taktwin.live.sparkplug.messages import Message
from taktwin.live.sparkplug.numbering import Numbering, unwrap
from taktwin.live.sparkplug.replay import replay
from taktwin.live.sparkplug.session import HostSession, gone
from taktwin.live.sparkplug.settings import HostSettings
from tests.live.sparkplug.edge import START, Edge
from tests.live.sparkplug.host import Host, told


def _run(edge: Edge, count: int) -> list[Message]:
    found = [edge.nbirth(), edge.dbirth("robot")]
    for good in range(count):
        edge.now += 10
        found.append(edge.ddata("robot", good))
    return found


def test_numbers_do_not_go_round() -> None:
    numbering = Numbering("mqtt")
    entries = numbering.entries(_run(Edge(), 700))
    assert [one.number for one in entries] == list(range(702))
    assert {(one.source, one.session) for one in entries} == {("mqtt/body/line", f"3 {START} {START + 5}")}


def test_a_new_birth_begins_a_new_session() -> None:
    edge, numbering = Edge(), Numbering("mqtt")
    entries = numbering.entries([*_run(edge, 3), *_run(edge, 1), edge.ndeath()])
    assert [one.number for one in entries] == [0, 1, 2, 3, 4, 0, 1, 2, -1]
    assert len({one.session for one in entries}) == 2


def test_an_edge_without_a_clock(tmp_path: Path) -> None:
    """Its next birth, and all after it, may have the same bytes; only when they came tells them apart."""

    def run(received: int) -> list[Message]:
        edge = Edge()
        messages = [edge.nbirth(timestamp=0), edge.dbirth("robot", timestamp=0), edge.ddata("robot", 1, timestamp=0)]
        return [one._replace(received=received) for one in messages]

    with Journal(tmp_path / "journal") as journal:
        first, second = run(START), run(START + 9)
        numbering = Numbering("mqtt")
        assert journal.append(numbering.entries(first)).written == 3
        assert journal.append(numbering.entries(second)).written == 3
        assert journal.append(Numbering("mqtt").entries([*first, *second])).written == 0


def test_repeated_and_late_messages_keep_their_number_and_lost_ones_leave_a_hole() -> None:
    numbering = Numbering("mqtt")
    messages = _run(Edge(), 600)
    order = [*range(300), 290, 299, 301, 300, 302, *range(520, 602)]
    entries = numbering.entries([messages[i] for i in order])
    assert [one.number for one in entries] == order
    assert unwrap(0, 0, newer=False) == 0
    assert unwrap(0, 0, newer=True) == 256


def test_it_goes_on_where_a_journal_ends(tmp_path: Path) -> None:
    messages = _run(Edge(), 400)
    with Journal(tmp_path / "journal") as journal:
        journal.append(Numbering("mqtt").entries(messages[:300]))
        again = Numbering.of_journal("mqtt", journal)
        assert journal.append(again.entries(messages[250:])) == (402, 102, 50)
        # another server with the same node is another source
        assert journal.append(Numbering.of_journal("other", journal).entries(messages[:5])).written == 5


def test_a_journal_gives_the_same_events(tmp_path: Path) -> None:
    """However often somebody asked what the time brings, and whether the connection broke."""
    chance, edge = random.Random(8), Edge()
    host, numbering = Host(reorder_timeout=303), Numbering("mqtt")
    messages = [host.session.here(START), *_run(edge, 200), gone(edge.now + 6)]
    edge.now += 5_000
    messages += [host.session.here(edge.now), *_run(edge, 200), edge.ndeath()]
    del messages[50], messages[90:95], messages[300]
    messages[20], messages[21] = messages[21], messages[20]._replace(received=messages[21].received)
    with Journal(tmp_path / "journal") as journal:
        for one in messages:
            if chance.random() < 0.5:
                host.tick(one.received - chance.randrange(10))
            host(one)
        journal.append(numbering.entries(messages))
        for after, server in ((0, "mqtt"), (0, "")):
            session = HostSession(HostSettings(host="twin", reorder_timeout=303))
            events = [event for step in replay(journal, session, after, server) for event in step.events]
            assert told(events) == told(host.events)
        assert not list(replay(journal, HostSession(HostSettings(host="twin")), 0, "other"))
    assert len({type(one).__name__ for one in host.events}) >= 8
