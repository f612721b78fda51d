"""JSON Schemas of the model language and of start states, in draft-07, so that editors complete and check them."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from taktwin.model.nouns.element import ELEMENTS
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.start.state import StartState

DRAFT = "http://json-schema.org/draft-07/schema#"


_EXTENDS = {"type": "object", "required": ["extends"]}


class _Draft07(GenerateJsonSchema):
    schema_dialect = DRAFT


def json_schema() -> dict[str, Any]:
    """The schema of a model file: draft-07, definitions under `definitions`, descriptions for completion."""
    schema = PlantModel.model_json_schema(
        by_alias=True, ref_template="#/definitions/{model}", schema_generator=_Draft07
    )
    definitions = schema.pop("$defs", {})
    schema["definitions"] = definitions
    for element in ELEMENTS:
        definition = definitions[element.__name__]
        definition["required"] = sorted({*definition.get("required", []), element.kind})
    found = _tidy(schema)
    definitions = found.pop("definitions")
    root = {key: value for key, value in found.items() if key != "$schema"}
    root["required"] = [name for name in root["required"] if name != "shops"]
    root["anyOf"] = [{"required": ["shops"]}, {"required": ["plants"]}]
    one = definitions["OnePlant"]
    definitions["OnePlant"] = {"if": _EXTENDS, "then": {"$ref": "#/definitions/OnePlantPart"}, "else": one}
    # what a file that extends another one leaves out comes from there; only the entries of lists must be whole
    parts = {f"{name}Part": _part(value) for name, value in {**definitions, "OnePlant": one}.items()}
    return {
        "$schema": DRAFT,
        "title": "Taktwin model",
        "if": _EXTENDS,
        "then": {"$ref": "#/definitions/PlantPart"},
        "else": {"$ref": "#/definitions/Plant"},
        "definitions": {"Plant": root, "PlantPart": _without(_part(root), "anyOf"), **definitions, **parts},
    }


def state_schema() -> dict[str, Any]:
    """The schema of a start state: draft-07, definitions under `definitions`."""
    schema = StartState.model_json_schema(
        by_alias=True, ref_template="#/definitions/{model}", schema_generator=_Draft07
    )
    definitions = schema.pop("$defs", {})
    jobs = definitions["PlaceState"]["properties"]["jobs"]
    number = {"type": "integer", "minimum": 0}
    listed = {"type": "array", "items": {"$ref": "#/definitions/JobState"}}
    definitions["PlaceState"]["properties"]["jobs"] = {"description": jobs["description"], "anyOf": [listed, number]}
    definitions["PlaceState"] = {"anyOf": [definitions["PlaceState"], listed, number]}
    definitions["StockState"] = {"anyOf": [definitions["StockState"], {"type": "number", "minimum": 0}]}
    return _tidy({"$schema": DRAFT, **schema, "definitions": definitions}) | {"title": "Taktwin start state"}


def _part(node: Any) -> Any:
    """The schema of a part of a mapping: nothing is required, down to lists."""
    if isinstance(node, list):
        return [_part(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    found: dict[str, Any] = {}
    for key, value in node.items():
        if key == "$ref":
            found[key] = f"{value}Part"
        elif key not in ("required", "minProperties"):
            found[key] = value if key == "items" else _part(value)
    return found


def _without(node: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in node.items() if key != name}


def _tidy(node: Any) -> Any:
    """Make a pydantic schema fit for draft-07 and for people."""
    if isinstance(node, list):
        return [_tidy(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    node = {
        key: _tidy(value) if key not in ("default", "examples", "enum", "const") else value
        for key, value in node.items()
    }
    node.pop("discriminator", None)
    if isinstance(node.get("title"), str):
        node.pop("title")
    if node.get("default", 0) is None:
        node.pop("default")
    if "oneOf" in node:
        node["anyOf"] = node.pop("oneOf")
    if "$ref" in node and len(node) > 1:  # draft-07 ignores what stands beside a $ref
        node = {**{key: value for key, value in node.items() if key != "$ref"}, "allOf": [{"$ref": node["$ref"]}]}
    if isinstance(node.get("additionalProperties"), dict) and "properties" not in node:
        node["properties"] = {"mark": {"type": "string"}, "note": {"type": "string"}}  # every mapping takes them
    properties = node.get("properties")
    if isinstance(properties, dict):
        node["properties"] = {key: _no_null(prop) for key, prop in properties.items()}
    return node


def _no_null(prop: Any) -> Any:
    """An optional key is left out, not set to null: offer no null to the editor where there is an alternative."""
    choices = prop.get("anyOf") if isinstance(prop, dict) else None
    if not isinstance(choices, list) or {"type": "null"} not in choices or len(choices) < 2:
        return prop
    rest = [choice for choice in choices if choice != {"type": "null"}]
    others = {key: value for key, value in prop.items() if key != "anyOf"}
    if len(rest) > 1:
        return {**others, "anyOf": rest}
    return {**others, "allOf": rest} if "$ref" in rest[0] else {**rest[0], **others}
