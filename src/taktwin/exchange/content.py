"""What a file of another company holds, in the form that is the same for all formats: what faces print and write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

Row = Mapping[str, Any]
"""Column -> text, number or None. All rows of a table have the same columns, in their order."""

#: Columns that hold numbers, in the tables of every format; all others hold texts, and times as ISO 8601.
WHOLE = ("line", "number", "level", "sequence_from", "sequence_to")
REAL = ("quantity", "cumulative_received")


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A document in one line; None where it has no such thing.

    Attributes:
        kind: which kind of document.
        sender: who has sent it, by number or name.
        receiver: to whom.
        document: its number.
        parts: how many different parts.
        lines: how many calls, demands or items.
        first: lowest number in the sequence.
        last: highest number.
        due_from: earliest time at which something is due, ISO 8601.
        due_to: latest time.
    """

    kind: str
    sender: str | None = None
    receiver: str | None = None
    document: str | None = None
    parts: int | None = None
    lines: int | None = None
    first: int | None = None
    last: int | None = None
    due_from: str | None = None
    due_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A file that was read.

    Attributes:
        format: its name, such as EDIFACT.
        documents: each in one line.
        data: all of it, as plain data for JSON.
        tables: name -> rows, for a spreadsheet program.
        note: what people should know of the file besides; empty for nothing.
    """

    format: str
    documents: tuple[Summary, ...]
    data: Mapping[str, Any]
    tables: Mapping[str, tuple[Row, ...]]
    note: str = ""


def frames(contents: Iterable[tuple[str, Content]]) -> dict[str, pl.DataFrame]:
    """The tables of several files, each joined over the files; the column `file` says which one a row is of.

    Args:
        contents: names of the files, and what they hold.
    """
    import polars as pl

    rows: dict[str, list[dict[str, Any]]] = {}
    for file, content in contents:
        for name, table in content.tables.items():
            rows.setdefault(name, []).extend({"file": file, **row} for row in table)
    kinds = {**dict.fromkeys(WHOLE, pl.Int64), **dict.fromkeys(REAL, pl.Float64)}
    return {
        name: pl.DataFrame(table, schema={column: kinds.get(column, pl.String) for column in table[0]})
        for name, table in rows.items()
        if table
    }
