"""The same event in JSON and in XML has the same canonical text, and XML that was read can be written as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from taktwin.exchange import epcis
from tests.exchange.epcis.as_xml import Xml
from tests.exchange.epcis.random_events import CONTEXT, Events

WORDS = {"no_word": "urn:x:w", "Nonsense": "Speed", "ex:t": "po"}


def in_full(value: Any) -> Any:
    """A value with words that both syntaxes have, and without short addresses, which XML and JSON take differently."""
    if isinstance(value, dict):
        return {key: in_full(one) for key, one in value.items()}
    if isinstance(value, list):
        return [in_full(one) for one in value]
    if not isinstance(value, str):
        return value
    found = WORDS.get(value, value)
    return found.replace("ex:", "https://ex.com/") if found.startswith("ex:") else found


@pytest.mark.parametrize("seed", range(4))
def test_random_events_in_both(seed: int) -> None:
    draw, xml = Events(seed), Xml(seed)
    for _ in range(100):
        event = in_full(draw.event())
        value = {
            "@context": CONTEXT,
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": "2026-03-01T06:30:00Z",
            "epcisBody": {"eventList": [event]},
        }
        mine = epcis.read(json.dumps(value).encode()).prehashes()
        data = xml.document(event)
        document = epcis.read(data, "event.xml")
        assert document.prehashes() == mine, data.decode()
        assert epcis.read(document.write()).prehashes() == mine
