"""The plants of a run: the tables of one of them, in its own names."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from taktwin.analysis.kinds import STATIONS
from taktwin.analysis.tables import NOTICED_WAIT, RunTables, scheduled_seconds
from taktwin.model.values.spelt import qualified
from taktwin.runs.tables.columns import TABLES
from taktwin.runs.tables.result import Result

_DECLARED = {table.name: table for table in TABLES}
#: What a plant has in common with the whole run.
_COMMON = ("days", "warmup_days", "started_days", "seed", "replication", "elapsed_s", "wall_seconds")


class OfPlant(Result):
    """The tables of one plant of a replication, as if the plant had run alone: its rows, and names without the plant's.

    The sums of the key figures are worked out of these tables (`totals` is missing).

    Args:
        result: the replication of a model with several plants.
        plant: name of one of them.
    """

    def __init__(self, result: RunTables, plant: str) -> None:
        self._result, self._plant = result, plant
        self.plants = ()
        self._accounts = None  # only its tables are at hand
        found = (one.of_plant(plant) for one in getattr(result, "standstills", ()))
        self.standstills = [one for one in found if one is not None]
        waiting = (one.seen_from(plant) for one in getattr(result, "contents", ()))
        self.contents = [one for one in waiting if one is not None]

    def __getattr__(self, name: str) -> Any:
        """A table, restricted to the plant; or a figure of the whole run that holds for the plant as well."""
        if name in _COMMON:
            found = getattr(self._result, name)
        elif name in _DECLARED:
            whole = getattr(self._result, name)
            found = None if whole is None else self._own(name, whole)
        elif name == "waited_for_elsewhere":
            found = self._waited_for_elsewhere()
        elif name == "station_operations":
            found = int(self.resources.get_column("jobs").sum())
        else:
            raise AttributeError(f"the results of a plant have no {name!r}")
        vars(self)[name] = found
        return found

    def __getstate__(self) -> dict[str, Any]:
        """For pickle: the tables and figures alone."""
        self.tables()
        for name in (*_COMMON, "station_operations", "waited_for_elsewhere"):
            getattr(self, name)
        return {name: value for name, value in vars(self).items() if name != "_result"}

    def _waited_for_elsewhere(self) -> bool:
        """Whether stations of other plants wait noticeably for parts, which this plant may make."""
        others = pl.col("plant") != self._plant
        waits = (
            self._result.waits.filter(others & pl.col("kind").is_in(("part", "matched"))).get_column("seconds").sum()
        )
        stations = self._result.resources.filter(others & pl.col("kind").is_in(STATIONS))
        return float(waits) > NOTICED_WAIT * float(stations.select(scheduled_seconds().sum()).item() or 0.0)

    def _own(self, name: str, table: pl.DataFrame) -> pl.DataFrame:
        """The rows of the plant; every table tells plants apart (a test sees to it)."""
        called = [column.name for column in _DECLARED[name].columns if column.called]
        own = table.filter(pl.col("plant") == self._plant)
        options = [column for column in own.columns if column not in _DECLARED[name].schema]
        own = own.drop(option for option in options if own[option].is_null().all())  # those of other plants alone
        return own.with_columns(pl.col(called).str.strip_prefix(qualified(self._plant, "")))


def plants_in(results: Sequence[RunTables]) -> tuple[str, ...]:
    """The plants of a run of several; empty for a run of one."""
    return tuple(getattr(results[0], "plants", ())) if results else ()


def of_plant(results: Sequence[RunTables], plant: str) -> list[OfPlant]:
    """The tables of one plant, replication by replication."""
    return [OfPlant(result, plant) for result in results]
