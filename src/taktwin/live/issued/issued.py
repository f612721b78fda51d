"""A file of issued forecasts, open to keep some, to count what came of them, or to read."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from taktwin.live.forecast.result import Forecast
from taktwin.live.issued.clock import WorkingClock
from taktwin.live.issued.file import IssuedError, issued_error, open_file
from taktwin.live.issued.record import LEVELS, IssuedForecast, Kept, Outcome, packed, state_hash, unpacked
from taktwin.live.issued.simple import simple_forecasts
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.model.start.state import StartState
from taktwin.runs.fingerprint import model_hash
from taktwin.runs.start import Starter

_SELECT = (
    "SELECT forecast.id, name, model, begin, takt, oee, clock, issued, at, until, state, seed, target, sample, digest,"
    " outcome.value, outcome.known, outcome.baselines"
    " FROM forecast JOIN plant ON plant.id = plant LEFT JOIN outcome ON outcome.forecast = forecast.id"
)


class Settled(NamedTuple):
    """What a count brought: forecasts whose outcome is now known, and those whose old outcome it contradicts."""

    counted: int
    differing: int


class Issued:
    """A file of forecasts as issued. Nothing in it is ever changed or taken out.

    >>> import tempfile, pathlib, taktwin
    >>> plant = taktwin.load("line20")
    >>> now = plant.state(plant.snapshot(0.1, 5))
    >>> found = plant.forecast(now)
    >>> with Issued(pathlib.Path(tempfile.mkdtemp()) / "line.forecasts") as kept:
    ...     print(kept.keep(plant.starter, now, found), kept.keep(plant.starter, now, found))
    Kept(number=1, new=True) Kept(number=1, new=False)

    Args:
        path: the file; it is made where there is none.
        to_write: False to read only.

    Raises:
        IssuedError: it cannot be opened, is none, or is damaged.
    """

    def __init__(self, path: str | Path, to_write: bool = True) -> None:
        self.path = Path(path)
        self._connection = open_file(self.path, to_write)

    def __enter__(self) -> Issued:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. What was kept is on the disk anyway."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()

    def keep(
        self, starter: Starter, state: StartState, found: Forecast, takt: float | None = None, oee: float = 1.0
    ) -> Kept:
        """Keep a forecast; when this returns it is on the disk.

        One from the same state of the same model to the same end is kept once, the first: nobody picks the better of
        two.

        Args:
            starter: of the plant (`Plant.starter`).
            state: from which the forecast began.
            found: the forecast.
            takt: planned time between jobs that leave, s, for the simple forecast by plan; None: not told.
            oee: planned share of these jobs.

        Raises:
            OptionError: takt or OEE cannot be meant.
            IssuedError: the file does not take it; it is as it was.
        """
        if takt is not None and not 0.0 < takt < float("inf"):
            raise OptionError(Phrase("a takt of {takt:g} s", takt=takt), Phrase("give one above 0"), "takt")
        if not 0.0 < oee <= 1.0:
            raise OptionError(Phrase("an OEE of {oee:g}", oee=oee), Phrase("give a share above 0, to 1"), "oee")
        clock = WorkingClock.of(starter.index)
        about = json.dumps({"windows": clock.windows, "offset": clock.offset})
        plant = (found.plant, model_hash(starter.program.model), found.begin.isoformat(), takt, oee)
        jobs = found.jobs
        told, named = packed(jobs), state_hash(state)
        quantiles = np.quantile(jobs, LEVELS, method="inverted_cdf").tolist()
        with self._batch():
            row = self._plant(plant, about)
            same = self._ask(
                "SELECT forecast.id FROM forecast JOIN plant ON plant.id = plant"
                " WHERE name = ? AND model = ? AND state = ? AND at = ? AND until = ?",
                (*plant[:2], named, found.at, found.until),
            )
            if same:
                return Kept(int(same[0][0]), False)
            values = (row, _now(), found.at, found.until, named, found.seed, found.target, found.replications)
            done = self._connection.execute(
                "INSERT INTO forecast (plant, issued, at, until, state, seed, target, replications,"
                " p05, p25, p50, p75, p95, sample, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, *quantiles, told, _digest(told)),
            )
            return Kept(int(done.lastrowid or 0), True)

    def _plant(self, plant: tuple[Any, ...], clock: str) -> int:
        query = "SELECT id FROM plant WHERE name = ? AND model = ? AND begin = ? AND takt IS ? AND oee = ?"
        found = self._ask(query, plant)
        if not found:
            self._connection.execute(
                "INSERT INTO plant (name, model, begin, takt, oee, clock) VALUES (?, ?, ?, ?, ?, ?)", (*plant, clock)
            )
            found = self._ask(query, plant)
        return int(found[0][0])

    def settle(self, left: npt.ArrayLike, since: float, known: float) -> Settled:
        """Count what came of the forecasts whose hour has come.

        Args:
            left: when jobs left the plant, s from its start.
            since: from when on all of these are told, s; forecasts made before it stay open.
            known: until when they are told, s; forecasts that end after it stay open.

        Returns:
            How many are now known; and how many outcomes of before, which stay, are another number by this count.
        """
        times, counted, differing = np.sort(np.asarray(left, dtype=np.float64)), 0, 0
        with self._batch():
            for one in self.forecasts():
                if not (since <= one.at and one.until <= known):
                    continue
                value = int(np.searchsorted(times, one.until, "right") - np.searchsorted(times, one.at, "right"))
                if one.outcome is not None:
                    differing += value != one.outcome.value
                    continue
                simple = simple_forecasts(one, times, since)
                self._connection.execute(
                    "INSERT INTO outcome (forecast, counted, value, known, baselines) VALUES (?, ?, ?, ?, ?)",
                    (one.number, _now(), float(value), known, json.dumps(simple, allow_nan=False)),
                )
                counted += 1
        return Settled(counted, differing)

    def forecasts(self) -> list[IssuedForecast]:
        """All of them, in the order in which they were kept. Raises `IssuedError` where one is damaged."""
        return [self._read(row) for row in self._ask(f"{_SELECT} ORDER BY forecast.id")]

    def __len__(self) -> int:
        return int(self._ask("SELECT count(*) FROM forecast")[0][0])

    def _read(self, row: tuple[Any, ...]) -> IssuedForecast:
        (number, name, model, begin, takt, oee, clock, issued, at, until, state, seed, target, sample, digest) = row[
            :15
        ]
        value, known, baselines = row[15:]
        try:
            if digest != _digest(sample):
                raise ValueError(Phrase("its sample is not what was written"))
            said = json.loads(clock)
            return IssuedForecast(
                number=number, plant=name, model=model, state=state, begin=dt.datetime.fromisoformat(begin), at=at,
                until=until, sample=unpacked(sample), target=target, seed=seed, issued=issued, takt=takt, oee=oee,
                clock=WorkingClock.told(said["windows"], said["offset"]),
                outcome=None if value is None else Outcome(value, known, json.loads(baselines)),
            )  # fmt: skip
        except (ValueError, KeyError, TypeError) as error:
            raise IssuedError(
                Phrase(
                    "{path}: forecast {number} is damaged ({error})", path=self.path, number=number, error=str(error)
                ),
                Phrase("take a copy of it"),
            ) from None

    @contextlib.contextmanager
    def _batch(self):
        """All of it is on the disk at its end, or nothing."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        except BaseException as error:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise self._told(error) from None
            raise

    def _ask(self, query: str, values: Iterable[Any] = ()) -> list[Any]:
        try:
            return self._connection.execute(query, tuple(values)).fetchall()
        except sqlite3.Error as error:
            raise self._told(error) from None

    def _told(self, error: sqlite3.Error) -> IssuedError:
        if isinstance(error, sqlite3.ProgrammingError):
            return IssuedError(Phrase("{path}: the file is closed", path=self.path), Phrase("open it anew"))
        return issued_error(self.path, error)


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()


def _now() -> int:
    return time.time_ns() // 1_000_000
