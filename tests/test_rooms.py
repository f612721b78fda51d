"""The house: arrows point down only, between rooms and inside them (see docs/defence-of-design.md)."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "taktwin"

#: The rooms, lowest first. A room may import those before it, and nothing else.
ROOMS = (
    "library",
    "model",
    "kernel",
    "runs",
    "exchange",
    "analysis",
    "product",
    "planning",
    "live",
    "report",
    "api",
    "web",
    "cli",
)
#: Rooms within rooms, lowest first; files that lie in none of them come last.
WITHIN = {
    "model": ("phrase", "errors", "values", "nouns", "text", "spelt", "checks", "families", "files", "start"),
    "kernel": ("base",),
    "exchange": ("draft", "refused", "content", "jsondocument", "jsonshapes"),
    "report": ("texts", "phrases", "shell", "picture", "facts", "sections"),
    "cli": ("language", "exits", "tables"),
}
#: Modules beside the rooms that are part of the package's face: they only pass on what others define.
FACES = ("energy", "supply")
MOST_FILES = 25  # of a folder
#: Entries of ``taktwin`` itself that lower rooms may ask for: the version.
FREE = {"__version__"}


def modules() -> dict[str, Path]:
    """All modules of the package by their dotted names."""
    found = {}
    for file in PACKAGE.rglob("*.py"):
        parts = ["taktwin", *file.relative_to(PACKAGE).with_suffix("").parts]
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


MODULES = modules()


def imports(file: Path) -> set[str]:
    """Modules of the package that a file imports, anywhere in it; ``taktwin`` stands for the package's face."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "taktwin":
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                if node.module == "taktwin" and alias.name in FREE:
                    continue
                found.add(name if name in MODULES else str(node.module))
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.split(".")[0] == "taktwin"}
    return found


def room(module: str) -> str:
    """First room of a module; the package itself is its face, above all rooms but the command line."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] not in FACES else "api"


@pytest.mark.parametrize("name", ROOMS)
def test_arrows_point_down(name: str) -> None:
    """No file of a room imports a room above it, ``import taktwin`` included."""
    allowed = set(ROOMS[: ROOMS.index(name) + 1])
    for module, file in MODULES.items():
        if room(module) == name and module != "taktwin":
            wrong = {one for one in imports(file) if room(one) not in allowed}
            assert not wrong, f"{file.relative_to(PACKAGE)} imports {', '.join(sorted(wrong))}"


@pytest.mark.parametrize("name", WITHIN)
def test_arrows_point_down_within(name: str) -> None:
    """The same inside a room."""
    inner = WITHIN[name]

    def rank(module: str) -> int:
        parts = module.split(".")
        return inner.index(parts[2]) if len(parts) > 2 and parts[2] in inner else len(inner)

    for module, file in MODULES.items():
        if room(module) != name or module == f"taktwin.{name}":
            continue
        wrong = {one for one in imports(file) if room(one) == name and rank(one) > rank(module)}
        assert not wrong, f"{file.relative_to(PACKAGE)} imports {', '.join(sorted(wrong))}"


def test_there_are_no_circles() -> None:
    """No file is imported, directly or through others, by one that it imports; imports inside functions count."""
    graph = {module: imports(file) - {module} for module, file in MODULES.items() if module != "taktwin"}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_every_room_has_its_place() -> None:
    """A new room gets its place in the house."""
    assert {p.name for p in PACKAGE.iterdir() if (p / "__init__.py").is_file()} == set(ROOMS)
    for name, inner in WITHIN.items():
        assert set(inner) <= {p.stem for p in (PACKAGE / name).iterdir()}


def test_every_folder_says_what_lives_in_it() -> None:
    """Each folder's ``__init__`` begins with a sentence; a folder holds at most 25 files."""
    for folder in {file.parent for file in MODULES.values()}:
        assert ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))), folder
        assert len(list(folder.glob("*.*"))) <= MOST_FILES, folder


def test_folders_stay_small() -> None:
    """No folder of the project holds more than 25 files."""
    root = PACKAGE.parents[1]
    for folder in (one for name in ("src", "tests", "docs", "benchmarks") for one in (root / name).rglob("*")):
        if folder.is_dir() and "__pycache__" not in folder.parts:
            files = [file for file in folder.iterdir() if file.is_file() and not file.name.startswith(".")]
            assert len(files) <= MOST_FILES, folder


def test_files_stay_small() -> None:
    """No source file is longer than 400 lines."""
    for file in MODULES.values():
        assert len(file.read_text(encoding="utf-8").splitlines()) <= 400, file
