"""Batch stations: several jobs at once, taken together from the buffers before, passed on one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taktwin.kernel.base import state as k
from taktwin.model.nouns.batches.batchstation import BatchStation as Model
from tests.oracle.clock import INF
from tests.oracle.draws import Draw
from tests.oracle.elements.buffer import Buffer
from tests.oracle.elements.station import state_of_finished
from tests.oracle.elements.transport import Transport
from tests.oracle.job import Job
from tests.oracle.place import Place
from tests.oracle.resource import WORK, Resource

if TYPE_CHECKING:
    from tests.oracle.plant import Plant

Sort = tuple[str, ...]


class Chamber(Resource):
    """One of the servers: it has a batch, or none."""

    word = "batch station"

    def __init__(self, plant: Plant, station: BatchStation, name: str, model: Model, calendar: Any) -> None:
        super().__init__(plant, name, model.failures, calendar)
        self.station = station
        self.batch: list[Job] = []
        self.done = self.claimed = False
        self.works = 0
        self.closes = INF  # when the first job that waits has waited long enough
        self._times: dict[Any, Draw] = {}

    def plan(self) -> None:
        super().plan()
        self.due = min(self.due, self.closes)

    def happen(self) -> None:
        if self.work_end <= self.clock.time or self.closes > self.clock.time:
            super().happen()
        else:
            self.saw("batch: the wait is over")
            self.come_back(INF)

    def come_back(self, time: float) -> None:
        """Have the station act at a time."""
        if time != self.closes:
            self.closes = time
            self.plan()

    def work_on(self, batch: list[Job]) -> None:
        """Begin with the jobs of a batch; the first tells how long."""
        self.batch = batch
        time = self.station.time_of(batch[0])
        draw = self._times.get(time)
        if draw is None:
            draw = self._times[time] = self.draws.times(time, k.P_WORK)
        self.works += 1
        self.saw("work of a batch")
        self.begin(WORK, draw(self.works - 1))

    def end_of_phase(self, phase: str | None) -> None:
        self.done = True
        self.jobs += len(self.batch)
        for job in self.batch:
            job.ready, job.dest = self.clock.time, self.station.dest
        self.look()

    def lose_work(self) -> None:
        self.phase = None
        self.jobs += len(self.batch)
        self.scrapped += len(self.batch)
        self.station.level.change(-len(self.batch))
        lost, self.batch = self.batch, []
        self.look()
        for job in lost:
            self.plant.end(job, "scrapped")

    def idle_state(self) -> str:
        return state_of_finished(self.batch[0].dest) if self.done else "starved"

    @property
    def ready(self) -> bool:
        """Its jobs are done, and no vehicle comes for one."""
        return self.done and not self.claimed


class BatchStation(Place):
    """Its servers, and what is known of its batches."""

    holds_jobs = True

    def __init__(self, plant: Plant, model: Model) -> None:
        super().__init__(plant, model.name, model.most.value * model.servers.value)
        self.model = model
        self.most, self.enough = int(model.most.value), model.begins_with
        self.longest = INF if model.wait is None else model.wait.value
        self.time_of: Any = None
        self.chambers: list[Chamber] = []
        self.sort: Sort | None = None  # of the batch that is being taken

    def sort_of(self, job: Job) -> Sort:
        """What all jobs of a batch have in common."""
        return tuple(job.options[option] for option in self.model.same)

    # --- as a taker

    @property
    def picky(self) -> bool:
        return bool(self.model.same) or super().picky

    def wants(self, job: Job) -> bool:
        return self.sort_of(job) == self.sort and super().wants(job)

    def act(self) -> bool:
        acted = False
        for chamber in self.chambers:
            if chamber.batch or not chamber.able:
                continue
            found = self._next()
            if found is None:
                self.chambers[0].come_back(self._closes())
                return acted
            self._take(chamber, *found)
            acted = True
        self.chambers[0].come_back(INF)
        return acted

    def _sorts(self) -> dict[Sort, list[Job]]:
        """The jobs that stand before it, by sort."""
        found: dict[Sort, list[Job]] = {}
        for giver in self.givers:
            assert isinstance(giver, Buffer)
            for job in giver.jobs:
                found.setdefault(self.sort_of(job), []).append(job)
        return found

    def _next(self) -> tuple[Sort, int] | None:
        """The sort of the next batch, and how many jobs it has: the one whose first job has waited longest."""
        now, best = self.clock.time, None
        for sort, jobs in self._sorts().items():
            first = min(job.ready for job in jobs)
            if len(jobs) < self.enough and first + self.longest > now:
                continue
            if best is not None:
                self.saw("batch: several could begin")
            if best is None or first < best[0]:
                best = first, sort, min(len(jobs), self.most)
                self.saw("batch: full" if len(jobs) >= self.most else "batch: not full")
        return None if best is None else best[1:]

    def _closes(self) -> float:
        return min((job.ready + self.longest for jobs in self._sorts().values() for job in jobs), default=INF)

    def _take(self, chamber: Chamber, sort: Sort, count: int) -> None:
        self.sort = sort
        batch: list[Job] = []
        for _ in range(count):
            job = self.take()
            assert job is not None
            batch.append(job)
        self.sort = None
        if self.model.same:
            self.saw("batch: jobs that are alike")
        if len(self.chambers) > 1:
            self.saw("batch: one of several servers")
        self.level.change(+len(batch))
        chamber.work_on(batch)

    # --- as a giver

    def _done(self) -> list[Chamber]:
        """Those whose jobs are done and that no vehicle comes to, the longest ready first."""
        return sorted((one for one in self.chambers if one.ready), key=lambda one: one.batch[0].ready)

    def waiting(self) -> list[Job]:
        jobs = [one.batch for one in self._done()]
        return [job for batch in jobs for job in (batch[:1] if isinstance(self.dest, Transport) else batch)]

    def offer(self, taker: Place) -> Job | None:
        return next(iter(self.waiting()), None)

    def all_ready(self, taker: Place) -> list[Job]:
        return [one.batch[0] for one in self.chambers if one.ready]

    def _holder(self, job: Job) -> Chamber:
        return next(one for one in self.chambers if job in one.batch)

    def claim(self, job: Job) -> None:
        self._holder(job).claimed = True

    def give(self, job: Job) -> None:
        chamber = self._holder(job)
        chamber.batch.remove(job)
        self.level.change(-1)
        chamber.claimed = False
        chamber.done = bool(chamber.batch)
        chamber.look()


def build_batches(plant: Any, shop: str, element: Model) -> tuple[Place, Place]:
    """A batch station of the plant."""
    station = plant.add(BatchStation(plant, element), shop)
    station.time_of = plant._time_of(element.name, element.cycle)
    count = int(element.servers.value)
    calendar = plant.calendar(element.calendar, shop, element.continuous)
    for number in range(1, count + 1):
        name = element.name if count == 1 else f"{element.name}.{number}"
        station.chambers.append(Chamber(plant, station, name, element, calendar))
    plant.resources += station.chambers
    return station, station
