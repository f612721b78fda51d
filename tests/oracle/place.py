"""Places in the flow: who stands before whom, and which job goes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.job import Condition, Job
from tests.oracle.ledger import Level

if TYPE_CHECKING:
    from tests.oracle.elements.carriers import Pool
    from tests.oracle.elements.source import Source
    from tests.oracle.elements.stock import Stock
    from tests.oracle.merging import Merging
    from tests.oracle.plant import Plant


class Place:
    """Something that takes jobs from the places before it (``givers``, in plant order)."""

    holds_jobs = False  # without working on them: a level is kept

    def __init__(self, plant: Plant, name: str, capacity: float = float("inf")) -> None:
        self.plant = plant
        self.clock = plant.clock
        self.name = name
        self.givers: list[Place] = []
        self.dest: Place | None = None  # where its jobs go; a station may send single jobs elsewhere
        self.point: str | None = None
        self.shop_point: str | None = None
        self.calls: list[tuple[Source, Condition, int]] = []
        self.part_calls: list[tuple[Stock, Condition, float]] = []
        self.entered = 0
        self.level = Level(self.clock, 0.0, capacity)
        self.capacity = capacity
        self.saw = plant.ledger.saw
        self.merge: Merging | None = None
        self.takes: list[Pool] = []
        self.gives: list[Pool] = []
        self.in_sequence = False
        self.matched = False  # its jobs are joined to those alone for which they were called

    # --- as a taker

    def act(self) -> bool:
        """Do what is possible now; False where nothing is."""
        return False

    def find(self) -> tuple[Place, Job] | None:
        """The job to take next: the one that has been ready longest, of equals that of the first place.

        Where the places before have a rank by a merge, only those of the best rank that have a job ready count.
        """
        best: tuple[Place, Job] | None = None
        ready = [(giver, job) for giver in self.givers for job in self.wanted_of(giver)]
        if self.merge is not None:
            ready = self.merge.best(ready)
        for giver, job in ready:
            if best is not None:
                self.saw("merge: several ready" if job.ready != best[1].ready else "merge: equally long ready")
            if best is None or job.ready < best[1].ready:
                best = giver, job
        return best

    @property
    def picky(self) -> bool:
        """It does not take every job at any time."""
        return bool(self.takes) or self.in_sequence or (self.merge is not None and self.merge.by_due)

    def has_overtaken(self, job: Job) -> bool:
        """Another job of the same order stream was released before, and has still to come here for the first time."""
        if not job.main or job.visits.get(self):
            return False
        same = (one for one in self.plant.released if one.stream == job.stream and one.order < job.order)
        return any(not one.visits.get(self) for one in same)

    def wants(self, job: Job) -> bool:
        """Whether the job may come in now: it is its turn, and the carriers that it needs are there."""
        if self.in_sequence and self.has_overtaken(job):
            self.saw("in sequence: a job that has overtaken waits")
            return False
        return self.has_carriers(job)

    def has_carriers(self, job: Job) -> bool:
        """The carriers that a job needs on its way in are there."""
        return all(pool.there or not pool.needs(job, self) for pool in self.takes)

    def wanted_of(self, giver: Place) -> list[Job]:
        """The jobs of a place before it that may come in and could go next."""
        if not self.picky:
            offered = giver.offer(self)
            return [] if offered is None else [offered]
        return [job for job in giver.for_picky(self) if self.wants(job)]

    @property
    def lacks_carriers(self) -> bool:
        """Jobs are ready for it, and none can come in for want of a carrier."""
        if not self.takes:
            return False
        ready = [job for giver in self.givers for job in giver.all_ready(self)]
        return bool(ready) and not any(self.has_carriers(job) for job in ready)

    def take(self) -> Job | None:
        """Take a job from a place before, if one has one."""
        while True:
            found = self.find()
            if found is None:
                return None
            giver, job = found
            giver.give(job)
            if self.merge is not None:
                self.merge.took(giver)
            giver.left_by(job)
            if not self.matched or (job.owner is not None and not job.owner.ended):
                break
            self.saw("matched: a job comes whose own has ended")
            self.plant.end(job, "scrapped")
        for pool in self.takes:
            if pool.needs(job, self):
                pool.take(job)
        self.enter(job)
        return job

    def left_by(self, job: Job) -> None:
        """The job has gone on: it gives back what it needs no more."""
        for pool in self.gives:
            pool.give(job)

    def enter(self, job: Job) -> None:
        """Note that a job comes in, and call off what it calls."""
        self.entered += 1
        job.visits[self] = job.visits.get(self, 0) + 1
        note = self.plant.ledger.note
        if job.main:
            for point in (self.point, self.shop_point):
                if point is not None:
                    note("pass", point, job.order, job.stream)
        note("enter", self.name, job.order, job.main)
        for source, when, quantity in self.calls:
            if job.fulfils(when, self):
                source.call(job, quantity)
                self.saw("call" if quantity == 1 else "call of several jobs")
                if "visit" in when:
                    self.saw("call by visit")
                if when:
                    self.saw("call with a condition")

        for stock, when, amount in self.part_calls:
            if job.fulfils(when, self):
                self.saw("call of parts")
                stock.owed += amount

    # --- as a giver

    def offer(self, taker: Place) -> Job | None:
        """The job that would go to ``taker`` next, if one is ready for it."""
        raise NotImplementedError

    def all_ready(self, taker: Place) -> list[Job]:
        """All jobs that could go to ``taker``, whichever is next."""
        offered = self.offer(taker)
        return [] if offered is None else [offered]

    def for_picky(self, taker: Place) -> list[Job]:
        """The jobs that could go to a picky ``taker``: of a buffer the first of those that it wants, else all."""
        return self.all_ready(taker)

    def claim(self, job: Job) -> None:
        """Keep the job where it is until the vehicle comes."""

    def give(self, job: Job) -> None:
        """Let the job go."""
        raise NotImplementedError

    def waiting(self) -> list[Job]:
        """Jobs that are ready to leave, wherever they go, the oldest first."""
        raise NotImplementedError

    def joinable(self, job: Job) -> list[Job]:
        """Those of them that could be joined to a job, the oldest first."""
        waiting = self.waiting()
        return [one for one in waiting if one.owner is job.owner] if self.matched else waiting

    def first_to_join(self, job: Job) -> Job:
        """The one of them that is joined to a job first."""
        return self.joinable(job)[0]
