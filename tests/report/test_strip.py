"""The sequence as a picture."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from taktwin.planning.sequence.problem import Ratio, SequenceProblem
from taktwin.report.carcolours import fills, spoken
from taktwin.report.strip import HAS, OVER, PER_ROW, drawn_ratios, strip, too_many


def problem(cars: int, colours: list[str]) -> SequenceProblem:
    codes = (np.arange(cars) % len(colours)).astype(np.int32)
    has = np.column_stack([np.arange(cars) % 2 == 0, np.zeros(cars, bool)])
    ratios = (Ratio("roof & more", 1, 3), Ratio("nobody", 1, 2))
    return SequenceProblem("d", tuple(map(str, range(cars))), codes, has, ratios, tuple(colours))


@pytest.mark.parametrize(
    ("has", "ratio", "over"),
    [
        ("1100", (1, 2), "0100"),
        ("1011", (1, 2), "0001"),
        ("1101", (1, 3), "0101"),
        ("11111", (2, 3), "00111"),
        ("10010", (1, 3), "00000"),
    ],
)
def test_one_too_many_by_hand(has: str, ratio: tuple[int, int], over: str) -> None:
    found = too_many(np.array([one == "1" for one in has]), Ratio("r", *ratio))
    assert "".join("1" if one else "0" for one in found) == over


def test_the_cars_of_the_day_before_count() -> None:
    """1/3, and the last car of the day before has it: so the first one of the day is one too many."""
    has = np.array([True, False, True])
    assert too_many(has, Ratio("r", 1, 3), np.array([False, True])).tolist() == [True, False, True]
    assert too_many(has, Ratio("r", 1, 2), np.array([False, True])).tolist() == [True, False, False]
    plain = SequenceProblem("d", tuple("abc"), np.zeros(3, np.int32), has[:, None], (Ratio("r", 1, 2),), ("red",))
    after = replace(plain, before_colours=np.zeros(1, np.int32), before_has=np.ones((1, 1), bool))
    assert cells(strip(plain, np.arange(3), "d"), OVER) == 0
    assert cells(strip(after, np.arange(3), "d"), OVER) == 1


def cells(svg: str, fill: str) -> int:
    return sum(path.count("M") for path in re.findall(rf'<path fill="{fill}" d="([^"]*)"', svg))


def test_every_car_and_every_mark_is_drawn() -> None:
    """In rows of 120, each colour by its fill, marks grey or red."""
    cars = PER_ROW + 30
    svg = strip(problem(cars, ["red", "blue", "white"]), np.arange(cars), "a <label>")
    root = ElementTree.fromstring(svg)
    assert root.get("aria-label") == "a <label>"
    assert [cells(svg, fill) for fill in fills(["red", "blue", "white"])] == [50, 50, 50]
    # every other car counts for 1/3, so each but the first is one too many
    assert cells(svg, OVER) == cars // 2 - 1
    assert cells(svg, HAS) == 1
    labels = [element.text for element in root.iter() if element.tag.endswith("text")]
    assert labels == ["1", "roof & more 1/3", "nobody 1/2", "121", "roof & more 1/3", "nobody 1/2"]


def test_nothing_is_cut_off() -> None:
    cars = 3 * PER_ROW
    svg = strip(problem(cars, ["red", "blue"]), np.arange(cars)[::-1], "all")
    _, _, width, height = map(float, ElementTree.fromstring(svg).get("viewBox", "").split())
    for x, y in re.findall(r"M([\d.]+) ([\d.]+)", svg):
        assert 0 <= float(x) < width
        assert 0 <= float(y) < height


def test_names_of_ratios_have_room() -> None:
    """Left of the cars are 100 px, at 9.5 px for a Chinese character and about 5.5 px for a letter."""
    ratios = [
        Ratio("全景天窗带电动遮阳帘选装包", 10, 15),
        Ratio("a-long-name-of-an-option", 1, 310),
        Ratio("air-suspension", 1, 5),
    ]
    has = np.zeros((2, 3), bool)
    svg = strip(SequenceProblem("d", ("a", "b"), np.zeros(2, np.int32), has, tuple(ratios), ("red",)), np.arange(2), "")
    labels = [element.text or "" for element in ElementTree.fromstring(svg).iter() if element.tag.endswith("text")]
    assert labels[1:] == ["全景天窗带电… 10/15", "a-long-name… 1/310", "air-suspension 1/5"]


def test_many_ratios_show_those_that_are_violated() -> None:
    """In either sequence; few ratios are all shown."""
    few = problem(6, ["red"])
    assert drawn_ratios(few, np.arange(6)) == [0, 1]
    has = np.zeros((6, 13), bool)
    has[[0, 2], 4] = has[[3, 5], 7] = True
    ratios = tuple(Ratio(f"r{j}", 1, 2) for j in range(13))
    many = SequenceProblem("d", tuple("abcdef"), np.zeros(6, np.int32), has, ratios, ("red",))
    assert drawn_ratios(many, np.arange(6)) == []
    assert drawn_ratios(many, np.arange(6), np.array([0, 2, 1, 3, 4, 5])) == [4]
    svg = strip(many, np.array([0, 2, 1, 3, 4, 5]), "many", [4])
    assert (cells(svg, OVER), cells(svg, HAS)) == (1, 1)
    assert "r4 1/2" in svg
    assert "r7 1/2" not in svg


def test_colours() -> None:
    """Named colours look as they are called; others differ."""
    assert fills(["White", "black"]) == ["#ffffff", "#22262b"]
    codes = fills([str(code) for code in range(24)])
    assert len(set(codes)) == 24
    mixed = fills(["blue", "7", "8", "green"])
    assert len(set(mixed)) == 4
    assert (spoken("white", "zh"), spoken("white", "en"), spoken("mango", "zh")) == ("白", "white", "mango")
    assert len(fills([str(code) for code in range(100)])) == 100


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("红", "red"),
        ("珍珠白", "white"),
        ("Pearl White", "white"),
        ("silver-grey", "grey"),
        ("deep_blue", "blue"),
        ("珍珠白/黑", "white"),
        ("red (black roof)", "red"),
    ],
)
def test_names_that_say_a_colour_get_it(name: str, like: str) -> None:
    assert fills([name]) == fills([like])


def test_names_that_say_no_colour_are_told_apart() -> None:
    """A word within another one says nothing: no car of `redesign` is red."""
    names = ["redesign", "1", "2", "sunset"]
    assert len(set(fills(names))) == 4
    assert fills(["redesign", "red"])[0] != fills(["red"])[0]


def test_two_whites_are_shades_of_white() -> None:
    first, second, third = fills(["white", "Pearl White", "白"])
    assert first == "#ffffff"
    assert len({first, second, third}) == 3
    for fill in (second, third):
        assert len({fill[at : at + 2] for at in (1, 3, 5)}) == 1  # no hue
