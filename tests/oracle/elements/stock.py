"""Stock points: what is there, what is reserved, what is on the way, what waits at the dock."""

from __future__ import annotations

from tests.oracle.job import Job
from tests.oracle.ledger import Ledger, Level

NEVER_RUNS_OUT = 1e12  # level of `initial: unlimited`


class Stock:
    """The parts at one stock point."""

    def __init__(self, ledger: Ledger, name: str, initial: float, capacity: float) -> None:
        self.name = name
        self.ledger, self.saw = ledger, ledger.saw
        initial = min(initial, NEVER_RUNS_OUT)
        self.level = Level(ledger.clock, initial)
        self.capacity = max(min(capacity, 2 * NEVER_RUNS_OUT), initial)
        self.reserved = self.on_way = self.dock = self.received = self.drawn = 0.0
        self.owed = 0.0  # called, and not drawn yet

    @property
    def free(self) -> float:
        """What can be drawn."""
        return self.level.value - self.reserved

    def draw(self, amount: float, who: Job | str | None = None) -> None:
        """Take parts for a job, or for a resource by its name; what waits at the dock moves in."""
        self.ledger.note("stock", self.name, -amount, named(who))
        moved = min(self.dock, self.capacity - (self.level.value - amount))
        self.dock -= moved
        self.drawn += amount
        self.owed = self.owed - amount if self.owed > amount else 0.0
        self.level.change(moved - amount)

    def put(self, amount: float, who: str | None = None) -> None:
        """Parts arrive, made or brought by a resource."""
        self.ledger.note("stock", self.name, amount, who)
        self.received += amount
        stays = max(0.0, self.level.value + amount - self.capacity)
        self.dock += stays
        if stays > 0.0:
            self.saw("parts wait at the dock")
        self.level.change(amount - stays)


def named(who: Job | str | None) -> object:
    """A job by its stream and order number, and whether it is the one of that order; nobody's job is nobody."""
    if not isinstance(who, Job):
        return who
    owner = who.owner
    return (owner.stream, who.order, who.main) if owner is not None else None
