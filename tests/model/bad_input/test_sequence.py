"""Bad input: the rules of a sequence."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.model import ModelError, load_model
from tests.model.bad_input.case import line_of
from tests.model.plant_text import PLANT

RULES = """\
    sequence:
      cars: 20
      colour: colour
      batch_limit: 5
      ratios:
        red-cars: {at_most: 1, of: 3, when: {colour: red}}
        suvs: {at_most: 2, of: 5, when: {product: suv}, priority: low}
      objectives: [high_violations, paint_color_changes]
      at: body gate
      takt: 100 s
      drift: 20 s
"""
AFTER = "    mix: {sedan: 70 %, suv: 30 %}\n    interval: 120 s\n"
RULED = PLANT.replace(AFTER, AFTER + RULES).replace(
    "- station: weld\n", "- station: weld\n            point: body gate\n"
)
RED = "of: 3, when: {colour: red}"
RED_OF = "of: 3, when: "
HERE = "orders.cars.sequence"


def test_the_rules_as_they_are() -> None:
    rules = load_model(RULED).orders["cars"].sequence
    assert rules is not None
    assert (rules.cars.value if rules.cars else None, rules.draw.value, rules.drift.value) == (20, 1, 20)
    assert rules.ratios["suvs"].priority == "low"
    assert rules.ratios["suvs"].when == {"product": ["suv"]}
    assert rules.objectives == ["high_violations", "paint_color_changes"]


def test_a_shop_is_a_point_too() -> None:
    load_model(RULED.replace("at: body gate", "at: paint"))


@pytest.mark.parametrize(
    ("old", "new", "path", "message", "remedy"),
    [
        ("cars: 20", "cars: 0", "cars", "a day cannot be 0", "above 0"),
        ("cars: 20\n", "draw: 3\n", "", "the day has no cars", "`cars: 600`"),
        ("colour: colour\n", "colour: color\n", "colour", 'no option "color"', "`colour`"),
        ("      colour: colour\n", "", "batch_limit", "batch limit, but no colour", "`colour: OPTION`"),
        ("batch_limit: 5", "batch_limit: 0", "batch_limit", "a colour batch cannot be 0", "above 0"),
        ("batch_limit: 5", "batch_limit: -1", "batch_limit", "cannot be negative", "zero or above"),
        ("batch_limit: 5", "batch_limit: 2.5", "batch_limit", "expected a whole number", "whole number"),
        ("at_most: 1, of: 3", "at_most: 3, of: 3", "ratios.red-cars.at_most", "is always kept", "below 3"),
        ("at_most: 1, of: 3", "at_most: 0, of: 3", "ratios.red-cars.at_most", "lets no car pass", "at_most: 1"),
        ("at_most: 1, of: 3", "at_most: 0, of: 0", "ratios.red-cars.of", "says nothing", "{at_most: 1, of: 3}"),
        ("at_most: 1, of: 3", "atmost: 1, of: 3", "ratios.red-cars", "atmost", "`at_most`"),
        (
            "of: 3, when: {colour: red}",
            "of: 3, when: {colour: rad}",
            "when.colour",
            'no value of colour "rad"',
            "`red`",
        ),
        (RED, RED_OF + "{color: red}", "when.color", 'no option "color"', "`colour`"),
        (
            "of: 3, when: {colour: red}",
            "of: 3, when: {}",
            "ratios.red-cars.when",
            "names no cars",
            "when: {OPTION: VALUE}",
        ),
        (
            "of: 3, when: {colour: red}",
            "of: 3, when: {colour: [red, blue]}",
            "when.colour",
            "every car has one",
            "leave some",
        ),
        ("priority: low", "priority: middle", "ratios.suvs.priority", "middle", "low"),
        ("[high_violations, paint", "[high_violation, paint", "objectives", "no objective", "`high_violations`"),
        ("[high_violations, paint_color_changes]", "[smoothing, smoothing]", "objectives", "stands twice", "keep one"),
        ("[high_violations, paint_color_changes]", "[]", "objectives", "there is no objective", "name at least one"),
        ("at: body gate", "at: body gat", "at", 'no point "body gat"', "`body gate`"),
        ("takt: 100 s", "takt: 0 s", "takt", "the takt cannot be 0", "above 0"),
        ("      takt: 100 s\n", "", "drift", "no takt that it goes beyond", "add `takt"),
    ],
)
def test_wrong_rules(old: str, new: str, path: str, message: str, remedy: str, tmp_path: Path) -> None:
    assert RULED.count(old) == 1
    file = tmp_path / "plant.yaml"
    file.write_text(RULED.replace(old, new), encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load_model(file)
    problem = next(one for one in caught.value.problems if message in one.message or message in one.path)
    assert problem.path.startswith(HERE)
    assert path in problem.path
    assert remedy in problem.remedy
    assert problem.file == str(file)
    text = file.read_text(encoding="utf-8")
    first = line_of(text, "    sequence:")
    assert problem.line is not None
    assert first <= problem.line < first + 11
    if new and "\n" not in new:
        assert problem.line == line_of(text, new)


def test_nothing_to_sequence_by() -> None:
    with pytest.raises(ModelError, match="nothing to put in sequence by: add `colour: OPTION` or `ratios:`"):
        load_model(PLANT.replace(AFTER, AFTER + "    sequence: {cars: 20}\n"))


def test_a_file_is_the_day(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("product,colour\nsedan,red\n")
    file = tmp_path / "plant.yaml"
    text = RULED.replace(AFTER, "    file: orders.csv\n")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r"sequence.cars: a file is a day as it is"):
        load_model(file)
    file.write_text(text.replace("      cars: 20\n", ""), encoding="utf-8")
    load_model(file)
