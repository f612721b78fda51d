"""The file of issued forecasts: an SQLite database with a write-ahead log, to which is only ever added."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from taktwin.model.errors import INPUT, TaktwinError
from taktwin.model.phrase import Phrase

APPLICATION = 0x54616B46  # "TakF": says in the head of the file whose it is
VERSION = 1
_BUSY_S = 5.0

_TABLES = """
CREATE TABLE plant (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    model TEXT NOT NULL,
    begin TEXT NOT NULL,
    takt REAL,
    oee REAL NOT NULL,
    clock TEXT NOT NULL,
    UNIQUE (name, model, begin, takt, oee)
);
CREATE TABLE forecast (
    id INTEGER PRIMARY KEY,
    plant INTEGER NOT NULL REFERENCES plant (id),
    issued INTEGER NOT NULL,
    at REAL NOT NULL,
    until REAL NOT NULL,
    state TEXT NOT NULL,
    seed INTEGER NOT NULL,
    target INTEGER,
    replications INTEGER NOT NULL,
    p05 REAL NOT NULL, p25 REAL NOT NULL, p50 REAL NOT NULL, p75 REAL NOT NULL, p95 REAL NOT NULL,
    sample BLOB NOT NULL,
    digest BLOB NOT NULL
);
CREATE TABLE outcome (
    forecast INTEGER PRIMARY KEY REFERENCES forecast (id),
    counted INTEGER NOT NULL,
    value REAL NOT NULL,
    known REAL NOT NULL,
    baselines TEXT NOT NULL
);
CREATE TRIGGER forecast_stays BEFORE UPDATE ON forecast BEGIN SELECT RAISE(ABORT, 'a forecast stays as issued'); END;
CREATE TRIGGER forecast_is_kept BEFORE DELETE ON forecast BEGIN SELECT RAISE(ABORT, 'a forecast is kept'); END;
CREATE TRIGGER outcome_stays BEFORE UPDATE ON outcome BEGIN SELECT RAISE(ABORT, 'an outcome stays'); END;
CREATE TRIGGER outcome_is_kept BEFORE DELETE ON outcome BEGIN SELECT RAISE(ABORT, 'an outcome is kept'); END;
"""


class IssuedError(TaktwinError, RuntimeError):
    """A file of issued forecasts that cannot be used as it was asked to be; what was in it is as it was."""

    exit_code = INPUT


def issued_error(path: Path, error: sqlite3.Error) -> IssuedError:
    """What an error of SQLite means."""
    name = "_".join((getattr(error, "sqlite_errorname", "") or "").split("_")[:2])
    if name == "SQLITE_FULL":
        return IssuedError(
            Phrase("{path}: there is no room for more", path=path), Phrase("make room; what is in it is not lost")
        )
    if name in ("SQLITE_BUSY", "SQLITE_LOCKED"):
        return IssuedError(
            Phrase("{path}: another program writes to it", path=path), Phrase("end that one, or name another file")
        )
    if name in ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM"):
        return IssuedError(
            Phrase("{path}: cannot be opened ({error})", path=path, error=str(error)),
            Phrase("check the folder and its rights"),
        )
    if name in ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT", "SQLITE_ERROR", "SQLITE_SCHEMA"):
        return IssuedError(
            Phrase("{path}: this is no file of forecasts, or it is damaged ({error})", path=path, error=str(error)),
            Phrase("take a copy of it"),
        )
    return IssuedError(
        Phrase("{path}: the disk did not take what was written ({name})", path=path, name=name or error),
        Phrase("check the disk"),
    )


def open_file(path: Path, to_write: bool) -> sqlite3.Connection:
    """Open a file of forecasts; to write, it is made where there is none. Raises `IssuedError`."""
    if not to_write and not path.is_file():
        raise IssuedError(Phrase("{path}: there is no such file", path=path), Phrase("check the name and the folder"))
    if to_write and not path.absolute().parent.is_dir():
        raise IssuedError(Phrase("{path}: there is no folder for it", path=path), Phrase("make the folder first"))
    mode = "rwc" if to_write else "ro"
    connection = None
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_BUSY_S, isolation_level=None
        )
        _prepare(connection, path, to_write)
    except BaseException as error:
        if connection is not None:
            connection.close()
        if isinstance(error, sqlite3.Error):
            raise issued_error(path, error) from None
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, to_write: bool) -> None:
    new = to_write and not _one(connection, "SELECT count(*) FROM sqlite_master")
    application, version = (_one(connection, f"PRAGMA {name}") for name in ("application_id", "user_version"))
    if not new and application != APPLICATION:
        raise IssuedError(Phrase("{path}: this is no file of forecasts", path=path), Phrase("name another file"))
    if not new and version != VERSION:
        message = Phrase(
            "{path}: forecasts of version {version}; this program knows {version2}",
            path=path,
            version=version,
            version2=VERSION,
        )
        raise IssuedError(message, Phrase("use the program that wrote it"))
    if not to_write:
        connection.execute("PRAGMA query_only = 1")
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    if new:
        head = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
        connection.executescript(f"BEGIN IMMEDIATE; {head} {_TABLES} COMMIT;")


def _one(connection: sqlite3.Connection, query: str) -> Any:
    return connection.execute(query).fetchone()[0]
