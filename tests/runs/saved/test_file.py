"""Damaged and made-up files of snapshots are refused, each with its reason, before anything is made of them."""

from __future__ import annotations

import contextlib
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from taktwin.kernel.base import state as k
from taktwin.runs.saved import file as files
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import Snapshot, SnapshotError, load_snapshot, save_snapshot
from tests.kernel.plants import line, program_of

PROGRAM = program_of(
    line(
        [
            {"station": "m", "cycle": "exp(10 s)", "failures": [{"up": "exp(5 min)", "repair": "exp(1 min)"}]},
            {"buffer": "b", "capacity": 3},
            {"station": "n", "cycle": "exp(9 s)"},
        ],
        {"interval": "exp(12 s)"},
    )
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    simulation = Simulation(PROGRAM)
    simulation.advance_to(4000.0)
    return save_snapshot(simulation, tmp_path / "now.npz")


def remade(path: Path, change: Callable[[dict[str, Any], dict[str, np.ndarray]], None]) -> Path:
    """The file with something changed, and the right checksum."""
    archive = files.Archive(path)
    about, arrays = archive.about, {name: array.copy() for name, array in archive.arrays().items()}
    change(about, arrays)
    with path.open("wb") as out:
        files.write(out, about, arrays)
    return path


def test_every_flipped_bit_is_noticed(path: Path) -> None:
    """Or lies where nothing is written: a resumed run is then the same."""
    whole = path.read_bytes()
    wanted = Snapshot.load(path)
    for at in range(0, len(whole), len(whole) // 150):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with contextlib.suppress(SnapshotError):
            found = Snapshot.load(path)
            assert files.checksum(found.arrays) == files.checksum(wanted.arrays)
            assert found.about == wanted.about
            continue
        with pytest.raises(SnapshotError, match=r"now\.npz"):
            Snapshot.load(path)


@pytest.mark.parametrize("key", ["seed", "replication", "begun", "origin", "wall_seconds", "started", "model_hash"])
@pytest.mark.parametrize("value", [None, [], "x"])
def test_a_head_that_lacks_an_entry_or_has_another_type(path: Path, key: str, value: Any) -> None:
    def change(about: dict[str, Any], _: object) -> None:
        if value is None:
            del about[key]
        else:
            about[key] = value

    with pytest.raises(SnapshotError, match=r"now.npz|another model"):
        load_snapshot(PROGRAM, remade(path, change))


def set_field(table: str, field: str, row: int | slice, value: Any) -> Callable[[Any, dict[str, np.ndarray]], None]:
    def change(_: object, arrays: dict[str, np.ndarray]) -> None:
        arrays[table][field][row] = value

    return change


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (set_field("node_states", "head", 2, 1 << 30), "first job"),
        (set_field("node_states", "count", 2, 2), "number of jobs"),
        (set_field("jobs", "next", 0, 1 << 40), "next of jobs"),
        (set_field("jobs", "next", slice(None), 1), "circle|several"),
        (set_field("resource_states", "job", 1, 7), "several places|job that nobody"),
        (set_field("resource_states", "state", 1, len(k.STATES)), "state of resource_states"),
        (set_field("resource_states", "state", 1, k.SETUP), "the state of a machine"),
        (set_field("resource_states", "phase", 1, 3), "phase|running|runs"),
        (set_field("resource_states", "fail_at", 1, np.nan), "fail_at of resource_states"),
        (set_field("resource_states", "due_mode", 1, 5), "due_mode of resource_states"),
        (set_field("resource_states", "work_key", 1, 5), "random numbers"),
        (set_field("resource_states", "count", 0, 5), "count of resources"),
        (set_field("world", "bucket_base", 0, -1e9), "series"),
        (set_field("world", "now", 0, 1e300), "its time"),
        (set_field("world", "free", 0, -1), "free"),
    ],
)
def test_what_cannot_be_is_refused_by_its_name(path: Path, change: Any, word: str) -> None:
    with pytest.raises(SnapshotError, match=rf"now.npz is no state in which .*({word})"):
        load_snapshot(PROGRAM, remade(path, change))


@pytest.mark.parametrize("name", ["world", "resource_states", "jobs", "values", "seconds", "logs", "rows", "releases"])
@pytest.mark.parametrize("how", ["gone", "empty", "short", "type"])
def test_arrays_have_the_shape_of_the_program(path: Path, name: str, how: str) -> None:
    def change(_: object, arrays: dict[str, np.ndarray]) -> None:
        kept = arrays.pop(name)
        if how == "empty":
            arrays[name] = kept[:0]
        elif how == "short":
            arrays[name] = kept[:-1]
        elif how == "type":
            arrays[name] = np.zeros(kept.shape, np.int32)

    if how == "short" and name == "logs":
        load_snapshot(PROGRAM, remade(path, change))  # another history of the same state: its last row is no birth
        return
    with pytest.raises(SnapshotError, match=r"now\.npz"):
        load_snapshot(PROGRAM, remade(path, change))


def test_nothing_is_unpacked_that_is_larger_than_the_file(path: Path) -> None:
    content = dict(np.load(path).items())
    np.savez_compressed(path, **content)
    with pytest.raises(SnapshotError, match="packed in another way"):
        Snapshot.load(path)


def test_an_array_that_says_it_is_larger_than_it_is(path: Path) -> None:
    content = dict(np.load(path).items())
    head = io.BytesIO()
    np.lib.format.write_array_header_1_0(head, {"descr": "<f8", "fortran_order": False, "shape": (1 << 50,)})
    np.savez(path, **content)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("huge.npy", head.getvalue())
    with pytest.raises(SnapshotError, match="not as long as it says"):
        Snapshot.load(path)


def test_objects_are_never_unpickled(path: Path) -> None:
    content = dict(np.load(path).items())
    np.savez(path, **content, more=np.array([print], dtype=object))
    with pytest.raises(SnapshotError, match="more cannot be read"):
        Snapshot.load(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.npz")
    with pytest.raises(SnapshotError, match="not a regular file"):
        Snapshot.load(tmp_path / "pipe.npz")


def test_a_run_that_was_broken_off_is_not_kept() -> None:
    simulation = Simulation(PROGRAM)
    simulation.advance_to(100.0)
    simulation.world["error"] = 4
    with pytest.raises(SnapshotError, match="in the middle of an instant"):
        Snapshot.of(simulation)
