"""What a plant says of other plants, in their names when they are spelt out."""

from __future__ import annotations

from collections.abc import Mapping

from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Branching, Station
from taktwin.model.spelt.passing import behind_passed
from taktwin.model.text.abroad import Abroad, PlantLine
from taktwin.model.text.names import Names, stations_of


def spelt_element(view: PlantModel, name: str) -> str:
    """The place that an element of a plant means in the spelt-out plant: where its jobs come in.

    Of stations in a row the first; of a buffer without a place what stands behind it. An element that is copied has no
    such place (see the checks).
    """
    name = behind_passed(view).get(name, name)
    for _, _, _, element in view.all_elements():
        if isinstance(element, Station) and element.name == name:
            return stations_of(element)[0]
    return name


class OfOthers:
    """The names that plants say of each other -> plant and name in the spelt-out plant; ``views`` are as written."""

    def __init__(self, views: Mapping[str, PlantModel]) -> None:
        self._views = views
        self._abroad = Abroad({plant: Names(view) for plant, view in views.items()})

    def element(self, plant: str, name: str) -> tuple[str, str] | None:
        """Plant and spelt-out name of an element of another plant."""
        found = self._abroad.element(plant, name)
        if found is None or found.plant == plant:
            return None
        return found.plant, spelt_element(self._views[found.plant], found.name)

    def line(self, plant: str, shop: str, name: str) -> PlantLine | None:
        """A line of another plant; one that is copied cannot be named (see the checks)."""
        found = self._abroad.line(plant, shop, name)
        return None if found is None or found.plant == plant else found


def joined_by_others(views: Mapping[str, PlantModel]) -> dict[str, dict[tuple[str, str], list[tuple[str, str]]]]:
    """Plant -> its lines (shop, name) that other plants join -> where: plant and element."""
    found: dict[str, dict[tuple[str, str], list[tuple[str, str]]]] = {plant: {} for plant in views}
    joins = [
        (plant, shop, element.name, join.line)
        for plant, view in views.items()
        for shop, _, _, element in view.all_elements()
        if isinstance(element, Branching | ZonedLine)
        for worked in (element, *element.exceptions.values())
        for join in worked.joins
        if "." in join.line  # a line of another plant has its plant before it
    ]
    abroad = Abroad({plant: Names(view) for plant, view in views.items()}) if joins else None
    for plant, shop, element, name in joins:
        line = abroad.line(plant, shop, name) if abroad is not None else None
        if line is not None and line.plant != plant:
            where = found[line.plant].setdefault((line.shop, line.line), [])
            if (plant, element) not in where:
                where.append((plant, element))
    return found
