"""What the shadow believes to stand where: jobs in places, machines with their clocks, stocks and trucks.

It is a value: it can be copied, so that a late event is put in its place from the copy of a moment before it.
"""

from __future__ import annotations

import copy
from collections import OrderedDict
from dataclasses import dataclass, field

from taktwin.kernel.base import state as k
from taktwin.live.shadow.counter import Counter
from taktwin.live.shadow.verdict import Figures

#: A job by what is known of it: order stream (a resource, -1: none), order number (-1: not told), of a sub-line.
Key = tuple[int, int, bool]
MASKS = frozenset((k.DOWN, k.MINOR_STOP, k.WAITING_CREW, k.MAINTENANCE, k.OFF_SHIFT))
_REMEMBERED = 20_000  # jobs that have left
_MADE_MIN = 3 * 1440  # so many minutes back it is known when jobs left


class Standing:
    """A job: who it is, where it stands, since when, and how sure that is.

    ``clock``: what the clock of its resource showed when it came to it; ``server``: that resource (-1: not known);
    ``seen``: time of the last event that names it where it is; ``sure``: whether its place was seen, or inferred;
    ``parts``: jobs of sub-lines that have become part of it since it came.
    """

    __slots__ = ("born", "clock", "key", "node", "parts", "seen", "server", "since", "sure")

    def __init__(self, key: Key, node: int, since: float, sure: bool = True) -> None:
        self.key, self.node, self.since, self.sure = key, node, since, sure
        self.born = self.seen = since
        self.server, self.clock, self.parts = -1, 0.0, 0

    def copy(self) -> Standing:
        """The same, apart."""
        other = Standing.__new__(Standing)
        other.key, other.node, other.since, other.sure = self.key, self.node, self.since, self.sure
        other.born, other.seen, other.server = self.born, self.seen, self.server
        other.clock, other.parts = self.clock, self.parts
        return other


class Machine:
    """A resource: its state since when, the state behind a failure or the end of a shift, and its clocks (s).

    ``work``: of the states in which its work (a belt: its movement) goes on; ``setup``: of setups; ``last``: number of
    the value that it was set up for last (-1: none).
    """

    __slots__ = ("before", "last", "moves", "setup", "since", "state", "was", "work")

    def __init__(self, moves: frozenset[int]) -> None:
        self.moves = moves
        self.state, self.before, self.since = k.STARVED, k.STARVED, 0.0
        self.was = 0.0  # when `before` began
        self.work = self.setup = 0.0
        self.last = -1

    def copy(self) -> Machine:
        """The same, apart."""
        other = Machine.__new__(Machine)
        other.moves, other.state, other.before, other.since = self.moves, self.state, self.before, self.since
        other.was, other.work, other.setup, other.last = self.was, self.work, self.setup, self.last
        return other

    def clock(self, now: float) -> float:
        """Its work so far, s."""
        return self.work + (now - self.since if self.state in self.moves else 0.0)

    def setup_clock(self, now: float) -> float:
        """Its setups so far, s."""
        return self.setup + (now - self.since if self.state == k.SETUP else 0.0)

    def change(self, state: int, now: float) -> None:
        """Another state begins."""
        if self.state in self.moves:
            self.work += now - self.since
        elif self.state == k.SETUP:
            self.setup += now - self.since
        if state not in MASKS and state != self.before:
            self.before, self.was = state, now
        self.state, self.since = state, now


@dataclass
class Lot:
    """What a make cell does: stock that its last hit filled (-1: not known), hits begun, its clock at the last."""

    stock: int = -1
    before: int = -1  # stock that the lot before it filled
    begun: int = 0
    at: float = -1.0  # when the last hit began
    clock: float = 0.0


@dataclass(frozen=True, slots=True)
class Vehicle:
    """What a vehicle told last: place and load by its own words (empty: none), charge (-1: not told), error."""

    place: str = ""
    load: str = ""
    battery: float = -1.0
    error: str = ""
    silent: bool = False


