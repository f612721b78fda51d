"""The page of figures names every figure, and only those."""

from __future__ import annotations

import re
from pathlib import Path

from taktwin.analysis.kpi import UNITS


def test_every_kpi_is_documented(root: Path) -> None:
    """Names and units, in the order in which they are shown."""
    page = (root / "docs" / "kpis.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (\S+) \|", page, flags=re.MULTILINE)
    assert rows == list(UNITS.items())
