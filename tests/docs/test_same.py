"""How the output on a page is compared with the real one."""

from __future__ import annotations

import pytest

from tests.docs.test_pages import same


@pytest.mark.parametrize(
    ("wanted", "got", "equal"),
    [
        ("a  b\n", " a b ", True),
        ("a ... d", "a b c d", True),
        ("a ... d", "a b c", False),
        ("...\nx 30.2 1/h\n...", "title\n x   30.9   1/h \nrest", True),
        ("x 30.2 1/h", "x 35.0 1/h", False),
        ("x 17,954 jobs", "x 18,001 jobs", True),
        ("x 0.66...", "x 0.6671 and more", True),
        ("runs/plant-2/report.html", "runs/plant-2/report.html", True),
        ("runs/plant-2/report.html", "runs/plant-3/report.html", False),
        ("reporthtml", "report.html", False),
        ('"value": ...,', '"value": 3,', True),
        ("4 34.4\n10 34.8", "4 34.5\n10 34.7", True),
        ("4 34.4\n10 34.8", "4 34.5\n10 44.7", False),
    ],
)
def test_same(wanted: str, got: str, equal: bool) -> None:
    """White space, `...` and the last digits of a number do not count; everything else does."""
    assert same(wanted, got) is equal
