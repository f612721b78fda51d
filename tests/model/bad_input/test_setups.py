"""Bad input: setups without a time, and matrices that lack a pair, name no value, or come from a file that is wrong."""

from pathlib import Path

import pytest

from taktwin.model import ModelError, load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station
from tests.model.bad_input.case import Case, check, each
from tests.model.plant_text import changed

SETUP = "setup: {by: colour, time: 10 s, purge_after: 10, purge_time: 20 s}"


def by(rest: str) -> str:
    return f"setup: {{by: colour{rest}}}"


def matrix(text: str, rest: str = "") -> str:
    return by(f", matrix: {{{text}}}{rest}")


CASES = [
    Case("no time", SETUP, by(""), "topcoat.setup", "neither `time` nor `matrix`", "time: 5 min"),
    Case("empty", SETUP, matrix(""), "topcoat.setup", "neither `time` nor `matrix`", "time: 5 min"),
    Case("no option", SETUP, "setup: {by: colur, matrix: {red: {blue: 1 s}}}", "setup.by", "no option", "`colour`"),
    Case("by visit", SETUP, "setup: {by: visit, matrix: {1: {2: 1 s}}}", "setup.by", "no option", ""),
    Case("pair", SETUP, matrix("red: {blue: 1 s}"), "setup.matrix", 'from colour "blue" to "red"', "blue: {red: TIME}"),
    Case("other pair", SETUP, matrix("blue: {red: 1 s}"), "setup.matrix", 'from colour "red" to "blue"', "`time:"),
    Case("row alone", SETUP, matrix("red: {}"), "setup.matrix", "nor for 1 other", "`blue: {red: TIME}`"),
    Case("from", SETUP, matrix("rad: {blue: 1 s}", ", time: 1 s"), "matrix.rad", 'no value of colour "rad"', "`red`"),
    Case("to", SETUP, matrix("red: {bleu: 1 s}", ", time: 1 s"), "red.bleu", 'no value of colour "bleu"', "`blue`"),
    Case(
        "product", SETUP, "setup: {by: product, matrix: {sedan: {svu: 1 s}}, time: 1 s}", "sedan.svu",
        'no product "svu"', "`suv`",
    ),
    Case(
        "products", SETUP, "setup: {by: product, matrix: {sedan: {suv: 1 s}}}", "setup.matrix",
        'no time from product "suv" to "sedan"', "suv: {sedan: TIME}",
    ),
    Case(
        "itself", SETUP, matrix("red: {red: 1 s}", ", time: 1 s"), "red.red", 'no setup is due from "red" to "red"',
        "purge_after",
    ),
    Case("unit", SETUP, matrix("red: {blue: 1 kg}", ", time: 1 s"), "red.blue", "", ""),
    Case("negative", SETUP, matrix("red: {blue: -1 s}", ", time: 1 s"), "red.blue", "", ""),
    Case("bare", SETUP, matrix("red: {blue: 5}", ", time: 1 s"), "red.blue", "", "unit"),
    Case("word", SETUP, matrix("red: {blue: soon}", ", time: 1 s"), "red.blue", "", ""),
    Case("shape", SETUP, matrix("red: {blue: exq(1 s)}", ", time: 1 s"), "red.blue", "exq", "exp"),
    Case("flat", SETUP, matrix("red: 5 s", ", time: 1 s"), "matrix.red", "", ""),
    Case("list", SETUP, by(", matrix: [1 s, 2 s], time: 1 s"), "setup.matrix", "", ""),
    Case("number", SETUP, by(", matrix: 5, time: 1 s"), "setup.matrix", "", ""),
    Case("purge", SETUP, matrix("red: {blue: 1 s}, blue: {red: 1 s}", ", purge_after: 3"), "setup", "a purge take", ""),
    Case("no purge", SETUP, matrix("red: {blue: 1 s}", ", time: 1 s, purge_time: 1 s"), "purge_time", "never used", ""),
    Case("misspelt", SETUP, by(", matrx: {red: {blue: 1 s}}, time: 1 s"), "setup.matrx", "matrx", "`matrix`"),
    Case("no file", SETUP, by(", matrix: nowhere.csv"), "setup.matrix", "no such file", "check the name"),
    Case("no matrix", SETUP, by(", matrix: ''"), "setup.matrix", "a folder", "name the file"),
    Case("twice", SETUP, "setup: {by: colour, time: 1 s, default: 1 s}", "setup.default", "default", ""),
]  # fmt: skip


