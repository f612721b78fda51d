"""The file of a journal: an SQLite database with a write-ahead log, each commit of which is on the disk."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from taktwin.live.journal.errors import JournalDamagedError, JournalError, journal_error
from taktwin.model.phrase import Phrase

APPLICATION = 0x54616B4A  # "TakJ": says in the head of the file whose it is
VERSION = 1
#: Pages of the log that are written before they go into the database; a page has 4096 bytes.
_LOG_PAGES = 8_000
_BUSY_S = 5.0

_TABLES = """
CREATE TABLE stream (id INTEGER PRIMARY KEY, source TEXT NOT NULL, session TEXT NOT NULL, UNIQUE (source, session));
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL REFERENCES stream (id),
    number INTEGER NOT NULL,
    digest BLOB NOT NULL,
    seal INTEGER NOT NULL,
    received INTEGER NOT NULL,
    qos INTEGER NOT NULL,
    retain INTEGER NOT NULL,
    topic TEXT NOT NULL,
    payload BLOB NOT NULL,
    UNIQUE (stream, number, digest)
);
CREATE TABLE checkpoint (
    id INTEGER PRIMARY KEY,
    upto INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    kind TEXT NOT NULL,
    digest BLOB NOT NULL,
    state BLOB NOT NULL
);
"""


def is_database(path: Path) -> bool:
    """Whether a file is an SQLite database, as a journal is. Raises OSError."""
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def open_file(path: Path, to_write: bool) -> sqlite3.Connection:
    """Open a journal; to write, it is made where there is none.

    Raises:
        JournalDamagedError: it is another file, or one of a later version.
        JournalError: it is not there, cannot be opened, or another program writes to it.
    """
    if not to_write and not path.is_file():
        raise JournalError(
            Phrase("{path}: there is no such journal", path=path), Phrase("check the name and the folder")
        )
    if to_write and not path.absolute().parent.is_dir():
        raise JournalError(Phrase("{path}: there is no folder for it", path=path), Phrase("make the folder first"))
    mode = "rwc" if to_write else "ro"
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=_BUSY_S,
            isolation_level=None,
            check_same_thread=False,
        )
    except sqlite3.Error as error:
        raise journal_error(path, error) from None
    try:
        _prepare(connection, path, to_write)
    except sqlite3.Error as error:
        connection.close()
        raise journal_error(path, error) from None
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, to_write: bool) -> None:
    new = to_write and not _one(connection, "SELECT count(*) FROM sqlite_master")
    application, version = (_one(connection, f"PRAGMA {name}") for name in ("application_id", "user_version"))
    if not new and application != APPLICATION:
        raise JournalDamagedError(
            Phrase("{path}: this is no journal of Taktwin", path=path), Phrase("name another file")
        )
    if not new and version != VERSION:
        raise JournalDamagedError(
            Phrase(
                "{path}: a journal of version {version}; this program knows {version2}",
                path=path,
                version=version,
                version2=VERSION,
            ),
            Phrase("use the program that wrote it"),
        )
    if not to_write:
        connection.execute("PRAGMA query_only = 1")
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
    if new:
        head = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
        connection.executescript(f"BEGIN IMMEDIATE; {head} {_TABLES} COMMIT;")


def _one(connection: sqlite3.Connection, query: str) -> Any:
    return connection.execute(query).fetchone()[0]
