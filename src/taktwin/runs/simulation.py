"""One replication of a run: the arrays, and what moves them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.base.chain import CHAINS
from taktwin.kernel.base.random import run_keys
from taktwin.kernel.base.record import aligned, shared
from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.lowering.program import Program
from taktwin.model.errors import TaktwinError
from taktwin.model.phrase import Phrase
from taktwin.runs.entries import PLAIN, SERIAL, WHOLE, Entries
from taktwin.runs.margins import margins
from taktwin.runs.norule import no_number
from taktwin.runs.releases import EARLIER, Releases
from taktwin.runs.shipments import Shipments

_LOG_ROWS = 1 << 16  # at first
_MOST_LOG_ROWS = 1 << 19  # of a piece: large ones are given large pages of memory, and touched quicker
_SERIES_ROWS = 256
_JOBS = 1 << 12
_MOST_JOBS = 1 << 22  # and twice as many with the room that was made last: half a GiB
#: Arrays whose sizes the world record holds: name of the array -> name of the size.
_SIZES = {
    name: name for name in ("resources", "nodes", "entries", "stocks", "steps", "guided", "lines", "rests", "jobs")
}
_SIZES |= {"docks": "docks", "marks": "words", "series": "rows", "log": "log_rows"}

_BROKEN = {
    k.LOG_FULL: "at {hours:.2f} h more was logged at one instant than can happen in this plant: "
    "please report this model",
    k.POOL_EMPTY: "at {hours:.2f} h more jobs were created at one instant than there is room for: "
    "a line runs through without taking time, or begins with millions of free places; give its stations a cycle time, "
    "or a station before its first buffer",
    k.LANE_FULL: "at {hours:.2f} h a lane has far more trucks on the way, or in the yard, than there is room for: its "
    "`lead` varies too much for its `every`, its dock has too few doors for what comes, or much is called and waits",
    k.STANDSTILL: "at {hours:.2f} h time stands still: jobs run in a circle, or from an endless supply to the exit, "
    "without taking time; give one station on the way a cycle time above 0 s",
    k.UNKNOWN_KIND: "at {hours:.2f} h the engine does not know what a {kind} does when it is asked to {chain}: "
    "the file of this kind in `kernel/kinds` must say it",
}


class SimulationError(TaktwinError, RuntimeError):
    """The run cannot go on; the message says where and what to do."""


def tell_addresses(world: np.ndarray, arrays: Mapping[str, np.ndarray]) -> None:
    """Write address and size of each of these arrays into the world record; they must outlive its use."""
    for name, array in arrays.items():
        if name != "world":
            world[f"at_{name}"] = array.ctypes.data
        if name in _SIZES:
            world[_SIZES[name]] = array.shape[0]


class Simulation:
    """A run in progress.

    ``arrays`` is all that the kernel knows; what is given it shares with all runs of the program. ``logs`` and ``rows``
    are what it has handed over so far (job log and time series). ``begun`` is the time at which the run began,
    ``origin`` that at which the statistics begin, both in s from the start of the plant; ``wall_seconds`` is the time
    spent in the kernel. ``releases`` tells when jobs were released, ``shipments`` what lanes of a traced run have sent.
    """

    def __init__(self, program: Program, seed: int = 1, replication: int = 0, trace: bool = False) -> None:
        self.program = program
        self.seed = seed
        self.replication = replication
        self.wall_seconds = 0.0
        self.begun = 0.0
        self.origin = 0.0
        self.logs: list[np.ndarray] = []
        self.rows: list[np.ndarray] = []
        self.releases = Releases({}, np.zeros(0, EARLIER))
        self.started = False
        self._stopped = False
        self._told: dict[str, np.ndarray] = {}
        self.arrays = {
            name: shared(array) if name in k.GIVEN else aligned(array) for name, array in program.arrays.items()
        }
        if program.owned:
            self.arrays["owns"] = program.own_code()
        self.set_keys()
        self._set_margins()
        self._log_rows = max(_LOG_ROWS, self._fewest_log_rows)
        self._more_log()
        self.arrays["series"] = np.zeros((_SERIES_ROWS, self.arrays["series"].shape[1]))
        self.world["trace"] = int(trace)
        if trace:
            self.arrays["nodes"] = aligned(program.arrays["nodes"])
            self.arrays["nodes"]["noted"] = 1
        self.shipments = Shipments(self) if trace else None
        self.world["columns"] = self.arrays["series"].shape[1]
        self._more_jobs(_JOBS + int(self.world["job_margin"][0]))
        self.stocks_at_origin = self._stock_levels()

    @property
    def world(self) -> np.ndarray:
        """The world record (an array of one)."""
        return self.arrays["world"]

    @property
    def entries(self) -> Entries:
        """The functions of the kernel that move it: plain serial lines need no event loop, except to be traced."""
        if self.arrays["steps"].size and not self.world["trace"][0]:
            return SERIAL
        return PLAIN if self.program.plain else WHOLE

    @property
    def now(self) -> float:
        """Simulated time, s."""
        return float(self.world["now"][0])

    def advance_to(self, until: float) -> None:
        """Run up to and including time ``until`` (s). Raises :class:`SimulationError`."""
        entries = self.entries
        entries.compile(self.world)
        begin = time.perf_counter()
        if not self.started:
            self.begin(entries.prime)
        self._tell_addresses()
        while True:
            why = entries.advance(self.world, float(until))
            if self._stopped:
                raise SimulationError(Phrase("stopped at {now:.2f} h", now=self.now / 3600.0))
            if why == k.NEEDS_ROOM:
                self._make_room()
            elif why == k.BROKEN:
                raise SimulationError(self._explain())
            else:
                break
        self.wall_seconds += time.perf_counter() - begin

    def set_keys(self) -> None:
        """The keys of all random numbers, as seed and replication say."""
        keys = self.program.arrays["resource_states"]["key"]
        self.arrays["resource_states"]["key"] = run_keys(keys, self.seed, self.replication)

    def stop(self) -> None:
        """Have a run that another thread moves come back with an error; it cannot go on after that."""
        self._stopped = True
        self.world["error"], self.world["rows"] = k.STANDSTILL, 0  # each is looked at by one of the two kernels

    def begin(self, prime: Callable[[np.ndarray], None]) -> None:
        """Do the first instant's planning, by a kernel function of the world."""
        self.call(prime)
        self.releases = Releases.of(self.program, self.arrays)
        self.started = True

    def call(self, function: Callable[[np.ndarray], None]) -> None:
        """Call a kernel function of the world between two instants."""
        self._tell_addresses()
        function(self.world)

    def place_jobs(self, jobs: np.ndarray, values: np.ndarray) -> None:
        """Make these the first records of the pool of jobs, before the run begins; ``values`` are their options."""
        count = jobs.size
        missing = count + int(self.world["job_margin"][0]) - self.arrays["jobs"].size
        if missing > 0:
            self._more_jobs(missing)
        pool = self.arrays["jobs"]
        pool[:count], self.arrays["values"][:count] = jobs, values
        pool["next"][count:] = np.arange(count + 1, pool.size + 1)
        pool["next"][-1] = -1
        self.world["free"], self.world["free_jobs"] = count, pool.size - count

    def begin_measuring(self) -> None:
        """End the warm-up: statistics begin anew at the present time."""
        self.call(self.entries.reset_statistics)
        self.rows.clear()
        self.origin = self.now
        self.stocks_at_origin = self._stock_levels()

    def run(self, until: float, slices: int = 1, progress: Callable[[float], None] | None = None) -> None:
        """Run to ``until`` in equal slices and tell ``progress`` the share of [now, until] after each."""
        begin = self.now
        advance = self.advance_to if self.shipments is None else self.shipments.advance_to
        for i in range(1, slices + 1):
            advance(begin + (until - begin) * i / slices)
            if progress is not None:
                progress(i / slices)

    def drain(self) -> None:
        """Move what the kernel has logged into ``logs`` and ``rows``."""
        logged, buckets = int(self.world["log_n"][0]), int(self.world["bucket_n"][0])
        if logged:
            log = self.arrays["log"]
            self.logs.append(log[:logged])  # without a copy, which took a quarter of the time of a short line
            self.arrays["log"] = log[logged:]
            self.world["log_n"] = 0
            if log.size - logged < self._fewest_log_rows:
                self._more_log()
        if buckets:
            series = self.arrays["series"]
            self.rows.append(series[:buckets].copy() if buckets < series.shape[0] else series)
            if buckets == series.shape[0]:
                self.arrays["series"] = np.empty_like(series)
            self.world["bucket_n"] = 0

    def settle(self) -> None:
        """Book all state times, levels and stocks up to now."""
        self.call(self.entries.settle)

    def _set_margins(self) -> None:
        """Room for what one instant can bring (see ``margins``): the same in all runs of a program."""
        if self.program.margins is None:
            self.program.margins = margins(self.arrays)
        jobs, rows = self.program.margins
        self.world["job_margin"], self.world["log_margin"] = jobs, rows * len(self.program.options.words)

    @property
    def _fewest_log_rows(self) -> int:
        """Rows without which the log is not worth going on with."""
        margin = int(self.world["log_margin"][0])
        return min(4 * margin, margin + _MOST_LOG_ROWS)

    def _tell_addresses(self) -> None:
        """Write address and size of every array that is new into the world record (a short run is mostly this)."""
        new = {name: array for name, array in self.arrays.items() if self._told.get(name) is not array}
        if new:
            tell_addresses(self.world, new)
            self.world["leaves"] = self.arrays["due"].size // 2
            self._told.update(new)

    def _stock_levels(self) -> np.ndarray:
        return self.arrays["stock_states"]["level"] + self.arrays["stock_states"]["dock"]

    def _make_room(self) -> None:
        self.drain()
        if self.arrays["log"].size < self._fewest_log_rows:  # a snapshot may come with other margins
            self._more_log()
        if self.world["free_jobs"][0] < self.world["job_margin"][0]:
            if self.arrays["jobs"].size > _MOST_JOBS:
                raise SimulationError(self._too_many_jobs())
            self._more_jobs(max(self.arrays["jobs"].size, int(self.world["job_margin"][0])))
        self._tell_addresses()

    def _more_log(self) -> None:
        """An empty log: each one twice as large as the one before it, within limits."""
        self._log_rows = max(self._log_rows, self._fewest_log_rows)
        self.arrays["log"] = np.empty(self._log_rows, k.LOG)
        self._log_rows = max(self._log_rows, min(2 * self._log_rows, _MOST_LOG_ROWS))

    def _more_jobs(self, more: int) -> None:
        old = self.arrays["jobs"].size
        jobs = aligned(np.zeros(old + more, k.JOB))
        jobs[:old] = self.arrays["jobs"]
        jobs["next"][old:] = np.arange(old + 1, old + more + 1)
        jobs["next"][-1] = self.world["free"][0]
        values = np.zeros((old + more, self.arrays["values"].shape[1]), np.int64)
        values[:old] = self.arrays["values"]
        self.world["free"] = old
        self.world["free_jobs"] += more
        self.arrays.update(jobs=jobs, values=values)

    def _too_many_jobs(self) -> str:
        """Where most of the jobs are that no plant has room for."""
        nodes = self.arrays["node_states"]
        most = int(nodes["count"].argmax())
        return (
            f"at {self.now / 3600.0:.2f} h there are {int(nodes['count'].sum())} jobs in the plant, "
            f"{int(nodes['count'][most])} of them at {self.program.node_names[most]}: "
            "they come faster than they can leave; lengthen the interval of their orders, or have fewer called"
        )

    def _explain(self) -> str:
        world = self.world[0]
        if world["error"] == k.NO_NUMBER:
            return no_number(self.program, int(world["culprit"]), self.arrays["floats"], self.now)
        kind, chain = KINDS.all[int(world["culprit"])].name, CHAINS[int(world["chain"])].name
        return _BROKEN[int(world["error"])].format(hours=self.now / 3600.0, kind=kind, chain=chain)
