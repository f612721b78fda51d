"""How many jobs one instant may create, and how many rows of the log it may need.

The kernel asks for room between two instants only, so before each there must be enough for whatever it brings.
What it brings follows from the jobs that can move, not from the places that there are: work that takes time lets go of
one job a server, however large the buffer behind it. Places count where jobs run through without taking time: from a
source that releases on demand, or through a station whose work takes no time. Where jobs need carriers, no more go in
than there are of these.
"""

from __future__ import annotations

import math

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.lowering.times import least_of, longest_of, share_of_nothing

Arrays = dict[str, np.ndarray]

MOST_JOBS = 1 << 22  # created at one instant
MOST_ROWS = 1 << 23
_SPARE_JOBS, _SPARE_ROWS = 256, 2048
_ROWS_A_MOVE = 8  # of a traced run: an entry, the states of two resources, a passage, the end
_QUEUED = 100_000  # jobs that wait before a line whose first work takes no time; the queue has no limit of its own
_NEVER = 1e-18  # probability of more intervals of 0 in a row than there is room for
_THROUGH = ("queue", "behind")  # how jobs are held that may go on at once


def margins(arrays: Arrays) -> tuple[int, int]:
    """Jobs that one instant may create, and log rows that it may need, both within bounds."""
    flow = _Flow(arrays)
    sizes = arrays["resources"].size + arrays["nodes"].size + int(arrays["nodes"]["res"].sum())
    jobs = _SPARE_JOBS + flow.created() + _releases_at_once(arrays) + arrays["carriers"].size
    rows = _SPARE_ROWS + _ROWS_A_MOVE * (sizes + flow.moves() + jobs) + flow.draws() + _arrivals(arrays)
    return min(jobs, MOST_JOBS), min(rows, MOST_ROWS)


def _releases_at_once(arrays: Arrays) -> int:
    """The most orders of all streams that are released at one time: by files, in batches, after intervals of 0."""
    found = 0
    dists = arrays["dists"]
    for i in np.flatnonzero(arrays["resources"]["kind"] == KINDS.code("stream")):
        first, orders = int(arrays["resources"]["releases0"][i]), int(arrays["resource_states"]["count"][i])
        if first >= 0:
            times = arrays["floats"][first : first + orders]
            found += int(np.unique(times, return_counts=True)[1].max(initial=0))
        elif (at := int(arrays["resources"]["dist"][i])) >= 0:
            batch, share = int(arrays["resources"]["batch"][i]), share_of_nothing(dists, at)
            most = int(longest_of(dists, batch)) if batch >= 0 else 1
            found += most * (math.ceil(math.log(_NEVER) / math.log(share)) if share > 0.0 else 1)
    return found


def _arrivals(arrays: Arrays) -> int:
    """Trucks of lanes that may arrive at one instant: all that are on their way, behind one that is late."""
    lanes = np.isin(arrays["resources"]["kind"], [KINDS.code("lane")])
    return int(arrays["resources"]["capacity"][lanes].sum())


