"""Places that work by hand in part: they are loaded, inspected and unloaded, or need operators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taktwin.kernel.base import state as k
from taktwin.model.values.distribution import Distribution
from tests.oracle.clock import INF
from tests.oracle.elements.makecell import MakeCell
from tests.oracle.elements.station import Server
from tests.oracle.job import Job
from tests.oracle.resource import SETUP, WORK, Resource

if TYPE_CHECKING:
    from tests.oracle.staff import Need, Operator, Spot

LOAD, INSPECT, UNLOAD = "load", "inspect", "unload"
_PURPOSE = {WORK: "work", SETUP: "setup", LOAD: "load", INSPECT: "inspect", UNLOAD: "unload"}


def works_by_hand(element: Any) -> bool:
    """Some of its work may need hands, or takes handling time."""
    fields = ("operators", LOAD, INSPECT, UNLOAD)
    return any(getattr(element, field, None) for field in fields)


class Hands(Resource):
    """What needs operators for some of what it does."""

    needs: list[Need]
    spot: Spot
    priority: int
    number: int

    def ask_for(self, element: Any, name: str) -> None:
        """Take over what the model says of its operators."""
        self.needs = [self.plant.staff.need(need) for need in element.operators]
        self.plant.staff.together.append({pool for need in self.needs for pool in need.pools})
        self.priority = int(element.priority.value)
        self.spot = (name, self._name_in_file(name))
        self.number = len(self.plant.resources) + getattr(self, "place_in_row", 0)
        self.team: list[Operator] = []
        self.purpose: str | None = None  # for what the team is there, or asked for
        self.asked_at = 0.0
        self.lacks: Need | None = None
        self.repair_left = 0.0

    def _name_in_file(self, name: str) -> str:
        spelt = self.plant.model._spelt
        known = {own: plain for names in (spelt.elements, spelt.cells) for (_, own), plain in names.items()}
        return known.get(name, name)

    @property
    def asked(self) -> list[Need]:
        return self._needs_for(self.purpose)

    def _needs_for(self, purpose: str | None) -> list[Need]:
        return [need for need in self.needs if purpose in need.purposes]

    @property
    def waits(self) -> bool:
        """In the queue for operators."""
        return self in self.plant.staff.asking

    @property
    def gathers(self) -> bool:
        return any(one.arrives < INF for one in self.team)

    @property
    def has_hands(self) -> bool:
        return not self.waits and not self.gathers

    def look(self) -> None:
        self._call()
        super().look()

    def _call(self) -> None:
        """Let those go who are not needed any more, and ask for others."""
        purpose: str | None = None
        if self.failed is not None:
            purpose = "repair" if self.failed.crew is None else None
        elif self.on and self.phase is not None:
            purpose = _PURPOSE.get(self.phase)
        if not self._needs_for(purpose):
            purpose = None
        if purpose == self.purpose:
            return
        if self.waits:
            self.plant.staff.asking.remove(self)
        self.purpose = purpose
        kept = [one for one in self.team if one.need is not None and purpose in one.need.purposes]
        filled = all(sum(one.need is need for one in kept) == need.count for need in self.asked)
        if kept and filled:
            self.saw("operators stay for what comes next")
        self._dismiss([one for one in self.team if one not in kept])
        if purpose is not None and not filled:
            self._dismiss(list(self.team))
            self._ask()
        for one in self.team:
            one.look()

    def _dismiss(self, those: list[Operator]) -> None:
        self.team = [one for one in self.team if one not in those]
        for one in those:
            one.leave()

    def _ask(self) -> None:
        self.settle()
        self.asked_at, self.lacks = self.clock.time, None
        self.plant.staff.asking.append(self)

    def lack(self, need: Need) -> None:
        if self.lacks is None:
            self.lacks = need
            self.saw(f"wait for an operator: {self.purpose}")

    def come(self, found: list[tuple[Operator, Need]]) -> None:
        self.saw(f"operators for {self.purpose}")
        if self.lacks is None:
            self.lacks = found[0][1]
        for one, need in found:
            one.go(self, need)
            self.team.append(one)
        for one in self.team:
            one.look()
        self._ready()

    def arrived(self) -> None:
        if self.gathers:
            self.saw("operators wait for one of them")
            return
        for one in self.team:
            one.look()
        self._ready()

    def _ready(self) -> None:
        if self.failed is not None and self.has_hands and self.purpose == "repair" and self.repair_end == INF:
            self._repair()
        self.look()

    def _repair(self) -> None:
        if self.repair_left > 0.0:
            self.waits_for_crew = False
            self.repair_end, self.repair_left = self.clock.time + self.repair_left, 0.0
            self.look()
        else:
            super().begin_repair()

    def begin_repair(self) -> None:
        if self.failed is not None and self.failed.crew is None and self._needs_for("repair"):
            self.waits_for_crew = True
            self.look()
            self._ready()
        else:
            super().begin_repair()

    def deserted(self) -> None:
        self.saw(f"work stops as an operator leaves: {self.purpose}")
        if self.failed is not None and self.repair_end < INF:
            self.repair_left, self.repair_end = self.repair_end - self.clock.time, INF
            self.waits_for_crew = True
        self._dismiss(list(self.team))
        self._ask()
        self.look()

    def settle(self) -> None:
        if self.lacks is not None and self.state == "waiting_operator":
            self.lacks.seconds += self.clock.time - self.since
        super().settle()

    def has_begun(self) -> bool:
        return self.left < self.whole

    def find_state(self) -> str:
        if self.on and self.failed is None and self.phase is not None:
            if not self.has_hands:
                return "waiting_operator"
            return SETUP if self.phase == SETUP else WORK
        return super().find_state()


class HandServer(Hands, Server):
    """A server of a station that works by hand in part."""

    load: Distribution | None
    inspect: Distribution | None
    unload: Distribution | None
    every: int

    def handle(self, element: Any) -> None:
        """Take over what the model says of handling and operators."""
        self.load, self.inspect, self.unload = element.load, element.inspect, element.unload
        self.every = int(element.inspect_every.value)
        self.place_in_row = len(self.station.servers)
        self.ask_for(element, element.name)

    def begin_setup(self, job: Job, seconds: float) -> None:
        """A setup of no time is none, and asks for nobody."""
        if seconds > 0.0:
            super().begin_setup(job, seconds)
        else:
            self.after_setup(job)

    def after_setup(self, job: Job) -> None:
        if self.load is None:
            self.begin_work(job)
            return
        self.saw("loading by hand")
        self.begin(LOAD, self._time(LOAD, self.load, k.P_TRIP, 2 * self.works))

    def _follows(self, phase: str | None) -> str | None:
        if phase == WORK and self.inspect is not None and self.works % self.every == 0:
            return INSPECT
        return UNLOAD if phase in (WORK, INSPECT) and self.unload is not None else None

    def is_last(self, phase: str | None) -> bool:
        return phase not in (SETUP, LOAD) and self._follows(phase) is None

    def end_of_phase(self, phase: str | None) -> None:
        assert self.job is not None
        following = self._follows(phase)
        if phase == LOAD:
            self.begin_work(self.job)
        elif following == INSPECT and self.inspect is not None:
            self.saw("inspection")
            self.begin(INSPECT, self._time(INSPECT, self.inspect, k.P_INSPECT, self.works - 1))
        elif following == UNLOAD and self.unload is not None:
            self.saw("unloading by hand")
            self.begin(UNLOAD, self._time(UNLOAD, self.unload, k.P_TRIP, 2 * self.works - 1))
        else:
            super().end_of_phase(phase)


class HandCell(Hands, MakeCell):
    """A make cell that needs operators."""
