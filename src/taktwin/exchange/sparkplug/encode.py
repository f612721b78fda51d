"""Payloads written as the text of the standard says, each field once and in the order of their numbers.

A value stands in the field of its type: whole numbers of up to 32 bits in `int_value`, negative ones as 32 bits of
two's complement, all others, and times, in `long_value` (Sparkplug 3.0, section 6.4.16).
"""

from __future__ import annotations

import struct
from typing import Any

from taktwin.exchange.sparkplug import datatypes as t
from taktwin.exchange.sparkplug.arrays import write_array
from taktwin.exchange.sparkplug.datatypes import DataType
from taktwin.exchange.sparkplug.errors import PayloadError
from taktwin.exchange.sparkplug.payload import DataSet, Metadata, Metric, Parameter, Payload, Properties, Template
from taktwin.model.phrase import Phrase

_TYPE_REMEDY = "give a type of `DataType`, and a value that fits it"


def encode(payload: Payload) -> bytes:
    """The bytes of a payload.

    Raises:
        PayloadError: a value does not fit its type, or a type is none; with the name of the metric.

    Example:
        >>> encode(Payload(metrics=(Metric(alias=5, datatype=DataType.Double, value=2.5),), seq=3)).hex()
        '120d1005200a6900000000000004401803'
    """
    written = _number(1, payload.timestamp, 64)
    for metric in payload.metrics:
        written += _sized(2, _metric(metric))
    written += _number(3, payload.seq, 64)
    return written + _text(4, payload.uuid) + (_sized(5, payload.body) if payload.body is not None else b"")


def _metric(metric: Metric) -> bytes:
    try:
        return _metric_fields(metric)
    except PayloadError as error:
        name = metric.name if metric.name is not None else f"alias {metric.alias}"
        raise PayloadError(
            Phrase('metric "{name}": {message}', name=name, message=error.message), error.remedy
        ) from None


def _metric_fields(metric: Metric) -> bytes:
    written = _text(1, metric.name) + _number(2, metric.alias, 64) + _number(3, metric.timestamp, 64)
    written += _number(4, metric.datatype, 32) + _truth(5, metric.is_historical)
    written += _truth(6, metric.is_transient) + _truth(7, metric.is_null)
    if metric.metadata is not None:
        written += _sized(8, _metadata(metric.metadata))
    if metric.properties is not None:
        written += _sized(9, _properties(metric.properties))
    if metric.is_null:
        if metric.value is not None:
            raise PayloadError(
                Phrase("it has a value and says that it has none"), Phrase("leave out `value` or `is_null`")
            )
        return written
    if metric.value is None:
        return written
    return written + _value(metric.value, _type_of(metric), t.FIELD_INT)


def _type_of(metric: Metric) -> int:
    """Data leave out the type that the birth said; then the value itself says in which field it stands."""
    if metric.datatype is not None:
        return metric.datatype
    if isinstance(metric.value, int) and not isinstance(metric.value, bool):
        return (
            DataType.UInt32 if metric.field == t.FIELD_INT else DataType.Int64 if metric.value < 0 else DataType.UInt64
        )
    if metric.field == t.FIELD_FLOAT:
        return DataType.Float
    kinds = {
        bool: DataType.Boolean,
        float: DataType.Double,
        str: DataType.String,
        bytes: DataType.Bytes,
        DataSet: DataType.DataSet,
        Template: DataType.Template,
    }
    found = kinds.get(type(metric.value))
    if found is None:
        raise PayloadError(Phrase("no type is given for {value}", value=repr(metric.value)), _TYPE_REMEDY)
    return found


def _value(value: Any, datatype: int, first: int, basic: bool = False) -> bytes:
    """A value in the field of its type; ``first`` is the number of the one for short whole numbers."""
    if not t.is_known(datatype) or (basic and datatype not in t.BASIC) or not t.field_of(datatype):
        raise PayloadError(Phrase("{name} cannot be the type of a value here", name=t.name_of(datatype)), _TYPE_REMEDY)
    kind = DataType(datatype)
    number = first + t.field_of(kind) - t.FIELD_INT
    if kind in t.WHOLE:
        least, most = t.bounds_of(kind)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise _misfit(value, kind)
        return _key(number, 0) + _varint(value & (2**32 - 1 if number == first else 2**64 - 1))
    if kind in (DataType.Float, DataType.Double):
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _misfit(value, kind)
        return _real(number, float(value), kind)
    if kind == DataType.Boolean:
        if not isinstance(value, bool):
            raise _misfit(value, kind)
        return _key(number, 0) + (b"\1" if value else b"\0")
    if kind in t.TEXTS:
        if not isinstance(value, str):
            raise _misfit(value, kind)
        return _text(number, value)
    if kind in t.ARRAYS:
        if not isinstance(value, list | tuple):
            raise _misfit(value, kind)
        return _sized(number, write_array(value, kind))
    if kind == DataType.DataSet and isinstance(value, DataSet):
        return _sized(number, _data_set(value))
    if kind == DataType.Template and isinstance(value, Template):
        return _sized(number, _template(value))
    if kind in (DataType.Bytes, DataType.File) and isinstance(value, bytes):
        return _sized(number, value)
    raise _misfit(value, kind)


