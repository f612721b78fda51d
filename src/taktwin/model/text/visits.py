"""Of which elements a model asks how often a job has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from taktwin.model.nouns.line import Call
from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.plant import AnyElement, PlantModel
from taktwin.model.text.names import stations_of
from taktwin.model.text.zones import works_of
from taktwin.model.values.timeby import TimeBy
from taktwin.model.values.visit import VISIT, visit_named


def visits_asked(model: PlantModel, calls: Iterable[Call] = ()) -> dict[str, int]:
    """Element -> the highest visit that something names, in plant order; the model is spelt out (see `expand`).

    ``calls`` are those that other plants make here.
    """
    named: dict[str, int] = {}
    from_outside = ((call.at, text) for call in calls for text in call.when.get(VISIT, []))
    for element, text in chain(_asked(model), from_outside):
        named[element] = max(named.get(element, 0), visit_named(text)[0])
    every = (name for _, _, _, element in model.all_elements() for name in _names(element))
    return {name: named[name] for name in every if name in named}


def visits_counted(model: PlantModel) -> dict[str, int]:
    """The same and, as visited once, the elements that keep the sequence: they ask who has been there."""
    asked = visits_asked(model)
    kept = {element.name for _, _, _, element in model.all_elements() if element.in_sequence}
    every = (name for _, _, _, element in model.all_elements() for name in _names(element))
    return {name: asked.get(name, 1) for name in every if name in asked or name in kept}


def _names(element: AnyElement) -> list[str]:
    """The names under which visits to an element are counted: its own, and those of its zones."""
    return [element.name, *stations_of(element)] if isinstance(element, ZonedLine) else [element.name]


def _asked(model: PlantModel) -> Iterator[tuple[str, str]]:
    """Elements of whose visits something is asked, each with the text that names a visit."""
    for _, _, line in model.all_lines():
        if line.call is not None:
            yield from ((line.call.at, text) for text in line.call.when.get(VISIT, []))
    for one in (one for _, _, _, element in model.all_elements() for one in works_of(element)):
        for entry in [*one.routes, *one.joins, *one.uses]:
            yield from ((one.name, text) for text in entry.when.get(VISIT, []))
        for cycle in [one.cycle, *(own.cycle for own in one.server_list)]:
            if isinstance(cycle, TimeBy) and cycle.by == VISIT:
                yield from ((one.name, text) for text in cycle.values or ["1"])
