"""Where jobs go on along their line, and the levels at which lifts take them in and let them out."""

from __future__ import annotations

from taktwin.model.checks.flowgraph import FlowGraph, Node
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.nouns.plant import AnyElement, PlantModel
from taktwin.model.nouns.routing.route import GO_ON
from taktwin.model.nouns.station import Branching


def going_along(model: PlantModel, graph: FlowGraph) -> set[Node]:
    """The places from which jobs go on along their line: not those whose routes take all of them."""
    return {node for node in graph.along if not _parted(model, graph.elements[node])}


def levels_of_lifts(graph: FlowGraph, along: set[Node]) -> dict[str, int]:
    """Lift -> how many levels it has: those of its outlets, and of whoever leads into it."""
    found = {}
    for node, lift in graph.elements.items():
        if isinstance(lift, Lift):
            givers = [giver for giver, onward in graph.next.items() if node in onward]
            levels = {lift.level_from(graph.elements[one].name, one[1], one[0]) for one in givers} or {0.0}
            levels.update(route.at.value for route in lift.routes)
            levels.update([lift.outlet.value] if node in along else [])
            found[lift.name] = len(levels)
    return found


def _parted(model: PlantModel, element: AnyElement) -> bool:
    """Whether the routes of an element part all jobs among them by the values of one option."""
    if not isinstance(element, Branching) or element.exceptions:
        return False
    taken: dict[str, set[str]] = {}
    for route in element.routes:
        if len(route.when) == 1 and route.share.value >= 1.0 and route.full != GO_ON:
            for option, values in route.when.items():
                taken.setdefault(option, set()).update(values)
    return any(values >= every for option, values in taken.items() if (every := _values(model, option)))


def _values(model: PlantModel, option: str) -> set[str]:
    """All values of an option, or of `product`; none of what is no option, such as `visit`."""
    if option == "product":
        return set(model.products)
    given = [model.options, *(product.options for product in model.products.values())]
    return {value for options in given for value in options.get(option, ())}
