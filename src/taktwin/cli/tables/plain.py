"""A table as the planning commands print it: names to the left, figures to the right, nothing cut short."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def plain_table(title: str, columns: Sequence[str], texts: Sequence[int] = (0,)) -> Any:
    """Return an empty table (of rich); the columns ``texts`` (default: the first) hold texts, the others figures."""
    from rich import box
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for place, column in enumerate(columns):
        table.add_column(column, justify="left" if place in texts else "right", no_wrap=True)
    return table


def print_table(table: Any, width: int) -> None:
    """Print it, ``width`` columns wide at least, and as wide as its longest names and figures ask for.

    Rich assumes 80 columns where there is no terminal; nothing may be cut short, a figure least of all.
    """
    from rich.console import Console

    console = Console(highlight=False)
    console.width = max(console.width, width, whole(table))
    console.print(table)


def whole(table: Any) -> int:
    """Columns of the terminal that a table takes with nothing cut short."""
    from rich.console import Console

    return Console(width=10_000).measure(table).maximum


def padded(text: str, width: int) -> str:
    """A text with blanks up to a width, in columns of the terminal; before it where the width is negative.

    A Chinese character takes two columns.
    """
    if text.isascii():  # spares the import
        return text.ljust(width) if width > 0 else text.rjust(-width)
    from rich.cells import cell_len

    blanks = " " * (abs(width) - cell_len(text))
    return text + blanks if width > 0 else blanks + text