@dataclass
class Floor:
    """All that the shadow believes at ``now`` (s from the start of the plant)."""

    now: float = 0.0
    places: dict[int, list[Standing]] = field(default_factory=dict)
    by_key: dict[Key, list[Standing]] = field(default_factory=dict)
    gone: OrderedDict[Key, tuple[float, bool, float]] = field(default_factory=OrderedDict)  # when, whether seen, born
    machines: dict[int, Machine] = field(default_factory=dict)
    vehicles: dict[int, Vehicle] = field(default_factory=dict)
    loose: dict[int, tuple[Standing, float]] = field(default_factory=dict)
    options: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    released: dict[int, tuple[int, float]] = field(default_factory=dict)
    stocks: dict[int, float] = field(default_factory=dict)
    untold: set[int] = field(default_factory=set)  # stocks of which nobody has told how much there is
    carried: dict[tuple[str, int], tuple[float, float]] = field(default_factory=dict)  # vehicle, stock: amount, when
    stops: dict[str, tuple[int, bool, float]] = field(default_factory=dict)  # vehicle: last stock, if it drew, when
    busy: dict[int, float] = field(default_factory=dict)  # zone: until when its worker is, by the clock of its line
    pitched: dict[int, float] = field(default_factory=dict)  # line: what its clock showed at the last pitch
    trucks: dict[str, list[tuple[float, dict[int, float]]]] = field(default_factory=dict)
    lots: dict[str, Lot] = field(default_factory=dict)
    counted: dict[tuple[int, bool], Counter] = field(default_factory=dict)  # place, whether of finished jobs
    entered: dict[int, int] = field(default_factory=dict)
    strangers: dict[int, int] = field(default_factory=dict)  # place -> jobs that may stand there from before we heard
    finished: int = 0
    made: dict[int, int] = field(default_factory=dict)  # minute of the plant -> jobs that left in it
    figures: Figures = field(default_factory=Figures)

    def copy(self) -> Floor:
        """The same, apart."""
        other = copy.copy(self)
        jobs = {id(job): job.copy() for jobs in self.places.values() for job in jobs}
        other.places = {n: [jobs[id(job)] for job in standing] for n, standing in self.places.items()}
        other.by_key = {key: [jobs[id(job)] for job in found] for key, found in self.by_key.items()}
        other.loose = {i: (jobs[id(job)], at) for i, (job, at) in self.loose.items() if id(job) in jobs}
        other.machines = {i: machine.copy() for i, machine in self.machines.items()}
        other.gone, other.options = self.gone.copy(), dict(self.options)
        other.released, other.stocks, other.carried = dict(self.released), dict(self.stocks), dict(self.carried)
        other.stops, other.untold = dict(self.stops), set(self.untold)
        other.trucks = {lane: [(at, dict(loads)) for at, loads in trucks] for lane, trucks in self.trucks.items()}
        other.vehicles = dict(self.vehicles)
        other.lots = {cell: copy.copy(lot) for cell, lot in self.lots.items()}
        other.busy, other.pitched = dict(self.busy), dict(self.pitched)
        other.counted = {key: one.copy() for key, one in self.counted.items()}
        other.entered, other.made, other.strangers = dict(self.entered), dict(self.made), dict(self.strangers)
        other.figures = self.figures.copy()
        return other

    # --- jobs

    def leaves(self, jobs: int = 1) -> None:
        """So many jobs have left the plant now, finished; below 0 where they had not, after all."""
        self.finished += jobs
        minute = int(self.now // 60.0)
        self.made[minute] = self.made.get(minute, 0) + jobs
        if len(self.made) > _MADE_MIN + 60:
            for old in sorted(self.made)[:60]:
                del self.made[old]

    def put(self, job: Standing, node: int) -> None:
        """A job that stands nowhere comes into a place, behind all others."""
        job.node = node
        self.places.setdefault(node, []).append(job)

    def add(self, job: Standing) -> None:
        """A new job."""
        self.by_key.setdefault(job.key, []).append(job)
        self.put(job, job.node)

    def name(self, job: Standing, key: Key) -> None:
        """It is known now who a job is."""
        same = self.by_key[job.key]
        same.remove(job)
        if not same:
            del self.by_key[job.key]
        job.key = key
        self.by_key.setdefault(key, []).append(job)

    def take(self, job: Standing) -> None:
        """A job leaves its place; it has to be put somewhere, or dropped."""
        self.places[job.node].remove(job)
        if job.server >= 0:
            self.loose.pop(job.server, None)
        job.server = -1

    def drop(self, job: Standing, seen: bool = True) -> None:
        """A job has left the plant, or is part of another; ``seen``: somebody has said so."""
        self.take(job)
        same = self.by_key[job.key]
        same.remove(job)
        if not same:
            del self.by_key[job.key]
        if job.key[1] >= 0 and not job.key[2]:
            self.gone[job.key] = (self.now, seen, job.born)
            while len(self.gone) > _REMEMBERED:
                key, _ = self.gone.popitem(last=False)
                self.options.pop(key[:2], None)
