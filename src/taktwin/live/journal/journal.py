"""A journal that is written: what is confirmed is on the disk, and to send it once more changes nothing."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from taktwin.live.journal.entry import Checkpoint, Entry, Kept, Receipt
from taktwin.live.journal.errors import JournalBrokenError, JournalError, journal_error
from taktwin.live.journal.file import open_file
from taktwin.model.phrase import Phrase

KEPT_CHECKPOINTS = 3  # of a kind; should the newest be damaged, the one before is taken
_AT_ONCE = 2_000  # entries that are read together

_INSERT = (
    "INSERT INTO entry (stream, number, digest, seal, received, qos, retain, topic, payload)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)
_SELECT = (
    "SELECT entry.id, source, session, number, received, topic, payload, qos, retain"
    " FROM entry JOIN stream ON stream.id = stream"
)


class Journal:
    """A journal, open to write or to read.

    An entry is known by source, session and number, and by what it says: sent again, it is there already. Two that
    differ under one number are both kept, and `check` tells them.

    Args:
        path: the file; it is made where there is none.
        to_write: False to read only.

    Raises:
        JournalError: the file cannot be opened, is none, or is damaged.

    Example:
        >>> import tempfile, pathlib
        >>> with Journal(pathlib.Path(tempfile.mkdtemp()) / "plant.journal") as journal:
        ...     entry = Entry("plant/line", "7", 1, 1_800_000_000_000, "spBv1.0/plant/NDATA/line", b"...")
        ...     print(journal.append([entry]))
        ...     print(journal.append([entry]))
        Receipt(last=1, written=1, resent=0)
        Receipt(last=1, written=0, resent=1)
    """

    def __init__(self, path: str | Path, to_write: bool = True) -> None:
        self.path = Path(path)
        self._connection: Any = open_file(self.path, to_write)
        self._streams: dict[tuple[str, str], int] = {}
        self._broken: JournalBrokenError | None = None

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. What was confirmed is on the disk anyway."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()

    # --- writing

    def append(
        self, entries: Sequence[Entry], state: tuple[str, bytes] | None = None, kept: int = KEPT_CHECKPOINTS
    ) -> Receipt:
        """Write entries, and with them the state that counts them all: both or neither.

        Args:
            entries: in the order in which they came.
            state: kind and bytes of the state after them; None for none.
            kept: how many states of its kind are kept, the newest.

        Returns:
            When all of it is on the disk.

        Raises:
            JournalFullError: there is no room; nothing of the batch is in.
            JournalBrokenError: the disk failed; the journal has to be opened anew.
            JournalError: another program writes.
        """
        if self._broken is not None:
            raise self._broken
        try:
            return self._append(entries, state, kept)
        except BaseException as error:
            self._streams.clear()  # those of this batch are not there
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.ProgrammingError):
                raise self._closed() from None
            if not isinstance(error, sqlite3.Error):
                raise
            told = journal_error(self.path, error)
            if isinstance(told, JournalBrokenError):
                self._broken = told
                self.close()
            raise told from None

    def _append(self, entries: Sequence[Entry], state: tuple[str, bytes] | None, kept: int) -> Receipt:
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        rows = [
            (
                self._stream(one),
                one.number,
                one.digest,
                one.seal,
                one.received,
                one.qos,
                int(one.retain),
                one.topic,
                one.payload,
            )
            for one in entries
        ]
        before = self._connection.total_changes
        self._connection.executemany(_INSERT, rows)
        written = self._connection.total_changes - before
        last = int(run("SELECT coalesce(max(id), 0) FROM entry").fetchone()[0])
        if state is not None:
            self._put(last, *state, kept)
        run("COMMIT")
        return Receipt(last, written, len(rows) - written)

    def _stream(self, entry: Entry) -> int:
        key = (entry.source, entry.session)
        if key not in self._streams:
            self._run("INSERT INTO stream (source, session) VALUES (?, ?) ON CONFLICT DO NOTHING", key)
            found = self._run("SELECT id FROM stream WHERE source = ? AND session = ?", key).fetchone()
            self._streams[key] = int(found[0])
        return self._streams[key]

    def _put(self, upto: int, kind: str, state: bytes, kept: int) -> None:
        run = self._run
        row = (upto, time.time_ns() // 1_000_000, kind, _digest(state), state)
        run("INSERT INTO checkpoint (upto, taken, kind, digest, state) VALUES (?, ?, ?, ?, ?)", row)
        run(
            "DELETE FROM checkpoint WHERE kind = ? AND id NOT IN"
            " (SELECT id FROM checkpoint WHERE kind = ? ORDER BY id DESC LIMIT ?)",
            (kind, kind, kept),
        )

    # --- reading

    def new(self, entries: Sequence[Entry]) -> list[bool]:
        """Which entries are not there yet; of several that are the same the first."""
        found, seen = [], set()
        query = "SELECT 1 FROM entry JOIN stream ON stream.id = stream WHERE source = ? AND session = ? AND number = ?"
        for one in entries:
            key = (one.source, one.session, one.number, one.digest)
            known = key in seen or bool(self.ask(f"{query} AND digest = ?", key))
            found.append(not known)
            seen.add(key)
        return found

    def __len__(self) -> int:
        return int(self.ask("SELECT count(*) FROM entry")[0][0])

    def entries(self, after: int = 0, source: str | None = None) -> Iterator[Kept]:
        """The entries behind a place, in the order in which they were written; of one source, or of all."""
        while True:
            rows = self.ask(f"{_SELECT} WHERE entry.id > ? ORDER BY entry.id LIMIT {_AT_ONCE}", [after])
            for place, *told in rows:
                entry = _entry(told)
                if source is None or entry.source == source:
                    yield Kept(place, entry)
            if len(rows) < _AT_ONCE:
                return
            after = rows[-1][0]

    def checkpoint(self, kind: str, upto: int | None = None) -> Checkpoint | None:
        """The newest state of a kind that is whole; None for none. The entries behind it are still to be counted.

        With ``upto`` the newest that counts no entry behind that place.
        """
        most = 1 << 62 if upto is None else upto
        which = "SELECT id FROM checkpoint WHERE kind = ? AND upto <= ? ORDER BY id DESC"
        for (number,) in self.ask(which, [kind, most]):
            row = "SELECT upto, taken, digest, state FROM checkpoint WHERE id = ?"
            at, taken, digest, state = self.ask(row, [number])[0]
            if digest == _digest(state):
                return Checkpoint(at, taken, kind, state)
        return None

    def place_at(self, received: int) -> int:
        """The place of the last entry that had come by an instant, in ms since 1970; 0 for none.

        Entries stand in the order in which they came, so it is found by halving.
        """
        low, high = 0, int(self.ask("SELECT coalesce(max(id), 0) FROM entry")[0][0])
        while low < high:
            middle = (low + high + 1) // 2
            place, came = self.ask("SELECT id, received FROM entry WHERE id <= ? ORDER BY id DESC LIMIT 1", [middle])[0]
            if came <= received:
                low = middle
            else:
                high = place - 1
        return low

    def newest(self) -> int | None:
        """When the last entry came, in ms since 1970 UTC; None where there is none."""
        rows = self.ask("SELECT received FROM entry ORDER BY id DESC LIMIT 1")
        return int(rows[0][0]) if rows else None

    def last_of_streams(self) -> list[tuple[str, str, int, Entry]]:
        """Of each source its newest session: source, session, highest number, entry of that number."""
        newest = (
            "SELECT source, session, max(number), stream FROM entry JOIN stream ON stream.id = stream"
            " WHERE stream IN (SELECT max(stream.id) FROM stream GROUP BY source) GROUP BY source, session, stream"
        )
        found = []
        for source, session, number, stream in self.ask(newest):
            rows = self.ask(f"{_SELECT} WHERE stream = ? AND number = ? LIMIT 1", [stream, number])
            found.append((source, session, number, _entry(rows[0][1:])))
        return found

    def _closed(self) -> JournalError:
        return self._broken or JournalError(
            Phrase("{path}: the journal is closed", path=self.path), Phrase("open it anew")
        )

    def _run(self, query: str, values: Iterable[Any] = ()) -> Any:
        return self._connection.execute(query, tuple(values))

    def ask(self, query: str, values: Iterable[Any] = ()) -> list[Any]:
        """The rows that answer a query of its tables. Raises `JournalError`."""
        try:
            return self._connection.execute(query, tuple(values)).fetchall()
        except sqlite3.ProgrammingError:
            raise self._closed() from None
        except sqlite3.Error as error:
            raise journal_error(self.path, error) from None


def _entry(told: Sequence[Any]) -> Entry:
    source, session, number, received, topic, payload, qos, retain = told
    return Entry(source, session, number, received, topic, payload, qos, bool(retain))


def _digest(state: bytes) -> bytes:
    return hashlib.blake2b(state, digest_size=16).digest()
