"""A journal by its name: a file, or the address of a PostgreSQL server."""

from __future__ import annotations

import os
from pathlib import Path

from taktwin.live.address import is_address, shown
from taktwin.live.journal.journal import Journal
from taktwin.live.journal.postgres import PostgresJournal, is_server
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase


def open_journal(where: str | Path, to_write: bool = True) -> Journal:
    """Open a journal: a file, or `postgresql://USER@HOST/DATABASE?journal=NAME`.

    Raises:
        OptionError: the address is none.
        JournalError: it cannot be opened, or is none.
    """
    if is_server(where):
        return PostgresJournal(str(where), to_write, os.environ)
    if is_address(str(where)):
        message = Phrase('"{where}" names no journal', where=shown(str(where)))
        raise OptionError(message, Phrase("name a file, or write postgresql://USER@HOST/DATABASE"), "journal")
    return Journal(where, to_write)
