"""A payload as plain values (`payload`): everything in it, one Python object a metric."""

from __future__ import annotations

from typing import Any

import numpy as np

from taktwin.exchange.sparkplug import datatypes as t
from taktwin.exchange.sparkplug.arrays import read_array
from taktwin.exchange.sparkplug.decode import Batch, decode
from taktwin.exchange.sparkplug.errors import PayloadError
from taktwin.exchange.sparkplug.fields import collected, fields_of, text_of, varints_of
from taktwin.exchange.sparkplug.payload import (
    DataSet,
    Metadata,
    Metric,
    Parameter,
    Payload,
    Properties,
    Property,
    Template,
)
from taktwin.exchange.sparkplug.wire import layout as k
from taktwin.model.phrase import Phrase

_TRUTH, _NUMBER, _TEXT = "truth", "number", "text"
_METADATA = {
    1: ("is_multi_part", _TRUTH),
    2: ("content_type", _TEXT),
    3: ("size", _NUMBER),
    4: ("seq", _NUMBER),
    5: ("file_name", _TEXT),
    6: ("file_type", _TEXT),
    7: ("md5", _TEXT),
    8: ("description", _TEXT),
}
#: How the six simple values of a cell, property or parameter are written, from the first of their fields on.
_SIMPLE = (0, 0, 5, 1, 0, 2)
_SIMPLE_FIELDS = (t.FIELD_INT, t.FIELD_LONG, t.FIELD_FLOAT, t.FIELD_DOUBLE, t.FIELD_BOOLEAN, t.FIELD_STRING)


def read_payload(data: bytes) -> Payload:
    """Everything that a payload holds.

    Raises:
        PayloadError: it is cut or no payload, or an array or a table in it is not what its type says; with the place.

    Example:
        >>> read_payload(bytes.fromhex("120b10056900000000000004401803")).metrics[0].value
        2.5
    """
    batch = decode([data])
    fault = batch.fault_of(0)
    if fault is not None:
        raise fault
    return payload_of(batch, 0)


def payload_of(batch: Batch, number: int) -> Payload:
    """A payload of a batch that was not refused. Raises `PayloadError` as `read_payload` does."""
    head = batch.heads[number]
    uuid_at, body_at = int(head["uuid_at"]), int(head["body_at"])
    return Payload(
        timestamp=batch.timestamp_of(number),
        metrics=tuple(metric_of(batch, row) for row in batch.metrics_of(number)),
        seq=batch.seq_of(number),
        uuid=text_of(batch.data[uuid_at : uuid_at + int(head["uuid_length"])]) if head["flags"] & k.SAID_UUID else None,
        body=batch.data[body_at : body_at + int(head["body_length"])] if head["flags"] & k.SAID_BODY else None,
    )


def metric_of(batch: Batch, row: np.void) -> Metric:
    """One metric of a batch, with all that it holds. Raises `PayloadError`, with the place of the metric."""
    data = batch.data[int(row["at"]) : int(row["at"] + row["length"])]
    try:
        return _metric(data)
    except PayloadError as error:
        place = int(row["at"] - batch.bounds[int(row["payload"])])
        raise PayloadError(error.detail, error.remedy, place) from None


def properties_of(batch: Batch, row: np.void) -> Properties | None:
    """The properties of one metric; None for none."""
    if not row["flags"] & k.HAS_PROPERTIES:
        return None
    found = collected(batch.data[int(row["at"]) : int(row["at"] + row["length"])], {9: 2})
    return _properties(b"".join(found[9]))


def _metric(data: bytes) -> Metric:
    """A message that stands twice is one, joined: that is how the format puts it."""
    wires = {1: 2, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0, 8: 2, 9: 2}
    values = {10: 0, 11: 0, 12: 5, 13: 1, 14: 0, 15: 2, 16: 2, 17: 2, 18: 2}
    told: dict[int, list[Any]] = {}
    held: int | None = None
    raw: Any = None
    for number, wire, value in fields_of(data):
        if wires.get(number) == wire:
            told.setdefault(number, []).append(value)
        elif values.get(number) == wire:
            raw = raw + value if number == held and number >= t.FIELD_DATASET else value
            held = number

    def last(number: int) -> Any:
        return told[number][-1] if number in told else None

    def truth(number: int) -> bool | None:
        return last(number) != 0 if number in told else None

    datatype = last(4) & 0xFFFFFFFF if 4 in told else None
    return Metric(
        name=text_of(last(1)) if 1 in told else None,
        alias=last(2),
        timestamp=last(3),
        datatype=datatype,
        value=None if held is None else value_of(held, raw, datatype or 0),
        is_historical=truth(5),
        is_transient=truth(6),
        is_null=truth(7),
        metadata=_metadata(b"".join(told[8])) if 8 in told else None,
        properties=_properties(b"".join(told[9])) if 9 in told else None,
        field=held,
    )