class _Flow:
    """The places that jobs run through without taking time, in groups that hang together."""

    def __init__(self, arrays: Arrays) -> None:
        self.arrays, self.nodes = arrays, arrays["nodes"]
        self.holds = np.array([kind.holds for kind in KINDS.all])[self.nodes["kind"]]
        self.exit = np.array([kind.exit for kind in KINDS.all])[self.nodes["kind"]]
        self.instant = np.array(
            [self._takes_no_time(int(n)) for n in np.flatnonzero(self.holds == "servers")], np.int64
        )
        self.instant = self.instant[self.instant >= 0]
        self.through = np.isin(self.holds, _THROUGH)
        self.through[self.instant] = True
        self.group = np.arange(self.nodes.size)
        self.ways = [(n, to) for n in range(self.nodes.size) for to in self._after(n)]
        for n, to in self.ways:
            if self.through[n] and self.through[to]:
                self._join(n, to)
        self.root = np.array([self._root(n) for n in range(self.nodes.size)], np.int64)
        self._count()

    def _takes_no_time(self, n: int) -> int:
        """The station itself where some of its work takes no time, else -1."""
        node, ints = self.nodes[n], self.arrays["ints"]
        own = self.arrays["resources"][node["res0"] : node["res0"] + node["res"]] if node["unequal"] else []
        dists: list[int] = []
        for record in [node, *own]:
            count = 0
            if record["by_option"] >= 0:
                count = int(ints[self.arrays["world"]["sizes0"][0] + record["by_option"]])
            by_value = [int(dist) for dist in ints[record["by0"] : record["by0"] + count]]
            dists += by_value or [int(record["dist"])]
        table = self.arrays["dists"]
        none = any(d < 0 or least_of(table, d) <= 0.0 for d in dists)
        return int(n) if none else -1

    def _after(self, n: int) -> list[int]:
        node = self.nodes[n]
        routes = self.arrays["entries"]["target"][node["route0"] : node["route0"] + node["routes"]]
        return [int(to) for to in (node["dest"], *routes) if to >= 0]

    def _root(self, n: int) -> int:
        while self.group[n] != n:
            self.group[n] = self.group[self.group[n]]
            n = int(self.group[n])
        return n

    def _join(self, one: int, other: int) -> None:
        self.group[self._root(one)] = self._root(other)

    def _takes(self, n: int) -> int:
        """Jobs that a place where work takes time can take, or let go of, at one instant."""
        node = self.nodes[n]
        if self.holds[n] == "belt":
            return 1 if node["spacing"] > 0.0 else int(node["cap"])
        return max(1, int(node["res"])) * max(1, int(node["batch"]))

    def _count(self) -> None:
        """For each group: free places, jobs that it may let go of all at once, jobs that come in."""
        size = self.nodes.size
        limited = np.where(self.nodes["cap"] < k.UNLIMITED, self.nodes["cap"], 0) + self.nodes["res"]
        self.places = np.bincount(self.root, np.where(self.through, limited, 0), size)
        self.members = np.bincount(self.root, self.through, size)
        flushed = np.zeros(size, bool)
        flushed[self.root[self.instant]] = True
        self.come = np.where(flushed, self.places, 0.0)
        self.demand = np.zeros(size)  # places for the jobs of sources that release on demand, by group or place
        self.queued = np.zeros(size)  # jobs that wait before a line and may come in all at once
        for n, to in self.ways:
            held = self.holds[n]
            if self.through[n] and not self.through[to] and not self.exit[to]:
                self.places[self.root[n]] += self._takes(to)
            elif self.through[to] and not self.through[n] and held != "source":
                whole = held == "belt" and flushed[self.root[to]]  # jobs that wait at its end
                self.come[self.root[to]] += self.nodes["cap"][n] if whole else self._takes(n)
        for n, to in self.ways:
            if self.holds[n] != "source":
                continue
            at = self.root[to]
            free = self.places[at] if self.through[to] else self._takes(to)
            if self.nodes["stream"][n] != k.ONLY_CALLED:
                self.demand[at] = max(self.demand[at], free)
            else:
                self.queued[at] += max(free, _QUEUED) if flushed[at] else free

    def created(self) -> int:
        """Jobs that sources create at one instant: on demand, or called by those that enter a place."""
        called = self._come_out()
        for n in np.flatnonzero(self.nodes["calls"]):
            rows = self.arrays["entries"][self.nodes["call0"][n] : self.nodes["call0"][n] + self.nodes["calls"][n]]
            called += float(rows["amount"][rows["source"] < 0].sum()) * self._entries(int(n))  # else parts are called
        return int(min(self.demand.sum() + called, 2**40))

    def _come_out(self) -> float:
        """Jobs that come out of others at one instant."""
        splits = np.flatnonzero(np.isin(self.nodes["kind"], KINDS.codes("splits")))
        return float(sum((self.nodes["batch"][n] - 1) * self._entries(int(n)) for n in splits))

    def _entries(self, n: int) -> float:
        """Jobs that may come into a place at one instant."""
        at = self.root[n]
        flushed = self.come[at] + self.demand[at] + self.queued[at]
        return max(1.0, float(flushed if self.through[n] else self._takes(n)))

    def draws(self) -> int:
        """Parts that are drawn at one instant for the jobs that begin to be worked on, and by cells."""
        needs = np.flatnonzero(self.nodes["needs"])
        jobs = sum(int(self.nodes["needs"][n]) * (self._entries(int(n)) + self._takes(int(n))) for n in needs)
        return int(min(jobs + self.arrays["entries"]["needs"].sum(), 2**40))

    def moves(self) -> int:
        """Moves of jobs at one instant through the places that take no time."""
        return int(min(((self.come + self.demand + self.queued) * (self.members + 1)).sum(), 2**40))
