"""Files of partners, whatever format they have: which one it is, and what it holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from taktwin.exchange.content import Content
from taktwin.exchange.documents import (
    aspect_content,
    epcis_content,
    factsheet_content,
    is_aspect,
    is_epcis,
    is_factsheet,
)
from taktwin.exchange.edi.codes import OURS, Codes
from taktwin.exchange.edi.contents import edi_content
from taktwin.exchange.edi.opening import recognise as is_edifact
from taktwin.exchange.refused import MessageError, PlainFault
from taktwin.model.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read.

    Attributes:
        name: of the format.
        recognise: whether bytes are meant to be of it; looks at their begin, and raises nothing.
        read: bytes, name of the file and tables of codes -> content; raises MessageError.
    """

    name: str
    recognise: Callable[[bytes], bool]
    read: Callable[[bytes, str, Codes], Content]


#: All formats; the first that recognises a file reads it. A new one is a line here.
FORMATS = (
    Format("EDIFACT", is_edifact, edi_content),
    Format("EPCIS", is_epcis, lambda data, file, _: epcis_content(data, file)),
    Format("VDA 5050", is_factsheet, lambda data, file, _: factsheet_content(data, file)),
    Format("Catena-X", is_aspect, lambda data, file, _: aspect_content(data, file)),
)


def read_message(data: bytes, file: str, codes: Codes = OURS) -> Content:
    """Read a file of any format that is known.

    Args:
        data: its bytes.
        file: its name, for errors.
        codes: tables of the status codes of EDIFACT.

    Raises:
        MessageError: no format recognises it, or something is wrong with it; nothing of it is read.
    """
    for one in FORMATS:
        if one.recognise(data):
            return one.read(data, file, codes)
    names = ", ".join(one.name for one in FORMATS)
    what = Phrase("this is none of the formats that are read")
    remedy = Phrase("give a file of {names}", names=names)
    raise MessageError(file, [PlainFault("unknown_format", "", what, remedy)])
