"""Deliveries: batch stations whose servers drive away with whole racks and come back empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taktwin.kernel.base import state as k
from taktwin.model.nouns.batches.delivery import Delivery as Model
from tests.oracle.clock import INF
from tests.oracle.elements.batchstation import BatchStation, Chamber, HandChamber
from tests.oracle.elements.rows import build_rows
from tests.oracle.job import Job
from tests.oracle.place import Place
from tests.oracle.resource import WORK

if TYPE_CHECKING:
    from tests.oracle.plant import Plant

BACK = "back"


class Visit:
    """A truck at a dock: since when, for how long it is unloaded, and until when."""

    def __init__(self, truck: Truck, seconds: float) -> None:
        self.truck = truck
        self.came, self.unload, self.ends = truck.clock.time, seconds, INF

    def begin(self, now: float) -> None:
        """It is at a door."""
        self.ends = now + self.unload
        self.truck.note("door")
        self.truck.look()


class Truck(Chamber):
    """Has jobs, or is on its way back, or waits for jobs; with a dock its jobs are ready when they are unloaded."""

    word = "delivery"
    station: Delivery
    visit: Visit | None = None

    @property
    def ends_trips(self) -> bool:  # type: ignore[override]
        """It ends a trip after its shift."""
        return self.station.model.finish

    @property
    def in_hand(self) -> bool:
        return self.visit is not None or super().in_hand

    def finish(self) -> None:
        super().finish()
        if self.job is not None and self.station.dock is not None:
            self.saw("truck of a delivery at a dock")
            self.done = False
            model = self.station.model
            seconds = self._time("door", model.unload, k.P_TRIP, 2 * self.works - 1) if model.unload else 0.0
            self.visit = Visit(self, seconds)
            self.note("gate")
            self.station.dock.come(self.visit)
            if self.visit.ends == INF:
                self.saw("truck of a delivery in the yard")
            self.look()

    def note(self, what: str) -> None:
        """Tell where it is at its dock."""
        assert self.job is not None
        self.plant.ledger.note("dock", self.name, what, self.job.order)

    def waits_for_start(self) -> bool:
        return self.visit is None and super().waits_for_start()

    def idle_state(self) -> str:
        if self.visit is None:
            return super().idle_state()
        return "blocked" if self.visit.ends == INF else WORK

    def plan(self) -> None:
        super().plan()
        if self.visit is not None:
            self.due = min(self.due, self.visit.ends)

    def happen(self) -> None:
        if self.station.dock is not None and self.station.dock.go_on():
            return  # see `lane`
        if self.visit is None or self.visit.ends > self.clock.time:
            super().happen()
            return
        self.note("unloaded")
        self.visit, self.done = None, True
        for job in self.row:
            job.ready = self.clock.time
        self.look()
        assert self.station.dock is not None
        self.station.dock.go_on()

    @property
    def free(self) -> bool:
        return super().free and self.phase is None

    def keep(self, row: list[Job]) -> None:
        had = self.job is not None
        super().keep(row)
        if had and not row:
            self.saw("delivery: the way back")
            self.begin(BACK, self._time(BACK, self.station.model.way_back, k.P_BACK, self.works))

    def find_state(self) -> str:
        state = super().find_state()
        return WORK if state == BACK else state

    def is_last(self, phase: str | None) -> bool:
        return phase == BACK

    def close(self) -> None:
        if self.job is None:
            super().close()

    def _strikes(self) -> list[float]:
        """Until it drives back the work goes on, for what waits for its end."""
        now, runs = self.clock.time, self.runs or self.done or self.visit is not None
        return [mode.strikes_at(now, self.began, self.operated, self.operates, runs) for mode in self.modes]

    def end_of_phase(self, phase: str | None) -> None:
        if phase == BACK:
            self.freed = self.clock.time
            self.look()
        else:
            super().end_of_phase(phase)


class HandTruck(Truck, HandChamber):
    """One that is loaded or unloaded; at a dock the doors unload."""

    def handle(self, element: Any) -> None:
        super().handle(element)
        if element.dock is not None:
            self.unload = None


class Delivery(BatchStation):
    """Its trucks."""

    kind = "delivery"
    model: Any

    def __init__(self, plant: Plant, model: Model) -> None:
        super().__init__(plant, model)  # type: ignore[arg-type]
        self.rack = int(model.rack.value)
        self.dock = plant.docks[model.dock] if model.dock is not None else None

    def in_batch(self, jobs: int, waited: bool) -> int:
        """Whole racks, unless one has waited long enough."""
        if waited or jobs % self.rack == 0:
            return jobs
        self.saw("delivery: jobs of a rack that is not full stay")
        return jobs - jobs % self.rack

    def in_order(self, batch: list[Job]) -> list[Job]:
        """As they leave the truck."""
        racks = [batch[at : at + self.rack] for at in range(0, len(batch), self.rack)]
        if self.model.reverse and len(racks) > 1:
            self.saw("delivery: racks leave in reverse order")
            racks.reverse()
        return [job for rack in racks for job in rack]


def build_delivery(plant: Any, shop: str, element: Model) -> tuple[Place, Place]:
    """A delivery of the plant."""
    station = build_rows(plant, shop, element, Delivery(plant, element), (Truck, HandTruck))
    return station, station
