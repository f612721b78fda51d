"""How a vehicle drives on a guide path: from its stop, zone by zone, over the points between them, to its goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktwin.model.nouns.failure import FailureMode
from tests.oracle.elements.fleet import Vehicle
from tests.oracle.paths.battery import Battery
from tests.oracle.paths.ways import Way
from tests.oracle.resource import SETUP, WORK

if TYPE_CHECKING:
    from tests.oracle.calendar import ShiftCalendar
    from tests.oracle.paths.guidedfleet import GuidedFleet
    from tests.oracle.paths.guidepath import GuidePath, Stop, Zone
    from tests.oracle.plant import Plant


class DrivingVehicle(Vehicle):
    """``at``: the stop where it stands; ``goal``: the stop to which it drives or will drive, a place is reserved there;
    ``ahead``: the zones to come, each with the point before it."""

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
        self.doing: str | None = None  # drive, load, unload, charge
        self.at: Stop | None = None
        self.goal: Stop | None = None
        self.zone: Zone | None = None
        self.ahead: list[tuple[Zone, str]] = []
        self.asked: float | None = None  # since when it waits for a zone
        self.behind_another = False  # it stands at the end of its zone, behind another vehicle
        self.rests = True  # it will start from rest
        self.metres = {False: 0.0, True: 0.0}  # by whether it is loaded
        self.driven = {False: 0.0, True: 0.0}  # planned seconds
        self.handled = 0.0

    @property
    def path(self) -> GuidePath:
        """The guide path on which it runs."""
        return self.fleet.path

    def idle_state(self) -> str:
        return "blocked" if self.asked is not None or self.behind_another else "starved"

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

    def end_of_drive(self) -> None:
        """At the end of its zone, at its stop, or about to set out."""
        if self.at is not None:  # it has just got the place that it waited for
            self.drive_off()
        elif self.zone is None:
            self.arrive()
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
                self.arrive()

    def arrive(self) -> None:
        """It stands at its goal."""
        raise NotImplementedError

    def seconds_to(self, point: str, start: str | None = None) -> float:
        """By the quickest way, if nobody is in the way."""
        if start is None:
            assert self.at is not None
            start = self.at.point
        return sum(self.fleet.seconds(piece, False, False) for piece, _ in self.path.ways[start, point][0])

    def nearest(self, stops: list[Stop]) -> Stop:
        """The one that is reached first."""
        return min(stops, key=lambda stop: self.seconds_to(stop.point))
