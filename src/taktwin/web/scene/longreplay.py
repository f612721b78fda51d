"""A traced run of many days as it is replayed: a day of it is read and followed when it is looked at.

To follow all jobs of a month takes minutes, those of a day seconds. So that a part of the run tells what stands in the
plant when it begins, its trace is read from when the oldest job was born that is in the plant then.
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from taktwin.analysis.comparison.saved import SavedRunError
from taktwin.analysis.exports.savedrun import SavedResult, read_traced
from taktwin.runs.tables.columns import REPLICATION
from taktwin.web.scene.replay import CHUNK_S, DAY_S, Part, Replay, amounts_of, told
from taktwin.web.scene.scene import make_scene

PART_S = DAY_S / 4
#: A run of at most so many days, the warm-up included, is followed as a whole.
WHOLE_DAYS = 2.0
#: So much earlier than its oldest job the trace of a part begins (s): parts without an order are not told of.
_EARLIER_S = 7200.0
#: So much later it ends: whoever stands in the plant at the end of the part is drawn on its way until it moves.
_LATER_S = 3600.0
_KEPT = 4
#: Numbers of things of a part: above those of the parts before.
_STEP = 1_000_000


class LongReplay:
    """A traced run in a folder, in parts of a quarter of a day.

    Args:
        folder: of the run.
        replication: which one, from 0.

    Raises:
        SavedRunError: there is no whole run in it, or it was not traced.
    """

    def __init__(self, folder: str | Path, replication: int = 0) -> None:
        self.folder, self.replication = Path(folder), replication
        self.result, self.model = read_traced(folder, replication, without=("trace",))
        self.begin, self.end = -self.result.warmup_days * DAY_S, self.result.days * DAY_S
        self.scene = make_scene(self.model)
        self.levels = amounts_of(self.scene, self.result)
        born, ended = (self.result.jobs[name].to_numpy() for name in ("born", "ended"))
        self._born, self._ended = born, np.where(np.isnan(ended.astype(float)), math.inf, ended.astype(float))
        self._parts: OrderedDict[int, Replay] = OrderedDict()
        self._making: dict[int, threading.Lock] = {}
        self._lock = threading.Lock()

    @property
    def chunks(self) -> int:
        """Chunks of the run."""
        return max(1, math.ceil((self.end - self.begin) / CHUNK_S))

    def about(self) -> dict[str, Any]:
        """What the page asks first."""
        times = self._scan("trace").select("time").collect()["time"].to_numpy()
        return told(self.scene, self.result, self.levels, times)

    def chunk(self, number: int) -> bytes:
        """A frame, see `Replay.chunk`.

        Raises:
            IndexError: there is no such chunk.
        """
        if not 0 <= number < self.chunks:
            raise IndexError(number)
        a_part = round(PART_S / CHUNK_S)
        own, at = divmod(number, a_part)
        frame = self._part(own).chunk(at, number)
        if at >= a_part // 2 and own + 1 < self._count and own + 1 not in self._parts:  # who plays on does not wait
            threading.Thread(target=self._part, args=(own + 1,), daemon=True).start()
        return frame

    def find(self, asked: str) -> list[dict[str, Any]]:
        """Jobs by their order number, by STREAM/NUMBER, or by the car's own name; in the part in which they begin."""
        stream, _, number = asked.strip().rpartition("/")
        named = pl.col("ident").cast(pl.String) == asked.strip()
        if number.isascii() and number.isdigit() and len(number) < 16:
            numbered = pl.col("order_number") == int(number)
            named = named | (numbered & (pl.col("stream") == stream) if stream else numbered)
        born = self.result.jobs.filter(named.fill_null(False))["born"].to_list()
        # of jobs that ended in the warm-up no table tells
        early = range(self._number(0.0) + 1 if self.begin < 0 else 0)
        parts = sorted({self._number(time) for time in born})[:3] or list(early)[:10]
        found = [one for part in parts for one in self._part(part).find(asked) if self._number(one["begin"]) == part]
        return sorted(found, key=lambda one: (not one["main"], one["begin"]))[:200]

    def history(self, thing: int) -> list[dict[str, Any]]:
        """Where a job has been, until the end of its part of the run."""
        return self._part(thing // _STEP).history(thing) if 0 <= thing // _STEP < self._count else []

    def states(self, resource: int, begin: float, end: float) -> list[tuple[float, int]]:
        """Changes of state of a machine in a time; of a time before the part that it ends in, what that part knows."""
        part = self._part(self._number(min(end, self.end - 1.0)))
        return part.states(resource, max(begin, part.known), end)

    @property
    def _count(self) -> int:
        return max(1, math.ceil((self.end - self.begin) / PART_S))

    def _number(self, time: float) -> int:
        return max(0, min(self._count - 1, int((time - self.begin) // PART_S)))

    def _scan(self, table: str) -> pl.LazyFrame:
        found = pl.scan_parquet(self.folder / f"{table}.parquet")
        return found.filter(pl.col(REPLICATION.name) == self.replication).drop(REPLICATION.name)

    def _part(self, number: int) -> Replay:
        """A part; one thread makes it, and who asks for another does not wait for that."""
        with self._lock:
            making = self._making.setdefault(number, threading.Lock())
        with making:
            with self._lock:
                found = self._parts.pop(number, None)
            if found is None:
                try:
                    found = self._made(number)
                except (OSError, pl.exceptions.PolarsError) as error:
                    message = f"{self.folder}: trace.parquet cannot be read ({str(error)[:200]})"
                    raise SavedRunError(message, "run it again with --trace") from None
            with self._lock:
                self._parts[number] = found
                while len(self._parts) > _KEPT:
                    self._parts.popitem(last=False)
            return found

    def _made(self, number: int) -> Replay:
        begin = self.begin + number * PART_S
        end = min(begin + PART_S, self.end)
        since = self._since(begin)
        near = (pl.col("time") >= since) & (pl.col("time") < end + _LATER_S)
        early = pl.col("time") < since
        tables = {name: value for name, value in vars(self.result).items() if isinstance(value, pl.DataFrame)}
        tables["trace"] = pl.concat([self._last_states(since), self._scan("trace").filter(near).collect()])
        moved = tables["movements"]
        lots = moved.filter(early & pl.col("resource").is_not_null()).group_by("resource").last()
        tables["movements"] = pl.concat([lots.select(moved.columns).sort("time"), moved.filter(near)])
        sent = tables["shipments"]
        tables["shipments"] = sent.filter((pl.col("ordered") < end) & (pl.col("arrives") >= since))
        about = ("plants", "days", "elapsed_s", "warmup_days", "started_days", "seed", "replication")
        result = SavedResult(tables, **{name: getattr(self.result, name) for name in about})
        part = Part(since if since > self.begin else None, begin, end, self.scene, self.levels, number * _STEP)
        return Replay(result, self.model, part)

    def _last_states(self, since: float) -> pl.DataFrame:
        """The last change of state of each machine before a time: of most of them in the day before."""
        rare = self._rare
        day = (pl.col("time") >= since - DAY_S) & (pl.col("time") < since) & (pl.col("event") == "state")
        near = self._scan("trace").filter(day).collect()
        found = pl.concat([rare.filter(pl.col("time") < since), near]).sort("time", maintain_order=True)
        found = found.group_by("kind", "name", maintain_order=True).last()
        return found.select(near.columns).sort("time", maintain_order=True)

    @cached_property
    def _rare(self) -> pl.DataFrame:
        """The changes of state after which a machine stood as it was for a day and more."""
        states = self._scan("trace").filter(pl.col("event") == "state")
        after = pl.col("time").shift(-1).over("kind", "name")
        long = states.select("time", "kind", "name").with_columns(after.alias("after")).collect()
        long = long.filter((pl.col("after") - pl.col("time") >= DAY_S) | pl.col("after").is_null())
        names = self._scan("trace").filter((pl.col("event") == "state") & pl.col("time").is_in(long["time"].implode()))
        return names.collect().join(long.select("time", "kind", "name"), on=["time", "kind", "name"], how="semi")

    def _since(self, begin: float) -> float:
        """From when the trace of a part is read: before the oldest job was born that is in the plant when it begins."""
        if begin < 0.0:  # of jobs that ended in the warm-up no table tells when they were born
            return self.begin
        inside = (self._born < begin) & (self._ended > begin)
        oldest = float(self._born[inside].min()) if inside.any() else begin
        return max(self.begin, oldest - _EARLIER_S)
