"""How a table is declared: its columns with type, unit and meaning. The declarations are in `columns`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import polars as pl

from taktwin.model.phrase import Phrase


class Column(NamedTuple):
    """A column: ``unit`` is empty for names and flags.

    ``called``: it holds names of things of a plant, which begin with that of the plant where a model has several.
    """

    name: str
    dtype: Any
    unit: str
    meaning: str
    called: bool = False


def text(name: str, meaning: str) -> Column:
    """A column of names or words."""
    return Column(name, pl.String, "", meaning)


def called(name: str, meaning: str) -> Column:
    """A column of names of things of a plant."""
    return Column(name, pl.String, "", meaning, called=True)


def whole(name: str, unit: str, meaning: str) -> Column:
    """A column of whole numbers."""
    return Column(name, pl.Int64, unit, meaning)


def real(name: str, unit: str, meaning: str) -> Column:
    """A column of numbers."""
    return Column(name, pl.Float64, unit, meaning)


@dataclass(frozen=True)
class Table:
    """A table: what a row is, and its columns in their order.

    ``after``: the column behind which a plant's own columns stand (the options of its jobs), empty for none.
    """

    name: str
    row: str
    columns: tuple[Column, ...]
    after: str = ""

    @property
    def schema(self) -> dict[str, Any]:
        """Column -> type."""
        return {column.name: column.dtype for column in self.columns}

    def schema_with(self, own: Sequence[str] = ()) -> dict[str, Any]:
        """Column -> type, with a plant's own columns (texts) in their place."""
        found: dict[str, Any] = {}
        for column in self.columns:
            found[column.name] = column.dtype
            if column.name == self.after:
                found |= dict.fromkeys(own, pl.String)
        return found

    def frame(
        self, data: Mapping[str, Any] | Sequence[Mapping[str, Any]] | pl.DataFrame, own: Sequence[str] = ()
    ) -> pl.DataFrame:
        """A table of these columns, in their order and types.

        Args:
            data: column -> values, or rows (what a row lacks is null), or a table.
            own: names of the plant's own columns.

        Raises:
            ValueError: a column that is not declared, or (unless rows are given) a declared one that is missing.
        """
        schema = self.schema_with(own)
        if isinstance(data, pl.DataFrame):
            given, needed = set(data.columns), set(schema)
        elif isinstance(data, Mapping):
            given, needed = set(data), set(schema)
        else:
            given, needed = {name for row in data for name in row}, set()
        strange, missing = given - set(schema), needed - given
        if strange or missing:
            wrong = ", ".join(sorted(strange | missing))
            raise ValueError(
                Phrase('the columns of table "{name}" are declared otherwise: {wrong}', name=self.name, wrong=wrong)
            )
        if isinstance(data, pl.DataFrame):
            return data.select(list(schema)).cast(pl.Schema(schema))
        if isinstance(data, Mapping):
            return pl.DataFrame({name: data[name] for name in schema}, schema=schema)
        return pl.DataFrame(list(data), schema=schema)


def units_of(tables: Sequence[Table]) -> dict[str, dict[str, str]]:
    """Table -> column -> unit, where a column has one."""
    return {table.name: {column.name: column.unit for column in table.columns if column.unit} for table in tables}
