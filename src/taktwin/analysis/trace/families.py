"""Which places the jobs that begin together can pass: so a job is told from others with its order number."""

from __future__ import annotations

from dataclasses import dataclass, field

from taktwin.model.checks.flowgraph import FlowGraph, Node, flow_graph
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.spelt.expand import expand
from taktwin.model.text.names import Names
from taktwin.model.text.zones import works_of
from taktwin.model.values.quantity import Quantity


@dataclass(frozen=True)
class Fit:
    """Where jobs of a line are joined: the element or zone, and whether only to the job they were called for."""

    element: str
    matched: bool


@dataclass(frozen=True)
class Family:
    """The jobs of an order that begin in the same way.

    ``line`` is where they begin, as SHOP.LINE, ``stream`` their order stream where they are those of the order,
    ``caller`` the element that calls them or that they come out of, ``each`` how many for each call (None: it differs).
    ``nodes`` are the places that they can pass; ``again`` whether they can come back to the first one.
    """

    line: str
    first: list[Node]
    nodes: set[Node]
    again: bool
    stream: str | None = None
    caller: str | None = None
    out_of: bool = False
    each: int | None = None


@dataclass
class Families:
    """All families of a model, and what is asked of places by their names in the spelt-out plant."""

    model: PlantModel
    names: Names
    graph: FlowGraph
    found: list[Family] = field(default_factory=list)
    #: Last node of a sub-line -> where its jobs are joined.
    fits: dict[Node, Fit] = field(default_factory=dict)

    def node(self, place: str) -> Node | None:
        """The node of an element or zone by its name."""
        return self.names.elements.get(place)

    def of_order(self, stream: str) -> list[Family]:
        """The jobs of the orders of a stream, and those that they call or that come out of them, theirs as well."""
        own = [family for family in self.found if family.stream == stream]
        for family in own:  # which grows meanwhile
            own += [
                other for other in self.found
                if other not in own and other.caller is not None and self.node(other.caller) in family.nodes
            ]  # fmt: skip
        return own


def families_of(model: PlantModel) -> Families:
    """The families of a model that has passed its checks; jobs of endless lines, which have no order, are left out."""
    spelt = expand(model)
    names = Names(spelt)
    made = Families(spelt, names, flow_graph(spelt, names))
    streams: dict[str, list[Node]] = {}
    for shop, name, line in spelt.all_lines():
        first: Node = (shop, name, 0)
        if line.orders is not None:
            streams.setdefault(line.orders, []).append(first)
        elif line.call is not None:
            each = line.call.quantity
            made.found.append(
                _family(
                    made, [first], caller=line.call.at, each=int(each.value) if isinstance(each, Quantity) else None
                )
            )
    made.found[:0] = [_family(made, starts, stream=stream) for stream, starts in streams.items()]
    for node, element in made.graph.elements.items():
        if isinstance(element, SplitStation):
            for part in element.into:
                line = names.line(part.line, node[0])
                if line is not None:
                    made.found.append(_family(made, [(*line, 0)], caller=element.name, out_of=True))
        for work in works_of(element):
            for join in work.joins:
                line = names.line(join.line, node[0])
                if line is not None:
                    last = len(spelt.shops[line[0]].lines[line[1]].flow) - 1
                    made.fits[*line, last] = Fit(work.name, join.matched)
    return made


def _family(
    made: Families,
    first: list[Node],
    stream: str | None = None,
    caller: str | None = None,
    out_of: bool = False,
    each: int | None = None,
) -> Family:
    nodes = {node for one in first for node in made.graph.reach_itself(one)}
    again = any(one in made.graph.onward(node) for node in nodes for one in first)
    shop, line, _ = first[0]
    return Family(f"{shop}.{line}", first, nodes, again, stream, caller, out_of, each)
