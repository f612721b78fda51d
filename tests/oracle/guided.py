"""Vehicles on a guide path: what they do, one thing after the other, and which request they take."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from taktwin.model.failure import FailureMode
from tests.oracle.battery import Battery
from tests.oracle.fleet import Client, Fleet, Vehicle
from tests.oracle.resource import SETUP, WORK
from tests.oracle.ways import Way, drive_seconds

if TYPE_CHECKING:
    from tests.oracle.calendar import ShiftCalendar
    from tests.oracle.guidepath import GuidePath, Stop, Zone
    from tests.oracle.plant import Plant


class GuidedVehicle(Vehicle):
    """``at``: the stop where it stands; ``goal``: the stop to which it drives or will drive, a place is reserved there;
    ``wish``: the stop for whose place it waits; ``ahead``: the zones to come, each with the point before it."""

    fleet: GuidedFleet

    def __init__(
        self,
        plant: Plant,
        fleet: GuidedFleet,
        name: str,
        failures: list[str | FailureMode],
        calendar: ShiftCalendar | None,
    ) -> None:
        super().__init__(plant, fleet, name, failures, calendar)
        self.battery = Battery(plant.clock, fleet.model.battery) if fleet.model.battery is not None else None
        self.client: Client | None = None
        self.doing: str | None = None  # drive, load, unload, charge
        self.errand = ""  # load, unload, charge, top up, park
        self.at: Stop | None = None
        self.goal: Stop | None = None
        self.wish: Stop | None = None
        self.then: Stop | None = None  # a place that it has got on its way to a parking place
        self.later: Stop | None = None  # where it will ask for a place when it has parked
        self.zone: Zone | None = None
        self.ahead: list[tuple[Zone, str]] = []
        self.asked: float | None = None  # since when it waits for a zone
        self.behind_another = False  # it stands at the end of its zone, behind another vehicle
        self.rests = True  # it will start from rest
        self.idle_since = self.wished = 0.0
        self.taken = 0  # tasks
        self.metres = {False: 0.0, True: 0.0}  # by whether it is loaded
        self.driven = {False: 0.0, True: 0.0}  # planned seconds
        self.handled = self.waited = 0.0

    @property
    def path(self) -> GuidePath:
        """The guide path on which it runs."""
        return self.fleet.path

    # --- states

    @property
    def idle(self) -> bool:
        """It could take a task now."""
        if not self.able or self.task is not None or self.at is None or self.goal or self.wish:
            return False
        return self.phase is None or (self.phase == SETUP and self._can_be_called_away())

    def _can_be_called_away(self) -> bool:
        assert self.battery is not None
        return self.battery.policy == "opportunity" and self.errand == "top up" and not self.battery.is_low()

    @property
    def only_stands(self) -> bool:
        """It stands in a place that another one may want: idle, or waiting for a place elsewhere."""
        if self.at is None or self.goal or not self.able or self.at.kind == "parking" or self.phase is not None:
            return False
        return self.wish is not None or self.task is None

    @property
    def stands_in_the_way(self) -> bool:
        """Somebody waits for its place (if it is loaded, somebody loaded)."""
        return self.only_stands and self.at is not None and any(one.loaded or not self.loaded for one in self.at.queue)

    def idle_state(self) -> str:
        return "blocked" if self.asked is not None or self.wish or self.behind_another else "starved"

    def look(self) -> None:
        super().look()
        if self.battery is not None:
            self.battery.draw(self.doing if self.runs else None)

    def do(self, doing: str, seconds: float) -> None:
        """Begin to drive, load, unload or charge."""
        self.doing = doing
        if doing == "drive":
            self.driven[self.loaded] += seconds
        elif doing != "charge":
            self.handled += seconds
        self.begin(SETUP if doing == "charge" else WORK, seconds)

    def stand(self) -> None:
        """It has to wait."""
        self.rests = True
        self.look()

    # --- driving

    def drive_off(self) -> None:
        """Leave the stop for the goal, by the way that promises to take least time now."""
        assert self.at is not None
        assert self.goal is not None
        self.rests = True
        ways = self.path.ways[self.at.point, self.goal.point]
        costs = [self._cost(way) for way in ways]
        if costs.index(min(costs)) > 0:
            self.saw("guide path: another way than the quickest")
        zones = self.path.zones
        self.ahead = [(zones[piece], point) for piece, point in ways[costs.index(min(costs))]]
        if self.ahead:
            self._ask_for_zone()
            return
        self.saw("guide path: another stop at the same point")
        begin = self._from_stop(self.goal.point)
        self.do("drive", begin - self.clock.time + self.fleet.start_s)

    def _cost(self, way: Way) -> float:
        cost = 0.0
        for piece, _ in way:
            zone = self.path.zones[piece]
            cost += self.fleet.seconds(piece, False, False) * (1.0 + len(zone.vehicles) / zone.room)
        return cost

    def _from_stop(self, point: str) -> float:
        """Leave the stop over a point; when it begins to cross it."""
        stop = self.at
        assert stop is not None
        begin = self.path.cross(self, point)
        self.at = None
        self.path.leave(stop)
        return begin

    def _ask_for_zone(self) -> None:
        self.asked = self.clock.time
        cluster = self.ahead[0][0].cluster
        cluster.asking.append(self)
        self.path.look_again(cluster)

    def enter(self) -> None:
        """Go on into the next zone."""
        zone, point = self.ahead.pop(0)
        self.asked = None
        if self.zone is None:
            begin = self._from_stop(point)
        else:
            begin = self.path.cross(self, point)
            self._from_zone(begin)
        zone.vehicles.append(self)
        self.zone = zone
        self.metres[self.loaded] += zone.piece.length
        seconds = self.fleet.seconds(zone.number - self.path.zones[0].number, self.rests, not self.ahead)
        self.rests = False
        self.do("drive", begin - self.clock.time + seconds)

    def _from_zone(self, begin: float) -> None:
        """Leave the zone; who stands behind moves up as soon as this one has begun to cross the point."""
        zone = self.zone
        assert zone is not None
        assert zone.vehicles[0] is self
        zone.vehicles.pop(0)
        self.zone = None
        self.path.look_again(zone.cluster)
        if zone.vehicles and zone.vehicles[0].behind_another:
            zone.vehicles[0].move_up(begin)

    def move_up(self, begin: float) -> None:
        """The one in front has left."""
        self.saw("guide path: vehicle moves up")
        self.behind_another = self.rests = False
        self.do("drive", begin - self.clock.time + self.fleet.start_s)

    def _end_of_drive(self) -> None:
        if self.at is not None:  # it has just got the place that it waited for
            self.drive_off()
        elif self.zone is None:
            self._arrive()
        elif self.zone.vehicles[0] is not self:
            self.behind_another = True
            self.stand()
        elif self.ahead:
            self._ask_for_zone()
        else:
            assert self.goal is not None
            begin = self.path.cross(self, self.goal.point)
            self._from_zone(begin)
            if begin > self.clock.time:
                self.do("drive", begin - self.clock.time)
            else:
                self._arrive()

    def _arrive(self) -> None:
        """It stands at its goal."""
        self.at, self.goal = self.goal, None
        if self.then is not None:
            self.saw("guide path: place got on the way to another")
            self.goal, self.then = self.then, None
            self.drive_off()
        elif self.later is not None:
            stop, self.later = self.later, None
            self.send(stop, self.errand)
        elif self.wish is not None:
            self.stand()
        elif self.errand == "park":
            self.become_free()
        else:
            self._do_errand()

    # --- places

    def send(self, stop: Stop, errand: str) -> None:
        """Go somewhere for something; first get a place there."""
        self.errand = errand
        assert self.at is not None
        if self.at is stop:
            self._do_errand()
        elif stop.free:
            self._go(stop)
        elif not self.loaded and self.at.kind != "parking":
            self.saw("guide path: empty vehicle waits at a parking place")
            self.later = stop
            parking = self.path.free_stops("parking")
            self._go(min(parking, key=lambda one: self.seconds_to(one.point) + self.seconds_to(stop.point, one.point)))
        else:
            self.saw("guide path: loaded vehicle waits for a place" if self.loaded else "guide path: waits for a place")
            self.wish, self.wished = stop, self.clock.time
            self.path.ask(self, stop)
            if self.wish is None:
                return
            if self.stands_in_the_way:
                self._go_to_nearest_parking()
            else:
                self.stand()

    def _go(self, stop: Stop) -> None:
        """Reserve a place and set out."""
        stop.taken += 1
        self.goal = stop
        self.drive_off()

    def _go_to_nearest_parking(self) -> None:
        self._go(self.nearest(self.path.free_stops("parking", but=self.at)))

    def make_room(self) -> None:
        """Leave the place to another vehicle."""
        self.saw("guide path: vehicle makes room")
        if self.wish is None:
            self.errand = "park"
        self._go_to_nearest_parking()

    def get_place(self, stop: Stop) -> None:
        """A place is reserved for it at last."""
        self.wish = None
        self.waited += self.clock.time - self.wished
        if self.goal is not None:
            self.then = stop
        else:
            self.goal = stop
            self.do("drive", 0.0)  # it sets out at an event of its own

    def seconds_to(self, point: str, start: str | None = None) -> float:
        """By the quickest way, if nobody is in the way."""
        if start is None:
            assert self.at is not None
            start = self.at.point
        return sum(self.fleet.seconds(piece, False, False) for piece, _ in self.path.ways[start, point][0])

    def nearest(self, stops: list[Stop]) -> Stop:
        """The one that is reached first."""
        return min(stops, key=lambda stop: self.seconds_to(stop.point))

    # --- tasks

    def end_of_phase(self, phase: str | None) -> None:
        doing, self.doing = self.doing, None
        if doing == "drive":
            self._end_of_drive()
        elif doing == "charge":
            self.saw("vehicle charged")
            self.become_free()
        elif doing == "load":
            assert self.task is not None
            assert self.client is not None
            self.task.load()
            self.loaded = True
            self.send(self.fleet.stop(self.client.to_point), "unload")
        else:
            task = self.task
            assert task is not None
            self.task, self.loaded = None, False
            self.jobs += 1
            task.unload()
            self.become_free()
        self.look()

    def _do_errand(self) -> None:
        if self.errand in ("charge", "top up"):
            assert self.battery is not None
            self.do("charge", self.battery.seconds_to_charge())
        elif self.errand == "load":
            self.do("load", self.loading(2 * self.jobs))
        else:
            self.do("unload", self.unloading(2 * self.jobs + 1))

    def take_up(self, client: Client) -> None:
        """Begin a task."""
        self.task, self.client = client.task(), client
        if self.phase == SETUP:
            self.saw("vehicle called away from a charger")
            self.run_if(False)
            self.phase = self.doing = None
            self.look()
        self.taken += 1
        self.send(self.fleet.stop(client.from_point), "load")

    def become_free(self) -> None:
        """Nothing to do: charge if it must, take the next task, charge if it can, or make room."""
        self.idle_since = self.clock.time
        if self.able:
            self._next()
        self.look()

    def _next(self) -> None:
        if self.battery is not None and self.battery.is_low():
            self.charge(must=True)
            return
        client = self.fleet.next_client(self)
        if client is not None:
            self.take_up(client)
        elif self.battery is not None and self.battery.would_charge() and self.charge(must=False):
            pass
        elif self.stands_in_the_way:
            self.make_room()

    def charge(self, must: bool) -> bool:
        """Go to a charger: the nearest with a free place; if it must, wait for the nearest if all are taken."""
        assert self.at is not None
        chargers = self.path.free_stops("charger")
        if self.at.kind == "charger":
            stop = self.at
        elif chargers:
            stop = self.nearest(chargers)
        elif must:
            self.saw("vehicle waits for a charger")
            stop = self.nearest([one for one in self.path.stops if one.kind == "charger"])
        else:
            return False
        self.send(stop, "charge" if must else "top up")
        return True

    def back(self) -> None:
        """Repaired, or on shift again: go on with what it was about."""
        if self.asked is not None:
            self.path.look_again(self.ahead[0][0].cluster)
        elif self.phase is None and self.at is not None and self.goal is None:
            if self.task is None and self.wish is None:
                self.become_free()
            elif self.stands_in_the_way:
                self._go_to_nearest_parking()
        self.look()


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
        if client is not None:
            self.queue.remove(client)
            client.requests -= 1
            if client.requests:
                self.queue.append(client)
        return client
