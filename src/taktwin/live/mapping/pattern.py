"""Patterns of tags: parts between slashes; `{name}` is a text without a slash, `*` one part, `**` any number."""

from __future__ import annotations

import re

from taktwin.model.errors import INPUT, TaktwinError
from taktwin.model.phrase import Phrase

_TOKEN = re.compile(r"\{(\w+)\}|(\*\*)|(\*)|([^{}*]+)|(.)")


class PatternError(TaktwinError, ValueError):
    """A pattern that cannot be meant."""

    exit_code = INPUT


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, ready to match whole tags.

    Raises:
        PatternError: it is empty, a brace is not closed, or a name stands in it twice.

    Example:
        >>> compiled("body/*/{station}/Good").fullmatch("body/line-1/weld-3/Good")["station"]
        'weld-3'
    """
    if not pattern:
        raise PatternError(Phrase("it is empty"), Phrase("write a tag, such as body/*/{station}/Good"))
    built, seen = "", set()
    for name, many, one, text, odd in _TOKEN.findall(pattern):
        if odd:
            raise PatternError(
                Phrase('the "{odd}" in it belongs to nothing', odd=odd),
                Phrase("write names in braces, such as {station}"),
            )
        if name in seen:
            raise PatternError(Phrase("{{{name}}} stands in it twice", name=name), Phrase("write * for one of them"))
        if name and name[0].isdigit():
            raise PatternError(
                Phrase("{{{name}}} begins with a figure", name=name), Phrase("let it begin with a letter")
            )
        seen |= {name} - {""}
        built += f"(?P<{name}>[^/]+)" if name else ".*" if many else "[^/]+" if one else re.escape(text)
    return re.compile(built, re.DOTALL)


def names_in(text: str) -> set[str]:
    """The names in braces."""
    return set(re.findall(r"\{(\w+)\}", text))


def filled(text: str, found: dict[str, str]) -> str:
    """A text with its names in braces replaced."""
    return re.sub(r"\{(\w+)\}", lambda match: found[match[1]], text)
