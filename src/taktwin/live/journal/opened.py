"""A journal by its name: a file, or the address of a PostgreSQL server."""

from __future__ import annotations

import os
from pathlib import Path

from taktwin.live.journal.journal import Journal
from taktwin.live.journal.postgres import PostgresJournal, is_server

__all__ = ["is_server", "open_journal"]


def open_journal(where: str | Path, to_write: bool = True) -> Journal:
    """Open a journal: a file, or `postgresql://USER@HOST/DATABASE?journal=NAME`.

    Raises:
        OptionError: the address is none.
        JournalError: it cannot be opened, or is none.
    """
    if is_server(where):
        return PostgresJournal(str(where), to_write, os.environ)
    return Journal(where, to_write)
