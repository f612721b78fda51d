"""The table of exit codes in `docs/commands.md`: the same kind of mistake ends with the same code in every command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Taktwin
from tests.planning.bodystore.test_replay import PLANT as STORE
from tests.planning.sequence.plants import PLANT

PATH = "shops.workshop.lines.line.queue.capacity"
#: Each command that reads a model, with all else that it needs.
ON_A_MODEL = {
    "run": (),
    "experiment": ("--vary", f"{PATH}=1,2"),
    "check": (),
    "state": ("--at", "1 h"),
    "bodystore": (),
    "lots": (),
    "sequence": (),
}
BROKEN = PLANT.replace("capacity: 3", "capacity: -3")


@pytest.fixture(autouse=True)
def files(here: Path) -> None:
    """What the commands below are given."""
    (here / "day.yaml").write_text(PLANT, encoding="utf-8")
    (here / "store.yaml").write_text(STORE, encoding="utf-8")
    (here / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    (here / "bad.csv").write_text("car\nA\n", encoding="utf-8")
    (here / "names.csv").write_text(f"{PATH},scenario\n1,a\n2,a\n", encoding="utf-8")
    (here / "taken.yaml").write_text("x", encoding="utf-8")


@pytest.mark.parametrize("command", ON_A_MODEL)
@pytest.mark.parametrize(
    ("model", "code"), [("no-such-model", 2), ("none.yaml", 2), ("broken.yaml", 3)], ids=["unknown", "none", "broken"]
)
def test_the_model(taktwin: Taktwin, command: str, model: str, code: int) -> None:
    """A model that is not there is wrong usage; one with an error is code 3."""
    assert taktwin(command, model, *ON_A_MODEL[command]).exit_code == code


@pytest.mark.parametrize("command", [name for name in ON_A_MODEL if name != "check"])
@pytest.mark.parametrize(("change", "code"), [("nonsense", 2), ("shops.nowhere.x=1", 3)])
def test_set(taktwin: Taktwin, command: str, change: str, code: int) -> None:
    """What is no PATH=VALUE is wrong usage; a path that the model does not have is an error of the model."""
    assert taktwin(command, "day.yaml", *ON_A_MODEL[command], "--set", change).exit_code == code


@pytest.mark.parametrize(
    ("arguments", "flag"),
    [
        (("run", "mm1", "--days", "0"), "--days"),
        (("run", "mm1", "--warmup", "-1"), "--warmup"),
        (("run", "mm1", "--keep-statistics"), "--keep-statistics"),
        (("run", "mm1", "--save-snapshot", "s.npz", "--replications", "2"), "--save-snapshot"),
        (("experiment", "mm1", "--vary", f"{PATH}=1,2", "--select", "nonsense"), "--select"),
        (("experiment", "mm1", "--vary", f"{PATH}=1,2", "--until-half-width", "nonsense"), "--until-half-width"),
        (("experiment", "mm1", "--vary", f"{PATH}=1,2", "--kpi", "nonsense"), "--kpi"),
        (("experiment", "mm1", "--vary", f"{PATH}=1,2", "--days", "0"), "--days"),
        (("experiment", "mm1", "--vary", f"{PATH}=1,2", "--select", "max:wip", "--at-most", "2"), "--at-most"),
        (("experiment", "mm1", "--range", f"{PATH}=1..2"), "--range"),
        (("sequence", "day.yaml", "--objective", "nonsense"), "--objective"),
        (("sequence", "day.yaml", "--objective", "tardiness"), "--objective"),
        (("sequence", "day.yaml", "--time", "0"), "--time"),
        (("sequence", "day.yaml", "--days", "3"), "--days"),
        (("resequence", "day.yaml", "bad.csv", "--lost", "x", "--enough", "nonsense=1"), "--enough"),
        (("lots", "press-lots", "--method", "nonsense"), "--method"),
        (("lots", "press-lots", "--surety", "nonsense"), "--surety"),
        (("lots", "press-lots", "--cell", "nonsense"), "--cell"),
        (("lots", "press-lots", "--die-change", "180 s,600 s"), "--die-change"),
        (("bodystore", "store.yaml", "--rule", "nonsense"), "--rule"),
        (("bodystore", "store.yaml", "--store", "nonsense"), "--store"),
        (("bodystore", "store.yaml", "--places", "nonsense"), "--places"),
        (("line", "--rates", "nonsense"), "--rates"),
        (("line", "--rates", "1 1", "--buffers", "1 1"), "--buffers"),
        (("state", "mm1", "--at", "nonsense"), "--at"),
    ],
)
def test_a_value_that_cannot_be_meant_is_wrong_usage(taktwin: Taktwin, arguments: tuple[str, ...], flag: str) -> None:
    """Code 2, and the message names the option by its flag."""
    result = taktwin(*arguments)
    assert result.exit_code == 2, result.stderr
    assert f"Invalid value for {flag}:" in result.stderr.replace("'", "")
    assert result.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "mm1", "--from", "none.npz"),
        ("run", "day.yaml", "--sequence", "none.csv"),
        ("experiment", "mm1", "--scenarios", "none.csv"),
        ("sequence", "day.yaml", "--given", "none.csv"),
        ("resequence", "day.yaml", "none.csv", "--lost", "x"),
        ("state", "mm1", "none.yaml"),
        ("message", "none.edi"),
    ],
)
def test_a_file_that_is_not_there_is_wrong_usage(taktwin: Taktwin, arguments: tuple[str, ...]) -> None:
    result = taktwin(*arguments)
    assert result.exit_code == 2, result.stderr
    assert "there is no file 'none." in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "day.yaml", "--sequence", "bad.csv"),
        ("run", "mm1", "--from", "bad.csv"),
        ("experiment", "mm1", "--scenarios", "names.csv"),
        ("sequence", "day.yaml", "--given", "bad.csv"),
        ("resequence", "day.yaml", "bad.csv", "--lost", "x"),
        ("state", "mm1", "bad.csv"),
        ("message", "bad.csv"),
        ("sequence", "mm1"),  # no day of cars
        ("lots", "mm1"),  # no presses
        ("bodystore", "mm1"),  # no store
    ],
)
def test_what_was_read_is_wrong(taktwin: Taktwin, arguments: tuple[str, ...]) -> None:
    assert taktwin(*arguments).exit_code == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "mm1", "--save-snapshot", "none/s.npz"),
        ("run", "mm1", "--out", "taken.yaml/below"),
        ("new", "none/plant"),
        ("sequence", "day.yaml", "--out", "none/s.csv"),
        ("resequence", "day.yaml", "bad.csv", "--lost", "x", "--out", "none/s.csv"),
        ("lots", "press-lots", "--out", "none/plan.yaml"),
        ("lots", "press-lots", "--report", "none/s.html"),
        ("bodystore", "store.yaml", "--report", "none/s.html"),
        ("state", "mm1", "--at", "1 h", "--out", "none/s.yaml"),
        ("message", "bad.csv", "--out", "taken.yaml/below"),
    ],
)
def test_a_place_that_cannot_be_written(taktwin: Taktwin, arguments: tuple[str, ...]) -> None:
    result = taktwin(*arguments)
    assert result.exit_code == 4, result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "mm1", "--out", "taken.yaml"),
        ("new", "taken"),
        ("lots", "press-lots", "--out", "taken.yaml"),
        ("sequence", "day.yaml", "--out", "day.yaml"),
    ],
)
def test_what_would_be_overwritten_is_wrong_usage(taktwin: Taktwin, arguments: tuple[str, ...]) -> None:
    assert taktwin(*arguments).exit_code == 2


def test_the_table_names_every_code(root: Path) -> None:
    from taktwin.cli import exits

    page = (root / "docs" / "commands.md").read_text(encoding="utf-8")
    table = page[page.index("## Exit codes") :]
    for name in ("BUG", "USAGE", "INPUT", "RUN", "MISSED", "INTERRUPTED", "BROKEN_PIPE"):
        assert f"\n| {getattr(exits, name)} |" in table
