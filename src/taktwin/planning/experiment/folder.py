"""The folder of an experiment: what is finished is on disk, and goes on from there.

While it runs, finished replications are kept in `parts/`, a new file about once a second. At the end they are put
together to `replications.parquet`. Every file gets its name when it is whole. A part has its checksum in its name, the
manifest holds that of the replications; what does not fit its checksum, or is one of another experiment, counts as not
finished and is simulated again.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from taktwin.model.files.tablefiles import write_tables
from taktwin.model.files.write import whole_file, whole_folder, write_text
from taktwin.model.phrase import Phrase
from taktwin.planning.experiment.errors import ExperimentError
from taktwin.planning.experiment.replicate import FIGURES, Row

MANIFEST = "manifest.json"
REPLICATIONS = "replications.parquet"
PARTS = "parts"
EVERY_S = 1.0
KIND = "experiment"
CHECKSUM = "checksum"
_KEYS = {"number": pl.Int64, "replication": pl.Int64}

Rows = dict[tuple[int, int], Row]
"""(scenario number from 0, replication from 0) -> figures."""

#: What makes an experiment another one: key of the manifest -> what to say.
_CHANGED = {
    "rules": "`rules`",
    "model_hash": "the model",
    "overrides": "`overrides`",
    "taktwin": "the version of Taktwin",
    "code": "Taktwin or its libraries",
    "seed": "`seed`",
    "days": "`days`",
    "warmup_days": "`warmup`",
    "start": "`start`",
    "scenarios": "the scenarios",
}


class Folder:
    """Finished replications of one experiment, in memory and, with a path, on disk.

    Args:
        path: the folder; None keeps everything in memory.
        identity: what makes the experiment this one: the keys of the manifest that a continued one must have.
        figures: what a replication has found, by name.

    Raises:
        ExperimentError: the folder holds something else, or an experiment with another identity.
    """

    def __init__(self, path: str | Path | None, identity: Mapping[str, Any], figures: Sequence[str] = FIGURES) -> None:
        self._schema = {**_KEYS, **dict.fromkeys(figures, pl.Float64)}
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
            number = 1 + max((int(name) for p in _parts(parts) if (name := p.name[:6]).isdecimal()), default=0)
            content = _bytes_of(self._table(self._new))
            with whole_file(parts / f"{number:06d}-{os.getpid()}-{self._checksum(content)}.parquet") as file:
                file.write(content)
            self._new = {}

    def finish(
        self,
        names: list[str],
        tables: Mapping[str, pl.DataFrame],
        about: Mapping[str, Any],
        formats: Sequence[str] = ("parquet",),
    ) -> None:
        """Put the replications together, write the other tables and the manifest of a complete experiment."""
        if self.path is None:
            return
        finished = self.replications(names)
        write_tables(self.path, tables, ["parquet"], {})
        write_tables(self.path, {**tables, "replications": finished}, [one for one in formats if one != "parquet"], {})
        content = _bytes_of(finished)
        with whole_file(self.path / REPLICATIONS) as file:
            file.write(content)
        self._write_manifest(self.path, {**about, "complete": True, CHECKSUM: self._checksum(content)})
        shutil.rmtree(self.path / PARTS, ignore_errors=True)  # with what a process may have left that was killed

    def replications(self, names: list[str]) -> pl.DataFrame:
        """All finished replications, sorted: scenario, its number from 1, replication from 0, figures."""
        numbers = dict(enumerate(names))
        table = self._table(self.rows)
        name = pl.col("number").replace_strict(numbers, return_dtype=pl.String)
        return table.select(name.alias("scenario"), pl.col("number") + 1, pl.exclude("number"))

    def _open(self, path: Path) -> None:
        if path.exists() and not path.is_dir():
            raise ExperimentError(
                Phrase("{path} is a file", path=path), Phrase("name a folder for the experiment"), "out"
            )
        if path.is_dir() and any(not one.name.startswith(".") for one in path.iterdir()):
            self._read(path, self._compare(path))
            return
        if path.is_dir():  # empty, but for what a process may have left that was killed
            self._write_manifest(path, {"complete": False})
            return
        with whole_folder(path) as draft:
            self._write_manifest(draft, {"complete": False})

    def _compare(self, path: Path) -> dict[str, Any]:
        """The manifest that is there. Raises `ExperimentError` where it is one of another experiment."""
        try:
            before = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        except FileNotFoundError:
            before = {}
        except ValueError:
            raise ExperimentError(
                Phrase("{path} cannot be read", path=path / MANIFEST), Phrase("name a new folder"), "out"
            ) from None
        if not isinstance(before, dict) or before.get("kind") != KIND:
            raise ExperimentError(
                Phrase("{path} exists already and holds no experiment", path=path), Phrase("name a new folder"), "out"
            )
        now = json.loads(json.dumps(self.identity))
        changed = [what for key, what in _CHANGED.items() if before.get(key) != now.get(key)]
        if len(changed) > 1 and before.get("warmup_chosen") and now.get("warmup_chosen"):
            changed = [what for what in changed if what != _CHANGED["warmup_days"]]  # it follows from the others
        if changed:
            raise ExperimentError(
                Phrase(
                    "{path} holds another experiment: changed since then: {changed}",
                    path=path,
                    changed=", ".join(changed),
                ),
                Phrase("name a new folder, or repeat what began this one"),
                "out",
            )
        return before

    def _read(self, path: Path, manifest: Mapping[str, Any]) -> None:
        for file in _parts(path / PARTS):
            self._take(file, file.stem.rpartition("-")[2])
        if (path / REPLICATIONS).is_file():
            self._take(path / REPLICATIONS, manifest.get(CHECKSUM))
        self.found = len(self.rows)

    def _take(self, file: Path, checksum: object) -> None:
        """Take the replications of a file that is whole and one of this experiment."""
        content = file.read_bytes()
        if self._checksum(content) != checksum:
            return
        try:
            table = pl.read_parquet(io.BytesIO(content))
        except pl.exceptions.PolarsError:
            return
        if "scenario" in table.columns:
            table = table.drop("scenario").with_columns(pl.col("number") - 1)
        if table.schema != pl.Schema(self._schema):
            return
        for row in table.iter_rows(named=True):
            self.rows[row.pop("number"), row.pop("replication")] = row

    def _checksum(self, content: bytes) -> str:
        """Of a file of this experiment; the same file in another one has another."""
        identity = json.dumps({key: self.identity.get(key) for key in _CHANGED}).encode()
        return hashlib.blake2b(content, key=hashlib.blake2b(identity).digest(), digest_size=8).hexdigest()

    def _table(self, rows: Rows) -> pl.DataFrame:
        """Rows as a table, sorted by scenario number (from 0) and replication."""
        data = [{"number": key[0], "replication": key[1], **rows[key]} for key in sorted(rows)]
        return pl.DataFrame(data, schema=self._schema)

    def _write_manifest(self, folder: Path, more: Mapping[str, Any]) -> None:
        text = json.dumps({"kind": KIND, **self.identity, **more}, indent=2, ensure_ascii=False) + "\n"
        write_text(folder / MANIFEST, text)


def _parts(folder: Path) -> list[Path]:
    """The finished parts, in the order in which they were written."""
    return sorted(one for one in folder.glob("*-*.parquet") if one.is_file())


def _bytes_of(table: pl.DataFrame) -> bytes:
    file = io.BytesIO()
    table.write_parquet(file)
    return file.getvalue()
