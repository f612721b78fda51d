"""Batch stations: several jobs at once, taken together from the buffers before, passed on one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taktwin.model.nouns.batches.batchstation import BatchStation as Model
from tests.oracle.clock import INF
from tests.oracle.elements.buffer import Buffer
from tests.oracle.elements.hand import HandServer
from tests.oracle.elements.rows import RowServer, RowStation, build_rows
from tests.oracle.elements.station import lacking_parts
from tests.oracle.job import Job
from tests.oracle.place import Place

if TYPE_CHECKING:
    from tests.oracle.plant import Plant

Sort = tuple[str, ...]


class Chamber(RowServer):
    """One of the servers: it has a batch, or none."""

    word = "batch station"
    station: BatchStation

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.closes = INF  # when the first job that waits has waited long enough

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

    def try_to_start(self) -> bool:
        """Begin if the parts for all jobs are there: each draws its own."""
        batch = self.row
        needs = [(need, job) for need in self.station.work.needs for job in batch]
        missing = lacking_parts([need for need, job in needs if job.fulfils(need.when, self.station)])
        if missing:
            self.saw("batch waits for parts")
            self.blame([*missing])
            return False
        for job in batch:
            for need in self.station.work.needs:
                if job.fulfils(need.when, self.station):
                    self.saw("batch: use of parts")
                    need.stock.draw(need.quantity, job)
        self._begin_with_setup(batch[0])
        self.cause = None
        return True

    def finish(self) -> None:
        batch = self.row
        for job in batch:
            self.count()
            job.dest = self.station.dest
            self._route(job)
        self.all_ready_now(batch)

    @property
    def routed(self) -> int:
        """Each job has a route of its own."""
        return self.jobs


class HandChamber(Chamber, HandServer):
    """One that works by hand in part."""


class BatchStation(RowStation):
    """Its servers, and what is known of its batches."""

    kind = "batch station"

    def __init__(self, plant: Plant, model: Model) -> None:
        super().__init__(plant, model.name, plant.work(model))
        self.model = model
        self.most, self.enough = int(model.most.value), model.begins_with
        self.longest = INF if model.wait is None else model.wait.value
        self.sort: Sort | None = None  # of the batch that is being taken
        self.hold(model.most.value * model.servers.value)

    @property
    def chambers(self) -> list[Chamber]:
        """Its servers."""
        return [one for one in self.servers if isinstance(one, Chamber)]

    def sort_of(self, job: Job) -> Sort:
        """What all jobs of a batch have in common."""
        return tuple(job.options[option] for option in self.model.same)

    def in_batch(self, jobs: int, waited: bool) -> int:
        """How many of the jobs that are there go in."""
        return jobs

    def in_order(self, batch: list[Job]) -> list[Job]:
        """The jobs of a batch in the order in which they leave."""
        return batch

    # --- as a taker

    @property
    def picky(self) -> bool:
        return bool(self.model.same) or super().picky

    def wants(self, job: Job) -> bool:
        return self.sort_of(job) == self.sort and super().wants(job)

    def act(self) -> bool:
        acted = False
        for chamber in self.chambers:
            if chamber.able and chamber.waits_for_start():
                acted |= chamber.try_to_start()
        for chamber in self.chambers:
            if not chamber.free:
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
                best = first, sort, self.in_batch(min(len(jobs), self.most), first + self.longest <= now)
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
        batch = self.in_order(batch)
        if self.model.same:
            self.saw("batch: jobs that are alike")
        chamber.keep(batch)
        chamber.try_to_start()

    # --- as a giver

    def waiting(self) -> list[Job]:
        return [one for job in super().waiting() for one in self.in_row(job)]


def build_batches(plant: Any, shop: str, element: Model) -> tuple[Place, Place]:
    """A batch station of the plant."""
    station = build_rows(plant, shop, element, BatchStation(plant, element), (Chamber, HandChamber))
    return station, station
