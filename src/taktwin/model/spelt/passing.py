"""Buffers without a place: jobs only pass them, so the plant is the one without them."""

from __future__ import annotations

from typing import Any, TypeGuard

from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.line import Line
from taktwin.model.nouns.plant import AnyElement, PlantModel
from taktwin.model.nouns.routing.route import Route
from taktwin.model.nouns.station import Branching, Station


def only_passed(element: AnyElement) -> TypeGuard[Buffer]:
    """Whether it is a buffer without a place."""
    return isinstance(element, Buffer) and element.capacity.value == 0


def without_passed(model: PlantModel) -> PlantModel:
    """The same plant without its buffers of capacity 0; what leads to one leads to the element behind it.

    The model must have passed `check_model`: behind each that is named somewhere there is an element in its line.
    """
    behind = behind_passed(model)
    if not any(only_passed(element) for _, _, _, element in model.all_elements()):
        return model
    shops = {
        name: shop.model_copy(update={"lines": {key: _line(line, behind) for key, line in shop.lines.items()}})
        for name, shop in model.shops.items()
    }
    plant = model.model_copy(update={"shops": shops})
    plant._folder, plant._origins = model.folder, None  # lines of the file do not fit
    return plant


def behind_passed(model: PlantModel) -> dict[str, str]:
    """Buffer without a place -> the next element of its line that is none."""
    found: dict[str, str] = {}
    for _, _, line in model.all_lines():
        after: str | None = None
        for element in reversed(line.flow):
            if not only_passed(element):
                after = element.name
            elif after is not None:
                found[element.name] = after
    return found


def _line(line: Line, behind: dict[str, str]) -> Line:
    changes: dict[str, Any] = {
        "flow": [_element(element, behind) for element in line.flow if not only_passed(element)],
        "to": behind.get(line.to, line.to) if line.to is not None else None,
    }
    if line.call is not None:
        changes["call"] = line.call.model_copy(update={"at": behind.get(line.call.at, line.call.at)})
    return line.model_copy(update=changes)


def _element(element: AnyElement, behind: dict[str, str]) -> AnyElement:
    if not isinstance(element, Branching):
        return element
    changes: dict[str, Any] = {"routes": [_to(route, behind) for route in element.routes]}
    if isinstance(element, Station):
        changes["exceptions"] = {
            number: other.model_copy(update={"routes": [_to(route, behind) for route in other.routes]})
            if "routes" in other.model_fields_set
            else other
            for number, other in element.exceptions.items()
        }
    return element.model_copy(update=changes)


def _to(noun: Route, behind: dict[str, str]) -> Route:
    """A route that leads past buffers without a place."""
    found = {field: behind[name] for field in ("to", "full") if (name := getattr(noun, field)) in behind}
    return noun.model_copy(update=found) if found else noun
