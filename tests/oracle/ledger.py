"""What is written down of a run: the events in their order, seconds in states, levels over time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tests.oracle.clock import Clock

Event = tuple[str, float, str, object, object]


@dataclass
class Ledger:
    """Events (word, time, subject, what, job) in the order in which they happened.

    ``seen`` counts what has occurred of the features of the language, in words.
    """

    clock: Clock
    events: list[Event] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    def saw(self, feature: str) -> None:
        """Count an occurrence of a feature."""
        self.seen[feature] += 1

    def note(self, word: str, subject: str, what: object, job: object = None) -> None:
        """Write down an event."""
        self.events.append((word, self.clock.time, subject, what, job))


class Level:
    """A number over time: integral, least and most, seconds at zero and at its capacity."""

    def __init__(self, clock: Clock, value: float = 0.0, capacity: float = float("inf")) -> None:
        self.clock = clock
        self.value = self.least = self.most = value
        self.capacity = capacity
        self.area = self.at_zero = self.at_capacity = self.since = 0.0

    def change(self, by: float) -> None:
        """Book up to now and change the value."""
        self.settle()
        self.value += by
        self.least = min(self.least, self.value)
        self.most = max(self.most, self.value)

    def settle(self) -> None:
        """Book up to now."""
        seconds = self.clock.time - self.since
        self.area += seconds * self.value
        if self.value <= 0.0:
            self.at_zero += seconds
        if self.value >= self.capacity:
            self.at_capacity += seconds
        self.since = self.clock.time
