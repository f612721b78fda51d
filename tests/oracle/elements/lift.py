"""Lifts: one carriage that fetches jobs at inlets and lets them out elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taktwin.kernel.base import state as k
from taktwin.model.nouns.lifts.lift import Lift as Model
from tests.oracle.books.powers import put_meter
from tests.oracle.elements.buffer import Buffer
from tests.oracle.elements.station import Route, state_of_finished
from tests.oracle.job import Job
from tests.oracle.place import Place
from tests.oracle.resource import WORK, Resource

if TYPE_CHECKING:
    from tests.oracle.plant import Plant


class Carriage(Resource):
    """The resource of a lift."""

    word = "lift"

    def __init__(self, plant: Plant, lift: Lift, model: Model, calendar: Any) -> None:
        super().__init__(plant, model.name, model.failures, calendar)
        self.lift, self.model = lift, model
        self.level = 0.0
        self.fetched: tuple[Place, Job] | None = None  # where it goes empty, and for which job
        self.job: Job | None = None
        self.done = self.claimed = False
        self.rides = 0
        self.load = self.draws.times(model.load, k.P_TRIP) if model.load is not None else None
        self.unload = self.draws.times(model.unload, k.P_TRIP) if model.unload is not None else None

    @property
    def idle(self) -> bool:
        """Able to do something, and not at it."""
        return self.able and self.phase is None and self.job is None

    def _seconds_to(self, level: float) -> float:
        return abs(level - self.level) * (1.0 / self.model.speed.value)

    def fetch(self, giver: Place, job: Job) -> None:
        """Go empty to the inlet of a job."""
        giver.claim(job)
        self.fetched = giver, job
        way = self._seconds_to(self.lift.inlet(giver))
        if way > 0.0:
            self.saw("lift goes empty to an inlet")
        self.begin(WORK, way)

    def take_in(self) -> None:
        """Take the job in and go to its outlet."""
        assert self.fetched is not None
        giver, job = self.fetched
        self.fetched = None
        if isinstance(giver, Buffer):
            job = giver.next_one()  # another may have become the next meanwhile
            giver.claimed -= 1
        giver.give(job)
        giver.left_by(job)
        self.lift.enter(job)
        self.lift.level.change(+1)
        self.rides += 1
        self.job = job
        job.dest, level = self._outlet(job)
        seconds = 0.0
        if self.load is not None:
            seconds += self.load(2 * self.rides - 2)
        if self.unload is not None:
            seconds += self.unload(2 * self.rides - 1)
        way = self._seconds_to(level)
        self.level = level
        self.saw("ride of a lift")
        self.begin(WORK, seconds + way)

    def _outlet(self, job: Job) -> tuple[Place | None, float]:
        along = self.lift.dest, self.model.outlet.value
        if not self.lift.routes:
            return along
        u, total = self.draws.unit(k.P_ROUTE, self.rides), 0.0
        for route, level in self.lift.routes:
            if job.fulfils(route.when, self.lift):
                total += route.share
                if u < total:
                    self.saw("lift lets out at another level")
                    return route.to, level
        return along

    def end_of_phase(self, phase: str | None) -> None:
        if self.fetched is not None:
            self.level = self.lift.inlet(self.fetched[0])
            self.plan()  # it takes the job in when all that ends now has ended
            return
        assert self.job is not None
        self.count()
        self.done = True
        self.job.ready = self.clock.time
        if self.job.dest is not self.lift.dest:
            self.rerouted += 1
        self.look()

    def let_go(self) -> None:
        """The job is gone."""
        self.job, self.done, self.claimed = None, False, False
        self.look()

    def idle_state(self) -> str:
        return "starved" if self.job is None else state_of_finished(self.job.dest)


class Lift(Place):
    """Its inlets and outlets."""

    def __init__(self, plant: Plant, model: Model) -> None:
        super().__init__(plant, model.name, 1)
        self.model = model
        self.routes: list[tuple[Route, float]] = []
        self.carriage: Carriage = None  # type: ignore[assignment]

    def inlet(self, giver: Place) -> float:
        """Level at which a place leads here."""
        shop, line = self.plant.line_of[giver]
        names = (self.plant.element_of.get(giver, giver.name), line, f"{shop}.{line}")
        return next((self.model.inlets[name].value for name in names if name in self.model.inlets), 0.0)

    def act(self) -> bool:
        if not self.carriage.idle:
            return False
        if self.carriage.fetched is not None:
            self.carriage.take_in()
            return True
        found = self.find() if self.model.rule == "oldest" else self._nearest()
        if found is None:
            return False
        self.carriage.fetch(*found)
        return True

    def _nearest(self) -> tuple[Place, Job] | None:
        ready = [(giver, job) for giver in self.givers if (job := giver.offer(self)) is not None]
        if len({abs(self.inlet(giver) - self.carriage.level) for giver, _ in ready}) > 1:
            self.saw("lift fetches at the nearest inlet")
        key = lambda one: (abs(self.inlet(one[0]) - self.carriage.level), one[1].ready)  # noqa: E731
        return min(ready, key=key, default=None)

    def _ready(self) -> list[Job]:
        one = self.carriage
        return [one.job] if one.done and not one.claimed and one.job is not None else []

    def offer(self, taker: Place) -> Job | None:
        return next((job for job in self._ready() if job.dest is taker), None)

    def waiting(self) -> list[Job]:
        return self._ready()

    def joinable(self, job: Job) -> list[Job]:
        return [one for one in self._ready() if one.dest is self.dest]

    def claim(self, job: Job) -> None:
        self.carriage.claimed = True

    def give(self, job: Job) -> None:
        self.level.change(-1)
        self.carriage.let_go()


def build_lift(plant: Any, shop: str, element: Model) -> tuple[Place, Place]:
    """A lift of the plant; its outlets are told when all lines are built."""
    lift = plant.add(Lift(plant, element), shop)
    lift.carriage = Carriage(plant, lift, element, plant.calendar(element.calendar, shop, element.continuous))
    put_meter(plant, lift.carriage, shop, element)
    plant.resources.append(lift.carriage)
    return lift, lift
