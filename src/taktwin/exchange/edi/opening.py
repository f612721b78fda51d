"""The bytes of an interchange opened: separators, character set and line breaks found out, and cut into segments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from taktwin.exchange.edi.charset import codec
from taktwin.exchange.edi.faults import EdiError, SegmentFault, WrongValueError
from taktwin.exchange.edi.separators import Separators
from taktwin.exchange.edi.tokens import Segments, cut
from taktwin.model.phrase import Phrase

_CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]")
_BREAKS = "\r\n"


@dataclass(frozen=True)
class Opened:
    """An interchange cut into segments.

    Attributes:
        segments: from UNB on.
        una: the six signs of UNA; None where there is no UNA.
        line_end: what stands behind each segment.
        breaks: segments (counted from 1) that hold a line break, and what to say of it.
    """

    segments: Segments
    una: str | None
    line_end: str
    breaks: tuple[tuple[int, str], ...]


def recognise(data: bytes) -> bool:
    """Whether bytes are meant to be an EDIFACT interchange."""
    return data[:3] in (b"UNA", b"UNB")


def opened(data: bytes, file: str) -> Opened:
    """Open an interchange. Raises EdiError where it cannot be cut, or where it has been cut off."""
    if not recognise(data):
        _refuse(file, "not_edifact", 1, "UNB", Phrase("this does not begin with UNA or UNB"))
    una, signs = None, Separators()
    if data.startswith(b"UNA"):
        una = data[3:9].decode("latin-1")
        try:
            signs = Separators(una)
        except WrongValueError as wrong:
            _refuse(file, wrong.kind, 1, "UNB", wrong.detail)
        data = data[9:].lstrip(b"\r\n")
    text = _text(data, signs, file)
    segments, rest = cut(text, signs)
    if rest.strip():
        what = Phrase("the last segment has no terminator")
        _refuse(file, "unterminated", len(segments) + 1, rest.lstrip()[:3], what)
    breaks = any(sign in text for sign in _BREAKS if sign != signs.terminator)
    return Opened(
        segments, una, _line_end(text, segments) if breaks else "", tuple(_inside(segments) if breaks else ())
    )


def _text(data: bytes, signs: Separators, file: str) -> str:
    """The text from UNB on, by the character set that it names."""
    if not data.startswith(b"UNB" + signs.element.encode()):
        _refuse(file, "missing_mandatory_segment", 1, "UNB", Phrase("the first segment is not UNB"))
    ends = f"[{re.escape(signs.component + signs.element + signs.terminator)}]"
    identifier = re.split(ends, data[4:20].decode("latin-1"), maxsplit=1)[0]
    try:
        text = data.decode(codec(identifier))
    except WrongValueError as wrong:
        _refuse(file, wrong.kind, 1, "UNB", wrong.detail)
    except UnicodeDecodeError as error:
        _bad_character(file, data[: error.start].decode("latin-1"), data[error.start], signs)
    for wrong in _CONTROL.finditer(text):
        if wrong[0] not in signs.signs:
            _bad_character(file, text[: wrong.start()], ord(wrong[0]), signs)
    return text


def _refuse(file: str, kind: str, segment: int, tag: str, what: str) -> NoReturn:
    """Give up at once: what follows could only be a consequence."""
    raise EdiError(file, [SegmentFault(kind, segment, tag, what)])


def _bad_character(file: str, before: str, sign: int, signs: Separators) -> NoReturn:
    segments, rest = cut(before, signs)
    what = Phrase("the character with the code {code} may not stand here", code=sign)
    _refuse(file, "bad_character", len(segments) + 1, rest[:3], what)


def _line_end(text: str, segments: Segments) -> str:
    """What stands behind each segment, if it is the same everywhere."""
    ends = (signs for signs in ("\r\n", "\n") if text.count(segments.signs.terminator + signs) >= len(segments))
    return next(ends, "")


def _inside(segments: Segments) -> list[tuple[int, str]]:
    """Segments that hold a line break."""
    found: list[tuple[int, str]] = []
    whole = "".join(segments.texts)
    if not any(sign in whole for sign in _BREAKS):
        return found
    for number, text in enumerate(segments.texts, 1):
        sign = next((sign for sign in _BREAKS if sign in text), None)
        if sign is not None:
            what = Phrase("the character with the code {code} may not stand here", code=ord(sign))
            found.append((number, what))
    return found
