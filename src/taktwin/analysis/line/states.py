"""The states of a serial line as a Markov chain, and what leads from one to another.

A state is one row of small numbers: station 1, buffer 1, station 2, buffer 2, ..., the last station. A buffer's number
is its level. A station is empty, working, or blocked (its finished job waits), each of it up or down, as the constants
say.
Only settled states count, in which no job can move on and no station can take one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

EMPTY, WORKING, BLOCKED, DOWN_EMPTY, DOWN_WORKING, DOWN_BLOCKED = range(6)

Rows = NDArray[np.int16]
Entries = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]


class LineStates:
    """All states of a line.

    Args:
        buffers: places between the stations.
        fails: for each station whether it can fail.
        while_working: it fails only while it works (`clock: operation`), else at any time (`clock: time`).
    """

    def __init__(self, buffers: Sequence[int], fails: Sequence[bool], while_working: bool) -> None:
        self.buffers = [int(places) for places in buffers]
        self.fails = list(fails)
        self.while_working = while_working
        self.stations = len(fails)
        sizes = [6] * (2 * self.stations - 1)
        sizes[1::2] = [places + 1 for places in self.buffers]
        self.weights = np.cumprod([1, *sizes[:-1]], dtype=object)  # Python integers: long lines overflow any other
        self.count = self._count()

    def _of_station(self, station: int) -> list[int]:
        """States that a station can be in, seen alone."""
        first, last = station == 0, station == self.stations - 1
        up = [WORKING] if first else [EMPTY, WORKING]
        found = up if last else [*up, BLOCKED]
        if not self.fails[station]:
            return found
        if self.while_working:
            return [*found, DOWN_WORKING]
        down = [DOWN_EMPTY, DOWN_WORKING] if last else [DOWN_EMPTY, DOWN_WORKING, DOWN_BLOCKED]
        # With an endless supply the first station is empty only if it was blocked when it failed.
        return found + (down[1:] if first and last else down)

    def _pairs(self, station: int) -> list[tuple[int, int, int]]:
        """What may stand side by side: state of a station, level of the buffer behind it, state of the next station."""
        places = self.buffers[station]
        found = []
        for state in self._of_station(station):
            levels = [places] if state % DOWN_EMPTY == BLOCKED else range(places + 1)
            for following in self._of_station(station + 1):
                takes = following == EMPTY  # such a station would have taken what waits for it
                found += [
                    (state, level, following)
                    for level in levels
                    if not (takes and (level > 0 or state % DOWN_EMPTY == BLOCKED))
                ]
        return found

    def _count(self) -> int:
        """Number of states, without making them: what stands side by side depends on the neighbours only."""
        ways = dict.fromkeys(self._of_station(0), 1)
        for station in range(self.stations - 1):
            onward: dict[int, int] = {}
            for state, _, following in self._pairs(station):
                onward[following] = onward.get(following, 0) + ways[state]
            ways = onward
        return sum(ways.values())

    def enumerated(self) -> Rows:
        """All states, one a row, sorted by their code."""
        rows = np.array(self._of_station(0), dtype=np.int16)[:, None]
        for station in range(self.stations - 1):
            pairs = np.array(self._pairs(station), dtype=np.int16)
            parts = []
            for state in np.unique(pairs[:, 0]):
                left, right = rows[rows[:, -1] == state], pairs[pairs[:, 0] == state, 1:]
                parts.append(np.hstack([np.repeat(left, len(right), axis=0), np.tile(right, (len(left), 1))]))
            rows = np.vstack(parts)
        return rows[np.argsort(self.codes(rows), kind="stable")]

    def codes(self, rows: Rows) -> NDArray[np.int64]:
        """One number for each state."""
        return rows.astype(np.int64) @ self.weights.astype(np.int64)

    def transitions(
        self, rows: Rows, rates: Sequence[float], failure_rates: Sequence[float], repair_rates: Sequence[float]
    ) -> Entries:
        """From, to (numbers of rows) and rate of everything that can happen."""
        known = self.codes(rows)
        begin, end, rate = [], [], []
        for station in range(self.stations):
            now = rows[:, 2 * station]
            fragile = now == WORKING if self.while_working else now < DOWN_EMPTY
            happens = [(now == WORKING, BLOCKED - WORKING, rates[station])]
            if self.fails[station]:
                happens.append((fragile, DOWN_EMPTY, failure_rates[station]))
                happens.append((now >= DOWN_EMPTY, -DOWN_EMPTY, repair_rates[station]))
            for where, change, how_often in happens:
                source = np.flatnonzero(where)
                after = rows[source].copy()
                after[:, 2 * station] += change
                self.settle(after)
                begin.append(source)
                end.append(np.searchsorted(known, self.codes(after)))
                rate.append(np.full(len(source), how_often))
        return np.concatenate(begin), np.concatenate(end), np.concatenate(rate)

    def settle(self, rows: Rows) -> None:
        """Move jobs on and let stations take jobs, in place, until nothing can move any more."""
        moved = True
        while moved:
            moved = self._last_leaves(rows)
            for station in range(self.stations - 1, -1, -1):
                moved |= self._takes(rows, station)
                if station > 0:
                    moved |= self._fills(rows, station - 1)

    def _last_leaves(self, rows: Rows) -> bool:
        last = rows[:, -1]
        done = last % DOWN_EMPTY == BLOCKED
        last[done] -= BLOCKED
        return bool(done.any())

    def _takes(self, rows: Rows, station: int) -> bool:
        """An empty station that is up takes a job: from the supply, the buffer, or the station before."""
        now = rows[:, 2 * station]
        free = now == EMPTY
        if station == 0:
            now[free] = WORKING
            return bool(free.any())
        level, before = rows[:, 2 * station - 1], rows[:, 2 * station - 2]
        stored = free & (level > 0)
        direct = free & (level == 0) & (before % DOWN_EMPTY == BLOCKED)
        level[stored] -= 1
        before[direct] -= BLOCKED
        now[stored | direct] = WORKING
        return bool(stored.any() or direct.any())

    def _fills(self, rows: Rows, station: int) -> bool:
        """The finished job of a station goes into the buffer behind it."""
        now, level = rows[:, 2 * station], rows[:, 2 * station + 1]
        goes = (now % DOWN_EMPTY == BLOCKED) & (level < self.buffers[station])
        now[goes] -= BLOCKED
        level[goes] += 1
        return bool(goes.any())
