"""The recipe for a new kind of resource does what it says: followed to the letter, its own tests pass."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.docs.recipe import follow

ROOT = Path(__file__).resolve().parents[2]
MOST_FILES = 5


def test_the_recipe_works(tmp_path: Path) -> None:
    """From an empty file to the report, in at most five files."""
    for name in ("src", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    touched = follow(ROOT / "docs" / "extend.md", tmp_path)
    assert len(touched) <= MOST_FILES
    tests = [name for name in touched if name.startswith("tests/")]
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path / 'src'}{os.pathsep}{tmp_path}"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--import-mode=importlib", *tests],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
