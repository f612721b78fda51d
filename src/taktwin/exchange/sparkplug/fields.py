"""The fields of one message, in plain Python; for what is rare: data sets, templates, properties, metadata."""

from __future__ import annotations

from typing import Any

from taktwin.exchange.sparkplug.errors import PayloadError
from taktwin.model.phrase import Phrase

Fields = dict[int, list[Any]]
"""Field number -> its values in their order: numbers of all widths as their bits, the rest as bytes."""

#: What a reader of texts does with bytes that are no UTF-8: they are shown as `\\xff`, and the message counts.
NOT_UTF8 = "backslashreplace"


def fields_of(data: bytes) -> list[tuple[int, int, Any]]:
    """The fields of a message in their order: number, way of writing, value.

    Raises:
        PayloadError: the message is cut, or no message.
    """
    found, at = [], 0
    while at < len(data):
        tag, at = _varint(data, at)
        number, wire = tag >> 3, tag & 7
        if wire == 0:
            value, at = _varint(data, at)
        elif wire == 2:
            length, at = _varint(data, at)
            value, at = data[at : at + length], at + length
        elif wire in (1, 5):
            width = 8 if wire == 1 else 4
            value, at = int.from_bytes(data[at : at + width], "little"), at + width
        else:
            raise PayloadError(Phrase("a group, which no Sparkplug payload has"), Phrase("look at what sends it"), at)
        if at > len(data):
            raise PayloadError(Phrase("the message is cut"), Phrase("ask for the message anew"), len(data))
        found.append((number, wire, value))
    return found


def varints_of(data: bytes) -> list[int]:
    """Numbers that stand one after the other without field numbers. Raises `PayloadError` where one is cut."""
    found, at = [], 0
    while at < len(data):
        value, at = _varint(data, at)
        found.append(value)
    return found


def collected(data: bytes, wires: dict[int, int]) -> Fields:
    """The values of the fields that are known; one that is written in another way is none of them.

    Args:
        data: the message.
        wires: field number -> the way in which it is written.
    """
    found: Fields = {}
    for number, wire, value in fields_of(data):
        if wires.get(number) == wire:
            found.setdefault(number, []).append(value)
    return found


def text_of(data: bytes) -> str:
    """A text; see `NOT_UTF8`."""
    return data.decode("utf-8", NOT_UTF8)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(data) and shift < 70:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value & (2**64 - 1), at
        shift += 7
    raise PayloadError(Phrase("a number is cut or too long"), Phrase("ask for the message anew"), at)
