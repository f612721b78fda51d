"""What is finished stays finished."""

from __future__ import annotations

import errno
import json
import math
import os
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from taktwin.planning.experiment import folder as room
from taktwin.planning.experiment.errors import ExperimentError
from taktwin.planning.experiment.folder import Folder
from taktwin.planning.experiment.replicate import FIGURES, Row

IDENTITY: dict[str, Any] = {
    "taktwin": "1",
    "code": "c1",
    "model_hash": "abc",
    "overrides": [],
    "seed": 1,
    "days": 2.0,
    "warmup_days": 0.5,
    "scenarios": [{"name": "a", "changes": {"x.y": "1"}, "digest": "d1"}],
}


def row(value: float) -> Row:
    return {name: value + i for i, name in enumerate(FIGURES)}


def names(path: Path) -> set[str]:
    return {str(p.relative_to(path)) for p in path.rglob("*") if p.is_file()}


def test_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """Two runs that were broken off, then one that finishes; the table is that of a single run, to the bit."""
    path = tmp_path / "a" / "b"
    first = Folder(path, IDENTITY)
    assert json.loads((path / "manifest.json").read_text())["complete"] is False
    first.keep(0, 0, row(0.1))
    first.keep(0, 2, row(0.3))
    first.flush()
    second = Folder(path, IDENTITY)
    assert (second.found, second.rows) == (2, {(0, 0): row(0.1), (0, 2): row(0.3)})
    second.keep(1, 0, row(math.nan))
    second.flush()
    third = Folder(path, IDENTITY)
    assert third.found == 3
    third.keep(0, 1, row(0.2))
    third.finish(["a", "b"], {"scenarios": pl.DataFrame({"scenario": ["a"]})}, {"best": "a"})
    assert names(path) == {"manifest.json", "replications.parquet", "scenarios.parquet"}
    manifest = json.loads((path / "manifest.json").read_text())
    assert (manifest["complete"], manifest["best"], manifest["seed"]) == (True, "a", 1)

    single = Folder(tmp_path / "single", IDENTITY)
    for key, value in [((1, 0), math.nan), ((0, 2), 0.3), ((0, 1), 0.2), ((0, 0), 0.1)]:
        single.keep(*key, row(value))
    single.finish(["a", "b"], {}, {})
    both = [(p / "replications.parquet").read_bytes() for p in (path, tmp_path / "single")]
    assert both[0] == both[1]
    table = pl.read_parquet(path / "replications.parquet")
    assert table.columns == ["scenario", "number", "replication", *FIGURES]
    assert table.select("scenario", "number", "replication").rows() == [
        ("a", 1, 0), ("a", 1, 1), ("a", 1, 2), ("b", 2, 0),
    ]  # fmt: skip


def test_a_finished_one_can_be_added_to(tmp_path: Path) -> None:
    """Its replications are found, and more of them are put beside them."""
    done = Folder(tmp_path / "x", IDENTITY)
    done.keep(0, 0, row(1.0))
    done.finish(["a"], {}, {})
    more = Folder(tmp_path / "x", IDENTITY)
    assert more.rows == {(0, 0): row(1.0)}
    more.keep(0, 1, row(2.0))
    more.flush()
    assert Folder(tmp_path / "x", IDENTITY).found == 2


def test_written_about_once_a_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(room.time, "monotonic", lambda: now[0])
    folder = Folder(tmp_path / "x", IDENTITY)
    for i in range(40):
        now[0] += 0.1
        folder.keep(0, i, row(i))
    parts = sorted((tmp_path / "x" / "parts").iterdir())
    assert len(parts) == 3
    assert sum(pl.read_parquet(part).height for part in parts) >= 30


