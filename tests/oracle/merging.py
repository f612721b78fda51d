"""Merges: whose jobs go first where several lines or elements lead into a place."""

from __future__ import annotations

from collections.abc import Callable

from taktwin.model.nouns.merge import Merge
from tests.oracle.clock import INF
from tests.oracle.job import Job
from tests.oracle.place import Place


class Merging:
    """``names_of`` tells the names by which a merge may mean a place."""

    def __init__(self, merge: Merge, names_of: Callable[[Place], tuple[str, ...]], saw: Callable[[str], None]) -> None:
        self.names = merge.names
        self.by_due = merge.rule == "due"
        self.turns = [int(count.value) for count in merge.ratio.values()] if merge.ratio else None
        self.names_of, self.saw = names_of, saw
        self.turn, self.taken = 0, 0

    def name_of(self, place: Place) -> str | None:
        """Under which of the names of the merge a place falls; None for none."""
        return next((name for name in self.names_of(place) if name in self.names), None)

    def rank(self, giver: Place) -> int:
        """The lower the sooner."""
        name = self.name_of(giver)
        at = self.names.index(name) if name is not None else len(self.names)
        return at if self.turns is None else (at - self.turn) % len(self.names)

    def best(self, ready: list[tuple[Place, Job]]) -> list[tuple[Place, Job]]:
        """Those that go first."""
        if self.by_due:
            first = min((job.due for _, job in ready), default=INF)
            found = [(giver, job) for giver, job in ready if job.due == first]
            if len(found) < len(ready) and min(job.ready for _, job in ready) < min(job.ready for _, job in found):
                self.saw("merge: first by its due date")
            return found
        least = min((self.rank(giver) for giver, _ in ready), default=0)
        found = [(giver, job) for giver, job in ready if self.rank(giver) == least]
        if len(found) < len(ready) and min(job.ready for _, job in ready) < min(job.ready for _, job in found):
            self.saw("merge: first by a ratio" if self.turns else "merge: first by priority")
        if self.turns and least > 0 and found:
            self.saw("merge: a turn is lost")
        return found

    def took(self, giver: Place) -> None:
        """A job of this place has gone in."""
        if self.turns is None:
            return
        at = self.names.index(str(self.name_of(giver)))
        if at != self.turn:
            self.turn, self.taken = at, 0
        self.taken += 1
        if self.taken == self.turns[at]:
            self.turn, self.taken = (at + 1) % len(self.names), 0
