"""The operators of a zone: they are asked for while it has work, and its work goes on while they are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.oracle.clock import INF
from tests.oracle.elements.hand import Hands
from tests.oracle.resource import WORK

if TYPE_CHECKING:
    from tests.oracle.elements.zone import Task, Zone
    from tests.oracle.plant import Plant


class ZoneTeam(Hands):
    """Stands for the operators of a zone in the accounts. Its tasks are those of the zone that are not done."""

    word = "zone"

    def __init__(self, plant: Plant, zone: Zone, noun: Any) -> None:
        super().__init__(plant, zone.name, [], None)
        self.zone = zone
        self.line_fails = False
        self.ask_for(noun, zone.name)

    def _name_in_file(self, name: str) -> str:
        line = self.zone.line.name
        return super()._name_in_file(line) + name.removeprefix(line)

    def give(self, task: Task, reading: float) -> None:
        """One more task: behind those at hand, if there are any."""
        zone = self.zone
        if self.phase is None and task.seconds == 0.0:
            task.end = max(reading, zone.free_at)
        elif self.runs:
            self.saw("operators stay for the next job of a zone")
            task.end = max(reading, zone.free_at) + task.seconds
            self.work_end += task.seconds
            self.due = self.work_end
        else:
            task.end = INF
            zone.tasks.append(task)
            if self.phase is None:
                self.begin(WORK, task.seconds)
            else:
                self.left += task.seconds
            task.left = self.left
            return
        zone.tasks.append(task)

    def has_changed(self, reading: float) -> bool:
        """Whether they have come or gone since the line was looked at; the times of the tasks follow."""
        if self.runs:
            waiting = [task for task in self.zone.tasks if task.end == INF]
            for task in waiting:
                task.left = self.owes(task)
            for task in waiting:
                task.end = reading + task.left
            return bool(waiting)
        return self.phase is not None and self._put_off(reading)

    def _put_off(self, reading: float) -> bool:
        begun = [task for task in self.zone.tasks if reading < task.end < INF]
        for task in begun:
            task.left, task.end = task.end - reading, INF
        if begun:
            begun[-1].left = self.left
            self.saw("operators leave the work in a zone")
        return bool(begun)

    def owes(self, task: Task) -> float:
        """Seconds of work up to the end of a task, while it waits."""
        if self.zone.line.rule.overload == "finish":
            return task.left
        last = self.zone.tasks[-1]
        return self.left if task is last else max(0.0, self.left - last.seconds)

    def hold(self, able: bool, on: bool, fails: bool, reading: float) -> bool:
        """The line goes down or off shift, or comes back; whether work has been put off by that."""
        changed = False
        if not able:
            if self.runs:
                self.stop()
                if self.left <= 0.0:
                    self.saw("work in a zone ends as its line fails")
                    for task in self.zone.tasks:
                        task.end = min(task.end, reading)
                    self.phase, self.left = None, 0.0
            if self.phase is not None:
                changed = self._put_off(reading)
            self.phase = None
        elif self.phase is None and any(task.end == INF for task in self.zone.tasks):
            self.phase = WORK
        self.on, self.line_fails = on, fails
        self.look()
        return changed

    def turn_to(self, tasks: list[Task], reading: float) -> None:
        """A utility worker has taken over what was due; these are left."""
        seconds = sum(task.seconds for task in tasks)
        if seconds == 0.0:
            for task in tasks:
                task.end = reading
            self.dismiss()
        elif self.runs:
            self.work_end = self.clock.time + seconds
            for task in tasks:
                task.end = reading + task.seconds
            self.due = self.work_end
        else:
            self.left = seconds
            for task in tasks:
                task.end, task.left = INF, seconds

    def dismiss(self) -> None:
        """All is done."""
        if self.runs:
            self.stop()
        self.phase, self.left = None, 0.0
        self.look()

    def end_of_phase(self, phase: str | None) -> None:
        self.left = 0.0
        for task in self.zone.tasks:
            task.end = min(task.end, self.zone.line.reading)
        self.look()

    def find_state(self) -> str:
        if self.on and self.line_fails:
            return "down"
        return super().find_state()
