"""Where jobs go on along their line, and the levels at which lifts take them in and let them out."""

from __future__ import annotations

from taktwin.model.checks.flowgraph import FlowGraph, Node
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.nouns.plant import AnyElement, PlantModel
from taktwin.model.nouns.routing.route import GO_ON
from taktwin.model.nouns.station import Branching

_ALL = 1.0 - 1e-9


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
    kept = [route for route in element.routes if route.full != GO_ON]
    for option in {option for route in kept for option in route.when}:
        ways = [(route.when.get(option), route.share.value) for route in kept if not route.when.keys() - {option}]
        if all(
            sum(share for values, share in ways if values is None or value in values) >= _ALL
            for value in _values(model, option) or [""]
        ):
            return True
    return False


def _values(model: PlantModel, option: str) -> set[str]:
    """All values of an option, or of `product`; none of what is no option, such as `visit`."""
    if option == "product":
        return set(model.products)
    given = [model.options, *(product.options for product in model.products.values())]
    return {value for options in given for value in options.get(option, ())}
