"""Events of EPCIS 2.0: what happened to which thing, where, when and why; read, checked, hashed and written."""

from taktwin.exchange.epcis.document import EpcisDocument, document, read, recognise
from taktwin.exchange.epcis.events import fitted, loaded, made, packed, received, shipped, transformed, unpacked
from taktwin.exchange.epcis.identifiers import canonical
from taktwin.exchange.epcis.names import asset_name, part_name, place_name, rack_name
from taktwin.exchange.epcis.prehash import event_hash, prehash

__all__ = [
    "EpcisDocument",
    "asset_name",
    "canonical",
    "document",
    "event_hash",
    "fitted",
    "loaded",
    "made",
    "packed",
    "part_name",
    "place_name",
    "prehash",
    "rack_name",
    "read",
    "received",
    "recognise",
    "shipped",
    "transformed",
    "unpacked",
]
