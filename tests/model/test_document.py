import shutil
from pathlib import Path

import pytest

from taktwin.model import ModelError, apply_override, load_model, shipped_models
from taktwin.model.files.document import Document
from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.text.zones import zones_of
from tests.model.plant_text import PLANT


@pytest.mark.parametrize("name", sorted(shipped_models()))
def test_load_and_save_change_no_byte(name: str, tmp_path: Path) -> None:
    source = shipped_models()[name]
    document = Document.load(source)
    document.save(tmp_path / "copy.yaml")
    assert (tmp_path / "copy.yaml").read_bytes() == source.read_bytes()


def changed_lines(before: str, after: str) -> list[tuple[str, str]]:
    pairs = zip(before.splitlines(), after.splitlines(), strict=True)
    return [(old, new) for old, new in pairs if old != new]


def test_a_change_is_a_one_line_diff(tmp_path: Path) -> None:
    source = shipped_models()["phoenix"]
    file = tmp_path / "phoenix.yaml"
    shutil.copy(source, file)
    document = Document.load(file)
    document.set("crews.maintenance.size", "7 [assumed: a trial]")
    document.save()
    diff = changed_lines(source.read_text(encoding="utf-8"), file.read_text(encoding="utf-8"))
    assert len(diff) == 1
    assert "7 [assumed: a trial]" in diff[0][1]
    assert load_model(file).crews["maintenance"].size.value == 7
    assert [path.name for path in tmp_path.iterdir()] == ["phoenix.yaml"]


def test_no_value_takes_out_what_stands_there(tmp_path: Path) -> None:
    file = tmp_path / "plant.yaml"
    file.write_text(PLANT, encoding="utf-8")
    document = Document.load(file)
    document.set("shops.body.lines.main.weld.failures", None)
    document.set("shops.body.lines.main.weld.operators", None)  # is not there
    document.save()
    gone = [line for line in PLANT.splitlines() if line not in file.read_text(encoding="utf-8").splitlines()]
    assert [line.strip() for line in gone] == ["failures: [robot]"]
    load_model(file)


def test_operators_of_zones_are_written_back(tmp_path: Path) -> None:
    """Into the file as one line of it, and as the model that a run keeps beside its tables."""
    file = tmp_path / "plant.yaml"
    line = "{moving_line: sanding, takt: 100 s, zones: 3, cycle: 90 s, except: {2: {operators: []}}}"
    text = PLANT.replace("{station: sanding, cycle: 20 min, servers: 2}", line)
    file.write_text(f"{text}operators: {{team: {{count: 2}}}}\n", encoding="utf-8")
    before = file.read_text(encoding="utf-8")
    document = Document.load(file)
    document.set("shops.paint.lines.rework.sanding.operators", [{"need": "team", "count": 2}])
    document.set("shops.paint.lines.rework.sanding.except.3", {"operators": "team", "priority": 1})
    document.save()
    assert len(changed_lines(before, file.read_text(encoding="utf-8"))) == 1
    model = load_model(file)
    kept = PlantModel.model_validate(model.model_dump(mode="json", by_alias=True, exclude_unset=True))
    for one in (model, load_model(kept)):
        (sanding,) = (element for *_, element in one.all_elements() if isinstance(element, ZonedLine))
        needs = [[(need.need, need.count.value) for need in zone.operators] for zone in zones_of(sanding)]
        assert needs == [[("team", 2.0)], [], [("team", 1.0)]]
        assert [zone.priority.value for zone in zones_of(sanding)] == [0.0, 0.0, 1.0]


ODD = """\
# a comment
taktwin:   1
name: 'odd'        # kept

options:
    colour: {red:  40 %,   blue: 60 %}   # four blanks
crews:
    one: {size: 1}
    two: {size: "2"}   # two
shops: {s: {lines: {l: {endless: true, flow: [{station: a, cycle: 1 s},
    {station: b, cycle: 2 s}]}}}}
"""


def test_odd_layout_stays() -> None:
    assert Document(ODD).text() == ODD


def test_an_edit_of_odd_layout_keeps_the_other_lines() -> None:
    document = Document(ODD)
    document.set("crews.two.size", 3)
    text = document.text()
    assert "# four blanks" in text
    assert "name: 'odd'        # kept" in text
    assert Document(text).data["crews"]["two"]["size"] == 3


def test_crlf_and_no_final_newline_stay(tmp_path: Path) -> None:
    for text in (PLANT.replace("\n", "\r\n"), PLANT.rstrip("\n")):
        file = tmp_path / "plant.yaml"
        file.write_bytes(text.encode())
        document = Document.load(file)
        document.save()
        assert file.read_bytes() == text.encode()


def test_list_entries_by_name_and_integer_keys() -> None:
    document = Document(PLANT)
    document.set("shops.body.lines.main.weld.except.2.cycle", "95 s")
    document.set("shops.body.lines.main.after-weld.capacity", 9)
    diff = changed_lines(PLANT, document.text())
    assert [new.strip() for _, new in diff] == ["2: {cycle: 95 s}", "capacity: 9"]


def test_an_unknown_path_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "plant.yaml"
    file.write_text(PLANT, encoding="utf-8")
    document = Document.load(file)
    with pytest.raises(ModelError, match="did you mean"):
        apply_override(document.data, "crews.repairer.size=3")
    document.save()
    assert file.read_text(encoding="utf-8") == PLANT


def test_a_failed_save_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "plant.yaml"
    file.write_text(PLANT, encoding="utf-8")
    document = Document.load(file)
    document.set("crews.repairers.size", 3)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(ModelError, match="cannot write the file"):
        document.save()
    assert file.read_text(encoding="utf-8") == PLANT
    assert [path.name for path in tmp_path.iterdir()] == ["plant.yaml"]
