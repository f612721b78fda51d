"""The recipe of a page: files and changes that it tells the reader to make, in order."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.docs.blocks import Block, blocks

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Project:
    """A copy of the project, changed as a page says."""

    folder: Path
    touched: list[str]

    @property
    def tests(self) -> list[str]:
        """The tests that the page adds."""
        return [name for name in self.touched if name.startswith("tests/")]

    def test(self, *files: str) -> None:
        """Run tests of the copy in a process of its own. Raises AssertionError with what they printed."""
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--import-mode=importlib", *files],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": f"{self.folder / 'src'}{os.pathsep}{self.folder}"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def followed(page: Path, folder: Path) -> Project:
    """A copy of the project in an empty folder, with what a page says done in it."""
    for name in ("src", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return Project(folder, follow(page, folder))


def follow(page: Path, folder: Path) -> list[str]:
    """Do what a page says, in a copy of the project; returns the files that were touched.

    A block marked `<!-- recipe: PATH -->` is a new file, or (language `diff`) a change: the lines without a sign and
    those with `-` must be in the file once, one after the other; they become those without a sign and with `+`.
    """
    touched: dict[str, None] = {}
    for block in blocks(page):
        if block.recipe:
            touched[block.recipe] = None
            _apply(block, folder / block.recipe)
    return list(touched)


def _apply(block: Block, path: Path) -> None:
    if block.language != "diff":
        assert not path.exists(), f"{path} exists"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.content, encoding="utf-8")
        return
    lines = block.content.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[0] in " -")
    new = "".join(line[1:] for line in lines if line[0] in " +")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path}: found {text.count(old)} times:\n{old}"
    path.write_text(text.replace(old, new), encoding="utf-8")
