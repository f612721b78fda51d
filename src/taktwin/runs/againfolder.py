"""The folder of a run that was done again: what it takes to ask of any time of it, without doing it once more.

It holds plain tables, numbers and snapshots. Whoever reads it believes none of it before the jobs of the run are found
in it (see `Again.load`); what is damaged, or of another version of the engine, is no such folder.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from taktwin.kernel.base.cache import engine_version
from taktwin.model.errors import INPUT, TaktwinError
from taktwin.model.files.write import whole_file, whole_folder, write_table, write_text
from taktwin.model.phrase import Phrase
from taktwin.runs.snapshot import Snapshot, SnapshotError

FORMAT = 1
_ABOUT, _BEFORE = "again.json", "before.npz"
_TABLES = ("jobs", "shipments")


class AgainError(TaktwinError, ValueError):
    """There is no whole folder of a run that was done again, or it is of another run or version of the engine."""

    exit_code = INPUT


@dataclass(frozen=True)
class Mark:
    """Where a run is gone on from: a time (s from its begin), the run then, and what was known (see `Again`)."""

    time: float
    snapshot: Snapshot
    states: np.ndarray
    moves: np.ndarray
    levels: np.ndarray


def write(folder: str | Path, about: dict[str, Any], tables: dict[str, pl.DataFrame], marks: Sequence[Mark]) -> None:
    """Write a folder, whole or not at all.

    Raises:
        FileExistsError: there is one.
        OSError: it cannot be written.
    """
    arrays = {
        f"{name}-{number}": getattr(one, name)
        for number, one in enumerate(marks)
        for name in ("states", "moves", "levels")
    }
    head = {
        "format": FORMAT, "engine": engine_version(), **about, "times": [one.time for one in marks],
        "rows": [one.snapshot.rows.shape for one in marks],
    }  # fmt: skip
    with whole_folder(folder) as draft:
        for name, table in tables.items():
            write_table(draft / f"{name}.parquet", table)
        with whole_file(draft / _BEFORE) as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]  # of NumPy
        for number, one in enumerate(marks):  # a series of noughts is not written
            replace(one.snapshot, rows=np.zeros((0, one.snapshot.rows.shape[1]))).save(
                draft / f"mark-{number}.snapshot"
            )
        write_text(draft / _ABOUT, json.dumps(head) + "\n")


def read(folder: str | Path, expected: dict[str, Any]) -> tuple[dict[str, Any], dict[str, pl.DataFrame], list[Mark]]:
    """What `write` wrote: head, tables and marks.

    Args:
        folder: that was written.
        expected: what its head has to say.

    Raises:
        AgainError: there is none, it is damaged, or its head says something else.
    """
    path = Path(folder)
    try:
        head = json.loads((path / _ABOUT).read_text(encoding="utf-8"))
        for name, value in {"format": FORMAT, "engine": engine_version(), **expected}.items():
            if head[name] != value:
                raise ValueError(name)
        tables = {name: pl.read_parquet(file) for name in _TABLES if (file := path / f"{name}.parquet").is_file()}
        with np.load(path / _BEFORE, allow_pickle=False) as before:
            marks = [
                Mark(float(time), _snapshot(path, number, head["rows"][number]),
                     before[f"states-{number}"], before[f"moves-{number}"], before[f"levels-{number}"])
                for number, time in enumerate(head["times"])
            ]  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, IndexError, SnapshotError, pl.exceptions.PolarsError) as error:
        raise AgainError(
            Phrase("{path} is no run that was done again, or it is damaged ({error})", path=path, error=error),
            Phrase("do it again"),
        ) from None
    return head, tables, marks


def _snapshot(path: Path, number: int, rows: Sequence[int]) -> Snapshot:
    taken = Snapshot.load(path / f"mark-{number}.snapshot")
    return replace(taken, rows=np.broadcast_to(np.zeros(int(rows[1])), (int(rows[0]), int(rows[1]))))
