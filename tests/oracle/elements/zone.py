"""A zone of a moving or indexed line: a worker with the tasks that he has begun."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taktwin.model.values.distribution import Distribution
from tests.oracle.elements.station import Join, Need, lacking_jobs, lacking_parts
from tests.oracle.job import Job
from tests.oracle.place import Place

if TYPE_CHECKING:
    from tests.oracle.elements.zonedline import ZonedLine
    from tests.oracle.elements.zoneteam import ZoneTeam
    from tests.oracle.plant import Plant


@dataclass(eq=False)
class Task:
    """Work on a job; ``end`` is by the clock of the line, which begins at 0 with every pitch."""

    job: Job
    seconds: float
    end: float
    left: float = 0.0  # while it waits for operators: how much there is to do until it is done


class Zone(Place):
    """A zone: where jobs are noted, and whose worker does what is to be done there."""

    def __init__(self, plant: Plant, name: str, number: int, drift: float) -> None:
        super().__init__(plant, name)
        self.number, self.drift = number, drift
        self.time_of: Callable[[Job], Distribution]
        self.joins: list[Join] = []
        self.needs: list[Need] = []
        self.tasks: list[Task] = []
        self.lacks: Join | Need | None = None
        self.team: ZoneTeam | None = None
        self.line: ZonedLine
        self.works = self.overloads = self.stops = self.failures = 0
        self.given = self.overload = self.helped = self.stopped = 0.0

    @property
    def free_at(self) -> float:
        """When the worker has done all that he has begun."""
        return max((task.end for task in self.tasks), default=0.0)

    def missing(self, job: Job) -> list[Join | Need]:
        """What the job lacks here."""
        joins = [join for join in self.joins if job.fulfils(join.when, self)]
        needs = [need for need in self.needs if job.fulfils(need.when, self)]
        return [*lacking_jobs(job, joins), *lacking_parts(needs)]

    def find_lacking(self, job: Job) -> None:
        """What is named as lacking: what was named before as long as it is, else the first."""
        missing = self.missing(job)
        if self.lacks not in missing:
            self.lacks = missing[0] if missing else None

    def of(self, job: Job | None) -> Task | None:
        """The task on a job."""
        return next((task for task in self.tasks if task.job is job), None)
