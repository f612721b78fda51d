"""Chinese of the sentences that the rooms below make, a file or folder a subject: English template -> Chinese template.

A sentence is made where its facts are (`taktwin.model.phrase.Phrase`), in English; a face looks up its template here. A
file is found by itself. A test checks that every sentence is here, with the same placeholders, and that none is left
over.
"""

from functools import cache
from importlib import import_module
from pkgutil import walk_packages

from taktwin.model.phrase import translated


@cache
def catalogue() -> dict[str, str]:
    """English template -> Chinese template."""
    found = (import_module(one.name) for one in walk_packages(__path__, f"{__name__}.") if not one.ispkg)
    subjects = (one.CHINESE for one in found)
    return {english: chinese for texts in subjects for english, chinese in texts.items()}


def said(text: str, language: str) -> str:
    """A sentence of a room below in a language; what is none stays as it is."""
    return text if language == "en" else translated(text, catalogue().get)
