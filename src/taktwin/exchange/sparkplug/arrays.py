"""Arrays in the bytes of one value, types 22 to 34 (Sparkplug 3.0, section 6.4.16): little endian, one after the other.

Two things are written differently by some encoders. Truths stand from the highest bit of a byte on; who packs from the
lowest is recognised where the unused bits of the last byte say so. Texts end with a zero byte each; who writes the hex
digits of each text cannot be told from somebody whose texts are hex digits, so that has to be said.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any

from taktwin.exchange.sparkplug.datatypes import WHOLE, DataType, bounds_of, name_of
from taktwin.exchange.sparkplug.errors import PayloadError
from taktwin.exchange.sparkplug.fields import NOT_UTF8
from taktwin.model.phrase import Phrase

_SIGNS = {
    DataType.Int8Array: "b",
    DataType.Int16Array: "h",
    DataType.Int32Array: "i",
    DataType.Int64Array: "q",
    DataType.UInt8Array: "B",
    DataType.UInt16Array: "H",
    DataType.UInt32Array: "I",
    DataType.UInt64Array: "Q",
    DataType.FloatArray: "f",
    DataType.DoubleArray: "d",
    DataType.DateTimeArray: "Q",
}
_ELEMENTS = {
    **{DataType(code): DataType(code - 21) for code in range(22, 30)},
    DataType.DateTimeArray: DataType.DateTime,
}


def read_array(data: bytes, datatype: int, lowest_first: bool | None = None, hex_texts: bool = False) -> list[Any]:
    """The elements of an array.

    Args:
        data: bytes of the value.
        datatype: code of the array's type.
        lowest_first: truths are packed from the lowest bit of each byte; None to look at the unused bits.
        hex_texts: texts are written as hex digits.

    Raises:
        PayloadError: the bytes are no whole number of elements, or less than is said.

    Example:
        >>> read_array(bytes.fromhex("c0ff0100"), DataType.Int16Array)
        [-64, 1]
    """
    if datatype == DataType.BooleanArray:
        return _truths(data, lowest_first)
    if datatype == DataType.StringArray:
        return _texts(data, hex_texts)
    sign = _SIGNS[DataType(datatype)]
    width = struct.calcsize("<" + sign)
    if len(data) % width:
        raise PayloadError(
            Phrase("{n} bytes are no whole number of elements of {name}", n=len(data), name=name_of(datatype)),
            Phrase("each takes {width} bytes; ask for the message anew", width=width),
        )
    return list(struct.unpack(f"<{len(data) // width}{sign}", data))


def write_array(values: Sequence[Any], datatype: int) -> bytes:
    """The bytes of an array, as the text of the standard has them.

    Raises:
        PayloadError: an element is no value of the type.
    """
    kind = DataType(datatype)
    if kind == DataType.BooleanArray:
        bits = bytearray((len(values) + 7) // 8)
        for i, value in enumerate(values):
            bits[i // 8] |= (0x80 >> i % 8) if value else 0
        return len(values).to_bytes(4, "little") + bytes(bits)
    if kind == DataType.StringArray:
        for value in values:
            if not isinstance(value, str) or "\0" in value:
                raise PayloadError(
                    Phrase("an element of a StringArray is no text without zero bytes"), Phrase("write plain texts")
                )
        return b"".join(value.encode() + b"\0" for value in values)
    element = _ELEMENTS.get(kind)
    for value in values:
        whole = isinstance(value, int) and not isinstance(value, bool)
        if element in WHOLE and not (whole and bounds_of(element)[0] <= value <= bounds_of(element)[1]):
            raise PayloadError(
                Phrase("{value} is no element of {name}", value=repr(value), name=kind.name),
                Phrase("write whole numbers within its width"),
            )
        if element not in WHOLE and not (whole or isinstance(value, float)):
            raise PayloadError(
                Phrase("{value} is no element of {name}", value=repr(value), name=kind.name), Phrase("write numbers")
            )
    try:
        return struct.pack(f"<{len(values)}{_SIGNS[kind]}", *values)
    except (OverflowError, struct.error):
        raise PayloadError(
            Phrase("a number is too large for {name}", name=kind.name), Phrase("use DoubleArray")
        ) from None


def _truths(data: bytes, lowest_first: bool | None) -> list[bool]:
    count = int.from_bytes(data[:4], "little")
    if len(data) < 4 or len(data) - 4 < (count + 7) // 8:
        raise PayloadError(
            Phrase("a BooleanArray of {n} bytes is shorter than its count says", n=len(data)),
            Phrase("ask for the message anew"),
        )
    bits = data[4 : 4 + (count + 7) // 8]
    unused = -count % 8
    if lowest_first is None:
        # by the standard the lowest bits are the unused ones, so they are 0
        lowest_first = bool(unused and bits[-1] & ((1 << unused) - 1) and not bits[-1] >> (8 - unused))
    return [bool(bits[i // 8] >> (i % 8 if lowest_first else 7 - i % 8) & 1) for i in range(count)]


def _texts(data: bytes, hex_texts: bool) -> list[str]:
    parts = data.split(b"\0")
    if not parts[-1]:
        parts.pop()  # nothing stands behind the last zero byte
    if not hex_texts:
        return [part.decode("utf-8", NOT_UTF8) for part in parts]
    try:
        return [bytes.fromhex(part.decode("ascii")).decode("utf-8", NOT_UTF8) for part in parts]
    except ValueError:
        raise PayloadError(Phrase("a text is not written in hex digits"), Phrase("read it as plain texts")) from None
