"""`taktwin new`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from taktwin.model.text.tree import read_tree
from tests.cli.conftest import Taktwin


def test_new_model_passes_the_check(taktwin: Taktwin, here: Path) -> None:
    """The file has the plant's name, and no errors."""
    result = taktwin("new", "bicycle")
    assert result.exit_code == 0
    assert "bicycle.yaml" in result.stdout
    assert "name: bicycle" in (here / "bicycle.yaml").read_text()
    assert "NAME" not in (here / "bicycle.yaml").read_text()
    assert taktwin("check", "bicycle.yaml").exit_code == 0


def test_the_chinese_one_is_the_same_model(taktwin: Taktwin, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only its remarks differ, and they are Chinese."""
    taktwin("new", "bicycle")
    english = (here / "bicycle.yaml").read_text(encoding="utf-8")
    (here / "bicycle.yaml").unlink()
    monkeypatch.setenv("TAKTWIN_LANG", "zh")
    taktwin("new", "bicycle")
    chinese = (here / "bicycle.yaml").read_text(encoding="utf-8")
    read = [
        read_tree(re.sub(r"\[assumed [^]]*\]", "[assumed]", text), "bicycle.yaml").data for text in (english, chinese)
    ]
    assert read[0] == read[1]
    assert "# 工件依次经过" in chinese


def test_new_model_runs(taktwin: Taktwin, here: Path) -> None:
    """The file runs as it is."""
    taktwin("new", "bicycle")
    assert taktwin("run", "bicycle.yaml", "--days", 5, "--warmup", 1).exit_code == 0


def test_new_never_overwrites(taktwin: Taktwin, here: Path) -> None:
    """An existing file stays as it is."""
    (here / "mine.yaml").write_text("precious")
    result = taktwin("new", "mine")
    assert result.exit_code == 2
    assert "exists" in result.stderr
    assert (here / "mine.yaml").read_text() == "precious"


@pytest.mark.parametrize("name", ["", "1st", "a b", "../..", "-x"])
def test_new_refuses_bad_names(taktwin: Taktwin, here: Path, name: str) -> None:
    """Nothing is written under a name that cannot be one."""
    assert taktwin("new", "--", name).exit_code == 2
    assert not list(here.iterdir())
