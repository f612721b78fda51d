"""Bounds of the libraries: all there, and read as the step of `.ci/run` with the lowest versions reads them."""

from __future__ import annotations

import runpy
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest


@pytest.fixture
def lowest(root: Path) -> dict:
    """The names of `.ci/lowest.py`."""
    return runpy.run_path(str(root / ".ci" / "lowest.py"))


def test_every_library_is_tried_at_its_lowest_version(root: Path, lowest: dict) -> None:
    """Each dependency gives one line, those of the extras too; what is for tests alone is bounded as well."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = project["dependencies"] + extras["ray"] + extras["sensitivity"]
    lines = lowest["main"](["ray", "sensitivity"]).splitlines()
    assert [line.split("==")[0] for line in lines] == [line.split(">=")[0] for line in wanted]
    for line in extras["test"]:
        if not line.startswith("taktwin["):
            lowest["lowest"](lowest["Requirement"](line))


@pytest.mark.parametrize(
    ("line", "pinned"),
    [
        ("numpy>=2.1,<3", "numpy==2.1"),
        ("ray[client]<3,>=2.45", "ray[client]==2.45"),
        ('tzdata>=2025.1,<2027; sys_platform == "win32"', 'tzdata==2025.1 ; sys_platform == "win32"'),
    ],
)
def test_the_lower_bound_becomes_the_version(lowest: dict, line: str, pinned: str) -> None:
    assert lowest["lowest"](lowest["Requirement"](line)) == pinned


@pytest.mark.parametrize("line", ["numpy", "numpy>=2.1", "numpy<3", "numpy>2.1,<3", "numpy>=2.1,<3,!=2.2"])
def test_a_missing_bound_is_an_error(lowest: dict, tmp_path: Path, line: str) -> None:
    """Nothing is left out silently: the message names the file, the library and what to write."""
    file = tmp_path / "pyproject.toml"
    file.write_text(f'[project]\ndependencies = ["scipy>=1.15,<2", "{line}"]\n', encoding="utf-8")
    with pytest.raises(SystemExit, match=r'pyproject.toml: "numpy.*" needs one lower and one upper bound'):
        lowest["main"]([], file)


def test_an_unknown_extra_is_an_error(lowest: dict) -> None:
    with pytest.raises(
        SystemExit, match="there is no extra rya; there are: aas, gym, history, live, postgres, ray, sensitivity"
    ):
        lowest["main"](["rya"])


def test_the_program_of_the_checks_can_be_read(root: Path) -> None:
    """Its last steps come after all tests: what is wrong there would be found last of all."""
    if shutil.which("bash") is None:
        pytest.skip("there is no bash")
    subprocess.run(["bash", "-n", str(root / ".ci" / "run")], check=True)
