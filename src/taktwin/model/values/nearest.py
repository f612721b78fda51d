"""Suggestions for misspelt words."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from taktwin.model.phrase import Phrase


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is spelt most like ``word``, None where nothing is near."""
    folded: dict[str, str] = {}
    for one in known:
        folded.setdefault(one.lower(), one)
    close = difflib.get_close_matches(word.lower(), list(folded), n=1, cutoff=0.55)
    return folded[close[0]] if close else None


def suggest(word: str, known: Iterable[str], most: int = 12) -> str:
    """A remedy: the nearest known word, or else the list of known words."""
    words = list(known)
    near = nearest(word, words)
    if near is not None:
        return Phrase("did you mean `{near}`?", near=near)
    if not words:
        return Phrase("there is none yet: define it first")
    shown, more = ", ".join(words[:most]), len(words) - most
    if more > 0:
        return Phrase("use one of: {words} and {n} more", words=shown, n=more)
    return Phrase("use one of: {words}", words=shown)
