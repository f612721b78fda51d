"""Texts fit their boxes, and whatever a name holds, the drawing stays XML."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktwin.model.nouns.plant import PlantModel
from taktwin.report.picture.draw import picture
from taktwin.report.picture.lettering import BOLD, escaped, fit, lines, width
from taktwin.report.picture.measure import BOX_WIDTH
from tests.kernel.plants import line

LONG = [
    "a-very-long-station-name-that-nobody-would-write-but-somebody-will-generate-0001",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "左前门内板焊接工位左前门内板焊接工位左前门内板焊接工位左前门内板焊接工位",
]


@given(st.text(max_size=80), st.floats(10.0, 300.0))
def test_what_fits_is_no_wider_than_asked(text: str, most: float) -> None:
    assert width(fit(text, most, 12.0), 12.0) <= most or fit(text, most, 12.0) == "…"
    assert len(lines(text, most, 12.0, 3)) <= 3
    assert all(width(row, 12.0) <= most for row in lines(text, most, 12.0, 3) if row != "…")


def test_short_texts_stay() -> None:
    assert fit("weld", 60.0, 12.0) == "weld"
    assert lines("at most 120,000", 60.0, 12.0, 2) == ["at most", "120,000"]
    assert lines("front door left", 60.0, 12.0, 2) == ["front", "door left"]
    assert lines("焊装车间焊装车间", 52.0, 12.0, 2) == ["焊装车间", "焊装车间"]
    assert lines("焊装车间、焊装", 52.0, 12.0, 2) == ["焊装车", "间、焊装"]  # no line begins with a comma


@given(st.text(max_size=40))
def test_every_text_can_be_escaped(text: str) -> None:
    ET.fromstring(f"<a b='{escaped(text)}'>{escaped(text)}</a>")


def test_a_lone_surrogate_and_controls_are_replaced() -> None:
    assert escaped("a\ud800b\x0bc\ufffe") == "a\ufffdb\ufffdc\ufffd"


@pytest.mark.parametrize("name", [*LONG, "<b>&amp;\"'</title><script>alert(1)</script>", "]]>", "a\u202eb", "🚗" * 30])
def test_names_of_all_sorts(name: str) -> None:
    flow = [{"station": name, "cycle": "9 s"}, {"buffer": f"{name} 2", "capacity": 4}]
    data = line(flow, title=name, shop={"title": name}, parts={name: {}}, stocks={name: {"part": name, "initial": 3}})
    text = picture(PlantModel.model_validate({"name": "test", **data}))
    tree = ET.fromstring(text)
    assert "<script" not in text
    tag = "{http://www.w3.org/2000/svg}"
    assert any(one.text is not None and name in one.text for one in tree.iter(f"{tag}title"))
    for box in (one for one in tree.iter(f"{tag}g") if one.get("class") == "box"):
        shape = box.find(f"{tag}rect")
        assert shape is not None
        right = float(shape.get("x", 0)) + BOX_WIDTH
        for one in box.iter(f"{tag}text"):
            size = float(one.get("font-size", 0)) * (BOLD if one.get("font-weight") else 1.0)
            assert float(one.get("x", 0)) + width(one.text or "", size) <= right
