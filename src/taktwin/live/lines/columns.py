"""Which column of a CSV file is which field of a plant event."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import Field

from taktwin.live.events import PlantEvent
from taktwin.model.files.nounfile import Faults, noun_of
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import read_tree
from taktwin.model.values.nearest import suggest
from taktwin.model.values.noun import Named, Noun
from taktwin.model.values.textfile import read_text

_NUMBERS = ("time", "received", "server", "order", "value")
_TRUTHS = {"true": True, "false": False, "1": True, "0": False}
_OPTION = "options."


class ColumnsNoun(Noun):
    """A file of columns."""

    columns: int = Field(description="Version of the form of this file: 1.")
    delimiter: str = Field(default=",", description="What stands between two columns.")
    decimal: str = Field(default=".", description="What stands before the decimals of a number.")
    time_format: str | None = Field(default=None, description="Of times that are dates, as strptime has it.")
    fields: Named[str] = Field(description="Field of an event, or options.NAME -> name of its column.")
    constants: Named[str | int | float | bool] = Field(default_factory=dict, description="Fields that never change.")
    words: Named[Named[str]] = Field(default_factory=dict, description="Field -> word in the file -> our word.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMap:
    """Columns of a CSV file.

    Attributes:
        fields: field of an event, or `options.NAME` -> name of its column.
        constants: fields that no column has.
        words: field -> word in the file -> ours.
        delimiter: between columns.
        decimal: before decimals.
        time_format: of dates; None for seconds, or dates as ISO 8601 has them.

    Example:
        >>> columns = ColumnMap(fields={"time": "t", "element": "Platz"}, constants={"kind": "enter"})
        >>> columns.line({"t": "60", "Platz": "weld"})
        '{"kind": "enter", "time": 60, "element": "weld"}'
    """

    fields: Mapping[str, str]
    constants: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    delimiter: str = ","
    decimal: str = "."
    time_format: str | None = None

    def missing(self, header: Sequence[str]) -> list[str]:
        """Columns that a header lacks."""
        return [column for column in self.fields.values() if column not in header]

    def rows(self, text: str) -> csv.DictReader[str]:
        """The rows of a text whose first line names the columns. Reading may raise `csv.Error`."""
        return csv.DictReader(text.splitlines(keepends=True), delimiter=self.delimiter, strict=True)

    def line(self, row: Mapping[str, Any]) -> str:
        """A row as a line of JSON for `taktwin.live.events.read_event`; an empty cell says nothing."""
        said: dict[str, Any] = dict(self.constants)
        options: dict[str, str] = {}
        for name, column in self.fields.items():
            cell = row.get(column)
            cell = cell.strip() if isinstance(cell, str) else ""
            cell = self.words.get(name, {}).get(cell, cell)
            if not cell:
                continue
            if name.startswith(_OPTION):
                options[name.removeprefix(_OPTION)] = cell
            else:
                said[name] = self._value(name, cell)
        if options:
            said["options"] = options
        return json.dumps(said, ensure_ascii=False)

    def _value(self, name: str, cell: str) -> Any:
        if name == "sub":
            return _TRUTHS.get(cell.lower(), cell)
        if name in ("time", "received") and self.time_format is not None:
            try:
                return dt.datetime.strptime(cell, self.time_format).isoformat()
            except ValueError:
                return cell
        if name in _NUMBERS:
            number = cell.replace(self.decimal, ".") if self.decimal != "." else cell
            for kind in (int, float):
                try:
                    return kind(number)
                except ValueError:
                    continue
        return cell


def load_columns(path: str | Path) -> ColumnMap:
    """Read a file of columns.

    Raises:
        ModelError: with file, line, what was expected and a remedy of each problem.
    """
    return columns_of(read_text(Path(path)), str(path))


def columns_of(text: str, file: str = "(text)") -> ColumnMap:
    """The columns that a text describes. Raises `ModelError` as `load_columns` does."""
    tree = read_tree(text, file)
    noun = noun_of(tree, ColumnsNoun)
    faults = Faults(tree)
    if noun.columns != 1:
        faults.add(
            ("columns",),
            Phrase("this program knows version 1 of columns, not {columns}", columns=noun.columns),
            Phrase("write `columns: 1`"),
        )
    for key in ("delimiter", "decimal"):
        if len(getattr(noun, key)) != 1 or getattr(noun, key) in '"\r\n':
            faults.add(
                (key,),
                Phrase("expected one sign, got {noun}", noun=repr(getattr(noun, key))),
                Phrase('write one such as ";"'),
            )
    if noun.delimiter == noun.decimal:
        faults.add(
            ("decimal",), Phrase("the same sign is between columns and before decimals"), Phrase("write two signs")
        )
    known = PlantEvent._fields
    for part, names in (("fields", noun.fields), ("constants", noun.constants), ("words", noun.words)):
        for name in names:
            if (name not in known and not name.startswith(_OPTION)) or name == "options":
                faults.add((part, name), Phrase("an event has no `{name}`", name=name), suggest(name, known))
    for name in noun.constants:
        if name in noun.fields:
            faults.add(("constants", name), Phrase("`{name}` is a column as well", name=name), Phrase("write it once"))
    for name in ("time", "kind"):
        if name not in noun.fields and name not in noun.constants:
            faults.add(
                ("fields",),
                Phrase("nothing gives the `{name}` of an event", name=name),
                Phrase("add `{name}: COLUMN`", name=name),
            )
    faults.raise_found()
    return ColumnMap(
        fields=noun.fields,
        constants=noun.constants,
        words=noun.words,
        delimiter=noun.delimiter,
        decimal=noun.decimal,
        time_format=noun.time_format,
    )
