"""Documents as tables."""

from __future__ import annotations

from taktwin.exchange.content import Content, frames
from taktwin.exchange.flat import flat_tables


def test_a_row_for_each_innermost_element() -> None:
    value = {"a": 1, "b": [{"c": {"d": "x"}, "e": [{"f": 1}, {"f": 2}]}, {"c": {"d": "y"}, "e": [{"g": True}]}]}
    rows = flat_tables(value, "t")["t"]
    assert list(rows) == [
        {"a": 1, "b.c.d": "x", "b.e.f": 1},
        {"a": 1, "b.c.d": "x", "b.e.f": 2},
        {"a": 1, "b.c.d": "y", "b.e.g": "true"},
    ]


def test_several_arrays_are_several_tables() -> None:
    """Each with what stands around it; arrays of plain values stand in a cell."""
    found = flat_tables({"a": 1, "tags": ["x", "y"], "b": [{"c": 1}], "d": [{"e": 2}, {"e": 3}]}, "t")
    assert {name: len(rows) for name, rows in found.items()} == {"t_b": 1, "t_d": 2}
    assert found["t_d"][1] == {"a": 1, "tags": "x, y", "d.e": 3}


def test_arrays_of_one_name_are_told_apart() -> None:
    found = flat_tables({"a": {"x": [{"n": 1}]}, "b": {"x": [{"n": 2}]}}, "t")
    assert sorted(len(rows) for rows in found.values()) == [1, 1]


def test_a_document_without_arrays_is_a_row() -> None:
    assert flat_tables({"a": {"b": 2}}, "t") == {"t": ({"a.b": 2},)}


def test_frames_have_all_columns_and_one_type_each() -> None:
    """Whatever the first row lacks; numbers where all are."""
    rows = ({"a": 1, "b": 2}, {"a": 2.5, "b": "two", "c": "x"})
    table = frames([("f", Content(format="x", documents=(), data={}, tables={"t": rows}))])["t"]
    assert table.columns == ["file", "a", "b", "c"]
    assert table.rows() == [("f", 1.0, "2", None), ("f", 2.5, "two", "x")]
