"""Questions to a history, in SQL. Needs the extra `history` (duckdb)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from taktwin.model.errors import OptionError, TaktwinError
from taktwin.model.phrase import Phrase

TABLE = "history"


def ask(folder: str | Path, question: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and rows that answer a question to the table `history`; only that folder can be read.

    Example:
        ``ask("history", "SELECT tag, count(*) FROM history GROUP BY tag ORDER BY tag")``

    Raises:
        OptionError: there is no history, or the question is none.
        TaktwinError: duckdb is not installed.
    """
    try:
        import duckdb
    except ImportError:
        raise TaktwinError(
            Phrase("questions to a history need duckdb"), Phrase("pip install 'taktwin[history]'")
        ) from None
    files = sorted(str(one) for one in Path(folder).absolute().glob("*/*.parquet"))
    if not files:
        remedy = Phrase("write one by `taktwin journal export JOURNAL --out FOLDER`")
        raise OptionError(Phrase("{folder}: there is no history", folder=folder), remedy, "folder")
    with duckdb.connect(":memory:", config={"threads": 2}) as database:
        try:
            database.execute("SET TimeZone = 'UTC'")
            database.read_parquet(files).create_view(TABLE)
            directory = str(Path(folder).absolute()).replace("'", "''")
            database.execute(f"SET allowed_directories = ['{directory}']")
            database.execute("SET enable_external_access = false")
            database.execute("SET lock_configuration = true")
            found = database.execute(question)
            names = [one[0] for one in found.description or ()]
            return names, [_plain(row) for row in found.fetchall()] if names else []
        except duckdb.Error as error:
            text = str(error).splitlines()[0]
            remedy = Phrase(
                "ask in SQL about the table {table}: tag, source, source_time, received, number, text, quality",
                table=TABLE,
            )
            raise OptionError(Phrase("this cannot be answered: {text}", text=text), remedy, "question") from None


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(one.isoformat(timespec="milliseconds") if hasattr(one, "isoformat") else one for one in row)
