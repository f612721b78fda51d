"""Mapping files: what they tell, what is wrong with them, and what lacks on either side."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.live.mapping import check, codes, modes, pattern, translate
from taktwin.live.mapping.check import TagCheck, check_mapping, parts_of
from taktwin.live.mapping.codes import SHIPPED, shipped_codes
from taktwin.live.mapping.file import load_mapping, mapping_of
from taktwin.live.mapping.kinds import EXIT, KINDS, MACHINES, PLACES
from taktwin.live.mapping.pattern import PatternError, compiled
from taktwin.live.mapping.translate import Translation
from taktwin.live.record import Record
from taktwin.live.sparkplug.tags import Tag
from taktwin.live.sparkplug.values import Quality, Reading
from taktwin.model.errors import ModelError
from taktwin.model.files.load import load_model
from taktwin.model.nouns.element import ELEMENT_TYPES

MODEL = """\
taktwin: 1
name: small
products: {car: {}}
orders: {cars: {mix: {car: 1}, interval: 60 s}}
shops:
  body:
    lines:
      main:
        orders: cars
        flow:
          - {station: weld, count: 2, cycle: 50 s}
          - {buffer: gap, capacity: 3}
          - {station: close, cycle: 50 s}
"""
TEXT = """\
mapping: 1
plant: small
codes:
  ours:
    1: {name: runs, means: working}
    -2: {name: broken, means: down}
names: {ST10: weld-1, ST20: weld-2, ST30: close}
tags:
  - {tag: "plant/line/{station}/Counter/Good", is: counter, of: "{station}", width: 16}
  - {tag: "plant/line/{station}/State", is: state, of: "{station}", codes: packtags}
  - {tag: "plant/*/{station}/Code", is: state, of: "{station}", codes: ours}
  - {tag: plant/line/Gap, is: level, of: gap}
  - {tag: "**/bdSeq", is: ignored}
