"""Guide paths: what the notation means, and what each mistake is called."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from taktwin.model.errors import ModelError
from taktwin.model.files.load import load_model
from taktwin.model.files.yamlio import load_model as load_file

TEXT = """
taktwin: 1
name: hall
paths:
  loop:
    ways: [a > b > c > a, b <> d, {way: c > e > a, length: 7 m, speed: 0.5 m/s}]
    points: {a: [0, 0], b: [0, 30], c: [40, 30], d: [0, 35]}
    stations: {a: 2, d: 1}
    chargers: {c: 1}
    parking: {e: 3}
fleets:
  tugs: {count: 3, paths: loop, speed: 1 m/s, length: 2 m}
parts: {rack: {family: racks}}
stocks: {full: {part: rack, initial: unlimited}, used: {part: rack, initial: 0}}
feeds: {racks: {from: full, to: used, fleet: tugs, from_point: a, to_point: d, lot: 1, reorder: 5}}
orders: {jobs: {}}
shops: {hall: {lines: {main: {orders: jobs, flow: [{station: m, cycle: 1 s, uses: [{part: rack, from: used}]}]}}}}
"""

#: Without its closing bracket.
BATTERY = "{capacity: 1 kWh, driving: 1 kW, charge: 1 kW"


def problems(*changes: tuple[str, str]) -> str:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    with pytest.raises(ModelError) as error:
        load_model(text)
    return "\n".join(f"{one.path}: {one.message}; {one.remedy}" for one in error.value.problems)


def test_ways_become_edges() -> None:
    edges = load_model(TEXT).paths["loop"].edges()
    assert [(e.start, e.end, e.length, e.two_way) for e in edges] == [
        ("a", "b", 30, False), ("b", "c", 40, False), ("c", "a", 50, False), ("b", "d", 5, True),
        ("c", "e", 7, False), ("e", "a", 7, False),
    ]  # fmt: skip
    assert [e.speed for e in edges][3:] == [float("inf"), 0.5, 0.5]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([("a > b > c > a", "a > b >")], 'cannot read the way "a > b >"'),
        ([("d: [0, 35]", "f: [0, 35]")], 'the point "d" has no position'),
        ([("d: [0, 35]", "d: [0, 35, 1]")], 'the position of "d" has 3 numbers'),
        ([("stations: {a: 2", "stations: {aa: 2")], 'no way leads to a point "aa"; did you mean `a`?'),
        ([("a: 2, d: 1", "a: 2, d: 0")], "there is no place at d"),
        ([("b <> d", "b > d")], 'no way leads from "d" to "a"'),
        ([("b <> d", "d > b")], 'no way leads from "a" to "d"'),
        ([("b <> d", "b <> d, d > b")], 'two ways lead from "d" to "b"'),
        ([("b <> d", "b <> d, d > d")], 'a way leads from "d" to itself'),
        ([("parking:", "waiting: {bb: 1}\n    parking:")], 'no way leads to a point "bb"; did you mean `b`?'),
        ([("parking:", "waiting: {b: 0}\n    parking:")], "there is no place at b"),
        ([("parking:", "waiting: {b: -1}\n    parking:")], "waiting.b"),
        ([("parking:", "waiting: b\n    parking:")], "paths.loop.waiting"),
        ([("parking:", "waiting: {b: 1.5}\n    parking:")], "waiting.b"),
        ([("parking:", "waitings: {b: 1}\n    parking:")], "waiting"),
        ([("e: 3", "e: 2")], "3 vehicles, but 2 parking places"),
        ([("length: 2 m", "length: 6 m")], "the way b > d of 5 m is shorter than a vehicle of 6 m"),
        ([("paths: loop", "paths: lop")], 'there is no guide path "lop"; did you mean `loop`?'),
        ([("from_point: a, ", "")], 'the key "from_point" is missing: the fleet "tugs" runs on the guide path "loop"'),
        ([("to_point: d", "to_point: b")], 'there is no station of "loop" called "b"'),
        ([("paths: loop, ", "")], "`length` means nothing without a guide path"),
        ([("paths: loop, ", ""), (", length: 2 m", "")], 'the key "distance" is missing'),
        ([("length: 2 m", "acceleration: 0 m/s2")], "the acceleration of a vehicle cannot be 0"),
        ([("length: 2 m", f"power: {{electricity: {{working: 1 kW}}}}, battery: {BATTERY}}}")], "counted twice"),
        ([("chargers: {c: 1}", "chargers: {}"),
          ("length: 2 m", f"battery: {BATTERY}}}")], '"loop" has no charger'),
        ([("length: 2 m", f"battery: {BATTERY}, low: 90 %, high: 80 %}}")],
         "`low` (90 %) is not below `high` (80 %)"),
        ([("length: 2 m", "battery: {capacity: 1 m3, driving: 1 kW, charge: 1 kW}")], 'expected an energy above 0'),
    ],
)  # fmt: skip
def test_mistakes(changes: list[tuple[str, str]], said: str) -> None:
    assert said in problems(*changes)


SHEET: dict[str, Any] = {
    "version": "2.1.0",
    "physicalParameters": {"speedMax": 1.4, "accelerationMax": 0.6, "decelerationMax": 0.9, "length": 1.6, "width": 1},
    "loadSpecification": {"loadSets": [{"pickTime": 18, "dropTime": 14}, {"pickTime": 12, "dropTime": 20}]},
}


def with_sheet(folder: Path, sheet: Any) -> Any:
    (folder / "sheet.json").write_text(sheet if isinstance(sheet, str) else json.dumps(sheet), encoding="utf-8")
    (folder / "hall.yaml").write_text(TEXT.replace("speed: 1 m/s, length: 2 m", "length: 2 m, factsheet: sheet.json"))
    return load_file(folder / "hall.yaml").fleets["tugs"]


def test_a_factsheet_gives_what_the_fleet_does_not(tmp_path: Path) -> None:
    fleet = with_sheet(tmp_path, SHEET)
    assert (fleet.speed.value, fleet.acceleration.value, fleet.deceleration.value) == (1.4, 0.6, 0.9)
    assert (fleet.length.value, fleet.load.mean, fleet.unload.mean) == (2, 18, 20)


def test_a_factsheet_of_version_3(tmp_path: Path) -> None:
    sheet = {"version": "3.0.0", "physicalParameters": {"maximumSpeed": 2, "maximumAcceleration": 1, "length": 1.2}}
    fleet = with_sheet(tmp_path, sheet)
    assert (fleet.speed.value, fleet.acceleration.value, fleet.deceleration) == (2, 1, None)


def test_a_base_model_finds_its_factsheet(tmp_path: Path) -> None:
    base = tmp_path / "base"
    base.mkdir()
    with_sheet(base, SHEET)
    (tmp_path / "study.yaml").write_text("taktwin: 1\nname: study\nextends: base/hall.yaml\n", encoding="utf-8")
    assert load_file(tmp_path / "study.yaml").fleets["tugs"].speed.value == 1.4


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("speedMax", None, "lacks physicalParameters.speedMax"),
        ("length", None, "lacks physicalParameters.length"),
        ("speedMax", "fast", 'physicalParameters.speedMax is "fast", expected a number above 0'),
        ("accelerationMax", 0, "physicalParameters.accelerationMax is 0, expected a number above 0"),
        ("length", True, "physicalParameters.length is true"),
    ],
)
def test_a_factsheet_with_a_missing_or_an_odd_field(tmp_path: Path, field: str, value: Any, said: str) -> None:
    sheet = copy.deepcopy(SHEET)
    sheet["physicalParameters"][field] = value
    if value is None:
        del sheet["physicalParameters"][field]
    with pytest.raises(ModelError, match=said):
        with_sheet(tmp_path, sheet)


def test_a_factsheet_that_is_none(tmp_path: Path) -> None:
    for text, said in (("{", "is no JSON"), ("[]", "has no `physicalParameters`"), ("{}", "has no `physicalPar")):
        with pytest.raises(ModelError, match=said):
            with_sheet(tmp_path, text)
    sheet = copy.deepcopy(SHEET)
    sheet["loadSpecification"]["loadSets"][1]["dropTime"] = -1
    with pytest.raises(ModelError, match=r"loadSets\.1\.dropTime is -1"):
        with_sheet(tmp_path, sheet)
    (tmp_path / "sheet.json").unlink()
    with pytest.raises(ModelError, match="cannot read the factsheet"):
        load_file(tmp_path / "hall.yaml")
