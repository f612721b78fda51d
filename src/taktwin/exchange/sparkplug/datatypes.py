"""The types of Sparkplug values, and what a number or text that came in some field means by its type.

Codes: Sparkplug 3.0, section 6.4.16. What encoders do in spite of it is taken too: a whole number counts by its type,
whichever of the two whole-number fields holds it, and of a narrow one only the bits of its width.
"""

from __future__ import annotations

import struct
from enum import IntEnum
from typing import Any

FIELD_INT, FIELD_LONG, FIELD_FLOAT, FIELD_DOUBLE, FIELD_BOOLEAN, FIELD_STRING = range(10, 16)
FIELD_BYTES, FIELD_DATASET, FIELD_TEMPLATE = range(16, 19)

FIELD_NAMES = {
    FIELD_INT: "int_value",
    FIELD_LONG: "long_value",
    FIELD_FLOAT: "float_value",
    FIELD_DOUBLE: "double_value",
    FIELD_BOOLEAN: "boolean_value",
    FIELD_STRING: "string_value",
    FIELD_BYTES: "bytes_value",
    FIELD_DATASET: "dataset_value",
    FIELD_TEMPLATE: "template_value",
}


class DataType(IntEnum):
    """A type of value, with its code."""

    Unknown = 0
    Int8 = 1
    Int16 = 2
    Int32 = 3
    Int64 = 4
    UInt8 = 5
    UInt16 = 6
    UInt32 = 7
    UInt64 = 8
    Float = 9
    Double = 10
    Boolean = 11
    String = 12
    DateTime = 13
    Text = 14
    UUID = 15
    DataSet = 16
    Bytes = 17
    File = 18
    Template = 19
    PropertySet = 20
    PropertySetList = 21
    Int8Array = 22
    Int16Array = 23
    Int32Array = 24
    Int64Array = 25
    UInt8Array = 26
    UInt16Array = 27
    UInt32Array = 28
    UInt64Array = 29
    FloatArray = 30
    DoubleArray = 31
    BooleanArray = 32
    StringArray = 33
    DateTimeArray = 34


#: Whole numbers: type -> width in bits, whether it has a sign.
WHOLE = {
    DataType.Int8: (8, True),
    DataType.Int16: (16, True),
    DataType.Int32: (32, True),
    DataType.Int64: (64, True),
    DataType.UInt8: (8, False),
    DataType.UInt16: (16, False),
    DataType.UInt32: (32, False),
    DataType.UInt64: (64, False),
    DataType.DateTime: (64, False),
}
TEXTS = (DataType.String, DataType.Text, DataType.UUID)
ARRAYS = tuple(one for one in DataType if one >= DataType.Int8Array)
#: Types that a cell of a data set, a parameter of a template and a plain property may have.
BASIC = (*WHOLE, DataType.Float, DataType.Double, DataType.Boolean, *TEXTS)

_FIELDS_OF = {
    **dict.fromkeys(WHOLE, (FIELD_INT, FIELD_LONG)),
    DataType.Float: (FIELD_FLOAT, FIELD_DOUBLE),
    DataType.Double: (FIELD_DOUBLE, FIELD_FLOAT),
    DataType.Boolean: (FIELD_BOOLEAN,),
    **dict.fromkeys(TEXTS, (FIELD_STRING,)),
    **dict.fromkeys((DataType.Bytes, DataType.File, *ARRAYS), (FIELD_BYTES,)),
    DataType.DataSet: (FIELD_DATASET,),
    DataType.Template: (FIELD_TEMPLATE,),
}


def field_of(datatype: int) -> int:
    """Field in which the text of the standard puts a value of a type; 0 for a type that has none."""
    if datatype in WHOLE:
        return FIELD_INT if WHOLE[DataType(datatype)][0] <= 32 else FIELD_LONG
    fields = _FIELDS_OF.get(DataType(datatype)) if is_known(datatype) else None
    return fields[0] if fields else 0


def is_known(datatype: int) -> bool:
    """Whether a code is one of the listed ones, other than Unknown."""
    return 0 < datatype <= DataType.DateTimeArray


def fits(field: int, datatype: int) -> bool:
    """Whether a value in a field can be one of a type; without a known type any can."""
    if not is_known(datatype):
        return True
    return field in _FIELDS_OF.get(DataType(datatype), ())


def number_of(field: int, bits: int, datatype: int = 0) -> int | float | bool:
    """A number out of the bits of its field.

    Args:
        field: number of the field, FIELD_INT to FIELD_BOOLEAN.
        bits: as they came, with or without sign.
        datatype: code of the type; where it is none of a number, the field alone says what the number is.

    Example:
        >>> number_of(FIELD_INT, 0xFF, DataType.Int8), number_of(FIELD_INT, 0xFFFFFFFF, DataType.Int8)
        (-1, -1)
    """
    if field in (FIELD_INT, FIELD_LONG):
        width, signed = WHOLE.get(datatype, (64 if field == FIELD_LONG else 32, False))  # pyright: ignore[reportArgumentType, reportCallIssue]
        bits &= (1 << width) - 1
        return bits - (1 << width) if signed and bits >> (width - 1) else bits
    if field == FIELD_FLOAT:
        return struct.unpack("<f", (bits & 0xFFFFFFFF).to_bytes(4, "little"))[0]
    if field == FIELD_DOUBLE:
        return struct.unpack("<d", (bits & (2**64 - 1)).to_bytes(8, "little"))[0]
    return bits != 0


def name_of(datatype: int) -> str:
    """Name of a type for people: `Int32`, or `type 99` for a code that is not listed."""
    return DataType(datatype).name if 0 <= datatype <= DataType.DateTimeArray else f"type {datatype}"


def bounds_of(datatype: Any) -> tuple[int, int]:
    """Least and largest value of a whole-number type."""
    width, signed = WHOLE[datatype]
    return (-(1 << (width - 1)), (1 << (width - 1)) - 1) if signed else (0, (1 << width) - 1)
