"""Messages of partners as a table, one line each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import said, text
from taktwin.cli.tables.plain import plain_table, print_table

if TYPE_CHECKING:
    from taktwin.exchange.content import Content

_WIDTH = 130
_NUMBERS = ("parts", "lines", "first", "last")
_TIMES = ("due_from", "due_to")


def print_messages(contents: Sequence[tuple[str, Content]]) -> None:
    """Print the documents of each file; columns of which none of them says anything are left out."""
    for file, content in contents:
        heads = _heads(content.format)
        said_of = [field for field in heads if any(getattr(one, field) is not None for one in content.documents)]
        texts = tuple(at for at, field in enumerate(said_of) if field not in _NUMBERS)
        title = text("{what}: {that}", what=file, that=content.format)
        table = plain_table(title, tuple(heads[field] for field in said_of), texts=texts)
        for one in content.documents:
            table.add_row(*(_shown(getattr(one, field), field) for field in said_of))
        print_table(table, _WIDTH)
        if content.note:
            typer.echo(said(content.note))


def _heads(format_: str) -> dict[str, str]:
    """What the columns are called: lines and times of a call-off are due, those of events have happened."""
    events, entries = format_ == "EPCIS", format_ == "Catena-X"
    lines = text("events") if events else text("entries") if entries else text("calls")
    return {
        "kind": text("kind"),
        "document": text("document"),
        "sender": text("from"),
        "receiver": text("to"),
        "parts": text("parts"),
        "lines": lines,
        "first": text("first"),
        "last": text("last"),
        "due_from": text("first time") if events else text("due from"),
        "due_to": text("last time") if events else text("due to"),
    }


def _shown(value: str | int | None, field: str) -> str:
    if value is None:
        return "-"
    return str(value).replace("T", " ") if field in _TIMES else str(value)
