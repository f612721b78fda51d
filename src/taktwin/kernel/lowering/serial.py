"""Find out whether a plant consists of plain serial lines only, and lay out the steps of their fast path."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.base.kind import Kinds
from taktwin.kernel.lowering.times import least_of

_SHORTEST = 1e-6  # mean work time, s: what is shorter may vanish beside the clock time
_JOBS_A_SLICE = 512  # so many jobs, roughly, pass a line in one slice of time: what a sweep touches stays in the cache
_MOST_PLACES = 1 << 24  # in all rings, 8 bytes each: beyond, the event loop takes less room

Arrays = dict[str, np.ndarray]


class _NotSerialError(Exception):
    """Something needs the event loop."""


def serial_steps(arrays: Arrays, kinds: Kinds) -> tuple[np.ndarray, int, float]:
    """Steps of the lines in flow order (none where the plant needs the event loop), places in the rings, slice (s)."""
    try:
        return _Lines(arrays, kinds).steps()
    except _NotSerialError:
        return np.zeros(0, k.STEP), 0, math.inf


class _Lines:
    def __init__(self, arrays: Arrays, kinds: Kinds) -> None:
        self.kinds = kinds.all
        self.arrays = arrays
        self.nodes = arrays["nodes"]
        self.resources = arrays["resources"]
        self.rows: list[dict[str, Any]] = []
        self.visited: set[int] = set()
        self.ring = 0
        self.slice = math.inf

    def steps(self) -> tuple[np.ndarray, int, float]:
        present = {*self.nodes["kind"].tolist(), *self.resources["kind"].tolist()}
        _need(all(self.kinds[code].serial for code in present) and not self.arrays["stocks"].size)
        on_shift = self.arrays["resource_states"]["on"] == 1
        _need(bool(on_shift[self.resources["serves"] == 1].all()))
        for stream in np.flatnonzero(self.resources["machine"] == 0):
            self._line(int(stream))
        _need(self.visited == set(range(self.nodes.size)) and bool(self.rows))
        steps = np.zeros(len(self.rows), k.STEP)
        for i, row in enumerate(self.rows):
            for field, value in row.items():
                steps[i][field] = value
        _need(self.ring <= _MOST_PLACES)
        before = self.nodes[steps["source"]]
        steps["noted"], steps["dest"] = before["noted"], before["dest"]
        at = np.flatnonzero(steps["server"] >= 0)
        servers = self.resources[steps["server"][at]]
        stations = self.nodes[servers["node"]]
        steps["station"][at], steps["logged"][at] = servers["node"], stations["noted"]
        steps["work"][at], steps["leads"][at] = stations["dist"], stations["dest"]
        steps["modes"][at], steps["own_modes"][at] = servers["modes"], servers["own_modes"]
        steps["cap"] = np.where(steps["mask"] >= 0, before["cap"], 0)
        end = len(steps) - 1
        for i in range(len(steps) - 1, -1, -1):  # a section ends at a buffer without limit, and at the exit
            open_end = steps[i]["target"] == k.TO_BUFFER and steps[i + 1]["mask"] < 0
            if open_end or steps[i]["target"] == k.TO_SINK:
                end = i
            steps[i]["end"] = end
        return steps, self.ring, self.slice

    def _line(self, stream: int) -> None:
        r = self.resources[stream]
        _need(r["sources"] == 1 and r["shifts"] == 0 and r["batch"] < 0)
        source = int(self.arrays["ints"][r["sources0"]])
        released = r["dist"] >= 0 or r["releases0"] >= 0
        timed = released and self._mean(r["dist"]) > _SHORTEST  # whether time goes by between the jobs that come in
        _need(not timed or self._always_takes_time(r["dist"]))
        rule = self.nodes[source]["rule"]
        _need(rule in (k.FIFO, k.BY_ORDER))
        by_rule = k.BY_RULE if rule == k.BY_ORDER else k.FROM_STREAM
        row: dict[str, Any] = {
            "kind": by_rule if released else k.ON_DEMAND,
            "server": -1,
            "source": source,
            "stream": stream,
            "mask": -1,
        }
        if timed:
            self._limit(r["dist"])
        self.visited.add(source)
        at = int(self.nodes[source]["dest"])
        while True:
            _need(at >= 0)
            node = self.nodes[at]
            self.visited.add(at)
            if self.kinds[node["kind"]].exit:
                _need(row["server"] >= 0)
                self.rows.append({**row, "target": k.TO_SINK})
                _need(timed)
                return
            _need(node["preds"] == 1 and node["calls"] == 0 and node["sequence0"] < 0)
            if node["traits"] & k.QUEUE:
                _need(row["server"] >= 0 or row["kind"] != k.FROM_BUFFER)
                _need(node["rule"] == k.FIFO and (timed or node["cap"] < k.UNLIMITED))
                self.rows.append({**row, "target": k.TO_BUFFER, "after": len(self.rows) + 1})
                # rings of the times of puts and of takes: a neighbour may lag behind by twice the capacity
                ring = 1 << int(2 * node["cap"] - 1).bit_length() if node["cap"] < k.UNLIMITED else 0
                row = {"kind": k.FROM_BUFFER, "server": -1, "source": at, "ring0": self.ring, "mask": ring - 1}
                self.ring += 2 * ring
                at = int(node["dest"])
                continue
            _need(node["traits"] & k.BY_SERVER and node["plain"] == 1 and node["res"] == 1)
            server = int(node["res0"])
            _need(self._fails_plainly(server))
            if row["server"] >= 0:
                self.rows.append({**row, "target": k.TO_STATION})
                row = {"kind": k.FROM_STATION, "server": -1, "source": at, "giver": row["server"], "mask": -1}
            row["server"] = server
            _need(self._always_takes_time(node["dist"]))  # else jobs come and go at one instant, in an order of its own
            if not timed:
                timed = True
                self._limit(node["dist"])
            at = int(node["dest"])

    def _mean(self, dist: int) -> float:
        return float(self.arrays["dists"]["mean"][dist]) if dist >= 0 else 0.0

    def _always_takes_time(self, dist: int) -> bool:
        """Whether it is no time that is nothing now and then, as one of a table can be."""
        return least_of(self.arrays["dists"], dist) > _SHORTEST

    def _limit(self, dist: int) -> None:
        self.slice = min(self.slice, _JOBS_A_SLICE * self._mean(dist))

    def _fails_plainly(self, server: int) -> bool:
        """Without crews, by time or operation alone, never at once, and work goes on after the repair."""
        r = self.resources[server]
        modes = self.arrays["modes"][r["mode0"] : r["mode0"] + r["modes"]]
        plain = (modes["crew"] < 0) & (modes["state"] == k.DOWN)
        plain &= np.array([self._always_takes_time(int(up)) for up in modes["up"]], bool)
        return bool(plain.all()) and r["counts"] == 0 and r["spoils"] == 0


def _need(condition: bool) -> None:
    if not condition:
        raise _NotSerialError
