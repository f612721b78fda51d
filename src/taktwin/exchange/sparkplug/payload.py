"""What a payload holds, as plain values: what `reader` gives and `encode` takes. Absent things are None."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a metric says about its value; all of it may be absent."""

    is_multi_part: bool | None = None
    content_type: str | None = None
    size: int | None = None
    seq: int | None = None
    file_name: str | None = None
    file_type: str | None = None
    md5: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a metric.

    Attributes:
        type: code of its type (`DataType`); None where it is not said.
        value: a number, text, truth; a mapping of properties; a list of such mappings; None for none.
        is_null: what it says about having no value; None where it is not said.
    """

    type: int | None
    value: Any
    is_null: bool | None = None


Properties = Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class DataSet:
    """A table.

    Attributes:
        columns: their names.
        types: their types, by code.
        rows: each with a value a column.
        num_of_columns: as it was said; None where it was not.
    """

    columns: tuple[str, ...]
    types: tuple[int, ...]
    rows: tuple[tuple[Any, ...], ...]
    num_of_columns: int | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a template."""

    name: str | None
    type: int | None
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template: its definition, or an instance of it."""

    version: str | None = None
    metrics: tuple[Metric, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    template_ref: str | None = None
    is_definition: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A metric.

    Attributes:
        name: None where only the alias is given.
        alias: its number within the edge node.
        timestamp: ms since 1970 UTC.
        datatype: code of its type (`DataType`).
        value: by its type: a number, truth, text, bytes, list, `DataSet`, `Template`; None where there is none.
        is_historical: the value is of the past, and says nothing about now.
        is_transient: nobody needs to keep it.
        is_null: there is no value.
        metadata: about the value.
        properties: by name.
        field: number of the field that held the value; None where there was none. For writing it does not count.
    """

    name: str | None = None
    alias: int | None = None
    timestamp: int | None = None
    datatype: int | None = None
    value: Any = None
    is_historical: bool | None = None
    is_transient: bool | None = None
    is_null: bool | None = None
    metadata: Metadata | None = None
    properties: Properties | None = None
    field: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """A payload. ``timestamp`` in ms since 1970 UTC."""

    timestamp: int | None = None
    metrics: tuple[Metric, ...] = ()
    seq: int | None = None
    uuid: str | None = None
    body: bytes | None = None

    def metric(self, name: str) -> Metric | None:
        """The first metric of a name; None for none."""
        return next((one for one in self.metrics if one.name == name), None)
