"""Character sets: which one the syntax identifier of UNB names (ISO 9735, data element 0001)."""

from __future__ import annotations

from taktwin.exchange.edi.faults import WrongValueError
from taktwin.model.phrase import Phrase

#: Syntax identifier -> codec of Python. UNOA and UNOB are parts of ASCII.
CODECS = {
    "UNOA": "ascii",
    "UNOB": "ascii",
    "UNOC": "iso8859-1",
    "UNOD": "iso8859-2",
    "UNOE": "iso8859-5",
    "UNOF": "iso8859-7",
    "UNOG": "iso8859-3",
    "UNOH": "iso8859-4",
    "UNOI": "iso8859-6",
    "UNOJ": "iso8859-8",
    "UNOK": "iso8859-9",
    "UNOL": "iso8859-15",
    "UNOW": "utf-8",
}


def codec(identifier: str) -> str:
    """The codec of a syntax identifier such as UNOC. Raises WrongValueError."""
    found = CODECS.get(identifier)
    if found is None:
        raise WrongValueError("bad_charset", Phrase("the character set {name} is not known", name=repr(identifier)))
    return found
