"""Each room knows its own documents, and none of another's."""

from __future__ import annotations

import json

from taktwin.exchange import catenax, epcis, vda5050
from tests.exchange.catenax.documents import made
from tests.exchange.epcis.story import story
from tests.exchange.epcis.test_documents import XML
from tests.exchange.vda5050.sheets import SHEETS

ROOMS = {"catenax": catenax, "epcis": epcis, "vda5050": vda5050}


def test_each_document_has_one_room() -> None:
    documents = [("catenax", one.write()) for one in made().values()]
    documents += [("epcis", story().write()), ("epcis", XML)]
    documents += [("vda5050", json.dumps(one).encode()) for one in SHEETS.values()]
    for room, data in documents:
        assert [name for name, one in ROOMS.items() if one.recognise(data)] == [room]
        ROOMS[room].read(data, "document")
