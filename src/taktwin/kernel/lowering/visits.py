"""Visits that conditions or times ask for: each such element has a counter in every job, beside the job's options."""

from __future__ import annotations

from dataclasses import dataclass

from taktwin.model.nouns.plant import PlantModel
from taktwin.model.text.visits import visits_counted
from taktwin.model.values.visit import visit_named_by


@dataclass(frozen=True)
class Visits:
    """The counter of one element: its column among the values of a job, and the count at which it stops.

    ``most`` is one more than the highest visit that is named: whoever comes later is told apart from no other.
    """

    column: int
    most: int

    @property
    def size(self) -> int:
        """How many values the counter can have."""
        return self.most + 1

    def mask(self, texts: list[str]) -> int:
        """Bit mask of the counts that one of the texts names."""
        return sum(1 << count for count in range(1, self.size) if visit_named_by(texts, count) is not None)


def visits_of(model: PlantModel, first: int) -> dict[str, Visits]:
    """Element -> its counter, in plant order; ``first`` is the column of the first one."""
    return {name: Visits(first + at, last + 1) for at, (name, last) in enumerate(visits_counted(model).items())}
