"""What vehicles are asked for: jobs from one place to the next, lots from one stock point to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.oracle.clock import INF
from tests.oracle.elements.buffer import Buffer
from tests.oracle.job import Job
from tests.oracle.place import Place

if TYPE_CHECKING:
    from taktwin.model.nouns.feed import Feed as FeedModel
    from taktwin.model.nouns.fleets.transport import Transport as TransportModel
    from tests.oracle.elements.fleet import Fleet
    from tests.oracle.elements.stock import Stock
    from tests.oracle.plant import Plant


def run_seconds(model: TransportModel | FeedModel, fleet: Fleet) -> tuple[float, float]:
    """Empty and loaded run; on a guide path they take what they take."""
    if model.distance is None or model.empty is None:
        return INF, INF
    speed = fleet.model.speed.value
    return model.empty.value / speed, model.distance.value / speed


@dataclass(eq=False)
class JobTrip:
    """One trip with one job."""

    transport: Transport
    giver: Place
    job: Job
    empty_s: float
    loaded_s: float

    def load(self, vehicle: str) -> None:
        if isinstance(self.giver, Buffer):
            self.job = self.giver.next_one()  # while the vehicle came, another may have become the next
            self.giver.claimed -= 1
        self.transport.saw(f"transport from a {type(self.giver).__name__.lower()}")
        self.giver.give(self.job)
        self.giver.left_by(self.job)
        self.transport.enter(self.job)

    def unload(self, vehicle: str) -> None:
        self.job.ready = self.transport.clock.time
        self.job.dest = self.transport.dest
        self.transport.arrived.append(self.job)


class Transport(Place):
    """Places at the far end of a trip; jobs on the way count as well."""

    holds_jobs = True

    def __init__(self, plant: Plant, model: TransportModel) -> None:
        super().__init__(plant, model.name, model.capacity.value)
        self.fleet = plant.fleets[model.fleet]
        self.empty_s, self.loaded_s = run_seconds(model, self.fleet)
        self.from_point, self.to_point = model.from_point or "", model.to_point or ""
        self.priority = model.priority.value
        self.arrived: list[Job] = []
        self.requests = 0

    def act(self) -> bool:
        acted = False
        while self.level.value + self.requests < self.capacity and self._ready() > self.requests:
            self.fleet.ask(self)
            acted = True
        return acted

    def _ready(self) -> int:
        """Jobs that wait for a vehicle."""
        return sum(1 for giver in self.givers for job in giver.waiting() if job.dest is self)

    def task(self) -> JobTrip:
        """The job that has been ready longest now."""
        found = self.find()
        assert found is not None
        giver, job = found
        giver.claim(job)
        self.level.change(+1)
        return JobTrip(self, giver, job, self.empty_s, self.loaded_s)

    def offer(self, taker: Place) -> Job | None:
        return self.arrived[0] if self.arrived else None

    def give(self, job: Job) -> None:
        self.arrived.remove(job)
        self.level.change(-1)

    def waiting(self) -> list[Job]:
        return list(self.arrived)


@dataclass(eq=False)
class LotTrip:
    """One trip with one lot."""

    feed: Feed
    empty_s: float
    loaded_s: float

    def load(self, vehicle: str) -> None:
        feed = self.feed
        feed.giver.reserved -= feed.lot
        feed.giver.draw(feed.lot, vehicle)
        feed.saw("feed")

    def unload(self, vehicle: str) -> None:
        feed = self.feed
        feed.taker.on_way -= feed.lot
        feed.taker.put(feed.lot, vehicle)


class Feed:
    """Calls lots whenever its target is low."""

    def __init__(self, plant: Plant, name: str) -> None:
        model = plant.model.feeds[name]
        self.name = name
        self.saw = plant.ledger.saw
        self.fleet = plant.fleets[model.fleet]
        self.giver: Stock = plant.stocks[model.from_]
        self.taker: Stock = plant.stocks[model.to]
        self.lot, self.reorder = model.lot.value, model.reorder.value
        self.empty_s, self.loaded_s = run_seconds(model, self.fleet)
        self.from_point, self.to_point = model.from_point or "", model.to_point or ""
        self.priority = model.priority.value
        self.requests = 0

    def act(self) -> bool:
        acted = False
        while self._wants_a_lot():
            self.taker.on_way += self.lot
            self.giver.reserved += self.lot
            self.fleet.ask(self)
            acted = True
        return acted

    def _wants_a_lot(self) -> bool:
        there = self.taker.level.value + self.taker.dock + self.taker.on_way
        return there <= self.reorder and there + self.lot <= self.taker.capacity and self.giver.free >= self.lot

    def task(self) -> LotTrip:
        """A lot that has been called."""
        return LotTrip(self, self.empty_s, self.loaded_s)
