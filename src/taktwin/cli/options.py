"""Options that several commands have."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli.language.say import VARIABLE, text


class Language(StrEnum):
    """Languages of what is printed, of reports and of pictures."""

    EN = "en"
    ZH = "zh"


InLanguage = Annotated[
    Language,
    typer.Option("--language", envvar=VARIABLE, help="Language of what is printed, and of the report or the picture."),
]


def assignments(values: list[str] | None) -> list[str]:
    """Check that each value is PATH=VALUE."""
    for value in values or []:
        path, equals, _ = value.partition("=")
        if not equals or not path.strip():
            raise typer.BadParameter(
                text("'{value}' is not PATH=VALUE; write for example buffers.b1.capacity=10.", value=value)
            )
    return values or []


Days = Annotated[
    float | None,
    typer.Option(
        help="Days to measure, after the warm-up. Default 30; 28 where the days of the week differ.",
        show_default=False,
    ),
]


class TableFormat(StrEnum):
    """What tables are written in."""

    PARQUET = "parquet"
    CSV = "csv"
    XLSX = "xlsx"


Tables = Annotated[
    list[TableFormat] | None,
    typer.Option(
        "--tables",
        help="Write the tables in this format too, beside Parquet; may be given again.",
        show_default=False,
    ),
]

OnePlant = Annotated[
    str | None,
    typer.Option(
        "--plant",
        metavar="NAME",
        help="Of a model with several plants this one alone; the others are suppliers who have whatever is ordered.",
    ),
]

From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="FILE|URL",
        help="A state, a snapshot, events of the plant (JSON lines), or the journal of `taktwin live`.",
    ),
]

JournalMap = Annotated[
    Path | None, typer.Option("--map", metavar="FILE", help="Of a journal: mapping file, what its tags tell.")
]

JournalColumns = Annotated[
    Path | None, typer.Option("--columns", metavar="FILE", help="Of a journal with CSV: which column is what.")
]

FromWhen = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help='With events or a journal: from when, as in "2026-01-05 10:30", "36 h", or "10:30" for the last one in '
        "it; default the last that came. Without --from: when to stop a run.",
        show_default=False,
    ),
]

OwnRules = Annotated[
    Path | None,
    typer.Option("--rules", metavar="FILE.py", help="Python functions that decide, such as which job goes next."),
]

Overrides = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        callback=assignments,
        help="Change one value of the model for this run; may be given again.",
    ),
]
