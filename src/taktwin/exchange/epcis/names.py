"""EPC URIs of what a plant moves: parts, racks, trucks, places (GS1 EPC Tag Data Standard)."""

from __future__ import annotations

import re

from taktwin.exchange.epcis.identifiers import canonical
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase


def part_name(company: str, item: str, serial: str) -> str:
    """SGTIN of one part: company prefix, item reference with its indicator (13 digits in all), serial number.

    Raises:
        OptionError: The digits are not 13, or the serial has signs that an EPC URI cannot have.

    Example:
        >>> part_name("6901234", "012340", "5000")
        'urn:epc:id:sgtin:6901234.012340.5000'
    """
    return _named("sgtin", company, item, _escaped(serial))


def rack_name(company: str, kind: str, serial: str) -> str:
    """GRAI of a rack, box or pallet: company prefix and asset type (12 digits in all), serial; as `part_name`."""
    return _named("grai", company, kind, _escaped(serial))


def asset_name(company: str, reference: str) -> str:
    """GIAI of a truck, a car or any other single asset: company prefix, reference; raises as `part_name`."""
    return _named("giai", company, _escaped(reference))


def place_name(company: str, location: str, extension: str = "0") -> str:
    """SGLN of a place: company prefix and location (12 digits in all), a dock or gate of it; raises as `part_name`."""
    return _named("sgln", company, location, _escaped(extension))


def _escaped(text: str) -> str:
    """A serial as an EPC URI has it: these signs are escaped."""
    return re.sub(r'["%&/<>?]', lambda sign: f"%{ord(sign[0]):02X}", text)


def _named(scheme: str, *parts: str) -> str:
    uri = f"urn:epc:id:{scheme}:{'.'.join(parts)}"
    if canonical(uri) == uri:
        remedy = Phrase(
            "the digits of a GTIN are 13 without check digit, of a GRAI or GLN 12; a serial has letters and digits"
        )
        raise OptionError(Phrase("{uri} names nothing", uri=uri), remedy)
    return uri
