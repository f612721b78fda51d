"""Fleets on guide paths: how long their vehicles drive, and the rule by which requests and vehicles find each other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tests.oracle.elements.fleet import Client, Fleet
from tests.oracle.paths.ways import drive_seconds

if TYPE_CHECKING:
    from tests.oracle.paths.guided import GuidedVehicle
    from tests.oracle.paths.guidepath import GuidePath, Stop
    from tests.oracle.plant import Plant


class GuidedFleet(Fleet):
    """Vehicles on a guide path, and the rule by which requests and vehicles find each other."""

    path: GuidePath

    def __init__(self, plant: Plant, name: str) -> None:
        super().__init__(plant, name)
        model = self.model
        self.guided: list[GuidedVehicle] = []
        self.rule = model.dispatch
        up = model.acceleration.value if model.acceleration is not None else math.inf
        down = model.deceleration.value if model.deceleration is not None else up
        self.pull = up, down
        self.cross_s = model.length.value / model.speed.value
        self.start_s = drive_seconds(model.length.value, model.speed.value, up, down, True, False)

    def seconds(self, piece: int, from_rest: bool, to_rest: bool) -> float:
        """Time of its vehicles for a piece of way."""
        edge = self.path.pieces[piece]
        return drive_seconds(edge.length, min(self.model.speed.value, edge.speed), *self.pull, from_rest, to_rest)

    def stop(self, point: str | None) -> Stop:
        """The station at a point."""
        return next(stop for stop in self.path.stops if stop.kind == "station" and stop.point == point)

    def ask(self, client: Client) -> None:
        """One more trip for a client: now if a vehicle is idle, else in turn."""
        vehicle = None if self.queue else self._vehicle_for(client)
        if vehicle is not None:
            vehicle.take_up(client)
            return
        client.requests += 1
        self.guided[0].saw("wait for a vehicle")
        if client.requests == 1:
            self.queue.append(client)

    def _vehicle_for(self, client: Client) -> GuidedVehicle | None:
        for vehicle in self.guided:
            if vehicle.idle and vehicle.battery is not None and vehicle.battery.is_low():
                vehicle.charge(must=True)
        idle = [vehicle for vehicle in self.guided if vehicle.idle]
        if self.own_dispatch is not None:
            return self.of_rule(client, idle)  # type: ignore[arg-type, return-value]
        if len(idle) > 1:
            self.guided[0].saw(f"dispatch by {self.rule}: a vehicle")

        def worth(vehicle: GuidedVehicle) -> float:
            if self.rule == "least_loaded":
                return vehicle.taken
            if self.rule == "oldest":
                return vehicle.idle_since
            return vehicle.seconds_to(client.from_point)

        return min(idle, key=worth, default=None)

    def next_client(self, vehicle: GuidedVehicle) -> Client | None:
        """The request that suits the vehicle best, taken out of the queue."""
        if len(self.queue) > 1:
            vehicle.saw(f"dispatch by {self.rule}: a request")

        def worth(client: Client) -> float:
            if self.rule == "nearest":
                return vehicle.seconds_to(client.from_point)
            return -client.priority if self.rule == "priority" else 0.0

        client = min(self.queue, key=worth, default=None)
        if self.own_dispatch is not None and self.queue:
            client = self.request_of_rule(vehicle)
        if client is not None:
            self.queue.remove(client)
            client.requests -= 1
            if client.requests:
                self.queue.append(client)
        return client
