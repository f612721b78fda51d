"""A run of many days as it is replayed: a part of it is followed when it is looked at.

To follow all jobs of a month takes minutes, those of a day seconds. So that a part of the run tells what stands in the
plant when it begins, its events are asked for from when the oldest job was born that is in the plant then.
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from typing import Any, Protocol

import numpy as np
import polars as pl

from taktwin.analysis.exports.savedrun import SavedResult
from taktwin.model.nouns.plant import PlantModel
from taktwin.web.scene.levels import Changes
from taktwin.web.scene.replay import CHUNK_S, DAY_S, Part, Replay, told
from taktwin.web.scene.scene import Scene

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


class Happened(Protocol):
    """What happened in a run, of which any time can be asked: see `KeptTrace`, which reads it, and `DoneAgain`."""

    result: SavedResult
    model: PlantModel
    scene: Scene
    jobs: pl.DataFrame
    early: bool
    most: list[float | None]
    still: list[list[float]]

    def tables(self, since: float, end: float) -> tuple[dict[str, pl.DataFrame], Changes]:
        """The tables `trace` and `movements` of a time, and the levels of stock points in it."""
        ...


class LongReplay:
    """A run in parts of a quarter of a day.

    Args:
        happened: tells what happened in it.
    """

    def __init__(self, happened: Happened) -> None:
        self.happened, self.result, self.scene = happened, happened.result, happened.scene
        self.begin, self.end = -self.result.warmup_days * DAY_S, self.result.days * DAY_S
        born, ended = (happened.jobs[name].to_numpy() for name in ("born", "ended"))
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
        return told(self.scene, self.result, self.happened.most, self.happened.still)

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
        born = self.happened.jobs.filter(named.fill_null(False))["born"].to_list()
        # of jobs that ended in the warm-up no table tells
        early = range(self._number(0.0) + 1 if self.begin < 0 and not self.happened.early else 0)
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

    def _part(self, number: int) -> Replay:
        """A part; one thread makes it, and who asks for another does not wait for that."""
        with self._lock:
            making = self._making.setdefault(number, threading.Lock())
        with making:
            with self._lock:
                found = self._parts.pop(number, None)
            if found is None:
                found = self._made(number)
            with self._lock:
                self._parts[number] = found
                while len(self._parts) > _KEPT:
                    self._parts.popitem(last=False)
            return found

    def _made(self, number: int) -> Replay:
        begin = self.begin + number * PART_S
        end = min(begin + PART_S, self.end)
        since = self._since(begin)
        tables = {name: value for name, value in vars(self.result).items() if isinstance(value, pl.DataFrame)}
        events, levels = self.happened.tables(since, end + _LATER_S)
        sent = tables["shipments"]
        tables["shipments"] = sent.filter((pl.col("ordered") < end) & (pl.col("arrives") >= since))
        about = ("plants", "days", "elapsed_s", "warmup_days", "started_days", "seed", "replication")
        tables |= {**events, "jobs": self.happened.jobs}
        result = SavedResult(tables, **{name: getattr(self.result, name) for name in about})
        part = Part(since if since > self.begin else None, begin, end, self.scene, levels, number * _STEP)
        return Replay(result, self.happened.model, part)

    def _since(self, begin: float) -> float:
        """From when the trace of a part is read: before the oldest job was born that is in the plant when it begins."""
        if (
            begin < 0.0 and not self.happened.early
        ):  # of jobs that ended in the warm-up no table tells when they were born
            return self.begin
        inside = (self._born < begin) & (self._ended > begin)
        oldest = float(self._born[inside].min()) if inside.any() else begin
        return max(self.begin, oldest - _EARLIER_S)
