"""What a file of another company holds, in the form that is the same for all formats: what faces print and write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from taktwin.exchange.refused import Fault

if TYPE_CHECKING:
    import polars as pl

Row = Mapping[str, Any]
"""Column -> text, number or None. What a row of a table lacks that others have is None."""

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
        warnings: what is hardly meant; its values are taken as they stand.
    """

    format: str
    documents: tuple[Summary, ...]
    data: Mapping[str, Any]
    tables: Mapping[str, tuple[Row, ...]]
    note: str = ""
    warnings: tuple[Fault, ...] = ()


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
    found = {}
    for name, table in rows.items():
        columns = dict.fromkeys(column for row in table for column in row)
        types = {column: kinds.get(column) or _type([row.get(column) for row in table]) for column in columns}
        if table:
            texts = {column for column, kind in types.items() if kind == pl.String}
            whole = [{column: _cell(row.get(column), column in texts) for column in columns} for row in table]
            found[name] = pl.DataFrame(whole, schema=types)
    return found


def _cell(value: Any, text: bool) -> Any:
    return str(value) if text and value is not None else value


def _type(values: list[Any]) -> Any:
    """Numbers where all values are, so that a spreadsheet program can add them; else texts."""
    import polars as pl

    given = [value for value in values if value is not None]
    numbers = given and all(isinstance(value, int | float) and not isinstance(value, bool) for value in given)
    return pl.Float64 if numbers else pl.String
