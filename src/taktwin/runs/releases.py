"""When jobs were released: what a run must remember for it, and the times themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.lowering.program import Program
from taktwin.kernel.start.released import tell_releases

#: A job that had been released before the run began: its stream (a resource), order number, and when (s).
EARLIER = np.dtype([("stream", "i8"), ("order", "i8"), ("time", "f8")])


@dataclass(frozen=True)
class Releases:
    """What tells when each job of the order streams was released; times in s from the start of the plant.

    ``first``: stream -> number and time of the first order that this run releases, of streams with intervals or release
    times; jobs of the others are released when they enter the plant. ``earlier``: those that were released before.
    """

    first: Mapping[int, tuple[int, float]]
    earlier: np.ndarray

    @classmethod
    def of(cls, program: Program, arrays: Mapping[str, np.ndarray], known: np.ndarray | None = None) -> Releases:
        """As a run stands at its begin: the next orders are due, and what waits before the lines was released earlier.

        ``known`` are times of jobs that have left their source.
        """
        due = arrays["due"][arrays["due"].size // 2 :]
        given = arrays["resources"]
        first = {
            i: (int(arrays["resource_states"]["jobs"][i]), float(due[i]))
            for i in program.flow.streams.values()
            if given["dist"][i] >= 0 or given["releases0"][i] >= 0
        }
        waiting = _waiting(arrays)
        return cls(first, waiting if known is None else np.concatenate([known, waiting]))

    def times(
        self,
        world: np.ndarray,
        arrays: Mapping[str, np.ndarray],
        streams: np.ndarray,
        orders: np.ndarray,
        born: np.ndarray,
    ) -> np.ndarray:
        """When jobs were released (s), shape [job], from stream, order number and birth (s) of each.

        ``world`` knows the addresses of ``arrays``, those of the run.
        """
        found = born.copy()
        for i, (first, due) in self.first.items():
            own = np.flatnonzero((streams == i) & (orders >= first))
            if own.size:
                times = np.empty(max(int(arrays["resource_states"]["jobs"][i]) - first, 0))
                tell_releases(world, i, first, due, times)
                found[own] = times[orders[own] - first]
        if self.earlier.size:
            place = np.argsort(self.earlier, order=["stream", "order"])
            known = self.earlier[place]
            asked = np.zeros(born.size, EARLIER)
            asked["stream"], asked["order"] = streams, orders
            keys = known[["stream", "order"]], asked[["stream", "order"]]
            at = np.minimum(np.searchsorted(*keys), known.size - 1)
            same = keys[0][at] == keys[1]
            found[same] = known["time"][at[same]]
        return np.minimum(found, born)

    def known(self, world: np.ndarray, arrays: Mapping[str, np.ndarray], logs: np.ndarray) -> np.ndarray:
        """Those of all jobs that are born in a log, for a run that goes on from there."""
        births = logs[logs["kind"] == k.LOG_BORN]
        found = np.zeros(births.size, EARLIER)
        found["stream"], found["order"] = births["who"], births["order"]
        found["time"] = self.times(world, arrays, found["stream"], found["order"], births["time"])
        return found


def _waiting(arrays: Mapping[str, np.ndarray]) -> np.ndarray:
    """The jobs of order streams that have been released and wait before their lines."""
    jobs, found = arrays["jobs"], []
    sources = np.isin(arrays["nodes"]["kind"], [i for i, kind in enumerate(KINDS.all) if kind.holds == "source"])
    for n in np.flatnonzero(sources & (arrays["node_states"]["count"] > 0)):
        j = int(arrays["node_states"]["head"][n])
        while j >= 0:
            job = jobs[j]
            if job["main"] == 1 and job["stream"] >= 0:
                found.append((job["stream"], job["order"], job["ready"]))
            j = int(job["next"])
    return np.array(found, EARLIER)
