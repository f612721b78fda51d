"""Visits that conditions or times ask for: each such element has a counter in every job, beside the job's options."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station
from taktwin.model.values.timeby import TimeBy
from taktwin.model.values.visit import VISIT, visit_named, visit_named_by


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
    named: dict[str, int] = {}
    for element, text in _asked(model):
        named[element] = max(named.get(element, 0), visit_named(text)[0])
    order = [element.name for _, _, _, element in model.all_elements() if element.name in named]
    return {name: Visits(first + at, named[name] + 1) for at, name in enumerate(order)}


def _asked(model: PlantModel) -> Iterator[tuple[str, str]]:
    """Elements of whose visits something is asked, each with the text that names a visit."""
    for _, _, line in model.all_lines():
        if line.call is not None:
            yield from ((line.call.at, text) for text in line.call.when.get(VISIT, []))
    for _, _, _, element in model.all_elements():
        if not isinstance(element, Station):
            continue
        for entry in [*element.routes, *element.joins, *element.uses]:
            yield from ((element.name, text) for text in entry.when.get(VISIT, []))
        for cycle in [element.cycle, *(own.cycle for own in element.server_list)]:
            if isinstance(cycle, TimeBy) and cycle.by == VISIT:
                yield from ((element.name, text) for text in cycle.values or ["1"])
