"""A traced run as it is replayed: cut into chunks of time, each of which tells by itself what stands where."""

from __future__ import annotations

import math
import time
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from taktwin.analysis.exports.savedrun import read_traced
from taktwin.kernel.base.state import STARVED, STATES
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.tables import Result
from taktwin.web.scene.frames import packed
from taktwin.web.scene.network import network_of
from taktwin.web.scene.scene import make_scene
from taktwin.web.scene.segments import Rows, add_things, servers_of
from taktwin.web.scene.stays import things_of
from taktwin.web.scene.thingtable import ThingTable
from taktwin.web.scene.vehicles import add_returns, add_trucks, add_vehicles

CHUNK_S = 600.0
DAY_S = 86400.0


class Replay:
    """A traced run on the plane of its plant.

    Args:
        result: of a run with ``trace=True``.
        model: that was run.

    Times are s from the end of the warm-up, which begins below 0: `begin` and `end` are those of the run.
    """

    def __init__(self, result: Result, model: PlantModel) -> None:
        self.result, self.scene = result, make_scene(model)
        self.begin = -result.warmup_days * DAY_S
        self.end = result.days * DAY_S
        self.things = things_of(self.scene, network_of(self.scene), result)
        assert result.trace is not None
        rows = Rows()
        add_things(rows, self.scene, self.things, servers_of(self.scene, result.trace))
        movers = add_vehicles(rows, self.scene, result, len(self.things), self.end)
        movers += add_trucks(rows, self.scene, result, len(self.things) + len(movers))
        movers += add_returns(rows, self.scene, self.things, len(self.things) + len(movers))
        self.table = ThingTable(self.scene, self.things, movers, result.jobs)
        self.segments = rows.arrays()
        self._cut()
        self._states = self._changes()
        self._levels = self._amounts()

    @classmethod
    def of_folder(cls, folder: str | Path, replication: int = 0) -> Replay:
        """The replay of a run folder.

        Raises:
            SavedRunError: there is no whole run in it, or it was not traced.
        """
        return cls(*read_traced(folder, replication))

    @property
    def chunks(self) -> int:
        """Chunks of the run."""
        return max(1, math.ceil((self.end - self.begin) / CHUNK_S))

    def about(self) -> dict[str, Any]:
        """What the page asks first: the scene, the times of the run, and how many chunks there are."""
        about = {"begin": self.begin, "end": self.end, "chunk": CHUNK_S, "chunks": self.chunks, "live": False}
        days = self.result.started_days + self.result.warmup_days
        return {
            **about, "offset": days * DAY_S, "seed": self.result.seed, "most": self._most(), "scene": self._told,
        }  # fmt: skip

    def _most(self) -> list[float | None]:
        """For each place the highest level in the run; null: it is no stock point."""
        found: list[float | None] = [None] * len(self.scene.places.found)
        _, of, levels = self._levels
        for place, level in zip(of.tolist(), levels.tolist(), strict=True):
            found[place] = max(level, found[place] or 0.0)
        return found

    @cached_property
    def _told(self) -> dict[str, Any]:
        return self.scene.as_dict()

    def chunk(self, number: int) -> bytes:
        """A frame with all that is in the plant in a chunk of time, and what changes in it.

        Raises:
            IndexError: there is no such chunk.
        """
        if not 0 <= number < self.chunks:
            raise IndexError(number)
        begin = self.begin + number * CHUNK_S
        end = min(begin + CHUNK_S, self.end)
        picked = self._rows[self._first[number] : self._first[number + 1]]
        arrays = {name: values[picked] for name, values in self.segments.items()}
        things = np.unique(arrays["thing"])
        arrays |= _between(self._states, ("state_t", "state_of", "state"), begin, end)
        arrays |= _between(self._levels, ("level_t", "level_of", "level"), begin, end)
        header = {"begin": begin, "end": end, "chunk": number, "now": time.time(), "things": self.table.rows(things)}
        return packed(header, arrays)

    def history(self, thing: int) -> list[dict[str, Any]]:
        """Where a job has been: place, begin and end (null: it is still there), in order."""
        if not 0 <= thing < len(self.things):
            return []
        return [
            {"place": place, "begin": t0, "end": t1 if math.isfinite(t1) else None}
            for place, t0, t1 in self.things[thing].stays
        ]

    def states(self, resource: int, begin: float, end: float) -> list[tuple[float, int]]:
        """Changes of state of a machine in a time, from the state that it was in when that began."""
        times, of, states = self._states
        own = of == resource
        times, states = times[own], states[own]
        first, last = np.searchsorted(times, (begin, end), side="right")
        before = int(states[first - 1]) if first > 0 else STARVED
        return [(begin, before), *zip(times[first:last].tolist(), states[first:last].tolist(), strict=True)]

    def _cut(self) -> None:
        """Which segments are in which chunk: rows of all chunks behind each other, and where each chunk begins."""
        t0, t1 = self.segments["t0"], np.minimum(self.segments["t1"], self.end)
        first = np.clip(np.floor((t0 - self.begin) / CHUNK_S), 0, self.chunks - 1).astype(np.int64)
        last = np.clip(np.floor((t1 - self.begin) / CHUNK_S), 0, self.chunks - 1).astype(np.int64)
        seen = (t1 >= self.begin) & (t0 <= self.end)
        count = np.where(seen, last - first + 1, 0)
        rows = np.repeat(np.arange(len(t0)), count)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(count) - count, count)
        chunk = np.repeat(first, count) + within
        order = np.argsort(chunk, kind="stable")
        self._rows = rows[order].astype(np.int32)
        self._first = np.searchsorted(chunk[order], np.arange(self.chunks + 1))

    def _changes(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Times, machines and states of all changes, by time."""
        assert self.result.trace is not None
        names = pl.DataFrame(
            [{"kind": kind, "name": name, "of": number} for (kind, name), number in self.scene.resources.items()],
            schema={"kind": pl.String, "name": pl.String, "of": pl.UInt32},
        )
        codes = {state: number for number, state in enumerate(STATES)}
        rows = (
            self.result.trace.filter(pl.col("event") == "state")
            .join(names, on=["kind", "name"], how="inner", maintain_order="left")
            .select("time", "of", pl.col("state").replace_strict(codes, return_dtype=pl.UInt8))
        )
        return rows["time"].to_numpy(), rows["of"].to_numpy(), rows["state"].to_numpy()

    def _amounts(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Times, places and levels of all stock points, by time, from the begin of the run on."""
        assert self.result.movements is not None
        at = {name: index for (kind, name), index in self.scene.places.at.items() if kind == "stock"}
        signed = pl.when(pl.col("event") == "received").then(pl.col("amount")).otherwise(-pl.col("amount"))
        moved = self.result.movements.filter(pl.col("stock").is_in(list(at))).with_columns(signed.alias("amount"))
        before = moved.filter(pl.col("time") < 0.0).group_by("stock").agg(pl.col("amount").sum().alias("early"))
        stocks = self.result.stocks.select("stock", "initial").filter(pl.col("stock").is_in(list(at)))
        first = stocks.join(before, on="stock", how="left", maintain_order="left").select(
            pl.lit(self.begin).alias("time"),
            "stock",
            (pl.col("initial") - pl.col("early").fill_null(0.0)).alias("amount"),
        )
        whole = pl.concat([first, moved.select("time", "stock", "amount")])
        whole = whole.with_columns(pl.col("amount").cum_sum().over("stock"))
        of = whole["stock"].replace_strict(at, return_dtype=pl.UInt32) if len(whole) else pl.Series([], dtype=pl.UInt32)
        order = np.argsort(whole["time"].to_numpy(), kind="stable")
        return whole["time"].to_numpy()[order], of.to_numpy()[order], whole["amount"].to_numpy()[order]


def _between(
    changes: tuple[np.ndarray, np.ndarray, np.ndarray], names: tuple[str, str, str], begin: float, end: float
) -> dict[str, np.ndarray]:
    """Changes in a time, after what was so when it began (with the time of its begin)."""
    times, of, values = changes
    first, last = np.searchsorted(times, (begin, end), side="right")
    known, at = np.unique(of[:first][::-1], return_index=True)
    before = values[:first][::-1][at]
    return {
        names[0]: np.concatenate([np.full(len(known), begin), times[first:last]]),
        names[1]: np.concatenate([known, of[first:last]]).astype("<u4"),
        names[2]: np.concatenate([before, values[first:last]]),
    }
