"""Random events have the canonical text that the implementation which the standard names gives them, if installed."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

from taktwin.exchange import epcis
from tests.exchange.epcis.random_events import CONTEXT, Events


@pytest.mark.parametrize("seed", range(3))
def test_random_events(tmp_path: Path, seed: int) -> None:
    hashes = pytest.importorskip("epcis_event_hash_generator.hash_generator")
    files = pytest.importorskip("epcis_event_hash_generator.events_from_file_reader")
    draw, file = Events(seed), tmp_path / "event.jsonld"
    for _ in range(150):
        value = {
            "@context": CONTEXT,
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": "2026-03-01T06:30:00Z",
            "epcisBody": {"eventList": [draw.event()]},
        }
        mine = epcis.read(json.dumps(value).encode()).prehashes()
        file.write_text(json.dumps(copy.deepcopy(value)), encoding="utf-8")
        assert hashes.derive_prehashes_from_events(files.event_list_from_file(str(file))) == mine, value
