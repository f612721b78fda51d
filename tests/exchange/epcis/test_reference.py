"""The published hash vectors, events of a supply chain hashed by another implementation, and the schema of GS1."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from taktwin.exchange import epcis
from taktwin.exchange.jsondocument import DocumentError
from tests.exchange.epcis.story import story
from tests.exchange.schemas import validator
from tests.exchange.vary import varied

#: A document of the vectors whose second canonical text is that of another event; its hash is right.
STALE = "epcisDocWithCustomSchemaInContext"


def schema(shared: Path) -> Any:
    """The validator of the schema; it asserts no formats."""
    return validator(shared / "data/epcis/epcis-2.0-schema.json")


def vectors(shared: Path) -> list[Path]:
    folder = shared / "data/epcis/hash_vectors"
    return sorted([*folder.glob("*.jsonld"), *folder.glob("*.xml")])


def lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()] if path.exists() else []


def test_the_published_vectors(shared: Path) -> None:
    files = vectors(shared)
    assert len(files) >= 20
    for file in files:
        assert epcis.recognise(file.read_bytes())
        document = epcis.read(file.read_bytes(), file.name)
        assert document.hashes() == lines(file.with_suffix(".hashes")), file.name
        texts = lines(file.with_suffix(".prehashes"))
        if texts and file.stem != STALE:
            assert document.prehashes() == texts, file.name


def test_events_hashed_by_another_implementation(shared: Path) -> None:
    reference = json.loads((shared / "data/epcis/own_events.json").read_text(encoding="utf-8"))
    assert len(reference["cases"]) >= 10
    for case in reference["cases"]:
        before = copy.deepcopy(case["event"])
        assert epcis.prehash(case["event"]) == case["prehash"]
        assert epcis.event_hash(case["event"]) == case["hash"]
        assert case["event"] == before  # nothing is changed in place


def test_vectors_in_both_syntaxes_say_the_same(shared: Path) -> None:
    """XML is read into JSON that the schema takes, with the same hashes once more."""
    gs1 = schema(shared)
    pairs = [file for file in vectors(shared) if file.suffix == ".xml" and file.with_suffix(".jsonld").exists()]
    assert len(pairs) >= 8
    for file in pairs:
        document = epcis.read(file.read_bytes(), file.name)
        gs1.validate(document.value)
        again = epcis.read(document.write())
        assert again.hashes() == document.hashes() == epcis.read(file.with_suffix(".jsonld").read_bytes()).hashes()


def test_what_is_written_is_valid(shared: Path) -> None:
    gs1 = schema(shared)
    gs1.validate(json.loads(story().write()))
    for file in vectors(shared):
        if file.suffix == ".jsonld":
            value = json.loads(file.read_text(encoding="utf-8"))
            assert json.loads(epcis.read(file.read_bytes()).write()) == value
            gs1.validate(value)


def agree(shared: Path, cases: int, seed: int) -> int:
    """How many varied documents are wrong; each must be wrong for the schema and for us, or for neither."""
    gs1, draw, wrong = schema(shared), random.Random(seed), 0
    sources = [json.loads(one.read_text(encoding="utf-8")) for one in vectors(shared) if one.suffix == ".jsonld"]
    sources = [*(one for one in sources if len(json.dumps(one)) < 4000), story().value]
    for _ in range(cases):
        document = varied(draw.choice(sources), draw)
        if not isinstance(document, dict) or document.get("type") not in ("EPCISDocument", "EPCISQueryDocument"):
            continue  # what else a document could be is a matter of taste
        wanted = next(gs1.iter_errors(document), None)
        try:
            epcis.read(json.dumps(document).encode())
            mine = None
        except DocumentError as error:
            mine = error
            if all("expected an instant" in one.message for one in error.problems):
                continue  # the one format that we assert
        assert (mine is None) == (wanted is None), (document, mine, wanted)
        wrong += wanted is not None
    return wrong


def test_varied_documents_have_the_verdict_of_the_schema(shared: Path) -> None:
    assert 100 < agree(shared, 400, seed=1) < 400


@pytest.mark.long
def test_many_varied_documents_have_the_verdict_of_the_schema(shared: Path) -> None:
    agree(shared, 100_000, seed=2)
