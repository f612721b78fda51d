"""In which state each machine was, minute by minute for a day, and how long in each state in each of the last shifts.

So a page can draw what was without the trace of every change: a minute is said to be in the state that lasted longest
in it. The sums by shift are exact, and a state that goes on over the end of a shift is cut there.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl

from taktwin.kernel.base.state import STATE_COUNT, STATES
from taktwin.live.kpis import RUN, Figures, StateLog, TimeMap, Window, figures

MINUTES = 1440  # that are kept: a day
UNKNOWN = STATE_COUNT  # the code of a machine that has not said anything yet
_KEPT = 8  # windows, those between two shifts among them
_NEVER = -1.0


@dataclass
class _Shift:
    """A window: seconds by machine and state, shape [machine, state], and failures that began, shape [machine]."""

    window: Window
    seconds: np.ndarray = field(repr=False)
    failures: np.ndarray = field(repr=False)


class StateHistory:
    """What a watch remembers of the states of machines.

    Args:
        names: of the machines.
        shift_at: the window in which a time lies (s from the start of the plant).
        failures: states that are a failure.
    """

    def __init__(
        self, names: Sequence[str], shift_at: Callable[[float], Window], failures: Sequence[str] = RUN.failures
    ) -> None:
        self.names, self.shift_at = list(names), shift_at
        self._number = {name: i for i, name in enumerate(self.names)}
        self._failed = frozenset(STATES.index(one) for one in failures)
        self._states = np.full(len(self.names), UNKNOWN, np.uint8)
        self._since = np.full(len(self.names), _NEVER)
        self._part = np.zeros((len(self.names), STATE_COUNT + 1))  # of the minute that is not over, s
        self._minutes = np.full((len(self.names), MINUTES), UNKNOWN, np.uint8)
        self._shifts: list[_Shift] = []
        self.at = _NEVER  # until when it is told

    def change(self, time: float, name: str, state: str) -> None:
        """A machine is in another state from ``time`` on (s from the start of the plant); it never goes back."""
        i = self._number.get(name)
        if i is None:
            return
        self._begin(time)
        self.at = max(self.at, time)
        self._account(i, time)
        code = STATES.index(state)
        if code in self._failed and int(self._states[i]) not in self._failed:
            self._shift(time).failures[i] += 1
        self._states[i] = code

    def tick(self, time: float) -> None:
        """It is ``time`` (s from the start of the plant), and nothing else has changed."""
        if self.at != _NEVER:
            self.at = max(self.at, time)

    # --- what was

    def minutes(self, begin: float, end: float) -> dict[str, np.ndarray]:
        """Machine -> code of its state in each whole minute from ``begin`` to ``end``; `UNKNOWN` where nobody knows.

        Args:
            begin: s from the start of the plant; a day at most before the newest that is told.
            end: s from the start of the plant.
        """
        self._settle()
        first, last = int(begin // 60.0), int(end // 60.0)
        known = np.arange(first, last)
        inside = (known < self.at // 60.0) & (known > self.at // 60.0 - MINUTES)
        found = np.where(inside, self._minutes[:, known % MINUTES], UNKNOWN).astype(np.uint8)
        return dict(zip(self.names, found, strict=True))

    def windows(self) -> list[Window]:
        """The windows that are known, the oldest first; the last one until now."""
        self._settle()
        return [self._until_now(one) for one in self._shifts]

    def figures(self, window: Window, names: Sequence[str], time_map: TimeMap = RUN) -> list[Figures]:
        """The KPIs of machines in one of `windows`: as `taktwin.live.kpis.figures`, of all that the window has seen."""
        return self.account(window)(names, time_map)

    def account(self, window: Window) -> Callable[[Sequence[str], TimeMap], list[Figures]]:
        """The same in two steps: what is taken now makes the figures later, whatever has come since.

        The first is quick, so that it can be done while nobody else may change anything; the second takes a while.
        """
        self._settle()
        one = next((one for one in self._shifts if one.window.begin == window.begin), None)
        if one is None:
            return lambda _names, _map: []
        until, seconds, failures = self._until_now(one), one.seconds.copy(), one.failures.copy()
        return lambda names, time_map: self._figures(until, seconds, failures, names, time_map)

    def _figures(
        self, until: Window, sums: np.ndarray, failures: np.ndarray, names: Sequence[str], time_map: TimeMap
    ) -> list[Figures]:
        rows: list[tuple[str, float, float, str]] = []
        given: dict[str, dict[str, float]] = {}
        for name in names:
            i, at = self._number[name], until.begin
            for code in np.flatnonzero(sums[i, :STATE_COUNT]).tolist():
                end = min(at + float(sums[i, code]), until.end)
                rows.append((name, at, end, STATES[code]))
                at = end
            given[name] = {"FE": float(failures[i])}
        spans = pl.DataFrame(
            rows, {"resource": pl.String, "begin": pl.Float64, "end": pl.Float64, "state": pl.String}, orient="row"
        )
        log = StateLog.of_spans(spans, until.begin, until.end)
        return figures(log, windows=[until], time_map=time_map, given=given)

    # --- over a restart

    def memory(self) -> dict[str, Any]:
        """What is to be kept for a restart, for JSON: see `remember`."""
        self._settle()
        shifts = [
            [
                one.window.name,
                one.window.begin,
                one.window.end,
                _packed(one.seconds.astype("<f4")),
                one.failures.tolist(),
            ]
            for one in self._shifts
        ]
        return {
            "at": self.at,
            "states": self._states.tolist(),
            "since": self._since.tolist(),
            "part": _packed(self._part.astype("<f4")),
            "minutes": _packed(self._minutes),
            "shifts": shifts,
        }

    def remember(self, memory: Mapping[str, Any]) -> None:
        """Go on from a memory. Raises KeyError, TypeError, ValueError: it is none, or one of other machines."""
        many = len(self.names)
        table = (many, STATE_COUNT + 1)
        self._states = np.array(memory["states"], np.uint8).reshape(many)
        self._since = np.array(memory["since"], float).reshape(many)
        self._part = _unpacked(memory["part"], "<f4").astype(float).reshape(table)
        self._minutes = _unpacked(memory["minutes"], "u1").astype(np.uint8).reshape(many, MINUTES)
        self._shifts = [
            _Shift(
                Window(name, float(begin), float(end)),
                _unpacked(seconds, "<f4").astype(float).reshape(table),
                np.array(failures, np.int64).reshape(many),
            )
            for name, begin, end, seconds, failures in memory["shifts"]
        ]
        self.at = float(memory["at"])

    # --- inside

    def _begin(self, time: float) -> None:
        if self.at == _NEVER:
            self._since[:] = time

    def _settle(self) -> None:
        """All machines have been in their states until now."""
        for i in range(len(self.names) if self.at != _NEVER else 0):
            self._account(i, self.at)

    def _until_now(self, one: _Shift) -> Window:
        end = min(one.window.end, self.at)
        return Window(one.window.name, one.window.begin, end if end > one.window.begin else one.window.end)

    def _shift(self, time: float) -> _Shift:
        for one in reversed(self._shifts):
            if one.window.begin <= time < one.window.end:
                return one
        many = len(self.names)
        made = _Shift(self.shift_at(time), np.zeros((many, STATE_COUNT + 1)), np.zeros(many, np.int64))
        self._shifts.append(made)
        self._shifts.sort(key=lambda one: one.window.begin)
        del self._shifts[:-_KEPT]
        return made

    def _account(self, i: int, to: float) -> None:
        """A machine has been in its state until ``to``."""
        since, state = float(self._since[i]), int(self._states[i])
        if to <= since:
            return
        self._since[i] = to
        at = since
        while at < to:
            shift = self._shift(at)
            end = min(to, shift.window.end)
            shift.seconds[i, state] += end - at
            at = end
        first, last = int(since // 60.0), int(to // 60.0)
        part = self._part[i]
        if first == last:
            part[state] += to - since
            return
        part[state] += (first + 1) * 60.0 - since
        self._minutes[i, first % MINUTES] = int(part.argmax())
        part[:] = 0.0
        part[state] = to - last * 60.0
        if last > first + 1:
            whole = np.arange(max(first + 1, last - MINUTES), last)
            self._minutes[i, whole % MINUTES] = state


def _packed(values: np.ndarray) -> str:
    return base64.b64encode(zlib.compress(values.tobytes(), 6)).decode()


def _unpacked(text: str, kind: str) -> np.ndarray:
    try:
        return np.frombuffer(zlib.decompress(base64.b64decode(text)), kind)
    except zlib.error as error:
        raise ValueError(str(error)) from None
