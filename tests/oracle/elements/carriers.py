"""Carriers: a pool at its take-up, the way back, and who has one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from taktwin.kernel.base import state as k
from tests.oracle.clock import INF
from tests.oracle.draws import Draws
from tests.oracle.ledger import Level

if TYPE_CHECKING:
    from tests.oracle.job import Job
    from tests.oracle.place import Place
    from tests.oracle.plant import Plant


@dataclass(eq=False)
class Carrier:
    """One of a pool; ``trips`` since it was cleaned."""

    trips: int
    back: float = 0.0


@dataclass(eq=False)
class Pool:
    """``there`` can be taken, those ``away`` are on the way back, ``held`` are with jobs."""

    plant: Plant
    name: str
    due: float = INF
    away: list[Carrier] = field(default_factory=list)
    held: dict[Job, Carrier] = field(default_factory=dict)
    taken: int = 0

    def __post_init__(self) -> None:
        self.model = self.plant.model.carriers[self.name]
        count, cleaning = int(self.model.count.value), self.model.cleaning
        self.every = int(cleaning.every.value) if cleaning is not None else 0
        self.there = [Carrier(number * self.every // count) for number in range(count)]
        draws = Draws(self.name, self.plant.seed)
        self.way = draws.times(self.model.return_, k.P_TRIP)
        self.clean = draws.times(cleaning.time if cleaning is not None else None, k.P_SETUP)
        self.returns = self.cleanings = 0
        self.saw = self.plant.ledger.saw
        clock = self.plant.clock
        self.level, self.level_away = Level(clock, float(count), float(count)), Level(clock, 0.0, INF)

    def needs(self, job: Job, place: Place) -> bool:
        """Whether a job has to take one."""
        return job not in self.held and job.fulfils(self.model.when, place)

    def take(self, job: Job) -> None:
        """The one that has been there longest."""
        carrier = self.held[job] = self.there.pop(0)
        carrier.trips += 1
        self.taken += 1
        self.level.change(-1)
        self.saw("carrier taken, with a condition" if self.model.when else "carrier taken")

    def hold_at_start(self, job: Job) -> None:
        """A job that stands on its way when the plant starts has one."""
        self.held[job] = self.there.pop(0)
        count = float(len(self.there))
        self.level = Level(self.plant.clock, count, self.level.capacity)
        self.saw("carrier with a job at the start")

    def give(self, job: Job) -> None:
        """The job needs it no more."""
        carrier = self.held.pop(job, None)
        if carrier is None:
            return
        self.returns += 1
        seconds = self.way(self.returns - 1)
        if self.every and carrier.trips >= self.every:
            carrier.trips = 0
            self.cleanings += 1
            seconds += self.clean(self.cleanings - 1)
            self.saw("carrier cleaned")
        if seconds <= 0.0:
            self.saw("carrier back at once")
            self._back(carrier)
            return
        carrier.back = self.plant.clock.time + seconds
        if any(other.back > carrier.back for other in self.away):
            self.saw("carrier overtakes")
        self.away.append(carrier)
        self.away.sort(key=lambda one: one.back)
        self.level_away.change(+1)
        self.due = self.away[0].back

    def happen(self) -> None:
        """Carriers come back."""
        while self.away and self.away[0].back <= self.plant.clock.time:
            self.level_away.change(-1)
            self._back(self.away.pop(0))
        self.due = self.away[0].back if self.away else INF

    def _back(self, carrier: Carrier) -> None:
        self.there.append(carrier)
        self.level.change(+1)


def connect(plant: Plant) -> None:
    """Tell the places which carriers jobs take and give there."""
    for name, model in plant.model.carriers.items():
        pool = plant.pools[name] = Pool(plant, name)
        for span in model.all_spans:
            if pool not in plant.first[span.from_].takes:
                plant.first[span.from_].takes.append(pool)
            if pool not in plant.last[span.to].gives:
                plant.last[span.to].gives.append(pool)
