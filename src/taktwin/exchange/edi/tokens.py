"""A text cut into segments, elements and components, and put together again.

Texts without a release character, as nearly all are, are cut by `str.split` alone: that is what makes reading fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from taktwin.exchange.edi.separators import Separators

Segment = list[list[str]]
"""Elements of a segment, each a list of its components; the first holds the tag alone."""


class Segments(Sequence[Segment]):
    """The segments of an interchange as texts; one is cut when it is asked for.

    A large file would else be a million small lists, all of which Python's garbage collector visits again and again.
    """

    def __init__(self, texts: Sequence[str], signs: Separators) -> None:
        self.texts, self.signs = texts, signs

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Segment]:
        return self.following(0)

    @overload
    def __getitem__(self, place: int) -> Segment: ...
    @overload
    def __getitem__(self, place: slice) -> Segments: ...
    def __getitem__(self, place: int | slice) -> Segment | Segments:
        if isinstance(place, slice):
            return Segments(self.texts[place], self.signs)
        return next(self.following(place))

    def following(self, place: int) -> Iterator[Segment]:
        """The segments from a place on."""
        element, component = self.signs.element, self.signs.component
        release = self.signs.release or self.signs.terminator  # the terminator stands in no segment
        texts = self.texts
        for number in range(place, len(texts)):
            text = texts[number]
            if release in text:
                yield _released(text, self.signs)
            else:
                yield [one.split(component) for one in text.split(element)]

    def tag(self, place: int) -> str:
        """The tag of a segment."""
        return self[place][0][0]


def cut(text: str, signs: Separators) -> tuple[Segments, str]:
    """The segments of a text, and what stands behind the last terminator.

    Line breaks before a segment are left out.

    >>> segments, rest = cut("BGM+242+A?+1'UNS+D'", Separators())
    >>> list(segments), rest
    ([[['BGM'], ['242'], ['A+1']], [['UNS'], ['D']]], '')
    """
    texts = _parts(text, signs.terminator, signs.release)
    if "\n" in text or "\r" in text:
        texts = [one.lstrip("\r\n") for one in texts]
    rest = texts.pop()
    return Segments(texts, signs), rest


def _parts(text: str, sign: str, release: str) -> list[str]:
    """A text cut at a sign wherever that is not released."""
    parts = text.split(sign)
    if not release or release + sign not in text:
        return parts
    joined: list[str] = []
    held = False
    for part in parts:
        if held:
            joined[-1] += sign + part
        else:
            joined.append(part)
        # an even number of release characters at the end releases each other, not the sign behind them
        held = part.endswith(release) and (len(part) - len(part.rstrip(release))) % 2 == 1
    return joined


def _released(text: str, signs: Separators) -> Segment:
    """The segment of a text that has release characters."""
    release = signs.release
    segment = [_parts(one, signs.component, release) for one in _parts(text, signs.element, release)]
    for element in segment:
        for place, part in enumerate(element):
            if release in part:
                element[place] = signs.freed(part)
    return segment


def spelt(segment: Sequence[Sequence[str]], signs: Separators) -> str:
    """A segment as a text with its terminator; empty components and elements at an end are left out."""
    elements = [signs.component.join(_trimmed(map(signs.released, element))) for element in segment]
    return signs.element.join(_trimmed(elements)) + signs.terminator


def _trimmed(parts: Iterable[str]) -> list[str]:
    found = list(parts)
    while len(found) > 1 and not found[-1]:
        found.pop()
    return found
