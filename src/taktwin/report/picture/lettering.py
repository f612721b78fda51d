"""Texts in a drawing: how wide they are at most, cut to fit, and escaped."""

from __future__ import annotations

import html
import unicodedata

#: Width in em of letters in the widest of the usual sans-serif fonts (DejaVu Sans), by groups; the rest are 0.82.
_WIDTHS = {
    **dict.fromkeys("ijlI.,:;'|!`", 0.35),
    **dict.fromkeys('frt()[]{}-/\\" \u00a0', 0.45),
    **dict.fromkeys("0123456789abcdeghknopqsuvxyz_*+<>=~^$#?", 0.64),
    **dict.fromkeys("mwMW%@", 1.02),
}
_ELLIPSIS = "…"
BOLD = 1.12
"""How much wider bold letters are."""


def width(text: str, size: float) -> float:
    """How wide a text is at most, in px at a font size in px."""
    return size * sum(_em(letter) for letter in text)


def _em(letter: str) -> float:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter):
        return 0.0
    wide = unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0x1F000
    return 1.05 if wide else 0.82


def fit(text: str, most: float, size: float) -> str:
    """The text itself, or as much of it as fits, with an ellipsis."""
    if width(text, size) <= most:
        return text
    room, end = most / size - _em(_ELLIPSIS), 0
    for letter in text:  # adding up as it goes: the tip of a folded box can have a thousand names
        room -= _em(letter)
        if room < 0.0:
            break
        end += 1
    return text[:end].rstrip() + _ELLIPSIS


def lines(text: str, most: float, size: float, count: int) -> list[str]:
    """The text in at most so many lines, broken behind a space, hyphen or Chinese character; the last is cut to fit."""
    found: list[str] = []
    rest = text.strip()
    while rest and len(found) < count - 1 and width(rest, size) > most:
        end = _break(rest, most, size)
        if end == 0:
            break
        found.append(rest[:end].strip())
        rest = rest[end:].strip()
    return [*found, fit(rest, most, size)] if rest else found


#: What no line begins with.
_NEVER_FIRST = "、，。；：！？）》」』%°,.;:!?)"


def _break(text: str, most: float, size: float) -> int:
    """Where the first line ends: the last place to break at that fits, 0 for none."""
    best = 0
    for at in range(1, len(text)):
        if width(text[:at].rstrip(), size) > most:
            break
        behind = text[at - 1] in " -_/;·" or unicodedata.east_asian_width(text[at - 1]) in "WF"
        if behind and text[at] not in _NEVER_FIRST:
            best = at
    return best


def escaped(text: str) -> str:
    """A text for XML; characters that XML 1.0 does not know (controls, lone surrogates) are replaced."""
    return html.escape("".join(letter if _allowed(ord(letter)) else "\ufffd" for letter in text))


def _allowed(code: int) -> bool:
    return code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
