"""Completion in the shell: what stands behind Tab, asked as bash, zsh and fish ask."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from taktwin.analysis.elements.figures import FIGURES
from taktwin.analysis.kpi import UNITS
from taktwin.cli import complete
from taktwin.cli.app import app
from taktwin.library import model_names
from taktwin.planning.bodystore.retrieval import RULES
from taktwin.planning.stress.options import TESTS
from tests.cli.conftest import Taktwin

#: A program of the name that the shells know.
PROGRAM = "import sys; sys.argv = ['taktwin']; from taktwin.cli import main; main()"


def completed(words: str, shell: str = "bash") -> list[str]:
    """What a shell is told behind some words, of which the last is not yet whole."""
    count = len(words.split(" ")) - 1
    asked = {"_TAKTWIN_COMPLETE": f"complete_{shell}", "COMP_WORDS": words, "COMP_CWORD": str(count)}
    if shell != "bash":
        asked |= {"_TYPER_COMPLETE_ARGS": words, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    made = subprocess.run(
        [sys.executable, "-c", PROGRAM], env={**os.environ, **asked}, capture_output=True, text=True, check=False
    )
    assert made.stderr == ""
    return made.stdout.split("\n")[:-1] if shell == "bash" else [made.stdout]


def test_commands_models_and_options(here: Path) -> None:
    (here / "phone.yaml").write_text("")
    (here / "phone.txt").write_text("")
    (here / "photos").mkdir()
    assert completed("taktwin che") == ["check"]
    assert completed("taktwin check ph") == [*[n for n in model_names() if n.startswith("ph")], "phone.yaml", "photos/"]
    assert completed("taktwin run mm1 --tables ") == ["parquet", "csv", "xlsx"]
    assert completed("taktwin run mm1 --language z") == ["zh"]
    assert completed("taktwin experiment mm1 --kpi lead_t") == ["lead_time_hours"]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells(shell: str, here: Path) -> None:
    assert "lead_time_hours" in completed("taktwin experiment mm1 --kpi lead_t", shell)[0]


def test_words() -> None:
    assert complete.figures("") == list(UNITS)
    assert complete.figures("weld.bl") == ["weld.blocked_share"]
    assert len(complete.figures("weld-1.x.")) == len(FIGURES)
    assert complete.aims("m") == ["max:", "min:"]
    assert complete.aims("min:wi") == ["min:wip"]
    assert complete.goals("wi") == ["wip=1%"]
    assert complete.goals("wip=") == []
    assert complete.listed("a", "b", "bb")("a,b") == ["a,b", "a,bb"]
    assert complete.listed("a", "b")("a,") == ["a,b"]


def test_files(here: Path) -> None:
    (here / "days").mkdir()
    for name in ("one.yml", "two.txt", ".hidden.yaml"):
        (here / "days" / name).write_text("")
    assert complete.models("days/") == ["days/one.yml"]
    assert complete.models("days/.h") == ["days/.hidden.yaml"]
    assert complete.cars("days/t") == ["days/two.txt"]
    assert complete.models("none/x") == []
    assert complete.models(f"{here}/da") == [f"{here}/days/"]


def test_the_words_are_those_that_are_taken(taktwin: Taktwin) -> None:
    """Each word of an option is one that the command knows."""
    found = {}
    for command in app.registered_commands:
        for name, hint in getattr(command.callback, "__annotations__", {}).items():
            if "complete.words(" in str(hint):
                found[f"{command.name} {name}"] = str(hint)
    experiment = {"experiment design", "experiment sensitivity", "experiment on"}
    assert set(found) == {"bodystore rule", "cluster on", "stress tests"} | experiment
    assert all(repr(test) in found["stress tests"] for test in TESTS)
    assert all(repr(rule) in found["bodystore rule"] for rule in RULES)


def test_a_shell_is_shown_its_script(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--show-completion` prints, `--install-completion` writes into the profile of the shell and says where."""
    made = subprocess.run(
        [sys.executable, "-c", PROGRAM.replace("['taktwin']", "['taktwin', '--show-completion', 'bash']")],
        env={**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert "_TAKTWIN_COMPLETE=complete_bash" in made.stdout


def test_installing(here: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-c", PROGRAM.replace("['taktwin']", "['taktwin', '--install-completion', 'bash']")],
        env={**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1", "HOME": str(here)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert "bash completion installed" in made.stdout
    assert ".bash_completions" in (here / ".bashrc").read_text(encoding="utf-8")
