"""Vehicles on a guide path: the places for which they wait, their tasks, and when they charge and park."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktwin.model.nouns.failure import FailureMode
from tests.oracle.elements.fleet import Client
from tests.oracle.paths.driving import DrivingVehicle
from tests.oracle.paths.ways import LONGEST
from tests.oracle.resource import SETUP

if TYPE_CHECKING:
    from tests.oracle.calendar import ShiftCalendar
    from tests.oracle.paths.guidedfleet import GuidedFleet
    from tests.oracle.paths.guidepath import Stop
    from tests.oracle.plant import Plant


class GuidedVehicle(DrivingVehicle):
    """``wish``: the stop for whose place it waits."""

    def __init__(
        self,
        plant: Plant,
        fleet: GuidedFleet,
        name: str,
        failures: list[str | FailureMode],
        calendar: ShiftCalendar | None,
    ) -> None:
        super().__init__(plant, fleet, name, failures, calendar)
        self.client: Client | None = None
        self.errand = ""  # load, unload, charge, top up, park
        self.wish: Stop | None = None
        self.then: Stop | None = None  # a place that it has got on its way to a parking place
        self.later: Stop | None = None  # where it will ask for a place when it has parked
        self.idle_since = self.wished = self.waited = 0.0
        self.taken = 0  # tasks

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
        return "blocked" if self.wish is not None else super().idle_state()

    # --- places

    def send(self, stop: Stop, errand: str) -> None:
        """Go somewhere for something; first get a place there."""
        self.errand = errand
        assert self.at is not None
        if self.at is stop:
            self._do_errand()
        elif self.loaded and self.at.kind not in ("parking", "waiting") and (near := self._waiting_place(stop)):
            self.saw("guide path: loaded vehicle asks before its dock")
            self.later = stop
            self._go(near)
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

    def _waiting_place(self, stop: Stop) -> Stop | None:
        """The free waiting place over which the stop is quickest to reach: no detour, or no long one if it is taken."""
        over = {
            place: self.seconds_to(place.point) + self.seconds_to(stop.point, place.point)
            for place in self.path.free_stops("waiting")
        }
        most = (1.0 + 1e-9 if stop.free else LONGEST) * self.seconds_to(stop.point)
        return next((place for place in over if over[place] == min(over.values()) <= most), None)

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

    def arrive(self) -> None:
        """It stands at its goal."""
        self.at, self.goal = self.goal, None
        if self.then is not None:
            self.saw("guide path: place got on the way to another")
            self.goal, self.then = self.then, None
            self.drive_off()
        elif self.later is not None:
            stop, self.later = self.later, None
            if self.at is not None and self.at.kind == "waiting" and stop.free:
                self.path.pass_on(self, self.at.point)
            self.send(stop, self.errand)
        elif self.wish is not None:
            self.stand()
        elif self.errand == "park":
            self.become_free()
        else:
            self._do_errand()

    # --- tasks

    def end_of_phase(self, phase: str | None) -> None:
        doing, self.doing = self.doing, None
        if doing == "drive":
            self.end_of_drive()
        elif doing == "charge":
            self.saw("vehicle charged")
            self.become_free()
        elif doing == "load":
            assert self.task is not None
            assert self.client is not None
            self.task.load(self.name)
            self.loaded = True
            self.send(self.fleet.stop(self.client.to_point), "unload")
        else:
            task = self.task
            assert task is not None
            self.task, self.loaded = None, False
            self.count()
            task.unload(self.name)
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

    def begin_to_top_up(self) -> None:
        """Its hours begin: without a task it looks whether it charges, and stays idle for as long as it was."""
        if self.task is None and self.phase is None and self.at is not None and not self.goal and not self.wish:
            self.saw("hours begin in which an idle vehicle charges")
            since = self.idle_since
            if self.able:
                self.become_free()
            if not self.goal and not self.wish:
                self.idle_since = since

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
