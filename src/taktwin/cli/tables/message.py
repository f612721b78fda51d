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


def print_messages(contents: Sequence[tuple[str, Content]]) -> None:
    """Print the documents of each file."""
    heads = (
        text("kind"),
        text("document"),
        text("from"),
        text("to"),
        text("parts"),
        text("calls"),
        text("first"),
        text("last"),
        text("due from"),
        text("due to"),
    )
    for file, content in contents:
        table = plain_table(text("{what}: {that}", what=file, that=content.format), heads, texts=(0, 1, 2, 3, 8, 9))
        for one in content.documents:
            values = (one.kind, one.document, one.sender, one.receiver, one.parts, one.lines, one.first, one.last)
            times = (one.due_from, one.due_to)
            table.add_row(*(_shown(value) for value in values), *(_shown(time).replace("T", " ") for time in times))
        print_table(table, _WIDTH)
        if content.note:
            typer.echo(said(content.note))


def _shown(value: str | int | None) -> str:
    return "-" if value is None else str(value)
