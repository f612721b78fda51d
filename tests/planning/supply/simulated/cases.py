"""All cases of the formulas of supply that are simulated, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from tests.planning.supply.simulated import cards, late, reviewed
from tests.planning.supply.simulated.replicated import Simulated
from tests.supply import reference

Make = Callable[[dict[str, Any]], Simulated]


@dataclass(frozen=True)
class Case:
    """A case of a set, and how its plant is made."""

    name: str
    data: dict[str, Any]
    make: Make

    def simulated(self) -> Simulated:
        """The case as a plant."""
        return self.make(self.data)


def _ways() -> Iterator[tuple[str, str, Make]]:
    """Name of a set, what tells two ways to make its plants apart, and each of them."""
    for name, make in reviewed.KINDS.items():
        yield name, "", make
    yield "kanban", "", lambda case: cards.KINDS[case["kind"]](case)
    for way in late.WAYS:
        yield "lateness_cover", f" by {way}", partial(late.by, way)


def _cases() -> Iterator[Any]:
    for set_name, told, make in _ways():
        for one in reference(set_name):
            name = f"{one.id}{told}"  # pyright: ignore[reportAttributeAccessIssue]
            data, marks = one.values[0], one.marks  # pyright: ignore[reportAttributeAccessIssue]
            yield pytest.param(Case(name, data, make), id=name, marks=marks)


CASES = list(_cases())
