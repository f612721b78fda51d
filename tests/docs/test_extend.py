"""The recipes for a new kind of resource do what they say: followed to the letter, their own tests pass."""

from __future__ import annotations

from pathlib import Path

from tests.docs.recipe import Project, follow, followed

DOCS = Path(__file__).resolve().parents[2] / "docs"
MOST_FILES = 5
#: Tests of the whole that hold a new kind as well: its files have room in the house, and every chain knows it.
OF_THE_HOUSE = ("tests/test_rooms.py", "tests/kernel/kinds/test_kinds.py")


def test_the_recipes_work(tmp_path: Path) -> None:
    """From an empty file to the report, in at most five files each; both in one project, which compiles once."""
    turntable = followed(DOCS / "extend.md", tmp_path)
    oven = follow(DOCS / "extend-oven.md", tmp_path)
    for touched in (turntable.touched, oven):
        assert len(touched) <= MOST_FILES
    project = Project(tmp_path, [*turntable.touched, *oven])
    project.test(*project.tests, *OF_THE_HOUSE)
