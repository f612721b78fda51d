"""Fleets: vehicles, and who waits for one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from taktwin.kernel.base import state as k
from taktwin.model.nouns.failure import FailureMode
from tests.oracle.draws import Draw
from tests.oracle.resource import WORK, Resource

if TYPE_CHECKING:
    from tests.oracle.calendar import ShiftCalendar
    from tests.oracle.plant import Plant


class Task(Protocol):
    """A trip for somebody: a job of a transport, a lot of a feed."""

    empty_s: float
    loaded_s: float

    def load(self, vehicle: str) -> None:
        """The vehicle takes the load."""

    def unload(self, vehicle: str) -> None:
        """The vehicle has brought the load."""


class Client(Protocol):
    """Who asks for vehicles; ``requests`` have not been served yet."""

    requests: int
    from_point: str  # on a guide path: where the vehicle loads
    to_point: str
    priority: float

    def task(self) -> Task:
        """What the vehicle that comes shall do."""
        ...


class Vehicle(Resource):
    """A vehicle: an empty run with loading, a loaded run with unloading."""

    word = "vehicle"

    def __init__(
        self,
        plant: Plant,
        fleet: Fleet,
        name: str,
        failures: list[str | FailureMode],
        calendar: ShiftCalendar | None,
    ) -> None:
        super().__init__(plant, name, failures, calendar)
        self.fleet = fleet
        self.loading: Draw = self.draws.times(fleet.model.load, k.P_TRIP)
        self.unloading: Draw = self.draws.times(fleet.model.unload, k.P_TRIP)
        self.task: Task | None = None
        self.loaded = False
        self.legs = 0
        self.freed = 0.0

    @property
    def idle(self) -> bool:
        """Up, on shift and without a task."""
        return self.able and self.task is None

    def set_out(self, task: Task) -> None:
        """Begin the empty run."""
        self.task, self.loaded = task, False
        self.legs += 1
        self.begin(WORK, task.empty_s + self.loading(self.legs - 1))

    def end_of_phase(self, phase: str | None) -> None:
        task = self.task
        assert task is not None
        if not self.loaded:
            self.loaded = True
            task.load(self.name)
            self.legs += 1
            self.begin(WORK, task.loaded_s + self.unloading(self.legs - 1))
            return
        self.task = None
        self.freed = self.clock.time
        self.count()
        task.unload(self.name)
        self.look()
        self.back()

    def back(self) -> None:
        self.fleet.serve(self)


class Fleet:
    """Serves requests, first come, first served, each client having one place in the queue."""

    def __init__(self, plant: Plant, name: str) -> None:
        self.name = name
        self.model = plant.model.fleets[name]
        self.vehicles: list[Vehicle] = []
        self.queue: deque[Client] = deque()
        self.own_dispatch: Callable[..., float] | None = None

    def ask(self, client: Client) -> None:
        """One more trip for a client: now if a vehicle is idle, else in turn."""
        idle = [one for one in self.vehicles if one.idle]
        vehicle = self.of_rule(client, idle) if self.own_dispatch is not None else next(iter(idle), None)
        if vehicle is not None and not self.queue:
            vehicle.set_out(client.task())
            return
        client.requests += 1
        vehicle = self.vehicles[0]
        vehicle.saw("wait for a vehicle")
        if client.requests == 1:
            self.queue.append(client)

    def serve(self, vehicle: Vehicle) -> None:
        """A vehicle may have become free: send it to the first in the queue, who goes to its end if more is wanted."""
        if not self.queue or not vehicle.idle:
            return
        client = self.queue[0] if self.own_dispatch is None else self.request_of_rule(vehicle)
        self.queue.remove(client)
        client.requests -= 1
        if client.requests:
            vehicle.saw("transport asks again")
            self.queue.append(client)
        vehicle.set_out(client.task())

    def of_rule(self, client: Client, idle: list[Vehicle]) -> Vehicle | None:
        """The idle vehicle that a rule of one's own gives to a request; nobody is asked while others wait."""
        if self.queue:
            return None
        rated = [self.own_dispatch(None, (one, client), position=0) for one in idle]  # type: ignore[misc]
        return idle[rated.index(min(rated))] if idle else None

    def request_of_rule(self, vehicle: Vehicle) -> Client:
        """The request that a rule of one's own gives to a vehicle."""
        rated = [self.own_dispatch(None, (vehicle, one), position=at) for at, one in enumerate(self.queue)]  # type: ignore[misc]
        return self.queue[rated.index(min(rated))]
