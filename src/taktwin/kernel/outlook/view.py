"""The arrays of a run as plain numbers: the only place here that knows how they are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.base.kind import Kind, Kinds

#: What is given -> what changes of it.
_STATES = {
    "nodes": "node_states",
    "resources": "resource_states",
    "stocks": "stock_states",
    "lines": "line_states",
    "line_zones": "line_zone_states",
}


class View:
    """Reads the arrays of a run that has settled at an instant."""

    def __init__(self, arrays: Mapping[str, np.ndarray], kinds: Kinds, outlook: Callable[[Kind], Any]) -> None:
        self._arrays = arrays
        self._kinds = kinds
        self.outlook = outlook
        self._columns: dict[tuple[str, str], np.ndarray] = {}

    # --- records

    def _read(self, array: str, row: int, field: str) -> Any:
        """A field of a row, from the given record or from that of what changes."""
        key = (array, field)
        column = self._columns.get(key)
        if column is None:
            given = field in (self._arrays[array].dtype.names or ())
            column = self._columns[key] = self._arrays[array if given else _STATES[array]][field]
        return column.item(row)

    def place(self, n: int, field: str) -> Any:
        """A field of place ``n``."""
        return self._read("nodes", n, field)

    def resource(self, i: int, field: str) -> Any:
        """A field of resource ``i``."""
        return self._read("resources", i, field)

    def job(self, j: int, field: str) -> Any:
        """A field of job ``j``."""
        return self._read("jobs", j, field)

    def value(self, j: int, option: int) -> int:
        """The value that job ``j`` has of an option."""
        return int(self._arrays["values"][j, option])

    def row_of_jobs(self, j: int) -> list[int]:
        """Job ``j`` and those that stand in a row behind it."""
        found = []
        while j >= 0:
            found.append(j)
            j = self.job(j, "next")
        return found

    def row(self, e: int, field: str) -> Any:
        """A field of row ``e`` of a list that hangs on a place."""
        return self._read("entries", e, field)

    def stock(self, p: int, field: str) -> Any:
        """A field of stock point ``p``."""
        return self._read("stocks", p, field)

    def line(self, k: int, field: str) -> Any:
        """A field of line ``k`` whose jobs move together."""
        return self._read("lines", k, field)

    def zones(self, k: int) -> range:
        """The zones of line ``k``."""
        return range(self.line(k, "zone0"), self.line(k, "zone0") + self.line(k, "zones"))

    def zone(self, z: int, field: str) -> Any:
        """A field of zone ``z`` of a line."""
        return self._read("line_zones", z, field)

    def ints(self, first: int, count: int) -> list[int]:
        """A list of whole numbers."""
        return self._arrays["ints"][first : first + count].tolist()

    def due(self, i: int) -> float:
        """When resource ``i`` has its next event (s)."""
        return float(self._arrays["due"][self._arrays["due"].size // 2 + i])

    @property
    def places(self) -> range:
        """Rows of the places."""
        return range(self._arrays["nodes"].size)

    # --- who is what

    def kind(self, n: int) -> Kind:
        """The kind of place ``n``."""
        return self._kinds.all[self.place(n, "kind")]

    def kind_of_resource(self, i: int) -> Kind:
        """The kind of resource ``i``."""
        return self._kinds.all[self.resource(i, "kind")]

    def servers(self, n: int) -> range:
        """The resources of a place."""
        first = self.place(n, "res0")
        return range(first, first + self.place(n, "res"))

    def at_work(self, i: int) -> bool:
        """Whether a resource has work that goes on by itself, now or after a repair or a break; or wakes for it."""
        working = self.resource(i, "phase") != k.NO_WORK or self.resource(i, "pause") == k.WAKES
        return working or self.at_dock(i)

    def at_dock(self, i: int) -> bool:
        """Whether a resource is a truck with jobs at its dock: that goes on by itself."""
        return self.resource(i, "yard") > 0 and self.resource(i, "job") >= 0

    def givers(self, n: int) -> list[int]:
        """The places before ``n`` (those whose jobs are joined left out)."""
        return self.ints(self.place(n, "pred0"), self.place(n, "preds"))

    def list_of(self, n: int, name: str) -> range:
        """Rows of a list of a place: ``join``, ``need``, ``route`` or ``call``."""
        first = self.place(n, f"{name}0")
        return range(first, first + self.place(n, f"{name}s"))

    def exits(self, n: int) -> list[int]:
        """Where the jobs of a place may go; ``TO_SCRAP`` is out of the plant."""
        routes = [self.row(e, field) for e in self.list_of(n, "route") for field in ("target", "full")]
        spoilt = [k.TO_SCRAP for i in self.servers(n) if self._may_spoil(i)]
        ways = [self.place(n, "dest"), *routes, *spoilt]
        return list(dict.fromkeys(target for target in ways if target not in (-1, k.ALONG)))

    @cached_property
    def scraps(self) -> bool:
        """Whether jobs may be scrapped somewhere."""
        return any(k.TO_SCRAP in self.exits(n) for n in self.places)

    def _may_spoil(self, i: int) -> bool:
        """Whether a failure of resource ``i`` scraps the job at work."""
        modes = range(self.resource(i, "mode0"), self.resource(i, "mode0") + self.resource(i, "modes"))
        return any(self._read("modes", m, "work") == k.SCRAP for m in modes)

    def concerns(self, e: int, j: int) -> bool:
        """Whether the conditions of row ``e`` hold for job ``j`` (-1: none are asked for)."""
        if j < 0:
            return True
        return self._holds(self.row(e, "cond0"), self.row(e, "conds"), j)

    def may_take(self, i: int, j: int) -> bool:
        """Whether server ``i`` may take job ``j``, by what it says itself (``when``)."""
        return self._holds(self.resource(i, "cond0"), self.resource(i, "conds"), j)

    def _holds(self, cond0: int, conds: int, j: int) -> bool:
        pairs = self.ints(cond0, 2 * conds)
        values = self._arrays["values"]
        return all((mask >> int(values[j, option])) & 1 for option, mask in zip(pairs[::2], pairs[1::2], strict=True))

    def owner(self, j: int) -> int:
        """The main job for which job ``j`` was called, itself if it is one; -1 if that has ended."""
        owner = j if self.job(j, "main") else self.job(j, "kin")
        alive = owner >= 0 and self.job(owner, "main")
        same = alive and all(self.job(j, field) == self.job(owner, field) for field in ("order", "stream"))
        return owner if same else -1

    def called_for(self, owner: int) -> dict[int, int]:
        """The jobs that were called for a main job -> the place in which each is; those on a vehicle are not told."""
        return {j: n for j, (n, _) in self._job_places.items() if j != owner and self.owner(j) == owner}

    def to_join(self, e: int, j: int) -> list[int] | None:
        """The jobs that row ``e`` can join to job ``j`` and no other; None where it takes any."""
        if not self.row(e, "lot"):
            return None
        return [one for one in self.queued(self.row(e, "target")) if self.owner(one) == self.owner(j)]

    def queued(self, n: int) -> list[int]:
        """The jobs that stand in the queue of place ``n``."""
        return self.row_of_jobs(self.place(n, "head"))

    def wanted(self, rows: range, e: int, j: int) -> float:
        """How much row ``e`` and those before it in the list want of the same."""
        target = self.row(e, "target")
        same = (x for x in range(rows.start, e + 1) if self.row(x, "target") == target and self.concerns(x, j))
        return sum(self.row(x, "amount") for x in same)

    def joined_at(self, n: int) -> set[int]:
        """The places whose jobs are joined at a place."""
        return {self.row(e, "target") for e in self.list_of(n, "join")}

    def holders(self, pool: int) -> list[tuple[int, int]]:
        """Where each job is that has a carrier of a pool: its place, and the resource that holds it.

        The resource is -1 in a queue, the place on a vehicle.
        """
        jobs = np.flatnonzero(self._arrays["values"][:, self.place(pool, "visits")])
        return [self._job_places.get(j, (-1, -1)) for j in jobs.tolist()]

    def where(self, j: int) -> tuple[int, int]:
        """Where a job is: its place, and the resource that holds it (see `holders`)."""
        return self._job_places.get(j, (-1, -1))

    @cached_property
    def first_to_come(self) -> dict[tuple[int, int], int]:
        """(Place that keeps the sequence, order stream) -> the job it waits for."""
        found: dict[tuple[int, int], int] = {}
        jobs, values = self._arrays["jobs"], self._arrays["values"]
        for n in np.flatnonzero(self._arrays["nodes"]["sequence0"] >= 0).tolist():
            to_come = np.flatnonzero((jobs["main"] == 1) & (values[:, self.place(n, "visits")] == 0))
            for j in to_come[np.argsort(jobs["order"][to_come])].tolist():
                found.setdefault((n, self.job(j, "stream")), j)
        return found

    @cached_property
    def _job_places(self) -> dict[int, tuple[int, int]]:
        found: dict[int, tuple[int, int]] = {}
        for n in self.places:
            holds = self.kind(n).holds
            if holds == "servers":
                found |= {j: (n, i) for i in self.servers(n) for j in self.row_of_jobs(self.resource(i, "job"))}
            elif holds:
                found |= dict.fromkeys(self.queued(n), (n, -1))
        return found

    # --- stock points

    def available(self, p: int) -> float:
        """Amount that nobody has reserved."""
        return self.stock(p, "level") - self.stock(p, "reserved")

    def position(self, p: int) -> float:
        """What is there, at the dock and to come."""
        return self.stock(p, "level") + self.stock(p, "dock") + self.stock(p, "on_way")

    def lacking(self, rows: range, j: int) -> Iterator[int]:
        """Stock points of a list that lack parts for job ``j`` (-1: a hit)."""
        for e in rows:
            if self.concerns(e, j) and self.available(self.row(e, "target")) < self.wanted(rows, e, j) - 1e-9:
                yield self.row(e, "target")

    def users(self, p: int) -> list[int]:
        """Places that draw from a stock point."""
        return self.ints(self.stock(p, "user0"), self.stock(p, "users"))

    def makers(self, p: int) -> list[int]:
        """Places that refill a stock point."""
        return self.ints(self.stock(p, "maker0"), self.stock(p, "makers"))

    @cached_property
    def _resources_by_kind(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for i, kind in enumerate(self._arrays["resources"]["kind"].tolist()):
            found.setdefault(kind, []).append(i)
        return found

    @cached_property
    def deliveries(self) -> dict[int, list[int]]:
        """Stock point -> resources that deliver to it at times of their own."""
        found: dict[int, list[int]] = {}
        for i in self._delivering():
            for load in self.lane_loads(i):
                found.setdefault(self.lane_load(load, "stock"), []).append(i)
        return found

    @cached_property
    def departures(self) -> dict[int, list[int]]:
        """Stock point -> such resources that take from it what they deliver; -1: those that deliver from outside."""
        found: dict[int, list[int]] = {}
        for i in self._delivering():
            found.setdefault(self.resource(i, "source"), []).append(i)
        return found

    def _delivering(self) -> Iterator[int]:
        for kind, resources in self._resources_by_kind.items():
            if self.outlook(self._kinds.all[kind]).delivers:
                yield from resources

    def lane_loads(self, i: int) -> range:
        """The loads of lane ``i``."""
        lane = self._arrays["lanes"][self.resource(i, "row")]
        return range(int(lane["load0"]), int(lane["load0"] + lane["loads"]))

    def lane_load(self, load: int, field: str) -> Any:
        """A field of a load of a lane."""
        return self._read("lane_loads", load, field)

    # --- orders and vehicles

    @cached_property
    def releases(self) -> dict[int, list[int]]:
        """Source -> order streams that release jobs into it."""
        found: dict[int, list[int]] = {}
        for kind, resources in self._resources_by_kind.items():
            if self.outlook(self._kinds.all[kind]).releases:
                for i in resources:
                    for n in self.ints(self.resource(i, "sources0"), self.resource(i, "sources")):
                        found.setdefault(n, []).append(i)
        return found

    @cached_property
    def callers(self) -> dict[int, list[int]]:
        """Source -> places at which an arrival calls a job of its line."""
        found: dict[int, list[int]] = {}
        for n in np.flatnonzero(self._arrays["nodes"]["calls"]).tolist():
            for e in self.list_of(n, "call"):
                found.setdefault(self.row(e, "target"), []).append(n)
        return found

    def trips(self, n: int) -> list[bool]:
        """Of each vehicle that has a task of place ``n``: whether it has loaded."""
        found: list[bool] = []
        for v in self.servers(self.place(n, "fleet")):
            guided = self.resource(v, "row")
            if self.resource(v, "task") == n and (guided >= 0 or self.at_work(v)):
                loaded = self._read("guided", guided, "loaded") == 1 if guided >= 0 else None
                found.append(self.resource(v, "phase") == k.LOADED_RUN if loaded is None else loaded)
        return found