def value_of(field: int, raw: Any, datatype: int) -> Any:
    """A value by the field that held it and its type.

    Args:
        field: number of the field.
        raw: the bits of a number, or the bytes of anything else.
        datatype: code of the type; 0 where it is not said.

    Raises:
        PayloadError: an array, a table or a template whose bytes are not what its type says.
    """
    if field <= t.FIELD_BOOLEAN:
        return t.number_of(field, raw, datatype)
    if field == t.FIELD_STRING:
        return text_of(raw)
    if field == t.FIELD_DATASET:
        return _data_set(raw)
    if field == t.FIELD_TEMPLATE:
        return _template(raw)
    return read_array(raw, datatype) if datatype in t.ARRAYS else raw


def _simple(data: bytes, first: int, datatype: int, more: dict[int, int]) -> tuple[Any, dict[int, Any]]:
    """The value of a cell, property or parameter, and its other fields, of each the last."""
    wires = {first + i: wire for i, wire in enumerate(_SIMPLE)}
    value, others = None, {}
    for number, wire, one in fields_of(data):
        if wires.get(number) == wire:
            value = (_SIMPLE_FIELDS[number - first], one)
        elif more.get(number) == wire:
            others[number] = one
            value = None if number > first else value  # a set of properties takes the place of a simple value
    return (None if value is None else value_of(*value, datatype)), others


def _metadata(data: bytes) -> Metadata:
    found: dict[str, Any] = {}
    for number, values in collected(
        data, {number: 2 if kind == _TEXT else 0 for number, (_, kind) in _METADATA.items()}
    ).items():
        name, kind = _METADATA[number]
        value = values[-1]
        found[name] = text_of(value) if kind == _TEXT else (value != 0 if kind == _TRUTH else value)
    return Metadata(**found)


def _properties(data: bytes) -> Properties:
    found = collected(data, {1: 2, 2: 2})
    keys, values = found.get(1, []), found.get(2, [])
    if len(keys) != len(values):
        raise PayloadError(
            Phrase("{n} names of properties and {other} values", n=len(keys), other=len(values)),
            Phrase("look at what sends it"),
        )
    return {text_of(key): _property(value) for key, value in zip(keys, values, strict=True)}


def _property(data: bytes) -> Property:
    found = collected(data, {1: 0, 2: 0})
    kind = found[1][-1] & 0xFFFFFFFF if 1 in found else None
    value, within = _simple(data, 3, kind or 0, {9: 2, 10: 2})
    if value is None and within:
        number, inner = list(within.items())[-1]
        value = _properties(inner) if number == 9 else [_properties(one) for one in collected(inner, {1: 2}).get(1, [])]
    return Property(kind, value, found[2][-1] != 0 if 2 in found else None)


def _data_set(data: bytes) -> DataSet:
    types: list[int] = []
    for number, wire, value in fields_of(data):
        if number == 3 and wire in (0, 2):
            types += [one & 0xFFFFFFFF for one in (varints_of(value) if wire == 2 else [value])]
    found = collected(data, {1: 0, 2: 2, 4: 2})
    rows = []
    for row in found.get(4, []):
        cells = collected(row, {1: 2}).get(1, [])
        if len(cells) != len(types):
            raise PayloadError(
                Phrase("a row of {n} cells in a table of {other} columns", n=len(cells), other=len(types)),
                Phrase("look at what sends it"),
            )
        rows.append(tuple(_simple(cell, 1, kind, {})[0] for cell, kind in zip(cells, types, strict=True)))
    columns = tuple(map(text_of, found.get(2, [])))
    if len(columns) != len(types):
        raise PayloadError(
            Phrase("{n} names and {other} types of columns", n=len(columns), other=len(types)),
            Phrase("look at what sends it"),
        )
    return DataSet(columns, tuple(types), tuple(rows), found[1][-1] if 1 in found else None)


def _template(data: bytes) -> Template:
    found = collected(data, {1: 2, 2: 2, 3: 2, 4: 2, 5: 0})
    parameters = []
    for one in found.get(3, []):
        value, others = _simple(one, 3, _kind(one, 2), {1: 2, 2: 0})
        parameters.append(
            Parameter(
                text_of(others[1]) if 1 in others else None, others[2] & 0xFFFFFFFF if 2 in others else None, value
            )
        )
    return Template(
        version=text_of(found[1][-1]) if 1 in found else None,
        metrics=tuple(map(_metric, found.get(2, []))),
        parameters=tuple(parameters),
        template_ref=text_of(found[4][-1]) if 4 in found else None,
        is_definition=found[5][-1] != 0 if 5 in found else None,
    )


def _kind(data: bytes, number: int) -> int:
    found = collected(data, {number: 0})
    return found[number][-1] & 0xFFFFFFFF if number in found else 0
