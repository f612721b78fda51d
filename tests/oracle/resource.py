"""What every working resource has: one state at a time, work that pauses and goes on, failures, repairs, shifts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktwin.model.nouns.failure import FailureMode
from taktwin.model.nouns.machines.pauses import Pauses
from tests.oracle.clock import INF
from tests.oracle.draws import Draws
from tests.oracle.failures import Mode

if TYPE_CHECKING:
    from tests.oracle.books.meter import Meter
    from tests.oracle.calendar import ShiftCalendar
    from tests.oracle.plant import Plant

SETUP, WORK = "setup", "working"


class Resource:
    """A resource with work of two kinds, setup and work proper."""

    word = "resource"
    ends_trips = False  # ends the work in hand at the end of a shift, whatever its calendar says
    finishes = False  # ends the work in hand before planned maintenance begins

    def __init__(
        self, plant: Plant, name: str, failures: list[str | FailureMode], calendar: ShiftCalendar | None
    ) -> None:
        self.plant, self.clock, self.name = plant, plant.clock, name
        self.saw = plant.ledger.saw
        self.draws = Draws(name, plant.seed)
        modes = [plant.model.failures[one] if isinstance(one, str) else one for one in failures]
        self.modes = [
            Mode(mode, i, self.draws, plant.crews[mode.crew] if mode.crew else None, self.finishes)
            for i, mode in enumerate(modes)
        ]
        self.calendar = calendar
        self.on = calendar is None or calendar.on
        if calendar is not None:
            calendar.followers.append(self)
        self.closing = False  # its shift has ended: it ends the work in hand
        self.failed: Mode | None = None
        self.waits_for_crew = False
        self.repair_end = INF
        self.phase: str | None = None
        self.left = 0.0  # of the phase, when it does not run
        self.work_end = INF
        self.whole = 0.0  # time of the phase
        self.began = 0.0  # when the phase began to run, the last time
        self.runs = False
        self.operated = 0.0  # seconds of work proper until `began`
        self.fail_at = INF
        self.due = INF
        self.naps: Pauses | None = None
        self.hours: ShiftCalendar | None = None  # in which it is awake
        self.pause: str | None = None  # asleep in a pause, or waking: that state
        self.pause_at = INF  # when it falls asleep, sleeps deeper, or has woken
        self.state = self.first_state = "starved"
        self.since = 0.0
        self.seconds: dict[str, float] = {}
        self.stops = {"down": 0, "minor_stop": 0, "maintenance": 0}
        self.meter: Meter | None = None  # of what it draws
        self.jobs = self.setups = self.scrapped = self.rerouted = 0

    @property
    def in_hand(self) -> bool:
        """It has work that it has begun."""
        return self.phase is not None

    @property
    def failures(self) -> int:
        """How often it has failed."""
        return self.stops["down"]

    @property
    def minor_stops(self) -> int:
        """How often it had a minor stop."""
        return self.stops["minor_stop"]

    @property
    def maintenances(self) -> int:
        """How often it was maintained."""
        return self.stops["maintenance"]

    def start(self) -> None:
        """At time 0: the state without a note, and the first failure."""
        self.state = self.first_state = self.find_state()
        self.look()

    # --- work

    @property
    def able(self) -> bool:
        """Neither down nor off shift."""
        return self.on and self.failed is None

    def begin(self, phase: str, seconds: float) -> None:
        """Begin setup or work."""
        self.phase, self.left = phase, seconds
        self.whole = seconds
        self.look()

    def look(self) -> None:
        """After any change: pause work or go on, plan the next failure, show the state."""
        self.doze()
        self.run_if(self.able and self.phase is not None and self.has_hands)
        self.plan()
        self.show(self.find_state())

    def run_if(self, runs: bool) -> None:
        """Start or stop the work's clock."""
        now = self.clock.time
        if runs and not self.runs:
            self.began, self.work_end = now, now + self.left
        elif self.runs and not runs:
            self.saw("work paused by a failure" if self.failed is not None else "work paused by the calendar")
            self.stop()
        self.runs = runs

    def stop(self) -> None:
        """Book the work up to now."""
        now = self.clock.time
        self.left, self.work_end = self.work_end - now, INF
        if self.phase != SETUP:
            self.operated += now - self.began
        self.runs = False

    @property
    def has_hands(self) -> bool:
        """The operators that it needs now are there."""
        return True

    @property
    def operates(self) -> bool:
        """Does work proper, so that clocks of operation run."""
        return self.runs and self.phase != SETUP

    def plan(self) -> None:
        """When the next thing is due."""
        self.fail_at = INF
        if self.failed is None:
            self.fail_at = min(self._strikes(), default=INF)
        self.due = min(self.work_end, self.pause_at, self.repair_end, self.fail_at)

    def happen(self) -> None:
        """The first that is due: end of work, then a change of its pause, then end of a repair, then a failure."""
        now = self.clock.time
        if self.work_end <= now:
            self.stop()
            phase, self.phase = self.phase, None
            if self.is_last(phase):
                for mode in self.modes:
                    mode.worked()
            if self.may_leave(phase):
                self.close()
            self.end_of_phase(phase)
        elif self.pause_at <= now:
            self.turn()
        elif self.repair_end <= now:
            self.end_of_repair()
        else:
            self.fail()

    # --- pauses

    def sleeps_by(self, entry: str | Pauses | None) -> None:
        """Take over what the model says of its pauses."""
        self.naps = self.plant.model.pauses[entry] if isinstance(entry, str) else entry
        if self.naps is not None and self.naps.awake is not None:
            self.hours = self.plant.calendar(self.naps.awake, None)
        if self.naps is not None and not self._depths:
            self.naps = None

    @property
    def _depths(self) -> list[tuple[float, float, str]]:
        """After how long it falls into a pause, how long it wakes from it, and its state: the brief one first."""
        assert self.naps is not None
        both = ((self.naps.brief, "brief_pause"), (self.naps.long, "long_pause"))
        return [(one.after.value, one.wake.value, state) for one, state in both if one is not None and one.after]

    def has_nothing_to_do(self) -> bool:
        """Whether it counts as idle."""
        return False

    def doze(self) -> None:
        """It may have become idle, or cannot be in a pause any more."""
        if self.naps is None:
            return
        if not self.able or (self.pause != "waking" and not self.has_nothing_to_do()):
            if self.pause is not None:
                self.saw(f"{self.pause} ended by a failure or a break")
            self.pause, self.pause_at = None, INF
        elif self.pause is None and self.pause_at == INF:
            self.pause_at = self._falls_asleep(self.clock.time)

    def _falls_asleep(self, idle: float) -> float:
        after, wake, _ = self._depths[0]
        for _ in range(50):
            begin, end = self._hours_after(idle)
            if idle < begin and idle + after + wake < begin:
                return idle + after
            self.saw("pause put off by the hours in which it is awake")
            idle = end
        return INF

    def _hours_after(self, time: float) -> tuple[float, float]:
        """The first hours in which it is awake that end after a time."""
        if self.hours is None:
            return INF, INF
        found = self.hours.hours_after(time)
        return (-INF, INF) if found is None else found

    def turn(self) -> None:
        """It falls asleep, sleeps deeper, wakes ahead of its hours, or has woken."""
        depths, now = self._depths, self.clock.time
        begin, _ = self._hours_after(now)
        asleep = next((at for at, (_, _, state) in enumerate(depths) if state == self.pause), None)
        self.pause_at = INF
        if self.pause == "waking":
            self.pause = None
        elif asleep is not None and now >= begin - depths[asleep][1]:
            self.saw(f"{self.pause} ended ahead of the hours in which it is awake")
            self.must_wake()
        else:
            at = 0 if asleep is None else 1
            self.pause = depths[at][2]
            self.saw(f"{self.pause} of a {self.word}")
            self.pause_at = begin - depths[at][1]
            if at + 1 < len(depths):
                deeper = now + (depths[1][0] - depths[0][0])
                if deeper + depths[1][1] < begin:
                    self.pause_at = min(self.pause_at, deeper)
        self.look()

    def must_wake(self) -> bool:
        """It has something to do now: whether it is waking, which begins where it sleeps."""
        if self.pause == "waking":
            return True
        wakes = {state: wake for _, wake, state in self._depths} if self.naps is not None else {}
        wake = wakes.get(self.pause, 0.0) if self.pause is not None else 0.0
        self.pause, self.pause_at = None, INF
        if wake > 0.0:
            self.pause, self.pause_at = "waking", self.clock.time + wake
            self.saw(f"waking of a {self.word}")
        return wake > 0.0

    def may_leave(self, phase: str | None) -> bool:
        """Where its shift has ended, it may leave after this phase."""
        return self.is_last(phase)

    def close(self) -> None:
        """The work is over, and so is the shift, where it had ended before."""
        if self.closing:
            self.closing = self.on = False

    def is_last(self, phase: str | None) -> bool:
        """With this phase a work ends."""
        return phase == WORK

    def end_of_phase(self, phase: str | None) -> None:
        """The setup or the work is done."""
        raise NotImplementedError

    def count(self, works: int = 1) -> None:
        """So many works are done, whatever came of them."""
        self.jobs += works
        if self.meter is not None:
            self.meter.work(self.clock.time, works)

    # --- failures

    def _strikes(self) -> list[float]:
        """When each mode strikes, if things go on as they are."""
        now = self.clock.time
        return [mode.strikes_at(now, self.began, self.operated, self.operates, self.runs) for mode in self.modes]

    def fail(self) -> None:
        """The mode that is due strikes."""
        due = self._strikes()
        self.failed = self.modes[due.index(min(due))]
        self.stops[self.failed.state] += 1
        what = {"down": "failure", "minor_stop": "minor stop"}.get(self.failed.state, "maintenance")
        self.saw(f"{what} of a {self.word}")
        clock = (
            "plan"
            if self.failed.planned_every is not None
            else "jobs"
            if self.failed.every
            else "operation"
            if self.failed.by_operation
            else "time"
        )
        self.saw(f"failure by {clock}")
        if not self.on:
            self.saw("failure off shift")
        self.waits_for_crew = self.failed.crew is not None
        if self.failed.crew is None:
            self.begin_repair()
        else:
            self.failed.crew.ask(self)
        self.look()
        if self.phase == WORK and self.failed.work != "resume" and self.has_begun():
            self.saw(f"failure has work {self.failed.work}")
            if self.failed.work == "restart":
                self.left = self.whole
            else:
                self.close()
                self.lose_work()
            self.look()

    def has_begun(self) -> bool:
        """The work at hand has begun, so that a failure can spoil it."""
        return True

    def lose_work(self) -> None:
        """The failure has spoilt what is worked on."""
        raise NotImplementedError

    def begin_repair(self) -> None:
        """A repairer is there, or none is needed."""
        assert self.failed is not None
        if self.failed.crew is not None and self.waits_for_crew and self.state == "waiting_crew":
            self.saw("wait for a crew")
        self.waits_for_crew = False
        self.repair_end = self.clock.time + self.failed.repair(self.failed.repairs)
        self.look()

    def end_of_repair(self) -> None:
        """Back to work."""
        mode = self.failed
        assert mode is not None
        self.repair_end, self.failed = INF, None
        mode.repaired(self.clock.time, self.operated)
        if mode.crew is not None:
            mode.crew.release()
        self.look()
        if self.fail_at <= self.clock.time:
            self.saw("failure fell due during a repair")
        self.back()

    def back(self) -> None:
        """Repaired, or on shift again."""

    # --- states

    def find_state(self) -> str:
        """The first that fits, in the order of the page's table."""
        if not self.on:
            return "off_shift"
        if self.failed is not None:
            return "waiting_crew" if self.waits_for_crew else self.failed.state
        return self.pause or self.phase or self.idle_state()

    def idle_state(self) -> str:
        """The state of a resource that is neither off, down, set up nor working."""
        return "starved"

    def show(self, state: str) -> None:
        """Book the state until now and change it."""
        if state != self.state:
            self.settle()
            self.state = state
            self.plant.ledger.note("state", self.name, state)

    def settle(self) -> None:
        """Book the state until now."""
        now = self.clock.time
        self.seconds[self.state] = self.seconds.get(self.state, 0.0) + (now - self.since)
        if self.meter is not None:
            self.meter.run(self.state, self.since, now)
        self.since = now
