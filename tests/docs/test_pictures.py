"""The pictures on the pages are those of the shipped models."""

from __future__ import annotations

import runpy
from pathlib import Path


def test_the_pictures_are_up_to_date(root: Path) -> None:
    for path, drawn in runpy.run_path(str(root / "docs" / "make" / "pictures.py"))["pictures"]().items():
        assert path.read_text(encoding="utf-8") == drawn, f"{path.name}: run: python docs/make/pictures.py"
