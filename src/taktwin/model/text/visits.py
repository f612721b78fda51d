"""Of which elements a model asks how often a job has come."""

from __future__ import annotations

from collections.abc import Iterator

from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station
from taktwin.model.values.timeby import TimeBy
from taktwin.model.values.visit import VISIT, visit_named


def visits_asked(model: PlantModel) -> dict[str, int]:
    """Element -> the highest visit that something names, in plant order; the model is spelt out (see `expand`)."""
    named: dict[str, int] = {}
    for element, text in _asked(model):
        named[element] = max(named.get(element, 0), visit_named(text)[0])
    return {element.name: named[element.name] for _, _, _, element in model.all_elements() if element.name in named}


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
