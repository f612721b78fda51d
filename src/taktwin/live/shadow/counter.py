"""Counters of controllers: they grow, go round after their last number, begin at 0 again, and sometimes come back.

What a counter has counted in all only grows, whatever the controller does to its number. So a message that was lost
costs nothing but the exact time: the next one makes up for it.
"""

from __future__ import annotations

from dataclasses import dataclass

UNKNOWN_S = 1.0  # least time between two jobs where the model knows none
GREW, WRAPPED, RESET, RETURNED = "grew", "wrapped", "reset", "returned"


@dataclass(slots=True)
class Counter:
    """A counter, and what it has counted.

    Attributes:
        value: its last number.
        total: what it has counted since it was first heard of.
        time: when it had that number, s from the start of the plant.
        seen: jobs that were seen to come to the place when it was taken over.
        old_value, old_total, old_time: what they were before it began at 0 again; below 0: it never has.
    """

    value: float
    total: float = 0.0
    time: float = 0.0
    seen: int = 0
    old_value: float = -1.0
    old_total: float = 0.0
    old_time: float = 0.0

    def take(self, value: float, time: float, least: float, at_once: int = 1, width: int | None = None) -> str:
        """Take its next number, and say what has happened to it: `GREW`, `WRAPPED`, `RESET` or `RETURNED`.

        A step is taken for counted jobs where so many can have come: one more than the time allows at `least` s each.
        Else the counter has gone round (by its width), or has come back to what it was before it began anew, or it
        has begun at 0 now.

        Args:
            value: the number.
            time: when it was so, s from the start of the plant.
            least: shortest time between two jobs, s; 0 where it is not known.
            at_once: jobs that may come together.
            width: bits after which it begins at 0 again.

        Example:
            >>> counter = Counter(65_530.0)
            >>> counter.take(3.0, 600.0, 60.0, width=16), counter.total
            ('wrapped', 9.0)
        """
        pace = (least or UNKNOWN_S) / at_once
        step = value - self.value
        word = GREW
        if step < 0.0 and width is not None:
            step, word = step + 2.0**width, WRAPPED
        if not 0.0 <= step <= (time - self.time) / pace + at_once + 1:
            word, step = self._anew(value, time, pace, at_once)
        self.total += step
        self.value, self.time = value, time
        return word

    def _anew(self, value: float, time: float, pace: float, at_once: int) -> tuple[str, float]:
        """The number is no step from the last one: what it means, and how many have been counted."""
        since = value - self.old_value
        if self.old_value >= 0.0 and 0.0 <= since <= (time - self.old_time) / pace + at_once + 1:
            counted = max(0.0, self.old_total + since - self.total)
            self.old_value = -1.0
            return RETURNED, counted
        self.old_value, self.old_total, self.old_time = self.value, self.total, self.time
        possible = 0.0 <= value <= (time - self.time) / pace + at_once + 1
        return RESET, value if possible else 0.0
