"""Text from outside: regular files of a sensible size, in UTF-8, and nothing that could not be written again."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase

#: Largest file that is read. A year's orders of a large plant are some 30 MB.
MOST_BYTES = 128 * 2**20
LONGEST_TEXT = 10_000  # characters of one value
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_OTHER_ENCODINGS = (
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
    (b"PK\x03\x04", "a zip archive, as of Excel"),
    (b"\xd0\xcf\x11\xe0", "an Excel workbook of before 2007, or one with a password"),
)


def read_text(path: Path) -> str:
    """Text of a UTF-8 file, with or without a byte order mark.

    Raises:
        ModelError: It is missing, no regular file (a folder, a device, a pipe), larger than `MOST_BYTES`, no UTF-8, or
            holds a control character; with file, line and remedy.
    """
    raw = read_bytes(path)
    table = path.suffix in (".csv", ".txt", ".xls", ".ods")
    suffix = ' (in Excel as "CSV UTF-8"), or as .xlsx' if table else ""
    for begin, name in _OTHER_ENCODINGS:
        if raw.startswith(begin):
            raise _refused(
                path,
                Phrase("the file is {name}, not UTF-8 text", name=name),
                Phrase("save it as UTF-8{suffix}", suffix=suffix),
                1,
            )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = Phrase("the file is not UTF-8 text (byte 0x{raw:02x})", raw=raw[error.start])
        raise _refused(path, message, Phrase("save it as UTF-8{suffix}", suffix=suffix), line) from None
    match = _CONTROL.search(text)
    if match is not None:
        line = text.count("\n", 0, match.start()) + 1
        if match[0] == "\0":
            raise _refused(
                path,
                Phrase("this is no text (it holds a zero byte)"),
                Phrase("save it as UTF-8{suffix}", suffix=suffix),
                line,
            )
        raise _refused(
            path, Phrase("the file holds {value}", value=_named(match[0])), Phrase("remove the control character"), line
        )
    return text


def read_bytes(path: Path) -> bytes:
    """Content of a regular file of at most `MOST_BYTES`. Raises `ModelError`."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise _refused(path, Phrase("this is a folder, no file"), Phrase("name the file in it"))
        if not stat.S_ISREG(mode):
            raise _refused(
                path,
                Phrase("this is a device or a pipe, no file"),
                Phrase("write its content into a file, and name that"),
            )
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise _refused(path, Phrase("there is no such file"), Phrase("check the name and the folder")) from None
    except OSError as error:
        remedy = Phrase("check that it exists and may be read")
        raise _refused(path, Phrase("cannot read the file ({strerror})", strerror=error.strerror), remedy) from None
    except ModelError:
        raise
    except ValueError:  # a zero byte, or half a surrogate pair
        raise _refused(
            path, Phrase("this cannot be the name of a file"), Phrase("write a name that the system can spell")
        ) from None
    if len(raw) > MOST_BYTES:
        raise _refused(
            path,
            Phrase("the file is larger than {value} MiB", value=MOST_BYTES // 2**20),
            Phrase("name a smaller file, or split it"),
        )
    return raw


def _refused(path: Path, message: str, remedy: str, line: int | None = None) -> ModelError:
    return ModelError([Problem(spelt(str(path)), line, "", message, remedy)])


def spelt(text: str) -> str:
    """A text for a message: what cannot be written is escaped."""
    return _CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def fault_of(text: str) -> tuple[str, str] | None:
    """What keeps a text from being a name or value, and the remedy; None where nothing does.

    Half a surrogate pair, a zero byte or another control character could not be written into the results.
    """
    match = _CONTROL.search(text)
    if match is not None:
        return Phrase(
            'the text "{value}" holds {value2}, which cannot be written',
            value=spelt(text[:40]),
            value2=_named(match[0]),
        ), Phrase("remove it")
    if len(text) > LONGEST_TEXT:
        return Phrase(
            "a text of {n} characters, at most {longest_text} are possible", n=len(text), longest_text=LONGEST_TEXT
        ), Phrase("shorten it")
    return None


def texts_in(data: Any) -> Iterator[str]:
    """All texts in nested mappings and lists, keys included."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from texts_in(key)
            yield from texts_in(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from texts_in(value)


def _named(sign: str) -> str:
    kind = "half a surrogate pair" if "\ud800" <= sign <= "\udfff" else "the control character"
    return f"{kind} U+{ord(sign):04X}"
