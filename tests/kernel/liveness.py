"""Where a job can move it has moved: what must not be left undone once an instant has settled, written plainly.

A function for each rule; each gives a sentence for every place where something could happen and has not. Nothing of the
kernel is called, only its arrays are read, by `_Arrays` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from taktwin.kernel.base import state as k
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.kinds.register import KINDS
from taktwin.runs.simulation import Simulation


class _Arrays:
    """The arrays of a run, by record and field."""

    def __init__(self, simulation: Simulation) -> None:
        self._arrays = simulation.arrays
        self.names = simulation.program.node_names
        self.resource_names = simulation.program.resource_names
        self.now = simulation.now
        self.places = range(self._arrays["nodes"].size)
        self.resources = range(self._arrays["resources"].size)
        self.stocks = range(self._arrays["stocks"].size)
        self.guided = range(self._arrays["guided"].size)

    def get(self, array: str, row: int, field: str) -> Any:
        states = f"{array[:-1]}_states"
        table = array if field in (self._arrays[array].dtype.names or ()) else states
        return self._arrays[table][field][row].item()

    def node(self, n: int, field: str) -> Any:
        return self.get("nodes", n, field)

    def res(self, i: int, field: str) -> Any:
        return self.get("resources", i, field)

    def ints(self, first: int, count: int) -> list[int]:
        return self._arrays["ints"][first : first + count].tolist()

    def floats(self, first: int, count: int) -> list[float]:
        return self._arrays["floats"][first : first + count].tolist()

    def due(self, i: int) -> float:
        return float(self._arrays["due"][self._arrays["due"].size // 2 + i])

    def kind(self, n: int) -> Kind:
        return KINDS.all[self.node(n, "kind")]

    def servers(self, n: int) -> range:
        return range(self.node(n, "res0"), self.node(n, "res0") + self.node(n, "res"))

    def value(self, j: int, option: int) -> int:
        return int(self._arrays["values"][j, option])

    def able(self, i: int) -> bool:
        return self.res(i, "up") == 1 and self.res(i, "on") == 1

    def owner(self, j: int) -> int:
        """The living main job for which a job was called, itself if it is one; -1: none."""
        main = j if self.get("jobs", j, "main") else self.get("jobs", j, "kin")
        if main < 0 or not self.get("jobs", main, "main"):
            return -1
        same = all(self.get("jobs", j, field) == self.get("jobs", main, field) for field in ("order", "stream"))
        return main if same else -1

    def idle(self, i: int) -> bool:
        return self.able(i) and self.res(i, "job") < 0 and self.res(i, "phase") == k.NO_WORK

    def concerns(self, e: int, j: int) -> bool:
        pairs = self.ints(self.get("entries", e, "cond0"), 2 * self.get("entries", e, "conds"))
        values = self._arrays["values"]
        return j < 0 or all((pairs[x + 1] >> int(values[j, pairs[x]])) & 1 for x in range(0, len(pairs), 2))

    def fits(self, i: int, j: int) -> bool:
        """Whether a server takes a job."""
        pairs = self.ints(self.res(i, "cond0"), 2 * self.res(i, "conds"))
        values = self._arrays["values"]
        return all((pairs[x + 1] >> int(values[j, pairs[x]])) & 1 for x in range(0, len(pairs), 2))

    def needs_carrier(self, e: int, j: int) -> bool:
        """Whether a job needs a carrier by a row, and has none (-1: one that is made on the spot)."""
        column = self.node(self.get("entries", e, "target"), "visits")
        return j < 0 or (self._arrays["values"][j, column] == 0 and self.concerns(e, j))

    def wanted(self, first: int, count: int, j: int) -> dict[int, float]:
        """Amount by target that the rows of a list want for a job."""
        total: dict[int, float] = {}
        for e in range(first, first + count):
            if self.concerns(e, j):
                target = self.get("entries", e, "target")
                total[target] = total.get(target, 0.0) + self.get("entries", e, "amount")
        return total

    def available(self, p: int) -> float:
        return self.get("stocks", p, "level") - self.get("stocks", p, "reserved")

    def position(self, p: int) -> float:
        return sum(self.get("stocks", p, field) for field in ("level", "dock", "on_way"))

    def lacks_parts(self, first: int, count: int, *jobs: int) -> bool:
        """Whether the parts that all these jobs want together are not there."""
        total: dict[int, float] = {}
        for j in jobs:
            for p, amount in self.wanted(first, count, j).items():
                total[p] = total.get(p, 0.0) + amount
        return any(self.available(p) < amount - 1e-9 for p, amount in total.items())

    def worked_together(self, n: int, j: int) -> list[int]:
        """The jobs of the batch that begins with job ``j``; elsewhere that job alone."""
        found = [j]
        while self.kind(n).batches and (j := self.get("jobs", j, "next")) >= 0:
            found.append(j)
        return found


def ready(a: _Arrays, p: int, n: int) -> int:
    """How many jobs at place ``p`` could go into place ``n`` now."""
    holds = a.kind(p).holds
    if holds == "servers":
        return len(held(a, p, n))
    if a.node(p, "dest") != n:
        return 0
    if holds == "belt":
        i = a.node(p, "res0")
        return int(a.res(i, "done") == 1 and a.res(i, "claimed") == 0)
    if holds == "behind":
        return a.node(p, "waiting") - a.node(p, "claimed")
    if holds == "queue":
        return a.node(p, "count") - a.node(p, "claimed")
    stream = a.node(p, "stream")
    made = stream == k.MADE_ON_DEMAND or (stream >= 0 and a.res(stream, "jobs") < a.res(stream, "count"))
    return a.node(p, "count") + int(made)


def joinable(a: _Arrays, p: int, n: int, j: int) -> float:
    """How many jobs at place ``p`` could be joined to job ``j``; one whose main job has ended needs none."""
    if a.node(p, "matched") == 0:
        return ready(a, p, n)
    owner = a.owner(j)
    return sum(a.owner(one) == owner for one in row(a, a.node(p, "head"))) if owner >= 0 else float("inf")


def first_ones(a: _Arrays, p: int, n: int) -> list[int]:
    """The job of each server of place ``p`` that is ready for place ``n``, of several in a row the first."""
    # a truck at a dock has its jobs until it is unloaded
    done = (i for i in a.servers(p) if a.res(i, "done") == 1 and a.res(i, "claimed") == 0 and a.res(i, "yard") == 0)
    return [a.res(i, "job") for i in done if a.get("jobs", a.res(i, "job"), "dest") == n]


def held(a: _Arrays, p: int, n: int) -> list[int]:
    """The jobs that place ``p``, a station or a buffer, holds ready for place ``n``."""
    if a.kind(p).holds == "servers":
        first = first_ones(a, p, n)
        return first if a.kind(n).transport else [job for j in first for job in row(a, j)]
    return row(a, a.node(p, "head"))


def row(a: _Arrays, j: int) -> list[int]:
    """A job, and those that stand in a row behind it."""
    jobs: list[int] = []
    while j >= 0:
        jobs.append(j)
        j = a.get("jobs", j, "next")
    return jobs


def batch_waits(a: _Arrays, n: int) -> bool:
    """Whether a batch could begin with the jobs that stand before place ``n``: enough of a sort, or one waits long."""
    options = a.ints(a.node(n, "alike0"), a.node(n, "alikes"))
    sorts: dict[tuple[int, ...], list[int]] = {}
    for p in a.ints(a.node(n, "pred0"), a.node(n, "preds")):
        for j in held(a, p, n):
            sorts.setdefault(tuple(a.value(j, option) for option in options), []).append(j)
    longest = a.now - a.node(n, "wait")
    return any(
        len(jobs) >= a.node(n, "enough") or min(a.get("jobs", j, "ready") for j in jobs) <= longest
        for jobs in sorts.values()
    )


def takes(a: _Arrays, n: int) -> bool:
    """Whether place ``n`` can take a job at this instant, without a vehicle."""
    kind = a.kind(n)
    if kind.exit:
        return True
    if kind.holds == "servers":
        return any(a.idle(i) for i in a.servers(n)) and (not kind.batches or batch_waits(a, n))
    if kind.holds == "queue":
        return a.node(n, "count") < a.node(n, "cap")
    if kind.eased_by == "line":
        row = a.node(n, "row")
        zone, indexed = a.get("lines", row, "zone0"), a.get("lines", row, "indexed") == 1
        stages = (k.OPEN, k.STANDS, k.HELD) if indexed else (k.OPEN,)
        opens = a.able(a.node(n, "res0")) and a.get("line_states", row, "stage") in stages
        return opens and a.get("line_zone_states", zone, "job") < 0
    if kind.holds == "belt":
        i = a.node(n, "res0")
        clear = a.res(i, "running") == 1 and a.res(i, "entry_clear") <= a.now
        return clear and a.node(n, "count") < a.node(n, "cap")
    return False


def could_go(a: _Arrays, p: int, n: int) -> list[int]:
    """The jobs of place ``p`` of which one could go into place ``n``; -1: one that is made on the spot.

    Of those that a server holds in a row (a batch, a truck) only the first can leave it.
    """
    if a.kind(p).holds == "servers":
        return first_ones(a, p, n)
    return held(a, p, n) if a.kind(p).holds == "queue" else [a.node(p, "head")]


def has_carriers(a: _Arrays, n: int, j: int) -> bool:
    """Whether the carriers that a job needs on its way into place ``n`` are there."""
    rows = range(a.node(n, "take0"), a.node(n, "take0") + a.node(n, "takes"))
    return all(a.node(a.get("entries", e, "target"), "count") > 0 or not a.needs_carrier(e, j) for e in rows)


def has_turn(a: _Arrays, n: int, j: int) -> bool:
    """Whether a place that keeps the sequence may take a job: it waits for no other that has still to come."""
    first, visits = a.node(n, "sequence0"), a.node(n, "visits")
    if first < 0 or a.get("jobs", j, "main") == 0 or a.value(j, visits) > 0:
        return True
    other, order = a.floats(first + 2 * a.get("jobs", j, "stream"), 2)
    gone = other < 0 or a.get("jobs", int(other), "order") != order or a.value(int(other), visits) > 0
    return gone or int(other) == j


def jobs_move_on(a: _Arrays) -> Iterator[str]:
    """No job is ready before a place that has room and needs no vehicle."""
    for n in a.places:
        if a.node(n, "unequal") == k.OWN_JOBS:
            for p in a.ints(a.node(n, "pred0"), a.node(n, "preds")):
                fit = (j for i in a.servers(n) for j in could_go(a, p, n) if a.idle(i) and a.fits(i, j))
                if any(has_carriers(a, n, j) and has_turn(a, n, j) for j in fit):
                    yield f"{a.names[n]} has a free server for a job of {a.names[p]}"
        elif takes(a, n):
            for p in a.ints(a.node(n, "pred0"), a.node(n, "preds")):
                able = (j for j in could_go(a, p, n) if has_carriers(a, n, j) and has_turn(a, n, j))
                if ready(a, p, n) > 0 and next(able, None) is not None:
                    yield f"{a.names[n]} has room and does not take the job of {a.names[p]}"


def jobs_are_begun(a: _Arrays) -> Iterator[str]:
    """No server holds a job that it could begin: joins and parts are there."""
    for n in a.places:
        if a.kind(n).holds != "servers":
            continue
        for i in a.servers(n):
            j = a.res(i, "job")
            if j < 0 or not a.able(i) or a.res(i, "done") == 1 or a.res(i, "phase") != k.NO_WORK:
                continue
            if a.res(i, "pause") == k.WAKES:
                continue
            joins = a.wanted(a.node(n, "join0"), a.node(n, "joins"), j)
            if all(joinable(a, p, n, j) >= amount for p, amount in joins.items()) and not a.lacks_parts(
                a.node(n, "need0"), a.node(n, "needs"), *a.worked_together(n, j)
            ):
                yield f"{a.resource_names[i]} has all that it needs and does not begin"


def lots_are_made(a: _Arrays) -> Iterator[str]:
    """No make cell is idle while a recipe is due, or waits for room and material that are there."""
    for n in a.places:
        if a.kind(n).phase != "cells":
            continue
        i = a.node(n, "res0")
        if not a.able(i) or a.res(i, "phase") != k.NO_WORK or a.res(i, "pause") == k.WAKES:
            continue
        e = a.res(i, "job")
        if e < 0:
            for row in range(a.node(n, "row"), a.node(n, "row") + a.node(n, "rows")):
                if a.position(a.get("entries", row, "target")) <= a.get("entries", row, "reorder"):
                    yield f"{a.names[n]} is idle and a lot of its is due"
            continue
        p = a.get("entries", e, "target")
        room = a.get("stocks", p, "level") + a.get("entries", e, "amount") <= a.get("stocks", p, "cap")
        if room and not a.lacks_parts(a.get("entries", e, "need0"), a.get("entries", e, "needs"), -1):
            yield f"{a.names[n]} has room and material and makes no hit"


def vehicles_are_called(a: _Arrays) -> Iterator[str]:
    """No job waits for a transport that has room, and no feed for a lot that is there, without a request."""
    for n in a.places:
        if a.kind(n).transport:
            wanting = sum(ready(a, p, n) for p in a.ints(a.node(n, "pred0"), a.node(n, "preds")))
            queued = a.node(n, "queued")
            if a.node(n, "count") + queued < a.node(n, "cap") and wanting > queued:
                yield f"{a.names[n]} has jobs to fetch and room, and asks for no vehicle"
        elif a.node(n, "fleet") >= 0:
            e = a.node(n, "row")
            target, lot = a.get("entries", e, "target"), a.get("entries", e, "amount")
            wanted = a.position(target) <= a.get("entries", e, "reorder")
            fits = a.position(target) + lot <= a.get("stocks", target, "cap")
            if wanted and fits and a.available(a.get("entries", e, "source")) >= lot:
                yield f"{a.names[n]} has a lot to fetch and asks for no vehicle"


def vehicles_are_sent(a: _Arrays) -> Iterator[str]:
    """No request waits while a vehicle of its fleet is idle (one with a battery may have to charge)."""
    for n in a.places:
        if a.kind(n).name != "fleet" or a.node(n, "head") < 0:
            continue
        for v in a.servers(n):
            g = a.res(v, "row")
            if not a.able(v) or a.res(v, "phase") != k.NO_WORK:
                continue
            if g >= 0:
                stands = a.get("guided", g, "at") >= 0 and a.get("guided", g, "goal") < 0
                busy = a.res(v, "task") >= 0 or a.get("guided", g, "wish") >= 0
                if not stands or busy or a.get("guided", g, "capacity") > 0.0:
                    continue
            yield f"{a.resource_names[v]} is idle and a request waits"


def crews_repair(a: _Arrays) -> Iterator[str]:
    """No machine waits for a crew of which a member is free; without one it is repaired, or waits for operators."""
    for i in a.resources:
        if a.res(i, "machine") == 1 and a.res(i, "up") == 0 and a.res(i, "repair_end") == k.INF:
            crew = a.get("modes", a.res(i, "down_mode"), "crew")
            if crew < 0 and a.res(i, "wants") == k.FOR_REPAIR and a.res(i, "hands") != k.THERE:
                continue
            if crew < 0 or a.node(crew, "count") < a.node(crew, "cap"):
                yield f"{a.resource_names[i]} is down and nobody repairs it"


def work_goes_on(a: _Arrays) -> Iterator[str]:
    """Work runs where its machine is up and on shift and its operators are there, and has an end that is due."""
    for i in a.resources:
        if a.res(i, "machine") == 0:
            continue
        node = a.res(i, "node")
        if node >= 0 and a.kind(node).eased_by == "belt":
            awake = a.res(i, "pause") != k.WAKES
            moves = a.able(i) and awake and (a.node(node, "accumulating") == 1 or a.res(i, "done") == 0)
        else:
            moves = a.able(i) and a.res(i, "phase") != k.NO_WORK and a.res(i, "hands") == k.THERE
        if bool(a.res(i, "running")) != moves:
            yield f"{a.resource_names[i]} {'stands' if moves else 'runs'} and should not"
        if a.res(i, "running") == 1 and a.due(i) > a.res(i, "work_end"):
            yield f"{a.resource_names[i]} works and nobody waits for the end"


def nothing_is_due(a: _Arrays) -> Iterator[str]:
    """Everything that was due has happened."""
    for i in a.resources:
        if a.due(i) <= a.now:
            yield f"{a.resource_names[i]} has an event that was due"


def docks_are_emptied(a: _Arrays) -> Iterator[str]:
    """Nothing waits at the dock of a stock point that has room."""
    for p in a.stocks:
        if a.get("stocks", p, "dock") > 0.0 and a.get("stocks", p, "level") < a.get("stocks", p, "cap"):
            yield f"stock point {p} has room, and parts wait at its dock"


def ways_are_used(a: _Arrays) -> Iterator[str]:
    """No vehicle waits for a free place, or for a free zone of which only the room is asked."""
    for g in a.guided:
        wish = a.get("guided", g, "wish")
        if wish >= 0 and a.get("stops", wish, "count") < a.get("stops", wish, "cap"):
            yield f"vehicle {g} waits for a place that is free"
        if a.get("guided", g, "asked") < 0.0 or not a.able(a.get("guided", g, "resource")):
            continue
        zone = a.ints(a.get("guided", g, "route") + 2 * a.get("guided", g, "hop"), 1)[0]
        free = a.get("zones", zone, "count") < a.get("zones", zone, "cap")
        if free and a.get("clusters", a.get("zones", zone, "cluster"), "rule") == k.ROOM:
            yield f"vehicle {g} waits for a way that is free"


RULES: tuple[Callable[[_Arrays], Iterator[str]], ...] = (
    jobs_move_on,
    jobs_are_begun,
    lots_are_made,
    vehicles_are_called,
    vehicles_are_sent,
    crews_repair,
    work_goes_on,
    nothing_is_due,
    docks_are_emptied,
    ways_are_used,
)


def left_undone(simulation: Simulation) -> list[str]:
    """What could happen at the present instant and has not; the simulation has settled, as `advance_to` leaves it."""
    arrays = _Arrays(simulation)
    return [f"at {simulation.now!r} s, {rule.__name__}: {one}" for rule in RULES for one in rule(arrays)]
