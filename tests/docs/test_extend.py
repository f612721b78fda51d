"""The recipes for a new kind of resource do what they say: followed to the letter, their own tests pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.recipe import followed

DOCS = Path(__file__).resolve().parents[2] / "docs"
MOST_FILES = 5
#: Tests of the whole that hold a new kind as well: its files have room in the house, and every chain knows it.
OF_THE_HOUSE = ("tests/test_rooms.py", "tests/kernel/kinds/test_kinds.py")


@pytest.mark.parametrize("page", ["extend.md", "extend-oven.md"])
def test_the_recipe_works(page: str, tmp_path: Path) -> None:
    """From an empty file to the report, in at most five files."""
    project = followed(DOCS / page, tmp_path)
    assert len(project.touched) <= MOST_FILES
    project.test(*project.tests, *OF_THE_HOUSE)
