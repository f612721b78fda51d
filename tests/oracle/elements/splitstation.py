"""Split stations: others come out of a job at the end of its work, and leave before it, one after another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from taktwin.kernel.base import state as k
from taktwin.model.nouns.batches.splitstation import SplitStation as Model
from tests.oracle.draws import Draw
from tests.oracle.elements.station import state_of_finished
from tests.oracle.job import Condition, Job
from tests.oracle.place import Place
from tests.oracle.resource import WORK, Resource

if TYPE_CHECKING:
    from tests.oracle.plant import Plant


@dataclass
class Part:
    """So many jobs that go to a place."""

    to: Place
    quantity: int
    when: Condition


class Bench(Resource):
    """One of the servers: it has a job, later what has come out of it as well."""

    word = "split station"

    def __init__(self, plant: Plant, station: SplitStation, name: str, model: Model, calendar: Any) -> None:
        super().__init__(plant, name, model.failures, calendar)
        self.station = station
        self.held: list[Job] = []  # the first to leave first
        self.done = self.claimed = False
        self.works = 0
        self._times: dict[Any, Draw] = {}

    def work_on(self, job: Job) -> None:
        """Take the job apart."""
        self.held = [job]
        time = self.station.time_of(job)
        draw = self._times.get(time)
        if draw is None:
            draw = self._times[time] = self.draws.times(time, k.P_WORK)
        self.works += 1
        self.saw("work of a split station")
        self.begin(WORK, draw(self.works - 1))

    def end_of_phase(self, phase: str | None) -> None:
        [job], now = self.held, self.clock.time
        job.dest = self.station.dest
        parts: list[Job] = []
        for part in self.station.parts:
            if job.fulfils(part.when, self.station):
                for _ in range(part.quantity):
                    out = Job(job.order, dict(job.options), born=now, due=job.due)
                    out.dest = part.to
                    parts.append(out)
            else:
                self.saw("split with a condition")
        self.held = [*parts, job]
        for one in self.held:
            one.ready = now
        self.done = True
        self.jobs += 1
        self.station.level.change(+len(parts))
        self.look()

    def lose_work(self) -> None:
        [job] = self.held
        self.phase = None
        self.jobs += 1
        self.scrapped += 1
        self.station.level.change(-1)
        self.held = []
        self.look()
        self.plant.end(job, "scrapped")

    def idle_state(self) -> str:
        return state_of_finished(self.held[0].dest) if self.done else "starved"


class SplitStation(Place):
    """Its servers, and what comes out of jobs."""

    holds_jobs = True

    def __init__(self, plant: Plant, model: Model) -> None:
        super().__init__(plant, model.name, model.most * model.servers.value)
        self.model = model
        self.time_of: Any = None
        self.parts: list[Part] = []
        self.benches: list[Bench] = []

    def act(self) -> bool:
        acted = False
        for bench in self.benches:
            if bench.held or not bench.able:
                continue
            job = self.take()
            if job is None:
                break
            self.level.change(+1)
            bench.work_on(job)
            acted = True
        return acted

    def _first(self, taker: Place) -> list[Job]:
        """The first job of each server that goes to a place and that no vehicle comes for."""
        ready = (one.held[0] for one in self.benches if one.done and not one.claimed)
        return [job for job in ready if job.dest is taker]

    def all_ready(self, taker: Place) -> list[Job]:
        return self._first(taker)

    def offer(self, taker: Place) -> Job | None:
        return min(self._first(taker), key=lambda job: job.ready, default=None)

    def waiting(self) -> list[Job]:
        ready = [one.held[0] for one in self.benches if one.done and not one.claimed]
        return sorted((job for job in ready if job.dest is self.dest or self.dest is None), key=lambda job: job.ready)

    def _holder(self, job: Job) -> Bench:
        return next(one for one in self.benches if job in one.held)

    def claim(self, job: Job) -> None:
        self._holder(job).claimed = True

    def give(self, job: Job) -> None:
        bench = self._holder(job)
        bench.held.remove(job)
        self.level.change(-1)
        bench.claimed = False
        bench.done = bool(bench.held)
        if bench.held:
            self.saw("split: the next one can leave")
        bench.look()


def build_split(plant: Any, shop: str, element: Model) -> tuple[Place, Place]:
    """A split station of the plant; what comes out is told when all lines are built."""
    station = plant.add(SplitStation(plant, element), shop)
    station.time_of = plant._time_of(element.name, element.cycle)
    count = int(element.servers.value)
    calendar = plant.calendar(element.calendar, shop, element.continuous)
    for number in range(1, count + 1):
        name = element.name if count == 1 else f"{element.name}.{number}"
        station.benches.append(Bench(plant, station, name, element, calendar))
    plant.resources += station.benches
    return station, station


def connect_split(plant: Any, shop: str, element: Model) -> None:
    """Where what comes out goes."""
    for part in element.into:
        line = plant.names.line(part.line, shop)
        first = plant.model.shops[line[0]].lines[line[1]].flow[0].name
        for amount, when in plant.quantities(part, shop):
            plant.first[element.name].parts.append(Part(plant.first[first], int(amount), when))
