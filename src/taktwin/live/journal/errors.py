"""Why a journal cannot be written or read, each with what is certain afterwards."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from taktwin.model.errors import INPUT, TaktwinError
from taktwin.model.phrase import Phrase


class JournalError(TaktwinError, RuntimeError):
    """A journal that cannot be used as it was asked to be; nothing of the batch in question is in it."""


class JournalFullError(JournalError):
    """There is no room. Nothing of the batch is in the journal, and all before it is; try again when there is room."""


class JournalBrokenError(JournalError):
    """The disk did not take what was written. Nothing more is written before the journal is opened anew.

    Whether the last batch is there shows then; to send it once more is harmless. After a failed write to the disk the
    system may take the next one for good although the first is lost, so to go on would be to guess.
    """


class JournalDamagedError(JournalError):
    """The file is no journal, or damaged."""

    exit_code = INPUT


_FULL = {"SQLITE_FULL"}
_BUSY = {"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL"}
_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT", "SQLITE_SCHEMA"}


def journal_error(path: Path, error: sqlite3.Error) -> JournalError:
    """What an error of SQLite means."""
    name = getattr(error, "sqlite_errorname", "") or ""
    short = "_".join(name.split("_")[:2])
    if short in _FULL:
        return JournalFullError(
            Phrase("{path}: there is no room for more ({error})", path=path, error=str(error)),
            Phrase("make room; nothing that was confirmed is lost"),
        )
    if short in _BUSY:
        return JournalError(
            Phrase("{path}: another program writes to it", path=path), Phrase("end that one, or name another file")
        )
    if short in _DAMAGED:
        return JournalDamagedError(
            Phrase("{path}: this is no journal, or it is damaged ({error})", path=path, error=str(error)),
            Phrase("see `taktwin journal check`, or take a copy"),
        )
    if short in ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM"):
        return JournalError(
            Phrase("{path}: cannot be opened to write ({error})", path=path, error=str(error)),
            Phrase("check the folder and its rights"),
        )
    return JournalBrokenError(
        Phrase("{path}: the disk did not take what was written ({name})", path=path, name=name or error),
        Phrase("check the disk, open the journal anew and send the last batch once more"),
    )
