"""The plants of a run: the tables of one of them, in its own names."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from taktwin.analysis.tables import RunTables
from taktwin.model.values.spelt import qualified
from taktwin.runs.standstill import Standstill
from taktwin.runs.tables.columns import TABLES

_DECLARED = {table.name: table for table in TABLES}
#: What a plant has in common with the whole run.
_COMMON = ("days", "warmup_days", "started_days", "seed", "replication", "elapsed_s", "wall_seconds")


class OfPlant:
    """The tables of one plant of a replication, as if the plant had run alone: its rows, and names without the plant's.

    The sums of the key figures are worked out of these tables.

    Args:
        result: the replication of a model with several plants.
        plant: name of one of them.
    """

    days: float
    warmup_days: float
    started_days: float
    seed: int
    replication: int
    elapsed_s: float
    wall_seconds: float
    resources: pl.DataFrame
    buffers: pl.DataFrame
    stocks: pl.DataFrame
    waits: pl.DataFrame
    jobs: pl.DataFrame
    passages: pl.DataFrame
    energy: pl.DataFrame
    ledger: pl.DataFrame
    ledger_buckets: pl.DataFrame
    series: pl.DataFrame
    shops: pl.DataFrame
    vehicles: pl.DataFrame
    trace: pl.DataFrame | None

    plants: tuple[str, ...] = ()
    totals = None

    def __init__(self, result: RunTables, plant: str) -> None:
        self._result, self._plant = result, plant

    @property
    def standstills(self) -> list[Standstill]:
        """The parts of the plant that stand for good at the end; places of other plants may be waited for."""
        found = (one.of_plant(self._plant) for one in getattr(self._result, "standstills", ()))
        return [one for one in found if one is not None]

    @property
    def station_operations(self) -> int:
        """Completed works of the plant's resources."""
        return int(self.resources.get_column("jobs").sum())

    def __getattr__(self, name: str) -> Any:
        """A table, restricted to the plant; or a figure of the whole run that holds for the plant as well."""
        if name in _COMMON:
            found = getattr(self._result, name)
        elif name in _DECLARED:
            whole = getattr(self._result, name)
            found = None if whole is None else self._own(name, whole)
        else:
            raise AttributeError(f"the results of a plant have no {name!r}")
        vars(self)[name] = found
        return found

    def tables(self) -> dict[str, pl.DataFrame]:
        """All tables by name."""
        return {name: table for name in _DECLARED if (table := getattr(self, name)) is not None}

    def _own(self, name: str, table: pl.DataFrame) -> pl.DataFrame:
        """The rows of the plant; every table tells plants apart (a test sees to it)."""
        called = [column.name for column in _DECLARED[name].columns if column.called]
        own = table.filter(pl.col("plant") == self._plant)
        return own.with_columns(pl.col(called).str.strip_prefix(qualified(self._plant, "")))


def plants_in(results: Sequence[RunTables]) -> tuple[str, ...]:
    """The plants of a run of several; empty for a run of one."""
    return tuple(getattr(results[0], "plants", ())) if results else ()


def of_plant(results: Sequence[RunTables], plant: str) -> list[OfPlant]:
    """The tables of one plant, replication by replication."""
    return [OfPlant(result, plant) for result in results]
