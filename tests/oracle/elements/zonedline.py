"""Moving and indexed lines: slots that move on together, and the workers of their zones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from taktwin.kernel.base import state as k
from taktwin.model.nouns.failure import FailureMode
from taktwin.model.text.zones import zones_of
from tests.oracle.books.powers import put_meter
from tests.oracle.clock import INF
from tests.oracle.elements.station import Join, Need, needed_by, state_of_finished
from tests.oracle.elements.zone import Task, Zone
from tests.oracle.elements.zoneteam import ZoneTeam
from tests.oracle.job import Job
from tests.oracle.place import Place
from tests.oracle.resource import WORK, Resource

if TYPE_CHECKING:
    from tests.oracle.calendar import ShiftCalendar
    from tests.oracle.plant import Plant


class Drive(Resource):
    """What moves a line, and stands for it in the accounts."""

    word = "line"

    def __init__(
        self, plant: Plant, line: ZonedLine, failures: list[str | FailureMode], calendar: ShiftCalendar | None
    ) -> None:
        super().__init__(plant, line.name, failures, calendar)
        self.line = line

    def look(self) -> None:
        self.line.mind_clock(self.able)
        reading = self.line.reading
        super().look()
        self.line.mind_teams(reading)

    def fail(self) -> None:
        due = self._strikes()
        number = due.index(min(due))
        for zone in self.line.zones:
            zone.failures += self.modes[number].state == "down" and number in self.line.modes_of.get(zone, ())
        super().fail()

    def end_of_phase(self, phase: str | None) -> None:
        self.line.come()

    def settle(self) -> None:
        cause = self.line.cause
        if cause is not None and self.state == "waiting_parts":
            cause.seconds += self.clock.time - self.since
        super().settle()

    def idle_state(self) -> str:
        if not any(self.line.slots):
            return "starved"
        if self.line.offered is not None:
            return state_of_finished(self.line.dest)
        if self.line.stage == "lacks":
            return "waiting_operator" if self.line.goal == INF else "waiting_parts"
        return "starved"


@dataclass
class Rule:
    """How a line moves: ``takt`` is the time of a pitch, or of a transfer of an indexed line."""

    takt: float
    indexed: bool
    overload: str = "stop"
    utilities: list[float] | None = field(default_factory=list)  # when each is free; None: as many as needed


class ZonedLine(Place):
    """The line: its slots, the first zone first, each with a job or a gap."""

    holds_jobs = True
    drive: Drive

    def __init__(self, plant: Plant, name: str, zones: list[Zone], rule: Rule) -> None:
        super().__init__(plant, name, len(zones))
        self.zones, self.rule = zones, rule
        self.modes_of: dict[Zone, range] = {}
        self.slots: list[Job | None] = [None] * len(zones)
        self.stage = "open"  # moves, stands, lacks, passed, arrived
        self.moved = self.worked = 0.0  # seconds since the pitch, when the line last did something else
        self.toward = self.goal = 0.0  # what these will be at the end of what it does
        self.counts_from = INF  # the clock goes on while nothing is planned
        self.offered: Job | None = None
        self.claimed = False
        self.cause: Join | Need | None = None
        self.holder: Zone | None = None
        self.teams_changed = False
        self.teams_on = (True, False)  # on shift, down

    # --- the clock

    def mind_clock(self, able: bool) -> None:
        """The clock runs on while the line stands without a plan, up and on shift."""
        counts = able and self.stage in ("lacks", "passed")
        if self.counts_from < INF and not counts:
            self.book()
            self.counts_from = INF
        elif counts and self.counts_from == INF:
            self.counts_from = self.clock.time

    def book(self) -> None:
        """The clock up to now."""
        if self.counts_from < INF:
            if self.stage == "lacks" and self.goal == INF:
                assert self.holder is not None
                self.holder.stopped += self.clock.time - self.counts_from
            self.worked += self.clock.time - self.counts_from
            self.counts_from = self.clock.time

    @property
    def reading(self) -> float:
        """What the clock shows."""
        drive = self.drive
        if drive.phase == WORK:
            left = drive.work_end - self.clock.time if drive.runs else drive.left
            return max(self.worked, self.goal - left)
        return self.worked + (self.clock.time - self.counts_from) if self.counts_from < INF else self.worked

    def reading_at(self, moved: float) -> float:
        """What it will show at so many seconds of movement after the pitch."""
        return moved if self.worked == self.moved else self.worked + (moved - self.moved)

    # --- operators

    @property
    def teams(self) -> list[ZoneTeam]:
        """Those of the zones that need operators."""
        return [zone.team for zone in self.zones if zone.team is not None]

    def mind_teams(self, reading: float) -> None:
        """Operators go when the line fails or its shift ends, and are asked for again."""
        now = (self.drive.on, self.drive.failed is not None)
        if self.teams_on != now:
            self.teams_on = now
            for team in self.teams:
                if team.hold(self.drive.able, *now, reading):
                    self.teams_changed = True

    def mind_changes(self) -> None:
        """Where operators have come or gone, a line that stands decides anew."""
        for team in self.teams:
            if team.has_changed(self.reading):
                self.teams_changed = True
        if not self.teams_changed:
            return
        self.teams_changed = False
        if self.stage == "stands":
            self.saw("operators come or go while their line stands")
            assert self.holder is not None
            worked = self.reading
            self.drive.stop()
            self.drive.phase = None
            self.holder.stopped += worked - self.worked
            self.worked = worked
            self.go_on(arrived=False)
        elif self.stage == "lacks" and self.goal == INF:
            self.leave_hold()
            self.go_on(arrived=False)

    def leave_hold(self) -> None:
        """What was lacking may have come."""
        self.book()
        self.counts_from, self.goal = INF, self.worked

    # --- work

    def come_in(self, zone: Zone, job: Job) -> None:
        """A job is in a zone."""
        zone.enter(job)
        zone.lacks = None
        zone.find_lacking(job)
        if zone.lacks is None:
            self.start(zone, job)
        else:
            self.saw("zone waits for jobs" if isinstance(zone.lacks, Join) else "zone waits for parts")

    def start(self, zone: Zone, job: Job) -> None:
        """All is there."""
        for need in zone.needs:
            if job.fulfils(need.when, zone):
                need.stock.draw(need.quantity, job)
        for join in needed_by(job, zone.joins):
            if job.fulfils(join.when, zone):
                if join.giver.matched:
                    self.saw("join of its own jobs in a zone")
                for _ in range(join.quantity):
                    other = join.giver.first_to_join(job)
                    join.giver.give(other)
                    self.plant.end(other, "joined")
        draw = self.drive.draws.times(zone.time_of(job), k.P_WORK + 16 * zone.number)
        seconds = draw(zone.works)
        zone.works += 1
        zone.given += seconds
        task = Task(job, seconds, 0.0)
        if zone.team is not None:
            zone.team.give(task, self.reading)
        else:
            task.end = max(self.reading, zone.free_at) + seconds
            zone.tasks.append(task)

    def serve(self) -> bool:
        """Begin what has got what it lacked."""
        begun = False
        for zone, job in zip(self.zones, self.slots, strict=True):
            if zone.lacks is not None and job is not None:
                lacked, free = zone.lacks, zone.free_at
                zone.find_lacking(job)
                if zone.lacks is None:
                    self.start(zone, job)
                    lacked.seconds += self.held_up(zone, job, free)
                    begun = True
        return begun

    def held_up(self, zone: Zone, job: Job, free: float) -> float:
        """How long the line will stand for work that begins late since something was lacking, as far as it is that."""
        rule, now = self.rule, self.reading
        goes_on = rule.overload == "finish" and zone is not self.zones[-1]
        if not rule.indexed and (rule.overload == "utility" or goes_on):
            return 0.0
        task = zone.of(job)
        assert task is not None
        end = (now if free == INF else max(now, free)) + task.seconds
        if rule.indexed:
            came, due = (
                0.0,
                max((other.free_at for other in self.zones if other is not zone and other.free_at < INF), default=0.0),
            )
        else:
            due = self.reading_at(rule.takt) + (self.goal - self.worked if self.stage == "stands" else 0.0)
            came = due - rule.takt
        if free < INF:
            came = max(came, free)
        late = end - max(now, due) - (0.0 if rule.indexed else zone.drift)
        if late > 0.0:
            self.saw("line stands for work that began late for want of something")
        return max(0.0, min(late, min(now, due) - came))

    def overdue(self) -> list[tuple[Zone, Task]]:
        """What must have ended here and has not, by zone."""
        found: list[tuple[Zone, Task | None]] = []
        if self.rule.indexed:
            found = [(zone, zone.of(job)) for zone, job in zip(self.zones, self.slots, strict=True)]
        elif self.rule.overload == "finish":
            if self.moved == self.rule.takt and self.slots[-1] is not None:
                tasks = [(zone, zone.of(self.slots[-1])) for zone in self.zones]
                # of equals the one that was begun first holds the line
                found = [max(tasks, key=lambda one: -1.0 if one[1] is None else one[1].end)]
        else:
            for at, zone in enumerate(self.zones):
                if zone.drift == 0.0 and self.moved == self.rule.takt:
                    found.append((zone, zone.of(self.slots[at])))
                elif zone.drift > 0.0 and self.moved == zone.drift:
                    found.append((zone, zone.of(self.slots[at + 1])))
        return [(zone, task) for zone, task in found if task is not None and task.end > self.worked]

    def help(self, zone: Zone, task: Task) -> bool:
        """A utility worker takes over."""
        helpers = self.rule.utilities
        if helpers is not None:
            free = next((at for at, until in enumerate(helpers) if until <= self.worked), None)
            if free is None:
                self.saw("utility workers are all busy")
                return False
            helpers[free] = self.worked + self.rest_of(zone, task)
        rest = self.rest_of(zone, task)
        zone.helped += rest
        zone.given -= rest
        task.end = self.worked
        if zone.team is not None:
            where = "at work" if zone.team.runs else "not there"
            self.saw(f"utility worker for operators who are {where}")
            at = zone.tasks.index(task)
            for before in zone.tasks[:at]:
                before.end = min(before.end, self.worked)
            zone.team.turn_to(zone.tasks[at + 1 :], self.worked)
            return True
        for later in zone.tasks:
            if later is not task:
                later.end = self.worked + later.seconds
        return True

    def rest_of(self, zone: Zone, task: Task) -> float:
        """Seconds of work that are left until a task is done, if nobody is waited for."""
        if task.end == INF:
            assert zone.team is not None
            return zone.team.owes(task)
        return task.end - self.worked

    # --- what comes next

    def go_on(self, arrived: bool) -> None:
        """Stand for work, for what is lacking, for the exit; or move."""
        late = self.overdue()
        holder, last = None, self.worked
        for zone, task in late:
            if arrived and not self.rule.indexed:
                zone.overloads += 1
                zone.overload += self.rest_of(zone, task)
                self.saw(f"overload: {self.rule.overload}")
            if self.rule.overload == "utility" and self.help(zone, task):
                continue
            if task.end > last:
                holder, last = zone, task.end
        if holder is not None:
            if self.rule.overload == "utility" and self.rule.utilities:
                last = min(last, *self.rule.utilities)
            if arrived or holder is not self.holder:
                holder.stops += 1
            self.holder, self.goal = holder, last
            if last == INF:
                self.saw(f"line stands for want of operators: {'indexed' if self.rule.indexed else self.rule.overload}")
                self.stage = "lacks"
                self.drive.settle()
                self.cause = None
                self.drive.look()
            else:
                self.stage = "stands"
                self.drive.begin(WORK, last - self.worked)
        elif not self.rule.indexed and self.moved < self.rule.takt:
            self.move()
        elif any(zone.lacks is not None for zone in self.zones):
            self.stage = "lacks"
            self.name_cause()
        else:
            self.stage, self.offered = "passed", self.slots[-1]
            if self.offered is not None:
                self.offered.ready, self.offered.dest = self.clock.time, self.dest
            self.drive.look()

    def move(self) -> None:
        """To the pitch, or to where the first worker who is still at work must not go on."""
        to = self.rule.takt
        if self.rule.overload != "finish":
            for zone, behind in zip(self.zones, self.slots[1:], strict=False):
                task = zone.of(behind)
                if not self.moved < zone.drift < to or task is None:
                    continue
                if task.end > self.reading_at(zone.drift) or (zone.team is not None and task.end > self.worked):
                    to = zone.drift
                    self.saw("line stops behind a zone, or a worker is helped there")
        self.stage, self.toward, self.goal = "moves", to, self.reading_at(to)
        self.drive.begin(WORK, to - self.moved)

    def come(self) -> None:
        """It has come to where it was moving, or stood until the work was done."""
        arrived = self.stage == "moves"
        if arrived:
            self.moved = self.toward
        else:
            assert self.holder is not None
            self.holder.stopped += self.goal - self.worked
        self.worked = self.goal
        if arrived and self.rule.indexed:
            self.stage = "arrived"
            self.drive.look()
        else:
            self.go_on(arrived)

    def name_cause(self) -> None:
        """The first zone that lacks something names it."""
        cause = next(zone.lacks for zone in self.zones if zone.lacks is not None)
        if cause is not self.cause:
            self.drive.settle()
            self.cause = cause
        self.drive.look()

    def pitch(self) -> None:
        """All jobs move on by one zone."""
        self.book()
        passed = self.worked
        if self.rule.utilities is not None:
            self.rule.utilities = [max(0.0, until - passed) for until in self.rule.utilities]
        for zone in self.zones:
            zone.tasks = [task for task in zone.tasks if task.end > passed]
            if not zone.tasks and zone.team is not None:
                zone.team.dismiss()
            for task in zone.tasks:
                task.end -= passed
                self.saw("a worker begins late")
        self.slots = [None, *self.slots[:-1]]
        if any(self.slots) and None in self.slots[1:]:
            self.saw("a gap travels")
        self.moved = self.worked = 0.0
        self.counts_from, self.holder, self.stage = INF, None, "open"
        for at in range(len(self.zones) - 1, 0, -1):
            job = self.slots[at]
            if job is not None:
                self.come_in(self.zones[at], job)

    # --- as a place

    def act(self) -> bool:
        if not self.drive.able:
            return False
        self.mind_changes()
        begun = self.serve()
        acted = False
        if self.stage == "passed" and self.offered is None:
            if self.rule.indexed:
                self.book()
                self.counts_from = INF
                self.move()
                return True
            self.pitch()
            acted = True
        elif self.stage == "arrived":
            self.pitch()
            acted = True
        opens = self.stage == "open" or (self.rule.indexed and self.stage in ("stands", "lacks"))
        if opens and self.slots[0] is None:
            job = self.take()
            if job is not None:
                self.saw("indexed line" if self.rule.indexed else f"moving line: {self.rule.overload}")
                if self.stage != "open":
                    self.saw("job comes in while an indexed line stands")
                job.dest = self.dest
                self.level.change(+1)
                self.slots[0] = job
                self.come_in(self.zones[0], job)
                begun = True
        if self.stage == "open" and any(self.slots):
            self.go_on(arrived=True)
        elif self.stage == "lacks" and begun:
            self.leave_hold()
            self.go_on(arrived=False)
        elif self.stage == "lacks" and self.goal < INF:
            self.name_cause()
        elif acted:
            self.drive.look()
        return acted or begun

    def waiting(self) -> list[Job]:
        return [self.offered] if self.offered is not None and not self.claimed else []

    def offer(self, taker: Place) -> Job | None:
        return next(iter(self.waiting()), None)

    def claim(self, job: Job) -> None:
        self.claimed = True

    def give(self, job: Job) -> None:
        self.level.change(-1)
        self.slots[-1] = self.offered = None
        self.claimed = False
        self.drive.count()
        self.drive.look()


def build_line(plant: Plant, shop: str, element: Any) -> tuple[Place, Place]:
    """A moving or an indexed line of the model."""
    indexed = element.kind == "indexed_line"
    rule = Rule(element.transfer.value, True) if indexed else Rule(element.takt.value, False, element.overload)
    if rule.overload == "utility":
        count = element.utility_workers
        rule.utilities = None if count is None else [0.0] * int(count.value)
    zones: list[Zone] = []
    nouns = zones_of(element)
    for number, noun in enumerate(nouns):
        own = element.exceptions.get(number + 1)
        drift = getattr(own, "drift", None) or getattr(element, "drift", None)
        last = number == len(nouns) - 1
        zone = Zone(plant, noun.name, number, 0.0 if drift is None or last else drift.value)
        zone.time_of, zone.point = plant._time_of(noun.name, noun.cycle), noun.point
        plant.first[noun.name] = zone
        plant.shop_of[zone] = shop
        zones.append(zone)
    line = plant.add(ZonedLine(plant, element.name, zones, rule), shop)
    modes = [*element.failures]
    for zone, noun in zip(zones, nouns, strict=True):
        line.modes_of[zone] = range(len(modes), len(modes) + len(noun.failures))
        modes += noun.failures
    line.drive = Drive(plant, line, modes, plant.calendar(element.calendar, shop, element.continuous))
    put_meter(plant, line.drive, shop, element)
    plant.resources.append(line.drive)
    line.teams_on = (line.drive.on, False)
    for zone, noun in zip(zones, nouns, strict=True):
        zone.line = line
        if noun.operators:
            zone.team = ZoneTeam(plant, zone, noun)
            zone.team.on = line.drive.on
            plant.resources.append(zone.team)
    return line, line
