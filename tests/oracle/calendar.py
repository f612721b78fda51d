"""Shift calendars: when it is on shift, week after week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.clock import INF

if TYPE_CHECKING:
    from tests.oracle.elements.rests import Rest
    from tests.oracle.paths.guided import GuidedVehicle
    from tests.oracle.plant import Plant
    from tests.oracle.resource import Resource

WEEK_S = 7 * 86400.0


class ShiftCalendar:
    """Switches its followers on and off."""

    def __init__(self, plant: Plant, windows: list[tuple[float, float]], finish: bool = False) -> None:
        self.finish = finish  # followers end the work in hand first
        self.plant = plant
        self.windows = windows  # on shift, s after Monday 00:00
        self.offset = plant.model.week_offset  # Monday 00:00 to time 0
        self.followers: list[Resource] = []
        self.toppers: list[GuidedVehicle] = []  # vehicles that charge without need in these hours
        self.rests: list[Rest] = []
        self.on = self._on_at(0.0)
        self.due = self._after(0.0)

    def _on_at(self, time: float) -> bool:
        in_week = (time + self.offset) % WEEK_S
        return any(begin <= in_week < end for begin, end in self.windows)

    def _after(self, time: float) -> float:
        """The next begin or end of a window after a time of the run."""
        weeks = (time + self.offset) // WEEK_S
        base = weeks * WEEK_S - self.offset
        for _ in range(2):
            for window in self.windows:
                for switch in window:
                    if base + switch > time:
                        return base + switch
            weeks += 1
            base = weeks * WEEK_S - self.offset
        return INF

    def after(self, time: float, seconds: float) -> float:
        """When so many seconds of the shifts have passed since a time."""
        week = ((time + self.offset) // WEEK_S) * WEEK_S - self.offset
        while True:
            for begin, end in self.windows:
                if week + end <= time:
                    continue
                time = max(time, week + begin)
                if seconds <= week + end - time:
                    return time + seconds
                seconds -= week + end - time
                time = week + end
            week += WEEK_S

    def hours_after(self, time: float) -> tuple[float, float] | None:
        """The first hours that end after a time, through Sunday midnight; None: all hours."""
        week = ((time + self.offset) // WEEK_S - 1) * WEEK_S - self.offset
        joined: list[tuple[float, float]] = []
        for begin, end in [
            (week + at * WEEK_S + a, week + at * WEEK_S + b) for at in range(4) for a, b in self.windows
        ]:
            if joined and begin == joined[-1][1]:
                joined[-1] = joined[-1][0], end
            else:
                joined.append((begin, end))
        return next(one for one in joined if one[1] > time) if len(joined) > 1 else None

    def happen(self) -> None:
        """A shift or break begins or ends."""
        self.plant.ledger.saw("shift or break begins or ends")
        before, self.on = self.on, self._on_at(self.due)
        self.due = self._after(self.due)
        if self.on == before:
            return  # Sunday midnight, through which a shift goes on
        for rest in self.rests:
            rest.look()
        for follower in self.followers:
            if follower.finishes and (self.finish or follower.ends_trips) and follower.in_hand and not self.on:
                follower.closing = True
                self.plant.ledger.saw("work finished after the shift")
                continue
            if follower.closing:
                follower.closing = False
                continue
            follower.on = self.on
            follower.look()
            if self.on:
                follower.back()
        for vehicle in self.toppers:
            if self.on:
                vehicle.begin_to_top_up()
