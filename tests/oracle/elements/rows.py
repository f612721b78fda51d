"""Servers that hold several jobs, which leave one after another: those of batch stations and of split stations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.oracle.elements.hand import works_by_hand
from tests.oracle.elements.station import Server, Station
from tests.oracle.elements.transport import Transport
from tests.oracle.job import Condition, Job
from tests.oracle.place import Place

if TYPE_CHECKING:
    from tests.oracle.plant import Plant


class RowServer(Server):
    """A server whose ``job`` is the first to leave; ``behind`` stand the others."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.behind: list[Job] = []
        self.lost: list[Job] = []  # scrapped at the end of the work

    @property
    def row(self) -> list[Job]:
        """All its jobs."""
        return [] if self.job is None else [self.job, *self.behind]

    def keep(self, row: list[Job]) -> None:
        """These are its jobs now; without any it is free."""
        self.station.level.change(len(row) - len(self.row))
        self.claimed = False
        self.job, self.behind = (row[0], row[1:]) if row else (None, [])
        if not row:
            self.done, self.freed = False, self.clock.time

    def let_go(self) -> None:
        """The first has gone."""
        if self.behind:
            self.saw(f"the next job of a {self.word} can leave")
        self.keep(self.behind)
        self.look()

    def finish(self) -> None:
        """The work is done: what is there leaves, all but what is scrapped."""
        raise NotImplementedError

    def _take_way(self, job: Job, to: Place | None, when: Condition) -> None:
        if to is None:
            self.scrapped += 1
            self.saw(f"scrap at a {self.word}")
            self.lost.append(job)
        else:
            if to is not self.station.dest:
                self.saw(f"route of a {self.word}")
            super()._take_way(job, to, when)

    def all_ready_now(self, row: list[Job]) -> None:
        """These are ready to go on; what has been scrapped is gone."""
        for job in row:
            job.ready = self.clock.time
        self.done = True
        lost, self.lost = self.lost, []
        self.keep([job for job in row if job not in lost])
        self.look()
        for job in lost:
            self.plant.end(job, "scrapped")

    def _hand_over(self) -> None:
        """Each job waits until it is taken."""

    def lose_work(self) -> None:
        lost = self.row
        self.phase = None
        self.count(len(lost))
        self.scrapped += len(lost)
        self.keep([])
        self.look()
        for job in lost:
            self.plant.end(job, "scrapped")


class RowStation(Station):
    """A station of such servers: its level is kept."""

    holds_jobs = True

    def hold(self, most: float) -> None:
        """Room for so many jobs."""
        self.capacity = self.level.capacity = most

    def _first(self) -> list[Job]:
        """The first job of each server that is done and that no vehicle comes for, the longest ready first."""
        return Station.waiting(self)

    def offer(self, taker: Place) -> Job | None:
        return next((job for job in self._first() if job.dest is taker), None)

    def all_ready(self, taker: Place) -> list[Job]:
        return [job for job in self._first() if job.dest is taker]

    def holder(self, job: Job) -> RowServer:
        """The server that holds a job."""
        return next(one for one in self.servers if isinstance(one, RowServer) and job in one.row)

    def in_row(self, job: Job) -> list[Job]:
        """A job that is the first of its server, and those behind it that go to the same place."""
        found: list[Job] = []
        for other in self.holder(job).row:
            if other.dest is not job.dest or (found and isinstance(job.dest, Transport)):
                break
            found.append(other)
        return found


def build_rows(plant: Plant, shop: str, element: Any, station: RowStation, kinds: tuple[type, type]) -> RowStation:
    """A station with servers of the first of two kinds, or the second where it works by hand in part."""
    plant.add(station, shop)
    each = element.server_list or [None] * element.server_count
    for number, own in enumerate(each, start=1):
        name = element.name if len(each) == 1 else f"{element.name}.{number}"
        plant.server(station, shop, element, own, kinds[works_by_hand(element)], name)
    plant.resources += station.servers
    return station
