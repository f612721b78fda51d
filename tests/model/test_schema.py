import json
from pathlib import Path
from typing import Any

import pytest

from taktwin.model import shipped_models
from taktwin.model.schema import json_schema
from taktwin.model.text.tree import read_tree
from taktwin.model.values.noun import Noun
from tests.docs.blocks import blocks
from tests.model.plant_text import PLANT

jsonschema = pytest.importorskip("jsonschema")
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return json_schema()


def test_it_is_a_draft_07_schema(schema: dict[str, Any]) -> None:
    jsonschema.Draft7Validator.check_schema(schema)
    text = json.dumps(schema)
    for word in ("$defs", "prefixItems", "unevaluatedProperties", "discriminator", "dependentRequired"):
        assert word not in text


def test_every_reference_leads_somewhere(schema: dict[str, Any]) -> None:
    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("$ref"), str):
                assert set(node) == {"$ref"}, "draft-07 ignores what stands beside a $ref"
                assert node["$ref"].removeprefix("#/definitions/") in schema["definitions"]
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(schema)


@pytest.mark.parametrize("name", sorted(shipped_models()))
def test_shipped_models_fit(name: str, schema: dict[str, Any]) -> None:
    data = read_tree(shipped_models()[name].read_text(encoding="utf-8"), name).data
    assert [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(data)] == []


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.stem)
def test_models_of_the_documentation_fit(page: Path, schema: dict[str, Any]) -> None:
    """All that a page writes as a model file: the schema must know every short form that the language has."""
    for block in blocks(page):
        if block.file and block.file.endswith(".yaml") and block.content.startswith("taktwin:"):
            data = json.loads(json.dumps(read_tree(block.content, block.file).data, default=str))  # a date is a text
            found = [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(data)]
            assert found == [], f"{page.name}:{block.line}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cycle: 100 s", "cycle: 100"),
        ("cycle: 100 s", "cycel: 100 s"),
        ("size: 2", "size: many"),
        ("- buffer: after-weld", "- bufer: after-weld"),
        ("exp(8 h)", "expo(8 h)"),
        ("name: small", "nam: small"),
        ("share: 8 %", "share: 8"),
        (", repair: 6 min", ""),
    ],
)
def test_what_the_schema_refuses(old: str, new: str, schema: dict[str, Any]) -> None:
    validator = jsonschema.Draft7Validator(schema)
    assert validator.is_valid(read_tree(PLANT, "").data)
    assert not validator.is_valid(read_tree(PLANT.replace(old, new), "").data)


def nouns(base: type[Noun] = Noun) -> set[type[Noun]]:
    return {base, *(inner for cls in base.__subclasses__() for inner in nouns(cls))}


def test_every_public_field_is_described() -> None:
    for noun in nouns():
        assert noun.__doc__
        for name, field in noun.model_fields.items():
            assert field.description, f"{noun.__name__}.{name} has no description"
