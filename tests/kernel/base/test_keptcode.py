"""Compiled code that is kept on disk is run only where it is what was written, byte for byte."""

from __future__ import annotations

import os
import pickle
import time
from pathlib import Path
from typing import Any

import pytest

from taktwin.kernel.base.keptcode import is_kept
from taktwin.kernel.base.keptkernel import kept_kernel


def plus_one(number: int) -> int:
    """What is compiled."""
    return number + 1


def compiled(folder: Path) -> Any:
    """The function as another process meets it."""
    function = kept_kernel(folder, plus_one)
    assert function(41) == 42
    return function


def hits(function: Any) -> int:
    """How often the code came from the folder."""
    return sum(function.stats.cache_hits.values())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    compiled(tmp_path / "code")
    return tmp_path / "code"


def test_what_is_whole_is_read(folder: Path) -> None:
    assert is_kept(folder, "plus_one")
    assert hits(compiled(folder)) == 1


@pytest.mark.parametrize("suffix", [".nbi", ".nbc"])
@pytest.mark.parametrize("how", ["cut", "empty", "flip", "pickle", "swapped", "gone"])
def test_what_is_damaged_is_made_again(folder: Path, suffix: str, how: str) -> None:
    (path,) = folder.glob(f"*{suffix}")
    content = path.read_bytes()
    other = next(one for one in folder.iterdir() if one != path).read_bytes()
    if how == "gone":
        path.unlink()
    else:
        spoilt = {"cut": content[:-5], "empty": b"", "flip": content[:99] + b"!!" + content[101:], "swapped": other}
        path.write_bytes(spoilt.get(how, pickle.dumps("something else")))
    assert hits(compiled(folder)) == 0
    assert is_kept(folder, "plus_one")
    assert hits(compiled(folder)) == 1


def test_code_of_another_folder_is_not_read(folder: Path) -> None:
    """The folder's name stands for what the code was compiled from."""
    folder.rename(folder.with_name("code-of-another-version"))
    assert hits(compiled(folder.with_name("code-of-another-version"))) == 0


def test_a_place_where_nothing_can_be_kept_costs_only_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("a file stands where the folder would be")
    assert hits(compiled(tmp_path / "file")) == 0
    assert not is_kept(tmp_path / "file", "plus_one")

    def full(*_: Any) -> int:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(os, "replace", full)
    compiled(tmp_path / "full")
    assert list((tmp_path / "full").iterdir()) == []


def test_drafts_of_dead_processes_are_cleared(folder: Path) -> None:
    dead, living = folder / "x.nbc.tmp.1", folder / "x.nbc.tmp.2"
    for draft in (dead, living):
        draft.write_bytes(b"half")
    long_ago = time.time() - 7200.0
    os.utime(dead, (long_ago, long_ago))
    next(folder.glob("*.nbi")).unlink()
    compiled(folder)
    assert not dead.exists()
    assert living.exists()
