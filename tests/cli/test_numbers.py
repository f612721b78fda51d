"""Numbers in and out of the command line."""

from __future__ import annotations

import math

import pytest

from taktwin.cli.tables.numbers import parsed, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (30.2719, "30.27"),
        (0.88034, "0.8803"),
        (12345.6, "12,346"),
        (0.0123456, "0.01235"),
        (7.0, "7"),
        (0.0, "0"),
        (-2.5, "-2.500"),
        (1e-12, "1.000e-12"),
        (999.96, "1,000"),
        (0.99996, "1"),
        (math.nan, "-"),
        (None, "-"),
        (math.inf, "unlimited"),
    ],
)
def test_shown(value: float | None, text: str) -> None:
    """Four significant digits, no more than a person reads."""
    assert shown(value) == text


def test_parsed() -> None:
    """Spaces, commas or both part the numbers of a list."""
    assert parsed("1 2.5,3e-1 , 4") == [1.0, 2.5, 0.3, 4.0]


@pytest.mark.parametrize(("text", "word"), [("", "no number"), ("1 x", "'x'"), ("1 inf", "'inf'"), ("nan", "'nan'")])
def test_parsed_refuses(text: str, word: str) -> None:
    """What is no finite number is named."""
    with pytest.raises(ValueError, match=word):
        parsed(text)
