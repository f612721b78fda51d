"""JSON documents of others: parsed with care, and the error that says what is wrong with one.

A document comes from somebody else, so nothing about it is taken for granted: it may be huge, cut off, nested without
end, in another encoding, or hold what JSON has not (``NaN``, half a character, a name twice in one object).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase

MOST_BYTES = 64 * 1024 * 1024
MOST_DEPTH = 64
MOST_PROBLEMS = 100  # that an error tells


class DocumentError(ModelError):
    """A document of another format that cannot be used; nothing of it is taken.

    ``problems`` holds what was found, each with the JSON pointer (RFC 6901) of its place as ``path``; ``kind`` says
    what the document is, or was taken for.
    """

    def __init__(self, problems: Iterable[Problem], kind: str = "") -> None:
        self.kind = kind
        found = list(problems)
        if len(found) > MOST_PROBLEMS:
            more = f"{len(found) - MOST_PROBLEMS} more places"
            found = [*found[:MOST_PROBLEMS], Problem(found[0].file, None, "", more, Phrase("mend the others first"))]
        super().__init__(found)

    def __reduce__(self) -> tuple[type[DocumentError], tuple[list[Problem], str]]:  # pyright: ignore[reportIncompatibleMethodOverride]
        return type(self), (self.problems, self.kind)

    @property
    def places(self) -> list[str]:
        """JSON pointers of all problems, each once, in the order in which they were found."""
        return list(dict.fromkeys(one.path for one in self.problems))


def pointer(steps: Sequence[object]) -> str:
    """JSON pointer (RFC 6901) of a place in a document; the document itself is ``""``."""
    return "".join("/" + str(one).replace("~", "~0").replace("/", "~1") for one in steps)


def wrong(kind: str, place: str, expected: str, remedy: str, name: str = "", line: int | None = None) -> Problem:
    """One thing that is wrong with a document: its kind, the place, what was expected there and what to do."""
    return Problem(name, line, place, f"{kind}: expected {expected}", remedy)


def refuse(kind: str, place: str, expected: str, remedy: str, name: str = "", line: int | None = None) -> NoReturn:
    """Raise the error that says one thing."""
    raise DocumentError([wrong(kind, place, expected, remedy, name, line)], kind)


def parse_json(data: bytes, name: str = "", kind: str = "JSON document") -> Any:
    """The value of a JSON text in UTF-8, with or without a byte-order mark.

    Args:
        data: The text.
        name: Of the file, for errors.
        kind: What the document is meant to be, for errors.

    Raises:
        DocumentError: It is larger than 64 MiB, no UTF-8, no JSON, nested deeper than 64 levels, holds a number that is
            not finite, half a character, or a name twice in one object.
    """
    if len(data) > MOST_BYTES:
        refuse(kind, "", f"at most {MOST_BYTES} bytes, got {len(data)}", "split the document", name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse(kind, "", f"UTF-8, got the byte {data[error.start] if data else 0:#04x}", "save it as UTF-8", name)
    try:
        value = json.loads(text, parse_float=_finite, parse_constant=_constant, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        refuse(kind, "", f"JSON: {error.msg}, column {error.colno}", "export the document as JSON", name, error.lineno)
    except (ValueError, RecursionError) as error:
        said = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        refuse(kind, "", f"JSON: {said}", "export the document as JSON", name)
    if _deep(value):
        refuse(kind, "", f"at most {MOST_DEPTH} levels of nesting", "export the document again", name)
    if "\\u" in text:
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            refuse(kind, "", "whole characters, got half a surrogate pair", "export the document again", name)
    return value


def spell_json(value: Any) -> bytes:
    """A value as JSON text in UTF-8, with an indent. Raises ValueError for a number that is not finite."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def same_value(value: Any) -> Any:
    """A hashable stand-in, equal for values that JSON calls equal: 1 and 1.0 are, 1 and true are not."""
    if isinstance(value, dict):
        return "object", frozenset((key, same_value(one)) for key, one in value.items())
    if isinstance(value, list):
        return "array", tuple(same_value(one) for one in value)
    if isinstance(value, bool):
        return "boolean", value
    return "other", value


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(Phrase("the number {text} is beyond what a computer can count", text=text[:40]))
    return number


def _constant(text: str) -> NoReturn:
    raise ValueError(Phrase("{text} is no number of JSON", text=text))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))
        raise ValueError(Phrase('the name "{twice}" stands twice in one object', twice=twice[:40]))
    return found


def _deep(value: Any) -> bool:
    """Whether a value has more than `MOST_DEPTH` levels; without recursion, since it may have very many."""
    level = [value]
    for _ in range(MOST_DEPTH + 1):
        level = [
            child
            for one in level
            if isinstance(one, dict | list)
            for child in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return False
    return True
