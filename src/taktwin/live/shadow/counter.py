"""Counters of controllers: they grow, go round after their last number, begin at 0 again, and sometimes come back.

What a counter has counted in all only grows, whatever the controller does to its number. So a message that was lost
costs nothing but the exact time: the next one makes up for it.
"""

from __future__ import annotations

from dataclasses import dataclass

UNKNOWN_S = 1.0  # least time between two jobs where nobody knows one
_ENOUGH, _SHORTER = 10.0, 8.0  # after so many it is known: no series of jobs is so many times quicker than the mean
GREW, WRAPPED, RESET, RETURNED = "grew", "wrapped", "reset", "returned"


@dataclass(slots=True)
class Counter:
    """A counter, and what it has counted.

    Attributes:
        value: its last number.
        total: what it has counted since it was first heard of.
        time: when it had that number, s from the start of the plant.
        seen: jobs that were seen to come to the place when it was taken over.
        first: when it was first heard of.
        old_value, old_total, old_time: what they were before it began at 0 again; below 0: it never has.
    """

    value: float
    total: float = 0.0
    time: float = 0.0
    seen: int = 0
    first: float = 0.0
    old_value: float = -1.0
    old_total: float = 0.0
    old_time: float = 0.0

    def copy(self) -> Counter:
        """The same, apart."""
        return Counter(
            self.value, self.total, self.time, self.seen, self.first, self.old_value, self.old_total, self.old_time
        )

    def take(self, value: float, time: float, least: float, at_once: int = 1, width: int | None = None) -> str:
        """Take its next number, and say what has happened to it: `GREW`, `WRAPPED`, `RESET` or `RETURNED`.

        A step is taken for counted jobs where so many can have come: one more than the time allows at `least` s each;
        a number that has gone round (by its width) likewise. Else it goes on from what it was before it began anew, or
        it has begun at 0 now. Where it can have grown and can have come back, the fewer jobs are believed.

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
        pace = (least or self._usual()) / at_once
        most, step, word = (time - self.time) / pace + at_once + 1, value - self.value, GREW
        if step < 0.0 and width is not None:
            step, word = step + 2.0**width, WRAPPED
        back = self._come_back(value, (time - self.old_time) / pace + at_once + 1)
        grew = 0.0 <= step <= most
        if back is not None and not (grew and (back < 1.0 or back >= step)):
            word, step, self.old_value = RETURNED, back, -1.0
        elif not grew:
            self.old_value, self.old_total, self.old_time = self.value, self.total, self.time
            word, step = RESET, value if 0.0 <= value <= most else 0.0
        elif value > self.old_value:
            self.old_value = -1.0  # it has grown past what it was
        self.total += step
        self.value, self.time = value, time
        return word

    def _usual(self) -> float:
        """The least time between two jobs by what it has counted so far: a part of the mean, s."""
        return (self.time - self.first) / self.total / _SHORTER if self.total >= _ENOUGH else UNKNOWN_S

    def _come_back(self, value: float, most: float) -> float | None:
        """What has been counted, if the number goes on from before it began anew; None where it cannot."""
        since = value - self.old_value
        if self.old_value < 0.0 or not 0.0 <= since <= most:
            return None
        return max(0.0, self.old_total + since - self.total)
