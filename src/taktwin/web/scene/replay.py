"""A traced run as it is replayed: cut into chunks of time, each of which tells by itself what stands where."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from taktwin.analysis.exports.savedrun import read_traced
from taktwin.kernel.base.state import STARVED, STATES
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.again import STILL_S
from taktwin.runs.tables import Result
from taktwin.web.scene.frames import packed
from taktwin.web.scene.levels import Changes, amounts_of, highest
from taktwin.web.scene.network import network_of
from taktwin.web.scene.scene import Scene, make_scene
from taktwin.web.scene.segments import Rows, add_things, servers_of
from taktwin.web.scene.stays import things_of
from taktwin.web.scene.thingtable import ThingTable
from taktwin.web.scene.vehicles import add_returns, add_trucks, add_vehicles

CHUNK_S = 600.0
_MOST_STILL = 5000
DAY_S = 86400.0


@dataclass(frozen=True)
class Part:
    """A part of a run, of a trace that is read in parts.

    ``begin`` and ``end`` (s), the ``scene`` and the ``levels`` of the whole run, and ``first``, the number of its first
    thing. The trace begins at ``since``, so that it tells what stands in the plant when the part begins; None:
    with the run.
    """

    since: float | None
    begin: float
    end: float
    scene: Scene
    levels: Changes
    first: int


class Replay:
    """A traced run on the plane of its plant.

    Args:
        result: of a run with ``trace=True``.
        model: that was run.
        part: None: all of it.

    Times are s from the end of the warm-up, which begins below 0: `begin` and `end` are those of the run, or its part.
    """

    def __init__(self, result: Result, model: PlantModel, part: Part | None = None) -> None:
        self.result, self.scene = result, make_scene(model) if part is None else part.scene
        self.begin = -result.warmup_days * DAY_S if part is None else part.begin
        self.end = result.days * DAY_S if part is None else part.end
        self.part, self.first = part, 0 if part is None else part.first
        self.things = things_of(self.scene, network_of(self.scene), result, None if part is None else part.since)
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
        self._levels = amounts_of(self.scene, result) if part is None else part.levels

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
        assert self.result.trace is not None
        still = rests(self.result, self.result.trace["time"].to_numpy())
        return told(self.scene, self.result, highest(self.scene, self._levels), still)

    def find(self, asked: str) -> list[dict[str, Any]]:
        """Jobs by their order number, by STREAM/NUMBER, or by the car's own name."""
        return [{**one, "thing": one["thing"] + self.first} for one in self.table.find(asked)]

    @property
    def known(self) -> float:
        """From when states are known."""
        return self.begin if self.part is None or self.part.since is None else self.part.since

    def chunk(self, number: int, told_as: int | None = None) -> bytes:
        """A frame with all that is in the plant in a chunk of time, and what changes in it.

        ``told_as`` is its number in the run, where this is a part of it.

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
        arrays["thing"] = arrays["thing"] + np.uint32(self.first)
        arrays |= _between(self._states, ("state_t", "state_of", "state"), begin, end)
        arrays |= _between(self._levels, ("level_t", "level_of", "level"), begin, end)
        header = {
            "begin": begin,
            "end": end,
            "chunk": number if told_as is None else told_as,
            "now": time.time(),
            "things": self._rows_of(things),
        }
        return packed(header, arrays)

    def _rows_of(self, things: np.ndarray) -> dict[str, Any]:
        rows = self.table.rows(things)
        return {**rows, "id": [one + self.first for one in rows["id"]]}

    def history(self, thing: int) -> list[dict[str, Any]]:
        """Where a job has been: place, begin and end (null: it is still there), in order."""
        thing -= self.first
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
        seen = (t1 >= self.begin) & ((t0 <= self.end) if self.part is None else (t0 < self.end))
        count = np.where(seen, last - first + 1, 0)
        rows = np.repeat(np.arange(len(t0)), count)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(count) - count, count)
        chunk = np.repeat(first, count) + within
        order = np.argsort(chunk, kind="stable")
        self._rows = rows[order].astype(np.int32)
        self._first = np.searchsorted(chunk[order], np.arange(self.chunks + 1))

    def _changes(self) -> Changes:
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


def told(scene: Scene, result: Result, most: list[float | None], still: list[list[float]]) -> dict[str, Any]:
    """What the page asks first of a run.

    Args:
        scene: what stands.
        result: whose times, seed and offset are told.
        most: the highest level in each place.
        still: times in which nothing happens.
    """
    begin, end = -result.warmup_days * DAY_S, result.days * DAY_S
    return {
        "begin": begin, "end": end, "chunk": CHUNK_S, "chunks": max(1, math.ceil((end - begin) / CHUNK_S)),
        "live": False, "offset": (result.started_days + result.warmup_days) * DAY_S, "seed": result.seed, "most": most,
        "still": still[:_MOST_STILL], "scene": scene.as_dict(),
    }  # fmt: skip


def rests(result: Result, times: np.ndarray) -> list[list[float]]:
    """Times in which nothing happens in a run, of `STILL_S` and more; ``times`` are those of all events, in order."""
    times = np.concatenate([[-result.warmup_days * DAY_S], times, [result.days * DAY_S]])
    still = np.flatnonzero(np.diff(times) >= STILL_S)
    return [[float(times[at]), float(times[at + 1])] for at in still[:_MOST_STILL]]


def _between(changes: Changes, names: tuple[str, str, str], begin: float, end: float) -> dict[str, np.ndarray]:
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
