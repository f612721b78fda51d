"""A run done again, to know what happened in any time of it.

To keep every event of a long run takes too much room, and the same seed gives the same events. So the run is done once
more from its begin, which keeps what it takes to begin anywhere: some snapshots on the way, and what each resource did
last before them. The events of a time are then those of the run on from the last snapshot before it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from taktwin.kernel.base import state as k
from taktwin.kernel.common.joblog import amounts_of, whole_log
from taktwin.kernel.lowering.program import Program, lower
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.runs import againfolder
from taktwin.runs.fingerprint import model_hash
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import Snapshot
from taktwin.runs.start.begin import begin_anew
from taktwin.runs.tables.accounts import accounts_of
from taktwin.runs.tables.jobs import jobs_table, read_log, trace_table
from taktwin.runs.tables.moves import movements_table, shipments_table

DAY_S = 86400.0
#: So long nothing may happen before that is told (s).
STILL_S = 300.0
#: A piece of the run whose events are in memory at once.
_PIECE_S = DAY_S / 4
_MOST_MARKS = 16
#: Rows of the log that only a traced run has.
_EVENTS = (k.LOG_STATE, k.LOG_ENTER, k.LOG_STOCK, k.LOG_DOCK)
_TIMES = ("released", "born", "ended", "due")


@dataclass
class _Before:
    """What is known before the events of a time.

    ``states`` and ``moves`` are the last change of state and the last move of parts of each resource, as rows of the
    log (one of another kind: none yet), ``levels`` those of the stock points, with what is at their docks.
    """

    states: np.ndarray
    moves: np.ndarray
    levels: np.ndarray

    def copy(self) -> _Before:
        return _Before(self.states.copy(), self.moves.copy(), self.levels.copy())

    def take(self, log: np.ndarray) -> None:
        """Go on over rows of the log."""
        states = log[log["kind"] == k.LOG_STATE]
        self.states[states["who"]] = states  # of several of one resource the last is kept
        moved = log[log["kind"] == k.LOG_STOCK]
        by = moved[moved["order"] < -1]
        self.moves[-2 - by["order"]] = by
        self.levels += np.bincount(moved["who"], amounts_of(moved["what"]), self.levels.size)


@dataclass(frozen=True)
class Window:
    """What happened in a time of a run: ``trace`` and ``movements`` as the tables of that name.

    Both begin with what holds before: the last change of state of each resource, and the last move by each. ``levels``
    is the level of each stock point when the time begins: `stock`, `amount`.
    """

    trace: pl.DataFrame
    movements: pl.DataFrame
    levels: pl.DataFrame


class Again:
    """A run, done again. Times are s from the end of the warm-up, as in all tables.

    Args:
        model: that was run, from the start of the plant.
        days: measured.
        warmup_days: before that.
        seed: of the random numbers.
        replication: which one, from 0.
        progress: called with the share that is done.

    Attributes:
        jobs: as the table of that name, with the jobs that ended in the warm-up.
        shipments: as the table of that name.
        still: times of `STILL_S` and more in which nothing happens.
        most: stock point -> its highest level, with what is at its dock.

    Raises:
        LoweringError, SimulationError: it cannot be run; the message says why.
    """

    def __init__(
        self,
        model: PlantModel,
        *,
        days: float,
        warmup_days: float,
        seed: int = 1,
        replication: int = 0,
        progress: Callable[[float], None] | None = None,
    ) -> None:
        self.program: Program = lower(model)
        self.seed, self.replication = seed, replication
        self.origin, self.length = warmup_days * DAY_S, (warmup_days + days) * DAY_S
        self.still: list[tuple[float, float]] = []
        self._marks: list[tuple[float, Snapshot, _Before]] = []
        simulation = self._begun()
        self._first = self._before(simulation)
        self._highest = self._first.levels.copy()
        self._run(simulation, progress or (lambda _: None))
        stocks = list(self.program.stocks)
        self.most = {name: float(self._highest[number]) for name, number in zip(stocks, self._numbers(), strict=True)}

    def _about(self) -> dict[str, Any]:
        return {
            "model": model_hash(self.program.model), "seed": self.seed, "replication": self.replication,
            "origin": self.origin, "length": self.length,
        }  # fmt: skip

    def save(self, folder: str | Path) -> None:
        """Keep it in a folder, whole or not at all.

        Raises:
            FileExistsError: there is one.
            OSError: it cannot be written.
        """
        tables = {"jobs": self.jobs} | ({} if self.shipments is None else {"shipments": self.shipments})
        marks = [
            againfolder.Mark(time, snapshot, before.states, before.moves, before.levels)
            for time, snapshot, before in self._marks
        ]
        againfolder.write(folder, {**self._about(), "still": self.still, "most": self.most}, tables, marks)

    @classmethod
    def load(
        cls, folder: str | Path, model: PlantModel, *, days: float, warmup_days: float, seed: int, replication: int
    ) -> Again:
        """What `save` kept of this run.

        Raises:
            AgainError: the folder is not there, damaged, of another run, or of another version of the engine.
            LoweringError: the model cannot be run.
        """
        made = cls.__new__(cls)
        made.program, made.seed, made.replication = lower(model), seed, replication
        made.origin, made.length = warmup_days * DAY_S, (warmup_days + days) * DAY_S
        head, tables, marks = againfolder.read(folder, made._about())
        made.jobs, made.shipments = tables["jobs"], tables.get("shipments")
        made.still = [(float(begin), float(end)) for begin, end in head["still"]]
        made.most = {str(name): float(value) for name, value in head["most"].items()}
        made._first = made._before(made._begun())
        made._marks = [(one.time, one.snapshot, _Before(one.states, one.moves, one.levels)) for one in marks]
        return made

    def _numbers(self) -> list[int]:
        return list(self.program.stocks.values())

    def _begun(self) -> Simulation:
        return begin_anew(self.program, self.seed, self.replication, True)

    def _before(self, simulation: Simulation) -> _Before:
        nothing = np.zeros(self.program.arrays["resources"].size, k.LOG)
        nothing["kind"] = k.LOG_PASS
        return _Before(nothing, nothing.copy(), simulation.stocks_at_origin.astype(float))

    # --- once from the begin

    def _run(self, simulation: Simulation, progress: Callable[[float], None]) -> None:
        before, kept, last = self._first.copy(), [], 0.0
        every = max(DAY_S, self.length / _MOST_MARKS)
        shipments = simulation.shipments
        assert shipments is not None
        ends: set[float] = {*np.arange(_PIECE_S, self.length, _PIECE_S).tolist(), self.length}
        ends |= {self.origin} if self.origin > 0 else set()
        marked = 0.0
        for end in sorted(ends):
            shipments.advance_to(end)
            if end == self.origin:
                simulation.begin_measuring()
            simulation.drain()
            log, simulation.logs = whole_log(simulation.logs), []
            events = np.isin(log["kind"], _EVENTS)
            kept.append(log[~events])
            last = self._note(log[events], before, last)
            if end < self.length and (end >= marked + every or end == self.origin):
                self._mark(simulation, before)
                marked = end
            progress(end / self.length)
        if self.length - last >= STILL_S:
            self.still.append((last - self.origin, self.length - self.origin))
        simulation.logs = [*kept, *simulation.logs]
        accounts = accounts_of(simulation)
        self.shipments = shipments_table(accounts)
        whole = replace(accounts, origin=0.0)  # as if nothing had been warmed up, so that no job is left out
        jobs = jobs_table(whole, read_log(whole))
        self.jobs = jobs.with_columns(pl.col(name) - self.origin for name in _TIMES if name in jobs.columns)

    def _note(self, log: np.ndarray, before: _Before, last: float) -> float:
        """Rest and levels in a piece; gives the time of its last event."""
        seen = log[((log["kind"] != k.LOG_STOCK) & (log["who"] >= 0))]["time"]
        times = np.concatenate([[last], seen])
        gaps = np.flatnonzero(np.diff(times) >= STILL_S)
        self.still += [(float(times[at]) - self.origin, float(times[at + 1]) - self.origin) for at in gaps.tolist()]
        moved = log[log["kind"] == k.LOG_STOCK]
        if moved.size:
            table = pl.DataFrame({"who": moved["who"].astype(np.int64), "amount": amounts_of(moved["what"])})
            table = table.with_columns(pl.col("amount").cum_sum().over("who")).group_by("who").max()
            who = table["who"].to_numpy()
            self._highest[who] = np.maximum(self._highest[who], before.levels[who] + table["amount"].to_numpy())
        before.take(log)
        return float(times[-1])

    def _mark(self, simulation: Simulation, before: _Before) -> None:
        taken = Snapshot.of(simulation)
        nothing = np.broadcast_to(np.zeros(taken.rows.shape[1]), taken.rows.shape)  # no series is asked for
        self._marks.append((simulation.now, replace(taken, rows=nothing), before.copy()))

    # --- any time of it

    def window(self, begin: float, end: float) -> Window:
        """What happened from ``begin`` until before ``end`` (s), both cut to the run.

        Raises:
            ValueError: the time is empty.
        """
        begin, end = max(begin + self.origin, 0.0), min(end + self.origin, math.nextafter(self.length, math.inf))
        if not begin < end:
            raise ValueError(Phrase("this time is empty, or not of the run"))
        simulation, before = self._at(begin)
        if simulation.now < self.origin < end:
            simulation.advance_to(self.origin)
            simulation.begin_measuring()
        simulation.advance_to(max(simulation.now, min(end, self.length)))
        simulation.drain()
        log = whole_log(simulation.logs)
        log = log[np.isin(log["kind"], _EVENTS) & (log["time"] < end)]
        before.take(log[log["time"] < begin])
        log = log[log["time"] >= begin]
        names = list(self.program.stocks)
        levels = {"stock": names, "amount": before.levels[self._numbers()]}
        simulation.origin = self.origin
        simulation.logs = [_known(before.states, k.LOG_STATE), _known(before.moves, k.LOG_STOCK), log]
        told = read_log(simulation)
        trace, movements = trace_table(simulation, told), movements_table(simulation, told)
        assert trace is not None
        assert movements is not None
        return Window(trace, movements, pl.DataFrame(levels, schema={"stock": pl.String, "amount": pl.Float64}))

    def _at(self, begin: float) -> tuple[Simulation, _Before]:
        """The run as it stood at the last mark before a time, s from its begin."""
        for time, snapshot, before in reversed(self._marks):
            if time < begin:  # what happened at the instant of a mark is behind it
                return snapshot.resume(self.program, True), before.copy()
        return self._begun(), self._first.copy()


def _known(rows: np.ndarray, kind: int) -> np.ndarray:
    """The rows of this kind, by time."""
    rows = rows[rows["kind"] == kind]
    return rows[np.argsort(rows["time"], kind="stable")]
