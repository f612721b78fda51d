"""The JSON Schema of start states."""

from __future__ import annotations

import pytest

from taktwin.model.schema import state_schema
from taktwin.model.text.tree import read_tree
from tests.model.test_startstate import TEXT

jsonschema = pytest.importorskip("jsonschema")


def errors_of(text: str) -> list[str]:
    """What the schema finds wrong, as places."""
    validator = jsonschema.Draft7Validator(state_schema())
    data = read_tree(text, "state.yaml").data
    return [".".join(map(str, error.absolute_path)) for error in validator.iter_errors(data)]


def test_the_schema_takes_what_is_right_and_finds_what_is_wrong() -> None:
    jsonschema.Draft7Validator.check_schema(state_schema())
    assert errors_of(TEXT) == []
    assert errors_of("places:\n  a: {jobs: 3}\n  b: []\n") == []
    for wrong, place in {
        "plcaes: {}\n": "",
        "places:\n  a: -1\n": "places.a",
        "places:\n  a:\n    - {lft: 3 s}\n": "places.a",
        "stocks:\n  a: {level: 3, dok: 1}\n": "stocks.a",
        "cells:\n  c: {hits: 3}\n": "cells.c",
        "lanes:\n  l: {trucks: [{in: 3, amount: 1}]}\n": "lanes.l.trucks.0.in",
    }.items():
        assert errors_of(wrong) == [place], wrong
