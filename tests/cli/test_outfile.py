"""Files that are written at the end of the work, checked at its begin."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import typer

from taktwin.cli.outfile import check_outfile, check_page, check_table


def test_what_can_be_written_stays_as_it_is(tmp_path: Path) -> None:
    old = tmp_path / "old.html"
    old.write_text("kept", encoding="utf-8")
    check_outfile(old)
    check_outfile(tmp_path / "new.html")
    check_outfile(None)
    assert old.read_text(encoding="utf-8") == "kept"
    assert list(tmp_path.iterdir()) == [old]


@pytest.mark.parametrize(
    ("name", "words"),
    [("no/page.html", "make it first"), (".", "this is a folder"), ("open.html", "close it elsewhere")],
)
def test_what_cannot(
    tmp_path: Path, name: str, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "open.html").write_text("", encoding="utf-8")

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(typer.Exit) as found:
        check_outfile(tmp_path / name)
    assert found.value.exit_code == 4
    assert words in capsys.readouterr().err


def test_what_is_read_is_spared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Under another name, too."""
    state = tmp_path / "state.yaml"
    state.write_text("state: 1", encoding="utf-8")
    (tmp_path / "link").symlink_to(state)
    check_outfile(tmp_path / "other.yaml", state, None)
    for name in ("state.yaml", "link"):
        with pytest.raises(typer.Exit) as found:
            check_outfile(tmp_path / name, None, state)
        assert found.value.exit_code == 2
        assert "what the command reads" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["plan.txt", "plan", "plan.html.gz", "plan.csv"])
def test_a_page_has_the_name_of_one(name: str) -> None:
    with pytest.raises(typer.BadParameter, match=r"is no page; let its name end with \.html"):
        check_page(Path(name))


def test_names_that_will_do() -> None:
    for name in ("plan.html", "PLAN.HTM"):
        check_page(Path(name))
    for name in ("plan.csv", "plan.PARQUET", "plan.xlsx"):
        check_table(Path(name))
    check_page(None)
    check_table(None)
    with pytest.raises(typer.BadParameter, match="is no table"):
        check_table(Path("plan.html"))
