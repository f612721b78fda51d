"""Buffers: a room of jobs that leave by a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktwin.model.rule import Rule
from tests.oracle.job import Job
from tests.oracle.place import Place

if TYPE_CHECKING:
    from tests.oracle.plant import Plant


class Buffer(Place):
    """A buffer, or the room of a store."""

    def __init__(self, plant: Plant, name: str, capacity: float, rule: Rule) -> None:
        super().__init__(plant, name, capacity)
        self.rule = rule
        self.jobs: list[Job] = []
        self.claimed: set[Job] = set()
        self.last_value: str | None = None

    def act(self) -> bool:
        acted = False
        while len(self.jobs) < self.capacity:
            job = self.take()
            if job is None:
                break
            job.ready = self.clock.time
            job.dest = self.dest
            self.jobs.append(job)
            self.level.change(+1)
            acted = True
        return acted

    def offer(self, taker: Place) -> Job | None:
        jobs = self.waiting()
        if not jobs:
            return None
        if self.rule.kind == "sequence":
            return min(jobs, key=lambda job: job.order)
        if self.rule.kind == "same":
            equal = [job for job in jobs if job.options[self.rule.option or ""] == self.last_value]
            return (equal or jobs)[0]
        return jobs[0]

    def give(self, job: Job) -> None:
        self.jobs.remove(job)
        self.claimed.discard(job)
        if self.rule.kind == "same":
            self.last_value = job.options[self.rule.option or ""]
        self.level.change(-1)

    def waiting(self) -> list[Job]:
        return [job for job in self.jobs if job not in self.claimed]
