"""A shipped model is read and written back byte for byte, and every number in it is marked."""

from __future__ import annotations

import pytest

from taktwin.library import model_names, model_path
from taktwin.model.files.load import load_model
from taktwin.model.files.marks import unmarked_numbers
from taktwin.model.files.yamlio import Document


@pytest.mark.parametrize("name", model_names())
def test_written_back_byte_for_byte(name: str) -> None:
    path = model_path(name)
    assert Document.load(path).text().encode() == path.read_bytes()


@pytest.mark.parametrize("name", model_names())
def test_every_number_is_marked(name: str) -> None:
    assert [str(problem) for problem in unmarked_numbers(name)] == []


def test_a_change_of_one_buffer_is_a_change_of_one_line() -> None:
    document = Document.load(model_path("phoenix"))
    before = document.text().splitlines()
    document.set("shops.paint.lines.paint-main.dip-store.capacity", 25)
    after = document.text().splitlines()
    assert len(after) == len(before)
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert [line.strip() for line in changed] == ["- {buffer: dip-store, capacity: 25}"]


def test_the_bigger_plants_keep_the_marks_of_what_they_keep() -> None:
    """A mark of a mapping in phoenix-60 must not cover numbers that stand in phoenix."""
    base, doubled = load_model("phoenix"), load_model("phoenix-60")
    for noun in ("stocks", "lanes", "feeds", "fleets", "failures"):
        assert base._origins.data[noun]["mark"] == doubled._origins.data[noun]["mark"]
