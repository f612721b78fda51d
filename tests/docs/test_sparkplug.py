"""The table of the Sparkplug page: all ids, each with its tests or a reason."""

from __future__ import annotations

import csv
import runpy
from collections import Counter
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def made(root: Path) -> dict[str, Any]:
    return runpy.run_path(str(root / "docs" / "make" / "sparkplug.py"))


def test_the_table_is_up_to_date(made: dict[str, Any], root: Path) -> None:
    known = made["ids"]()
    assert (root / "docs" / "sparkplug.md").read_text(encoding="utf-8") == made["page"](known), (
        "run: python docs/make/sparkplug.py"
    )


def test_every_id_has_its_tests_or_a_reason(made: dict[str, Any]) -> None:
    known, by = made["ids"](), made["tests"]()
    assert set(by) <= set(known), "ids that are none"
    states = {name: made["state_of"](name, side, by.get(name, []))[0] for name, side in known.items()}
    assert "open" not in states.values()
    assert Counter(known.values()) == {"edge": 189, "host": 88, "both": 11, "server": 11}
    ours = Counter(states[name] for name, side in known.items() if side in ("host", "both"))
    assert ours == {"tested": 88, "does not arise": 11}


def test_the_ids_are_those_of_the_reference(made: dict[str, Any], shared: Path) -> None:
    with (shared / "data" / "sparkplug" / "testable_ids.csv").open(encoding="utf-8", newline="") as file:
        assert made["ids"]() == {row["id"]: row["side"] for row in csv.DictReader(file)}
