"""The page of experiments names every figure of an element, and only those."""

from __future__ import annotations

import re
from pathlib import Path

from taktwin.analysis.elements.figures import FIGURES


def test_every_figure_is_documented(root: Path) -> None:
    page = (root / "docs" / "experiments.md").read_text(encoding="utf-8")
    table = page.partition("## Figures of one element")[2].partition("```")[0].partition("| --- |")[2]
    assert re.findall(r"`(\w+)`", table) == list(FIGURES)