"""
TAGS = [
    *(f"plant/line/ST{n}0/Counter/Good" for n in (1, 2, 3)),
    "plant/line/ST10/State",
    "plant/line/ST30/Code",
    "plant/line/Gap",
    "plant/line/bdSeq",
]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory):
    file = tmp_path_factory.mktemp("model") / "small.yaml"
    file.write_text(MODEL, encoding="utf-8")
    return load_model(file)


def test_what_tags_tell() -> None:
    mapping = mapping_of(TEXT)
    good = mapping.told("plant/line/ST10/Counter/Good")
    assert good is not None
    assert (good.resource, good.kind, good.width) == ("weld-1", "counter", 16)
    state = mapping.told("plant/line/ST20/State")
    assert state is not None
    assert state.codes is shipped_codes("packtags")
    assert mapping.told("plant/line/ST10/Counter/Bad") is None
    assert mapping.told("plant/line/cell/ST10/Counter/Good") is None
    ignored = mapping.told("a/b/c/bdSeq")
    assert ignored is not None
    assert ignored.kind == "ignored"


def test_a_whole_mapping_has_no_problems(model) -> None:
    found = check_mapping(mapping_of(TEXT), model, TAGS)
    assert found.problems == found.unmapped == found.unseen == found.unused == ()
    assert found.told["plant/line/ST30/Counter/Good"] == ("close", "counter")
    found.raise_problems()


def test_what_lacks_on_either_side(model) -> None:
    found = check_mapping(mapping_of(TEXT), model, ["plant/line/ST10/State", "plant/line/Temp", "plant/line/Gap"])
    assert found.unmapped == ("plant/line/Temp",)
    assert [part.name for part in found.unseen] == ["weld-2", "close"]
    assert found.unused == (0, 2, 4)


@pytest.mark.parametrize(
    ("tags", "line", "message", "remedy"),
    [
        (["plant/line/weld-3/State"], 10, 'there is no "weld-3" in the model', "weld-"),
        (["plant/line/gap/State"], 10, '"gap" is a buffer, which has no state', "state is of: station"),
        (["plant/line/ST10/State", "plant/x/ST10/Code"], 11, 'are both the state of "weld-1"', "ignored"),
    ],
)
def test_tags_and_model_that_do_not_go_together(
    model, tmp_path: Path, tags: list[str], line: int, message: str, remedy: str
) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(TEXT, encoding="utf-8")
    (problem,) = check_mapping(load_mapping(file), model, tags).problems
    assert (problem.file, problem.line) == (str(file), line)
    assert message in problem.message
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("old", "new", "line", "path", "message", "remedy"),
    [
        (
            "of: gap",
            "of: gab",
            12,
            "tags.3.of",
            '"plant/line/Gap": there is no "gab" in the model',
            "did you mean `gap`",
        ),
        ("of: gap", "of: close", 12, "tags.3.of", '"close" is a station, which has no level', "level is of: buffer"),
        ("ST30: close", "ST30: shut", 7, "names.ST30", '"ST30": there is no "shut" in the model', "weld-1"),
    ],
)
def test_parts_that_are_not_there_are_found_without_a_tag(
    model, old: str, new: str, line: int, path: str, message: str, remedy: str
) -> None:
    (problem,) = check_mapping(mapping_of(TEXT.replace(old, new), "map.yaml"), model, ()).problems
    assert (problem.file, problem.line, problem.path) == ("map.yaml", line, path)
    assert message in problem.message
    assert remedy in problem.remedy
    again = check_mapping(mapping_of(TEXT.replace(old, new), "map.yaml"), model, ["plant/line/Gap", "plant/line/Gap"])
    assert again.problems == (problem,), "it is told once"


def test_a_name_may_be_a_piece_of_a_name(model) -> None:
    text = TEXT.replace("ST30: close}", "ST30: close, L: weld}").replace("of: gap", 'of: "{l}-1"')
    text = text.replace("plant/line/Gap, is: level", '"plant/{l}/Cycle", is: cycle')
    found = check_mapping(mapping_of(text), model, ["plant/L/Cycle"])
    assert not found.problems
    assert found.told == {"plant/L/Cycle": ("weld-1", "cycle")}


def test_what_a_plant_at_work_tells_that_nobody_knows(model) -> None:
    mapping = mapping_of(TEXT, "map.yaml")
    held = TagCheck(mapping, model)
    translation = Translation(mapping, held)
    for name, value in (("plant/line/ST30/Code", 7), ("plant/line/ST30/Code", 7), ("plant/line/ST30/Code", None)):
        list(translation.records([Reading(Tag(0, "plant", "", name[6:], 3), 0, 0, value, Quality.GOOD, False)]))
    for tag in ("plant/line/Temp", "plant/Node Control/Rebirth", "plant/line/ST10/State"):
        translation.tells(tag)
    found = held.as_dict()
    (problem,) = found["problems"]
    assert (problem["file"], problem["line"], problem["path"]) == ("map.yaml", 11, "tags.2.codes")
    assert problem["message"] == '"plant/line/ST30/Code" tells 7, which the table "ours" does not have'
    assert (found["unmapped"], found["such_as"]) == (1, ["plant/line/Temp"])
    assert found["unseen"] == ["weld-2"]
    assert found["unused_lines"] == [9, 12, 13]


def test_another_plant(model) -> None:
    found = check_mapping(mapping_of(TEXT.replace("plant: small", "plant: large")), model, TAGS)
    with pytest.raises(ModelError, match='the mapping is for "large", the model is "small"'):
        found.raise_problems()


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "remedy"),
    [
        ("mapping: 1", "mapping: 2", 1, "version 1 of mappings, not 2", "mapping: 1"),
        ("is: level", "is: lvel", 12, 'got "lvel"', "level"),
        ("is: level,", "iss: level, is: level,", 12, 'unknown key "iss"', "did you mean"),
        (", of: gap", "", 12, "needs the part of the model", "of: NAME"),
        ('of: "{station}", width', 'of: "{cell}", width', 9, "{cell} is not in the pattern", "{cell}"),
        (
            ", codes: packtags",
            "",
            10,
            "a state needs its table of codes",
            "packtags, opc30060, machinery_state, machinery_mode, ours",
        ),
        ("codes: packtags", "codes: packtag", 10, 'no table of codes "packtag"', "packtags"),
        ("of: gap", "of: gap, codes: ours", 12, "`is: level` has no codes", "is: state"),
        ("of: gap", "of: gap, width: 16", 12, "`is: level` has no width", "counters"),
        ("width: 16", "width: 12", 9, "a width of 12 bits", "8, 16, 32, 64"),
        ("plant/line/Gap", '"plant/{line/Gap"', 12, "cannot be meant", "in braces"),
        ("  ours:", "  packtags:", 4, "the name of a shipped table", "another name"),
        ("    1: {", "    one: {", 5, 'expected a number, got "one"', "whole numbers"),
        ("means: down", "means: dead", 6, 'got "dead"', "down"),
        ("tags:", "tagz:", 8, 'unknown key "tagz"', "tags"),
    ],
)
def test_faults_of_the_file(tmp_path: Path, old: str, new: str, line: int, message: str, remedy: str) -> None:
    assert TEXT.count(old) == 1
    file = tmp_path / "map.yaml"
    file.write_text(TEXT.replace(old, new), encoding="utf-8")
    with pytest.raises(ModelError) as told:
        load_mapping(file)
    problem = next(one for one in told.value.problems if message in one.message)
    assert (problem.file, problem.line) == (str(file), line)
    assert remedy in problem.remedy


@pytest.mark.parametrize("wrong", ["", "a{", "a}b", "{x}/{x}", "{1}"])
def test_patterns_that_cannot_be(wrong: str) -> None:
    with pytest.raises(PatternError):
        compiled(wrong)


def test_patterns() -> None:
    assert compiled("a.b/*").fullmatch("a.b/c")
    assert not compiled("a.b/*").fullmatch("axb/c")
    assert not compiled("a/*").fullmatch("a/b/c")
    assert compiled("a/**/d").fullmatch("a/b/c/d")
    assert compiled("line-{n}/x").fullmatch("line-3/x")["n"] == "3"  # pyright: ignore[reportOptionalSubscript]


def test_the_tables_of_packml_differ() -> None:
    """The same five states under other numbers; a wrong table would be believed without a word."""
    numbers = {"Execute": (6, 4), "Held": (11, 15), "Suspended": (5, 12), "Aborted": (9, 8), "Idle": (4, 2)}
    for name, (in_tags, in_opc) in numbers.items():
        one, other = shipped_codes("packtags"), shipped_codes("opc30060")
        assert (one.names[in_tags], other.names[in_opc]) == (name, name)
        assert one.meaning(in_tags) == other.meaning(in_opc)
    assert [len(shipped_codes(name).names) for name in SHIPPED] == [18, 17, 4, 4]


def test_state_and_mode_together() -> None:
    """OPC UA for Machinery tells them apart, as names or as numbers; either can change what a machine does."""
    both = Translation(
        mapping_of(
            "mapping: 1\ntags:\n"
            '  - {tag: "{m}/MachineryItemState", is: state, of: "{m}", codes: machinery_state}\n'
            '  - {tag: "{m}/MachineryOperationMode", is: mode, of: "{m}", codes: machinery_mode}\n'
        )
    )

    def told(name: str, value: object, quality: Quality = Quality.GOOD) -> list[tuple[str, str, str]]:
        reading = Reading(Tag(0, "mill", "", name, 0), 1, 2, value, quality, False)
        return [(one.kind, one.value, one.quality) for one in both.records([reading])]

    state, mode = "MachineryItemState", "MachineryOperationMode"
    assert told(mode, "Setup") == []  # nobody knows the state yet
    assert told(state, "Executing") == [("state", "setup", "good")]
    assert told(mode, 3) == [("state", "working", "good")]
    assert told(state, "NotExecuting") == [("state", "waiting", "good")]
    assert told(mode, "None") == [("state", "stopped", "good")]
    assert told(mode, "Maintenance") == [("state", "maintenance", "good")]
    assert told(state, 1) == [("state", "maintenance", "good")]
    assert told(mode, "Processing", Quality.UNCERTAIN) == [("state", "down", "good")]
    assert told(state, "Flying") == [("state", "unknown", "bad")]
    assert told(state, "Executing", Quality.UNCERTAIN) == [("state", "working", "uncertain")]
    assert told(mode, "?") == []  # a mode that nobody knows is as none


def test_readings_become_records() -> None:
    translation = Translation(mapping_of(TEXT))

    def told(node: str, name: str, value: object, quality: Quality = Quality.GOOD) -> list[Record]:
        tag = Tag(0, node, "", name, 0)
        found = list(translation.records([Reading(tag, 1, 2, value, quality, False)]))
        assert all(one.source == node for one in found)
        return [one._replace(source="") for one in found]

    counter = Record(1, 2, "weld-1", "counter", 65_535, width=16)
    assert told("plant/line", "ST10/Counter/Good", 65_535) == [counter]
    assert told("plant/line", "ST10/State", 5) == [Record(1, 2, "weld-1", "state", "waiting")]
    assert told("plant/line", "ST10/State", 6.0) == [Record(1, 2, "weld-1", "state", "working")]
    for value in (99, "x", None, True, float("nan"), float("inf")):
        assert told("plant/line", "ST10/State", value) == [Record(1, 2, "weld-1", "state", "unknown", "bad")]
    assert told("plant/line", "ST30/Code", -2) == [Record(1, 2, "close", "state", "down")]
    assert told("plant/line", "Gap", 3, Quality.STALE) == [Record(1, 2, "gap", "level", 3, "stale")]
    assert told("plant/line", "bdSeq", 3) == told("plant/line", "Other", 3) == []


def test_parts_of_the_reference_plant() -> None:
    parts = parts_of(load_model("phoenix"))
    assert parts["front-floor-1"].kind == "station"
    assert parts["press-1"].kind == "cell"
    assert parts["agv-line"].kind == "fleet"
    assert parts["steel-yard"].kind == "stock"


def test_every_kind_of_element_is_a_machine_or_a_place() -> None:
    """A new kind of element has to say what tags can tell of it."""
    assert set(ELEMENT_TYPES) | {"cell"} == set(MACHINES) | set(PLACES)
    assert all(
        set(kind.of) <= {*MACHINES, *PLACES, "line", EXIT, "stock", "fleet", "orders"} for kind in KINDS.values()
    )


@pytest.mark.parametrize("module", [check, codes, modes, pattern, translate])
def test_examples(module) -> None:
    import doctest

    assert doctest.testmod(module).failed == 0
