"""The folder of an experiment: what is finished is on disk, and goes on from there.

While it runs, finished replications are kept in `parts/`, a new file about once a second. At the end they are put
together to `replications.parquet`. Every file gets its name when it is whole.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from taktwin.planning.experiment.errors import ExperimentError
from taktwin.planning.experiment.replicate import FIGURES, Row

MANIFEST = "manifest.json"
REPLICATIONS = "replications.parquet"
PARTS = "parts"
EVERY_S = 1.0
KIND = "experiment"
_SCHEMA = {"number": pl.Int64, "replication": pl.Int64, **dict.fromkeys(FIGURES, pl.Float64)}

Rows = dict[tuple[int, int], Row]
"""(scenario number from 0, replication from 0) -> figures."""

#: What makes an experiment another one: key of the manifest -> what to say.
_CHANGED = {
    "model_hash": "the model",
    "overrides": "`overrides`",
    "taktwin": "the version of Taktwin",
    "code": "Taktwin or its libraries",
    "seed": "`seed`",
    "days": "`days`",
    "warmup_days": "`warmup`",
    "scenarios": "the scenarios",
}


class Folder:
    """Finished replications of one experiment, in memory and, with a path, on disk.

    Args:
        path: the folder; None keeps everything in memory.
        identity: what makes the experiment this one: the keys of the manifest that a continued one must have.

    Raises:
        ExperimentError: the folder holds something else, or an experiment with another identity.
    """

    def __init__(self, path: str | Path | None, identity: Mapping[str, Any]) -> None:
        self.path = Path(path) if path is not None else None
        self.identity = dict(identity)
        self.rows: Rows = {}
        self.found = 0  # replications that were finished before
        self._new: Rows = {}
        self._written = time.monotonic()
        if self.path is not None:
            self._open(self.path)

    def keep(self, scenario: int, replication: int, row: Row) -> None:
        """Keep a finished replication; on disk within a second or so of the next one, or at `flush`."""
        self.rows[scenario, replication] = row
        if self.path is not None:
            self._new[scenario, replication] = row
            if time.monotonic() - self._written > EVERY_S:
                self.flush()

    def flush(self) -> None:
        """Write what is new."""
        self._written = time.monotonic()
        if self.path is not None and self._new:
            parts = self.path / PARTS
            parts.mkdir(exist_ok=True)
            number = 1 + max((int(p.stem.partition("-")[0]) for p in parts.glob("*-*.parquet")), default=0)
            write_table(table_of(self._new), parts / f"{number:06d}-{os.getpid()}.parquet")
            self._new = {}

    def finish(self, names: list[str], tables: Mapping[str, pl.DataFrame], about: Mapping[str, Any]) -> None:
        """Put the replications together, write the other tables and the manifest of a complete experiment."""
        if self.path is None:
            return
        for name, table in tables.items():
            write_table(table, self.path / f"{name}.parquet")
        write_table(self.replications(names), self.path / REPLICATIONS)
        self._write_manifest({**about, "complete": True})
        for part in sorted((self.path / PARTS).glob("*-*.parquet")):
            part.unlink()
        if (self.path / PARTS).is_dir():
            (self.path / PARTS).rmdir()

    def replications(self, names: list[str]) -> pl.DataFrame:
        """All finished replications, sorted: scenario, its number from 1, replication from 0, figures."""
        numbers = dict(enumerate(names))
        table = table_of(self.rows)
        name = pl.col("number").replace_strict(numbers, return_dtype=pl.String)
        return table.select(name.alias("scenario"), pl.col("number") + 1, pl.exclude("number"))

    def _open(self, path: Path) -> None:
        if path.exists() and not path.is_dir():
            raise ExperimentError(f"{path} is a file", "name a folder for the experiment", "out")
        if path.is_dir() and any(path.iterdir()):
            self._compare(path)
            self._read(path)
            return
        path.mkdir(parents=True, exist_ok=True)
        self._write_manifest({"complete": False})

    def _compare(self, path: Path) -> None:
        try:
            before = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        except FileNotFoundError:
            before = {}
        except ValueError:
            raise ExperimentError(f"{path / MANIFEST} cannot be read", "name a new folder", "out") from None
        if before.get("kind") != KIND:
            raise ExperimentError(f"{path} exists already and holds no experiment", "name a new folder", "out")
        now = json.loads(json.dumps(self.identity))
        changed = [what for key, what in _CHANGED.items() if before.get(key) != now.get(key)]
        if changed:
            raise ExperimentError(
                f"{path} holds another experiment: changed since then: {', '.join(changed)}",
                "name a new folder, or repeat what began this one",
                "out",
            )

    def _read(self, path: Path) -> None:
        for file in [path / REPLICATIONS, *sorted((path / PARTS).glob("*-*.parquet"))]:
            if file.is_file():
                table = pl.read_parquet(file)
                if file.name == REPLICATIONS:
                    table = table.drop("scenario").with_columns(pl.col("number") - 1)
                for row in table.iter_rows(named=True):
                    self.rows[row.pop("number"), row.pop("replication")] = row
        self.found = len(self.rows)

    def _write_manifest(self, more: Mapping[str, Any]) -> None:
        assert self.path is not None
        text = json.dumps({"kind": KIND, **self.identity, **more}, indent=2, ensure_ascii=False) + "\n"
        whole(self.path / MANIFEST, lambda draft: draft.write_text(text, encoding="utf-8"))


def table_of(rows: Rows) -> pl.DataFrame:
    """Rows as a table, sorted by scenario number (from 0) and replication."""
    data = [{"number": key[0], "replication": key[1], **rows[key]} for key in sorted(rows)]
    return pl.DataFrame(data, schema=_SCHEMA)


def write_table(table: pl.DataFrame, path: Path) -> None:
    """Write a Parquet file, whole or not at all."""
    whole(path, table.write_parquet)


def whole(path: Path, write: Callable[[Path], Any]) -> None:
    """Let `write` write a draft beside `path`, then give it its name.

    Raises:
        OSError: it cannot be written; nothing is left then.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    os.close(handle)
    draft = Path(name)
    try:
        write(draft)
        draft.chmod(0o644)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
