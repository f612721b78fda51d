"""What is varied, as text."""

from __future__ import annotations

import pytest

from taktwin.planning.experiment.errors import ExperimentError
from taktwin.planning.experiment.factor import Factor, Range, factor_of, parse_factor, parse_range, split_values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("5,10,20", ["5", "10", "20"]),
        ("tri(1 s, 2 s, 3 s), 5 s", ["tri(1 s, 2 s, 3 s)", "5 s"]),
        ("[a, b],{same: c, d: [e, f]},g", ["[a, b]", "{same: c, d: [e, f]}", "g"]),
        ("8 h [assumed, as told], 9 h", ["8 h [assumed, as told]", "9 h"]),
        ("'a, b',\"c, d\"", ["'a, b'", '"c, d"']),
        ("a)b,c", ["a)b", "c"]),
        ("(a, (b, c), d),e", ["(a, (b, c), d)", "e"]),
    ],
)
def test_commas_in_brackets_do_not_split(text: str, values: list[str]) -> None:
    assert split_values(text) == values


def test_factor_of_a_text() -> None:
    assert parse_factor(" a.b = tri(1 s, 2 s, 3 s), 5 s ") == Factor("a.b", ("tri(1 s, 2 s, 3 s)", "5 s"))
    assert parse_factor("a=../orders.csv,x/../b2.csv").values == ("../orders.csv", "x/../b2.csv")
    # the value may hold an equals sign
    assert parse_factor("a=lognormal(mean=6 min, cv=1.2)").values == ("lognormal(mean=6 min, cv=1.2)",)


def test_factor_of_python_values() -> None:
    """Numbers, truth values and mappings become what the model file would say."""
    assert factor_of("a", [5, 0.5, "8 h", True, {"same": "paint"}]).values == (
        "5", "0.5", "8 h", "true", '{"same": "paint"}',
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a.b", "PATH=V1,V2"),
        ("=5", "PATH=V1,V2"),
        ("a=", "PATH=V1,V2"),
        ("a=5,,6", "empty"),
        ("a=5,6,", "empty"),
        ("a=5,6,5", "twice"),
        ("a=5..6", "`design` lhs"),
    ],
)
def test_wrong_factor(text: str, word: str) -> None:
    with pytest.raises(ExperimentError, match=word):
        parse_factor(text)


def test_values_from_python_are_a_list() -> None:
    """A text is not taken apart letter by letter."""
    with pytest.raises(ExperimentError, match="list"):
        factor_of("a", "123")


@pytest.mark.parametrize(
    ("text", "share", "value"),
    [
        ("a=80 s..100 s", 0.25, "85 s"),
        ("a=exp(0.7 min)..exp(0.9 min)", 0.5, "exp(0.8 min)"),
        ("a=tri(1 s, 2 s, 3 s)..tri(2 s, 2 s, 5 s)", 0.5, "tri(1.5 s, 2 s, 4 s)"),
        ("a=0.0..1.0", 1 / 3, "0.33333"),
        ("a=0..1e2", 0.5, "50"),
        ("a=-1 m..1 m", 0.25, "-0.5 m"),
        ("a=88 %..90 %", 0.5, "89 %"),
    ],
)
def test_range_between(text: str, share: float, value: str) -> None:
    assert parse_range(text).at(share) == value


def test_range_ends() -> None:
    one = parse_range("a=80 s..100 s")
    assert (one.at(0.0), one.at(1.0)) == ("80 s", "100 s")


def test_bare_whole_numbers_stay_whole_and_get_equal_parts() -> None:
    one = Range("a", "5", "8")
    found = [one.at((i + 0.5) / 400) for i in range(400)]
    assert {value: found.count(value) for value in found} == {"5": 100, "6": 100, "7": 100, "8": 100}
    assert one.at(1.0) == "8"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a", "PATH=LOW..HIGH"),
        ("a=5", "no range"),
        ("a=5..", "no range"),
        ("a=..5", "no range"),
        ("a=90 s..2 min", "same units"),
        ("a=x..y", "numbers"),
        ("a=5..5", "no room"),
        ("a=9 s..5 s", "lower end first"),
    ],
)
def test_wrong_range(text: str, word: str) -> None:
    with pytest.raises(ExperimentError, match=word):
        parse_range(text)
