"""A traced run in a folder, read again so that it can be exported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from taktwin.analysis.comparison.saved import MODEL, SavedRunError, read_run
from taktwin.model.files.load import validate
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.text.tree import Lines, Tree
from taktwin.runs.tables import Result
from taktwin.runs.tables.columns import REPLICATION

#: Tables that only a traced run has.
_EVENTS = ("trace", "movements", "shipments")
_TABLES = ("trace", "movements", "shipments", "jobs", "stocks", "resources")
DAY_S = 86400.0


class SavedResult(Result):
    """One replication of a saved run, with the tables that an export needs."""

    def __init__(self, tables: dict[str, pl.DataFrame], **about: Any) -> None:
        vars(self).update(tables, **about, _accounts=None)


def read_traced(
    folder: str | Path, replication: int = 0, without: Sequence[str] = ()
) -> tuple[SavedResult, PlantModel]:
    """A replication of the traced run in a folder, and its model.

    Args:
        folder: that a run was written to.
        replication: which one, from 0.
        without: tables of which only the columns are read, such as a `trace` of months of which a day is wanted.

    Raises:
        SavedRunError: there is no whole run in it, it was not traced, or it has no such replication.
    """
    path = Path(folder)
    result, model, about = _read(path, replication, _TABLES, without)
    if "trace" not in without and vars(result)["trace"].is_empty():
        raise _no_replication(path, about["replications"], replication)
    return result, model


def read_untraced(folder: str | Path, replication: int = 0) -> tuple[SavedResult, PlantModel, Mapping[str, Any]]:
    """A replication of the run in a folder without what only a traced run has, its model, and its manifest.

    Raises:
        SavedRunError: there is no whole run in it, or it has no such replication.
    """
    return _read(Path(folder), replication, tuple(name for name in _TABLES if name not in _EVENTS), ())


def _read(
    path: Path, replication: int, names: Sequence[str], without: Sequence[str]
) -> tuple[SavedResult, PlantModel, Mapping[str, Any]]:
    saved = read_run(path)
    if saved.model is None:
        raise SavedRunError(f"{path}: there is no {MODEL} in it", "run it again")
    missing = [name for name in names if not (path / f"{name}.parquet").is_file()]
    if missing:
        message = f"{path}: the run has no trace (there is no {missing[0]}.parquet)"
        raise SavedRunError(message, "run the model again with --trace")
    tables: dict[str, pl.DataFrame] = {}
    for name in names:
        try:
            table = pl.read_parquet(path / f"{name}.parquet", n_rows=0 if name in without else None)
            tables[name] = table.filter(pl.col(REPLICATION.name) == replication).drop(REPLICATION.name)
        except (OSError, pl.exceptions.PolarsError) as error:
            message = f"{path}: {name}.parquet cannot be read ({str(error)[:200]})"
            raise SavedRunError(message, "run it again with --trace") from None
    about = saved.manifest
    model = validate(Tree(dict(saved.model), Lines((str(path / MODEL), None))), path)  # JSON: read already
    result = SavedResult(
        tables,
        plants=tuple(model.plants),
        days=about["days"],
        elapsed_s=about["days"] * DAY_S,
        warmup_days=about["warmup_days"],
        started_days=about.get("started_days", 0.0),
        seed=about["seed"],
        replication=replication,
    )
    if replication >= about["replications"]:
        raise _no_replication(path, about["replications"], replication)
    return result, model, about


def _no_replication(path: Path, replications: int, replication: int) -> SavedRunError:
    return SavedRunError(f"{path}: there is no replication {replication}", f"it has {replications}, from 0")
