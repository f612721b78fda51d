"""A journal in a real PostgreSQL server: resends, one writer, a power cut, a twin that changes computers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import taktwin as library
from taktwin.live.journal.check import check_journal
from taktwin.live.journal.entry import Entry
from taktwin.live.journal.errors import JournalBrokenError, JournalError
from taktwin.live.journal.opened import open_journal
from taktwin.live.twin import Twin
from taktwin.model.errors import OptionError, TaktwinError
from tests.cli.journal.test_command import call
from tests.live.journal.server import PASSWORD, Server


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    one = Server()
    yield one
    one.end()


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAKTWIN_POSTGRES_PASSWORD", PASSWORD)


def entries(first: int, last: int) -> list[Entry]:
    return [
        Entry("mqtt/body/line", "7", n, 1000 * n, "topic", bytes([n % 256, 0, 255]), 1, True)
        for n in range(first, last)
    ]


def test_what_was_confirmed_is_there_after_a_power_cut(server: Server) -> None:
    where = f"{server.url}?journal=cut"
    with open_journal(where) as journal:
        assert journal.append(entries(0, 100))[:] == (100, 100, 0)
        assert journal.append(entries(50, 150), state=("kpi 1", b"\x00state"))[:] == (150, 50, 50)
        with pytest.raises(JournalError, match="another program writes"):
            open_journal(where)
        server.kill()
        with pytest.raises(JournalBrokenError, match="send the last batch once more"):
            journal.append(entries(150, 160))
        with pytest.raises(JournalBrokenError):
            journal.append(entries(150, 160))
    server.start()
    with open_journal(where) as journal:
        assert journal.append(entries(140, 160))[:] == (160, 10, 10)
        assert [kept.entry for kept in journal.entries()] == entries(0, 160)
        found = journal.checkpoint("kpi 1")
        assert found is not None
        assert found[:] == (150, found.taken, "kpi 1", b"\x00state")
        assert journal.place_at(77_500) == 78
        assert journal.last_of_streams() == [("mqtt/body/line", "7", 159, entries(159, 160)[0])]
        assert journal.newest() == 159_000
    told = check_journal(where)
    assert (told.entries, told.sessions, told.missing, told.problems) == (160, 1, 0, ())
    assert json.loads(call("check", where, "--json")[1])["sound"] is True
    with open_journal(where) as journal:
        journal._connection.execute("UPDATE entry SET payload = 'x' WHERE id = 5")
    assert "entry 5 is damaged" in check_journal(where).problems[0]


def test_a_twin_goes_on_from_another_computer(server: Server) -> None:
    """The first one is gone without a word; the second has a shadow like that of one that was never disturbed."""
    plant = library.load("line20")
    events = list(plant.emulator(days=0.02).events())
    whole = Twin(plant.starter)
    whole.apply(events)
    where = f"{server.url}?journal=line20"
    first = open_journal(where)
    Twin(plant.starter, first).apply(events[: len(events) // 2])
    first._connection.close()
    with open_journal(where) as journal:
        second = Twin(plant.starter, journal)
        second.apply(events[len(events) // 3 :])
        assert second.now()["places"] == whole.now()["places"]
        assert second.shadow.figures == whole.shadow.figures
        second.close()


def test_who_may_not(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No password in an address, in a message, in a file that others may read, or in the log of the server."""
    with pytest.raises(JournalError, match="no such journal"):
        open_journal(f"{server.url}?journal=other", to_write=False)
    for wrong in ("postgresql://me:secret@127.0.0.1/x", "postgresql://127.0.0.1/x?password=secret"):
        with pytest.raises(OptionError, match="does not belong into an address") as told:
            open_journal(wrong)
        assert "secret" not in str(told.value)
    for wrong in ("postgresql://127.0.0.1", "postgresql://127.0.0.1/x?journal=A;", "postgresql://h/x?options=-c"):
        with pytest.raises(OptionError):
            open_journal(wrong)
    file = tmp_path / "password"
    file.write_text("not the right secret\n", encoding="utf-8")
    monkeypatch.setenv("TAKTWIN_POSTGRES_PASSWORD_FILE", str(file))
    file.chmod(0o644)
    with pytest.raises(TaktwinError, match="others may read it too"):
        open_journal(server.url)
    file.chmod(0o600)
    with pytest.raises(JournalError, match="cannot be reached") as refused:
        open_journal(server.url)
    assert "right secret" not in str(refused.value)
    assert "right secret" not in server.log()
    assert PASSWORD not in server.log()
