"""A run as it is compared: what its folder holds, or a run in memory."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from taktwin.model.errors import INPUT, TaktwinError
from taktwin.runs.tables.result import Result, joined

MANIFEST, MODEL = "manifest.json", "model.json"
_NEEDED = ("model", "seed", "replications", "days", "warmup_days", "kpis")


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _time(value: Any) -> bool:
    return _whole(value) or (isinstance(value, float) and math.isfinite(value))


#: What a damaged manifest could make fail later, where nobody expects it.
_RIGHT: Mapping[str, Callable[[Any], bool]] = {
    "seed": _whole,
    "replications": _whole,
    "days": _time,
    "warmup_days": _time,
    "kpis": lambda value: isinstance(value, dict),
}


class SavedRunError(TaktwinError, ValueError):
    """A folder that holds no run, or a damaged one; the message says what is missing."""

    exit_code = INPUT


@dataclass(frozen=True)
class SavedRun:
    """A run: ``manifest`` (see `Run.manifest`), ``model`` as plain data (None where it was not kept), two tables.

    ``name`` is how the comparison calls it. ``resources`` and ``buffers`` have a column `replication`.
    """

    name: str
    manifest: Mapping[str, Any]
    model: Mapping[str, Any] | None
    resources: pl.DataFrame
    buffers: pl.DataFrame

    def values(self, kpi: str) -> list[float] | None:
        """A KPI in each replication; None for a run that did not keep them."""
        found = self.manifest.get("replication_kpis", {}).get(kpi)
        return None if found is None else [math.nan if value is None else value for value in found]

    def alike(self, other: SavedRun) -> bool:
        """Whether replication i of both drew the same random numbers over the same time, so that they are pairs."""
        keys = ("seed", "days", "warmup_days", "started_days")
        return all(self.manifest.get(key) == other.manifest.get(key) for key in keys)


def read_run(folder: str | Path) -> SavedRun:
    """The run in a folder.

    Raises:
        SavedRunError: there is no such folder, or no whole run in it.
    """
    path = Path(folder)
    if not path.is_dir():
        raise SavedRunError(f"{folder}: there is no such folder", "name a run folder, such as runs/phoenix-1")
    manifest = _json(path / MANIFEST, folder)
    if not isinstance(manifest, dict) or any(key not in manifest for key in _NEEDED):
        what = "an experiment" if isinstance(manifest, dict) and manifest.get("kind") == "experiment" else "no run"
        raise SavedRunError(f"{folder}: its manifest is that of {what}", "name folders that `taktwin run` wrote")
    odd = [key for key, right in _RIGHT.items() if not right(manifest[key])]
    if odd:
        raise SavedRunError(f'{path / MANIFEST}: "{odd[0]}" is not what a run writes', "run it again")
    model = _json(path / MODEL, folder) if (path / MODEL).is_file() else None
    if model is not None and not isinstance(model, dict):
        raise SavedRunError(f"{path / MODEL}: this is no model", "run it again")
    try:
        resources, buffers = (pl.read_parquet(path / f"{name}.parquet") for name in ("resources", "buffers"))
    except (OSError, pl.exceptions.PolarsError) as error:
        raise SavedRunError(f"{folder}: a table cannot be read ({error})", "run it again") from None
    return SavedRun(str(folder).rstrip("/\\"), manifest, model, resources, buffers)


def run_in_memory(
    name: str, manifest: Mapping[str, Any], model: Mapping[str, Any], results: Sequence[Result]
) -> SavedRun:
    """A run that is not in a folder."""
    tables = joined(results)
    return SavedRun(name, manifest, model, tables["resources"], tables["buffers"])


def _json(path: Path, folder: str | Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SavedRunError(
            f"{folder}: there is no {path.name} in it", "name a run folder, such as runs/phoenix-1"
        ) from None
    except (OSError, ValueError, RecursionError) as error:
        raise SavedRunError(f"{path}: cannot be read ({error})", "run it again") from None
