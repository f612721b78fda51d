"""The table of values: what it holds, and that a change of one changes that one alone."""

from __future__ import annotations

import pytest

from taktwin.library import model_path
from taktwin.model.text.tree import read_tree
from taktwin.web.refusal import RefusedError
from taktwin.web.work.completion import completions
from taktwin.web.work.models import difference, fresh
from taktwin.web.work.quantities import _only, changed, quantities
from tests.web.server import MODEL


def test_values_have_their_lines_and_marks() -> None:
    rows = [(row["name"], row["line"], row["value"], row["mark"]) for row in quantities(MODEL)]
    assert rows == [
        ("shops.s.lines.l.flow.a.cycle", 10, "60 s", ""),
        ("shops.s.lines.l.flow.b.capacity", 11, "3", ""),
        ("shops.s.lines.l.flow.c.cycle", 13, "exp(50 s)", "assumed a guess"),
    ]


@pytest.mark.parametrize(
    "value", ["70 s", "tri(1 s, 2 s, 4 s)", "lognormal(mean=6 min, cv=1.2)", "80 %", '5 "x"', "it's"]
)
@pytest.mark.parametrize("row", [0, 1, 2])
def test_a_change_is_one_line_and_keeps_mark_and_comment(row: int, value: str) -> None:
    one = quantities(MODEL)[row]
    after = changed(MODEL, one["path"], one["line"], value)
    lines = [line for line in difference(MODEL, after, "m").splitlines()[2:] if line[0] in "+-"]
    assert len(lines) == 2
    assert ("# the first" in lines[1]) == (row == 0)
    found = read_tree(after, "").data["shops"]["s"]["lines"]["l"]["flow"][row]
    text = found["cycle" if row != 1 else "capacity"]
    assert str(text) == value + (" [assumed a guess]" if row == 2 else "")


@pytest.mark.parametrize(
    "value", ["1}, x: {", "1\n      - {buffer: z}", "a: b", "# gone", "", "&a 1", "*a", "!!x 1", "- 1", "{a: 1}"]
)
def test_a_change_can_change_nothing_else(value: str) -> None:
    """Whatever is written, it is one value, or it is refused."""
    for one in quantities(MODEL):
        try:
            after = changed(MODEL, one["path"], one["line"], value)
        except RefusedError:
            continue
        assert {row["name"] for row in quantities(after)} <= {row["name"] for row in quantities(MODEL)}
        flow = read_tree(after, "").data["shops"]["s"]["lines"]["l"]["flow"]
        assert [list(element) for element in flow] == [
            ["station", "cycle"],
            ["buffer", "capacity"],
            ["station", "cycle"],
        ]


def test_a_second_change_would_be_noticed() -> None:
    """What stands behind the quotation marks: the text is read again, and compared."""
    one = {"a": [{"b": 1, "c": 2}], "d": 3}
    assert _only(one, {"a": [{"b": 9, "c": 2}], "d": 3}, ("a", 0, "b"))
    for other in (
        {"a": [{"b": 9, "c": 9}], "d": 3},
        {"a": [{"b": 9, "c": 2}], "d": 9},
        {"a": [{"b": {}, "c": 2}], "d": 3},
    ):
        assert not _only(one, other, ("a", 0, "b"))
    assert not _only(one, {"a": [{"b": 9, "c": 2}, 1], "d": 3}, ("a", 0, "b"))
    assert not _only(one, {"a": [{"b": 9, "c": 2}], "d": 3, "e": 1}, ("a", 0, "b"))


def test_a_value_that_has_moved_is_not_guessed() -> None:
    with pytest.raises(RefusedError, match="no value"):
        changed("# one more line\n" + MODEL, "shops.s.lines.l.flow.0.cycle", 10, "70 s")


@pytest.mark.parametrize("name", ["line20", "mm1", "paint-loop", "press-lots"])
def test_every_value_of_a_shipped_model_can_be_set_to_itself(name: str) -> None:
    """Some of each: the text stays as it is, or says the same."""
    text = model_path(name).read_text(encoding="utf-8")
    rows = quantities(text)
    assert rows
    for row in rows[:: max(1, len(rows) // 4)]:
        after = changed(text, row["path"], row["line"], row["value"])
        assert read_tree(after, "").data == read_tree(text, "").data, row


def _words(before: str, text: str | None = None) -> list[str]:
    """What is offered at the end of a text."""
    lines = before.split("\n")
    return [one["word"] for one in completions(text or before, len(lines), len(lines[-1]))["items"]]


def test_completion_follows_the_schema() -> None:
    head = MODEL.partition("          - {station: a")[0]
    assert {"shops", "orders", "failures"} <= set(_words("taktwin: 1\nname: x\n"))
    assert "name" not in _words("taktwin: 1\nname: x\n")
    assert _words(head + "          - ")[0] in ("station", "buffer", "conveyor")
    assert {"capacity", "point"} <= set(_words(head + "          - buffer: b\n            "))
    assert "cycle" not in _words(head + "          - buffer: b\n            ")
    assert _words(head + "          - buffer: b\n            cap") == ["capacity"]
    assert "cycle" in _words(head + "          - {station: a, ")
    assert "station" not in _words(head + "          - {station: a, ")
    assert _words("failures:\n  robot:\n    clock: ") == ["time", "operation"]
    assert _words("failures:\n  robot:\n    clock: op") == ["operation"]
    assert "days" in _words("calendars:\n  two:\n    shifts:\n      - {")
    assert _words("name: x  # ") == []
    below = "taktwin: 1\n\nname: x\n"
    assert "name" not in [one["word"] for one in completions(below, 2, 0)["items"]]
    for place in (-1, 0, 99):
        assert completions(MODEL, place, 3)["items"] == []


def test_completion_never_fails_wherever_the_cursor_is() -> None:
    text = fresh("x.yaml")
    for number, line in enumerate(text.split("\n"), 1):
        for column in range(0, len(line) + 1, 7):
            completions(text, number, column)
