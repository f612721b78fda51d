"""The library pydifact reads the same segments, elements and components; it checks no structure."""

from __future__ import annotations

import pytest
from hypothesis import given
from pydifact.parser import Parser

from taktwin.exchange.edi import Interchange, write_interchange
from taktwin.exchange.edi.opening import opened
from tests.exchange.edi.examples import ALL, INTERCHANGES, interchange

pytestmark = pytest.mark.filterwarnings("ignore:segments.xml not found")


def ours(data: bytes) -> list[list[object]]:
    """Tag and elements of each segment; an element of one component is a text."""
    return [
        [segment[0][0], *(one[0] if len(one) == 1 else one for one in segment[1:])]
        for segment in opened(data, "").segments
    ]


def theirs(text: str) -> list[list[object]]:
    """The same by pydifact."""
    return [[one.tag, *one.elements] for one in Parser().parse(text) if one.tag != "UNA"]


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("signs", [None, "|*,\\ ~"])
def test_the_same_segments(kind: str, signs: str | None) -> None:
    data = write_interchange(interchange(ALL[kind](), signs=signs, line_end="\n"))
    assert ours(data) == theirs(data.decode("latin-1"))


@given(INTERCHANGES)
def test_the_same_segments_at_random(one: Interchange) -> None:
    data = write_interchange(one)
    text = data.decode("utf-8" if one.syntax.startswith("UNOW") else "latin-1")
    assert ours(data) == theirs(text)
