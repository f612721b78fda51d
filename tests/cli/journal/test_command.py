"""`taktwin journal`."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from taktwin.cli.app import app
from taktwin.cli.language.say import ENGLISH, speak
from taktwin.live.journal.journal import Journal
from taktwin.live.sparkplug.numbering import Numbering
from tests.live.sparkplug.edge import Edge


def write_journal(path: Path) -> None:
    """A birth, a device, three counts of which the second never comes, a death."""
    edge = Edge()
    messages = [edge.nbirth(), edge.dbirth("robot"), *(edge.ddata("robot", good) for good in (1, 2, 3)), edge.ndeath()]
    del messages[3]
    with Journal(path) as journal:
        journal.append(Numbering("mqtt").entries(messages))


def call(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["journal", *arguments])
    speak(ENGLISH)
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_journal(tmp_path / "plant.journal")
    return tmp_path / "plant.journal"


def test_check(path: Path) -> None:
    code, out, _ = call("check", str(path))
    assert code == 0
    assert out.startswith("5 messages of 1 sources in 1 sessions, ")
    assert "1 never came; 0 numbers came twice" in out
    found = json.loads(call("check", str(path), "--json")[1])
    assert (found["entries"], found["missing"], found["sound"]) == (5, 1, True)


def test_a_damaged_one_ends_with_3(path: Path) -> None:
    plain = sqlite3.connect(path)
    plain.execute("UPDATE entry SET payload = x'00' WHERE id = 2")
    plain.commit()
    plain.close()
    code, out, err = call("check", str(path), "--json")
    assert code == 3
    assert json.loads(out)["sound"] is False
    assert f"{path}: entry 2 is damaged" in err


def test_export(path: Path, tmp_path: Path) -> None:
    code, out, _ = call("export", str(path))
    assert code == 0
    assert [json.loads(line)["number"] for line in out.splitlines()] == [0, 1, 2, 4, -1]
    target = tmp_path / "plant.jsonl"
    code, said, _ = call("export", str(path), "--out", str(target))
    assert (code, said) == (0, f"5 messages: {target}\n")
    assert target.read_text(encoding="utf-8") == out
    assert call("export", str(path), "--out", str(path))[0] == 2
    assert call("export", str(path), "--json")[0] == 2


def test_replay(path: Path) -> None:
    code, out, _ = call("replay", str(path))
    assert code == 0
    assert out.splitlines()[0] == "5 messages: 1 nodes, 0 of them there at the end, 4 tags, 5 values"
    assert "1 DeviceBorn, 1 NodeBorn, 1 NodeDied, 1 OutOfOrder" in out


def test_what_is_no_journal(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("text" * 500, encoding="utf-8")
    for action in ("check", "export", "replay"):
        code, _, err = call(action, str(tmp_path / "text"))
        assert code == 3
        assert "no journal" in err
        assert call(action, str(tmp_path / "none"))[0] != 0
    assert call("check", str(tmp_path / "text"), "--out", "x")[0] == 2
