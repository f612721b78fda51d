"""What a journal keeps, and what it says where it cannot."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from taktwin.live.journal.check import check_journal
from taktwin.live.journal.entry import Receipt
from taktwin.live.journal.errors import JournalDamagedError, JournalError
from taktwin.live.journal.export import export_journal
from taktwin.live.journal.journal import KEPT_CHECKPOINTS, Journal
from tests.live.journal.samples import START, batches, entry


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plant.journal"


def test_what_is_written_is_there(path: Path) -> None:
    entries = [entry(0), entry(1), entry(0, source="other"), entry(0, session="8"), entry(-1)]
    with Journal(path) as journal:
        assert journal.append(entries) == Receipt(5, 5, 0)
        assert journal.append([]) == Receipt(5, 0, 0)
    with Journal(path, to_write=False) as journal:
        assert [kept.entry for kept in journal.entries()] == entries
        assert [kept.place for kept in journal.entries(after=3)] == [4, 5]
        assert [kept.entry for kept in journal.entries(source="other")] == [entries[2]]
        assert len(journal) == 5


def test_to_send_again_changes_nothing(path: Path) -> None:
    with Journal(path) as journal:
        for one in batches(3):
            journal.append(one)
        assert journal.append(batches(3)[1]) == Receipt(30, 0, 10)
        assert journal.append([entry(25), entry(30), entry(30)]) == Receipt(31, 1, 2)
        late = entry(3)._replace(received=START + 99)  # the same message, come once more by the network
        assert journal.append([late]) == Receipt(31, 0, 1)
        numbers = [kept.entry.number for kept in journal.entries()]
    assert numbers == list(range(31))


def test_two_that_differ_under_one_number_are_both_kept(path: Path) -> None:
    with Journal(path) as journal:
        journal.append([entry(0), entry(1)])
        assert journal.append([entry(1)._replace(payload=b"other")]) == Receipt(3, 1, 0)
    told = check_journal(path)
    assert (told.entries, told.twice, told.sound) == (3, 1, True)


def test_a_state_and_what_it_counts_are_one(path: Path) -> None:
    with Journal(path) as journal:
        for i, one in enumerate(batches(6)):
            journal.append(one, state=("sum 1", str(i).encode()))
        journal.append(batches(7)[-1])
        state = journal.checkpoint("sum 1")
        assert state is not None
        assert (state.upto, state.state) == (60, b"5")
        assert [kept.entry.number for kept in journal.entries(after=state.upto)] == list(range(60, 70))
        assert journal.checkpoint("other") is None
    plain = sqlite3.connect(path)
    assert plain.execute("SELECT count(*) FROM checkpoint").fetchone()[0] == KEPT_CHECKPOINTS
    plain.execute("UPDATE checkpoint SET state = x'00' WHERE id = (SELECT max(id) FROM checkpoint)")
    plain.commit()
    plain.close()
    with Journal(path) as journal:
        state = journal.checkpoint("sum 1")
        assert state is not None
        assert state.state == b"4", "the newest that is whole"


def test_an_error_in_a_batch_leaves_nothing_of_it(path: Path) -> None:
    with Journal(path) as journal:
        journal.append([entry(0)])
        with pytest.raises(Exception, match="surrogates"):
            journal.append([entry(1), entry(2, source="new"), entry(3)._replace(topic="\ud800")])
        assert journal.append([entry(1), entry(2, source="new")]) == Receipt(3, 2, 0)
    assert check_journal(path).sound


def test_check_counts(path: Path) -> None:
    with Journal(path) as journal:
        journal.append([entry(n) for n in (0, 1, 2, 5, 9)])
        journal.append([entry(n, source="other") for n in (7, 8)] + [entry(-1)])
    told = check_journal(path)
    assert (told.entries, told.sources, told.sessions, told.bytes) == (8, 2, 2, 320)
    assert (told.first, told.last) == (START - 1, START + 9)
    assert (told.missing, told.twice) == (5, 0)
    assert told.sound


def _spoil(path: Path, change: str) -> None:
    plain = sqlite3.connect(path)
    plain.execute(change)
    plain.commit()
    plain.close()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("UPDATE entry SET payload = x'00' WHERE id = 4", "entry 4 is damaged"),
        ("UPDATE entry SET received = received + 1 WHERE id = 4", "entry 4 is damaged"),
        ("UPDATE stream SET source = 'x'", "entry 1 is damaged"),
        ("DELETE FROM entry WHERE id IN (4, 5)", "the entries from 4 to 5 lack"),
        ("DELETE FROM stream", "the entries from 1 to 10 lack"),
    ],
)
def test_check_finds_what_was_changed(path: Path, change: str, problem: str) -> None:
    with Journal(path) as journal:
        journal.append(batches(1)[0])
    _spoil(path, change)
    assert problem in check_journal(path).problems[0]


def test_check_finds_bytes_that_were_changed(path: Path) -> None:
    with Journal(path) as journal:
        for one in batches(40, 50):
            journal.append(one)
    content = bytearray(path.read_bytes())
    for at in range(5_000, len(content), 9_000):
        content[at : at + 8] = b"\xff" * 8
    path.write_bytes(bytes(content))
    (problem,) = check_journal(path).problems  # not the hundred lines that SQLite has
    assert "\n" not in problem
    assert "more of its kind; go on with a copy" in problem


def test_other_files_are_no_journals(tmp_path: Path) -> None:
    text, database = tmp_path / "text", tmp_path / "database"
    text.write_text("no database" * 100, encoding="utf-8")
    _spoil(database, "CREATE TABLE entry (a)")
    for file in (text, database):
        before = file.read_bytes()
        for to_write in (True, False):
            with pytest.raises(JournalDamagedError, match="no journal"):
                Journal(file, to_write)
        assert file.read_bytes() == before
    with pytest.raises(JournalError, match="there is no such journal"):
        Journal(tmp_path / "none", to_write=False)
    with pytest.raises(JournalError, match="there is no folder"):
        Journal(tmp_path / "none" / "journal")


def test_a_journal_of_a_later_version(path: Path) -> None:
    Journal(path).close()
    _spoil(path, "PRAGMA user_version = 2")
    with pytest.raises(JournalDamagedError, match="version 2; this program knows 1"):
        Journal(path)


def test_another_writer_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taktwin.live.journal.file._BUSY_S", 0.05)
    with Journal(path) as journal:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalError, match="another program writes to it"):
            journal.append([entry(0)])
        other.execute("ROLLBACK")
        assert journal.append([entry(0)]).written == 1
        other.close()


def test_a_closed_journal_says_so(path: Path) -> None:
    journal = Journal(path)
    journal.close()
    with pytest.raises(JournalError, match="closed"):
        len(journal)
    with pytest.raises(JournalError):
        journal.append([entry(0)])


def test_export(path: Path, tmp_path: Path) -> None:
    with Journal(path) as journal:
        journal.append([entry(0), entry(1)])
    target = tmp_path / "plant.jsonl"
    assert export_journal(path, target) == 2
    first, _ = (json.loads(line) for line in target.read_text(encoding="utf-8").splitlines())
    assert first == {
        "place": 1,
        "source": "plant/body/line",
        "session": "7",
        "number": 0,
        "received": START,
        "received_at": "2027-01-15T08:00:00.000+00:00",
        "topic": "spBv1.0/body/NDATA/line",
        "qos": 0,
        "retain": False,
        "payload": "00" * 40,
    }