@pytest.mark.parametrize(
    ("key", "value", "word"),
    [
        ("model_hash", "abd", "the model"),
        ("overrides", ["a=1"], "`overrides`"),
        ("seed", 2, "`seed`"),
        ("days", 3.0, "`days`"),
        ("warmup_days", 1.0, "`warmup`"),
        ("code", "c2", "Taktwin or its libraries"),
        ("taktwin", "2", "the version of Taktwin"),
        ("scenarios", [{"name": "a", "changes": {"x.y": "1"}, "digest": "d2"}], "the scenarios"),
    ],
)
def test_another_experiment_is_refused(tmp_path: Path, key: str, value: object, word: str) -> None:
    """The message says what has changed, and nothing is touched."""
    before = Folder(tmp_path / "x", IDENTITY)
    before.keep(0, 0, row(1.0))
    before.flush()
    there = {name: (tmp_path / "x" / name).read_bytes() for name in names(tmp_path / "x")}
    with pytest.raises(ExperimentError, match=f"changed since then: {word}.*name a new folder"):
        Folder(tmp_path / "x", {**IDENTITY, key: value})
    assert {name: (tmp_path / "x" / name).read_bytes() for name in names(tmp_path / "x")} == there


def test_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "precious").write_text("x")
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "manifest.json").write_text('{"seed": 1}')
    (tmp_path / "torn").mkdir()
    (tmp_path / "torn" / "manifest.json").write_text('{"seed":')
    for name, word in [("file", "is a file"), ("mine", "no experiment"), ("run", "no experiment"), ("torn", "read")]:
        with pytest.raises(ExperimentError, match=word):
            Folder(tmp_path / name, IDENTITY)
    assert names(tmp_path) == {"file", "mine/precious", "run/manifest.json", "torn/manifest.json"}


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    Folder(tmp_path, IDENTITY)
    assert names(tmp_path) == {"manifest.json"}


def test_a_full_disk_at_the_begin_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "no room left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no room"):
        Folder(tmp_path / "new" / "e", IDENTITY)
    assert names(tmp_path) == set()


def test_in_memory_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Folder(None, IDENTITY)
    folder.keep(0, 0, row(1.0))
    folder.flush()
    folder.finish(["a"], {"means": pl.DataFrame()}, {})
    assert folder.replications(["a"]).height == 1
    assert names(tmp_path) == set()


def finished(path: Path, identity: dict[str, Any], value: float, done: bool) -> Path:
    """An experiment with one replication, in its part or in the table of all; the file that holds it."""
    folder = Folder(path, identity)
    folder.keep(0, 0, row(value))
    folder.flush()
    if done:
        folder.finish(["a"], {}, {})
        return path / "replications.parquet"
    return next((path / "parts").iterdir())


@pytest.mark.parametrize("done", [False, True])
def test_what_is_damaged_counts_as_not_finished(tmp_path: Path, done: bool) -> None:
    """Never other figures: bytes flipped or cut, emptied, or a file of another experiment in its place."""
    file = finished(tmp_path / "x", IDENTITY, 1.0, done)
    whole_file = file.read_bytes()
    other = finished(tmp_path / "y", {**IDENTITY, "seed": 2}, 2.0, done).read_bytes()
    flipped = [whole_file[:at] + bytes([whole_file[at] ^ 4]) + whole_file[at + 1 :] for at in range(0, 900, 61)]
    for content in (b"", whole_file[:-9], whole_file[:99], other, *flipped):
        file.write_bytes(content)
        assert Folder(tmp_path / "x", IDENTITY).rows == {}
    file.write_bytes(whole_file)
    assert Folder(tmp_path / "x", IDENTITY).rows == {(0, 0): row(1.0)}


def test_what_a_killed_process_leaves_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / ".manifest.json-abc").write_text("{")
    folder = Folder(tmp_path / "x", IDENTITY)
    folder.keep(0, 0, row(1.0))
    folder.flush()
    (tmp_path / "x" / "parts" / ".000002-1-a.parquet-abc").write_text("half")
    (tmp_path / "x" / "parts" / "notes-1.parquet").write_text("mine")
    again = Folder(tmp_path / "x", IDENTITY)
    again.keep(0, 1, row(2.0))
    again.finish(["a"], {}, {})
    assert Folder(tmp_path / "x", IDENTITY).found == 2
    assert not (tmp_path / "x" / "parts").exists()


@pytest.mark.parametrize("text", ["", "[]", "3", "\udcff", '{"kind": "experiment"'])
def test_a_damaged_manifest_is_an_error_of_ours(tmp_path: Path, text: str) -> None:
    finished(tmp_path / "x", IDENTITY, 1.0, True)
    (tmp_path / "x" / "manifest.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ExperimentError, match="name a new folder"):
        Folder(tmp_path / "x", IDENTITY)
