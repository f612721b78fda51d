"""Interchanges written: typed messages -> bytes, counted, escaped, and checked by reading them again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from taktwin.exchange.edi.charset import codec
from taktwin.exchange.edi.codes import OURS, Codes
from taktwin.exchange.edi.faults import EdiError, SegmentFault, WrongValueError
from taktwin.exchange.edi.interchange import Interchange
from taktwin.exchange.edi.profile import AnyOf, Many, One, Profile
from taktwin.exchange.edi.profiles import PROFILES
from taktwin.exchange.edi.read import read_interchange
from taktwin.exchange.edi.record import Message
from taktwin.exchange.edi.separators import Separators
from taktwin.exchange.edi.template import COUNTER, Slot, Template
from taktwin.exchange.edi.tokens import spelt
from taktwin.exchange.edi.values import spell_number, spell_when
from taktwin.model.errors import OptionError
from taktwin.model.files.write import whole_file
from taktwin.model.phrase import Phrase

_BY_CLASS: Mapping[type, Profile] = {one.root.of: one for one in PROFILES}
Parts = list[list[str]]


def write_interchange(interchange: Interchange, path: str | Path | None = None, codes: Codes = OURS) -> bytes:
    """Write an interchange; one that was read, as it was read.

    Args:
        interchange: what to write.
        path: a file to write it to, whole or not at all; None for none.
        codes: tables of the status codes.

    Returns:
        The bytes.

    Raises:
        EdiError: it would not be valid; `faults` say why, at the segments that it would have.
        OptionError: it holds something that would be read as something else, such as seconds of a time.
        OSError: the file cannot be written.

    Example:
        >>> from datetime import datetime
        >>> from taktwin.exchange.edi.calloff import JitCall, JitCallOff
        >>> call = JitCall(call=1, part="SEAT 'X'", quantity=4,
        ...                earliest=datetime(2026, 3, 2, 10), latest=datetime(2026, 3, 2, 11))
        >>> message = JitCallOff(document="JT1", issued=datetime(2026, 3, 2, 9), buyer="1", seller="2", ship_to="3",
        ...                      calls=(call,))
        >>> out = Interchange(sender="1", receiver="2", control_reference="7", prepared=datetime(2026, 3, 2, 9),
        ...                   messages=(message,))
        >>> write_interchange(out).split(b"'LIN")[1][:20]
        b"+1++SEAT ?'X?':IN'QT"
    """
    data = interchange.source or _checked(interchange, codes)
    if path is not None:
        with whole_file(path) as file:
            file.write(data)
    return data


def _checked(interchange: Interchange, codes: Codes) -> bytes:
    """The bytes of an interchange that was made here, read again to be sure of them."""
    data = _composed(interchange, codes)
    again = read_interchange(data, codes)
    if again != interchange:
        wrong = next(
            (one for one, other in zip(interchange.messages, again.messages, strict=False) if one != other), interchange
        )
        what = getattr(wrong, "document", interchange.control_reference)
        raise OptionError(
            Phrase("{what} holds what EDIFACT cannot say", what=repr(what)),
            Phrase(
                "leave out empty texts, seconds, time zones, digits beyond 15, and times that UNB or the profile lacks"
            ),
        )
    return data


def _composed(interchange: Interchange, codes: Codes) -> bytes:
    try:
        signs = Separators() if interchange.signs is None else Separators(interchange.signs)
        name = codec(interchange.syntax.partition(":")[0])
    except WrongValueError as wrong:
        raise EdiError("", [SegmentFault(wrong.kind, 1, "UNB", wrong.detail)]) from None
    segments = [_unb(interchange)]
    for message in interchange.messages:
        body = list(_message(message, codes, signs))
        kind = [message.message_type, *message.version.split(".", 1), "UN", message.association]
        segments.append([["UNH"], [message.message_reference], kind])
        segments += body
        segments.append([["UNT"], [str(len(body) + 2)], [message.message_reference]])
    segments.append([["UNZ"], [str(len(interchange.messages))], [interchange.control_reference]])
    una = "" if interchange.signs is None else f"UNA{interchange.signs}{interchange.line_end}"
    texts = [spelt(segment, signs) + interchange.line_end for segment in segments]
    try:
        return (una + "".join(texts)).encode(name)
    except UnicodeEncodeError:
        return _unknown_sign(segments, texts, name)


def _unknown_sign(segments: Sequence[Parts], texts: Sequence[str], name: str) -> bytes:
    """Say which sign the character set lacks."""
    for number, (segment, text) in enumerate(zip(segments, texts, strict=True), 1):
        try:
            text.encode(name)
        except UnicodeEncodeError as error:
            what = Phrase("{sign} is not in the character set", sign=repr(text[error.start]))
            raise EdiError("", [SegmentFault("bad_character", number, segment[0][0], what)]) from None
    raise AssertionError  # not reached: one of them could not be encoded


def _unb(interchange: Interchange) -> Parts:
    prepared = spell_when(interchange.prepared)[0]
    day, minute = prepared[:8], prepared[8:]
    if day.startswith("20") and not interchange.syntax.endswith(":4"):  # two digits up to version 3 of the syntax
        day = day[2:]
    found = [
        ["UNB"],
        interchange.syntax.split(":"),
        [interchange.sender, interchange.sender_qualifier or ""],
        [interchange.receiver, interchange.receiver_qualifier or ""],
        [day, minute],
        [interchange.control_reference],
    ]
    return [*found, *[[""]] * 5, ["1"]] if interchange.test else found


def _message(message: Message, codes: Codes, signs: Separators) -> Iterator[Parts]:
    profile = _BY_CLASS.get(type(message))
    if profile is None:
        raise OptionError(
            Phrase("{name} is no message", name=type(message).__name__),
            Phrase("give one of {names}", names=", ".join(c.__name__ for c in _BY_CLASS)),
        )
    return _group(message, profile.root, 1, codes, signs.decimal)


def _group(record: Any, group: Many, number: int, codes: Codes, decimal: str) -> Iterator[Parts]:
    """The segments of a record; ``number`` counts the records of its group."""
    for item in group.body:
        if isinstance(item, Many):
            for place, one in enumerate(getattr(record, item.name), 1):
                yield from _group(one, item, place, codes, decimal)
            continue
        for choice in (item,) if isinstance(item, One) else item.choices:
            if not _left_out(record, choice, isinstance(item, AnyOf)):
                yield _segment(record, choice.template, number, codes, decimal)


def _left_out(record: Any, one: One, choice: bool) -> bool:
    """Whether a segment that may be left out has no value to bring."""
    slots = [slot for slot in one.template.slots if slot.name != COUNTER]
    return (one.optional or choice) and bool(slots) and getattr(record, slots[0].name) is None


def _segment(record: Any, template: Template, number: int, codes: Codes, decimal: str) -> Parts:
    parts = [list(part) for part in template.parts]
    for slot in template.slots:
        value = number if slot.name == COUNTER else getattr(record, slot.name)
        element = parts[slot.element]
        if isinstance(value, date):
            element[slot.component : slot.component + 1] = spell_when(value)
        else:
            element[slot.component] = _text(value, slot, codes, decimal)
    return parts


def _text(value: Any, slot: Slot, codes: Codes, decimal: str) -> str:
    if value is None:
        return ""
    if slot.kind in codes.code:
        return codes.code[slot.kind].get(value, str(value))
    return spell_number(value, decimal) if isinstance(value, int | float) else str(value)
