"""Shift calendars: when it is on shift, week after week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.clock import INF

if TYPE_CHECKING:
    from tests.oracle.plant import Plant
    from tests.oracle.resource import Resource

WEEK_S = 7 * 86400.0


class ShiftCalendar:
    """Switches its followers on and off."""

    def __init__(self, plant: Plant, windows: list[tuple[float, float]]) -> None:
        self.plant = plant
        self.windows = windows  # on shift, s after Monday 00:00
        self.offset = plant.model.week_offset  # Monday 00:00 to time 0
        self.followers: list[Resource] = []
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

    def happen(self) -> None:
        """A shift or break begins or ends."""
        self.plant.ledger.saw("shift or break begins or ends")
        self.on = self._on_at(self.due)
        self.due = self._after(self.due)
        for follower in self.followers:
            follower.on = self.on
            follower.look()
            if self.on:
                follower.back()
