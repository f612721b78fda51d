"""A traced run in a folder, of which no more is read than a time that is looked at."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import polars as pl

from taktwin.analysis.comparison.saved import SavedRunError
from taktwin.analysis.exports.savedrun import read_traced
from taktwin.model.phrase import Phrase
from taktwin.runs.tables.columns import REPLICATION
from taktwin.web.scene.levels import Changes, amounts_of, highest
from taktwin.web.scene.replay import DAY_S, rests
from taktwin.web.scene.scene import Scene, make_scene


class KeptTrace:
    """What happened in a run, as its folder has it.

    Args:
        folder: of the run.
        replication: which one, from 0.

    Attributes:
        result: its tables, without the events; times of them are s from the end of the warm-up.
        scene: what stands in its plant.
        jobs: all that tables tell of them.
        early: whether they tell of jobs that ended in the warm-up.
        most: the highest level in each place; None: it is no stock point.
        still: times in which nothing happens.

    Raises:
        SavedRunError: there is no whole run in it, or it was not traced.
    """

    def __init__(self, folder: str | Path, replication: int = 0) -> None:
        self.folder, self.replication = Path(folder), replication
        self.result, self.model = read_traced(folder, replication, without=("trace",))
        self.scene: Scene = make_scene(self.model)
        self.jobs, self.early = self.result.jobs, False
        self._levels = amounts_of(self.scene, self.result)
        self.most = highest(self.scene, self._levels)
        self.still = rests(self.result, self._collected(self._scan("trace").select("time"))["time"].to_numpy())

    def tables(self, since: float, end: float) -> tuple[dict[str, pl.DataFrame], Changes]:
        """The tables `trace` and `movements` from ``since`` until before ``end`` (s), and the levels.

        Both tables begin with what was last before: of each machine, and of each that moves parts.

        Raises:
            SavedRunError: they cannot be read any more.
        """
        near = (pl.col("time") >= since) & (pl.col("time") < end)
        trace = pl.concat([self._last_states(since), self._collected(self._scan("trace").filter(near))])
        moved = self.result.movements
        assert moved is not None
        lots = moved.filter((pl.col("time") < since) & pl.col("resource").is_not_null()).group_by("resource").last()
        movements = pl.concat([lots.select(moved.columns).sort("time"), moved.filter(near)])
        return {"trace": trace, "movements": movements}, self._levels

    def _scan(self, table: str) -> pl.LazyFrame:
        found = pl.scan_parquet(self.folder / f"{table}.parquet")
        return found.filter(pl.col(REPLICATION.name) == self.replication).drop(REPLICATION.name)

    def _collected(self, rows: pl.LazyFrame) -> pl.DataFrame:
        try:
            return rows.collect()
        except (OSError, pl.exceptions.PolarsError) as error:
            message = Phrase(
                "{folder}: trace.parquet cannot be read ({error})", folder=self.folder, error=str(error)[:200]
            )
            raise SavedRunError(message, Phrase("run it again with --trace")) from None

    def _last_states(self, since: float) -> pl.DataFrame:
        """The last change of state of each machine before a time: of most of them in the day before."""
        rare = self._rare
        day = (pl.col("time") >= since - DAY_S) & (pl.col("time") < since) & (pl.col("event") == "state")
        near = self._collected(self._scan("trace").filter(day))
        found = pl.concat([rare.filter(pl.col("time") < since), near]).sort("time", maintain_order=True)
        found = found.group_by("kind", "name", maintain_order=True).last()
        return found.select(near.columns).sort("time", maintain_order=True)

    @cached_property
    def _rare(self) -> pl.DataFrame:
        """The changes of state after which a machine stood as it was for a day and more."""
        states = self._scan("trace").filter(pl.col("event") == "state")
        after = pl.col("time").shift(-1).over("kind", "name")
        long = self._collected(states.select("time", "kind", "name").with_columns(after.alias("after")))
        long = long.filter((pl.col("after") - pl.col("time") >= DAY_S) | pl.col("after").is_null())
        names = self._scan("trace").filter((pl.col("event") == "state") & pl.col("time").is_in(long["time"].implode()))
        return self._collected(names).join(long.select("time", "kind", "name"), on=["time", "kind", "name"], how="semi")
