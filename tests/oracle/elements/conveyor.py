"""Conveyors: a belt with a clock that counts the seconds in which it moves."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from taktwin.model.nouns.conveyor import Conveyor as ConveyorModel
from tests.oracle.clock import INF
from tests.oracle.elements.station import state_of_finished
from tests.oracle.job import Job
from tests.oracle.place import Place
from tests.oracle.resource import Resource

if TYPE_CHECKING:
    from tests.oracle.calendar import ShiftCalendar
    from tests.oracle.plant import Plant


class Belt(Resource):
    """The drive of a conveyor. Its clock of operation is how far the belt has moved, in seconds of movement.

    ``jobs`` stand on it in their order, each with the reading at which it has come so far as the end.
    """

    word = "conveyor"

    def __init__(self, plant: Plant, conveyor: Conveyor, model: ConveyorModel, calendar: ShiftCalendar | None) -> None:
        super().__init__(plant, model.name, model.failures, calendar)
        self.conveyor = conveyor
        self.transit, self.spacing = model.transit.value, model.entry_spacing
        self.accumulating = model.accumulating
        self.on_belt: deque[tuple[Job, float]] = deque()
        self.at_end = False  # the first job is
        self.arrival = INF  # of the first job, while the belt moves
        self.entry_clear = 0.0  # when; while the belt stands: in how many seconds of movement
        self.claimed = False  # a vehicle is on its way to fetch the first job
        self.sleeps_by(model.pauses)

    @property
    def operates(self) -> bool:
        return self.runs

    @property
    def moved(self) -> float:
        """The belt's reading."""
        return self.operated + (self.clock.time - self.began) if self.runs else self.operated

    def has_nothing_to_do(self) -> bool:
        return not self.on_belt

    def look(self) -> None:
        self.doze()
        self.run_if(self.able and self.pause != "waking" and (self.accumulating or not self.at_end))
        self.plan()
        self.show(self.find_state())

    def run_if(self, runs: bool) -> None:
        now = self.clock.time
        if runs and not self.runs:
            self.began = now
            self.entry_clear += now
            self.runs = True
            self.see_first()
        elif self.runs and not runs:
            self.operated += now - self.began
            self.entry_clear -= now
            self.runs = False
            if self.able and self.pause is None:
                self.saw("conveyor stands for its first job")
            self.arrival = INF

    def see_first(self) -> None:
        """Plan when the first job is at the end."""
        self.arrival = INF
        if self.runs and self.on_belt and not self.at_end:
            self.arrival = self.clock.time + max(0.0, self.on_belt[0][1] - self.moved)

    def plan(self) -> None:
        super().plan()
        self.due = min(self.due, self.arrival)
        if self.runs and self.entry_clear > self.clock.time:
            self.due = min(self.due, self.entry_clear)

    def happen(self) -> None:
        now = self.clock.time
        if self.arrival <= now:
            self.at_end, self.arrival = True, INF
            self.on_belt[0][0].ready = now
            self.look()
        elif self.pause_at <= now:
            self.turn()
        elif self.repair_end > now and self.fail_at > now:
            self.plan()  # the entry has become clear
        else:
            super().happen()

    def get_on(self, job: Job) -> None:
        """A job comes onto the belt."""
        self.saw("conveyor, accumulating" if self.accumulating else "conveyor, not accumulating")
        self.must_wake()
        self.on_belt.append((job, self.moved + self.transit))
        self.entry_clear = self.clock.time + self.spacing
        if len(self.on_belt) == 1:
            self.see_first()
        self.look()

    def get_off(self) -> None:
        """The first job leaves, the next one comes up."""
        self.on_belt.popleft()
        self.at_end = self.claimed = False
        self.count()
        self.see_first()
        if self.arrival <= self.clock.time:
            self.saw("conveyor: jobs have closed up")
        self.look()

    def idle_state(self) -> str:
        if self.at_end:
            return state_of_finished(self.conveyor.dest)
        return "working" if self.on_belt else "starved"


class Conveyor(Place):
    """The place that belongs to a belt."""

    holds_jobs = True
    belt: Belt

    def act(self) -> bool:
        belt, acted = self.belt, False
        if belt.runs and self.clock.time < belt.entry_clear and self.level.value < self.capacity and self.find():
            self.saw("conveyor: job waits for a clear entry")
        while belt.runs and self.clock.time >= belt.entry_clear and self.level.value < self.capacity:
            job = self.take()
            if job is None:
                break
            job.dest = self.dest
            self.level.change(+1)
            belt.get_on(job)
            acted = True
        return acted

    def offer(self, taker: Place) -> Job | None:
        ready = self.waiting()
        return ready[0] if ready else None

    def claim(self, job: Job) -> None:
        self.belt.claimed = True

    def give(self, job: Job) -> None:
        self.level.change(-1)
        self.belt.get_off()

    def waiting(self) -> list[Job]:
        return [self.belt.on_belt[0][0]] if self.belt.at_end and not self.belt.claimed else []
