"""The examples in the tables of `docs/coming-from.md`: each is what the model language takes at its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from taktwin.model.nouns.element import ELEMENTS
from taktwin.model.nouns.failure import FailureMode
from taktwin.model.nouns.plant import PlantModel

PAGE = Path(__file__).resolve().parents[2] / "docs" / "coming-from.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ")
]
EXAMPLES = sorted(
    {row[2].strip("` |") for row in ROWS if len(row) > 2 and row[2].startswith("`") and "--" not in row[2]}
)
#: By the key that tells an element.
BY_KEY = {str(noun.model_fields["name"].alias): noun for noun in ELEMENTS}
#: Fields that stand in some element, with what such an element needs besides.
NEEDED: dict[str, dict[str, Any]] = {
    "station": {"station": "s", "cycle": "1 min"},
    "buffer": {"buffer": "b", "capacity": 3},
    "conveyor": {"conveyor": "c", "transit": "1 min", "capacity": 3},
}


def known(example: str) -> bool:
    """Whether the model language takes an example: an element, a failure, a calendar, a field of these, or a part."""
    data = YAML(typ="safe").load(example)
    key = next(iter(data))
    if key in BY_KEY:
        BY_KEY[key].model_validate(data)
        return True
    if "repair" in data:
        FailureMode.model_validate(data)
        return True
    if key == "shifts":
        return bool(PlantModel.model_validate({"name": "x", "calendars": {"c": data}, "shops": {"s": {}}}))
    own = isinstance(data[key], dict) and "need" not in data[key]
    if key in PlantModel.model_fields and own:
        return bool(PlantModel.model_validate({"name": "x", "shops": {"s": {}}, **data}))
    fits = [
        kind
        for kind, rest in NEEDED.items()
        if key in BY_KEY[kind].model_fields and BY_KEY[kind].model_validate(rest | data)
    ]
    return bool(fits)


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples(example: str) -> None:
    assert known(example)


def test_there_are_examples_and_every_word_is_one_of_the_language() -> None:
    assert len(EXAMPLES) > 40
    missing = [word for row in ROWS for word in re.findall(r"`(\w+)`", row[1]) if len(row) > 1 and not _is_word(word)]
    assert missing == []


def _is_word(word: str) -> bool:
    text = (PAGE.parent / "reference.md").read_text(encoding="utf-8") + (PAGE.parent / "kpis.md").read_text(
        encoding="utf-8"
    )
    return f"`{word}`" in text or word in ("lots", "bodystore", "passages", "spacing")
