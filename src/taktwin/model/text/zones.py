"""The zones of a line whose jobs move together, each as a station: for whoever asks what is worked on there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.plant import AnyElement
from taktwin.model.nouns.station import Branching, Station
from taktwin.model.text.names import stations_of

#: What a line says of all its zones.
_OF_LINE = ("cycle", "uses", "joins", "operators", "priority")
#: What a zone says that a station says as well.
_OF_ZONE = {"point", "cycle", "uses", "joins", "failures", "operators", "priority"}


def zones_of(line: ZonedLine) -> list[Station]:
    """The zones of a line, each as a station of its own: with what the line says of all, and what it says itself.

    Its failures are those of the zone alone; those of the line belong to no zone.
    """
    found: list[Station] = []
    for number, name in enumerate(stations_of(line), start=1):
        zone = line.exceptions.get(number)
        own = {} if zone is None else {key: getattr(zone, key) for key in zone.model_fields_set & _OF_ZONE}
        fields = {word: getattr(line, word) for word in _OF_LINE} | own
        found.append(_plain().model_copy(update={"name": name, **fields}))
    return found


@cache
def _plain() -> Station:
    """A station that says nothing; a copy of it takes a hundredth of the time."""
    return Station.model_construct(name="")


def works_of(element: AnyElement) -> Sequence[Branching]:
    """A station of any sort or lift of a spelt-out plant, or the zones of a line; nothing of other elements."""
    if isinstance(element, ZonedLine):
        return zones_of(element)
    return [element] if isinstance(element, Branching) else []
