"""Buffers: a room of jobs that leave by a rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from taktwin.model.nouns.rule import Rule
from tests.oracle.job import Job
from tests.oracle.ledger import Level
from tests.oracle.place import Place

if TYPE_CHECKING:
    from tests.oracle.plant import Plant


class Buffer(Place):
    """A buffer, or the room of a store."""

    holds_jobs = True

    def __init__(self, plant: Plant, name: str, capacity: float, rule: Rule) -> None:
        super().__init__(plant, name, capacity)
        self.rule = rule
        self.jobs: list[Job] = []
        self.claimed = 0  # vehicles are on their way for so many
        self.last_value: str | None = None
        self.own_retrieval: Callable[..., float] | None = None
        self.last: Job | None = None
        self.rank: Callable[[Job], float] = self._by_value

    def _by_value(self, job: Job) -> float:
        """Place of its value among those that go first."""
        value, order = job.options[self.rule.option or ""], self.rule.order
        return order.index(value) if value in order else len(order)

    def put(self, jobs: list[Job]) -> None:
        """What stands in it at the start of the plant, the first to leave first."""
        self.jobs = jobs
        self.level = Level(self.clock, float(len(jobs)), self.capacity)
        for job in jobs:
            job.dest = self.dest
            job.visits[self] = 1
            self.saw("contents at the start")

    def act(self) -> bool:
        acted = False
        scrapped = self.plant.outcomes["scrapped"]
        while self.has_room and self.take_one():
            acted = True
        return acted or self.plant.outcomes["scrapped"] > scrapped

    @property
    def has_room(self) -> bool:
        """One more job goes in."""
        return len(self.jobs) < self.capacity

    def take_one(self) -> bool:
        """Take a job, if there is one."""
        job = self.take()
        if job is None:
            return False
        job.ready = self.clock.time
        job.dest = self.dest
        self.jobs.append(job)
        self.level.change(+1)
        if not self.has_room:
            self.saw("buffer full")
        return True

    def offer(self, taker: Place) -> Job | None:
        return self.next_one() if len(self.jobs) > self.claimed else None

    def all_ready(self, taker: Place) -> list[Job]:
        return list(self.jobs)

    def for_picky(self, taker: Place) -> list[Job]:
        jobs = [job for job in self.jobs if taker.wants(job)]
        if not jobs:
            return []
        first = self.next_one(jobs)
        if first is not self.next_one():
            self.saw("a job that may come in overtakes one that may not")
        return [first]

    def next_one(self, among: list[Job] | None = None) -> Job:
        """The job that leaves next, by the rule: of all, or of some."""
        jobs = self.jobs if among is None else among
        own = self.own_retrieval
        if own is not None:
            return min(jobs, key=lambda job: own(job, self.last))
        if self.rule.kind == "sequence":
            return min(jobs, key=lambda job: job.order)
        if self.rule.kind == "due":
            return min(jobs, key=lambda job: job.due)
        if self.rule.kind == "same":
            equal = [job for job in jobs if job.options[self.rule.option or ""] == self.last_value]
            return (equal or jobs)[0]
        if self.rule.kind == "lifo":
            return jobs[-1]
        if self.rule.kind in ("priority", "shortest"):
            return min(jobs, key=self.rank)  # of equals the first
        return jobs[0]

    def claim(self, job: Job) -> None:
        self.claimed += 1

    def give(self, job: Job) -> None:
        if job is not self.jobs[0]:
            self.saw(f"buffer: overtaken by the rule {self.rule.kind}")
        self.jobs.remove(job)
        self.last = job
        if self.rule.kind == "same":
            self.last_value = job.options[self.rule.option or ""]
        self.level.change(-1)

    def waiting(self) -> list[Job]:
        return self.jobs[: len(self.jobs) - self.claimed]

    def first_to_join(self, job: Job) -> Job:
        return self.joinable(job)[0] if self.matched else self.next_one()
