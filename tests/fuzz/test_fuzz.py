"""A fixed small run of the fuzzer, and that it sees what it should see."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from taktwin.model.errors import ModelError, Problem
from tests.fuzz.__main__ import fault_of
from tests.fuzz.mutate import mutated
from tests.fuzz.readers import READERS

ROOT = Path(__file__).resolve().parents[2]
#: Readers that need no compiled kernel.
QUICK = [name for name in READERS if name != "run"]


def fuzz(out: Path, cases: int, *options: str) -> str:
    """Run the program as a process of its own: it limits its memory."""
    command = [sys.executable, "-m", "tests.fuzz", "--cases", str(cases), "--out", str(out), *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_two_thousand_cases_end_well(tmp_path: Path) -> None:
    slow = ("model", "set", "state", "factsheet")  # they parse a whole model
    for cases, names in ((600, slow), (1400, [name for name in QUICK if name not in slow])):
        assert "seed 1" in fuzz(
            tmp_path, cases, "--seed", "1", *(word for name in names for word in ("--reader", name))
        )


@pytest.mark.long
def test_many_cases_end_well(tmp_path: Path) -> None:
    chosen = [word for name in QUICK for word in ("--reader", name)]
    fuzz(tmp_path, 50_000, "--seed", "2", *chosen)
    fuzz(tmp_path, 2_000, "--seed", "3", "--reader", "run")


def test_a_case_is_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    for name in QUICK:
        for folder in ("a", "b"):
            READERS[name].make(random.Random(f"9 {name} 4"), tmp_path / folder)
    for file in (tmp_path / "a").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()


def test_changes_change_something() -> None:
    draw = random.Random(1)
    source = b"name: small\ncycle: 100 s\n"
    assert sum(mutated(source, draw) != source for _ in range(100)) > 80


def raising(error: BaseException) -> object:
    def read() -> None:
        raise error

    return read


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (KeyError("x"), "KeyError"),
        (MemoryError(), "MemoryError"),
        (RecursionError(), "RecursionError"),
        (ModelError([Problem("", None, "", "odd", "mend it")]), "no place"),
        (ModelError([Problem("a.yaml", 1, "b", "odd", "")]), "no remedy"),
        (ModelError([]), "without a message"),
    ],
)
def test_what_ends_badly_is_seen(error: Exception, word: str) -> None:
    assert word in fault_of(raising(error))  # type: ignore[arg-type]


def test_what_ends_well_is_left_alone() -> None:
    assert fault_of(raising(ModelError([Problem("a.yaml", 1, "b", "odd", "mend it")]))) == ""  # type: ignore[arg-type]
    assert fault_of(lambda: None) == ""
