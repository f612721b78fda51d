"""What has been parsed before is read from the cache folder, and never makes a difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.library import model_path
from taktwin.model.errors import ModelError
from taktwin.model.files import parsed as kept
from taktwin.model.files.parsed import parsed
from taktwin.model.text.tree import Tree, read_tree

LONG = model_path("phoenix").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TAKTWIN_CACHE", str(tmp_path))
    return tmp_path / "models"


def not_again(text: str, file: str) -> Tree:
    raise AssertionError("parsed again")


def test_the_second_time_nothing_is_parsed(folder: Path) -> None:
    first = parsed(LONG, "phoenix.yaml", read_tree)
    second = parsed(LONG, "phoenix.yaml", not_again)
    assert second == first
    assert second.origin(("shops", "body")) == first.origin(("shops", "body")) != ("phoenix.yaml", 1)
    assert [path.suffix for path in folder.iterdir()] == [".pickle"]


def test_another_text_or_another_name_is_parsed(folder: Path) -> None:
    parsed(LONG, "phoenix.yaml", read_tree)
    assert parsed(LONG + "\n# changed", "phoenix.yaml", read_tree) == read_tree(LONG, "phoenix.yaml")
    assert parsed(LONG, "other.yaml", read_tree).origin(("shops",))[0] == "other.yaml"
    assert len(list(folder.iterdir())) == 3


def test_errors_and_short_texts_are_not_kept(folder: Path) -> None:
    with pytest.raises(ModelError, match="given twice"):
        parsed(LONG + "\nname: again\n", "phoenix.yaml", read_tree)
    parsed("name: short", "short.yaml", read_tree)
    assert not folder.exists()


def test_a_spoilt_file_is_parsed_again(folder: Path) -> None:
    first = parsed(LONG, "phoenix.yaml", read_tree)
    (only,) = folder.iterdir()
    for spoilt in (b"", b"no pickle", b"\x80\x05K\x01."):  # the last is a number
        only.write_bytes(spoilt)
        assert parsed(LONG, "phoenix.yaml", read_tree) == first
        assert parsed(LONG, "phoenix.yaml", not_again) == first


def test_without_a_folder_everything_works(folder: Path) -> None:
    folder.write_text("a file stands where the folder would be")
    assert parsed(LONG, "phoenix.yaml", read_tree) == read_tree(LONG, "phoenix.yaml")


def test_only_the_newest_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_FILES", 3)
    for number in range(6):
        parsed(f"{LONG}\n# {number}", "phoenix.yaml", read_tree)
    assert len(list(folder.iterdir())) == 3
