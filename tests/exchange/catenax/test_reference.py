"""The published examples and the table of their mutations: verdict and place as draft-04 of JSON Schema has them."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from taktwin.exchange import catenax
from taktwin.exchange.catenax.aspect import as_json
from taktwin.exchange.jsondocument import DocumentError
from tests.exchange.catenax.documents import made
from tests.exchange.schemas import places, validator
from tests.exchange.vary import varied

KINDS = tuple(catenax.ASPECTS)


def model(kind: str) -> str:
    return f"{kind.removesuffix('_7')}-{catenax.ASPECTS[kind].aspect_version}"


def example(shared: Path, kind: str) -> Any:
    return json.loads((shared / f"data/catenax/schemas/{model(kind)}.example.json").read_text(encoding="utf-8"))


def schema(shared: Path, kind: str) -> Path:
    return shared / f"data/catenax/schemas/{model(kind)}.schema.json"


def found(document: Any, kind: str) -> set[str]:
    try:
        catenax.read(json.dumps(document).encode(), kind=kind)
    except DocumentError as error:
        return set(error.places)
    return set()


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_is_written_as_it_was_read(shared: Path, kind: str) -> None:
    document = example(shared, kind)
    data = json.dumps(document).encode()
    assert catenax.recognise(data)
    aspect = catenax.read(data, "example.json")
    assert type(aspect) is catenax.ASPECTS[kind]
    assert json.loads(aspect.write()) == document
    validator(schema(shared, kind)).validate(json.loads(aspect.write()))


def test_mutations_have_their_verdicts(shared: Path) -> None:
    cases = json.loads((shared / "data/catenax/mutations.json").read_text(encoding="utf-8"))["cases"]
    kinds = {model(kind): kind for kind in KINDS}
    assert len(cases) > 50
    for case in cases:
        kind = kinds[case["model"]]
        document = copy.deepcopy(example(shared, kind))
        *steps, last = case["path"].split("/")[1:]
        holder = document
        for step in steps:
            holder = holder[int(step)] if isinstance(holder, list) else holder[step]
        key = int(last) if isinstance(holder, list) else last
        if case["op"] == "remove":
            del holder[key]
        else:
            holder[key] = case["value"]
        wanted = {case["error_at"]} if case["expect"] == "invalid" else set()
        assert found(document, kind) == wanted, case


def agree(shared: Path, cases: int, seed: int) -> int:
    """How many varied documents are wrong; each must be wrong at the same places for the schema and for us."""
    wrong = 0
    for kind in KINDS:
        documents = [example(shared, kind)] + [as_json(one) for name, one in made().items() if name == kind]
        draw = random.Random(f"{seed} {kind}")
        for _ in range(cases // len(KINDS)):
            document = varied(draw.choice(documents), draw)
            wanted = places(schema(shared, kind), document)
            mine = found(document, kind)
            # elements that are the same twice are looked at once the elements themselves are right
            assert bool(mine) == bool(wanted), (kind, document, mine, wanted)
            assert mine <= wanted, (kind, document, mine, wanted)
            wrong += bool(wanted)
            if not mine:
                assert json.loads(catenax.read(json.dumps(document).encode(), kind=kind).write()) == document
    return wrong


def test_varied_documents_have_the_verdict_of_the_schema(shared: Path) -> None:
    assert 400 < agree(shared, 1000, seed=1) < 1000


@pytest.mark.long
def test_many_varied_documents_have_the_verdict_of_the_schema(shared: Path) -> None:
    agree(shared, 100_000, seed=2)


@pytest.mark.parametrize("kind", list(made()))
def test_what_is_built_is_valid(shared: Path, kind: str) -> None:
    assert places(schema(shared, kind), json.loads(made()[kind].write())) == set()
