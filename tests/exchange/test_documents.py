"""Documents in JSON and XML among the messages of partners: recognised, summed up, refused as a whole."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from taktwin.exchange.epcis import document, fitted, made, part_name, place_name
from taktwin.exchange.messages import read_message
from taktwin.exchange.refused import MessageError


def events() -> bytes:
    """Two events, the later one first."""
    part, place = part_name("4012345", "012345", "9876"), place_name("4012345", "67890")
    summer = timezone(timedelta(hours=2))
    later = fitted([part], part_name("4012345", "099999", "4711"), datetime(2026, 3, 2, 9, 0, tzinfo=UTC), place)
    earlier = made([part], datetime(2026, 3, 2, 9, 30, tzinfo=summer), place)
    return document([later, earlier], datetime(2026, 3, 2, 10, 0, tzinfo=UTC)).write()


def test_events_are_shown_with_their_hashes() -> None:
    """Times are compared as instants: 9:30 in one zone is before 9:00 in another."""
    content = read_message(events(), "events.jsonld")
    assert content.format == "EPCIS"
    assert [row["hash"] for row in content.tables["events"]] == content.data["hashes"]
    assert all(row["hash"].startswith("ni:///sha-256;") for row in content.tables["events"])
    assert (content.documents[0].lines, content.documents[0].due_from) == (
        2,
        content.data["document"]["epcisBody"]["eventList"][1]["eventTime"],
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"type": "EPCISDocument", "schemaVersion": "2.0"}', "EPCIS"),
        (b'{"materialGlobalAssetId": 3, "direction": "INBOUND", "allocatedDaysOfSupply": []}', "materialGlobalAssetId"),
    ],
)
def test_what_is_wrong_is_told_with_file_place_and_remedy(data: bytes, words: str) -> None:
    """And nothing of it is taken."""
    with pytest.raises(MessageError, match=words) as caught:
        read_message(data, "a.json")
    assert caught.value.file == "a.json"
    assert all(fault.detail and fault.remedy for fault in caught.value.faults)


def test_every_example_of_catena_x_is_recognised(shared: Path) -> None:
    """As a document of the model that its name says."""
    for path in sorted((shared / "data" / "catenax" / "schemas").glob("*.example.json")):
        content = read_message(path.read_bytes(), path.name)
        assert content.format == "Catena-X"
        assert content.data["document"] == json.loads(path.read_bytes())
        assert content.documents[0].kind.endswith(path.name.split("-")[1].removesuffix(".example.json"))


def test_every_vector_of_epcis_is_recognised(shared: Path) -> None:
    """In JSON and in XML."""
    files = (shared / "data" / "epcis" / "hash_vectors").iterdir()
    found = [read_message(path.read_bytes(), path.name) for path in files if path.suffix in (".jsonld", ".xml")]
    assert {one.format for one in found} == {"EPCIS"}
