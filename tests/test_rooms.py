"""The house: a room imports only the rooms below it (see docs/defence-of-design.md)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

BELOW = {
    "library": set(),
    "model": {"library"},
    "engine": {"model"},
    "analysis": {"engine", "model"},
    "planning": {"analysis", "engine", "model"},
    "report": {"planning", "analysis", "engine", "model"},
    "cli": {"report", "planning", "analysis", "engine", "model", "library", "api"},
}
PACKAGE = Path(__file__).resolve().parent.parent / "src" / "taktwin"


def imported_rooms(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found |= {name.split(".")[1] for name in names if name.startswith("taktwin.")}
    return found


@pytest.mark.parametrize("room", BELOW)
def test_arrows_point_down(room: str) -> None:
    """No file of a room imports a room beside or above it."""
    for file in (PACKAGE / room).rglob("*.py"):
        wrong = imported_rooms(file) - BELOW[room] - {room}
        assert not wrong, f"{file.relative_to(PACKAGE)} imports {', '.join(sorted(wrong))}"


def test_every_room_has_its_row() -> None:
    """A new room gets its place in the house."""
    assert {p.name for p in PACKAGE.iterdir() if (p / "__init__.py").is_file()} == set(BELOW)


def test_files_stay_small() -> None:
    """No source file is longer than 500 lines."""
    for file in PACKAGE.rglob("*.py"):
        assert len(file.read_text(encoding="utf-8").splitlines()) <= 500, file
