"""A start state on its way into the kernel's arrays: what has been placed so far, and what was found wrong."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.setups import matrix_of
from taktwin.model.phrase import Phrase
from taktwin.model.start.file import StateFindings
from taktwin.model.start.state import JobState, StartState
from taktwin.model.text.tree import Path_
from taktwin.model.values.nearest import suggest
from taktwin.model.values.quantity import Quantity
from taktwin.runs.start.index import Index
from taktwin.runs.start.jobwords import HANDLING
from taktwin.runs.start.remaining import longest

_CHANGING = (
    "resource_states", "node_states", "carriers", "mode_states", "stock_states", "dock_states", "floats", "guided",
    "line_states", "line_zone_states", "rest_states",
)  # fmt: skip
_ROUNDING = 1e-9
_HANDLING = {"load": Phrase("the loading"), "inspect": Phrase("the inspection"), "unload": Phrase("the unloading")}


@dataclass(slots=True)
class PlacedJob:
    """A job of the start state. ``number`` is its record.

    ``values`` holds -1 for an option that is to be drawn, ``visits`` its counters (see `kernel.lowering.visits`),
    ``carriers`` the number of its carrier of each pool and 1 (0: none), ``caller`` the main job for which it was
    called.
    """

    path: Path_
    state: JobState
    node: int
    number: int
    main: bool = True
    stream: int = -1
    order: int | None = None
    values: list[int] = field(default_factory=list)
    visits: list[int] = field(default_factory=list)
    carriers: list[int] = field(default_factory=list)
    caller: int = -1
    dest: int = -1
    ready: float = 0.0

    @property
    def known(self) -> bool:
        """Whether nothing about it is to be drawn."""
        return -1 not in self.values


@dataclass(slots=True, frozen=True)
class OpenTime:
    """A time of resource ``resource`` that each replication draws: what is left of ``dist`` after ``passed`` seconds.

    It goes into ``field``, counted from ``begin``.
    """

    resource: int
    field: str
    dist: int
    passed: float
    begin: float


class Draft:
    """Arrays of a start state under construction; ``now`` is its time, s since the start of the plant."""

    def __init__(self, index: Index, state: StartState, now: float) -> None:
        self.index = index
        self.state = state
        self.now = now
        self.found = StateFindings(state)
        arrays = index.program.arrays
        self.arrays = {name: arrays[name].copy() for name in _CHANGING}
        self.resources, self.nodes = arrays["resources"], arrays["nodes"]
        self.modes, self.stocks = arrays["modes"], arrays["stocks"]
        self.dists = arrays["dists"]
        self.entries = arrays["entries"]
        self.lines, self.line_zones = arrays["lines"], arrays["line_zones"]
        self.jobs: list[PlacedJob] = []
        self.queues: dict[int, list[PlacedJob]] = {}
        self.rows: list[list[PlacedJob]] = []  # jobs one behind another that stand in no queue of a place: batches
        self.open_times: list[OpenTime] = []

    @property
    def has_lists(self) -> bool:
        """Whether orders come from a list: their options are given, whatever shares the products have."""
        return any(int(self.resources["row"][stream]) >= 0 for stream in self.index.orders.values())

    @property
    def resource_states(self) -> np.ndarray:
        """States of the resources."""
        return self.arrays["resource_states"]

    @property
    def node_states(self) -> np.ndarray:
        """States of the nodes."""
        return self.arrays["node_states"]

    def servers(self, node: int) -> range:
        """The resources of a node."""
        first = int(self.nodes["res0"][node])
        return range(first, first + int(self.nodes["res"][node]))

    def dist(self, at: int) -> Any:
        """Record of a distribution."""
        return self.dists[at]

    def rest(
        self,
        path: Path_,
        noun: Any,
        passed: Quantity | None,
        word: str,
        resource: int,
        dists: list[int],
        what: str,
        where: tuple[str, float] = ("left", 0.0),
    ) -> bool:
        """Note what is left of a time, given as ``left`` or as the part that has passed (field ``word``).

        ``dists`` are the distributions that it may come from, ``where`` the resource's field and the time from which
        that one counts. True where one of the two was given.
        """
        left: Quantity | None = noun.left
        most = max((longest(self.dist(d)) for d in dists if d >= 0), default=0.0)
        limit = most * (1.0 + _ROUNDING) + _ROUNDING
        if left is not None and passed is not None:
            self.found.error(path, Phrase("`left` and `{word}` are both given", word=word), Phrase("drop one of them"))
        for key, value in (("left", left), (word, passed)):
            if value is not None and value.value > limit:
                self.found.error(
                    (*path, key),
                    Phrase("{what} takes {most:g} s at most, got {text}", what=what, most=most, text=value.text),
                    Phrase("correct the time"),
                )
        whole: Quantity | None = getattr(noun, "whole", None)
        if where[0] == "left":
            known = max(whole.value if whole is not None else 0.0, left.value if left is not None else 0.0)
            self.resource_states["whole"][resource] = known
        if left is not None:
            self.resource_states[where[0]][resource] = where[1] + left.value
        elif passed is not None:
            if len(dists) > 1:
                on, remedy = (
                    Phrase("job"),
                    Phrase("give `left` instead of `{word}`, or the options of the job", word=word),
                )
                if self.index.kinds[resource].makes:
                    on, remedy = Phrase("recipe before"), Phrase("give `left` instead of `{word}`", word=word)
                self.found.error(
                    (*path, word), Phrase("how long {what} takes depends on the {on}", what=what, on=on), remedy
                )
            self.open_times.append(OpenTime(resource, where[0], dists[0], passed.value, where[1]))
        return left is not None or passed is not None

    def work_times(self, node: int, job: PlacedJob, server: int = -1) -> list[int]:
        """The distributions from which the job's work time at a place may come; one where its options are known."""
        record, options = self.nodes[node], self.index.options(node)
        if record["unequal"]:
            record = self.resources[server]
        by = int(record["by_option"])
        if by < 0:
            return [int(record["dist"])]
        first = int(record["by0"])
        if by >= len(self.index.program.options):  # by visit
            return [int(self.index.ints[first + job.visits[by - len(self.index.program.options)]])]
        dists = self.index.ints[first : first + len(options.values[by])].tolist()
        value = job.values[by]
        return sorted({d for d in dists if d >= 0}) if value < 0 else [dists[value]]

    def setup_times(self, node: int, job: PlacedJob) -> list[int]:
        """The distributions from which the setup for a job may come: changes to its value, then the purge."""
        record = self.nodes[node]
        pairs = matrix_of(self.index.program.arrays, record)
        value = job.values[int(record["setup_option"])]
        changes = [int(record["setup_dist"])]
        if pairs.size:
            changes = sorted(set(self.index.ints[pairs if value < 0 else pairs[:, value]].reshape(-1).tolist()))
        return [dist for dist in dict.fromkeys([*changes, int(record["purge_dist"])]) if dist >= 0]

    def longest_work(self, node: int, job: PlacedJob) -> float:
        """The longest time that the work on a job at a place may take, s."""
        return max((longest(self.dist(d)) for d in self.work_times(node, job) if d >= 0), default=0.0)

    def all_of(self, resource: int, dist: int, field: str = "left", begin: float = 0.0) -> None:
        """A time of which nothing has passed: drawn as a whole."""
        self.open_times.append(OpenTime(resource, field, dist, 0.0, begin))

    def number(self, path: Path_, value: Quantity | None, most: int, what: str) -> int | None:
        """A number from 1 to ``most``, as an index from 0."""
        if value is None:
            return None
        number = int(value.value)
        if 1 <= number <= most:
            return number - 1
        remedy = Phrase("give a number from 1 to {most}", most=most) if most > 1 else Phrase("leave it out, or write 1")
        self.found.error(path, Phrase("there is no {what} {number}", what=what, number=number), remedy)
        return None

    def room_left(self, path: Path_, node: int, jobs: int, what: str) -> bool:
        """Whether ``jobs`` fit into a place; notes an error where not."""
        cap = int(self.nodes["cap"][node])
        if jobs <= cap:
            return True
        self.found.error(
            path,
            Phrase(
                "{what} holds {cap} job at most, got {jobs}"
                if cap == 1
                else "{what} holds {cap} jobs at most, got {jobs}",
                what=what,
                cap=cap,
                jobs=jobs,
            ),
            Phrase("remove some, or raise its capacity in the model"),
        )
        return False

    def append(self, node: int, job: PlacedJob) -> None:
        """Put a job at the end of a place's queue."""
        self.queues.setdefault(node, []).append(job)
        self.node_states["count"][node] += 1

    def later(self, quantity: Quantity | None) -> float:
        """``now`` plus a time; plus nothing where none is given."""
        return self.now + (quantity.value if quantity is not None else 0.0)

    def earlier(self, quantity: Quantity | None) -> float:
        """``now`` less a time."""
        return self.now - (quantity.value if quantity is not None else 0.0)

    # --- jobs in servers

    def at_server(self, node: int, server: int, job: PlacedJob) -> None:
        """Put a job into a server: it has not begun, is set up for, worked on, handled or finished."""
        state, resource = job.state, self.resource_states[server]
        resource["job"] = job.number
        job.dest = int(self.nodes["dest"][node])
        job.ready = self.now
        if state.unloads_in is not None:
            self._at_dock(node, server, job, state.unloads_in.value)
            return
        if state.finished:
            for field in ("left", "spent", "setup", "handling"):
                if field in state.model_fields_set:
                    self.found.error(
                        (*job.path, field),
                        Phrase("a finished job has no `{field}`", field=field),
                        Phrase("drop one of them"),
                    )
            resource["done"] = 1
            job.ready = self.earlier(state.waited)
            self.find_target(node, job)
            return
        for field in ("to", "waited"):
            if field in state.model_fields_set:
                message = Phrase(
                    "only a finished job has `{field}`: where a job goes is decided at the end of the work", field=field
                )
                self.found.error(
                    (*job.path, field), message, Phrase("remove `{field}`, or add `finished: true`", field=field)
                )
        dists = self.work_times(node, job, server)
        if state.handling is not None:
            self._handled(node, server, job, state.handling)
            return
        if state.setup:
            times = self.setup_times(node, job) if self.index.setup_option(node) >= 0 else []
            if not times:
                self.found.error((*job.path, "setup"), Phrase("this station has no setup"), Phrase("remove `setup`"))
                return
            resource["phase"] = k.IN_SETUP
            purge = int(self.nodes["purge_dist"][node])
            times = self._from_value_before(node, server, job, times)
            changes = [dist for dist in times if dist != purge]
            if self.rest(job.path, state, state.spent, "spent", server, times, Phrase("the setup")):
                return
            if len(changes) > 1:
                message = Phrase("how long this setup takes depends on the job before")
                self.found.error((*job.path, "setup"), message, Phrase("add `left: TIME`, what is left of it"))
            self.all_of(server, times[0])
        elif self.rest(job.path, state, state.spent, "spent", server, dists, Phrase("the work")):
            resource["phase"] = k.IN_WORK
        elif self.nodes["plain"][node] == k.PLAIN:  # such a station begins its work when it takes a job
            resource["phase"] = k.IN_WORK
            self.all_of(server, dists[0])

    def _from_value_before(self, node: int, server: int, job: PlacedJob, times: list[int]) -> list[int]:
        """Of the times that a setup may take those that fit what the machine was set up for before, where that is said.

        The engine notes the new value when a setup begins; so it is noted here, too. A setup for the value that is said
        already is a purge, unless the state was written by the engine, which then says what is left.
        """
        option, resource = int(self.nodes["setup_option"][node]), self.resource_states[server]
        before, value = int(resource["last_value"]), job.values[option]
        if before < 0 or value < 0:
            return times
        purge = int(self.nodes["purge_dist"][node])
        if before == value:
            return [purge] if purge >= 0 and job.state.spent is not None else times
        resource["last_value"], resource["same"] = value, 1
        pairs = matrix_of(self.index.program.arrays, self.nodes[node])
        change = int(self.index.ints[pairs[before, value]]) if pairs.size else int(self.nodes["setup_dist"][node])
        return [change] if change >= 0 else times

    def _at_dock(self, node: int, server: int, job: PlacedJob, waits: float) -> None:
        """A truck of a delivery that waits for a door, or is unloaded there, with its first job."""
        state, path = job.state, (*job.path, "unloads_in")
        if self.nodes["dock"][node] < 0:
            remedy = Phrase("remove `unloads_in`, or give the delivery a `dock` in the model")
            self.found.error(path, Phrase("this delivery has no dock"), remedy)
            return
        for word in ("spent", "setup", "handling", "finished", "waited"):
            if word in state.model_fields_set:
                self.found.error(
                    (*job.path, word), Phrase("a job at a dock has no `{word}`", word=word), Phrase("drop one of them")
                )
        if state.left is None:
            self.found.error(path, Phrase("when is it unloaded?"), Phrase("add `left: TIME`, the time until then"))
            return
        if waits > state.left.value:
            message = Phrase(
                "its unloading begins in {waits:g} s, after it has ended, in {text}", waits=waits, text=state.left.text
            )
            self.found.error(path, message, Phrase("give as `left` the time until it is unloaded"))
        resource = self.resource_states[server]
        resource["done"], resource["yard"] = 1, k.IN_YARD if waits > 0.0 else k.BEING_UNLOADED
        resource["base"], resource["last_arrival"] = self.now + waits, self.now + state.left.value
        resource["entry_at"] = resource["base"] if waits > 0.0 else resource["last_arrival"]
        self.find_target(node, job)

    def _handled(self, node: int, server: int, job: PlacedJob, word: str) -> None:
        """A job that is being loaded, inspected or unloaded."""
        state, dist = job.state, int(self.nodes[word][node])
        if state.setup:
            self.found.error(
                (*job.path, "setup"),
                Phrase("`setup` and `handling: {word}` are both given", word=word),
                Phrase("drop one of them"),
            )
        if dist < 0:
            remedy = Phrase("give the station `{word}: TIME` in the model, or remove `handling`", word=word)
            self.found.error((*job.path, "handling"), Phrase("this station has no time to {word}", word=word), remedy)
            return
        self.resource_states[server]["phase"] = {name: phase for phase, name in HANDLING.items()}[word]
        if not self.rest(job.path, state, state.spent, "spent", server, [dist], _HANDLING[word]):
            self.all_of(server, dist)

    def find_target(self, node: int, job: PlacedJob) -> None:
        """Note where a finished job goes, where the state says it."""
        to = job.state.to
        if to is None:
            return
        targets = self.index.targets.get(node, {})
        if to in targets:
            job.dest = targets[to]
        else:
            place = self.index.place_names[node]
            remedy = suggest(to, targets) if targets else Phrase("remove `to`")
            self.found.error((*job.path, "to"), Phrase("no route of {place} leads to {to}", place=place, to=to), remedy)


UNKNOWN = math.nan  # of a due time: to be drawn when the run starts
