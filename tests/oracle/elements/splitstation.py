"""Split stations: others come out of a job at the end of its work, and leave before it, one after another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from taktwin.model.nouns.batches.splitstation import SplitStation as Model
from tests.oracle.elements.hand import HandServer
from tests.oracle.elements.rows import RowServer, RowStation, build_rows
from tests.oracle.job import Condition, Job
from tests.oracle.place import Place

if TYPE_CHECKING:
    from tests.oracle.plant import Plant


@dataclass
class Part:
    """So many jobs that go to a place."""

    to: Place
    quantity: int
    when: Condition


class Bench(RowServer):
    """One of the servers: it has a job, later what has come out of it as well."""

    word = "split station"
    station: SplitStation

    def finish(self) -> None:
        job = self.job
        assert job is not None
        parts: list[Job] = []
        for part in self.station.parts:
            if job.fulfils(part.when, self.station):
                for _ in range(part.quantity):
                    out = Job(job.order, dict(job.options), born=self.clock.time, due=job.due, caller=job.owner)
                    out.dest = part.to
                    parts.append(out)
            else:
                self.saw("split with a condition")
        self.count()
        job.dest = self.station.dest
        self._route(job)
        self.all_ready_now([*parts, job])


class HandBench(Bench, HandServer):
    """One that works by hand in part."""


class SplitStation(RowStation):
    """Its servers, and what comes out of jobs."""

    kind = "split station"

    def __init__(self, plant: Plant, model: Model) -> None:
        super().__init__(plant, model.name, plant.work(model))
        self.parts: list[Part] = []
        self.hold(model.most * model.server_count)


def build_split(plant: Any, shop: str, element: Model) -> tuple[Place, Place]:
    """A split station of the plant; what comes out is told when all lines are built."""
    station = build_rows(plant, shop, element, SplitStation(plant, element), (Bench, HandBench))
    return station, station


def connect_split(plant: Any, shop: str, element: Model) -> None:
    """Where what comes out goes."""
    for part in element.into:
        line = plant.names.line(part.line, shop)
        first = plant.model.shops[line[0]].lines[line[1]].flow[0].name
        for amount, when in plant.quantities(part, shop):
            plant.first[element.name].parts.append(Part(plant.first[first], int(amount), when))
