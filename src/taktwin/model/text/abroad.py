"""Names in other plants: PLANT.ELEMENT of a call, PLANT.LINE or PLANT.SHOP.LINE of a join."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from taktwin.model.text.names import Names
from taktwin.model.values.spelt import qualified


class Element(NamedTuple):
    """An element, and the plant in which it stands."""

    plant: str
    name: str


class PlantLine(NamedTuple):
    """A line, by plant and shop."""

    plant: str
    shop: str
    line: str


class Abroad:
    """What the names of a model with several plants stand for, as one of the plants says them.

    What the plant itself has goes first: ``body.main`` is its line `main` of its shop `body`; only where it has none
    the line `main` of a plant `body`. A name of three words, PLANT.SHOP.LINE, means one thing only.
    """

    def __init__(self, names: Mapping[str, Names]) -> None:
        self._names = names
        self._elements = {
            qualified(plant, one): Element(plant, one) for plant in names for one in names[plant].elements
        }
        self._lines: dict[str, PlantLine] = {}
        self._ambiguous: dict[str, list[str]] = {}
        for plant, own in names.items():
            for line, shops in own.lines.items():
                whole = {qualified(plant, f"{shop}.{line}"): PlantLine(plant, shop, line) for shop in shops}
                self._lines |= whole
                short = qualified(plant, line)
                if len(shops) == 1:
                    self._lines[short] = PlantLine(plant, shops[0], line)
                else:
                    self._ambiguous[short] = list(whole)

    def element(self, plant: str, name: str) -> Element | None:
        """The element that a plant means; None where there is none, or it is one of its own with its plant's name."""
        if name in self._names[plant].elements:
            return Element(plant, name)
        found = self._elements.get(name)
        return found if found is not None and found.plant != plant else None

    def line(self, plant: str, shop: str, name: str) -> PlantLine | None:
        """The line that a plant means, seen from one of its shops; None as for `element`."""
        own = self._names[plant].line(name, shop)
        if own is not None:
            return PlantLine(plant, *own)
        if name in self._names[plant].lines:
            return None  # several shops of its own have it
        found = self._lines.get(name)
        return found if found is not None and found.plant != plant else None

    def elements_of_others(self, plant: str) -> list[str]:
        """The names of elements as a plant can say them of others."""
        return [name for name, one in self._elements.items() if one.plant != plant]

    def lines_of_others(self, plant: str) -> list[str]:
        """The names of lines as a plant can say them of others."""
        return [name for name, one in self._lines.items() if one.plant != plant]

    def several(self, name: str) -> list[str]:
        """The lines that PLANT.LINE may mean where several shops of the plant have one of this name."""
        return self._ambiguous.get(name, [])