@each(CASES)
def test_setups(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


FILES = {
    "empty": ("", "holds no matrix", "first row"),
    "no values": ("from\nred\n", "holds no matrix", "first row"),
    "heading alone": ("from,red,blue\n", "holds no matrix", "first row"),
    "to twice": ("from,red,red\nred,0,1\n", '"red" twice', "once"),
    "nameless to": ("from,,blue\nred,0,1\n", "column without a value", "once"),
    "from twice": ("from,red,blue\nred,0,1\nred,0,1\n", 'row 3: the second row from "red"', "once"),
    "nameless from": ("from,red,blue\n,0,1\n", "row 2: no value from which", "once"),
    "too wide": ("from,red,blue\nred,0,1,7\n", "row 2: more times than", "remove"),
    "word": ("from,red,blue\nred,0,soon\n", "row 2", ""),
    "mass": ("from,red,blue\nred,0,3 kg\n", "row 2", ""),
    "negative": ("from,red,blue\nred,0,-3\n", "row 2", ""),
    "open quotation": ('from,red,blue\nred,0,"3\n', "cannot be read", "quotation"),
    "pair": ("from,red,blue\nred,0,3\n", 'from colour "blue" to "red"', "TIME"),
    "empty cell": ("from,red,blue\nred,0,3\nblue,,0\n", 'from colour "blue" to "red"', "TIME"),
    "itself": ("from,red,blue\nred,2,3\nblue,1,0\n", 'from "red" to "red"', "purge_after"),
    "value": ("from,red,green\nred,0,3\nblue,1,0\n", 'no value of colour "green"', ""),
}


@pytest.mark.parametrize("case", FILES)
def test_files(case: str, tmp_path: Path) -> None:
    text, message, remedy = FILES[case]
    (tmp_path / "changes.csv").write_text(text, encoding="utf-8")
    file = tmp_path / "plant.yaml"
    file.write_text(changed(SETUP, by(", matrix: changes.csv")), encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load_model(file)
    found = next(one for one in caught.value.problems if message in one.message)
    assert "topcoat.setup.matrix" in found.path
    assert remedy in found.remedy


def test_a_file_is_the_same_as_what_is_written_out(tmp_path: Path) -> None:
    """With other marks, bare seconds and distributions; and from a model that extends this one from elsewhere."""
    (tmp_path / "changes.csv").write_text('x;red;blue\nred;;"tri(1 s, 2 s, 3 s)"\nblue;90;\n', encoding="utf-8")
    file = tmp_path / "plant.yaml"
    file.write_text(changed(SETUP, by(", matrix: changes.csv")), encoding="utf-8")
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "more.yaml"
    other.write_text(f"taktwin: 1\nextends: {file}\nname: more\n", encoding="utf-8")
    written = tmp_path / "written.yaml"
    text = matrix("red: {blue: 'tri(1 s, 2 s, 3 s)'}, blue: {red: 90 s}")
    written.write_text(changed(SETUP, text), encoding="utf-8")
    found = [_times(load_model(path)) for path in (file, other, written)]
    assert found[0] == found[1] == found[2]
    assert found[0] == {("red", "blue", 2.0), ("blue", "red", 90.0)}


def _times(model: PlantModel) -> set[tuple[str, str, float]]:
    (station,) = [one for _, _, _, one in model.all_elements() if isinstance(one, Station) and one.setup]
    assert station.setup is not None
    return {(a, b, time.mean) for a, row in station.setup.matrix.items() for b, time in row.items()}


def test_a_product_without_the_option_is_a_value_too() -> None:
    """Its jobs have the value none, to and from which there are changes."""
    plant = {
        "taktwin": 1, "name": "two",
        "products": {"car": {"options": {"colour": {"red": "50 %", "blue": "50 %"}}}, "frame": {}},
        "orders": {"jobs": {"mix": {"car": "50 %", "frame": "50 %"}}},
    }  # fmt: skip
    setup = {"by": "colour", "matrix": {"red": {"blue": "1 s"}, "blue": {"red": "1 s"}}}
    flow = [{"station": "m", "cycle": "10 s", "setup": setup}]
    plant["shops"] = {"shop": {"lines": {"main": {"orders": "jobs", "flow": flow}}}}
    with pytest.raises(ModelError) as caught:
        load_model(PlantModel.model_validate(plant))
    assert 'no time from colour "blue" to "none", nor for 3 other changes' in str(caught.value)
