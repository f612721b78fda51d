"""Suppliers around the plant: readable with one, with five, with sixty-three."""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree

import pytest

from taktwin.analysis.supply.flows import Flow
from taktwin.report.picture.lettering import width
from taktwin.report.picture.ring import Around, ring
from taktwin.report.shell.palette import MODE
from taktwin.report.shell.words import Words

WORDS = Words("en", True, {}, {})
SVG = "{http://www.w3.org/2000/svg}"
MODES = ("jit", "kanban", "warehouse")


def drawn(count: int, title: str = "Supplier of long names & more, number {n}") -> ElementTree.Element:
    around = []
    for n in range(count):
        minutes = 5.0 * 1.15**n
        flow = Flow(f"s{n}", MODES[n % 3], minutes, (f"part {n}",), 100.0 / (n + 1), None)
        around.append(Around(title.format(n=n), minutes, [flow], [f"tip {n}"]))
    return ElementTree.fromstring(ring("Plant <1>", around, WORDS))


def names(svg: ElementTree.Element) -> list[tuple[float, float, float, str, str]]:
    """Of each name: where it stands, its turn in degrees, its anchor and text."""
    found = []
    for text in svg.iter(f"{SVG}text"):
        if "Supplier" not in (text.text or ""):
            continue
        turned = re.match(r"translate\((\S+) (\S+)\) rotate\((\S+)\)", text.get("transform", ""))
        x, y, turn = (
            (float(one) for one in turned.groups())
            if turned
            else (float(text.get("x", 0)), float(text.get("y", 0)), 0.0)
        )
        found.append((x, y, turn, text.get("text-anchor", "start"), text.text or ""))
    return found


@pytest.mark.parametrize("count", [1, 2, 5, 8, 9, 18, 19, 63, 120])
def test_all_names_stand_in_the_picture(count: int) -> None:
    svg = drawn(count)
    _, _, wide, high = (float(one) for one in svg.get("viewBox", "").split())
    assert len(names(svg)) == count
    for x, y, turn, anchor, text in names(svg):
        long = width(text, 10.5)
        reach = {"start": (0.0, long), "end": (-long, 0.0), "middle": (-long / 2, long / 2)}[anchor]
        for along in reach:
            assert 0.0 <= x + along * math.cos(math.radians(turn)) <= wide
            assert 0.0 <= y + along * math.sin(math.radians(turn)) <= high
        assert abs(turn) <= 90.0 or turn >= 270.0  # never upside down


@pytest.mark.parametrize("count", [5, 18, 63])
def test_no_two_names_are_closer_than_a_line(count: int) -> None:
    places = [(x, y) for x, y, *_ in names(drawn(count))]
    nearest = min(math.dist(one, other) for k, one in enumerate(places) for other in places[:k])
    assert nearest > 13.0


def test_strokes_are_as_wide_as_their_trucks_and_as_coloured_as_their_mode() -> None:
    flows = [Flow("a", "jit", 10.0, ("x",), 40.0, None), Flow("a", "kanban", 10.0, ("y",), 10.0, None)]
    svg = ElementTree.fromstring(ring("plant", [Around("A", 10.0, flows, ["one", "two"])], WORDS))
    wides = {path.get("stroke"): float(path.get("stroke-width", 0)) for path in svg.iter(f"{SVG}path")}
    assert wides[MODE["jit"]] == 11.0
    assert wides[MODE["kanban"]] == pytest.approx(2.75, abs=0.06)
    said = [text.text for text in svg.iter(f"{SVG}text")]
    assert "just in time: 40 a day" in said
    assert "Width: trucks a day, at most 40" in said


def test_who_is_farther_stands_farther_out() -> None:
    svg = drawn(63)
    middle = float(svg.get("viewBox", "").split()[2]) / 2.0
    far = {}
    for group in svg.iter(f"{SVG}g"):
        node, tip = group.find(f"{SVG}circle[@stroke='#fff']"), group.findtext(f"{SVG}title") or ""
        if node is not None:
            place = float(node.get("cx", 0)), float(node.get("cy", 0))
            far[int(re.findall(r"number (\d+)", tip)[0])] = math.dist(place, (middle, middle))
    assert [far[n] for n in range(63)] == sorted(far.values())


def test_nothing_comes_yet() -> None:
    flow = Flow("a", "lane", 0.0, ("x",), 0.0, None)
    assert "nan" not in ring("plant", [Around("A", 0.0, [flow], ["none"])], WORDS)
