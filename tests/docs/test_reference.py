"""The model reference is that of the types as they are."""

from __future__ import annotations

import runpy
from pathlib import Path


def test_reference_is_up_to_date(root: Path) -> None:
    """`docs/reference.md` is what its generator writes today."""
    generator = runpy.run_path(str(root / "docs" / "make" / "reference.py"))
    written = (root / "docs" / "reference.md").read_text(encoding="utf-8")
    assert written == generator["page"](), "run: python docs/make/reference.py"
