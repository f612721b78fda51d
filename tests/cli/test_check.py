"""`taktwin check`, `taktwin models` and `taktwin schema`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from taktwin.api.plant import Plant
from taktwin.library import model_names
from taktwin.model.files.load import load_model
from tests.cli.conftest import Taktwin


def test_models_names_all_with_titles(taktwin: Taktwin) -> None:
    """One line a model, its title behind the name."""
    lines = taktwin("models").stdout.splitlines()
    for name in model_names():
        row = [line for line in lines if line.split(maxsplit=1)[:1] == [name]]
        assert len(row) == 1
        assert len(row[0].split(maxsplit=1)) == 2


@pytest.mark.parametrize("name", model_names())
def test_shipped_models_have_no_errors(taktwin: Taktwin, name: str) -> None:
    """What is shipped passes the strict check, every number marked."""
    result = taktwin("check", name)
    assert result.exit_code == 0, result.stderr
    assert "no errors" in result.stdout


def test_check_names_file_line_field_and_remedy(taktwin: Taktwin, here: Path) -> None:
    """A misspelt key is an error of the model: 3."""
    taktwin("new", "plant")
    text = (here / "plant.yaml").read_text()
    (here / "plant.yaml").write_text(text.replace("capacity:", "capcity:"))
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "capacity: 10" in row)
    result = taktwin("check", "plant.yaml")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert f"plant.yaml:{line}" in result.stderr
    assert "capacity" in result.stderr


def test_a_change_is_checked_with_the_model(taktwin: Taktwin) -> None:
    """As `run --set` would meet it."""
    assert "load 4800 %" in taktwin("check", "mm1", "--set", "orders.arrivals.interval=1 s").stderr
    assert taktwin("check", "mm1", "--set", "orders.arrivals.interval=fast").exit_code == 3


def test_strict_refuses_unmarked_numbers(taktwin: Taktwin) -> None:
    """A user's model needs marks only with --strict."""
    taktwin("new", "plant")
    assert taktwin("check", "plant.yaml").exit_code == 0
    assert taktwin("check", "plant.yaml", "--strict").exit_code == 3


def test_schema_is_draft_07(taktwin: Taktwin) -> None:
    """The schema is valid itself, on standard output alone."""
    result = taktwin("schema")
    assert result.exit_code == 0
    Draft7Validator.check_schema(json.loads(result.stdout))


@pytest.mark.parametrize(
    ("model", "hint"),
    [("phonix", "phoenix"), ("plnt.yaml", "plant.yaml"), ("nosuchthing", "phoenix"), ("nowhere/x.yaml", "taktwin new")],
)
def test_unknown_model_suggests(taktwin: Taktwin, model: str, hint: str) -> None:
    """A wrong MODEL is wrong usage, and the nearest right one is named."""
    taktwin("new", "plant")
    result = taktwin("check", model)
    assert result.exit_code == 2
    assert hint in result.stderr


def test_folder_is_no_model(taktwin: Taktwin, here: Path) -> None:
    """A folder is refused as such."""
    (here / "models").mkdir()
    result = taktwin("check", "models")
    assert result.exit_code == 2
    assert "folder" in result.stderr


def test_unreadable_file(taktwin: Taktwin, here: Path) -> None:
    """Bytes that are no text are an error of the model, not a traceback."""
    (here / "plant.yaml").write_bytes(b"\xff\xfe\x00bad")
    assert taktwin("check", "plant.yaml").exit_code == 3


OVERLOADED = """\
taktwin: 1
name: overloaded
orders: {b: {interval: 10 s}}
shops: {s: {lines: {l: {orders: b, flow: [{buffer: q, capacity: unlimited}, {station: a, cycle: 12 s}]}}}}
"""


def test_the_highest_loads_are_shown(taktwin: Taktwin, here: Path) -> None:
    """On the screen the highest, in JSON all; what is above 100 % is warned of, and the exit code stays 0."""
    (here / "overloaded.yaml").write_text(OVERLOADED)
    result = taktwin("check", "overloaded.yaml")
    assert result.exit_code == 0
    assert "warning" in result.stderr
    assert "load 120 %" in result.stderr
    assert ["a", "station", "120", "%", "360", "jobs/h"] in [line.split() for line in result.stdout.splitlines()]
    found = json.loads(taktwin("check", "overloaded.yaml", "--json").stdout)
    assert [(one["name"], one["load"]) for one in found["loads"]] == [("a", pytest.approx(1.2))]
    assert [one["path"] for one in found["warnings"]] == ["shops.s.lines.l.flow.a.cycle"]


def test_where_there_are_no_loads_the_check_says_why(taktwin: Taktwin, here: Path) -> None:
    (here / "orders.csv").write_text("release\n10 s\n50 s\n")
    (here / "listed.yaml").write_text(OVERLOADED.replace("interval: 10 s", "file: orders.csv"))
    assert "loads: not told" in taktwin("check", "listed.yaml").stdout
    assert "release times of their own" in taktwin("check", "listed.yaml").stdout


def test_a_run_repeats_the_warnings_of_the_check(taktwin: Taktwin, here: Path) -> None:
    """On the standard error, in JSON and in the manifest: the same as `check` tells."""
    (here / "overloaded.yaml").write_text(OVERLOADED)
    told = [line for line in taktwin("check", "overloaded.yaml").stderr.splitlines() if "warning" in line]
    checked = json.loads(taktwin("check", "overloaded.yaml", "--json").stdout)["warnings"]
    result = taktwin("run", "overloaded.yaml", "--days", "1", "--no-bottleneck", "--json")
    found = json.loads(result.stdout)
    assert found["warnings"] == checked
    assert all(line in result.stderr for line in told)
    assert json.loads((Path(found["folder"]) / "manifest.json").read_text())["warnings"] == checked


@pytest.mark.parametrize(("language", "end"), [("en", "picture: p.svg\n"), ("zh", "布局图：p.svg\n")])
def test_check_draws_the_plant(taktwin: Taktwin, here: Path, language: str, end: str) -> None:
    """The same picture as from Python; nothing is written where the model is wrong."""
    result = taktwin("check", "paint-loop", "--picture", "p.svg", "--language", language)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.endswith(end)
    assert (here / "p.svg").read_text(encoding="utf-8") == Plant(load_model("paint-loop")).picture(language)
    (here / "bad.yaml").write_text("taktwin: 1\nname: bad\nshops: {}\n")
    assert taktwin("check", "bad.yaml", "--picture", "bad.svg").exit_code == 3
    assert not (here / "bad.svg").exists()


def test_check_does_not_draw_over_the_model(taktwin: Taktwin, here: Path) -> None:
    """What is read is never written over: 2; a folder that is not there: 4."""
    taktwin("new", "plant")
    text = (here / "plant.yaml").read_text()
    assert taktwin("check", "plant.yaml", "--picture", "plant.yaml").exit_code == 2
    assert (here / "plant.yaml").read_text() == text
    assert taktwin("check", "plant.yaml", "--picture", "no/p.svg").exit_code == 4


@pytest.mark.parametrize(("variable", "option", "said"), [("zh", [], "缓冲区"), ("zh", ["--language", "en"], "buffer")])
def test_the_language_of_all_commands_can_be_set_once(
    taktwin: Taktwin, here: Path, monkeypatch: pytest.MonkeyPatch, variable: str, option: list[str], said: str
) -> None:
    """``TAKTWIN_LANG`` stands for ``--language``, which goes before it."""
    monkeypatch.setenv("TAKTWIN_LANG", variable)
    taktwin("check", "line20", "--picture", "line.svg", *option)
    assert said in (here / "line.svg").read_text(encoding="utf-8")
