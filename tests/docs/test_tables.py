"""The page of tables says what is declared."""

from __future__ import annotations

import runpy
from pathlib import Path


def test_the_page_is_up_to_date(root: Path) -> None:
    written = runpy.run_path(str(root / "docs" / "make" / "tables.py"))["page"]()
    assert (root / "docs" / "tables.md").read_text(encoding="utf-8") == written, "run: python docs/make/tables.py"