def _misfit(value: Any, kind: DataType) -> PayloadError:
    shown = repr(value) if len(repr(value)) <= 60 else repr(value)[:60] + "..."
    return PayloadError(Phrase("{shown} is no value of type {name}", shown=shown, name=kind.name), _TYPE_REMEDY)


def _real(number: int, value: float, kind: DataType) -> bytes:
    if kind == DataType.Double:
        return _key(number, 1) + struct.pack("<d", value)
    try:
        return _key(number, 5) + struct.pack("<f", value)
    except OverflowError:
        raise PayloadError(Phrase("{value:g} is too large for Float", value=value), Phrase("use Double")) from None


def _metadata(one: Metadata) -> bytes:
    written = _truth(1, one.is_multi_part) + _text(2, one.content_type) + _number(3, one.size, 64)
    written += _number(4, one.seq, 64) + _text(5, one.file_name) + _text(6, one.file_type)
    return written + _text(7, one.md5) + _text(8, one.description)


def _properties(properties: Properties) -> bytes:
    written = b"".join(_text(1, name) for name in properties)
    for name, one in properties.items():
        inner = _number(1, one.type, 32) + _truth(2, one.is_null)
        if one.type == DataType.PropertySet and isinstance(one.value, dict):
            inner += _sized(9, _properties(one.value))
        elif one.type == DataType.PropertySetList and isinstance(one.value, list | tuple):
            inner += _sized(10, b"".join(_sized(1, _properties(each)) for each in one.value))
        elif one.value is not None:
            if one.type is None:
                raise PayloadError(Phrase('property "{name}" has no type', name=name), _TYPE_REMEDY)
            inner += _value(one.value, one.type, 3, basic=True)
        written += _sized(2, inner)
    return written


def _data_set(one: DataSet) -> bytes:
    if len(one.columns) != len(one.types) or any(len(row) != len(one.types) for row in one.rows):
        raise PayloadError(
            Phrase("a table whose columns, types and rows differ in number"),
            Phrase("give each column name, type, cell"),
        )
    written = _number(1, len(one.columns), 64) + b"".join(_text(2, name) for name in one.columns)
    written += b"".join(_number(3, kind, 32) for kind in one.types)
    for row in one.rows:
        cells = (
            b"" if cell is None else _value(cell, kind, 1, basic=True)
            for cell, kind in zip(row, one.types, strict=True)
        )
        written += _sized(4, b"".join(_sized(1, cell) for cell in cells))
    return written


def _template(one: Template) -> bytes:
    if one.is_definition is None or bool(one.is_definition) == (one.template_ref is not None):
        raise PayloadError(
            Phrase("a template is a definition, or names one"),
            Phrase("set `is_definition`, and `template_ref` for an instance only"),
        )
    written = _text(1, one.version) + b"".join(_sized(2, _metric(metric)) for metric in one.metrics)
    written += b"".join(_sized(3, _parameter(parameter)) for parameter in one.parameters)
    return written + _text(4, one.template_ref) + _truth(5, one.is_definition)


def _parameter(one: Parameter) -> bytes:
    if one.name is None or one.type is None:
        raise PayloadError(Phrase("a parameter of a template without name or type"), Phrase("give it both"))
    value = b"" if one.value is None else _value(one.value, one.type, 3, basic=True)
    return _text(1, one.name) + _number(2, one.type, 32) + value


def _varint(value: int) -> bytes:
    written = bytearray()
    while value > 127:
        written.append(value & 127 | 128)
        value >>= 7
    return bytes(written) + bytes([value])


def _key(number: int, wire: int) -> bytes:
    return _varint(number << 3 | wire)


def _number(number: int, value: int | None, width: int) -> bytes:
    if value is None:
        return b""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << width:
        raise PayloadError(
            Phrase("{value} is no unsigned number of {width} bits", value=repr(value), width=width),
            Phrase("write a whole number, 0 or more"),
        )
    return _key(number, 0) + _varint(value)


def _truth(number: int, value: bool | None) -> bytes:
    return b"" if value is None else _key(number, 0) + (b"\1" if value else b"\0")


def _text(number: int, value: str | None) -> bytes:
    if value is None:
        return b""
    try:
        return _sized(number, value.encode())
    except UnicodeEncodeError:
        raise PayloadError(
            Phrase("{value} cannot be written as UTF-8", value=repr(value)), Phrase("write plain text")
        ) from None


def _sized(number: int, content: bytes) -> bytes:
    return _key(number, 2) + _varint(len(content)) + content
